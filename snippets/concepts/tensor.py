# --8<-- [start:count_axes]
import numpy as np

scalar = np.array(7.0)
vector = np.array([1.0, 2.0, 3.0])
matrix = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
cube = np.stack([matrix, matrix, matrix, matrix])

print("scalar: rank", scalar.ndim, "shape", scalar.shape)
print("vector: rank", vector.ndim, "shape", vector.shape)
print("matrix: rank", matrix.ndim, "shape", matrix.shape)
print("cube:   rank", cube.ndim, "shape", cube.shape)
# --8<-- [end:count_axes]

# --8<-- [start:look]
import matplotlib.pyplot as plt
from sklearn.datasets import load_digits

images = load_digits().images
print("all images:", images.shape, "rank", images.ndim)
print("one image: ", images[0].shape, "rank", images[0].ndim)

fig, ax = plt.subplots(figsize=(4.6, 4.6))
ax.imshow(images[0], cmap="Greys", vmax=30)
for row, column in np.argwhere(images[0] > 0):
    ax.text(column, row, int(images[0, row, column]),
            ha="center", va="center")
ax.grid(False)
ax.set_xlabel("axis 1 of the image (column)")
ax.set_ylabel("axis 0 of the image (row)")
plt.show()
# --8<-- [end:look]

# --8<-- [start:feed]
import keras

print("images[0]:  ", images[0].shape)
print("images[0:1]:", images[0:1].shape)

flat = images.reshape(len(images), 64)
layer = keras.layers.Dense(10)
scores = layer(flat[0:32])
print("32 images:", type(flat).__name__, "in,",
      type(scores).__name__, scores.shape, "out")
print("1 image:  ", layer(flat[0:1]).shape, "out")

try:
    layer(flat[0])
except ValueError as error:
    print(error)
# --8<-- [end:feed]

# --8<-- [start:cut_days]
hours = np.arange(30 * 24)
temperature = 15 + 5 * np.sin(hours * 2 * np.pi / 24)
humidity = 60 - 2 * (temperature - 15)

table = np.stack([temperature, humidity], axis=1)
days = table.reshape(30, 24, 2)
print("table:", table.shape)
print("days: ", days.shape, "= (day, hour, measurement)")
print("hour 6 of day 0:", days[0, 6])
same = np.array_equal(table.flatten(), days.flatten())
print("the same numbers in the same order:", same)
# --8<-- [end:cut_days]

# --8<-- [start:number_words]
sentences = ["a deep network", "a layer", "a network has a layer"]
words = sorted({w for s in sentences for w in s.split()})
number = {word: i + 1 for i, word in enumerate(words)}
print(number)

text = np.zeros((3, 5), dtype="int32")
for row, sentence in enumerate(sentences):
    for column, word in enumerate(sentence.split()):
        text[row, column] = number[word]
print(text)

one_hot = keras.utils.to_categorical(text)
print("numbers:", text.shape, " one-hot:", one_hot.shape)
# --8<-- [end:number_words]

# --8<-- [start:choose_dtype]
print("digits:", images.dtype, images.nbytes, "bytes")
small = images.astype("float32")
print("digits:", small.dtype, small.nbytes, "bytes")
print("layer: ", layer.kernel.dtype)

pixel = np.array([200], dtype="uint8")
wrapped = pixel + np.uint8(100)
whole = pixel.astype("float32") + 100
print("uint8   200 + 100 =", wrapped)
print("float32 200 + 100 =", whole)
print("float32 takes half the bytes:", 2 * small.nbytes == images.nbytes)
print("in uint8 the sum wraps around:", bool(wrapped[0] == whole[0] - 256))
# --8<-- [end:choose_dtype]

# --8<-- [start:broadcast]
mean_image = images.mean(axis=0)
print(images.shape, "-", mean_image.shape, "=",
      (images - mean_image).shape)

target = np.array([1.0, 2.0, 3.0, 4.0])
prediction = target.reshape(4, 1)

difference = target - prediction
print(target.shape, "-", prediction.shape, "=", difference.shape)
wrong = (difference**2).mean()
right = ((target - prediction[:, 0]) ** 2).mean()
print("error of a perfect prediction:", wrong)
print("with equal shapes:", right)

loss = keras.losses.MeanSquaredError()
print("with the Keras loss:", float(loss(target, prediction)))
print("no error once the shapes are equal:", bool(wrong > 0 == right))
# --8<-- [end:broadcast]

# --8<-- [start:draw]
fig, ax = plt.subplots(figsize=(6.4, 3.6))
ax.imshow(difference, cmap="PuOr", vmin=-7, vmax=7)
for row in range(4):
    for column in range(4):
        ax.text(column, row, int(difference[row, column]),
                ha="center", va="center")
ax.grid(False)
ax.set_xticks(range(4), [f"target {v:.0f}" for v in target])
ax.set_yticks(range(4), [f"prediction {v:.0f}" for v in target])
ax.set_title("target (4,) - prediction (4, 1): every pair")
plt.show()
# --8<-- [end:draw]
