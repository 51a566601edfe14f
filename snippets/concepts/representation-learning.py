# --8<-- [start:make]
import matplotlib.pyplot as plt
import numpy as np
from sklearn.linear_model import LogisticRegression

rng = np.random.default_rng(0)  # gives random numbers
outside = np.arange(600) % 2  # 0 inside, 1 outside, in turn
distance = rng.uniform(0, 0.8, 600) + outside  # outside 1 farther
angle = rng.uniform(0, 360, 600)
x = distance * np.cos(np.radians(angle))
y = distance * np.sin(np.radians(angle))
LOOSE = 6  # the larger, the freer the line


def one_line(view, side):
    half = len(view) // 2
    line = LogisticRegression(C=10**LOOSE, max_iter=10000)
    line.fit(view[:half], side[:half])  # learns from the first half
    return line.score(view[half:], side[half:])  # share right


position = one_line(np.stack([x, y], axis=1), outside)
polar = one_line(np.stack([distance, angle], axis=1), outside)
print(f"one straight line, x and y: {position:.2f}")
print(f"one straight line, distance and angle: {polar:.2f}")
# Only checks what the page says:
print("distance and angle ahead by more than 0.3:", polar - position > 0.3)
# --8<-- [end:make]

# --8<-- [start:look]
fig, axes = plt.subplots(1, 2, figsize=(6.4, 3.6), layout="constrained")
for side, mark, label in [(0, "o", "inside"), (1, "x", "outside")]:
    here = np.flatnonzero(outside == side)[:30]
    axes[0].plot(x[here], y[here], mark, ms=4, label=label)
    axes[1].plot(distance[here], angle[here], mark, ms=4)
axes[0].set(xlabel="x", ylabel="y")
axes[1].set(xlabel="distance", ylabel="angle")
fig.legend(loc="outside upper center", ncols=2)
plt.show()
# --8<-- [end:look]

# --8<-- [start:train]
import keras

UNITS = 16
RATE = 0.01
EPOCHS = 30


def spirals(count):
    away = rng.uniform(0.1, 1, count)  # r, from the middle
    arm = rng.integers(0, 2, count)  # 0 or 1
    angle = 2 * np.pi * away + np.pi * arm
    x = np.stack([away * np.cos(angle), away * np.sin(angle)], axis=1)
    return x + rng.normal(0, 0.02, x.shape), arm  # a little noise


def learn(network, x, y, epochs):
    network.compile(
        optimizer=keras.optimizers.Adam(learning_rate=RATE),
        loss="sparse_categorical_crossentropy",
    )
    network.fit(x, y, batch_size=32, epochs=epochs, verbose=0)


def views_of(network, data):
    views = [data]
    for layer in network.layers[:-1]:  # all but the output layer
        views.append(keras.ops.convert_to_numpy(layer(views[-1])))
    return views


points, arm = spirals(1200)  # 600 to learn from, 600 new ones
keras.utils.set_random_seed(0)
network = keras.Sequential([
    keras.Input((2,)),
    keras.layers.Dense(UNITS, activation="tanh"),
    keras.layers.Dense(UNITS, activation="tanh"),
    keras.layers.Dense(2, activation="tanh"),
    keras.layers.Dense(2, activation="softmax"),
])
untrained = views_of(network, points)
learn(network, points[:600], arm[:600], EPOCHS)
trained = views_of(network, points)
# --8<-- [end:train]

# --8<-- [start:straighten]
names = ["input", "layer 1", "layer 2", "layer 3"]
before = [one_line(view, arm) for view in untrained]
after = [one_line(view, arm) for view in trained]
for name, view, raw, learned in zip(names, trained, before, after):
    print(f"{name}, numbers {view.shape[1]}:"
          f" untrained {raw:.2f}  trained {learned:.2f}")
# Only checks what the page says:
print("untrained, layer 1 ahead of the input by more than 0.2:",
      before[1] - before[0] > 0.2)
print("layer 3, trained ahead of untrained by more than 0.3:",
      after[3] - before[3] > 0.3)
# --8<-- [end:straighten]

# --8<-- [start:draw]
fig, axes = plt.subplots(1, 3, figsize=(6.4, 2.8), layout="constrained")
drawn = {
    "input": points,
    "layer 3, untrained": untrained[3],
    "layer 3, trained": trained[3],
}
for ax, (name, view) in zip(axes, drawn.items()):
    for number, mark in [(0, "o"), (1, "x")]:
        here = np.flatnonzero(arm == number)[-50:]  # among the new ones
        ax.plot(view[here, 0], view[here, 1], mark, ms=4,
                label=f"arm {number}")
    ax.set(title=name, xticks=[], yticks=[])
marks, labels = ax.get_legend_handles_labels()
fig.legend(marks, labels, loc="outside upper center", ncols=2)
plt.show()
# --8<-- [end:draw]

# --8<-- [start:stack]
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

DIGIT_UNITS = 64
DIGIT_EPOCHS = 10

digits = load_digits()
images, new_images, label, new_label = train_test_split(
    digits.data / 16, digits.target,
    train_size=600, test_size=600, random_state=0,
)
reader = keras.Sequential([
    keras.Input((64,)),
    keras.layers.Dense(DIGIT_UNITS, activation="relu"),
    keras.layers.Dense(DIGIT_UNITS, activation="relu"),
    keras.layers.Dense(DIGIT_UNITS, activation="relu"),
    keras.layers.Dense(10, activation="softmax"),
])
untrained = views_of(reader, new_images)
learn(reader, images, label, DIGIT_EPOCHS)
trained = views_of(reader, new_images)
# --8<-- [end:stack]

# --8<-- [start:measure]
before = [one_line(view, new_label) for view in untrained]
after = [one_line(view, new_label) for view in trained]
for name, raw, learned in zip(names, before, after):
    print(f"{name}: untrained {raw:.2f}  trained {learned:.2f}")
# Only checks what the page says:
print("untrained, layer 3 below the input by more than 0.05:",
      before[0] - before[3] > 0.05)
print("trained, layer 3 within 0.05 of the input:",
      abs(after[3] - after[0]) < 0.05)
# --8<-- [end:measure]

# --8<-- [start:complicate]
side = np.linspace(-1, 1, 40)
plane = np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2)

fig, axes = plt.subplots(1, 3, figsize=(6.4, 2.4))
for ax, name, view in zip(axes, names[1:], views_of(network, plane)[1:]):
    unit = view[:, 0].reshape(40, 40)  # the layer's first unit
    ax.imshow(unit, cmap="gray", origin="lower")
    ax.set_title(name)
    ax.set_axis_off()
plt.show()
# --8<-- [end:complicate]
