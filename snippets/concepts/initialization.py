# --8<-- [start:prepare]
import keras
import numpy as np
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

RATE = 0.1
EPOCHS = 8

digits = load_digits()
x = (digits.data / 16).astype("float32")
x_train, x_test, y_train, y_test = train_test_split(
    x, digits.target, random_state=0
)

keras.utils.set_random_seed(0)
model = keras.Sequential(
    [
        keras.Input((64,)),
        keras.layers.Dense(32, activation="relu"),
        keras.layers.Dense(32, activation="relu"),
        keras.layers.Dense(10, activation="softmax"),
    ]
)
# SGD is gradient descent; this loss is for labels that are class numbers.
model.compile(
    optimizer=keras.optimizers.SGD(learning_rate=RATE),
    loss="sparse_categorical_crossentropy",
    metrics=["accuracy"],
)
print("loss when all ten digits are equally likely:", np.log(10).round(3))
# --8<-- [end:prepare]

# --8<-- [start:train]
starts = {
    "all 0": keras.initializers.Zeros(),
    "all 0.1": keras.initializers.Constant(0.1),
    "spread 0.001": keras.initializers.RandomNormal(stddev=0.001),
    "spread 1": keras.initializers.RandomNormal(stddev=1.0),
    "glorot": keras.initializers.GlorotUniform(),
    "he": keras.initializers.HeNormal(),
}

history, kernels, right = {}, {}, {}
for name, start in starts.items():
    for layer in model.layers:
        fresh = start.clone()  # one object would repeat its numbers
        layer.kernel.assign(fresh(layer.kernel.shape))
        layer.bias.assign(np.zeros(layer.bias.shape))
    before, _ = model.evaluate(x_train, y_train, verbose=0)
    fitted = model.fit(
        x_train, y_train, batch_size=32, epochs=EPOCHS, verbose=0
    )
    history[name] = fitted.history["loss"]
    kernels[name] = model.layers[0].kernel.numpy()
    test_loss, right[name] = model.evaluate(x_test, y_test, verbose=0)
    print(
        f"{name:12}  loss {before:7.3f} -> {history[name][-1]:.3f}"
        f"  test accuracy {right[name]:.2f}"
    )
# Only checks what the page says:
below = np.log(10) - history["spread 0.001"][-1]
print("spread 0.001 below 2.303 by over 0.01:", bool(below > 0.01))
lead = min(right["glorot"], right["he"]) - right["spread 1"]
print("glorot and he ahead of spread 1 by over 0.02:", lead > 0.02)
# --8<-- [end:train]

# --8<-- [start:draw]
import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(6.4, 3.6), layout="constrained")
styles = ["-", "--", ":", "-.", "-", "--"]
for (name, losses), style in zip(history.items(), styles):
    width = 3 if name in ("glorot", "he") else 1.5
    epochs = range(1, EPOCHS + 1)
    ax.plot(epochs, losses, style, linewidth=width, label=name)
ax.set(xlabel="epoch", ylabel="training loss", ylim=(0, 3))
ax.set_xticks(range(0, EPOCHS + 1, 2))
ax.legend(loc="upper left", bbox_to_anchor=(1, 1))
plt.show()
# --8<-- [end:draw]

# --8<-- [start:twins]
units = {
    name: np.unique(kernel.round(5), axis=1).shape[1]  # columns
    for name, kernel in kernels.items()
}
for name in ["all 0", "all 0.1", "spread 0.001", "he"]:
    print(f"{name:12}  different units in the first layer: {units[name]}")
# Only checks what the page says:
changed = units["all 0.1"] > 1 or units["spread 0.001"] < 32
print("all 0.1 has split or spread 0.001 has merged:", changed)
# --8<-- [end:twins]

# --8<-- [start:sum]
rng = np.random.default_rng(0)
inputs = rng.normal(size=(2000, 64))  # mean square 1
weights = rng.normal(0, 0.5, (64, 100))  # variance 0.25, 100 units

z = inputs @ weights
print(f"variance of the sum {z.var():.1f}, 64 x 0.25 = {64 * 0.25:.1f}")
half = np.mean(np.maximum(z, 0) ** 2) / np.mean(z**2)
print(f"mean square that relu leaves: {half:.2f} of it")
# --8<-- [end:sum]

# --8<-- [start:follow]
def size(numbers):
    return np.sqrt(np.mean(numbers**2))


WIDTH = 64
spreads = {"too small": 0.1, "he": np.sqrt(2 / WIDTH), "too large": 0.3}
forward, backward = {}, {}
for name, spread in spreads.items():
    weights = rng.normal(0, spread, (10, WIDTH, WIDTH))  # ten layers
    values = rng.normal(size=(500, WIDTH))
    signals = []
    for weight in weights:
        values = np.maximum(values @ weight, 0)
        signals.append(values)
    slopes = rng.normal(size=(500, WIDTH))  # what the loss sends back
    steepness = []
    for weight, signal in zip(weights[::-1], signals[::-1]):  # last first
        slopes = slopes * (signal > 0)  # 0 where relu gave 0
        slopes = slopes @ weight.T  # back through the same weights
        steepness.append(size(slopes))
    forward[name] = [size(signal) for signal in signals]
    backward[name] = steepness[::-1]
    print(
        f"{name:9} {spread:.2f}: signal after layer 10 {forward[name][-1]:.3f},"
        f" slope before layer 1 {backward[name][0]:.3f}"
    )
# Only checks what the page says:
gap = forward["too large"][-1] / forward["too small"][-1]
print("signals over a thousandfold apart:", bool(gap > 1000))
gap = backward["too large"][0] / backward["too small"][0]
print("slopes over a thousandfold apart:", bool(gap > 1000))
# --8<-- [end:follow]

# --8<-- [start:levels]
fig, axes = plt.subplots(
    2, figsize=(6.4, 5), sharex=True, layout="constrained"
)
for name, marker in zip(spreads, "ov^"):
    axes[0].semilogy(range(1, 11), forward[name], marker=marker, label=name)
    axes[1].semilogy(range(1, 11), backward[name], marker=marker, label=name)
for ax in axes:
    ax.minorticks_off()
axes[0].set_ylabel("size of the signal")
axes[1].set(xlabel="layer", ylabel="size of the slopes")
axes[0].legend()
plt.show()
# --8<-- [end:levels]

# --8<-- [start:default]
keras.utils.set_random_seed(0)
layer = keras.layers.Dense(32)
layer.build((None, 64))
limit = np.sqrt(6 / (64 + 32))
largest = abs(layer.kernel.numpy()).max()
print(f"limit {limit:.3f}, largest weight {largest:.3f}")
print("biases:", np.unique(layer.bias.numpy()))
# Only checks what the page says:
print("no weight beyond Glorot's limit:", bool(largest <= limit))
# --8<-- [end:default]
