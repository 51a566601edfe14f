# --8<-- [start:count_axes]
import numpy as np

scalar = np.array(7.0)
vector = np.array([1.0, 2.0, 3.0])
matrix = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
cube = np.stack([matrix, matrix, matrix, matrix])

print("scalar: rank", scalar.ndim, "shape", scalar.shape)
print("vector: rank", vector.ndim, "shape", vector.shape)
print("matrix: rank", matrix.ndim, "shape", matrix.shape)
print("cube: rank", cube.ndim, "shape", cube.shape)
# --8<-- [end:count_axes]

# --8<-- [start:look]
import matplotlib.pyplot as plt
from sklearn.datasets import load_digits

images = load_digits().images
print("all images:", images.shape, "rank", images.ndim)
print("one image:", images[0].shape, "rank", images[0].ndim)

# Draw the first image and write each number into its cell.
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

# --8<-- [start:slice]
print("images[0]:", images[0].shape)
print("images[0:1]:", images[0:1].shape)
print("images[0, 3]:", images[0, 3].shape)
print("images[:, 3]:", images[:, 3].shape)
print("images[:, ::2, ::2]:", images[:, ::2, ::2].shape)
print("images[-1]:", images[-1].shape)
# --8<-- [end:slice]

# --8<-- [start:feed]
import keras

flat = images.reshape(len(images), -1)  # -1: whatever is left, here 64
print("flat:", flat.shape)

layer = keras.layers.Dense(10)  # gives 10 numbers for each sample
print("32 images in:", layer(flat[0:32]).shape, "out")
print("1 image in:", layer(flat[0:1]).shape, "out")
try:
    layer(flat[0])  # one image that is no batch
except ValueError as error:
    print(error)

fresh = keras.layers.Dense(10)  # the first layer now expects 64 numbers
print("1 image, not unrolled:", fresh(images[0]).shape, "out")
# --8<-- [end:feed]

# --8<-- [start:cut_days]
hours = np.arange(30 * 24)  # made-up weather: a wave a day
temperature = 15 + 5 * np.sin(hours * 2 * np.pi / 24)
humidity = 60 - 2 * (temperature - 15)

table = np.stack([temperature, humidity], axis=1)
days = table.reshape(30, 24, 2)
print("table:", table.shape)
print("days:", days.shape, "= (day, hour, measurement)")
print("hour 6 of day 0:", days[0, 6])
moved = (table.flatten() != days.flatten()).sum()
print("numbers that changed places:", moved)
# --8<-- [end:cut_days]

# --8<-- [start:number_words]
sentences = ["a deep network", "a layer", "a network has a layer"]
# each word once, in alphabetical order
words = sorted({w for s in sentences for w in s.split()})
number = {word: i + 1 for i, word in enumerate(words)}
print(number)

text = np.zeros((3, 5), dtype="int32")  # 0 means: no word here
for row, sentence in enumerate(sentences):
    for column, word in enumerate(sentence.split()):
        text[row, column] = number[word]
print(text)

one_hot = keras.utils.to_categorical(text)
print("numbers:", text.shape, " one-hot:", one_hot.shape)
print("a layer:", one_hot[1, :2].astype(int).tolist())
# --8<-- [end:number_words]

# --8<-- [start:turn]
print("matrix.T:", matrix.T.tolist())
print("matrix.reshape(3, 2):", matrix.reshape(3, 2).tolist())
agree = np.array_equal(matrix.T, matrix.reshape(3, 2))
try:
    matrix.reshape(4, 2)  # eight cells for six numbers
except ValueError as error:
    print("matrix.reshape(4, 2):", error)

left = images[0, :, :5]  # the left five columns of the zero
pictures = {
    "left": left,
    "left.T": left.T,
    "left.reshape(5, 8)": left.reshape(5, 8),
}
fig, axes = plt.subplots(1, 3, figsize=(7.2, 3.0), layout="constrained")
for ax, (title, picture) in zip(axes, pictures.items()):
    ax.imshow(picture, cmap="Greys")
    ax.set_axis_off()
    ax.set_title(title)
plt.show()
print("reshape and transpose agree:", agree)
# --8<-- [end:turn]

# --8<-- [start:multiply]
a = np.array([[1, 2], [3, 4]])
b = np.array([[10, 20], [30, 40]])
print("a * b:", (a * b).tolist())
print("a @ b:", (a @ b).tolist())

product = flat[0:32] @ np.ones((64, 10))  # 64 meets 64
print(flat[0:32].shape, "@", (64, 10), "=", product.shape)
# --8<-- [end:multiply]

# --8<-- [start:line_up]
v = np.array([1.0, 4.0])
try:
    matrix - v  # (2, 3) - (2,)
except ValueError as error:
    print(error)
print((matrix - v[:, None]).tolist())  # (2, 3) - (2, 1)
# --8<-- [end:line_up]

# --8<-- [start:broadcast]
COUNT = 4

target = np.arange(1.0, COUNT + 1)  # 1, 2, 3, 4
prediction = target.reshape(COUNT, 1)  # every answer is right

difference = target - prediction
print("error:", (difference**2).mean())
print(target.shape, "-", prediction.shape, "=", difference.shape)
# --8<-- [end:broadcast]

# --8<-- [start:draw]
fig, ax = plt.subplots(figsize=(6.4, 3.6))
ax.imshow(difference, cmap="PuOr", vmin=-7, vmax=7)
for row in range(COUNT):
    for column in range(COUNT):
        ax.text(column, row, int(difference[row, column]),
                ha="center", va="center")
ax.grid(False)
ax.set_xticks(range(COUNT), [f"{value:.0f}" for value in target])
ax.set_yticks(range(COUNT), [f"{value:.0f}" for value in target])
ax.set_xlabel("target (4,)")
ax.set_ylabel("prediction (4, 1)")
plt.show()
# --8<-- [end:draw]

# --8<-- [start:lazy]
always_mean = np.full((COUNT, 1), target.mean())  # one answer for all

lazy = ((target - always_mean) ** 2).mean()
perfect = ((target - prediction) ** 2).mean()
print("error of always saying the mean:", lazy)
print("error of the right answers:", perfect)

repaired = ((target - prediction[:, 0]) ** 2).mean()
print("error of the right answers, shapes equal:", repaired)
# Only checks what the page says:
print("the mean beats the right answers:", bool(lazy < perfect))
# --8<-- [end:lazy]

# --8<-- [start:choose_dtype]
print("digits:", images.dtype, images.nbytes, "bytes")
small = images.astype("float32")
print("digits:", small.dtype, small.nbytes, "bytes")
print("layer:", layer.kernel.dtype)

pixel = np.array([200], dtype="uint8")
print("uint8 200 + 100 =", pixel + np.uint8(100))
print("float32 200 + 100 =", pixel.astype("float32") + 100)
# --8<-- [end:choose_dtype]

# --8<-- [start:solve]
means = images.mean(axis=(1, 2))  # one number for each image
centred = images - means[:, None, None]
print("means:", means.shape, "centred:", centred.shape)
left_over = abs(centred.mean(axis=(1, 2))).max()
print("largest mean that is left:", left_over.round(6))
# --8<-- [end:solve]
