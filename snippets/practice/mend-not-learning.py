# --8<-- [start:make]
import keras
import numpy as np
from sklearn.datasets import load_digits

digits = load_digits()
rng = np.random.default_rng(0)
# --8<-- [end:make]


# --8<-- [start:task]
def prepare():
    x = digits.data / 16
    y = digits.target
    return rng.permutation(x), rng.permutation(y)


def train(x, y):
    keras.utils.set_random_seed(0)
    layers = [keras.Input((64,)), keras.layers.Dense(32, "relu")]
    network = keras.Sequential([*layers, keras.layers.Dense(10, "softmax")])
    network.compile(
        keras.optimizers.SGD(learning_rate=0.00001),
        "sparse_categorical_crossentropy",
    )
    return network.fit(x[:1500], y[:1500], epochs=4, verbose=0), network
# --8<-- [end:task]


# --8<-- [start:check]
def check(prepare, train):
    x, y = prepare()
    if not np.array_equal(digits.target, load_digits().target):
        return "digits itself is shuffled now: run the first cell again."
    if len(x) != len(digits.data):
        return "Some images are gone: shuffle them, do not drop them."
    images = [image.tobytes() for image in digits.data]
    label_of = dict(zip(images, digits.target))
    rows = [image.round().tobytes() for image in x * (16 / x.max())]
    if not all(row in label_of for row in rows):
        return "The images are not the same numbers any more."
    wrong = sum(label_of[row] != label for row, label in zip(rows, y))
    if wrong:
        return f"{wrong} of {len(y)} images have another image's label."
    past, network = train(x, y)
    if past.params["steps"] == 57:  # 1,797 images in batches of 32
        return "It has trained on the rest, too: nothing new is left."
    losses, brightest = past.history["loss"], x.max()
    if not np.isfinite(losses[-1]):
        return "The loss is no number: the steps are far too large."
    says = network.predict(x[1500:], verbose=0).argmax(axis=1)
    right = np.mean(says == y[1500:])
    if losses[-1] > 2.2:
        if len(set(says)) == 1:
            return "It says the same digit for all: steps far too large."
        if brightest < 0.5:
            return f"The images end at {brightest:.2f}: their white is 16."
        return f"The labels fit, but the loss stays at {losses[-1]:.2f}."
    if right < 0.8 and brightest > 2:
        return f"It learns, but the images end at {brightest:.0f}: scale."
    if right < 0.8:
        return f"It learns, but only {right:.2f} of new images are right."
    return f"Solved: {right:.2f} of the images it never saw are right."


print(check(prepare, train))
# --8<-- [end:check]


# --8<-- [start:solution]
def prepare():
    order = rng.permutation(len(digits.data))  # one order for both
    return digits.data[order] / 16, digits.target[order]


def train(x, y):
    keras.utils.set_random_seed(0)
    layers = [keras.Input((64,)), keras.layers.Dense(32, "relu")]
    network = keras.Sequential([*layers, keras.layers.Dense(10, "softmax")])
    network.compile(
        keras.optimizers.SGD(learning_rate=0.1),
        "sparse_categorical_crossentropy",
    )
    return network.fit(x[:1500], y[:1500], epochs=4, verbose=0), network


print(check(prepare, train))
# --8<-- [end:solution]
