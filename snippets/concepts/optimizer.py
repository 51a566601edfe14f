# --8<-- [start:step]
import keras
import numpy as np

start = np.array([1.0, -2.0])
gradient = np.array([0.5, -300.0])

weights = keras.Variable(start)
sgd = keras.optimizers.SGD(learning_rate=0.1)
sgd.apply([keras.ops.array(gradient)], [weights])
print("gradient:", gradient)
print("by hand: ", start - 0.1 * gradient)
print("by Keras:", weights.numpy().round(4))
# --8<-- [end:step]

# --8<-- [start:adapt]
gradients = [gradient, np.array([0.4, -200.0]), np.array([-0.2, 50.0])]

w, m, v = start, 0.0, 0.0
for t, g in enumerate(gradients, start=1):
    m = 0.9 * m + 0.1 * g
    v = 0.999 * v + 0.001 * g**2
    m_fair, v_fair = m / (1 - 0.9**t), v / (1 - 0.999**t)
    w = w - 0.1 * m_fair / (np.sqrt(v_fair) + 1e-7)
    print(f"step {t} by hand:  {w[0]:.4f} {w[1]:.4f}")

weights = keras.Variable(start)
adam = keras.optimizers.Adam(learning_rate=0.1)
for t, g in enumerate(gradients, start=1):
    adam.apply([keras.ops.array(g)], [weights])
    print("step {} by Keras: {:.4f} {:.4f}".format(t, *weights.numpy()))
# --8<-- [end:adapt]


# --8<-- [start:descend]
def choose(name, rate):
    if name == "SGD":
        return keras.optimizers.SGD(learning_rate=rate)
    if name == "momentum":
        return keras.optimizers.SGD(learning_rate=rate, momentum=0.9)
    if name == "RMSprop":
        return keras.optimizers.RMSprop(learning_rate=rate)
    return keras.optimizers.Adam(learning_rate=rate)


def descend(name, rate, valley, place):
    optimizer, weights = choose(name, rate), keras.Variable(place)
    path = [place]
    for step in range(100):
        gradient = valley @ path[-1]
        optimizer.apply([keras.ops.array(gradient)], [weights])
        path.append(weights.numpy())
    path = np.array(path)
    return path, (path @ valley * path).sum(axis=1) / 2


RATE = 0.01
names = ["SGD", "momentum", "RMSprop", "Adam"]
valley, place = np.diag([1.0, 100.0]), np.array([-4.0, 1.0])
for name in names:
    path, loss = descend(name, RATE, valley, place)
    print(f"rate {RATE} {name}: from {loss[0]:.3g} to {loss[-1]:.3g}")
# --8<-- [end:descend]

# --8<-- [start:tune]
RATES = [0.003, 0.01, 0.019, 0.03, 0.1, 0.3, 1.0]


def tune(name, valley, place):
    runs = {rate: descend(name, rate, valley, place) for rate in RATES}
    best = min(runs, key=lambda rate: runs[rate][1][-1])
    return best, *runs[best]


def stays_below(loss, limit=2):
    return int(np.flatnonzero(loss >= limit)[-1]) + 1


rates, paths, settled = {}, {}, {}
for name in names:
    rates[name], paths[name], loss = tune(name, valley, place)
    settled[name] = stays_below(loss)
    print(
        f"{name}: best rate {rates[name]}, loss {loss[-1]:.3g},"
        f" below 2 from step {settled[name]}"
    )
too_far = descend("SGD", 0.03, valley, place)[1][-1]
print("SGD at rate 0.03 ends above a million:", bool(too_far > 1e6))
# --8<-- [end:tune]

# --8<-- [start:draw]
import matplotlib.pyplot as plt

a, b = np.meshgrid(np.linspace(-4.4, 1, 200), np.linspace(-1.1, 1.1, 200))
fig, axes = plt.subplots(2, figsize=(6.4, 5), sharex=True)
for k, name in enumerate(names):
    ax, style = axes[k // 2], [".-", "x--"][k % 2]
    ax.plot(*paths[name][:61].T, style, markevery=4, label=name)
for ax in axes:
    height = (a**2 + 100 * b**2) / 2
    ax.contour(a, b, height, levels=[12, 40], colors="gray")
    ax.set_ylabel("weight across")
    ax.legend(loc="lower right")
ax.set_xlabel("weight along the valley")
plt.show()
# --8<-- [end:draw]

# --8<-- [start:turn]
c = np.sqrt(0.5)
turn = np.array([[c, -c], [c, c]])
turned, start_turned = turn @ valley @ turn.T, turn @ place
kept = {}
for name in names:
    loss = descend(name, rates[name], turned, start_turned)[1]
    kept[name] = stays_below(loss)
    print(
        f"{name}: straight from step {settled[name]},"
        f" turned from step {kept[name]}, loss {loss[-1]:.3g}"
    )
same = all(kept[name] == settled[name] for name in ("SGD", "momentum"))
print("SGD and momentum do not notice the turn:", same)
later = kept["Adam"] - settled["Adam"]
print("Adam needs over 20 steps more at the old rate:", later > 20)
# --8<-- [end:turn]

# --8<-- [start:retune]
again = {}
for name in names:
    rate, path, loss = tune(name, turned, start_turned)
    again[name] = stays_below(loss)
    print(
        f"{name}: best rate {rate}, loss {loss[-1]:.3g},"
        f" below 2 from step {again[name]}"
    )
apart = abs(again["Adam"] - again["momentum"])
print("tuned again, Adam within 5 steps of momentum:", apart <= 5)
# --8<-- [end:retune]
