# --8<-- [start:make]
import numpy as np
from sklearn.datasets import load_digits

REACH = 2

rng = np.random.default_rng(0)
digits = load_digits()
wide = np.pad(digits.images / 16, [(0, 0), (2, 2), (2, 2)])
low = digits.target < 5


def moved(images):
    """Each image moved at random, up to REACH pixels each way."""
    steps = rng.integers(-REACH, REACH + 1, (len(images), 2))
    return np.stack([
        np.roll(image, step, axis=(0, 1))
        for image, step in zip(images, steps)
    ])[..., None]


old_x = np.concatenate([moved(wide[low]) for _ in range(3)])
old_y = np.tile(digits.target[low], 3)

order = rng.permutation(np.flatnonzero(~low))
x, y = moved(wide[order]), digits.target[order] - 5
new_x, new_y = x[500:], y[500:]
print("digits 0 to 4 to learn from:", len(old_x))
print("digits 5 to 9 to test on:", len(new_x))
# --8<-- [end:make]

# --8<-- [start:learn]
import keras


def make_base():
    return keras.Sequential(
        [
            keras.Input((12, 12, 1)),
            keras.layers.Conv2D(16, 3, activation="relu"),
            keras.layers.MaxPooling2D(),
            keras.layers.Conv2D(32, 3, activation="relu"),
            keras.layers.Flatten(),
        ]
    )


def with_output(base):
    model = keras.Sequential(
        [
            keras.Input((12, 12, 1)),  # so that it has weights at once
            base,
            keras.layers.Dense(5, activation="softmax"),
        ]
    )
    compiled(model)
    return model


def compiled(model, rate=0.01):
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate=rate),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )


keras.utils.set_random_seed(0)
base = make_base()
old = with_output(base)
old.fit(old_x, old_y, batch_size=32, epochs=4, verbose=0)
print(f"digits 0 to 4: {old.evaluate(old_x, old_y, verbose=0)[1]:.2f}")
# --8<-- [end:learn]

# --8<-- [start:freeze]
base.trainable = False  # before compile
frozen = with_output(base)
for name, weights in [
    ("trained", frozen.trainable_weights),
    ("left as they are", frozen.non_trainable_weights),
]:
    print(f"{name}: {sum(weight.numpy().size for weight in weights)}")
# --8<-- [end:freeze]

# --8<-- [start:compare]
from sklearn.linear_model import LogisticRegression

scratch = with_output(make_base())
start = scratch.get_weights()


def some(each):
    """Which of the first 500 show a digit, that many of each digit."""
    return np.concatenate([
        np.flatnonzero(y[:500] == digit)[:each] for digit in range(5)
    ])


def train(model, rows, updates):
    """Accuracy on new images after updates by 25 images at a time."""
    drawn = rng.choice(rows, 25 * updates)
    model.fit(x[drawn], y[drawn], batch_size=25, verbose=0)
    return model.evaluate(new_x, new_y, verbose=0)[1]


def last_layer(change, rows, C=1):
    """Accuracy on new images of an output layer trained to its end."""
    line = LogisticRegression(C=C, max_iter=2000)
    line.fit(change(x[rows]), y[rows])
    return line.score(change(new_x), new_y)


def pixels(images):
    return images.reshape(len(images), -1)


def features(images):
    return base.predict(images, verbose=0)


counts = [5, 20, 80]
right = {"pixels": [], "scratch": [], "frozen": []}
for each in counts:
    rows = some(each)
    scratch.set_weights(start)
    right["pixels"].append(last_layer(pixels, rows))
    right["scratch"].append(train(scratch, rows, updates=200))
    right["frozen"].append(last_layer(features, rows))
    print(f"{each:2} of each: " + ", ".join(
        f"{name} {scores[-1]:.2f}" for name, scores in right.items()
    ))
# --8<-- [end:compare]

# --8<-- [start:draw]
import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(6.4, 3.4), layout="constrained")
for (name, scores), line in zip(right.items(), ["o:", "s--", "^-"]):
    ax.plot(counts, scores, line, label=name)
ax.set_xscale("log", base=2)
ax.set_xticks(counts, counts)
ax.set(xlabel="images of each digit", ylabel="accuracy", ylim=(0, 1))
ax.legend(loc="lower right")
plt.show()

ahead = np.array(right["frozen"]) - np.array(right["scratch"])
print("5 of each, frozen ahead of scratch by over 0.05:",
      bool(ahead[0] > 0.05))
print("80 of each, frozen less than 0.05 ahead:", bool(ahead[2] < 0.05))
# --8<-- [end:draw]

# --8<-- [start:control]
untrained = make_base()  # the same layers with random first weights


def untrained_features(images):
    return untrained.predict(images, verbose=0)


control = []
for each, trained in zip(counts, right["frozen"]):
    rows = some(each)
    # The larger C, the weaker the penalty. The best of three counts.
    scores = [last_layer(untrained_features, rows, C) for C in [1, 10, 100]]
    control.append(max(scores))
    print(f"{each:2} of each: untrained {max(scores):.2f},"
          f" trained {trained:.2f}")
# Only checks what the page says:
print("5 of each, ahead of untrained by over 0.05:",
      bool(right["frozen"][0] - control[0] > 0.05))
# --8<-- [end:control]

# --8<-- [start:scramble]
place = np.random.default_rng(1).permutation(144)


def scrambled(images):
    """The pixels of every image in another order, the same for all."""
    return pixels(images)[:, place].reshape(images.shape)


for name, change in [("as they are", np.array), ("scrambled", scrambled)]:
    plain = last_layer(lambda images: pixels(change(images)), some(20))
    learned = last_layer(lambda images: features(change(images)), some(20))
    print(f"{name:11} pixels {plain:.2f}, frozen {learned:.2f}")
# Only checks what the page says:
print("scrambled, frozen ahead of pixels by over 0.05:",
      bool(learned - plain > 0.05))
# --8<-- [end:scramble]

# --8<-- [start:tune]
many = some(80)
first = train(frozen, many, updates=200)
learned = frozen.get_weights()
still = train(frozen, many, updates=200)

print(f"frozen: {first:.2f}, after 200 more {still:.2f}")

free = {}
for rate in [0.005, 0.1]:
    frozen.set_weights(learned)
    base.trainable = True
    compiled(frozen, rate)  # or the layers stay frozen
    free[rate] = train(frozen, many, updates=200)
    print(f"200 more with all layers free, rate {rate}:"
          f" {free[rate]:.2f}")
# Only checks what the page says:
print("rate 0.005 ahead of frozen by over 0.02:",
      bool(free[0.005] - still > 0.02))
print("rate 0.1 behind frozen:", bool(free[0.1] < still))
# --8<-- [end:tune]

# --8<-- [start:averages]
norm = keras.layers.BatchNormalization()
norm.build((None, 1))
for trainable in [True, False]:
    norm.trainable = trainable
    norm.moving_mean.assign([0.0])
    norm(np.full((8, 1), 5.0), training=True)
    print(f"trainable {trainable}: moving mean from 0 to"
          f" {float(norm.moving_mean[0]):.2f}")
# --8<-- [end:averages]
