# --8<-- [start:make]
import keras
import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf


def stripes(count, rng):
    standing = rng.integers(0, 2, count)
    start = rng.uniform(0, 2 * np.pi, (count, 1, 1))
    width = rng.uniform(3, 6, (count, 1, 1))
    row, column = np.mgrid[:16, :16]
    along = np.where(standing[:, None, None] == 1, column, row)
    images = np.sin(2 * np.pi * along / width + start)
    return images + rng.normal(0, 1, images.shape), standing


images, targets = stripes(8, np.random.default_rng(1))
print("numbers in one image:", images[0].size)
print("targets:", targets)
# --8<-- [end:make]

# --8<-- [start:look]
fig, axes = plt.subplots(2, 4, figsize=(6.4, 3.6))
for ax, image, target in zip(axes.flat, images, targets):
    ax.imshow(image, cmap="gray")
    ax.set_title("standing" if target else "lying")
    ax.set_axis_off()
plt.show()
# --8<-- [end:look]

# --8<-- [start:engineer]
def by_hand(images):
    down = np.abs(np.diff(images, axis=1)).mean(axis=(1, 2))
    across = np.abs(np.diff(images, axis=2)).mean(axis=(1, 2))
    return np.stack([down, across], axis=1)


for features, target in zip(by_hand(images[:4]), targets):
    print("down, across:", features.round(2), " target:", target)
# --8<-- [end:engineer]

# --8<-- [start:plot]
images, targets = stripes(200, np.random.default_rng(2))
down, across = by_hand(images).T
fig, ax = plt.subplots(figsize=(6.4, 3.6))
for target, mark, name in [(0, "o", "lying"), (1, "x", "standing")]:
    here = targets == target
    ax.plot(down[here], across[here], mark, ms=4, label=name)
ax.set(xlabel="change downwards", ylabel="change across")
ax.legend()
plt.show()
# --8<-- [end:plot]

# --8<-- [start:compare]
from sklearn.linear_model import LogisticRegression
from sklearn.svm import SVC

STEPS = 400
SEEDS = range(3)


def train_network(x, y):
    network = keras.Sequential([
        keras.Input((256,)),
        keras.layers.Dense(32, activation="relu"),
        keras.layers.Dense(2, activation="softmax"),
    ])
    network.compile(
        optimizer="adam",
        loss="sparse_categorical_crossentropy",
        steps_per_execution=100,
    )
    again = tf.data.Dataset.from_tensors((x, y)).repeat()
    network.fit(again, steps_per_epoch=STEPS, shuffle=False, verbose=0)
    return network


ways = ["line on pixels", "line on 2 hand-made features",
        "SVM on pixels", "network on pixels"]
means, networks = {}, []
for count in (100, 1000):
    scores = []
    for seed in SEEDS:
        rng = np.random.default_rng(seed)
        keras.utils.set_random_seed(seed)
        seen, y = stripes(count, rng)
        new, y_new = stripes(1000, rng)
        x, x_new = seen.reshape(-1, 256), new.reshape(-1, 256)
        line = LogisticRegression(max_iter=500)
        hand = line.fit(by_hand(seen), y).score(by_hand(new), y_new)
        raw = line.fit(x, y).score(x_new, y_new)
        svm = SVC().fit(x, y).score(x_new, y_new)
        network = train_network(x, y)
        networks.append(network)
        learned = (np.argmax(network(x_new), axis=1) == y_new).mean()
        scores.append([raw, hand, svm, learned])
    means[count] = np.mean(scores, axis=0)
    for way, mean in zip(ways, means[count]):
        print(f"{count} images, {way}: {mean:.3f}")
few = means[100][1] - means[100][3]
print("100 images, hand ahead of the network by over 0.1:", bool(few > 0.1))
many = abs(means[1000][1] - means[1000][3])
print("1000 images, the two within 0.02:", bool(many < 0.02))
# --8<-- [end:compare]

# --8<-- [start:inspect]
opened = networks[-1]
weights = opened.layers[0].get_weights()[0].T.reshape(-1, 16, 16)
use = np.ptp(opened.layers[1].get_weights()[0], axis=1)
fig, axes = plt.subplots(2, 4, figsize=(6.4, 3.6))
for ax, unit in zip(axes.flat, np.argsort(use)[::-1]):
    ax.imshow(weights[unit], cmap="gray")
    ax.set_axis_off()
plt.show()
noise = np.random.default_rng(0).normal(size=weights.shape)
gaps = {}
for name, pictures in [("learned", weights), ("noise", noise)]:
    down, across = by_hand(pictures / pictures.std()).T
    gaps[name] = np.abs(down - across).mean()
    print(f"{name}: down and across differ by {gaps[name]:.2f}")
wide = gaps["learned"] > 2 * gaps["noise"]
print("learned more than twice as far apart as noise:", bool(wide))
# --8<-- [end:inspect]

# --8<-- [start:digits]
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

digits = load_digits()
images = digits.images / 16
sums = np.hstack([images.sum(axis=1), images.sum(axis=2)])
pixels = images.reshape(-1, 64)
right = {}
for name, x in [("raw pixels", pixels), ("row and column sums", sums)]:
    scores = []
    for seed in SEEDS:
        seen, new, y, y_new = train_test_split(
            x, digits.target, test_size=0.4, random_state=seed
        )
        line = LogisticRegression(max_iter=2000).fit(seen, y)
        scores.append(line.score(new, y_new))
    right[name] = np.mean(scores)
    print(f"digits, line on {name}: {right[name]:.3f}")
lost = right["raw pixels"] - right["row and column sums"]
print("digits, sums behind by more than 0.03:", bool(lost > 0.03))
# --8<-- [end:digits]
