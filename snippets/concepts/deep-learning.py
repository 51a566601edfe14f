# --8<-- [start:make]
import keras
import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf

rng = np.random.default_rng(0)


def spiral(points):
    away = rng.uniform(0.1, 1, points)
    arm = rng.integers(0, 2, points)
    angle = 5 * np.pi * away + np.pi * arm
    x = np.stack([away * np.cos(angle), away * np.sin(angle)], axis=1)
    return x + rng.normal(0, 0.02, x.shape), arm


x_train, y_train = spiral(600)
x_test, y_test = spiral(1000)
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

# --8<-- [start:stack]
def stack(hidden, inputs=2, outputs=2):
    network = keras.Sequential([keras.Input((inputs,))])
    for units in hidden:
        network.add(keras.layers.Dense(units, activation="relu"))
    network.add(keras.layers.Dense(outputs, activation="softmax"))
    return network


depths = {"depth 0": [], "depth 1": [125], "depth 3": [16, 16, 16]}
for name, hidden in depths.items():
    print(name, "weights to learn:", stack(hidden).count_params())
# --8<-- [end:stack]

# --8<-- [start:train]
def learn(network, x, y, x_new, y_new, rounds):
    network.compile(
        keras.optimizers.Adam(0.02),
        "sparse_categorical_crossentropy",
        steps_per_execution=100,
    )
    again = tf.data.Dataset.from_tensors((x, y)).repeat()
    scores = []
    for _ in range(rounds):
        network.fit(again, steps_per_epoch=100, shuffle=False, verbose=0)
        guess = np.argmax(network(x_new), axis=1)
        scores.append((guess == y_new).mean())
    return scores


curves = {}
for name, hidden in depths.items():
    curves[name] = []
    for seed in range(3):
        keras.utils.set_random_seed(seed)
        network = stack(hidden)
        scores = learn(network, x_train, y_train, x_test, y_test, 8)
        curves[name].append(scores)
# --8<-- [end:train]

# --8<-- [start:measure]
for name, runs in curves.items():
    runs = np.array(runs)
    for steps in (100, 200, 400, 800):
        now = runs[:, steps // 100 - 1]
        print(
            f"{name} after {steps} steps: mean {now.mean():.3f}"
            f"  lowest {now.min():.3f}  highest {now.max():.3f}"
        )
# --8<-- [end:measure]

# --8<-- [start:compare]
fig, ax = plt.subplots(figsize=(6.4, 3.6))
steps = np.arange(1, 9) * 100
for (name, runs), line in zip(curves.items(), [":", "--", "-"]):
    ax.plot(steps, np.mean(runs, axis=0), line, marker="o", label=name)
    ax.fill_between(steps, np.min(runs, 0), np.max(runs, 0), alpha=0.2)
ax.set(xlabel="training steps", ylabel="accuracy on new points")
ax.legend()
plt.show()
# --8<-- [end:compare]

# --8<-- [start:digits]
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

digits = load_digits()
images = digits.data / 16
for name, hidden in depths.items():
    hits = []
    for seed in range(3):
        x, x_new, y, y_new = train_test_split(
            images, digits.target, test_size=0.4, random_state=seed
        )
        keras.utils.set_random_seed(seed)
        network = stack(hidden, inputs=64, outputs=10)
        hits.append(learn(network, x, y, x_new, y_new, 2)[-1])
    print(f"{name} on digits: mean {np.mean(hits):.3f}")
# --8<-- [end:digits]
