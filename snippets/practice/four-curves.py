# --8<-- [start:make]
import keras
import matplotlib.pyplot as plt
from sklearn.datasets import load_digits

digits = load_digits()
x, y = digits.data / 16, digits.target
EPOCHS = 20


def train(rows, units, rate):
    keras.utils.set_random_seed(0)
    layers = [keras.Input((64,)), keras.layers.Dense(units, "relu")]
    network = keras.Sequential([*layers, keras.layers.Dense(10, "softmax")])
    network.compile(
        keras.optimizers.SGD(rate), "sparse_categorical_crossentropy"
    )
    return network.fit(
        x[:rows], y[:rows], validation_data=(x[1300:1600], y[1300:1600]),
        batch_size=50, epochs=EPOCHS, verbose=0,
    ).history


curves = [
    train(500, 32, 0.005),
    train(50, 256, 1.0),
    train(500, 32, 0.3),
    train(500, 32, 5.0),
]
# --8<-- [end:make]

# --8<-- [start:draw]
fig, axes = plt.subplots(2, 2, figsize=(4.6, 4.2), layout="constrained")
for ax, letter, curve in zip(axes.flat, "ABCD", curves):
    ax.plot(curve["loss"], label="training")
    ax.plot(curve["val_loss"], "--", label="validation")
    ax.set(title=letter, xlabel="epoch", ylabel="loss", ylim=(0, 3.2))
axes[0, 0].legend()
plt.show()
# --8<-- [end:draw]

# --8<-- [start:task]
# one of: "well", "rate too low", "rate too high", "overfits"
read = {"A": None, "B": None, "C": None, "D": None}
# --8<-- [end:task]

# --8<-- [start:check]
WHAT = {
    "A": ("rate too low", "still falls in a straight line at the end"),
    "B": ("overfits", "ends far lower in training than in validation"),
    "C": ("well", "falls, flattens low, and both lines are close"),
    "D": ("rate too high", "leaps up at first and is stuck ever after"),
}


def check(read):
    for letter, (right, seen) in WHAT.items():
        if read.get(letter) is None:
            return f"{letter} has no word yet: does it fall, and how far?"
        if read[letter] not in [word for word, _ in WHAT.values()]:
            return f"{letter}: '{read[letter]}' is none of the four words."
    if len(set(read.values())) < 4:
        return "Each word belongs to one picture."
    for letter, (right, seen) in WHAT.items():
        if read[letter] != right:
            return f"{letter} is not '{read[letter]}': its loss {seen}."
    return "Solved: all four read."


print(check(read))
# --8<-- [end:check]

# --8<-- [start:solution]
read = {
    "A": "rate too low",
    "B": "overfits",
    "C": "well",
    "D": "rate too high",
}
print(check(read))
for letter, curve in zip("ABCD", curves):
    last, on_val = curve["loss"][-1], curve["val_loss"][-1]
    print(f"{letter} ends with {last:.2f}, on validation {on_val:.2f}")
# --8<-- [end:solution]
