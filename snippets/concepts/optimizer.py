# --8<-- [start:step]
import keras
import numpy as np

start = np.array([1.0, -2.0])
gradient = np.array([0.5, -300.0])  # one slope for each weight

weights = keras.Variable(start)  # numbers that an optimizer may change
optimizer = keras.optimizers.SGD(learning_rate=0.1)
optimizer.apply([keras.ops.array(gradient)], [weights])
print("gradient:", gradient)
print("by hand: ", start - 0.1 * gradient)
print("by Keras:", weights.numpy().round(4))
# --8<-- [end:step]

# --8<-- [start:roll]
BETA = 0.9


def sgd(w, gradient, memory, rate):
    return w - rate * gradient, memory


def momentum(w, gradient, memory, rate):
    velocity = BETA * memory - rate * gradient
    return w + velocity, velocity


def steps(rule, gradients):
    """How far a rule moves with each of these slopes."""
    w, memory, lengths = 0.0, 0.0, []
    for g in gradients:
        before = w
        w, memory = rule(w, g, memory, rate=0.1)
        lengths.append(round(float(abs(w - before)), 3))
    return lengths


steady = steps(momentum, [1.0] * 60)
swinging = steps(momentum, [1.0, -1.0] * 30)
print("always 1:  first steps", steady[:3], " last", steady[-1])
print("1 and -1:  first steps", swinging[:3], " last", swinging[-1])
# --8<-- [end:roll]

# --8<-- [start:even]
def rmsprop(w, gradient, memory, rate):
    s = 0.9 * memory + 0.1 * gradient**2
    return w - rate * gradient / np.sqrt(s + 1e-7), s


print("slopes 10 and -10:", steps(rmsprop, [10.0, -10.0]))
# --8<-- [end:even]

# --8<-- [start:adapt]
def adam(w, gradient, memory, rate):
    m, s, t = memory or (0.0, 0.0, 0)  # no memory yet: three zeros
    t = t + 1
    m = 0.9 * m + 0.1 * gradient
    s = 0.999 * s + 0.001 * gradient**2
    m_fair = m / (1 - 0.9**t)  # divided by the share that is filled
    s_fair = s / (1 - 0.999**t)
    w = w - rate * m_fair / (np.sqrt(s_fair) + 1e-7)
    return w, (m, s, t)


rules = {"SGD": sgd, "momentum": momentum, "RMSprop": rmsprop, "Adam": adam}
print("slopes 10 and -10:", steps(adam, [10.0, -10.0]))
print("the first step of all four, slopes", gradient)
for name, rule in rules.items():
    moved, memory = rule(start, gradient, 0.0, rate=0.1)
    print(f"{name:8} moves by {(moved - start).round(3)}")
# --8<-- [end:adapt]

# --8<-- [start:agree]
from keras.optimizers import SGD, Adam, RMSprop

keras_rules = [SGD(0.1), SGD(0.1, momentum=BETA), RMSprop(0.1), Adam(0.1)]
for name, optimizer in zip(rules, keras_rules):
    w, memory, weights = start, 0.0, keras.Variable(start)
    for g in [gradient, -gradient / 2, gradient]:
        w, memory = rules[name](w, g, memory, rate=0.1)
        optimizer.apply([keras.ops.array(g)], [weights])
    print(f"{name:8} by hand {w.round(4)}, by Keras {weights.numpy().round(4)}")
# --8<-- [end:agree]

# --8<-- [start:race]
LIMIT = 2


def straight(w):
    """The loss at a position, and its two slopes."""
    loss = (w[0] ** 2 + 100 * w[1] ** 2) / 2
    return loss, np.array([w[0], 100 * w[1]])


def descend(rule, rate, valley, place):
    """400 steps: the path, and from which on the loss stays low."""
    w, memory, path, settled = place, 0.0, [place], 0
    for step in range(400):
        loss, slopes = valley(w)
        if loss > 1e6:
            return path, 400  # thrown out of the valley
        if loss >= LIMIT:
            settled = step + 1  # not yet: the next step, at best
        w, memory = rule(w, slopes, memory, rate)
        path.append(w)
    return path, settled


place = np.array([-4.0, 1.0])
for rate in [0.005, 0.01, 0.02]:
    path, when = descend(sgd, rate, straight, place)
    print("SGD with rate", rate, "settled at step", when)
# --8<-- [end:race]

