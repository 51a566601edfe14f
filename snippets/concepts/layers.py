# --8<-- [start:make]
import keras
import numpy as np
from sklearn.datasets import load_digits

keras.utils.set_random_seed(0)
images, labels = load_digits(return_X_y=True)  # 64 pixels in a row
images = images.astype("float32") / 16  # pixels from 0 to 1
batch = images[:32]

layer = keras.layers.Dense(3, activation="relu")
print("weights when made:", layer.weights)

output = layer(batch)
print("parameters after the first call:", layer.count_params())
print("kernel:", layer.kernel.shape, " bias:", layer.bias.shape)
print(batch.shape, "->", output.shape)
# --8<-- [end:make]

# --8<-- [start:compute]
W, b = layer.get_weights()
b = b + np.array([0.5, -0.5, 0.5], dtype="float32")
layer.set_weights([W, b])

to_numpy = keras.ops.convert_to_numpy  # Keras's tensor to an array
by_hand = np.maximum(batch @ W + b, 0)  # the larger of the two: relu
by_keras = to_numpy(layer(batch))

print("first image, by hand: ", by_hand[0].round(3))
print("first image, by Keras:", by_keras[0].round(3))
# Only checks what the page says:
difference = np.abs(by_hand - by_keras).max()  # abs: without signs
print("largest difference below 1e-6:", bool(difference < 1e-6))
# --8<-- [end:compute]

# --8<-- [start:swap]
mean = np.full(64, 1 / 64)  # 64 times 1/64: each pixel counts the same
# 32 times 1, then 32 times -1. Pixels 0 to 31 are the upper half.
top = np.repeat([1, -1], 32) / 32

measure = keras.layers.Dense(2)  # no relu: x W + b comes out as it is
# Any number of images (None) of 64 pixels: it can make its weights now.
measure.build((None, 64))
# stack makes mean and top the two columns of one array, one per unit.
measure.set_weights([np.stack([mean, top], axis=1), np.zeros(2)])

one, seven = images[1:2], images[7:8]  # batches of one image
by_one, by_seven = to_numpy(measure(one)), to_numpy(measure(seven))
print("digit 1:", by_one.round(2))
print("digit 7:", by_seven.round(2))

together = to_numpy(measure(images[[1, 7]]))
apart = np.concatenate([by_one, by_seven])  # one row below the other
print("in one batch:", together.shape)
# allclose: equal, but for rounding
print("the same numbers one by one:", bool(np.allclose(together, apart)))
# --8<-- [end:swap]

# --8<-- [start:draw]
import matplotlib.pyplot as plt

SHIFT = 0.3

# 41 angles, from 0 all the way round; the last closes the circle
angle = np.linspace(0, 2 * np.pi, 41)
circle = np.stack([np.cos(angle), np.sin(angle)], axis=1)  # a point a row
W = np.array([[1.5, 0.9], [-0.3, 0.5]])
b = np.array([SHIFT, SHIFT])
stages = {
    "input x": circle,
    "x W + b": circle @ W + b,
    "relu(x W + b)": np.maximum(circle @ W + b, 0),
}

fig, axes = plt.subplots(
    1, 3, figsize=(7.2, 2.9), sharex=True, sharey=True,
    layout="constrained",
)
for ax, (title, points) in zip(axes, stages.items()):
    ax.axhline(0, color="0.7")
    ax.axvline(0, color="0.7")
    ax.plot(points[:, 0], points[:, 1], "o-", markersize=3)
    ax.set_title(title)
    ax.set_aspect("equal")
    places = np.unique(points.round(6), axis=0)  # rows that differ
    print(f"{title}: lowest value {points.min():.1f},",
          f"different points {len(places)}")
plt.show()
# --8<-- [end:draw]

# --8<-- [start:reshape]
SIZE = 3

pictures = batch.reshape(32, 8, 8, 1)  # height, width, channel

flatten = keras.layers.Flatten()
pooling = keras.layers.MaxPooling2D(2)
convolution = keras.layers.Conv2D(4, SIZE)
dense = keras.layers.Dense(3)

for name, kind in [
    ("Flatten", flatten), ("MaxPooling2D", pooling),
    ("Conv2D", convolution), ("Dense", dense),
]:
    shape = kind(pictures).shape
    print(f"{name}: {shape}, parameters: {kind.count_params()}")
# --8<-- [end:reshape]

# --8<-- [start:own]
class MyDense(keras.layers.Layer):
    def __init__(self, units):
        super().__init__()
        self.units = units

    def build(self, input_shape):  # once, before the first call
        self.kernel = self.add_weight(
            # input_shape[-1]: the last length, the number of inputs
            shape=(input_shape[-1], self.units),
            initializer="glorot_uniform",  # small random numbers
        )
        self.bias = self.add_weight(
            shape=(self.units,), initializer="zeros"  # one axis
        )

    def call(self, x):  # at every call
        return keras.ops.relu(x @ self.kernel + self.bias)


mine, theirs = MyDense(3), keras.layers.Dense(3, activation="relu")
for kind in (mine, theirs):
    kind(batch)  # the first call makes the weights
mine.set_weights(theirs.get_weights())
print("parameters:", mine.count_params(), theirs.count_params())
by_mine, by_theirs = to_numpy(mine(batch)), to_numpy(theirs(batch))
same = np.allclose(by_mine, by_theirs, atol=1e-6)  # equal but for rounding
print("my layer does what Dense does:", same)
# --8<-- [end:own]

# --8<-- [start:no_bias]
class NoBias(keras.layers.Layer):
    def __init__(self, units):
        super().__init__()
        self.units = units

    def build(self, input_shape):
        self.kernel = self.add_weight(
            shape=(input_shape[-1], self.units),
            initializer="glorot_uniform",
        )

    def call(self, x):
        return keras.ops.relu(x @ self.kernel)


no_bias = NoBias(3)
blank = to_numpy(no_bias(np.zeros((1, 64), dtype="float32")))
print("parameters without a bias:", no_bias.count_params())
print("output for a blank image:", blank)
# --8<-- [end:no_bias]

# --8<-- [start:fit]
RATE = 0.01
EPOCHS = 5

model = keras.Sequential(
    [MyDense(32), keras.layers.Dense(10, activation="softmax")]
)
model.compile(
    optimizer=keras.optimizers.Adam(learning_rate=RATE),
    loss="sparse_categorical_crossentropy",
    metrics=["accuracy"],
)
model.build((None, 64))  # makes the weights, to look at one of them
before = model.layers[0].get_weights()[0]  # the kernel of MyDense
# The first 1347 images are for training, the other 450 for the test.
model.fit(
    images[:1347], labels[:1347],
    batch_size=32, epochs=EPOCHS, verbose=0,
)
after = model.layers[0].get_weights()[0]
# The weight of the first unit for pixel 36, near the middle.
print(f"one weight: {before[36, 0]:.3f}, trained {after[36, 0]:.3f}")
# evaluate gives the loss, which _ takes, and the accuracy.
_, accuracy = model.evaluate(images[1347:], labels[1347:], verbose=0)
print("test accuracy:", round(accuracy, 3))
# Only checks what the page says:
print("with my layer above 0.8:", accuracy > 0.8)
# --8<-- [end:fit]

# --8<-- [start:wrong_length]
try:
    layer(np.zeros((32, 100), dtype="float32"))
except ValueError as error:
    # Up to the first colon the message says which layer refused.
    print(str(error).partition(": ")[2])
# --8<-- [end:wrong_length]
