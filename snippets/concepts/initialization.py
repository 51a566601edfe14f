# --8<-- [start:prepare]
import keras
import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

digits = load_digits()
x = (digits.data / 16).astype("float32")
x_train, x_test, y_train, y_test = train_test_split(
    x, digits.target, random_state=0
)

model = keras.Sequential(
    [
        keras.Input((64,)),
        keras.layers.Dense(32, activation="relu"),
        keras.layers.Dense(32, activation="relu"),
        keras.layers.Dense(10),
    ]
)
print("training images:", len(x_train), " test images:", len(x_test))
# --8<-- [end:prepare]

# --8<-- [start:choose]
rng = np.random.default_rng(0)


def glorot(shape):
    limit = np.sqrt(6 / (shape[0] + shape[1]))
    return rng.uniform(-limit, limit, shape)


starts = {
    "all 0": lambda shape: np.zeros(shape),
    "all 0.1": lambda shape: np.full(shape, 0.1),
    "spread 0.001": lambda shape: rng.normal(0, 0.001, shape),
    "spread 1": lambda shape: rng.normal(0, 1, shape),
    "glorot": glorot,
    "he": lambda shape: rng.normal(0, np.sqrt(2 / shape[0]), shape),
}


def restart(start):
    for weight in model.trainable_variables:
        if len(weight.shape) == 2:
            weight.assign(start(weight.shape))
        else:
            weight.assign(np.zeros(weight.shape))
# --8<-- [end:choose]

# --8<-- [start:train]
RATE = 0.1
UPDATES = 400
loss_of = keras.losses.SparseCategoricalCrossentropy(from_logits=True)


@tf.function
def update():
    weights = model.trainable_variables
    with tf.GradientTape() as tape:
        loss = loss_of(y_train, model(x_train))
    slopes = tape.gradient(loss, weights)
    for w, slope in zip(weights, slopes):
        w.assign(w - RATE * slope)
    return loss, tf.norm(slopes[0])


def accuracy(images, labels):
    guesses = model(images).numpy().argmax(axis=1)
    return (guesses == labels).mean()


history, steep, units, right = {}, {}, {}, {}
for name, start in starts.items():
    restart(start)
    runs = [update() for _ in range(UPDATES)]
    history[name] = [float(loss) for loss, _ in runs]
    steep[name] = float(runs[0][1])
    kernel = model.layers[0].kernel.numpy()
    units[name] = np.unique(kernel.round(5), axis=1).shape[1]
    right[name] = accuracy(x_test, y_test)
    print(
        f"{name:12}  loss {history[name][0]:7.3f}"
        f" -> {history[name][-1]:.3f}"
        f"  test accuracy {right[name]:.2f}"
        f"  distinct units {units[name]}"
    )
print(f"loss of a blind guess among ten: {np.log(10):.3f}")
lead = min(right["glorot"], right["he"]) - right["spread 1"]
print("glorot and he ahead of spread 1 by over 0.05:", bool(lead > 0.05))
# --8<-- [end:train]

# --8<-- [start:steepness]
for name in starts:
    print(f"{name:12}  first layer's slope at the start {steep[name]:8.4f}")
tiny = steep["spread 0.001"] < 0.001 * steep["glorot"]
print("spread 0.001 below a thousandth of glorot:", tiny)
same = units["all 0.1"] == 1 and units["spread 0.001"] == 32
print("all 0.1 leaves one unit, spread 0.001 leaves 32:", same)
# --8<-- [end:steepness]

# --8<-- [start:draw]
fig, ax = plt.subplots(figsize=(6.4, 3.6), layout="constrained")
styles = ["-", "--", ":", "-.", "-", "--"]
for (name, losses), style in zip(history.items(), styles):
    width = 3 if name in ("glorot", "he") else 1.5
    ax.plot(losses, style, linewidth=width, label=name)
ax.set(xlabel="update", ylabel="training loss", ylim=(0, 3))
ax.legend(loc="upper left", bbox_to_anchor=(1, 1))
plt.show()
# --8<-- [end:draw]

# --8<-- [start:follow]
widths = {"too small": 0.1, "he": np.sqrt(2 / 64), "too large": 0.3}
signal = {}
for name, spread in widths.items():
    values = rng.normal(0, 1, (500, 64))
    signal[name] = []
    for _ in range(10):
        weight = rng.normal(0, spread, (64, 64))
        values = np.maximum(values @ weight, 0)
        signal[name].append(values.std())
    print(
        f"{name:10} spread {spread:.2f}:"
        f" layer 1 {signal[name][0]:.2f}"
        f", layer 10 {signal[name][-1]:.3f}"
    )
apart = signal["too large"][-1] / signal["too small"][-1]
print("over a thousandfold apart at layer 10:", bool(apart > 1000))

fig, ax = plt.subplots(figsize=(6.4, 3.6))
for (name, sizes), marker in zip(signal.items(), "ov^"):
    ax.semilogy(range(1, 11), sizes, marker=marker, label=name)
ax.set(xlabel="layer", ylabel="spread of the outputs")
ax.legend()
plt.show()
# --8<-- [end:follow]

# --8<-- [start:repeat]
limit = np.sqrt(6 / (64 + 32))
for seed in (0, 1, 2, 0):
    keras.utils.set_random_seed(seed)
    fresh = keras.models.clone_model(model)
    model.set_weights(fresh.get_weights())
    kernel = model.layers[0].kernel.numpy()
    for _ in range(UPDATES):
        update()
    print(
        f"seed {seed}: first weight {kernel[0, 0]:6.3f},"
        f" all within {limit:.2f}: {abs(kernel).max() <= limit},"
        f" test accuracy {accuracy(x_test, y_test):.2f}"
    )
# --8<-- [end:repeat]
