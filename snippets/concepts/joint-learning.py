# --8<-- [start:make]
import keras
import matplotlib.pyplot as plt
import numpy as np

rng = np.random.default_rng(1)


def spirals(count):
    away = rng.uniform(0.1, 1, count)
    arm = rng.integers(0, 2, count)
    angle = 3 * np.pi * away + np.pi * arm
    x = np.stack([away * np.cos(angle), away * np.sin(angle)], axis=1)
    return x + rng.normal(0, 0.02, x.shape), arm


x, y = spirals(600)
new_x, new_y = spirals(1000)

fig, ax = plt.subplots(figsize=(6.4, 3.6))
for arm, mark in [(0, "o"), (1, "x")]:
    some = new_x[:200][new_y[:200] == arm]
    ax.plot(some[:, 0], some[:, 1], mark, ms=4, label=f"arm {arm}")
ax.set(aspect="equal")
ax.legend(loc="center left", bbox_to_anchor=(1.02, 0.5))
plt.show()
# --8<-- [end:make]

# --8<-- [start:together]
UNITS = 8
RATE = 0.01
EPOCHS = 20


def hidden():
    return keras.layers.Dense(UNITS, activation="relu")


def stack(layers):
    output = keras.layers.Dense(2, activation="softmax")
    return keras.Sequential([keras.Input((2,)), *layers, output])


def learn(model):
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate=RATE),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    model.fit(x, y, batch_size=32, epochs=EPOCHS, verbose=0)
    loss, accuracy = model.evaluate(new_x, new_y, verbose=0)
    return accuracy


keras.utils.set_random_seed(1)
together = learn(stack([hidden(), hidden(), hidden()]))
print(f"three layers together: {together:.2f}")
# --8<-- [end:together]

# --8<-- [start:separately]
layers = []
for number in (1, 2, 3):
    for layer in layers:
        layer.trainable = False  # what has been learned stays
    layers.append(hidden())
    tower = stack(layers)
    separately = learn(tower)
    print(f"layer by layer, after layer {number}: {separately:.2f}")
print(f"all three together: {together:.2f}")
# Only checks what the page says:
print("together ahead by more than 0.05:",
      bool(together - separately > 0.05))
# --8<-- [end:separately]

# --8<-- [start:thaw]
frozen = tower.get_weights()
still = learn(tower)

tower.set_weights(frozen)
for layer in tower.layers:
    layer.trainable = True
free = learn(tower)

print(f"as much training again, layers 1 and 2 frozen: {still:.2f}")
print(f"as much training again, all layers free: {free:.2f}")
# Only checks what the page says:
print("free ahead of frozen by more than 0.05:",
      bool(free - still > 0.05))
# --8<-- [end:thaw]
