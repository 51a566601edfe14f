# --8<-- [start:make]
import keras
import numpy as np
from sklearn.datasets import load_digits

keras.utils.set_random_seed(0)
images = load_digits().data.astype("float32") / 16
batch = images[:32]

layer = keras.layers.Dense(3, activation="relu")
print("weights before the first call:", len(layer.weights))

output = layer(batch)
print("weights after it:", len(layer.weights))
print("kernel:", layer.kernel.shape, " bias:", layer.bias.shape)
print(batch.shape, "->", output.shape)
# --8<-- [end:make]

# --8<-- [start:compute]
W, b = layer.get_weights()
b = b + np.array([0.5, -0.5, 0.0], dtype="float32")
layer.set_weights([W, b])

by_hand = np.maximum(batch @ W + b, 0)
by_keras = layer(batch).numpy()

print("first image, by hand: ", by_hand[0].round(3))
print("first image, by Keras:", by_keras[0].round(3))
difference = np.abs(by_hand - by_keras).max()
print("largest difference below 1e-6:", bool(difference < 1e-6))
# --8<-- [end:compute]

# --8<-- [start:swap]
mean = np.full(64, 1 / 64)
top = np.repeat([1, -1], 32) / 32

measure = keras.layers.Dense(2)
measure.build((None, 64))
measure.set_weights([np.stack([mean, top], axis=1), np.zeros(2)])

one, seven = images[1:2], images[7:8]
print("digit 1:", measure(one).numpy().round(2))
print("digit 7:", measure(seven).numpy().round(2))

together = measure(images[[1, 7]]).numpy()
apart = np.concatenate([measure(one), measure(seven)])
print("in one batch:", together.shape)
print("the same numbers one by one:", bool(np.allclose(together, apart)))
# --8<-- [end:swap]

# --8<-- [start:draw]
import matplotlib.pyplot as plt

angle = np.linspace(0, 2 * np.pi, 41)
circle = np.stack([np.cos(angle), np.sin(angle)], axis=1)
W = np.array([[1.5, -0.5], [0.3, 0.6]])
b = np.array([0.6, 0.3])
steps = {
    "input x": circle,
    "x W + b": circle @ W + b,
    "relu(x W + b)": np.maximum(circle @ W + b, 0),
}

fig, axes = plt.subplots(1, 3, figsize=(7.2, 2.9), sharex=True, sharey=True)
for ax, (title, points) in zip(axes, steps.items()):
    ax.axhline(0, color="0.7")
    ax.axvline(0, color="0.7")
    ax.plot(points[:, 0], points[:, 1], "o-", markersize=3)
    ax.set_title(title)
    ax.set_aspect("equal")
fig.tight_layout()
plt.show()
# --8<-- [end:draw]

# --8<-- [start:reshape]
pictures = batch.reshape(32, 8, 8, 1)
for layer in [
    keras.layers.Flatten(),
    keras.layers.MaxPooling2D(2),
    keras.layers.Conv2D(4, 3),
    keras.layers.Dense(3),
]:
    output = layer(pictures)
    print(f"{type(layer).__name__:12}", pictures.shape, "->",
          output.shape, " parameters:", layer.count_params())
# --8<-- [end:reshape]
