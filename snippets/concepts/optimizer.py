# --8<-- [start:step]
import keras
import numpy as np

start = np.array([1.0, -2.0])
gradient = np.array([0.5, -300.0])

weights = keras.Variable(start)
optimizer = keras.optimizers.SGD(learning_rate=0.1)
optimizer.apply([keras.ops.array(gradient)], [weights])
print("gradient:", gradient)
print("by hand: ", start - 0.1 * gradient)
print("by Keras:", weights.numpy().round(4))
# --8<-- [end:step]

# --8<-- [start:roll]
BETA = 0.9


def sgd(w, gradient, memory, rate):
    return w - rate * gradient, memory  # nothing to remember


def momentum(w, gradient, memory, rate):
    velocity = BETA * memory - rate * gradient
    return w + velocity, velocity  # the velocity is remembered


def steps(gradients):
    """How far momentum moves with each of these slopes."""
    w, velocity, moved = 0.0, 0.0, []
    for g in gradients:
        w, velocity = momentum(w, g, velocity, rate=0.1)
        moved.append(round(abs(velocity), 3))
    return moved


steady = steps([1.0] * 60)
swinging = steps([1.0, -1.0] * 30)
print("always 1:  first steps", steady[:3], " last", steady[-1])
print("1 and -1:  first steps", swinging[:3], " last", swinging[-1])
longer = steady[-1] > 5 * steady[0] and swinging[-1] < swinging[0]
print("steady slopes lengthen the steps, swinging ones do not:", longer)
# --8<-- [end:roll]

# --8<-- [start:adapt]
def rmsprop(w, gradient, memory, rate):
    size = 0.9 * memory + 0.1 * gradient**2  # s in the formula
    return w - rate * gradient / (np.sqrt(size) + 1e-7), size


def adam(w, gradient, memory, rate):
    m, v, t = memory
    m = 0.9 * m + 0.1 * gradient  # like momentum
    v = 0.999 * v + 0.001 * gradient**2  # like RMSprop
    m_fair = m / (1 - 0.9 ** (t + 1))  # both began at 0: make up for it
    v_fair = v / (1 - 0.999 ** (t + 1))
    w = w - rate * m_fair / (np.sqrt(v_fair) + 1e-7)
    return w, (m, v, t + 1)


rules = {"SGD": sgd, "momentum": momentum, "RMSprop": rmsprop, "Adam": adam}
nothing = {"SGD": 0.0, "momentum": 0.0, "RMSprop": 0.0, "Adam": (0.0, 0.0, 0)}

for name, rule in rules.items():
    moved, memory = rule(start, gradient, nothing[name], rate=0.1)
    print(f"{name:8} moves them by {(moved - start).round(3)}")
# --8<-- [end:adapt]

# --8<-- [start:agree]
gradients = [gradient, np.array([0.4, -200.0]), np.array([-0.2, 50.0])]
keras_rules = {
    "SGD": keras.optimizers.SGD(learning_rate=0.1),
    "momentum": keras.optimizers.SGD(learning_rate=0.1, momentum=BETA),
    "RMSprop": keras.optimizers.RMSprop(learning_rate=0.1),
    "Adam": keras.optimizers.Adam(learning_rate=0.1),
}
same = []
for name, optimizer in keras_rules.items():
    w, memory, weights = start, nothing[name], keras.Variable(start)
    for g in gradients:
        w, memory = rules[name](w, g, memory, rate=0.1)
        optimizer.apply([keras.ops.array(g)], [weights])
    print(f"{name:8} by hand {w.round(4)}, by Keras {weights.numpy().round(4)}")
    same.append(np.allclose(w, weights.numpy(), rtol=1e-4))
print("all four agree with Keras:", all(same))
# --8<-- [end:agree]

# --8<-- [start:tune]
RATES = [0.003, 0.01, 0.019, 0.03, 0.1, 0.3, 1.0]
valley = np.diag([1.0, 100.0])  # a hundred times as steep across
place = np.array([-4.0, 1.0])


def descend(name, rate, valley, place):
    w, memory, path = place, nothing[name], [place]
    for step in range(100):
        # valley @ w: the slopes, w1 and 100 * w2
        w, memory = rules[name](w, valley @ w, memory, rate)
        path.append(w)
        if np.abs(w).max() > 1e6:
            break  # thrown out of the valley
    path = np.array(path)
    # The loss at every place: half of w1**2 + 100 * w2**2.
    return path, (path @ valley * path).sum(axis=1) / 2


def tune(name, valley, place):
    """The rate with the lowest loss at the end, its path, its losses."""
    runs = {rate: descend(name, rate, valley, place) for rate in RATES}
    # runs[rate] is (path, losses); [1][-1] is the last loss.
    best = min(runs, key=lambda rate: runs[rate][1][-1])
    return best, *runs[best]


