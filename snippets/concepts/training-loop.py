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
print(f"slope for w, measured: {(nearby - here) / 0.01:.3f}")
print(f"slope for w, by formula: {np.mean(2 * x * (w * x + b - y)):.3f}")
# --8<-- [end:line]

# --8<-- [start:walk]
LINE_RATE = 0.1
STEPS = 150

path = [(w, b)]
for step in range(STEPS):
    loss = loss_at(w, b)
    slope_w = (loss_at(w + 0.01, b) - loss) / 0.01
    slope_b = (loss_at(w, b + 0.01) - loss) / 0.01
    w = w - LINE_RATE * slope_w
    b = b - LINE_RATE * slope_b
    path.append((w, b))

print(f"after 1 step: w {path[1][0]:.2f}, b {path[1][1]:.2f}")
print(f"after {STEPS} steps: w {w:.2f}, b {b:.2f}, loss {loss_at(w, b):.3f}")
# Only checks what the page says:
close = abs(w - 3) < 0.2 and abs(b - 2) < 0.2
print("w and b within 0.2 of 3 and 2:", bool(close))
# --8<-- [end:walk]

# --8<-- [start:valley]
import matplotlib.pyplot as plt

across = np.linspace(-1.5, 5, 30)  # values of w
upwards = np.linspace(-0.5, 3, 30)  # values of b
heights = [[loss_at(p, q) for p in across] for q in upwards]

fig, ax = plt.subplots(figsize=(6.4, 3.6))
levels = [0.2, 1, 2, 4, 8]
lines = ax.contour(across, upwards, heights, levels=levels, colors="gray")
ax.clabel(lines)
shown = np.array(path[:20] + path[20::10])  # later ones lie too close
ax.plot(*shown.T, "ko-", markersize=3, label="150 steps")
ax.set(xlabel="w", ylabel="b")
ax.legend(loc="lower right")
plt.show()
# --8<-- [end:valley]

# --8<-- [start:load]
import keras
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

RATE = 0.1

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

with tf.GradientTape() as tape:  # records what is calculated inside
    scores = model(x_train[:BATCH])  # 1 predict
    loss = loss_of(y_train[:BATCH], scores)  # 2 loss
slopes = tape.gradient(loss, weights)  # 3 gradient
# Each group of parameters with its slopes; the model sees the new values.
for weight, slope in zip(weights, slopes):
    weight.assign_sub(RATE * slope)  # 4 update: subtract in place
    print("parameters", weight.shape, "slopes", tuple(slope.shape))

after = loss_of(y_train[:BATCH], model(x_train[:BATCH]))
print(f"loss before: {loss:.4f}")
print(f"loss after: {after:.4f}")
# --8<-- [end:once]

# --8<-- [start:nudge]
def first_loss():
    return float(loss_of(y_train[:BATCH], model(x_train[:BATCH])))


move = np.zeros(10)
move[0] = 0.01  # the bias of the score for 0, one of the 2,410

model.set_weights(first_weights)
here = first_loss()
weights[3].assign_add(move)
print(f"nudged: slope {(first_loss() - here) / 0.01:.3f}")
print(f"from the tape: slope {slopes[3][0]:.3f}")
# --8<-- [end:nudge]

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
one = len(losses) // EPOCHS  # updates in one epoch
print("updates:", len(losses))
print(f"mean loss, first epoch: {np.mean(losses[:one]):.3f}")
print(f"mean loss, last epoch: {np.mean(losses[-one:]):.3f}")
test_loss, right = model.evaluate(x_test, y_test, verbose=0)
print(f"test accuracy: {right:.3f}")
# Only checks what the page says:
print("test accuracy up by more than 0.6:", right - at_start > 0.6)
# --8<-- [end:repeat]

# --8<-- [start:draw]
fig, ax = plt.subplots(figsize=(6.4, 3.6))
ax.plot(losses, linewidth=0.8, label="one batch")
# One row for each epoch, and the mean of each row.
by_epoch = np.reshape(losses, (EPOCHS, one)).mean(axis=1)
middles = (np.arange(EPOCHS) + 0.5) * one
ax.plot(middles, by_epoch, "o-", label="mean of an epoch")
ax.set(xlabel="update", ylabel="training loss", ylim=(0, None))
ax.legend()
plt.show()
# --8<-- [end:draw]

# --8<-- [start:count]
model.set_weights(loop_weights)
hidden = model.layers[0](x_train)  # a row for each image, 32 columns
highest = np.max(hidden, axis=0)  # of each unit, over all images
print("units above 0 for some image:", np.sum(highest > 0), "of 32")
# --8<-- [end:count]

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


def whole_loss():
    return float(loss_of(y_train, model(x_train)))


tracks = {}
for size in [16, 128, 1347]:
    model.set_weights(first_weights)
    track = [whole_loss()]
    for epoch in range(SHORT):
        for begin in range(0, len(x_train), size):
            x_batch = x_train[begin : begin + size]
            y_batch = y_train[begin : begin + size]
            model.train_on_batch(x_batch, y_batch)  # the four stages
            track.append(whole_loss())
    tracks[size] = track
    print(f"batches of {size}: loss {track[SHORT]:.3f}"
          f" after {SHORT} updates, {track[-1]:.3f} after {len(track) - 1}")
# --8<-- [end:sizes]

# --8<-- [start:rises]
shares = []
for size, track in tracks.items():
    rises = 0
    for before, after in zip(track, track[1:]):
        if after > before:
            rises += 1
    shares.append(rises / (len(track) - 1))
    print(f"batches of {size}: {shares[-1]:.2f} of the updates raised it")

# Only checks what the page says:
small, middle, full = [track[-1] for track in tracks.values()]
print("the smaller the batch, the lower the loss:", small < middle < full)
print("only the smallest batches raise it in one of ten:",
      shares[0] > 0.1 > max(shares[1:]))
# --8<-- [end:rises]

# --8<-- [start:measure]
MORE = 20

model.set_weights(loop_weights)
model.fit(x_train, y_train, batch_size=BATCH, epochs=MORE, verbose=0)
loss, on_training = model.evaluate(x_train, y_train, verbose=0)
test_loss, on_test = model.evaluate(x_test, y_test, verbose=0)
print(f"training accuracy {on_training:.3f}, test accuracy {on_test:.3f}")
# Only checks what the page says:
ahead = on_training - on_test
print("training ahead of test by more than 0.01:", ahead > 0.01)
# --8<-- [end:measure]
