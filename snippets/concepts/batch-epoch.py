# --8<-- [start:cut]
import math

import numpy as np

rng = np.random.default_rng(0)
updates = 0
for epoch in range(2):
    order = rng.permutation(10)  # shuffled anew in each epoch
    for begin in range(0, 10, 4):
        batch = order[begin : begin + 4]
        updates = updates + 1
        print(f"epoch {epoch + 1}, update {updates}: samples {batch}")
print("10 samples, 4 at a time, 2 epochs:", math.ceil(10 / 4) * 2)
# --8<-- [end:cut]

# --8<-- [start:sketch]
import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(6.4, 2.6))
for epoch in range(2):
    for number, (begin, size) in enumerate([(0, 4), (4, 4), (8, 2)]):
        ax.broken_barh(
            [(begin + 0.05, size - 0.1)],
            (0.6 - epoch, 0.6),
            facecolors="none",
            edgecolors="black",
        )
        ax.text(begin + size / 2, 0.9 - epoch, f"batch {number + 1}",
                ha="center", va="center")
        ax.plot(begin + size, 0.45 - epoch, "k^")
ax.plot([], [], "k^", linestyle="none", label="one update")
ax.set(xlabel="samples seen", xlim=(-0.2, 10.4), ylim=(-0.8, 1.9))
ax.set_xticks(range(0, 11, 2))
ax.set_yticks([0.9, -0.1], ["epoch 1", "epoch 2"])
ax.legend(loc="upper right")
plt.show()
# --8<-- [end:sketch]

# --8<-- [start:count]
import keras
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

BATCH = 32
EPOCHS = 3

digits = load_digits()
images = (digits.data / 16).astype("float32")
x_train, x_test, y_train, y_test = train_test_split(
    images, digits.target, random_state=0
)

keras.utils.set_random_seed(0)
model = keras.Sequential(
    [
        keras.Input((64,)),
        keras.layers.Dense(32, activation="relu"),
        keras.layers.Dense(10, activation="softmax"),
    ]
)
first_weights = model.get_weights()
model.compile(
    optimizer=keras.optimizers.SGD(learning_rate=0.1),
    loss="sparse_categorical_crossentropy",
)
model.fit(x_train, y_train, batch_size=BATCH, epochs=EPOCHS, verbose=0)

by_hand = math.ceil(len(x_train) / BATCH) * EPOCHS
by_keras = int(model.optimizer.iterations.numpy())
print(f"{len(x_train)} images, {len(x_train) % BATCH} in the last batch")
print(f"updates by hand {by_hand}, by Keras {by_keras}")
# Only checks what the page says:
print("the formula and Keras agree:", by_hand == by_keras)
# --8<-- [end:count]

# --8<-- [start:noise]
import tensorflow as tf

loss_of = keras.losses.SparseCategoricalCrossentropy()


def gradient(chosen):
    """All slopes in one row, from these training images."""
    with tf.GradientTape() as tape:  # notes how the loss is computed
        loss = loss_of(y_train[chosen], model(x_train[chosen]))
    slopes = tape.gradient(loss, model.trainable_variables)
    return np.concatenate([np.ravel(slope) for slope in slopes])


whole = gradient(np.arange(len(x_train)))
sizes = [4, 16, 64, 256]
noise = []
for size in sizes:
    draws = rng.integers(0, len(x_train), (40, size))
    # norm: the root of the sum of the squares
    off = [np.linalg.norm(gradient(chosen) - whole) for chosen in draws]
    noise.append(np.sqrt(np.mean(np.square(off))))
    print(f"batches of {size:3}: off by {noise[-1]:.3f}")
print(f"the gradient itself is {np.linalg.norm(whole):.3f} long")
# Only checks what the page says:
ratios = np.divide(noise[:-1], noise[1:])
print("four times the images, half the noise:",
      bool(ratios.min() > 1.6 and ratios.max() < 2.4))
# --8<-- [end:noise]

# --8<-- [start:draw]
fig, ax = plt.subplots(figsize=(6.4, 3.6))
ax.plot(sizes, noise, "ko", label="measured")
ax.plot(sizes, noise[0] * np.sqrt(4 / np.array(sizes)), label="one over root b")
ax.set(xscale="log", yscale="log", xlabel="batch size b", ylabel="noise")
ax.set_xticks(sizes, sizes)
ax.set_yticks([0.25, 0.5, 1, 2], [0.25, 0.5, 1, 2])
ax.minorticks_off()
ax.legend()
plt.show()
# --8<-- [end:draw]

# --8<-- [start:passes]
x_even, y_even = x_train[:1024], y_train[:1024]  # 16, 64, 256 divide it


def train(size, epochs, rate):
    """The loss on these images after training."""
    model.set_weights(first_weights)
    model.optimizer.learning_rate = rate
    model.fit(x_even, y_even, batch_size=size, epochs=epochs, verbose=0)
    return model.evaluate(x_even, y_even, batch_size=256, verbose=0)


passes = {}
for size in [16, 64, 256]:
    passes[size] = train(size, epochs=3, rate=0.1)
    print(f"batches of {size:3}, 3 epochs, {3 * 1024 // size:3} updates:"
          f" loss {passes[size]:.3f}")
# --8<-- [end:passes]

# --8<-- [start:often]
often = {}
for size, epochs in [(16, 1), (64, 4), (256, 16)]:
    often[size] = train(size, epochs, rate=0.1)
    print(f"batches of {size:3}, {epochs:2} epochs, 64 updates:"
          f" loss {often[size]:.3f}")
# Only checks what the page says:
apart = max(often.values()) - min(often.values())
gap = passes[256] - passes[16]
print("64 updates each leave less than a fifth of the gap:", apart < gap / 5)
# --8<-- [end:often]

# --8<-- [start:tune]
best, tuned = {}, {}
for size in [16, 64, 256]:
    losses = {0.1: passes[size]}
    for rate in [0.3, 1.0]:
        losses[rate] = train(size, epochs=3, rate=rate)
    best[size] = min(losses, key=losses.get)
    tuned[size] = losses[best[size]]
    print(f"batches of {size:3}, 3 epochs, best rate {best[size]}:"
          f" loss {tuned[size]:.3f}")
# Only checks what the page says:
print("256 wants a larger rate than 16:", best[256] > best[16])
before, now = passes[64] - passes[16], tuned[64] - tuned[16]
print("at its best rate 64 closes half of its gap:", now < before / 2)
# --8<-- [end:tune]

# --8<-- [start:memory]
for size in [1, 32, 256]:
    numbers = size * 224 * 224 * 64  # what one layer passes on
    print(f"batch of {size:3}: {numbers * 4 / 1e6:7.1f} MB")
# --8<-- [end:memory]
