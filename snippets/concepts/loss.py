# --8<-- [start:square]
import keras
import numpy as np

forecast = np.array([20.5, 23.0, 18.0])
measured = np.array([20.0, 24.0, 22.0])

errors = forecast - measured
print("errors:", errors.tolist())
print("squared:", (errors**2).tolist())
print("mean by hand: ", (errors**2).mean())
mse = keras.losses.MeanSquaredError()
print("mean by Keras:", float(mse(measured, forecast)))
# --8<-- [end:square]

# --8<-- [start:areas]
import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(6.4, 3.6))
days = np.array([1, 3.5, 7])  # room for the squares
for day, off, true in zip(days, errors, measured):
    corner = (day, min(true, true + off))
    ax.add_patch(plt.Rectangle(corner, abs(off), abs(off), alpha=0.3))
    ax.text(day + abs(off) + 0.2, true + off / 2, f"{off**2:g}")
ax.plot(days, measured, "ks", label="measured")
ax.plot(days, forecast, "o", label="forecast")
ax.set(xlim=(0, 13), ylim=(17, 25), xticks=[], aspect="equal")
ax.set_ylabel("temperature")
ax.legend(loc="upper right")
plt.show()
# --8<-- [end:areas]

# --8<-- [start:outlier]
prices = np.array([2.0, 3.0, 4.0, 5.0, 20.0])
guesses = np.linspace(0, 20, 2001)  # 0, 0.01, 0.02 and so on up to 20

# For each guess, its loss over the five houses.
square = [np.mean((guess - prices) ** 2) for guess in guesses]
absolute = [np.mean(abs(guess - prices)) for guess in guesses]
by_square = guesses[np.argmin(square)]  # argmin: where it is lowest
by_absolute = guesses[np.argmin(absolute)]
print(f"mean {prices.mean():.1f}, lowest squared error at {by_square:.1f}")
print(f"median {np.median(prices)}, lowest absolute at {by_absolute:.1f}")
# Only checks what the page says:
pulled = abs(by_square - prices.mean()) < 0.01
print("the squared error is lowest at the mean:", bool(pulled))
# --8<-- [end:outlier]

# --8<-- [start:multiply]
given = np.array([0.9, 0.8, 0.5])  # probability of each right answer
print("all three right:", given.prod().round(3))

many = np.full(2000, 0.5)
print("2000 times 0.5 multiplied:", many.prod())
print("2000 logarithms added:", np.log(many).sum().round(1))
print("mean of -log:", -np.log(many).mean().round(3))
# --8<-- [end:multiply]

# --8<-- [start:score]
given = np.array([0.99, 0.9, 0.5, 0.1, 0.01])
by_hand = -np.log(given)
right = np.ones((5, 1))  # the right answer is yes, five times
# given[:, None]: five rows of one number, for Keras five samples
by_keras = keras.losses.binary_crossentropy(right, given[:, None])

print("probability given to the right answer -> loss")
for p, hand, same in zip(given, by_hand, np.array(by_keras)):
    print(f"{p:4.2f} -> by hand {hand:.3f}, by Keras {same:.3f}")
# --8<-- [end:score]

# --8<-- [start:draw]
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

# --8<-- [start:duel]
DOUBT = 0.01

careful = np.full(10, 0.6)  # ten of ten right, each with 0.6
bold = np.array([1 - DOUBT] * 9 + [DOUBT])  # nine right, one badly wrong
for name, given in [("careful", careful), ("bold", bold)]:
    hits = (given > 0.5).sum()
    print(f"{name}: {hits} of 10 right, loss {-np.log(given).mean():.3f}")
# Only checks what the page says:
ahead = -np.log(bold).mean() < -np.log(careful).mean()
print("bold has the lower loss:", bool(ahead))
# --8<-- [end:duel]

# --8<-- [start:softmax]
scores = np.array([2.0, 1.0, -1.0])

powers = np.exp(scores)
print("scores:       ", scores)
print("e to the score:", powers.round(3))
print("divided by sum:", (powers / powers.sum()).round(3))

large = scores + 1000
shifted = np.exp(large - large.max())
print("e to the 1002:", np.exp(large[0]))
print("with the shift:", (shifted / shifted.sum()).round(3))
# --8<-- [end:softmax]


# --8<-- [start:slope]
def both(score):  # both losses when the right answer is yes
    p = 1 / (1 + np.exp(-score))
    return np.array([-np.log(p), (1 - p) ** 2])


h = 0.001
for score in [3, 0, -3, -6]:
    cross, square = (both(score + h) - both(score)) / h
    print(f"score {score}: cross-entropy {cross:.3f}, squared {square:.3f}")
# Only checks what the page says:
steep, flat = (both(-6 + h) - both(-6)) / h
print("100 times as steep at -6:", bool(steep / flat > 100))
# --8<-- [end:slope]

# --8<-- [start:compare]
hours = np.array([1, 2, 3, 4, 5, 6, 7, 8])
passed = np.array([0, 0, 0, 1, 0, 1, 1, 1])


def judge(b):
    p = 1 / (1 + np.exp(-(hours + b)))  # probability of passing
    wrong = np.mean((p > 0.5) != passed)
    # what the right answer got: p if passed, 1 - p if not
    loss = -np.mean(np.log(np.where(passed == 1, p, 1 - p)))
    return wrong, loss


for b in [-6.8, -6.7, -6.6]:
    wrong, loss = judge(b)
    print(f"b = {b}: share wrong {wrong:.3f}, loss {loss:.3f}")
# --8<-- [end:compare]

# --8<-- [start:stairs]
line = np.linspace(-9, 0, 181)
wrong, loss = np.array([judge(b) for b in line]).T
low = loss.argmin()
fig, ax = plt.subplots(figsize=(6.4, 3.6))
ax.plot(line, loss, label="loss (cross-entropy)")
ax.step(line, wrong, "--", where="mid", label="share of wrong answers")
ax.set_xlabel("bias b")
ax.set_ylim(0)
ax.legend()
plt.show()

print(f"lowest loss {loss[low]:.3f} at b = {line[low]:.1f}")
print(f"share wrong there {wrong[low]:.3f}, at best {wrong.min():.3f}")
# Only checks what the page says:
best = wrong[low] == wrong.min()
print("fewest mistakes where the loss is lowest:", bool(best))
# --8<-- [end:stairs]

# --8<-- [start:solve]
scores = np.array([[0.5, 0.0, 1.5]])  # one sample, three classes
chances = np.exp(scores) / np.exp(scores).sum()
by_hand = -np.log(chances[0, 2])

number, one_hot = np.array([2]), np.array([[0, 0, 1]])
from_scores = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
by_keras = [
    float(keras.losses.SparseCategoricalCrossentropy()(number, chances)),
    float(keras.losses.CategoricalCrossentropy()(one_hot, chances)),
    float(from_scores(number, scores)),
]
print("probabilities:", chances[0].round(3))
print(f"by hand {by_hand:.4f}, by Keras", np.round(by_keras, 4))
# Only checks what the page says:
same = np.allclose(by_keras, by_hand, atol=1e-5)
print("four ways, one loss:", bool(same))
# --8<-- [end:solve]
