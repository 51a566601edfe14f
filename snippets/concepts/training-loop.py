# --8<-- [start:start]
import keras
import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

RATE = 0.1
BATCH = 32
EPOCHS = 10
MORE = 40

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


at_start = accuracy(model, x_test, y_test)
print("test accuracy at the start:", at_start)
# --8<-- [end:start]

# --8<-- [start:once]
loss_of = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
optimizer = keras.optimizers.SGD(learning_rate=RATE)
images, labels = x_train[:BATCH], y_train[:BATCH]

with tf.GradientTape() as tape:
    prediction = model(images)
    loss = loss_of(labels, prediction)
slopes = tape.gradient(loss, model.trainable_variables)
optimizer.apply(slopes, model.trainable_variables)

print("prediction:", prediction.shape)
print("loss before:", round(float(loss), 4))
print("slopes:", [tuple(slope.shape) for slope in slopes])
after = loss_of(labels, model(images))
print("loss after:", round(float(after), 4))
print("this update lowered the loss of its batch:", bool(after < loss))
# --8<-- [end:once]

# --8<-- [start:repeat]
weights = model.trainable_variables
model.set_weights(first_weights)
losses = []
for _ in range(EPOCHS):
    for begin in range(0, len(x_train), BATCH):
        images = x_train[begin : begin + BATCH]
        labels = y_train[begin : begin + BATCH]
        with tf.GradientTape() as tape:
            loss = loss_of(labels, model(images))
        slopes = tape.gradient(loss, weights)
        optimizer.apply(slopes, weights)
        losses.append(float(loss))

by_epoch = np.reshape(losses, (EPOCHS, -1))
batches = by_epoch.shape[1]
print("updates:", len(losses), "=", batches, "batches x", EPOCHS)
print("mean loss, first epoch:", by_epoch[0].mean().round(3))
print("mean loss, last epoch:", by_epoch[-1].mean().round(3))
right = accuracy(model, x_test, y_test)
print("test accuracy:", right)
print("test accuracy up by more than 0.6:", right - at_start > 0.6)
loop_weights = model.get_weights()
# --8<-- [end:repeat]

# --8<-- [start:draw]
fig, ax = plt.subplots(figsize=(6.4, 3.6))
ax.plot(losses, linewidth=0.8, label="one batch")
middles = (np.arange(EPOCHS) + 0.5) * batches
ax.plot(middles, by_epoch.mean(axis=1), "o-", label="mean of an epoch")
ax.set(xlabel="update", ylabel="training loss", ylim=(0, None))
ax.legend()
plt.show()
# --8<-- [end:draw]

# --8<-- [start:watch]
model.set_weights(first_weights)
whole = [float(loss_of(y_train, model(x_train)))]
for _ in range(EPOCHS):
    for begin in range(0, len(x_train), BATCH):
        images = x_train[begin : begin + BATCH]
        labels = y_train[begin : begin + BATCH]
        with tf.GradientTape() as tape:
            loss = loss_of(labels, model(images))
        optimizer.apply(tape.gradient(loss, weights), weights)
        whole.append(float(loss_of(y_train, model(x_train))))

change = np.diff(whole)
print("all training images: loss rose after", (change > 0).sum(),
      "of", len(change), "updates")
jump, move = np.abs(np.diff(losses)).mean(), np.abs(change).mean()
print(f"mean change, from batch to batch {jump:.3f},",
      f"all training images {move:.3f}")
print("the batches jump more than five times as far:",
      bool(jump > 5 * move))
rose = (change > 0).mean()
print("more than one update in fifty raised it:", bool(rose > 0.02))
# --8<-- [end:watch]

# --8<-- [start:fit]
def gap(some_weights, other_weights):
    pairs = zip(some_weights, other_weights)
    return max(float(abs(a - b).max()) for a, b in pairs)


def train(shuffle):
    model.set_weights(first_weights)
    model.compile(
        optimizer=keras.optimizers.SGD(learning_rate=RATE), loss=loss_of
    )
    model.fit(
        x_train,
        y_train,
        batch_size=BATCH,
        epochs=EPOCHS,
        shuffle=shuffle,
        verbose=0,
    )
    return gap(loop_weights, model.get_weights())


print(f"largest move in the loop: {gap(loop_weights, first_weights):.2f}")
in_order = train(shuffle=False)
print("fit in the same order, test accuracy:",
      accuracy(model, x_test, y_test))
shuffled = train(shuffle=True)
print("fit with shuffling, test accuracy:", accuracy(model, x_test, y_test))
print(f"largest difference from the loop with shuffling: {shuffled:.2f}")
print("in the same order, the weights of the loop:", in_order < 0.0001)
# --8<-- [end:fit]

# --8<-- [start:measure]
def report(epochs):
    on_training = accuracy(model, x_train, y_train)
    on_test = accuracy(model, x_test, y_test)
    print(
        f"after {epochs} epochs:",
        f"training loss {loss_of(y_train, model(x_train)):.3f},",
        f"training accuracy {on_training}, test accuracy {on_test}",
    )
    return on_training - on_test


report(EPOCHS)
model.fit(x_train, y_train, batch_size=BATCH, epochs=MORE, verbose=0)
ahead = report(EPOCHS + MORE)
print("training ahead of test by more than 0.01:", ahead > 0.01)
# --8<-- [end:measure]
