# --8<-- [start:count]
import keras
import numpy as np


def make_network():
    return keras.Sequential(
        [
            keras.Input((64,)),
            keras.layers.Dense(16, activation="relu", name="hidden"),
            keras.layers.Dense(10, activation="softmax", name="output"),
        ]
    )


keras.utils.set_random_seed(0)
network = make_network()
for weight in network.weights:
    print(f"{weight.path:28}", tuple(weight.shape), np.size(weight))

by_hand = (64 * 16 + 16) + (16 * 10 + 10)
print("by hand:", by_hand, " count_params():", network.count_params())
# --8<-- [end:count]

# --8<-- [start:train]
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

images, labels = load_digits(return_X_y=True)
x_train, x_test, y_train, y_test = train_test_split(
    images / 16, labels, test_size=450, random_state=0
)


def test_accuracy(network):
    guess = np.argmax(network(x_test), axis=1)
    return round(float((guess == y_test).mean()), 3)


random_weights = network.get_weights()
print("random weights: ", test_accuracy(network))

RATE = 0.01
EPOCHS = 15

network.compile(
    optimizer=keras.optimizers.Adam(learning_rate=RATE),
    loss="sparse_categorical_crossentropy",
)
network.fit(x_train, y_train, epochs=EPOCHS, batch_size=64, verbose=0)
learned_weights = network.get_weights()
print("learned weights:", test_accuracy(network))
# --8<-- [end:train]

# --8<-- [start:transplant]
newcomer = make_network()
print("never trained:     ", test_accuracy(newcomer))

newcomer.set_weights(learned_weights)
print("with those weights:", test_accuracy(newcomer))

print("parameters:                 ", newcomer.count_params())
print("pixels in the training data:", x_train.size)
same = test_accuracy(newcomer) == test_accuracy(network)
print("what was learned went along:", same)
# --8<-- [end:transplant]

# --8<-- [start:memorise]
UNITS = 512

keras.utils.set_random_seed(0)
rng = np.random.default_rng(0)
few, dice = x_train[:300], rng.integers(0, 10, 300)
wide = keras.Sequential(
    [
        keras.Input((64,)),
        keras.layers.Dense(UNITS, activation="relu"),
        keras.layers.Dense(10, activation="softmax"),
    ]
)
wide.compile(
    optimizer=keras.optimizers.Adam(learning_rate=RATE),
    loss="sparse_categorical_crossentropy",
    metrics=["accuracy"],
)
wide.fit(few, dice, epochs=60, batch_size=32, verbose=0)
kept = wide.evaluate(few, dice, verbose=0)[1]
print("parameters:", wide.count_params(), " pixels:", few.size)
print(f"random labels learned by heart: {kept:.3f}")
print("more than 0.95 of them:", kept > 0.95)
# --8<-- [end:memorise]

# --8<-- [start:compare]
import matplotlib.pyplot as plt

rows = {"random": random_weights[0], "learned": learned_weights[0]}
fig, axes = plt.subplots(2, 5, figsize=(6.4, 3.0))
for line, (name, kernel) in zip(axes, rows.items()):
    for unit, ax in enumerate(line):
        ax.imshow(kernel[:, unit].reshape(8, 8), cmap="PuOr",
                  vmin=-1.5, vmax=1.5)
        ax.set_xticks([])
        ax.set_yticks([])
        ax.set_title(f"unit {unit}")
    line[0].set_ylabel(name)
fig.tight_layout()
plt.show()
# --8<-- [end:compare]

# --8<-- [start:nudge]
image, label = x_test[1:2], y_test[1]
print(f"test images that show an {label}:", int((y_test == label).sum()))

hidden = network.layers[0](image).numpy()[0]
unit = int(hidden.argmax())
start = learned_weights[2][unit, label]
print(f"weight from unit {unit} to digit {label}: {start:.2f}")

values = np.linspace(-2, 2, 41)
probability, accuracy, called = [], [], []
for value in values:
    changed = [w.copy() for w in learned_weights]
    changed[2][unit, label] = value
    newcomer.set_weights(changed)
    probability.append(float(newcomer(image)[0, label]))
    accuracy.append(test_accuracy(newcomer))
    guess = np.argmax(newcomer(x_test), axis=1)
    called.append(int((guess == label).sum()))

for i in [0, 20, 25, 40]:
    print(f"weight {values[i]:4.1f}: probability {probability[i]:.2f}",
          f"- test accuracy {accuracy[i]:.3f}",
          f"- images called {label}: {called[i]}")
# --8<-- [end:nudge]

# --8<-- [start:draw]
fig, ax = plt.subplots(figsize=(6.4, 3.6))
ax.plot(values, probability, label="probability of the right digit")
ax.plot(values, accuracy, "--", label="accuracy on all test images")
ax.plot(start, network(image)[0, label], "o", label="learned value")
ax.set_xlabel("this one weight (all others unchanged)")
ax.set_ylim(0, 1.05)
ax.legend()
plt.show()
# --8<-- [end:draw]

# --8<-- [start:remove_bias]
blank = np.zeros((1, 64))
newcomer.set_weights(learned_weights)
print("blank image:   ", newcomer(blank).numpy().round(2)[0])

changed = [w.copy() for w in learned_weights]
changed[1][:] = 0
changed[3][:] = 0
newcomer.set_weights(changed)
print("without biases:", newcomer(blank).numpy().round(2)[0])
print("test accuracy without biases:", test_accuracy(newcomer))
lost = test_accuracy(network) - test_accuracy(newcomer)
print("less than 0.03 lost without biases:", lost < 0.03)
# --8<-- [end:remove_bias]
