# --8<-- [start:make]
import matplotlib.pyplot as plt
import numpy as np
from sklearn.linear_model import LogisticRegression

rng = np.random.default_rng(0)
outside = np.arange(600) % 2
distance = rng.uniform(0, 0.8, 600) + outside
angle = rng.uniform(0, 360, 600)
x = distance * np.cos(np.radians(angle))
y = distance * np.sin(np.radians(angle))

views = {"x and y": (x, y), "distance and angle": (distance, angle)}
right = {}
for name, view in views.items():
    view = np.stack(view, axis=1)
    line = LogisticRegression(max_iter=5000).fit(view[:300], outside[:300])
    right[name] = line.score(view[300:], outside[300:])
    print(f"one straight line, {name}: {right[name]:.2f}")
lead = right["distance and angle"] - right["x and y"]
print("distance and angle ahead by more than 0.3:", bool(lead > 0.3))
# --8<-- [end:make]

# --8<-- [start:look]
fig, axes = plt.subplots(1, 2, figsize=(6.4, 3.6), layout="constrained")
for ax, (name, (first, second)) in zip(axes, views.items()):
    for side, mark, label in [(0, "o", "inside"), (1, "x", "outside")]:
        here = outside[:60] == side
        a, b = first[:60][here], second[:60][here]
        ax.plot(a, b, mark, ms=4, label=label)
    ax.set(xlabel=name.split()[0], ylabel=name.split()[-1])
lines, labels = axes[0].get_legend_handles_labels()
fig.legend(lines, labels, loc="outside upper center", ncols=2)
plt.show()
# --8<-- [end:look]

# --8<-- [start:train]
import keras
import tensorflow as tf

RATE = 0.02
STEPS = 400


def spiral(away, arm):
    angle = 2 * np.pi * away + np.pi * arm
    return away[:, None] * np.stack([np.cos(angle), np.sin(angle)], 1)


def train(network, x, y, steps):
    network.compile(
        optimizer=keras.optimizers.Adam(learning_rate=RATE),
        loss="sparse_categorical_crossentropy",
        steps_per_execution=100,
    )
    again = tf.data.Dataset.from_tensors((x, y)).repeat()
    network.fit(again, steps_per_epoch=steps, shuffle=False, verbose=0)


def dense(inputs, hidden, outputs, bend):
    network = keras.Sequential([keras.Input((inputs,))])
    for units in hidden:
        network.add(keras.layers.Dense(units, activation=bend))
    network.add(keras.layers.Dense(outputs, activation="softmax"))
    return network


arm = rng.integers(0, 2, 600)
arm_new = rng.integers(0, 2, 600)
points = spiral(rng.uniform(0.1, 1, 600), arm)
points += rng.normal(0, 0.02, points.shape)
points_new = spiral(rng.uniform(0.1, 1, 600), arm_new)
networks = []
for seed in range(3):
    keras.utils.set_random_seed(seed)
    network = dense(2, [16, 16, 2], 2, "tanh")
    train(network, points, arm, STEPS)
    networks.append(network)
# --8<-- [end:train]

# --8<-- [start:straighten]
def views_of(network, data):
    views = [np.asarray(data)]
    for layer in network.layers[:-1]:
        views.append(np.asarray(layer(views[-1])))
    return views


def line_score(seen, labels, new, labels_new):
    line = LogisticRegression(max_iter=2000).fit(seen, labels)
    return line.score(new, labels_new)


scores = []
for network in networks:
    seen, new = views_of(network, points), views_of(network, points_new)
    pairs = zip(seen, new)
    scores.append([line_score(a, arm, b, arm_new) for a, b in pairs])
names = ["input", "layer 1", "layer 2", "layer 3"]
scores = dict(zip(names, np.transpose(scores)))
for name, score in scores.items():
    print(f"{name}: one straight line, mean {score.mean():.3f}"
          f"  lowest {score.min():.3f}")
worst = scores["layer 2"].min() - scores["input"].max()
print("layer 2 ahead of the input by more than 0.3:", bool(worst > 0.3))
# --8<-- [end:straighten]

