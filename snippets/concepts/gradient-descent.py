# --8<-- [start:nudge]
import numpy as np

x = np.array([1.0, 2.0, 3.0, 4.0])
y = np.array([2.1, 3.9, 6.2, 7.8])


def loss(w):
    return np.mean((w * x - y) ** 2)


here, nearby = loss(0), loss(0.001)
print(f"loss at w = 0:     {here:.4f}")
print(f"loss at w = 0.001: {nearby:.4f}")
print(f"change: {nearby - here:.4f}, slope {(nearby - here) / 0.001:.1f}")
# --8<-- [end:nudge]

# --8<-- [start:formula]
def slope(w):
    error = w * x - y
    return np.mean(2 * x * error)


for w in [0.0, 1.0, 2.0, 3.0]:
    nudged = (loss(w + 0.001) - loss(w - 0.001)) / 0.002
    print(f"w {w}: by nudging {nudged:.2f}, by formula {slope(w):.2f}")
# --8<-- [end:formula]

# --8<-- [start:tangent]
import matplotlib.pyplot as plt

line = np.linspace(-0.5, 4.5, 100)
at = 0.5
near = np.linspace(at - 0.6, at + 0.9, 2)
fig, ax = plt.subplots(figsize=(6.4, 3.6))
ax.plot(line, [loss(w) for w in line], label="loss")
ax.plot(near, loss(at) + slope(at) * (near - at), "--", label="slope at w")
ax.plot(at, loss(at), "ko")
ax.annotate("", xy=(at + 0.9, loss(at)), xytext=(at, loss(at)),
            arrowprops={"arrowstyle": "->"})
ax.set(xlabel="weight w", ylabel="loss")
ax.legend()
plt.show()
# --8<-- [end:tangent]

# --8<-- [start:walk]
RATE = 0.02

w = 0.0
for step in range(1, 21):
    w = w - RATE * slope(w)
    if step in (1, 2, 3, 20):
        print(f"step {step:2d}: w {w:.3f}, loss {loss(w):.3f}")
# --8<-- [end:walk]

# --8<-- [start:stride]
routes = {}
for rate in [0.001, 0.02, 0.12, 0.14]:
    w = 0.0
    routes[rate] = [w]
    for step in range(20):
        w = w - rate * slope(w)
        routes[rate].append(w)
    print(f"rate {rate}: w", np.round(routes[rate][1:4], 3),
          f"... {w:.3f}, loss {loss(w):.3f}")
# --8<-- [end:stride]

# --8<-- [start:bounce]
line = np.linspace(-2.6, 6.6, 100)
fig, axes = plt.subplots(1, 2, figsize=(6.4, 3.6), layout="constrained")
for ax, rate in zip(axes, [0.12, 0.14]):
    path = routes[rate][:8]
    ax.plot(line, [loss(w) for w in line])
    ax.plot(path, [loss(w) for w in path], "ko-")
    ax.plot(0, loss(0), "k^", markersize=10)  # the start
    ax.set(title=f"learning rate {rate}", xlabel="weight w", ylabel="loss")
plt.show()
# --8<-- [end:bounce]

# --8<-- [start:steer]
RATE_TWO = 0.1

higher = y + 1  # now the line needs a bias


def slopes(place, x):
    w, b = place
    error = w * x + b - higher
    return np.array([np.mean(2 * x * error), np.mean(2 * error)])


def walk(x):
    place = np.array([0.0, 0.0])  # w and b
    trail = [place]
    for step in range(200):
        place = place - RATE_TWO * slopes(place, x)
        trail.append(place)
    return trail


trail = walk(x)
print("gradient at the start:", slopes(trail[0], x))
for step in [1, 2, 3, 10, 200]:
    print(f"step {step}: w {trail[step][0]:.3f}, b {trail[step][1]:.3f}")
# polyfit: the line with the least squared error, without steps
print("by formula: w {:.3f}, b {:.3f}".format(*np.polyfit(x, higher, 1)))
# --8<-- [end:steer]

# --8<-- [start:map]
scaled = (x - x.mean()) / x.std()
side = np.linspace(-1.5, 7, 100)
w, b = np.meshgrid(side, side)
fig, axes = plt.subplots(1, 2, figsize=(6.4, 3.6), layout="constrained")
for ax, name, inputs in zip(axes, ["x as it is", "x scaled"], [x, scaled]):
    errors = [w * p + b - q for p, q in zip(inputs, higher)]
    heights = np.mean(np.square(errors), axis=0)
    ax.contour(w, b, heights, levels=[0.2, 1, 5, 20], colors="gray")
    trail = walk(inputs)
    shown = np.array(trail[:10] + trail[10::10])  # later, every tenth
    ax.plot(*shown.T, "ko-", markersize=3)
    ax.set(title=name, xlabel="weight w", ylabel="bias b", aspect="equal")
plt.show()
# --8<-- [end:map]

# --8<-- [start:measure]
# How much one unit of w, and of b, adds to the two slopes.
for inputs in [x, scaled]:
    mean = inputs.mean()
    grows = 2 * np.array([[np.mean(inputs**2), mean], [mean, 1]])
    print("curvatures:", np.linalg.eigvalsh(grows).round(2))
# --8<-- [end:measure]

# --8<-- [start:start]
def height(w):
    return w**4 - 4 * w**2 + w


def go_down(w, rate):
    for step in range(200):
        w = w - rate * (4 * w**3 - 8 * w + 1)
    return w


RATE_VALLEYS = 0.02

starts = [-2.0, -1.0, 0.1, 0.2, 1.0, 2.0]
ends = [go_down(w, RATE_VALLEYS) for w in starts]
for start, end in zip(starts, ends):
    print(f"from {start:4.1f} to {end:6.3f}, height {height(end):.3f}")
# Only checks what the page says:
print("0.1 and 0.2 end more than 2 apart:", bool(ends[3] - ends[2] > 2))
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

# --8<-- [start:single]
rng = np.random.default_rng(0)
w = 0.0
route = []
for step in range(200):
    i = rng.integers(4)  # one of the four points
    error = w * x[i] - y[i]
    w = w - RATE * 2 * x[i] * error
    route.append(w)
low, high = min(route[100:]), max(route[100:])
print("the first four steps:", np.round(route[:4], 3))
print(f"the last hundred: from {low:.3f} to {high:.3f}")
# Only checks what the page says:
still = low > 1.9 and high < 2.1 and high - low > 0.03
print("still moving, between 1.9 and 2.1:", bool(still))
# --8<-- [end:single]

# --8<-- [start:solve]
w = 0.0
for step in range(2):
    w = w - 1 / 16 * (8 * w - 24)
    print(f"w {w}")
# --8<-- [end:solve]
