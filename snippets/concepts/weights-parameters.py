# --8<-- [start:count]
import keras


def make_network(units):
    return keras.Sequential(
        [
            keras.Input((64,)),  # an image: 64 numbers
            keras.layers.Dense(units, activation="relu", name="hidden"),
            keras.layers.Dense(10, activation="softmax", name="output"),
        ]
    )


keras.utils.set_random_seed(0)  # a seed: every run draws alike
network = make_network(units=16)
for layer in network.layers:
    print(layer.name, "kernel", layer.kernel.shape,
          "bias", layer.bias.shape, "-", layer.count_params())
print("parameters:", network.count_params())
# --8<-- [end:count]

# --8<-- [start:train]
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

images, labels = load_digits(return_X_y=True)
x_train, x_test, y_train, y_test = train_test_split(
    images / 16, labels, test_size=450, random_state=0  # pixels 0 to 1
)
RATE = 0.01  # how far the optimizer goes in a step
EPOCHS = 10  # times through the training images


def set_up(network):  # how to train, and what to measure
    network.compile(
        optimizer=keras.optimizers.Adam(learning_rate=RATE),
        loss="sparse_categorical_crossentropy",  # labels 0 to 9
        metrics=["accuracy"],
    )


set_up(network)
random_kernel = network.layers[0].get_weights()[0]  # for a picture later
_, before = network.evaluate(x_test, y_test, verbose=0)
network.fit(x_train, y_train, batch_size=32, epochs=EPOCHS, verbose=0)
_, after = network.evaluate(x_test, y_test, verbose=0)
print("test accuracy with random numbers:", round(before, 3))
print("test accuracy with learned numbers:", round(after, 3))
# --8<-- [end:train]

# --8<-- [start:transplant]
newcomer = make_network(units=16)
set_up(newcomer)
_, fresh = newcomer.evaluate(x_test, y_test, verbose=0)
print("never trained:", round(fresh, 3))

newcomer.set_weights(network.get_weights())
_, moved = newcomer.evaluate(x_test, y_test, verbose=0)
print("with the learned numbers:", round(moved, 3))
# Only checks what the page says:
print("accuracy differs from the trained one:", moved != after)
# --8<-- [end:transplant]

# --8<-- [start:pick]
# A network answers with a tensor. This makes a NumPy array of it,
# whether Keras computes with TensorFlow, PyTorch or JAX.
to_numpy = keras.ops.convert_to_numpy

for number, array in enumerate(network.get_weights()):
    print(f"get_weights()[{number}]: shape", array.shape)

image, label = x_test[1:2], y_test[1]  # the second test image
hidden = to_numpy(network.layers[0](image))  # one value per unit
unit = int(hidden.argmax())  # the one with the largest value
learned = network.get_weights()[2][unit, label]
print(f"weight from unit {unit} to digit {label}: {learned:.2f}")
# --8<-- [end:pick]

# --8<-- [start:nudge]
def try_value(value):
    changed = network.get_weights()
    changed[2][unit, label] = value  # only this one
    newcomer.set_weights(changed)
    answers = to_numpy(newcomer(x_test))  # a row for each image
    probability = answers[1, label]  # that the second image is an 8
    # argmax: the digit with the largest probability
    accuracy = (answers.argmax(axis=1) == y_test).mean()
    return probability, accuracy


for value in [-4, 0, learned, 4]:
    probability, accuracy = try_value(value)
    print(f"weight {value:.2f}: this image {probability:.2f},",
          f"all test images {accuracy:.3f}")
# Only checks what the page says:
surer = probability > max(0.9, try_value(learned)[0])
print("at 4, surer of this image:", bool(surer))
print("at 4, over 0.05 lost on all:", bool(after - accuracy > 0.05))
# --8<-- [end:nudge]

# --8<-- [start:draw]
import matplotlib.pyplot as plt
import numpy as np

