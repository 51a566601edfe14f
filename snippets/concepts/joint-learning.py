# --8<-- [start:make]
import keras
import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf


def spirals(count, seed):
    rng = np.random.default_rng(seed)
    radius = np.sqrt(rng.uniform(0, 1, count))
    arm = rng.integers(0, 2, count)
    angle = 4 * np.pi * radius + np.pi * arm
    points = [radius * np.cos(angle), radius * np.sin(angle)]
    noise = rng.normal(0, 0.02, (count, 2))
    return np.stack(points, axis=1) + noise, arm[:, None]


x_train, y_train = spirals(1000, seed=0)
x_test, y_test = spirals(1000, seed=1)
rounds = tf.data.Dataset.from_tensors((x_train, y_train)).repeat(20)

fig, ax = plt.subplots(figsize=(5.6, 4.0), layout="constrained")
for arm, marker in enumerate("ox"):
    points = x_test[:200][y_test[:200, 0] == arm]
    ax.scatter(*points.T, s=16, marker=marker, label=f"arm {arm}")
ax.set(aspect="equal")
ax.legend(loc="upper left", bbox_to_anchor=(1, 1))
plt.show()
# --8<-- [end:make]

# --8<-- [start:together]
RATE = 0.02
SEEDS = range(3)


def hidden():
    return keras.layers.Dense(8, activation="tanh")


def stack(layers):
    return keras.Sequential(
        [keras.Input((2,)), *layers, keras.layers.Dense(1)]
    )


def learn(model, **options):
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate=RATE),
        loss=keras.losses.BinaryCrossentropy(from_logits=True),
        steps_per_execution=20,
    )
    model.fit(rounds, epochs=30, shuffle=False, verbose=0, **options)


def accuracy(model):
    return np.mean((model(x_test).numpy() > 0) == y_test)


together = []
for seed in SEEDS:
    keras.utils.set_random_seed(seed)
    model = stack([hidden(), hidden(), hidden()])
    learn(model)
    together.append(accuracy(model))
print("together:", np.round(together, 3))
print(f"mean {np.mean(together):.3f}, lowest {min(together):.3f}")
# --8<-- [end:together]

# --8<-- [start:separately]
separately, towers = [], []
for seed in SEEDS:
    keras.utils.set_random_seed(seed)
    layers, stages = [], []
    for _ in range(3):
        for layer in layers:
            layer.trainable = False
        layers.append(hidden())
        tower = stack(layers)
        learn(tower)
        stages.append(accuracy(tower))
    towers.append(tower)
    separately.append(stages[-1])
    print(f"seed {seed}, after layer 1, 2, 3:", np.round(stages, 3))
print(f"mean {np.mean(separately):.3f}, lowest {min(separately):.3f}")
lead = np.mean(together) - np.mean(separately)
print("together ahead by more than 0.02:", bool(lead > 0.02))
# --8<-- [end:separately]

# --8<-- [start:thaw]
still, thawed = [], []
for tower in towers:
    frozen = tower.get_weights()
    learn(tower)
    still.append(accuracy(tower))
    tower.set_weights(frozen)
    for layer in tower.layers:
        layer.trainable = True
    learn(tower)
    thawed.append(accuracy(tower))
print("600 more, layers 1 and 2 frozen:", np.round(still, 3))
print("600 more, all layers free:      ", np.round(thawed, 3))
print(f"mean frozen {np.mean(still):.3f}, free {np.mean(thawed):.3f}")
gain = np.mean(thawed) - np.mean(still)
print("free ahead of frozen by more than 0.02:", bool(gain > 0.02))
# --8<-- [end:thaw]

# --8<-- [start:watch]
def shift(now, then):
    return np.linalg.norm(now - then) / np.linalg.norm(then)


keras.utils.set_random_seed(0)
model = stack([hidden(), hidden(), hidden()])
kernels = [layer.kernel for layer in model.layers]
first = [kernel.numpy() for kernel in kernels]
path = []


def note(epoch, logs):
    path.append([shift(k.numpy(), old) for k, old in zip(kernels, first)])


learn(model, callbacks=[keras.callbacks.LambdaCallback(on_epoch_end=note)])
print("moved after 20 updates: ", np.round(path[0], 2))
print("moved after 600 updates:", np.round(path[-1], 2))
print("every layer moved by 0.1 in 20 updates:", bool(min(path[0]) > 0.1))

fig, ax = plt.subplots(figsize=(6.4, 3.6))
names = ["layer 1", "layer 2", "layer 3", "output layer"]
for moves, name, marker in zip(np.transpose(path), names, "ov^s"):
    updates = np.arange(20, 601, 20)
    ax.plot(updates, moves, marker=marker, markevery=5, label=name)
ax.set(xlabel="update", ylabel="distance moved / size at start")
ax.legend()
plt.show()
# --8<-- [end:watch]

# --8<-- [start:disturb]
def steepness():
    with tf.GradientTape() as tape:
        loss = model.loss(y_train, model(x_train))
    slopes = tape.gradient(loss, kernels[:3])
    return np.round([np.linalg.norm(slope) for slope in slopes], 2)


learned = model.get_weights()
settled = steepness()
print("trained:         steepness", settled)
after = []
for place in range(3):
    model.set_weights(learned)
    kernels[place].assign(first[place])
    after.append(steepness())
    print(
        f"layer {place + 1} set back: steepness {after[place]},"
        f" accuracy {accuracy(model):.3f}"
    )
steeper = np.all(np.array(after) > settled + 0.05)
print("every layer is steeper, whichever is set back:", bool(steeper))
# --8<-- [end:disturb]

# --8<-- [start:recover]
ends = {}
for name, others in [("layer 2 alone", False), ("all layers", True)]:
    model.set_weights(learned)
    kernels[1].assign(first[1])
    for layer in model.layers:
        layer.trainable = others
    model.layers[1].trainable = True
    before = [kernel.numpy() for kernel in kernels[:3]]
    learn(model)
    moves = [shift(k.numpy(), old) for k, old in zip(kernels, before)]
    ends[name] = accuracy(model)
    print(f"{name}: accuracy {ends[name]:.3f}, moved", np.round(moves, 2))
ahead = ends["all layers"] > ends["layer 2 alone"] + 0.01
print("all layers recover more, by over 0.01:", bool(ahead))
# --8<-- [end:recover]
