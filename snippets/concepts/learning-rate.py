# --8<-- [start:valley]
import matplotlib.pyplot as plt
import numpy as np

line = np.linspace(-6, 6, 100)
fig, axes = plt.subplots(1, 3, figsize=(6.4, 2.6), sharey=True)
for ax, rate in zip(axes, [0.03, 0.3, 1.02]):
    path = [-4.0]
    for step in range(8):
        path.append(path[-1] - rate * 2 * path[-1])  # the slope is 2w
    ax.plot(line, line**2, color="gray")
    ax.plot(path, np.square(path), "ko-", markersize=3, linewidth=1)
    ax.set(title=f"rate {rate}", xlabel="weight", ylim=(-2, 36))
axes[0].set_ylabel("loss")
plt.show()
# --8<-- [end:valley]

# --8<-- [start:make]
import keras
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

SCALE = 16  # the brightest pixel

digits = load_digits()
images = (digits.data / SCALE).astype("float32")
x_train, x_test, y_train, y_test = train_test_split(
    images, digits.target, random_state=0
)

keras.utils.set_random_seed(0)
model = keras.Sequential(
    [
        keras.Input((64,)),
        keras.layers.Dense(32, activation="relu"),
        keras.layers.Dense(10, activation="softmax"),
    ]
)
first_weights = model.get_weights()
# --8<-- [end:make]

# --8<-- [start:train]
EPOCHS = 4


def compile_with(optimizer):
    model.compile(
        optimizer=optimizer,
        loss="sparse_categorical_crossentropy",
    )


def train(rate):
    """The training loss of each epoch, from the same first weights."""
    model.set_weights(first_weights)
    for memory in model.optimizer.variables:
        memory.assign(keras.ops.zeros_like(memory))
    model.optimizer.learning_rate = rate
    history = model.fit(
        x_train, y_train, batch_size=32, epochs=EPOCHS, verbose=0
    )
    return history.history["loss"]


compile_with(keras.optimizers.SGD())
sgd = {}
for rate in [0.003, 0.03, 0.3, 3.0]:
    sgd[rate] = train(rate)
    print(f"rate {rate}: loss", *[f"{loss:.3f}" for loss in sgd[rate]])
# Only checks what the page says:
slow, better, good, wild = [losses[-1] for losses in sgd.values()]
print("0.3 below half of the others:", good < min(slow, better, wild) / 2)
# --8<-- [end:train]

# --8<-- [start:curves]
fig, ax = plt.subplots(figsize=(6.4, 3.6))
for (rate, losses), style in zip(sgd.items(), ["o-", "s--", "^-", "x:"]):
    ax.plot(range(1, EPOCHS + 1), losses, style, label=rate)
ax.set(xlabel="epoch", ylabel="training loss", ylim=(0, None))
ax.set_xticks(range(1, EPOCHS + 1))
ax.legend(title="learning rate", loc=(0.66, 0.18))
plt.show()
# --8<-- [end:curves]

# --8<-- [start:promise]
import tensorflow as tf

loss_of = keras.losses.SparseCategoricalCrossentropy()
model.set_weights(first_weights)
with tf.GradientTape() as tape:  # notes how the loss is computed
    here = loss_of(y_train, model(x_train))
slopes = tape.gradient(here, model.trainable_variables)  # backwards
squares = sum(float(tf.reduce_sum(slope**2)) for slope in slopes)
print(f"loss {here:.3f}, squared slopes add up to {squares:.3f}")

fell = []
for rate in [0.01, 0.1, 1.0, 30.0]:
    for weight, first, slope in zip(
        model.trainable_variables, first_weights, slopes
    ):
        weight.assign(first - rate * slope)
    fell.append(float(here - loss_of(y_train, model(x_train))))
    print(f"rate {rate}: promised {rate * squares:.4f}, fell {fell[-1]:.4f}")
# Only checks what the page says:
kept = fell[0] / (0.01 * squares)
print("0.01 keeps its promise to a tenth:", abs(kept - 1) < 0.1)
print("30.0 raises the loss:", fell[-1] < 0)
# --8<-- [end:promise]

# --8<-- [start:grid]
for rate in [0.01, 0.1, 1.0]:
    sgd[rate] = train(rate)
adam = {}
compile_with(keras.optimizers.Adam())
for rate in [0.001, 0.003, 0.01, 0.03, 0.1, 0.3]:
    adam[rate] = train(rate)

best = {}
for name, runs in [("SGD", sgd), ("Adam", adam)]:
    for rate in sorted(runs):
        print(f"{name} {rate}: loss {runs[rate][-1]:.3f}")
    best[name] = min(runs, key=lambda rate: runs[rate][-1])
print("best for SGD:", best["SGD"], " best for Adam:", best["Adam"])
# Only checks what the page says:
print("Adam's best is less than a fifth of SGD's:",
      best["Adam"] < best["SGD"] / 5)
# --8<-- [end:grid]

# --8<-- [start:compare]
fig, ax = plt.subplots(figsize=(6.4, 3.6))
for name, runs, style in [("SGD", sgd, "o-"), ("Adam", adam, "s--")]:
    rates = sorted(runs)
    ax.plot(rates, [runs[rate][-1] for rate in rates], style, label=name)
ax.set(xscale="log", xlabel="learning rate", ylabel="training loss")
ax.legend()
plt.show()
# --8<-- [end:compare]

# --8<-- [start:schedule]
steps = EPOCHS * 43  # 43 batches in each epoch
schedule = keras.optimizers.schedules.CosineDecay(1.0, decay_steps=steps)
for step in [0, steps // 2, steps]:
    print(f"step {step}: rate {float(schedule(step)):.2f}")

model.set_weights(first_weights)
compile_with(keras.optimizers.SGD(learning_rate=schedule))
model.fit(x_train, y_train, batch_size=32, epochs=EPOCHS, verbose=0)
decayed = model.history.history["loss"][-1]
print(f"loss with 1.0 throughout {sgd[1.0][-1]:.3f}, decayed {decayed:.3f}")
# Only checks what the page says:
print("decay ends lower than 1.0 throughout:", decayed < sgd[1.0][-1])
# --8<-- [end:schedule]

# --8<-- [start:explode]
regression = keras.Sequential(
    [
        keras.Input((64,)),
        keras.layers.Dense(32, activation="relu"),
        keras.layers.Dense(1),
    ]
)
random_weights = regression.get_weights()
for rate in [0.01, 3.0]:
    regression.set_weights(random_weights)
    regression.compile(
        optimizer=keras.optimizers.SGD(learning_rate=rate), loss="mse"
    )
    regression.fit(x_train, y_train, batch_size=32, epochs=2, verbose=0)
    loss = regression.evaluate(x_train, y_train, verbose=0)
    print(f"rate {rate}: loss {loss:.2f}")
# Only checks what the page says:
print("3.0 ends in nan:", bool(np.isnan(loss)))
# --8<-- [end:explode]