values = np.linspace(-4, 4, 41)
# zip(*...): pairs of two numbers become two rows
probability, accuracy = zip(*[try_value(value) for value in values])

fig, ax = plt.subplots(figsize=(6.4, 3.8), layout="constrained")
ax.plot(values, probability, label="probability of the right digit")
ax.plot(values, accuracy, "--", label="accuracy on all test images")
ax.axvline(learned, color="0.5", linewidth=1, label="learned value")
ax.set_xlabel("this one weight (all others unchanged)")
fig.legend(loc="outside upper left")
plt.show()
# --8<-- [end:draw]

# --8<-- [start:templates]
output = keras.layers.Dense(
    10, activation="softmax",
    kernel_initializer="zeros",  # so that all we see was learned
)
one_layer = keras.Sequential([keras.Input((64,)), output])
set_up(one_layer)
one_layer.fit(x_train, y_train, batch_size=32, epochs=8, verbose=0)
_, score = one_layer.evaluate(x_test, y_test, verbose=0)
print("test accuracy with one layer:", round(score, 3))

kernel = output.get_weights()[0]
# of the unit for 0: the mean weight of the four middle pixels
middle = kernel[:, 0].reshape(8, 8)[3:5, 3:5].mean()
fig, axes = plt.subplots(2, 5, figsize=(4.0, 2.8), layout="constrained")
for digit, ax in enumerate(axes.flat):
    picture = ax.imshow(kernel[:, digit].reshape(8, 8), cmap="PuOr",
                        vmin=-1.5, vmax=1.5)
    ax.set_axis_off()
    ax.set_title(digit)
fig.colorbar(picture, ax=axes, location="bottom", label="weight")
plt.show()
print("weight in the middle of 0 above -0.2:", bool(middle > -0.2))
# --8<-- [end:templates]

# --8<-- [start:compare]
rows = {"before": random_kernel, "after": network.get_weights()[0]}
fig, axes = plt.subplots(2, 5, figsize=(4.0, 2.5), layout="constrained")
for line, (name, kernel) in zip(axes, rows.items()):
    for unit, ax in enumerate(line):
        picture = ax.imshow(kernel[:, unit].reshape(8, 8), cmap="PuOr",
                            vmin=-1.5, vmax=1.5)
        ax.set_xticks([])
        ax.set_yticks([])
    line[0].set_ylabel(name)
fig.colorbar(picture, ax=axes, location="bottom", label="weight")
plt.show()

values = to_numpy(network.layers[0](x_train))
silent = (values == 0).all(axis=0)  # of each unit: 0 for all images?
print("hidden units that give 0 for every image:", int(silent.sum()))
# --8<-- [end:compare]

# --8<-- [start:remove_bias]
blank = np.zeros((1, 64))
print("with biases:", to_numpy(network(blank)).round(2)[0])

changed = network.get_weights()
changed[1][:] = 0  # biases of the hidden layer
changed[3][:] = 0  # biases of the output layer
newcomer.set_weights(changed)
print("without:", to_numpy(newcomer(blank)).round(2)[0])

_, unbiased = newcomer.evaluate(x_test, y_test, verbose=0)
print("test accuracy without biases:", round(unbiased, 3))
# Only checks what the page says:
print("less than 0.03 lost without biases:", after - unbiased < 0.03)
# --8<-- [end:remove_bias]

# --8<-- [start:memorise]
UNITS = 512

rng = np.random.default_rng(0)
few, dice = x_train[:100], rng.integers(0, 10, 100)  # 0 to 9 by lot
wide = make_network(units=UNITS)
set_up(wide)
wide.fit(few, dice, batch_size=10, epochs=20, verbose=0)
_, kept = wide.evaluate(few, dice, verbose=0)
print("parameters:", wide.count_params(), " pixels:", few.size)
print("random labels learned by heart:", round(kept, 3))
# Only checks what the page says:
print("more than 0.95 of them:", kept > 0.95)
# --8<-- [end:memorise]
