# --8<-- [start:line]
import numpy as np

rng = np.random.default_rng(0)
x = rng.uniform(-1, 1, 100)
y = 3 * x + 2 + rng.normal(0, 0.3, 100)  # 3, 2 and some noise


def loss_at(w, b):
    prediction = w * x + b
    return np.mean((prediction - y) ** 2)


w, b = -1.0, 0.0
here, nearby = loss_at(w, b), loss_at(w + 0.01, b)
print(f"w {w:.2f}, b {b:.2f}: loss {here:.3f}")
print(f"w {w + 0.01:.2f}, b {b:.2f}: loss {nearby:.3f}")
print(f"slope for w: {(nearby - here) / 0.01:.2f}")
# --8<-- [end:line]

# --8<-- [start:walk]
RATE = 0.1
STEPS = 150

path = [(w, b)]
for step in range(STEPS):
    loss = loss_at(w, b)
    slope_w = (loss_at(w + 0.01, b) - loss) / 0.01
    slope_b = (loss_at(w, b + 0.01) - loss) / 0.01
    w = w - RATE * slope_w
    b = b - RATE * slope_b
    path.append((w, b))

print(f"after 1 step: w {path[1][0]:.2f}, b {path[1][1]:.2f}")
print(f"after {STEPS} steps: w {w:.2f}, b {b:.2f}, loss {loss_at(w, b):.3f}")
close = abs(w - 3) < 0.2 and abs(b - 2) < 0.2
print("w and b within 0.2 of 3 and 2:", bool(close))
# --8<-- [end:walk]

# --8<-- [start:trace]
import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(6.4, 3.6))
ws, bs = np.array(path).T
ax.plot(ws, label="w")
ax.plot(bs, "--", label="b")
ax.axhline(3, color="gray", linewidth=0.8)
ax.axhline(2, color="gray", linewidth=0.8)
ax.set(xlabel="step", ylabel="value of the parameter")
ax.legend(loc="lower right")
plt.show()
# --8<-- [end:trace]

# --8<-- [start:load]
import keras
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

digits = load_digits()
images = (digits.data / 16).astype("float32")  # 64 pixels, 0 to 1
x_train, x_test, y_train, y_test = train_test_split(
    images, digits.target, random_state=0
)

keras.utils.set_random_seed(0)
model = keras.Sequential(
    [
        keras.Input((64,)),
        keras.layers.Dense(32, activation="relu"),
        keras.layers.Dense(10),
    ]
)
loss_of = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
model.compile(
    optimizer=keras.optimizers.SGD(learning_rate=RATE),
    loss=loss_of,
    metrics=["accuracy"],
)
first_weights = model.get_weights()

test_loss, at_start = model.evaluate(x_test, y_test, verbose=0)
print("parameters:", model.count_params())
print(f"test accuracy at the start: {at_start:.3f}")
# --8<-- [end:load]

# --8<-- [start:once]
import tensorflow as tf

BATCH = 32
weights = model.trainable_variables

with tf.GradientTape() as tape:
    scores = model(x_train[:BATCH])  # 1 predict
    loss = loss_of(y_train[:BATCH], scores)  # 2 loss
slopes = tape.gradient(loss, weights)  # 3 gradient
for weight, slope in zip(weights, slopes):
    weight.assign_sub(RATE * slope)  # 4 update
    print("parameters", weight.shape, "slopes", tuple(slope.shape))

after = loss_of(y_train[:BATCH], model(x_train[:BATCH]))
print(f"loss before: {loss:.4f}")
print(f"loss after: {after:.4f}")
# --8<-- [end:once]

# --8<-- [start:repeat]
EPOCHS = 10

model.set_weights(first_weights)
losses = []
for epoch in range(EPOCHS):
    for begin in range(0, len(x_train), BATCH):
        x_batch = x_train[begin : begin + BATCH]
        y_batch = y_train[begin : begin + BATCH]
        with tf.GradientTape() as tape:
            loss = loss_of(y_batch, model(x_batch))
        slopes = tape.gradient(loss, weights)
        for weight, slope in zip(weights, slopes):
            weight.assign_sub(RATE * slope)
        losses.append(float(loss))

