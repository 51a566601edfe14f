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


models = {
    "no hidden layer": [],
    "1 hidden layer": [125],
    "3 hidden layers": [16, 16, 16],
}
for name, hidden in models.items():
    network = stack(hidden)
    layers = len(network.layers)
    print(f"{name}: layers {layers}, parameters {network.count_params()}")
# --8<-- [end:stack]

# --8<-- [start:train]
RATE = 0.02
SEEDS = range(3)


def learn(network, x, y, x_new, y_new, rounds, rate):
    network.compile(
        optimizer=keras.optimizers.Adam(learning_rate=rate),
        loss="sparse_categorical_crossentropy",
        steps_per_execution=100,
    )
    again = tf.data.Dataset.from_tensors((x, y)).repeat()
    scores = []
    for _ in range(rounds):
        network.fit(again, steps_per_epoch=100, shuffle=False, verbose=0)
        guess = np.argmax(network(x_new), axis=1)
        scores.append((guess == y_new).mean())
    return scores


def spiral_scores(hidden, rate):
    runs = []
    for seed in SEEDS:
        keras.utils.set_random_seed(seed)
        network = stack(hidden)
        runs.append(
            learn(network, x_train, y_train, x_test, y_test, 8, rate)
        )
    return np.array(runs)


curves = {}
for name, hidden in models.items():
    curves[name] = spiral_scores(hidden, RATE)
# --8<-- [end:train]

# --8<-- [start:measure]
for name, runs in curves.items():
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
    ax.plot(steps, runs.mean(axis=0), line, marker="o", label=name)
    ax.fill_between(steps, runs.min(axis=0), runs.max(axis=0), alpha=0.2)
ax.set(xlabel="training steps", ylabel="accuracy on new points")
ax.legend()
plt.show()
# --8<-- [end:compare]

# --8<-- [start:conclude]
none = curves["no hidden layer"].mean(axis=0)
one = curves["1 hidden layer"].mean(axis=0)
three = curves["3 hidden layers"].mean(axis=0)
print("no hidden layer stays below 0.65:", bool(none.max() < 0.65))
lead = three[3] - one[3]
print("3 ahead of 1 by more than 0.01 after 400 steps:", bool(lead > 0.01))
# --8<-- [end:conclude]

# --8<-- [start:retune]
leads = {}
for rate in (0.05, 0.1):
    scores = {}
    for name in ("1 hidden layer", "3 hidden layers"):
        scores[name] = spiral_scores(models[name], rate).mean(axis=0)
        print(
            f"rate {rate}, {name}: after 400 steps {scores[name][3]:.3f}"
            f"  after 800 {scores[name][7]:.3f}"
        )
    leads[rate] = scores["3 hidden layers"][3] - scores["1 hidden layer"][3]
print("at rate 0.05, 3 ahead by more than 0.01:", bool(leads[0.05] > 0.01))
print("at rate 0.1, 3 behind by more than 0.01:", bool(leads[0.1] < -0.01))
# --8<-- [end:retune]

# --8<-- [start:digits]
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

digits = load_digits()
images = digits.data / 16
means = []
for hidden in ([], [23], [16, 16, 16]):
    hits = []
    for seed in SEEDS:
        x, x_new, y, y_new = train_test_split(
            images, digits.target, test_size=0.4, random_state=seed
        )
        keras.utils.set_random_seed(seed)
        network = stack(hidden, inputs=64, outputs=10)
        hits.append(learn(network, x, y, x_new, y_new, 2, RATE)[-1])
    means.append(np.mean(hits))
    print(
        f"digits, hidden layers {len(hidden)}:"
        f" parameters {network.count_params()}, mean {means[-1]:.3f}"
    )
lead = means[2] - means[1]
print("digits, 3 ahead of 1 by more than 0.005:", bool(lead > 0.005))
# --8<-- [end:digits]
