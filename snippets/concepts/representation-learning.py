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


def one_line(view):
    line = LogisticRegression(max_iter=5000)
    line.fit(view[:300], outside[:300])  # learns from 300 points
    return line.score(view[300:], outside[300:])  # share right


position = one_line(np.stack([x, y], axis=1))
polar = one_line(np.stack([distance, angle], axis=1))
print(f"one straight line, x and y: {position:.2f}")
print(f"one straight line, distance and angle: {polar:.2f}")
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


points, arm = spirals(600)
new_points, new_arm = spirals(600)
keras.utils.set_random_seed(0)
network = keras.Sequential([
    keras.Input((2,)),
    keras.layers.Dense(UNITS, activation="tanh"),
    keras.layers.Dense(UNITS, activation="tanh"),
    keras.layers.Dense(2, activation="tanh"),
    keras.layers.Dense(2, activation="softmax"),
])
learn(network, points, arm, EPOCHS)
# --8<-- [end:train]

# --8<-- [start:straighten]
def views_of(network, data):
    views = [data]
    for layer in network.layers[:-1]:  # all but the output layer
        views.append(keras.ops.convert_to_numpy(layer(views[-1])))
    return views


names = ["input", "layer 1", "layer 2", "layer 3"]
seen, new = views_of(network, points), views_of(network, new_points)
scores = []
for name, view, new_view in zip(names, seen, new):
    line = LogisticRegression(max_iter=5000).fit(view, arm)
    scores.append(line.score(new_view, new_arm))
    print(f"{name}: numbers {view.shape[1]},"
          f" one straight line {scores[-1]:.2f}")
print("layer 2 ahead of the input by more than 0.3:",
      scores[2] - scores[0] > 0.3)
# --8<-- [end:straighten]

# --8<-- [start:draw]
away = np.linspace(0.1, 1, 50)
turn = 2 * np.pi * away
one = np.stack([away * np.cos(turn), away * np.sin(turn)], axis=1)
arms = np.concatenate([one, -one])

fig, axes = plt.subplots(2, 2, figsize=(6.4, 4.8), layout="constrained")
for ax, name, view in zip(axes.flat, names, views_of(network, arms)):
    centred = view - view.mean(axis=0)
    # the two directions of the widest spread: (100, 16) @ (16, 2)
    flat = centred @ np.linalg.svd(centred)[2][:2].T
    ax.plot(flat[:50, 0], flat[:50, 1], "-", label="arm 0")
    ax.plot(flat[50:, 0], flat[50:, 1], "--", label="arm 1")
    ax.set(title=name, xticks=[], yticks=[])
lines, labels = ax.get_legend_handles_labels()
fig.legend(lines, labels, loc="outside upper center", ncols=2)
plt.show()
# --8<-- [end:draw]

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

# --8<-- [start:measure]
from sklearn.datasets import load_digits
from sklearn.metrics import silhouette_score
from sklearn.model_selection import train_test_split

DIGIT_EPOCHS = 10

digits = load_digits()
images, new_images, label, new_label = train_test_split(
    digits.data / 16, digits.target,
    train_size=600, test_size=600, random_state=0,
)


def silhouettes(network):
    views = views_of(network, new_images)
    return [silhouette_score(view, new_label) for view in views]


reader = keras.Sequential([
    keras.Input((64,)),
    keras.layers.Dense(32, activation="relu"),
    keras.layers.Dense(32, activation="relu"),
    keras.layers.Dense(32, activation="relu"),
    keras.layers.Dense(10, activation="softmax"),
])
untrained = silhouettes(reader)
learn(reader, images, label, DIGIT_EPOCHS)
trained = silhouettes(reader)
for name, before, after in zip(names, untrained, trained):
    print(f"{name}: untrained {before:.2f}  trained {after:.2f}")
print("trained, layer 3 ahead of the input by more than 0.1:",
      trained[3] - trained[0] > 0.1)
print("untrained, layer 3 behind the input by more than 0.05:",
      untrained[0] - untrained[3] > 0.05)
# --8<-- [end:measure]

# --8<-- [start:compare]
fig, ax = plt.subplots(figsize=(6.4, 3.6))
ax.plot(names, trained, "-o", label="trained")
ax.plot(names, untrained, "--s", label="untrained")
ax.set(ylabel="silhouette of new digits")
ax.legend()
plt.show()
# --8<-- [end:compare]
