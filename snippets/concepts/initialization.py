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
}


def restart(start):
    for weight in model.trainable_variables:
        if len(weight.shape) == 2:
            weight.assign(start(weight.shape))
        else:
            weight.assign(np.zeros(weight.shape))
# --8<-- [end:choose]

# --8<-- [start:train]
loss_of = keras.losses.SparseCategoricalCrossentropy(from_logits=True)


@tf.function
def update():
    weights = model.trainable_variables
    with tf.GradientTape() as tape:
        loss = loss_of(y_train, model(x_train))
    for w, slope in zip(weights, tape.gradient(loss, weights)):
        w.assign(w - 0.1 * slope)
    return loss


def accuracy(images, labels):
    guesses = model(images).numpy().argmax(axis=1)
    return (guesses == labels).mean()


history = {}
for name, start in starts.items():
    restart(start)
    history[name] = [float(update()) for _ in range(400)]
    kernel = model.layers[0].kernel.numpy()
    unlike = abs(kernel - kernel[:, :1]).max(axis=0) > 0.001
    distinct = 1 + unlike.sum()
    print(
        f"{name:12}  loss {history[name][0]:7.3f}"
        f" -> {history[name][-1]:.3f}"
        f"  test accuracy {accuracy(x_test, y_test):.2f}"
        f"  distinct units {distinct}"
    )
print(f"loss of a blind guess among ten: {np.log(10):.3f}")
# --8<-- [end:train]

# --8<-- [start:draw]
fig, ax = plt.subplots(figsize=(6.4, 3.6), layout="constrained")
styles = ["-", "--", ":", "-.", "-"]
for (name, losses), style in zip(history.items(), styles):
    width = 3 if name == "glorot" else 1.5
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
    for _ in range(400):
        update()
    print(
        f"seed {seed}: first weight {kernel[0, 0]:6.3f},"
        f" all within {limit:.2f}: {abs(kernel).max() <= limit},"
        f" test accuracy {accuracy(x_test, y_test):.2f}"
    )
# --8<-- [end:repeat]
