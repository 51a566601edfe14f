# --8<-- [start:start]
import keras
import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

digits = load_digits()
x = (digits.data / 16).astype("float32")
x_train, x_test, y_train, y_test = train_test_split(
    x, digits.target, random_state=0
)

keras.utils.set_random_seed(0)
model = keras.Sequential(
    [
        keras.Input((64,)),
        keras.layers.Dense(32, activation="relu"),
        keras.layers.Dense(10),
    ]
)
first_weights = model.get_weights()


def accuracy(model, images, labels):
    guesses = model(images).numpy().argmax(axis=1)
    return round(float((guesses == labels).mean()), 3)


print("test accuracy at the start:", accuracy(model, x_test, y_test))
# --8<-- [end:start]

# --8<-- [start:once]
loss_of = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
optimizer = keras.optimizers.SGD(learning_rate=0.1)
images, labels = x_train[:32], y_train[:32]

with tf.GradientTape() as tape:
    prediction = model(images)
    loss = loss_of(labels, prediction)
slopes = tape.gradient(loss, model.trainable_variables)
optimizer.apply(slopes, model.trainable_variables)

print("prediction:", prediction.shape)
print("loss before:", round(float(loss), 4))
print("slopes:", [tuple(slope.shape) for slope in slopes])
print("loss after:", round(float(loss_of(labels, model(images))), 4))
# --8<-- [end:once]

# --8<-- [start:repeat]
weights = model.trainable_variables
model.set_weights(first_weights)
losses = []
for _ in range(10):
    for first in range(0, len(x_train), 32):
        images = x_train[first : first + 32]
        labels = y_train[first : first + 32]
        with tf.GradientTape() as tape:
            loss = loss_of(labels, model(images))
        slopes = tape.gradient(loss, weights)
        optimizer.apply(slopes, weights)
        losses.append(float(loss))

by_epoch = np.reshape(losses, (10, -1))
print("updates:", len(losses), "=", by_epoch.shape[1], "batches x 10")
print("mean loss, epoch 1:", by_epoch[0].mean().round(3))
print("mean loss, epoch 10:", by_epoch[-1].mean().round(3))
print("test accuracy:", accuracy(model, x_test, y_test))
# --8<-- [end:repeat]

# --8<-- [start:draw]
fig, ax = plt.subplots(figsize=(6.4, 3.6))
ax.plot(losses, linewidth=0.8, label="one batch of 32")
middles = np.arange(10) * 43 + 21.5
ax.plot(middles, by_epoch.mean(axis=1), "o-", label="mean of an epoch")
ax.set(xlabel="update", ylabel="training loss", ylim=(0, None))
ax.legend()
plt.show()
# --8<-- [end:draw]

# --8<-- [start:fit]
def gap(some_weights, other_weights):
    pairs = zip(some_weights, other_weights)
    return max(float(abs(a - b).max()) for a, b in pairs)


loop_weights = model.get_weights()
print(f"largest move in the loop: {gap(loop_weights, first_weights):.2f}")

for shuffle in (False, True):
    model.set_weights(first_weights)
    model.compile(keras.optimizers.SGD(learning_rate=0.1), loss_of)
    model.fit(
        x_train,
        y_train,
        batch_size=32,
        epochs=10,
        shuffle=shuffle,
        verbose=0,
    )
    same = gap(loop_weights, model.get_weights()) < 0.0001
    print(f"fit(shuffle={shuffle}): same weights as the loop: {same},")
    print("  test accuracy:", accuracy(model, x_test, y_test))
# --8<-- [end:fit]

# --8<-- [start:measure]
for more in (0, 40):
    if more:
        model.fit(x_train, y_train, epochs=more, verbose=0)
    print(
        f"after {10 + more} epochs:",
        f"training loss {loss_of(y_train, model(x_train)):.3f},",
        f"training accuracy {accuracy(model, x_train, y_train)},",
        f"test accuracy {accuracy(model, x_test, y_test)}",
    )
# --8<-- [end:measure]
