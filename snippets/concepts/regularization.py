# --8<-- [start:fit]
import numpy as np

rng = np.random.default_rng(0)


def measure(x):
    """Points around a wave, with noise."""
    return np.sin(3 * x) + rng.normal(0, 0.3, len(x))


x, new_x = np.linspace(-1, 1, 20), rng.uniform(-1, 1, 1000)
y, new_y = measure(x), measure(new_x)
powers, new_powers = np.vander(x, 15), np.vander(new_x, 15)


def fit(penalty):
    """The 15 coefficients with the lowest error + penalty * squares."""
    extra = np.sqrt(penalty) * np.eye(15)  # 15 points that want a 0
    rows, targets = np.vstack([powers, extra]), np.append(y, np.zeros(15))
    return np.linalg.lstsq(rows, targets, rcond=None)[0]


error = {}
for penalty in [0, 0.01, 10]:
    w = fit(penalty)
    error[penalty] = np.mean((new_powers @ w - new_y) ** 2)
    print(
        f"penalty {penalty:4}: largest coefficient {abs(w).max():6.1f},"
        f" own points {np.mean((powers @ w - y) ** 2):.3f},"
        f" new points {error[penalty]:.3f}"
    )
# Only checks what the page says:
print("penalty 0.01 better than none:", bool(error[0.01] < error[0]))
print("penalty 10 worse than 0.01:", bool(error[10] > error[0.01]))
# --8<-- [end:fit]

# --8<-- [start:curves]
import matplotlib.pyplot as plt

line = np.linspace(-1, 1, 200)
fig, axes = plt.subplots(
    1, 3, figsize=(6.4, 2.8), sharey=True, layout="constrained"
)
for ax, penalty in zip(axes, error):
    ax.plot(line, np.sin(3 * line), color="gray", label="true curve")
    ax.plot(line, np.vander(line, 15) @ fit(penalty), "--", label="fitted")
    ax.plot(x, y, "ko", markersize=3, label="points")
    ax.set(title=f"penalty {penalty}", xticks=[], ylim=(-2, 2))
lines, labels = ax.get_legend_handles_labels()
fig.legend(lines, labels, loc="outside lower center", ncols=3)
plt.show()
# --8<-- [end:curves]

# --8<-- [start:shrink]
import keras

RATE = 0.05
STRENGTH = 0.1

inputs = rng.normal(size=(50, 3)) * [0.3, 1, 2]
targets = inputs @ [2, -1, 0.5] + rng.normal(0, 0.5, 50)


def descend(optimizer, penalty):
    """Fifty steps from 1, 1, 1."""
    w = keras.Variable([1.0, 1.0, 1.0])
    for step in range(50):
        now = w.numpy()
        slope = 2 * inputs.T @ (inputs @ now - targets) / 50
        slope = slope + 2 * penalty * now
        optimizer.apply([keras.ops.array(slope, dtype="float32")], [w])
    return w.numpy()


SGD, Adam = keras.optimizers.SGD, keras.optimizers.Adam
AdamW = keras.optimizers.AdamW
ends = {
    "SGD, penalty": descend(SGD(RATE), STRENGTH),
    "SGD, decay": descend(SGD(RATE, weight_decay=2 * STRENGTH), 0),
    "Adam, penalty": descend(Adam(RATE), STRENGTH),
    "AdamW, decay": descend(AdamW(RATE, weight_decay=2 * STRENGTH), 0),
}
# --8<-- [end:shrink]

# --8<-- [start:meet]
for name, w in ends.items():
    print(f"{name:13} {w.round(4)}")


# Only checks what the page says:
def apart(one, other):
    return abs(ends[one] - ends[other]).max()


same = apart("SGD, penalty", "SGD, decay") < 0.0001
other = apart("Adam, penalty", "AdamW, decay") > 0.01
print("penalty and decay end alike with SGD:", bool(same))
print("penalty and decay end apart with Adam:", bool(other))
# --8<-- [end:meet]

# --8<-- [start:mask]
DROP = 0.5

