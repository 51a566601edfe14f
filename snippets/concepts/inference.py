# --8<-- [start:train]
import keras
import numpy as np
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

images, labels = load_digits(return_X_y=True)  # 64 pixels from 0 to 16
raw_train, raw_test, y_train, y_test = train_test_split(
    images, labels, test_size=450, random_state=0
)
x_train, x_test = raw_train / 16, raw_test / 16


def make_model():
    return keras.Sequential(
        [
            keras.Input((64,)),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.BatchNormalization(),
            keras.layers.Dropout(0.4),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )


keras.utils.set_random_seed(0)
model = make_model()
model.compile(
    optimizer=keras.optimizers.Adam(learning_rate=0.005),
    loss="sparse_categorical_crossentropy",
    metrics=["accuracy"],
)
model.fit(x_train, y_train, batch_size=32, epochs=8, verbose=0)
accuracy = model.evaluate(x_test, y_test, verbose=0)[1]
print(f"right on {len(x_test)} new images: {accuracy:.3f}")
# --8<-- [end:train]

# --8<-- [start:ask]
image = x_test[0]
print("one image:", image.shape)
print("what the model takes:", model.input_shape)
print("a batch of one image:", image[None].shape)

probabilities = model.predict(image[None], verbose=0)
print("answer of the model:", probabilities.shape)
print("its ten numbers:", probabilities[0].round(2))
print("largest at:", probabilities[0].argmax(), " label:", y_test[0])
# --8<-- [end:ask]

# --8<-- [start:decide]
SURE = 0.9

probabilities = model.predict(x_test, verbose=0)
answers = probabilities.argmax(axis=1)
wrong = answers != y_test
sure = probabilities.max(axis=1) >= SURE
print(f"answered: {sure.sum()} images, {wrong[sure].sum()} wrong")
print(f"left to a person: {(~sure).sum()}, {wrong[~sure].sum()} wrong")
# Only checks what the page says:
print("most mistakes are among those left to a person:",
      bool(wrong[~sure].sum() > wrong[sure].sum()))
# --8<-- [end:decide]

# --8<-- [start:draw]
import matplotlib.pyplot as plt

surest = probabilities.max(axis=1).argmax()
least = probabilities.max(axis=1).argmin()
fig, axes = plt.subplots(
    2, 2, figsize=(6.4, 4.4), width_ratios=[1, 2], layout="constrained"
)
for (left, right), i in zip(axes, [surest, least]):
    left.imshow(x_test[i].reshape(8, 8), cmap="gray")
    left.set_axis_off()
    right.bar(range(10), probabilities[i])
    right.set_xticks(range(10))
    right.set(ylabel="probability", ylim=(0, 1))
axes[0, 0].set_title("surest")
axes[1, 0].set_title("least sure")
axes[1, 1].set_xlabel("digit")
plt.show()
# --8<-- [end:draw]

# --8<-- [start:drop]
ones = np.ones((1, 8), dtype="float32")
drop = keras.layers.Dropout(0.4)
to_numpy = keras.ops.convert_to_numpy  # works on every backend
print("training: ", to_numpy(drop(ones, training=True))[0].round(2))
print("inference:", to_numpy(drop(ones, training=False))[0].round(2))
# --8<-- [end:drop]

# --8<-- [start:repeat]
def spread(training):
    """How far three answers to the same images lie apart at most."""
    three = [to_numpy(model(x_test, training=training)) for _ in range(3)]
    return float(np.ptp(three, axis=0).max())


learned = model.get_weights()
print(f"inference: answers differ by up to {spread(False):.2f}")
print(f"training:  answers differ by up to {spread(True):.2f}")
moved = max(
    np.abs(one - other).max()
    for one, other in zip(learned, model.get_weights())
)
print("asking in training mode changed the model:", bool(moved > 0))
model.set_weights(learned)
# --8<-- [end:repeat]

# --8<-- [start:single]
def one_by_one(training):
    """The share of 50 test images that are right, asked one by one."""
    right = 0
    for image, label in zip(x_test[:50], y_test[:50]):
        answer = to_numpy(model(image[None], training=training)).argmax()
        right += answer == label
    model.set_weights(learned)
    return right / 50


print(f"inference, one by one: {one_by_one(False):.2f}")
alone = one_by_one(True)
print(f"training, one by one:  {alone:.2f}")
# Only checks what the page says:
print("in training mode at least 0.3 are right:", bool(alone >= 0.3))
# --8<-- [end:single]

# --8<-- [start:ways]
def gap(other):
    """How far other answers lie apart from those of predict at most."""
    return float(np.abs(probabilities[: len(other)] - other).max())


called = gap(to_numpy(model(x_test)))
singly = gap(model.predict(x_test[:50], batch_size=1, verbose=0))
print("model(x) and batches of 1 within 0.00001 of predict:",
      max(called, singly) < 1e-5)
# --8<-- [end:ways]

# --8<-- [start:prepare]
given = {
    "as in training": raw_test / 16,
    "not divided": raw_test,
    "divided twice": raw_test / 16 / 16,
    "black and white swapped": 1 - raw_test / 16,
}
right = {}
for name, x in given.items():
    right[name] = model.evaluate(x, y_test, verbose=0)[1]
    print(f"{name:24} {right[name]:.3f}")
# Only checks what the page says:
better = max(right["black and white swapped"], right["divided twice"])
lost = right["as in training"] - better
print("swapped or divided twice, 0.3 lost at most:", bool(lost <= 0.3))
# --8<-- [end:prepare]

# --8<-- [start:inside]
whole = keras.Sequential(
    [keras.Input((64,)), keras.layers.Rescaling(1 / 16), *model.layers]
)
answers = whole.predict(raw_test, verbose=0).argmax(axis=1)
scored = (answers == y_test).mean()
print(f"raw images, scaling inside the model: {scored:.3f}")
# --8<-- [end:inside]

# --8<-- [start:save]
from zipfile import ZipFile

whole.save("digits.keras")
for name in sorted(ZipFile("digits.keras").namelist()):
    print(name)
# --8<-- [end:save]

# --8<-- [start:load]
import subprocess
import sys
from pathlib import Path

np.save("images.npy", raw_test)
Path("answer.py").write_text(
    """
import keras
import numpy as np

model = keras.saving.load_model("digits.keras")
answers = model.predict(np.load("images.npy"), verbose=0)
np.save("answers.npy", answers)
"""
)
subprocess.run([sys.executable, "answer.py"], check=True)

elsewhere = gap(np.load("answers.npy"))
print("a fresh process answers within 0.00001:", elsewhere < 1e-5)
# --8<-- [end:load]

# --8<-- [start:weights]
model.save_weights("digits.weights.h5")
twin = make_model()
before = gap(twin.predict(x_test, verbose=0))
twin.load_weights("digits.weights.h5")
after = gap(twin.predict(x_test, verbose=0))
print(f"same layers, never trained: answers up to {before:.2f} apart")
print(f"with the loaded weights: {after:.2f} apart")

model.save("in-training.keras")
again = keras.saving.load_model("in-training.keras")
print("updates made so far:", int(again.optimizer.iterations.numpy()))
# --8<-- [end:weights]
