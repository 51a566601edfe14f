# --8<-- [start:split]
import keras
import numpy as np
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

images, labels = load_digits(return_X_y=True)
x_train, x_test, y_train, y_test = train_test_split(
    images / 16, labels, test_size=450, random_state=0
)
print("training:", x_train.shape, " test:", x_test.shape)
# --8<-- [end:split]

# --8<-- [start:stack]
keras.utils.set_random_seed(0)

model = keras.Sequential(
    [
        keras.Input((64,)),
        keras.layers.Dense(16, activation="relu", name="hidden"),
        keras.layers.Dense(10, activation="softmax", name="output"),
    ],
    name="stacked",
)
model.summary(line_length=64)
# --8<-- [end:stack]

# --8<-- [start:connect]
pixels = keras.Input((64,), name="pixels")
hidden = keras.layers.Dense(16, activation="relu", name="hidden")(pixels)
output = keras.layers.Dense(10, activation="softmax", name="output")(hidden)
connected = keras.Model(pixels, output, name="connected")
connected.summary(line_length=64)
# --8<-- [end:connect]

# --8<-- [start:compare]
connected.set_weights(model.get_weights())

difference = model(x_test) - connected(x_test)
print("largest difference:", float(np.abs(difference).max()))

values = x_test
for layer in model.layers:
    values = layer(values)
    print("after", layer.name, "->", values.shape)

difference = values - model(x_test)
print("largest difference:", float(np.abs(difference).max()))
same = np.allclose(connected(x_test), values, atol=1e-6)
print("all three ways give the same outputs:", same)
# --8<-- [end:compare]

# --8<-- [start:train]
RATE = 0.01
EPOCHS = 15

model.compile(
    optimizer=keras.optimizers.Adam(learning_rate=RATE),
    loss="sparse_categorical_crossentropy",
    metrics=["accuracy"],
)
before = model.evaluate(x_test, y_test, verbose=0)[1]
model.fit(x_train, y_train, epochs=EPOCHS, batch_size=64, verbose=0)
after = model.evaluate(x_test, y_test, verbose=0)[1]
print("test accuracy before training:", round(before, 3))
print("test accuracy after training: ", round(after, 3))
print("above 0.9 after training:", after > 0.9)
# --8<-- [end:train]

# --8<-- [start:draw]
import matplotlib.pyplot as plt

image = x_test[1:2]
inside = model.layers[0](image)
answer = model.layers[1](inside)

fig, (left, middle, right) = plt.subplots(1, 3, figsize=(7.2, 2.8))
left.imshow(image.reshape(8, 8), cmap="Greys")
left.grid(False)
left.set_title("64 pixels")
middle.bar(range(16), inside[0])
middle.set_title("16 hidden values")
right.bar(range(10), answer[0])
right.set_xticks(range(10))
right.set_title("10 probabilities")
fig.tight_layout()
plt.show()

print("hidden values that are 0:", int(np.sum(inside == 0)))
print("largest probability:", round(float(np.max(answer)), 2),
      "at digit", int(np.argmax(answer)), "- label", y_test[1])
# --8<-- [end:draw]

# --8<-- [start:summarize_again]
model.summary(line_length=64)
# --8<-- [end:summarize_again]