loop_weights = model.get_weights()
# One row for each epoch, and the mean of each row.
by_epoch = np.reshape(losses, (EPOCHS, -1)).mean(axis=1)
print("updates:", len(losses))
print(f"mean loss, first epoch: {by_epoch[0]:.3f}")
print(f"mean loss, last epoch: {by_epoch[-1]:.3f}")
test_loss, right = model.evaluate(x_test, y_test, verbose=0)
print(f"test accuracy: {right:.3f}")
print("test accuracy up by more than 0.6:", right - at_start > 0.6)
# --8<-- [end:repeat]

# --8<-- [start:draw]
fig, ax = plt.subplots(figsize=(6.4, 3.6))
ax.plot(losses, linewidth=0.8, label="one batch")
middles = (np.arange(EPOCHS) + 0.5) * len(losses) / EPOCHS
ax.plot(middles, by_epoch, "o-", label="mean of an epoch")
ax.set(xlabel="update", ylabel="training loss", ylim=(0, None))
ax.legend()
plt.show()
# --8<-- [end:draw]

# --8<-- [start:fit]
model.set_weights(first_weights)
model.fit(
    x_train,
    y_train,
    batch_size=BATCH,
    epochs=EPOCHS,
    shuffle=False,
    verbose=0,
)


def largest_gap(some, others):
    # Arrays in pairs, their differences, the largest of all.
    return max(abs(a - b).max() for a, b in zip(some, others))


moved = largest_gap(first_weights, loop_weights)
print(f"the loop moved a parameter by up to {moved:.2f}")
apart = largest_gap(model.get_weights(), loop_weights)
print("fit ends within 0.0001 of the loop:", bool(apart < 0.0001))
# --8<-- [end:fit]

# --8<-- [start:sizes]
SHORT = 4


def train(size):
    """Losses on all training images, before and after each update."""
    model.set_weights(first_weights)
    whole = [float(loss_of(y_train, model(x_train)))]
    for epoch in range(SHORT):
        for begin in range(0, len(x_train), size):
            x_batch = x_train[begin : begin + size]
            y_batch = y_train[begin : begin + size]
            model.train_on_batch(x_batch, y_batch)  # the four stages
            whole.append(float(loss_of(y_train, model(x_train))))
    return np.array(whole)


small, middle, full = train(16), train(128), train(len(x_train))
for name, whole in [("16", small), ("128", middle), ("all", full)]:
    # Of all updates, those after which the loss was higher.
    rose = np.mean(np.diff(whole) > 0)
    print(
        f"batches of {name}: {len(whole) - 1} updates,"
        f" share that raised the loss {rose:.2f}"
    )
    print(f"  loss after {SHORT} updates {whole[SHORT]:.3f},"
          f" at the end {whole[-1]:.3f}")
lowest = small[-1] < middle[-1] < full[-1]
print("the smaller the batch, the lower the loss:", bool(lowest))
rising = [np.mean(np.diff(whole) > 0) for whole in (small, middle, full)]
print("only the smallest batches raise it in one of ten:",
      bool(rising[0] > 0.1 > max(rising[1:])))
# --8<-- [end:sizes]

# --8<-- [start:measure]
MORE = 20

model.set_weights(loop_weights)
model.fit(x_train, y_train, batch_size=BATCH, epochs=MORE, verbose=0)
loss, on_training = model.evaluate(x_train, y_train, verbose=0)
test_loss, on_test = model.evaluate(x_test, y_test, verbose=0)
print(f"training accuracy {on_training:.3f}, test accuracy {on_test:.3f}")
ahead = on_training - on_test
print("training ahead of test by more than 0.01:", ahead > 0.01)
# --8<-- [end:measure]