# --8<-- [start:tune]
# 81 rates from 0.001 to 10, each about 1.12 times the one before.
RATES = np.geomspace(0.001, 10, 81).round(4)


def tune(rule, valley, place):
    """The rate that settles first, its path, and when each rate settles."""
    runs = [descend(rule, rate, valley, place) for rate in RATES]
    when = [settled for path, settled in runs]
    best = np.argmin(when)
    return RATES[best], runs[best][0], when


paths, curves, settled = {}, {}, {}
for name, rule in rules.items():
    rate, paths[name], curves[name] = tune(rule, straight, place)
    settled[name] = min(curves[name])
    print(f"{name:8} settled at step {settled[name]}, with rate {rate:.2g}")
# --8<-- [end:tune]

# --8<-- [start:reach]
import matplotlib.pyplot as plt

styles = {"SGD": ".-", "momentum": "x--", "RMSprop": "s:", "Adam": "^-."}
fig, ax = plt.subplots(figsize=(6.4, 3.2))
for name in rules:
    ax.plot(RATES, curves[name], styles[name], markevery=5, label=name)
ax.set(xscale="log", xlabel="learning rate", ylabel="settled at step")
ax.minorticks_off()
ax.legend()
plt.show()
# --8<-- [end:reach]

# --8<-- [start:draw]
a, b = np.meshgrid(np.linspace(-4.4, 1, 90), np.linspace(-1.1, 1.1, 90))
fig, axes = plt.subplots(2, figsize=(6.4, 5), sharex=True)
for ax, pair in zip(axes, [("SGD", "momentum"), ("RMSprop", "Adam")]):
    ax.contour(a, b, straight([a, b])[0], levels=[12, 40], colors="gray")
    for name in pair:
        x, y = np.array(paths[name][:61]).T
        ax.plot(x, y, styles[name], markevery=5, label=name)
    ax.set_ylabel("across the valley")
    ax.legend(loc="lower right")
axes[1].set_xlabel("along the valley")
plt.show()
# --8<-- [end:draw]

# --8<-- [start:hop]
w2 = np.array(paths["RMSprop"])[:, 1]  # of the first race
print("w2 at steps 60, 80, 399 and 400:", w2[[60, 80, 399, 400]].round(4))
# --8<-- [end:hop]

# --8<-- [start:turn]
def slanted(w):
    """The same valley, turned by 45 degrees."""
    along, across = w[0] + w[1], 100 * (w[1] - w[0])
    loss = (along**2 + across**2 / 100) / 4
    return loss, np.array([along - across, along + across]) / 2


start_turned = np.array([-5.0, -3.0]) / np.sqrt(2)
print("first slopes at a slant:", slanted(start_turned)[1].round(1))
again = {}
for name, rule in rules.items():
    again[name] = min(tune(rule, slanted, start_turned)[2])
    print(f"{name:8} straight {settled[name]}, at a slant {again[name]}")
# Only checks what the page says:
same = all(again[name] == settled[name] for name in ("SGD", "momentum"))
later = all(again[name] > settled[name] + 5 for name in ("RMSprop", "Adam"))
print("RMSprop and Adam settle later, the others do not:", same and later)
# --8<-- [end:turn]

# --8<-- [start:train]
from sklearn.datasets import load_digits

EPOCHS = 5

digits = load_digits()
images = (digits.data / 16).astype("float32")
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
    "SGD(0.3)": SGD(0.3),
    "SGD(0.1, momentum=0.9)": SGD(0.1, momentum=0.9),
    "RMSprop(0.01)": RMSprop(0.01),
    "Adam(0.01)": Adam(0.01),
    "Adam(), default rate": Adam(),
}
losses = {}
for name, optimizer in contenders.items():
    model.set_weights(first_weights)
    model.compile(optimizer, loss="sparse_categorical_crossentropy")
    history = model.fit(images, digits.target, epochs=EPOCHS, verbose=0)
    losses[name] = history.history["loss"][-1]
    print(f"{name:23} loss {losses[name]:.3f}")
# Only checks what the page says:
*others, last = losses.values()
print("one loss is more than twice any other:", last > 2 * max(others))
# --8<-- [end:train]

# --8<-- [start:decay]
DECAY_STEPS = 300
# From 0.3 to 0 along a cosine: slowly, faster, slowly again.
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
# Only checks what the page says:
print("the falling rate ends nearer by a fifth:", bool(near < 0.8 * far))
# --8<-- [end:decay]