def stays_below(loss, limit=2):
    # One step after the last loss that is not below the limit.
    return int(np.flatnonzero(loss >= limit)[-1]) + 1


rates, paths, settled = {}, {}, {}
for name in rules:
    rates[name], paths[name], loss = tune(name, valley, place)
    settled[name] = stays_below(loss)
    print(
        f"{name:8} best rate {rates[name]}, below 2 from step"
        f" {settled[name]}, loss {loss[-1]:.2g}"
    )
# --8<-- [end:tune]

# --8<-- [start:draw]
import matplotlib.pyplot as plt

a, b = np.meshgrid(np.linspace(-4.4, 1, 90), np.linspace(-1.1, 1.1, 90))
fig, axes = plt.subplots(
    2, figsize=(6.4, 5), sharex=True, layout="constrained"
)
styles = {"SGD": ".-", "momentum": "x--", "RMSprop": ".-", "Adam": "x--"}
for ax, pair in zip(axes, [("SGD", "momentum"), ("RMSprop", "Adam")]):
    height = (a**2 + 100 * b**2) / 2
    ax.contour(a, b, height, levels=[12, 40], colors="gray")
    for name in pair:
        ax.plot(*paths[name][:61].T, styles[name], markevery=4, label=name)
    ax.set_ylabel("across the valley")
    ax.legend(loc="lower right")
axes[1].set_xlabel("along the valley")
plt.show()
# --8<-- [end:draw]

# --8<-- [start:turn]
c = np.sqrt(0.5)
turn = np.array([[c, -c], [c, c]])
turned, start_turned = turn @ valley @ turn.T, turn @ place
kept, again = {}, {}
for name in rules:
    path, loss = descend(name, rates[name], turned, start_turned)
    kept[name] = stays_below(loss)
    rate, path, loss = tune(name, turned, start_turned)
    again[name] = stays_below(loss)
    print(
        f"{name:8} straight from step {settled[name]}, turned {kept[name]},"
        f" turned with rate {rate} {again[name]}"
    )
same = all(kept[name] == settled[name] for name in ("SGD", "momentum"))
print("SGD and momentum do not notice the turn:", same)
apart = abs(again["Adam"] - again["momentum"])
print("tuned again, Adam within 5 steps of momentum:", apart <= 5)
# --8<-- [end:turn]

# --8<-- [start:train]
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

EPOCHS = 5

digits = load_digits()
images = (digits.data / 16).astype("float32")
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
contenders = {
    "SGD(0.3)": keras.optimizers.SGD(learning_rate=0.3),
    "SGD(0.1, momentum=0.9)": keras.optimizers.SGD(0.1, momentum=0.9),
    "RMSprop(0.01)": keras.optimizers.RMSprop(learning_rate=0.01),
    "Adam(0.01)": keras.optimizers.Adam(learning_rate=0.01),
    "Adam() as it comes": keras.optimizers.Adam(),
}
losses = {}
for name, optimizer in contenders.items():
    model.set_weights(first_weights)
    model.compile(
        optimizer=optimizer,
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    history = model.fit(
        x_train, y_train, batch_size=32, epochs=EPOCHS, verbose=0
    )
    losses[name] = history.history["loss"][-1]  # of the last epoch
    test_loss, accuracy = model.evaluate(x_test, y_test, verbose=0)
    print(f"{name:23} loss {losses[name]:.3f}, test accuracy {accuracy:.3f}")
last = max(losses, key=losses.get)
print("Adam as it comes is the last:", last == "Adam() as it comes")
# --8<-- [end:train]

# --8<-- [start:decay]
DECAY_STEPS = 300
schedule = keras.optimizers.schedules.CosineDecay(0.3, DECAY_STEPS)
rng = np.random.default_rng(0)

constant, decayed = [5.0], [5.0]
for step in range(DECAY_STEPS):
    noise = rng.normal()  # as if from a small batch
    constant.append(constant[-1] - 0.3 * (constant[-1] + noise))
    rate = float(schedule(step))
    decayed.append(decayed[-1] - rate * (decayed[-1] + noise))

fig, ax = plt.subplots(figsize=(6.4, 3.6))
ax.plot(constant, linewidth=0.8, label="rate stays 0.3")
ax.plot(decayed, label="rate falls to 0")
ax.set(xlabel="step", ylabel="weight (the bottom is at 0)")
ax.legend()
plt.show()

far, near = np.abs(constant[-50:]).mean(), np.abs(decayed[-50:]).mean()
print(f"mean distance in the last 50 steps: {far:.2f} and {near:.2f}")
print("decay ends less than half as far off:", bool(near < far / 2))
# --8<-- [end:decay]