# --8<-- [start:draw]
away = np.linspace(0.1, 1, 50)
both = np.concatenate([spiral(away, 0), spiral(away, 1)])
fig, axes = plt.subplots(2, 2, figsize=(6.4, 4.8), layout="constrained")
for ax, name, view in zip(axes.flat, names, views_of(networks[0], both)):
    centred = view - view.mean(axis=0)
    flat = centred @ np.linalg.svd(centred)[2][:2].T
    ax.plot(*flat[:50].T, "-", label="arm 0")
    ax.plot(*flat[50:].T, "--", label="arm 1")
    ax.set(title=name, xticks=[], yticks=[])
lines, labels = ax.get_legend_handles_labels()
fig.legend(lines, labels, loc="outside upper center", ncols=2)
plt.show()
# --8<-- [end:draw]

# --8<-- [start:complicate]
def fill(across):
    side = np.linspace(-1, 1, across)
    return np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2)


def copy(view):
    high = view > np.median(view)
    line = LogisticRegression(C=1e5).fit(fill(20), high)
    return line.score(fill(20), high)


def copies(network):
    views = views_of(network, fill(20))[1:]
    return [np.mean([copy(unit) for unit in view.T]) for view in views]


trained = np.mean([copies(network) for network in networks], axis=0)
untrained = []
for seed in range(3):
    keras.utils.set_random_seed(seed)
    untrained.append(copies(dense(2, [16, 16, 2], 2, "tanh")))
untrained = np.mean(untrained, axis=0)
for name, start, end in zip(names[1:], untrained, trained):
    print(f"{name}: a line copies a unit, untrained {start:.3f}"
          f"  trained {end:.3f}")
bends = -np.diff(trained).max() > 0.01
bends = bends and untrained[2] - trained[2] > 0.05
print("trained, each layer lower, and below untrained:", bool(bends))

fig, axes = plt.subplots(1, 3, figsize=(6.4, 2.4))
views = views_of(networks[0], fill(40))[1:]
for ax, name, view in zip(axes, names[1:], views):
    ax.imshow(view[:, 0].reshape(40, 40), cmap="gray", origin="lower")
    ax.set_title(name)
    ax.set_axis_off()
plt.show()
# --8<-- [end:complicate]

# --8<-- [start:measure]
from sklearn.datasets import load_digits
from sklearn.metrics import silhouette_score
from sklearn.model_selection import train_test_split

digits = load_digits()
DIGIT_STEPS = 100


def silhouettes(network, images, labels):
    views = views_of(network, images)
    return [silhouette_score(view, labels) for view in views]


before, after, runs = [], [], []
for seed in range(3):
    seen, new, label, label_new = train_test_split(
        digits.data / 16, digits.target, test_size=0.4, random_state=seed
    )
    keras.utils.set_random_seed(seed)
    network = dense(64, [32, 32, 32], 10, "relu")
    before.append(silhouettes(network, new, label_new))
    train(network, seen, label, DIGIT_STEPS)
    after.append(silhouettes(network, new, label_new))
    runs.append((network, seen, label, new, label_new))
start, end = np.mean([before, after], axis=1)
for row in zip(names, start, end):
    print("{}: untrained {:.2f}  trained {:.2f}".format(*row))
tidier = end[3] - start[0] > 0.1 and start[0] - start[3] > 0.1
print("trained ends 0.1 above the input, untrained 0.1 below:",
      bool(tidier))
rises = (np.diff(after, axis=1) > 0).all()
print("rose at every layer in all three networks:", bool(rises))
# --8<-- [end:measure]

# --8<-- [start:compare]
fig, ax = plt.subplots(figsize=(6.4, 3.6))
ax.plot(names, np.mean(after, 0), "-o", label="trained")
ax.plot(names, np.mean(before, 0), "--s", label="untrained")
ax.set(ylabel="silhouette of new digits")
ax.legend()
plt.show()
# --8<-- [end:compare]

# --8<-- [start:separate]
plain, third = [], []
for network, seen, label, new, label_new in runs:
    views, views_new = views_of(network, seen), views_of(network, new)
    plain.append(line_score(seen, label, new, label_new))
    third.append(line_score(views[3], label, views_new[3], label_new))
plain, third = np.mean([plain, third], axis=1)
print(f"one straight line, input {plain:.2f}, layer 3 {third:.2f}")
level = abs(third - plain) < 0.02
print("one line on layer 3 within 0.02 of the input:", bool(level))
# --8<-- [end:separate]
