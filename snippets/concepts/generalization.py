# --8<-- [start:make]
import numpy as np

SEEN = 20
NOISE = 0.2

rng = np.random.default_rng(0)


def measured(count):
    """Points on a wave, each measured with an error."""
    x = np.linspace(0, 1, count)
    return x, np.sin(2 * np.pi * x) + rng.normal(0, NOISE, count)


x, y = measured(SEEN)
new_x, new_y = measured(200)
print("points seen:", len(x), " new points:", len(new_x))
print(f"mean square of the measuring errors: about {NOISE**2:.2f}")
# --8<-- [end:make]

# --8<-- [start:fit]
from numpy.polynomial import Polynomial

degrees = [1, 3, 15]

curves, on_seen, on_new = {}, {}, {}
for degree in degrees:
    curve = Polynomial.fit(x, y, degree)
    curves[degree] = curve
    on_seen[degree] = np.mean((curve(x) - y) ** 2)
    on_new[degree] = np.mean((curve(new_x) - new_y) ** 2)
    print(
        f"degree {degree:2}: error on seen {on_seen[degree]:.3f},"
        f" on new {on_new[degree]:.3f},"
        f" gap {on_new[degree] - on_seen[degree]:.3f}"
    )
# Only checks what the page says:
print("degree 15 closest to the points seen:",
      min(on_seen, key=on_seen.get) == 15)
pair = on_new[3], on_new[15]
print("degrees 3 and 15 within a factor of 2 on new:",
      bool(max(pair) <= 2 * min(pair)))
# --8<-- [end:fit]

# --8<-- [start:draw]
import matplotlib.pyplot as plt

line = np.linspace(0, 1, 300)
wave = np.sin(2 * np.pi * line)
fig, axes = plt.subplots(
    1, 3, figsize=(6.4, 2.8), sharey=True, layout="constrained"
)
for ax, degree in zip(axes, degrees):
    ax.plot(line, wave, "--", color="0.5", label="truth")
    ax.plot(line, curves[degree](line), label="curve")
    ax.plot(x, y, "ko", markersize=3, label="points seen")
    ax.set(title=f"degree {degree}", ylim=(-2, 2), xticks=[])
lines, labels = ax.get_legend_handles_labels()
fig.legend(lines, labels, loc="outside lower center", ncols=3)
plt.show()
# --8<-- [end:draw]

# --8<-- [start:look_up]
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
from sklearn.neighbors import KNeighborsClassifier

images, labels = load_digits(return_X_y=True)
x_seen, x_new, y_seen, y_new = train_test_split(
    images / 16, labels, train_size=800, random_state=0
)
# The bytes of an image are its key in the table.
table = {image.tobytes(): label for image, label in zip(x_seen, y_seen)}


def looked_up(images):
    """The label that stands in the table; 0 for what is not in it."""
    return np.array([table.get(image.tobytes(), 0) for image in images])


seen = np.mean(looked_up(x_seen) == y_seen)
new = np.mean(looked_up(x_new) == y_new)
print(f"table:   seen {seen:.2f}, new {new:.2f}")
nearest = KNeighborsClassifier(n_neighbors=1).fit(x_seen, y_seen)
seen, new = nearest.score(x_seen, y_seen), nearest.score(x_new, y_new)
print(f"nearest: seen {seen:.2f}, new {new:.2f}")
# --8<-- [end:look_up]

# --8<-- [start:shuffle]
import keras

FEW = 200


def trained(labels):
    keras.utils.set_random_seed(0)
    network = keras.Sequential(
        [
            keras.Input((64,)),
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    network.compile(
        optimizer=keras.optimizers.Adam(learning_rate=0.005),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    network.fit(x_seen[:FEW], labels, batch_size=20, epochs=30, verbose=0)
    seen = network.evaluate(x_seen[:FEW], labels, verbose=0)[1]
    return seen, network.evaluate(x_new, y_new, verbose=0)[1]


real_seen, real_new = trained(y_seen[:FEW])
drawn_seen, drawn_new = trained(rng.integers(0, 10, FEW))
print(f"real labels:   seen {real_seen:.2f}, new {real_new:.2f}")
print(f"random labels: seen {drawn_seen:.2f}, new {drawn_new:.2f}")
# Only checks what the page says:
print("random labels more than 0.05 behind on seen:",
      real_seen - drawn_seen > 0.05)
print("real labels ahead on new by more than 0.5:",
      real_new - drawn_new > 0.5)
# --8<-- [end:shuffle]

# --8<-- [start:grow]
from sklearn.linear_model import LogisticRegression

counts = [25, 50, 100, 200, 400, 800]
on_seen, on_new = [], []
for count in counts:
    # A large C holds the weights back less than its default, 1.
    model = LogisticRegression(C=100, max_iter=2000)
    model.fit(x_seen[:count], y_seen[:count])
    on_seen.append(1 - model.score(x_seen[:count], y_seen[:count]))
    on_new.append(1 - model.score(x_new, y_new))
    print(f"{count:3} images: wrong on seen {on_seen[-1]:.2f},"
          f" on new {on_new[-1]:.2f}")
# Only checks what the page says:
gap = np.array(on_new) - np.array(on_seen)
print("32 times the images, less than half the gap:",
      bool(gap[-1] < gap[0] / 2))
# --8<-- [end:grow]

# --8<-- [start:curve]
fig, ax = plt.subplots(figsize=(6.4, 3.4), layout="constrained")
ax.plot(counts, on_new, "o-", label="new images")
ax.plot(counts, on_seen, "s--", label="images seen")
ax.set_xscale("log", base=2)
ax.set_xticks(counts, counts)
ax.set(xlabel="number of images seen", ylabel="share wrong")
ax.legend()
plt.show()
# --8<-- [end:curve]

# --8<-- [start:shift]
square = x_new.reshape(-1, 8, 8)
others = {  # what roll pushes out at the right comes in at the left
    "as before": square,
    "one pixel to the right": np.roll(square, 1, axis=2),
    "black and white swapped": 1 - square,
}
right = {}
for name, other in others.items():
    right[name] = model.score(other.reshape(-1, 64), y_new)
    print(f"{name:24} {right[name]:.2f}")
# Only checks what the page says:
lost = right["as before"] - right["one pixel to the right"]
print("one pixel costs 0.3 at most:", bool(lost <= 0.3))
# --8<-- [end:shift]
