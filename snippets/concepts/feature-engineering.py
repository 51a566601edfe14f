# --8<-- [start:make]
import keras
import matplotlib.pyplot as plt
import numpy as np

NOISE = 1.0
rng = np.random.default_rng(0)  # gives random numbers


def stripes(count):
    standing = rng.integers(0, 2, count)  # 1 or 0
    # shape (count, 1, 1): one number for all cells of an image
    start = rng.uniform(0, 2 * np.pi, (count, 1, 1))
    width = rng.uniform(3, 6, (count, 1, 1))
    row, column = np.mgrid[:16, :16]  # where each cell is
    # [:, None, None] gives standing the shape (count, 1, 1), too
    along = np.where(standing[:, None, None] == 1, column, row)
    images = np.sin(2 * np.pi * along / width + start)
    return images + rng.normal(0, NOISE, images.shape), standing


new, new_target = stripes(1000)
print("numbers in one image:", new[0].size)
print("first targets:", new_target[:8])
# --8<-- [end:make]

# --8<-- [start:look]
fig, axes = plt.subplots(2, 4, figsize=(6.4, 3.6))
for ax, image, target in zip(axes.flat, new, new_target):
    ax.imshow(image, cmap="gray")
    ax.set_title("standing" if target else "lying")
    ax.set_axis_off()
plt.show()
# --8<-- [end:look]

# --8<-- [start:engineer]
def by_hand(images):
    # axis 0 counts images, axis 1 runs down an image, axis 2 across
    down = np.abs(np.diff(images, axis=1)).mean(axis=(1, 2))
    across = np.abs(np.diff(images, axis=2)).mean(axis=(1, 2))
    return np.stack([down, across], axis=1)  # two numbers an image


for features, target in zip(by_hand(new[:4]), new_target):
    print("down, across:", features.round(2), " target:", target)
# --8<-- [end:engineer]

# --8<-- [start:plot]
down, across = by_hand(new[:100]).T  # columns become rows
fig, ax = plt.subplots(figsize=(6.4, 3.6))
for target, mark, name in [(0, "o", "lying"), (1, "x", "standing")]:
    here = new_target[:100] == target
    ax.plot(down[here], across[here], mark, ms=4, label=name)
ax.set(xlabel="change downwards", ylabel="change across")
ax.legend()
plt.show()
# --8<-- [end:plot]

# --8<-- [start:compare]
from sklearn.linear_model import LogisticRegression

FEW = 100
EPOCHS = 20
RATE = 0.01


def accuracy_of(network, images, targets):
    network.compile(
        optimizer=keras.optimizers.Adam(learning_rate=RATE),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    network.fit(images, targets, batch_size=32, epochs=EPOCHS, verbose=0)
    return network.evaluate(new, new_target, verbose=0)[1]  # accuracy


def dense_network():
    return keras.Sequential([
        keras.Input((16, 16)),
        keras.layers.Flatten(),
        keras.layers.Dense(32, activation="relu"),
        keras.layers.Dense(2, activation="softmax"),
    ])


few, few_target = stripes(FEW)
many, many_target = stripes(10 * FEW)
line = LogisticRegression(max_iter=500)

line.fit(few.reshape(FEW, 256), few_target)  # 256 in one row
raw = line.score(new.reshape(1000, 256), new_target)
line.fit(by_hand(few), few_target)
hand = line.score(by_hand(new), new_target)
keras.utils.set_random_seed(0)
dense = accuracy_of(dense_network(), few, few_target)
dense_many = accuracy_of(dense_network(), many, many_target)

print(f"line on 256 pixels: {raw:.2f}")
print(f"line on 2 hand-made features: {hand:.2f}")
print(f"dense network on pixels: {dense:.2f}")
print(f"dense network, ten times the images: {dense_many:.2f}")
# Only checks what the page says:
print("hand ahead of the dense network by more than 0.1:",
      bool(hand - dense > 0.1))
print("ten times the images, dense within 0.05 of the hand:",
      bool(hand - dense_many < 0.05))
# --8<-- [end:compare]

# --8<-- [start:convolve]
convolution = keras.Sequential([
    # 1: one number a cell (grey). Keras adds this axis to the images.
    keras.Input((16, 16, 1)),
    keras.layers.Conv2D(8, 5, activation="relu"),  # 8 kernels, 5 by 5
    keras.layers.GlobalAveragePooling2D(),
    keras.layers.Dense(2, activation="softmax"),
])
score = accuracy_of(convolution, few, few_target)
print(f"hand {hand:.2f}, dense {dense:.2f}, convolution {score:.2f}")
# Only checks what the page says:
print("convolution ahead of dense by more than 0.1:",
      bool(score - dense > 0.1))
print("convolution ahead of the hand by more than 0.05:",
      bool(score - hand > 0.05))
# --8<-- [end:convolve]

# --8<-- [start:inspect]
kernels = convolution.layers[0].kernel.numpy()  # shape (5, 5, 1, 8)
fig, axes = plt.subplots(2, 4, figsize=(6.4, 3.6))
for unit, ax in enumerate(axes.flat):
    ax.imshow(kernels[:, :, 0, unit], cmap="gray")
    ax.set_axis_off()
plt.show()
# --8<-- [end:inspect]

# --8<-- [start:encode]
from sklearn.linear_model import LinearRegression

prices = np.array([3.0, 8.0, 2.0, 6.0])
town = np.arange(80) % 4  # 0, 1, 2, 3, 0, 1, ...
price = prices[town] + rng.normal(0, 0.5, 80)

one_hot = np.eye(4)[town]  # row 2 of np.eye(4): 0, 0, 1, 0
print("town 2 as one-hot:", one_hot[2])


def error(x):
    line = LinearRegression().fit(x[:40], price[:40])
    return np.abs(line.predict(x[40:]) - price[40:]).mean()


numbered, columns = error(town[:, None]), error(one_hot)
print(f"mean error, town as one number: {numbered:.2f}")
print(f"mean error, town as one-hot: {columns:.2f}")
# Only checks what the page says:
print("one-hot less than half the error:", bool(columns < numbered / 2))
# --8<-- [end:encode]
