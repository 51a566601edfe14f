# --8<-- [start:score]
import keras
import numpy as np

given = np.array([0.99, 0.9, 0.5, 0.1, 0.01])
by_hand = -np.log(given)
right = np.ones((5, 1))
by_keras = keras.losses.binary_crossentropy(right, given[:, None])

print("probability given to the right answer -> loss")
for p, hand, same in zip(given, by_hand, np.array(by_keras)):
    print(f"{p:4.2f} -> by hand {hand:.3f}, by Keras {same:.3f}")
print("the last is", round(by_hand[-1] / by_hand[0]), "times the first")
# --8<-- [end:score]

# --8<-- [start:draw]
import matplotlib.pyplot as plt

p = np.linspace(0.01, 1, 100)
fig, ax = plt.subplots(figsize=(6.4, 3.6))
ax.plot(p, -np.log(p), label="cross-entropy, -ln(p)")
ax.plot(p, (1 - p) ** 2, "--", label="squared error, (1 - p) squared")
ax.plot(given, by_hand, "ko", label="the five cases above")
ax.set_xlabel("probability p given to the right answer")
ax.set_ylabel("loss")
ax.legend()
plt.show()
# --8<-- [end:draw]

# --8<-- [start:square]
forecast = np.array([20.5, 23.0, 18.0])
measured = np.array([20.0, 24.0, 22.0])

squares = (forecast - measured) ** 2
mse = keras.losses.MeanSquaredError()
print("squared errors:", squares.tolist())
print("mean by hand: ", squares.mean())
print("mean by Keras:", float(mse(measured, forecast)))
# --8<-- [end:square]

# --8<-- [start:classify]
right = np.array([0, 1, 2, 1])
sure = [[0.9, 0.1, 0.0], [0.0, 0.9, 0.1], [0.1, 0.0, 0.9], [0.6, 0.4, 0.0]]
torn = [[0.4, 0.3, 0.3], [0.3, 0.4, 0.3], [0.3, 0.3, 0.4], [0.6, 0.4, 0.0]]

cross_entropy = keras.losses.SparseCategoricalCrossentropy()
for name, output in [("sure", np.array(sure)), ("torn", np.array(torn))]:
    hits = int((output.argmax(axis=1) == right).sum())
    hand = -np.log(output[np.arange(4), right]).mean()
    same = float(cross_entropy(right, output))
    print(f"{name}: {hits} of 4 right")
    print(f"  loss by hand {hand:.3f}, by Keras {same:.3f}")
# --8<-- [end:classify]

# --8<-- [start:nudge]
hours = np.array([1, 2, 3, 4, 5, 6, 7, 8])
passed = np.array([0, 0, 0, 1, 0, 1, 1, 1])


def judge(b):
    p = 1 / (1 + np.exp(-(hours + b)))
    wrong = np.mean((p > 0.5) != passed)
    loss = -np.mean(np.log(np.where(passed == 1, p, 1 - p)))
    return wrong, loss


for b in [-6.8, -6.7, -6.6]:
    wrong, loss = judge(b)
    print(f"b = {b}: share wrong {wrong:.3f}, loss {loss:.3f}")
# --8<-- [end:nudge]

# --8<-- [start:compare]
b = np.linspace(-9, 0, 181)
wrong, loss = np.array([judge(value) for value in b]).T
low = loss.argmin()
print(f"lowest loss {loss[low]:.3f} at b = {b[low]:.1f},")
print(f"share wrong there {wrong[low]:.3f}, at best {wrong.min():.3f}")
best = wrong[low] == wrong.min()
print("fewest mistakes where the loss is lowest:", bool(best))

fig, ax = plt.subplots(figsize=(6.4, 3.6))
ax.plot(b, loss, label="loss (cross-entropy)")
ax.step(b, wrong, "--", where="mid", label="share of wrong answers")
ax.set_xlabel("bias b")
ax.set_ylim(0)
ax.legend()
plt.show()
# --8<-- [end:compare]

# --8<-- [start:add]
x = np.array([1.0, 2.0, 3.0, 4.0])
y = np.array([2.1, 3.9, 6.2, 7.8])

w = np.linspace(1, 3, 2001)
squares = (w[:, None] * x - y) ** 2
scores = {
    "sum": squares.sum(axis=1),
    "mean": squares.mean(axis=1),
    "mean plus w squared": squares.mean(axis=1) + w**2,
}
lowest = {}
for name, score in scores.items():
    low = score.argmin()
    lowest[name] = w[low]
    print(f"{name}: lowest at w = {w[low]:.3f}, there {score[low]:.3f}")
print("sum and mean agree on w:", bool(lowest["sum"] == lowest["mean"]))
moved = abs(lowest["mean plus w squared"] - lowest["mean"]) > 0.1
print("the penalty moves w by more than 0.1:", bool(moved))
# --8<-- [end:add]

# --8<-- [start:report]
penalty = keras.regularizers.L2(1.0)
layer = keras.layers.Dense(1, use_bias=False, kernel_regularizer=penalty)
model = keras.Sequential([keras.Input((1,)), layer])
model.compile(loss="mse", metrics=["mse"])
layer.set_weights([np.array([[2.0]])])

loss, mse = model.evaluate(x[:, None], y[:, None], verbose=0)
print(f"at w = 2: mse {mse:.3f}, loss {loss:.3f}")
# --8<-- [end:report]
