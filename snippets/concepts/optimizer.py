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
    if name == "momentum":
        return keras.optimizers.SGD(rate, momentum=0.9)
    return getattr(keras.optimizers, name)(rate)


def descend(name, rate, steepness, place):
    optimizer, weights = choose(name, rate), keras.Variable(place)
    path = [place]
    for step in range(100):
        gradient = steepness @ path[-1]
        optimizer.apply([keras.ops.array(gradient)], [weights])
        path.append(weights.numpy())
    path = np.array(path)
    return path, (path @ steepness * path).sum(axis=1) / 2


names = ["SGD", "momentum", "RMSprop", "Adam"]
valley, place = np.diag([1.0, 100.0]), np.array([-4.0, 1.0])
for name in names:
    path, loss = descend(name, 0.01, valley, place)
    print(f"rate 0.01 {name}: from {loss[0]:.3g} to {loss[-1]:.3g}")
# --8<-- [end:descend]

# --8<-- [start:tune]
best, runs = {}, {}
for name in names:
    for rate in [0.003, 0.01, 0.03, 0.1, 0.3]:
        path, loss = descend(name, rate, valley, place)
        if name not in best or loss[-1] < runs[name][1][-1]:
            best[name], runs[name] = rate, (path, loss)
    end = runs[name][1][-1]
    print(f"{name}: best rate {best[name]}, loss {end:.3g}")
too_far = descend("SGD", 0.03, valley, place)[1][-1]
print("SGD at rate 0.03 ends above a million:", too_far > 1e6)
# --8<-- [end:tune]

# --8<-- [start:draw]
import matplotlib.pyplot as plt

a, b = np.meshgrid(np.linspace(-4.4, 1, 13), np.linspace(-1.1, 1.1, 13))
fig, axes = plt.subplots(2, figsize=(6.4, 5), sharex=True)
for k, name in enumerate(names):
    ax, style = axes[k // 2], [".-", "x--"][k % 2]
    ax.plot(*runs[name][0][:60].T, style, markevery=4, label=name)
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
turned = turn @ valley @ turn.T
print("steps until the loss is below 2")
for name in names:
    straight = runs[name][1]
    path, loss = descend(name, best[name], turned, turn @ place)
    before, after = np.argmax(straight < 2), np.argmax(loss < 2)
    print(f"{name}: straight {before}, turned {after}")
# --8<-- [end:turn]
