# --8<-- [start:make]
import keras
import matplotlib.pyplot as plt
import numpy as np

rng = np.random.default_rng(0)  # gives random numbers


def spirals(count):
    away = rng.uniform(0.1, 1, count)  # r, from the middle
    arm = rng.integers(0, 2, count)  # 0 or 1
    angle = 3 * np.pi * away + np.pi * arm
    x = np.stack([away * np.cos(angle), away * np.sin(angle)], axis=1)
    return x + rng.normal(0, 0.02, x.shape), arm  # a little noise


x_train, y_train = spirals(600)
x_test, y_test = spirals(1000)
print("pairs to learn from:", len(x_train), " to test with:", len(x_test))
print("one input:", x_train[0].round(2), " its target:", y_train[0])
# --8<-- [end:make]

# --8<-- [start:look]
fig, ax = plt.subplots(figsize=(6.4, 3.6))
for arm, mark in [(0, "o"), (1, "x")]:
    some = x_train[:200][y_train[:200] == arm]
    ax.plot(some[:, 0], some[:, 1], mark, ms=4, label=f"arm {arm}")
ax.set(xlabel="first input", ylabel="second input", aspect="equal")
ax.legend(loc="center left", bbox_to_anchor=(1.02, 0.5))
plt.show()
# --8<-- [end:look]

# --8<-- [start:unit]
point = np.array([0.5, -1.0])
weights = np.array([2.0, -1.0])
bias = 0.25


def unit(point):
    total = (point * weights).sum() + bias
    return max(total, 0.0)


print("unit at (0.5, -1):", unit(point))
print("unit at (-0.5, 1):", unit(-point))
# --8<-- [end:unit]

# --8<-- [start:stack]
def stack(hidden, inputs, outputs):
    network = keras.Sequential([keras.Input((inputs,))])
    for units in hidden:
        network.add(keras.layers.Dense(units, activation="relu"))
    network.add(keras.layers.Dense(outputs, activation="softmax"))
    return network


keras.utils.set_random_seed(0)  # the same random start each time
networks = {
    "no hidden layer": stack([], inputs=2, outputs=2),
    "1 hidden layer": stack([125], inputs=2, outputs=2),
    "3 hidden layers": stack([16, 16, 16], inputs=2, outputs=2),
}
for name, network in networks.items():
    layers = len(network.layers)
    print(f"{name}: layers {layers}, parameters {network.count_params()}")
# --8<-- [end:stack]

# --8<-- [start:train]
RATE = 0.01
EPOCHS = 10


def learn(network, x, y):
    network.compile(
        optimizer=keras.optimizers.Adam(learning_rate=RATE),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    network.fit(x, y, batch_size=32, epochs=EPOCHS, verbose=0)


scores = {}
for name, network in networks.items():
    learn(network, x_train, y_train)
    loss, scores[name] = network.evaluate(x_test, y_test, verbose=0)
    print(f"{name}: accuracy {scores[name]:.2f}")
# Only checks what the page says:
low = scores["no hidden layer"] < 0.75
print("no hidden layer stays below 0.75:", low)
lead = scores["3 hidden layers"] - scores["1 hidden layer"]
print("3 ahead of 1 by more than 0.05:", lead > 0.05)
# --8<-- [end:train]

# --8<-- [start:draw]
side = np.linspace(-1.1, 1.1, 36)
plane = np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2)
fig, axes = plt.subplots(1, 3, figsize=(6.4, 2.6), layout="constrained")
for ax, (name, network) in zip(axes, networks.items()):
    probability = network.predict(plane, verbose=0)[:, 1]
    ax.contourf(side, side, probability.reshape(36, 36),
                levels=[0, 0.5, 1], colors=["C0", "C1"], alpha=0.3)
    for arm, mark in [(0, "o"), (1, "x")]:
        some = x_test[:30][y_test[:30] == arm]
        ax.plot(some[:, 0], some[:, 1], mark, ms=3)
    ax.set(title=name, aspect="equal", xticks=[], yticks=[])
plt.show()
# --8<-- [end:draw]

# --8<-- [start:digits]
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

digits = load_digits()
x, x_new, y, y_new = train_test_split(
    digits.data / 16, digits.target,  # brightness from 0 to 1
    train_size=600, test_size=1000, random_state=0,
)
right = []
for hidden in ([23], [16, 16, 16]):
    network = stack(hidden, inputs=64, outputs=10)
    learn(network, x, y)
    right.append(network.evaluate(x_new, y_new, verbose=0)[1])
    print(f"digits, hidden layers {len(hidden)}:"
          f" parameters {network.count_params()},"
          f" accuracy {right[-1]:.2f}")
# Only checks what the page says:
gain = right[1] - right[0]
print("digits, 3 ahead of 1 by more than 0.01:", gain > 0.01)
# --8<-- [end:digits]
