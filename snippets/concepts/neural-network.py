# --8<-- [start:unit]
import numpy as np


def unit(inputs, weights, bias):
    total = np.sum(inputs * weights) + bias  # weigh and add up
    return max(float(total), 0.0)  # relu: nothing below zero


inputs = np.array([2.0, 3.0])
weights = np.array([0.5, -1.0])
print("bias 4:", unit(inputs, weights, bias=4.0))
print("bias 1:", unit(inputs, weights, bias=1.0))
# --8<-- [end:unit]

# --8<-- [start:lamp]
def lamp(switches):
    some = unit(switches, np.array([1.0, 1.0]), bias=0.0)
    both = unit(switches, np.array([1.0, 1.0]), bias=-1.0)
    return unit(np.array([some, both]), np.array([1.0, -2.0]), bias=0.0)


cases = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
wanted = np.array([0.0, 1.0, 1.0, 0.0])
light = np.array([lamp(switches) for switches in cases])
for switches, answer in zip(cases, light):
    print("switches", switches, "light", answer)
print("three units make the lamp:", np.array_equal(light, wanted))
# --8<-- [end:lamp]

# --8<-- [start:without]
def lamp_without(switches):
    some = np.sum(switches)  # the sum as it is: no relu
    both = np.sum(switches) - 1.0
    return unit(np.array([some, both]), np.array([1.0, -2.0]), bias=0.0)


for switches in cases:
    print("switches", switches, "with relu", lamp(switches),
          "without", lamp_without(switches))
# --8<-- [end:without]

# --8<-- [start:matrices]
W1 = np.array([[1.0, 1.0], [1.0, 1.0]])  # a column for each unit
b1 = np.array([0.0, -1.0])
W2 = np.array([[1.0], [-2.0]])
b2 = np.array([0.0])

hidden = np.maximum(cases @ W1 + b1, 0)  # @: the matrix product
output = np.maximum(hidden @ W2 + b2, 0)
print("shapes:", cases.shape, hidden.shape, output.shape)
print("all four cases at once:", output[:, 0])  # its only column
# --8<-- [end:matrices]

# --8<-- [start:split]
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

images, labels = load_digits(return_X_y=True)
# Pixels from 0 to 16 become 0 to 1; random_state: the same draw each time.
x_train, x_test, y_train, y_test = train_test_split(
    images / 16, labels, test_size=450, random_state=0
)
print("training:", x_train.shape, " test:", x_test.shape)
# --8<-- [end:split]

# --8<-- [start:stack]
import keras

keras.utils.set_random_seed(0)
UNITS = 16

model = keras.Sequential(
    [
        keras.Input((64,)),
        keras.layers.Dense(UNITS, activation="relu", name="hidden"),
        keras.layers.Dense(10, activation="softmax", name="output"),
    ]
)
model.summary(line_length=64)
# --8<-- [end:stack]

# --8<-- [start:train]
RATE = 0.01
EPOCHS = 15

model.compile(
    optimizer=keras.optimizers.Adam(learning_rate=RATE),
    loss="sparse_categorical_crossentropy",
    metrics=["accuracy"],
)
_, before = model.evaluate(x_test, y_test, verbose=0)
model.fit(x_train, y_train, batch_size=32, epochs=EPOCHS, verbose=0)
_, after = model.evaluate(x_test, y_test, verbose=0)

print("test accuracy before training:", round(before, 3))
print("test accuracy after training:", round(after, 3))
# Only checks what the page says:
print("above 0.3 before training:", before > 0.3)
print("above 0.9 after training:", after > 0.9)
# --8<-- [end:train]

# --8<-- [start:draw]
import matplotlib.pyplot as plt

to_numpy = keras.ops.convert_to_numpy  # Keras's tensor to an array
image = x_test[1:2]  # a batch of one: shape (1, 64)
inside = to_numpy(model.layers[0](image))
answer = to_numpy(model.layers[1](inside))

fig, (left, middle, right) = plt.subplots(
    1, 3, figsize=(7.2, 2.8), layout="constrained"
)
left.imshow(image.reshape(8, 8), cmap="Greys")
left.set_axis_off()
left.set_title("64 pixels")
middle.bar(range(UNITS), inside[0])
middle.set_title("16 hidden values")
right.bar(range(10), answer[0])
right.set_xticks(range(10))
right.set_title("10 probabilities")
plt.show()

print("hidden values that are 0:", int(np.sum(inside == 0)))
print("largest probability:", round(float(np.max(answer)), 2),
      "at digit", int(np.argmax(answer)), "- label", y_test[1])
# --8<-- [end:draw]

# --8<-- [start:narrow]
def narrow(front, activation):
    keras.utils.set_random_seed(0)
    first = [keras.layers.Dense(64, activation=front)] if front else []
    network = keras.Sequential(
        [
            keras.Input((64,)),
            *first,  # the layer in front, if there is one
            keras.layers.Dense(2, activation=activation),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    network.compile(
        optimizer=keras.optimizers.Adam(learning_rate=RATE),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    network.fit(x_train, y_train, batch_size=32, epochs=EPOCHS, verbose=0)
    _, accuracy = network.evaluate(x_test, y_test, verbose=0)
    return network, accuracy


plain, as_before = narrow(front=None, activation="relu")
_, no_relu = narrow(front=None, activation="linear")  # the sum as it is
print("2 with relu:", round(as_before, 3))
print("2 without relu:", round(no_relu, 3))
# Only checks what the page says:
print("2 without relu stay below 0.8:", no_relu < 0.8)
# --8<-- [end:narrow]

# --8<-- [start:front]
_, twice = narrow(front="relu", activation="relu")
deeper, once = narrow(front="relu", activation="linear")
_, never = narrow(front="linear", activation="linear")
print("relu on 64 and on 2:", round(twice, 3))
print("relu on 64 only:", round(once, 3))
print("64 and 2 without relu:", round(never, 3))
# Only checks what the page says:
print("relu on 64 only is above 0.8:", once > 0.8)
print("ahead of both others by over 0.01:", once - max(twice, never) > 0.01)
# --8<-- [end:front]

# --8<-- [start:spread]
fig, axes = plt.subplots(1, 2, figsize=(7.2, 3.6), layout="constrained")
digits = y_test[:80]
for axis, network in zip(axes, (plain, deeper)):
    until_two = keras.Sequential(network.layers[:-1])
    two = to_numpy(until_two(x_test[:80]))
    for digit in range(10):
        here = two[digits == digit]
        axis.plot(here[:, 0], here[:, 1], " ", marker=f"${digit}$")
    axis.locator_params(nbins=3)  # few marks on the axes
    axis.set_xlabel("first value")
axes[0].set_ylabel("second value")
axes[0].set_title("2 with relu")
axes[1].set_title("relu on 64 only")
plt.show()
# --8<-- [end:spread]

# --8<-- [start:connect]
pixels = keras.Input((64,))
values = keras.layers.Dense(UNITS, activation="relu")(pixels)
joined = keras.layers.Concatenate()([pixels, values])  # side by side
scores = keras.layers.Dense(10, activation="softmax")(joined)
forked = keras.Model(pixels, scores)
print("what the output layer sees:", joined.shape)
print("parameters:", forked.count_params())
# --8<-- [end:connect]
