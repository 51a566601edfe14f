# --8<-- [start:walk]
import numpy as np

x = np.array([1.0, 2.0, 3.0, 4.0])
y = np.array([2.1, 3.9, 6.2, 7.8])


def loss(w):
    return np.mean((w * x - y) ** 2)


def slope(w):
    return np.mean(2 * x * (w * x - y))


RATE = 0.02

w, path = 0.0, [0.0]
print(f"start  : w {w:.3f}, loss {loss(w):.3f}, slope {slope(w):.1f}")
for step in range(1, 21):
    w = w - RATE * slope(w)
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
print("the last one ends higher than it began:", bool(loss(w) > loss(0)))
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
w, b = np.meshgrid(np.linspace(-0.2, 4, 99), np.linspace(-0.2, 2, 99))
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
print("0.1 and 0.2 end more than 2 apart:", ends[3] - ends[2] > 2)
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

STRIDE = 1.0
inputs = tf.constant([[0, 0], [0, 1], [1, 0], [1, 1]], tf.float64)
targets = tf.constant([[0], [1], [1], [0]], tf.float64)


@tf.function
def step_down(weights):
    with tf.GradientTape() as tape:
        tape.watch(weights)
        w1, b1, w2, b2 = weights
        output = tf.sigmoid(tf.tanh(inputs @ w1 + b1) @ w2 + b2)
        right = tf.where(targets == 1, output, 1 - output)
        losses = -tf.reduce_mean(tf.math.log(right), axis=[1, 2])
    slopes = tape.gradient(losses, weights)
    return [w - STRIDE * g for w, g in zip(weights, slopes)], losses


print(f"four answers at one half: loss {-np.log(0.5):.3f}")
print(f"two right, two at one half: {-np.log(0.5) / 2:.3f}")
# --8<-- [end:repeat]

# --8<-- [start:count]
STARTS = 50
DRAWS = range(3)

stuck, left_at = {}, []
for units in [2, 4, 8]:
    shapes = [(2, units), (1, units), (units, 1), (1, 1)]
    stuck[units] = []
    for seed in DRAWS:
        rng = np.random.default_rng(seed)
        weights = [
            tf.constant(rng.normal(size=(STARTS, *shape)))
            for shape in shapes
        ]
        for step in range(1500):
            weights, losses = step_down(weights)
        high = losses.numpy() > 0.1
        stuck[units].append(int(high.sum()))
        left_at.extend(losses.numpy()[high])
    print(f"{units} units: end above 0.1, of {STARTS} starts: {stuck[units]}")
print(f"median loss of those: {np.median(left_at):.3f}")
fewer = max(stuck[8]) < min(stuck[2]) - 5
print("8 units leave over 5 fewer than 2 in every draw:", fewer)
near = abs(np.median(left_at) + np.log(0.5) / 2) < 0.01
print("their median is that of two right answers:", bool(near))
# --8<-- [end:count]
