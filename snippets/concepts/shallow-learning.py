# --8<-- [start:make]
import numpy as np
from sklearn.linear_model import LogisticRegression

rng = np.random.default_rng(0)  # gives random numbers


def spirals(count):
    away = rng.uniform(0.1, 1, count)  # r, from the middle
    arm = rng.integers(0, 2, count)  # 0 or 1
    angle = 3 * np.pi * away + np.pi * arm
    x = np.stack([away * np.cos(angle), away * np.sin(angle)], axis=1)
    return x + rng.normal(0, 0.02, x.shape), arm


seen, arm = spirals(400)
new, new_arm = spirals(1000)
line = LogisticRegression().fit(seen, arm)
plain = line.score(new, new_arm)
print(f"line on 2 numbers: {plain:.2f}")
# --8<-- [end:make]

# --8<-- [start:liken]
GAMMA = 20.0


def likeness(a, b):
    # every point of a with every point of b:
    # (n, 1, 2) - (1, m, 2) -> (n, m, 2), summed to (n, m)
    apart = ((a[:, None, :] - b[None, :, :]) ** 2).sum(axis=2)
    return np.exp(-GAMMA * apart)


print("a point with itself:", likeness(seen[:1], seen[:1])[0, 0])
three = np.array([[0.0, 0.0], [0.1, 0.0], [0.5, 0.0]])
print("with points 0.1 and 0.5 away:",
      likeness(three[:1], three[1:])[0].round(2))
# --8<-- [end:liken]

# --8<-- [start:transform]
alike = likeness(seen, seen)
line = LogisticRegression(C=100).fit(alike, arm)
kernel = line.score(likeness(new, seen), new_arm)
print("numbers for one point:", alike.shape[1])
print(f"line on likeness: {kernel:.2f}")
# Only checks what the page says:
print("likeness ahead by more than 0.2:", bool(kernel - plain > 0.2))
# --8<-- [end:transform]

# --8<-- [start:ask]
from sklearn.tree import DecisionTreeClassifier

# no question may leave fewer than three points on a side
tree = DecisionTreeClassifier(min_samples_leaf=3, random_state=0)
tree.fit(seen, arm)
# tree_ lists the questions: [0] is the first one
first = ["across", "up"][tree.tree_.feature[0]]
print(f"first question: {first} <= {tree.tree_.threshold[0]:.2f}?")
print("questions in the tree:", tree.get_n_leaves() - 1)
print(f"tree: {tree.score(new, new_arm):.2f}")
# --8<-- [end:ask]

# --8<-- [start:draw]
import matplotlib.pyplot as plt
from sklearn.svm import SVC

svm = SVC(gamma=GAMMA).fit(seen, arm)
side = np.linspace(-1.1, 1.1, 90)
plane = np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2)
fig, axes = plt.subplots(1, 2, figsize=(6.4, 3.6), layout="constrained")
for ax, name, model in zip(axes, ["SVM", "tree"], [svm, tree]):
    answer = model.predict(plane).reshape(90, 90)
    ax.imshow(answer, extent=(-1.1, 1.1, -1.1, 1.1), origin="lower",
              cmap="gray", vmin=-1.5, vmax=1.2)
    for number, mark in [(0, "o"), (1, "x")]:
        some = new[:80][new_arm[:80] == number]
        ax.plot(some[:, 0], some[:, 1], mark, ms=3,
                label=f"arm {number}")
    ax.set(title=name, xticks=[], yticks=[])
lines, labels = ax.get_legend_handles_labels()
fig.legend(lines, labels, loc="outside lower center", ncols=2)
plt.show()
# --8<-- [end:draw]

# --8<-- [start:table]
import keras
from sklearn.ensemble import GradientBoostingClassifier

COLUMNS = 12
RATE = 0.005
EPOCHS = 30


def rule_table(rows):
    x = rng.uniform(-1, 1, (rows, COLUMNS))
    near = x[:, 1] > 0
    far = (x[:, 2] > 0.3) != (x[:, 3] > -0.2)  # one, not both
    y = np.where(x[:, 0] > 0.2, near, far)
    flipped = rng.random(rows) < 0.03  # 3% of the answers
    return x, (y != flipped).astype(int)  # != turns those round


def train(network, x, y, epochs):
    network.compile(
        optimizer=keras.optimizers.Adam(learning_rate=RATE),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    network.fit(x, y, batch_size=32, epochs=epochs, verbose=0)


rows, answers = rule_table(800)
new_rows, new_answers = rule_table(800)

boosting = GradientBoostingClassifier(random_state=0)
boosting.fit(rows, answers)
keras.utils.set_random_seed(0)
network = keras.Sequential([
    keras.Input((COLUMNS,)),
    keras.layers.Dense(64, activation="relu"),
    keras.layers.Dense(64, activation="relu"),
    keras.layers.Dense(2, activation="softmax"),
])
train(network, rows, answers, EPOCHS)

trees = boosting.score(new_rows, new_answers)
learned = network.evaluate(rows, answers, verbose=0)[1]
met = network.evaluate(new_rows, new_answers, verbose=0)[1]
print(f"boosting: rows seen {boosting.score(rows, answers):.2f}"
      f"  new rows {trees:.2f}")
print(f"network:  rows seen {learned:.2f}  new rows {met:.2f}")
# Only checks what the page says:
print("boosting ahead of the network by more than 0.05:",
      bool(trees - met > 0.05))
print("the network falls by more than 0.1 on new rows:",
      bool(learned - met > 0.1))
# --8<-- [end:table]

# --8<-- [start:move]
from sklearn.datasets import load_digits

REACH = 2
IMAGE_EPOCHS = 40

digits = load_digits()
# a dark margin of two cells: 8 by 8 becomes 12 by 12
wide = np.pad(digits.images / 16, [(0, 0), (2, 2), (2, 2)])
# np.roll shifts an image, down and across
moved = np.stack([
    np.roll(image, rng.integers(-REACH, REACH + 1, 2), axis=(0, 1))
    for image in wide
])
x, y = moved[:1000], digits.target[:1000]
new_x, new_y = moved[1000:], digits.target[1000:]


def accuracy_of(network):
    train(network, x, y, IMAGE_EPOCHS)
    return network.evaluate(new_x, new_y, verbose=0)[1]


flat, new_flat = x.reshape(len(x), 144), new_x.reshape(len(new_x), 144)
closeness = [1, 10, 100]  # how closely to fit the images seen
svms = [
    SVC(C=close).fit(flat, y).score(new_flat, new_y)
    for close in closeness
]
shallow = max(svms)
dense = accuracy_of(keras.Sequential([
    keras.Input((12, 12)),
    keras.layers.Flatten(),
    keras.layers.Dense(64, activation="relu"),
    keras.layers.Dense(64, activation="relu"),
    keras.layers.Dense(10, activation="softmax"),
]))
convolution = accuracy_of(keras.Sequential([
    keras.Input((12, 12, 1)),
    keras.layers.Conv2D(16, 3, activation="relu"),
    keras.layers.MaxPooling2D(),
    keras.layers.Conv2D(32, 3, activation="relu"),
    keras.layers.Flatten(),
    keras.layers.Dense(10, activation="softmax"),
]))
print("SVM with C", closeness, "gets", np.round(svms, 2))
print(f"best SVM {shallow:.2f}, dense network {dense:.2f},"
      f" convolution {convolution:.2f}")
# Only checks what the page says:
print("moved, convolution ahead of the SVM by more than 0.02:",
      bool(convolution - shallow > 0.02))
print("moved, convolution ahead of dense by more than 0.02:",
      bool(convolution - dense > 0.02))
# --8<-- [end:move]
