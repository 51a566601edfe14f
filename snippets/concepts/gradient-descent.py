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
    tried = (loss(w + 0.001) - loss(w - 0.001)) / 0.002
    print(f"w {w}: by trying {tried:.2f}, by formula {slope(w):.2f}")
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
path = [w]
for step in range(1, 21):
    w = w - RATE * slope(w)
    path.append(w)
    if step in (1, 2, 3, 20):
        print(f"step {step:2d}: w {w:.3f}, loss {loss(w):.3f}")
# --8<-- [end:walk]

# --8<-- [start:draw]
# line: from the code of the first figure
fig, ax = plt.subplots(figsize=(6.4, 3.6))
ax.plot(line, [loss(w) for w in line], label="loss")
ax.plot(path, [loss(w) for w in path], "ko-", label="20 steps")
ax.set(xlabel="weight w", ylabel="loss")
ax.legend()
plt.show()
# --8<-- [end:draw]

# --8<-- [start:stride]
curve = np.mean(2 * x * x)  # how fast the slope grows
print(f"each unit of w changes the slope by {curve:.1f}")
for rate in [0.001, 0.02, 0.12, 0.14]:
    w = 0.0
    for step in range(20):
        w = w - rate * slope(w)
    print(
        f"rate {rate}: distance times {1 - rate * curve:6.3f} a step,"
        f" after 20 steps w {w:.3f}, loss {loss(w):.3f}"
    )
print("the last one ends higher than it began:", bool(loss(w) > loss(0)))
# --8<-- [end:stride]

# --8<-- [start:steer]
RATE_TWO = 0.1

higher = y + 1  # now the line needs a bias


def slopes(w, b):
    error = w * x + b - higher
    return np.array([np.mean(2 * x * error), np.mean(2 * error)])


place = np.array([0.0, 0.0])  # w and b
trail = [place]
print("gradient at the start:", slopes(*place))  # *: w and b of place
for step in range(200):
    place = place - RATE_TWO * slopes(*place)
    trail.append(place)
for step in [1, 2, 3, 10, 200]:
    print(f"step {step}: w {trail[step][0]:.3f}, b {trail[step][1]:.3f}")
# polyfit: the line with the least squared error, without steps
print("by formula: w {:.3f}, b {:.3f}".format(*np.polyfit(x, higher, 1)))
# --8<-- [end:steer]

# --8<-- [start:map]
w, b = np.meshgrid(np.linspace(-0.2, 4, 200), np.linspace(-0.2, 2, 200))
heights = np.mean([(w * p + b - q) ** 2 for p, q in zip(x, higher)], axis=0)

fig, ax = plt.subplots(figsize=(6.4, 3.6))
lines = ax.contour(w, b, heights, levels=[0.1, 1, 5, 20], colors="gray")
ax.clabel(lines)
shown = np.array(trail[:10] + trail[10::10])
ax.plot(*shown.T, "ko-", markersize=3, label="path")
ax.set(xlabel="weight w", ylabel="bias b")
ax.legend(loc="upper right")
plt.show()
# --8<-- [end:map]

# --8<-- [start:measure]
# What each unit of w, and of b, adds to the two slopes.
grows = np.array([slopes(1, 0), slopes(0, 1)]) - slopes(0, 0)
print(grows)
flat, steep = np.linalg.eigvalsh(grows)
print(f"along the valley {flat:.2f}, across it {steep:.2f}")
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

# --8<-- [start:leap]
for rate in [0.02, 0.08]:
    first = 2.2 - rate * (4 * 2.2**3 - 8 * 2.2 + 1)
    end = go_down(2.2, rate)
    print(f"from 2.2 at rate {rate}: first to {first:.2f}, ends at {end:.3f}")
# --8<-- [end:leap]

# --8<-- [start:saddle]
def descend(u, v):
    """Down the height u**2 + (v**2 - 1)**2."""
    for step in range(200):
        u = u - 0.05 * 2 * u
        v = v - 0.05 * 4 * v * (v**2 - 1)
    return u**2 + (v**2 - 1) ** 2


print(f"from u 1, v 0:     ends at height {descend(1, 0):.3f}")
print(f"from u 1, v 0.001: ends at height {descend(1, 0.001):.3f}")
freed = descend(1, 0) - descend(1, 0.001) > 0.9
print("a push of 0.001 leaves the saddle:", bool(freed))
# --8<-- [end:saddle]

# --8<-- [start:solve]
w = 0.0
for step in range(2):
    w = w - 1 / 16 * (8 * w - 24)
    print(f"w {w}")
# --8<-- [end:solve]
