# --8<-- [start:make]
import keras
import numpy as np
from sklearn.datasets import load_digits

rows = 300
WRONG = 0.2
UNITS = 128
EPOCHS = 25

rng = np.random.default_rng(0)
digits = load_digits()
pixels = (digits.data / 16).astype("float32")
order = rng.permutation(len(pixels))
x_train, y_train = pixels[order[:rows]], digits.target[order[:rows]]
x_val, y_val = pixels[order[-500:]], digits.target[order[-500:]]

wrong = rng.random(rows) < WRONG
spoiled = y_train.copy()
spoiled[wrong] = (y_train[wrong] + rng.integers(1, 10, wrong.sum())) % 10

print(f"{wrong.sum()} of {rows} labels are wrong")
# --8<-- [end:make]


# --8<-- [start:train]
def train(labels):
    keras.utils.set_random_seed(0)
    network = keras.Sequential(
        [
            keras.Input((64,)),
            keras.layers.Dense(UNITS, activation="relu"),
            keras.layers.Dense(UNITS, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    network.compile(
        optimizer=keras.optimizers.Adam(learning_rate=0.005),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    repeated = []  # the share of wrong labels that it gives back

    def count(epoch, logs):
        answers = keras.ops.convert_to_numpy(network(x_train[wrong]))
        guess = answers.argmax(axis=1)  # the digit it finds most likely
        repeated.append(np.mean(guess == spoiled[wrong]))

    history = network.fit(
        x_train,
        labels,
        validation_data=(x_val, y_val),
        batch_size=32,
        validation_batch_size=500,
        epochs=EPOCHS,
        verbose=0,
        callbacks=[keras.callbacks.LambdaCallback(on_epoch_end=count)],
    ).history
    return history, repeated


past, repeated = train(spoiled)
print(f"training accuracy at the end: {past['accuracy'][-1]:.2f}")
# --8<-- [end:train]

# --8<-- [start:part]
best = int(np.argmin(past["val_loss"]))
for epoch in [0, best, EPOCHS - 1]:
    print(
        f"epoch {epoch + 1:2}: training loss {past['loss'][epoch]:.2f},"
        f" validation loss {past['val_loss'][epoch]:.2f},"
        f" accuracy {past['val_accuracy'][epoch]:.2f},"
        f" wrong labels given back {repeated[epoch]:.2f}"
    )
# Only checks what the page says:
rise = past["val_loss"][-1] - past["val_loss"][best]
fall = past["val_accuracy"][best] - past["val_accuracy"][-1]
print("loss at the end within 0.1 of its lowest:", bool(rise <= 0.1))
print("accuracy at the end within 0.03 of then:", bool(fall <= 0.03))
# --8<-- [end:part]

# --8<-- [start:draw]
import matplotlib.pyplot as plt

epochs = range(1, EPOCHS + 1)
fig, (top, low) = plt.subplots(
    2, figsize=(6.4, 5), sharex=True, layout="constrained"
)
top.plot(epochs, past["loss"], label="training")
top.plot(epochs, past["val_loss"], "--", label="validation")
low.plot(epochs, past["val_accuracy"], "--", label="validation accuracy")
low.plot(epochs, repeated, ":", label="wrong labels given back")
for ax in (top, low):
    ax.axvline(best + 1, color="gray", linewidth=1)
    ax.legend()
top.set(ylabel="loss", ylim=0)
low.set(xlabel="epoch", ylabel="share", ylim=(0, 1))
low.set_xticks(range(0, EPOCHS + 1, 5))
plt.show()
# --8<-- [end:draw]

# --8<-- [start:gap]
def errors(k, n):
    """A curve of k coefficients fitted to n points, 2000 times."""
    x = np.linspace(-1, 1, n)
    true = 4 * (x**3 - x)[:, None]  # a column, for 2000 columns of noise
    points, fresh = true + rng.normal(size=(2, n, 2000))
    powers = np.vander(x, k)  # a point a row: x**(k - 1), ..., x, 1
    fitted = powers @ np.linalg.lstsq(powers, points, rcond=None)[0]
    return np.mean((fitted - points) ** 2), np.mean((fitted - fresh) ** 2)


for k, n in [(4, 20), (10, 20), (10, 80), (10, 320)]:
    own, fresh = errors(k, n)
    print(
        f"k {k:2}, n {n:3}: own points {own:.2f}, formula {1 - k / n:.2f};"
        f" new points {fresh:.2f}, formula {1 + k / n:.2f}"
    )
# --8<-- [end:gap]

# --8<-- [start:capacity]
sizes = np.arange(1, 19)
own, fresh = np.array([errors(k, 20) for k in sizes]).T
at = sizes[fresh.argmin()]
print("coefficients with the lowest error on new points:", at)
# --8<-- [end:capacity]

# --8<-- [start:valley]
fig, ax = plt.subplots(figsize=(6.4, 3.6))
ax.plot(sizes, own, "o-", label="own points")
ax.plot(sizes, fresh, "s--", label="new points")
ax.axhline(1, color="gray", linewidth=1, label="noise alone")
ax.set(xlabel="coefficients k, with 20 points", ylabel="squared error")
ax.set_xticks(range(2, 19, 4))
ax.set_ylim(0)
ax.legend()
plt.show()
# --8<-- [end:valley]

# --8<-- [start:clean]
clean, _ = train(y_train)
lowest = min(clean["val_loss"])
end = clean["val_loss"][-1]
print(f"parameters {65 * UNITS + (UNITS + 1) * UNITS + (UNITS + 1) * 10}")
print(
    f"right labels: training accuracy {clean['accuracy'][-1]:.2f},"
    f" validation accuracy {clean['val_accuracy'][-1]:.2f}"
)
print(f"validation loss: lowest {lowest:.2f}, at the end {end:.2f}")
# Only checks what the page says:
print("right labels, loss rises by more than 0.1:", end - lowest > 0.1)
# --8<-- [end:clean]