signal = rng.uniform(0, 2, 8).round(1)
kept = rng.random(8) >= DROP
print("signal:  ", signal)
print("dropped: ", (signal * kept / (1 - DROP)).round(2))

keras.utils.set_random_seed(0)
layer = keras.layers.Dropout(DROP)
ones = np.ones((1, 10000))
for training in [True, False]:
    out = np.array(layer(ones, training=training))
    print(f"training={training}: values {np.unique(out).round(2)},"
          f" mean {out.mean():.2f}")
# --8<-- [end:mask]

# --8<-- [start:build]
from sklearn.datasets import load_digits

digits = load_digits()
pixels = (digits.data / 16).astype("float32")


def build(units=128, penalty=0.0, drop=0.0):
    layers = [keras.Input((64,))]
    for hidden in range(2):
        l2 = keras.regularizers.L2(penalty)
        layers += [
            keras.layers.Dense(
                units, activation="relu", kernel_regularizer=l2
            ),
            keras.layers.Dropout(drop),
        ]
    layers += [keras.layers.Dense(10, activation="softmax")]
    network = keras.Sequential(layers)
    network.compile(
        optimizer=keras.optimizers.Adam(learning_rate=0.005),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy", "sparse_categorical_crossentropy"],
    )
    return network
# --8<-- [end:build]

# --8<-- [start:contest]
stop = keras.callbacks.EarlyStopping(
    monitor="val_loss", patience=5, restore_best_weights=True
)


def accuracies(seed, rows=300, callbacks=(), **settings):
    """On 500 images to choose by, and on the rest to report."""
    chance = np.random.default_rng(seed)
    order = chance.permutation(len(pixels))
    labels = digits.target.copy()
    off = chance.integers(1, 10, len(labels))
    spoiled = chance.random(len(labels)) < 0.2
    train, val, test = order[:rows], order[600:1100], order[1100:]
    noisy = np.where(spoiled, (labels + off) % 10, labels)

    keras.utils.set_random_seed(seed)
    network = build(**settings)
    network.fit(
        pixels[train], noisy[train], batch_size=32, epochs=25, verbose=0,
        validation_data=(pixels[val], labels[val]),
        validation_batch_size=500, callbacks=[*callbacks],
    )
    return [
        network.evaluate(
            pixels[part], labels[part], batch_size=500, verbose=0
        )[1]
        for part in (val, test)
    ]


remedies = {
    "nothing": [{}],
    "early stopping": [{"callbacks": [stop]}],
    "fewer units": [{"units": 32}],
    "L2": [{"penalty": size} for size in (0.003, 0.01, 0.03)],
    "dropout": [{"drop": share} for share in (0.3, 0.5, 0.7)],
    "600 images": [{"rows": 600}],
}
base = None
for name, grid in remedies.items():
    tried = np.array([
        [accuracies(seed, **settings) for seed in range(3)]
        for settings in grid
    ])
    best = tried[:, :, 0].mean(axis=1).argmax()  # by validation
    on_test = tried[best, :, 1]
    said = f"{name:14} {on_test.mean():.3f}"
    if base is None:
        base = on_test
    else:
        said += f", ahead of nothing in {(on_test > base).sum()} of 3"
    print(said, grid[best] if len(grid) > 1 else "")
# --8<-- [end:contest]

# --8<-- [start:report]
keras.utils.set_random_seed(0)
plain, punished = build(), build(penalty=0.01)
punished.set_weights(plain.get_weights())
loss = {}
for name, network in [("plain", plain), ("with L2", punished)]:
    loss[name], accuracy, entropy = network.evaluate(
        pixels[:500], digits.target[:500], verbose=0
    )
    print(f"{name:7}: loss {loss[name]:.2f}, cross-entropy {entropy:.2f},"
          f" accuracy {accuracy:.2f}")
# Only checks what the page says:
more = loss["with L2"] - loss["plain"] > 1
print("the reported loss is higher by more than 1:", bool(more))
# --8<-- [end:report]
