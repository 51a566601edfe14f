# --8<-- [start:walk]
import numpy as np

x = np.array([1.0, 2.0, 3.0, 4.0])
y = np.array([2.1, 3.9, 6.2, 7.8])


def loss(w):
    return np.mean((w * x - y) ** 2)


def slope(w):
    return np.mean(2 * x * (w * x - y))


w, path = 0.0, [0.0]
print(f"start  : w {w:.3f}, loss {loss(w):.3f}, slope {slope(w):.1f}")
for step in range(1, 21):
    w = w - 0.02 * slope(w)
    path.append(w)
    if step in (1, 2, 3, 20):
        print(f"step {step:2d}: w {w:.3f}, loss {loss(w):.3f}")
# --8<-- [end:walk]

# --8<-- [start:draw]
import matplotlib.pyplot as plt

line = np.linspace(-0.5, 4.5, 100)
fig, ax = plt.subplots(figsize=(6.4, 3.6))
ax.plot(line, [loss(value) for value in line], label="loss")
ax.plot(path, [loss(value) for value in path], "ko-", label="20 steps")
ax.set_xlabel("weight w")
ax.set_ylabel("loss")
ax.legend()
plt.show()
# --8<-- [end:draw]

# --8<-- [start:stride]
for rate in [0.001, 0.02, 0.12, 0.14]:
    w = 0.0
    for step in range(20):
        w = w - rate * slope(w)
    print(f"learning rate {rate}: w {w:.3f}, loss {loss(w):.3f}")
# --8<-- [end:stride]

# --8<-- [start:steer]
y = np.array([3.1, 4.9, 7.2, 8.8])


def slopes(w, b):
    error = w * x + b - y
    return np.array([np.mean(2 * x * error), np.mean(2 * error)])


place = np.array([0.0, 0.0])
print("gradient at the start:", slopes(*place))
trail = [place]
for step in range(200):
    place = place - 0.1 * slopes(*place)
    trail.append(place)
for step in [1, 2, 3, 10, 200]:
    print(f"step {step}: w {trail[step][0]:.3f}, b {trail[step][1]:.3f}")
print("by formula: w {:.3f}, b {:.3f}".format(*np.polyfit(x, y, 1)))
# --8<-- [end:steer]

# --8<-- [start:map]
w, b = np.meshgrid(np.linspace(-0.2, 4, 40), np.linspace(-0.2, 2, 40))
heights = np.mean([(w * p + b - q) ** 2 for p, q in zip(x, y)], axis=0)

fig, ax = plt.subplots(figsize=(6.4, 3.6))
lines = ax.contour(w, b, heights, levels=[0.1, 1, 5, 20], colors="gray")
ax.clabel(lines)
shown = np.array(trail[:10] + trail[10::10])
ax.plot(*shown.T, "ko-", markersize=3, label="path")
ax.set_xlabel("weight w")
ax.set_ylabel("bias b")
ax.legend(loc="upper right")
plt.show()
# --8<-- [end:map]


# --8<-- [start:start]
def height(w):
    return w**4 - 4 * w**2 + w


starts = [-2.0, -1.0, 0.1, 0.2, 1.0, 2.0]
ends = []
for start in starts:
    w = start
    for step in range(200):
        w = w - 0.02 * (4 * w**3 - 8 * w + 1)
    ends.append(w)
    print(f"from {start:4.1f} to {w:6.3f}, height {height(w):.3f}")
# --8<-- [end:start]

# --8<-- [start:sketch]
line = np.linspace(-2.2, 2.2, 100)
fig, ax = plt.subplots(figsize=(6.4, 3.6))
ax.plot(line, height(line), label="height")
ax.plot(starts, height(np.array(starts)), "k^", label="starts")
ax.plot(ends, height(np.array(ends)), "ks", label="ends")
ax.set_xlabel("weight w")
ax.legend(loc="upper center")
plt.show()
# --8<-- [end:sketch]

# --8<-- [start:repeat]
import tensorflow as tf

inputs = tf.constant([[0, 0], [0, 1], [1, 0], [1, 1]], tf.float64)
targets = tf.constant([[0], [1], [1], [0]], tf.float64)


@tf.function
def step_down(w1, b1, w2, b2):
    with tf.GradientTape() as tape:
        tape.watch([w1, b1, w2, b2])
        output = tf.sigmoid(tf.tanh(inputs @ w1 + b1) @ w2 + b2)
        right = tf.where(targets == 1, output, 1 - output)
        losses = -tf.reduce_mean(tf.math.log(right), axis=[1, 2])
    g = tape.gradient(losses, [w1, b1, w2, b2])
    moved = [w1 - g[0], b1 - g[1], w2 - g[2], b2 - g[3]]
    return moved, losses


print(f"four answers at one half: loss {-np.log(0.5):.3f}")
print(f"two right, two at one half: {-np.log(0.5) / 2:.3f}")
# --8<-- [end:repeat]

# --8<-- [start:count]
for units in [2, 4, 8]:
    chance = np.random.default_rng(0)
    shapes = [(50, 2, units), (50, 1, units), (50, units, 1), (50, 1, 1)]
    place = [tf.constant(chance.normal(size=shape)) for shape in shapes]
    for step in range(1500):
        place, end = step_down(*place)
    high = int((end.numpy() > 0.1).sum())
    print(f"{units} units: {high} of 50 starts end above 0.1,")
    print(f"  median loss {np.median(end):.4f}, worst {np.max(end):.4f}")
# --8<-- [end:count]
