# --8<-- [start:chain]
w = 1.0
u = 3 * w
e = u - 6
L = e**2
print("forward: u", u, "e", e, "L", L)

dL_de = 2 * e
dL_du = dL_de * 1
dL_dw = dL_du * 3
print("backward: dL/de", dL_de, "dL/du", dL_du, "dL/dw", dL_dw)

h = 0.0001
up, down = (3 * (w + h) - 6) ** 2, (3 * (w - h) - 6) ** 2
both_sides = (up - down) / (2 * h)
print("try both sides:", round(both_sides, 4))
print("both sides and chain rule agree:", abs(both_sides - dL_dw) < 1e-6)
# --8<-- [end:chain]

# --8<-- [start:forward]
import numpy as np

rng = np.random.default_rng(0)
x = rng.normal(size=(4, 2))
y = rng.normal(size=(4, 1))
W1, b1 = rng.normal(size=(2, 3)), np.zeros(3)
W2, b2 = rng.normal(size=(3, 1)), np.zeros(1)

z = x @ W1 + b1
a = np.tanh(z)
out = a @ W2 + b2
loss = np.mean((out - y) ** 2)
print(f"loss {loss:.4f}")
# --8<-- [end:forward]

# --8<-- [start:backward]
d_out = 2 * (out - y) / len(x)
d_W2 = a.T @ d_out
d_b2 = d_out.sum(axis=0)
d_a = d_out @ W2.T
d_z = d_a * (1 - a**2)
d_W1 = x.T @ d_z
d_b1 = d_z.sum(axis=0)

print("slopes of the loss for W1:")
print(d_W1.round(4))
# --8<-- [end:backward]

# --8<-- [start:record]
import tensorflow as tf

weights = [tf.Variable(value) for value in (W1, b1, W2, b2)]
with tf.GradientTape() as tape:
    V1, c1, V2, c2 = weights
    guess = tf.tanh(x @ V1 + c1) @ V2 + c2
    tape_loss = tf.reduce_mean((guess - y) ** 2)

by_tape = tape.gradient(tape_loss, weights)
by_hand = [d_W1, d_b1, d_W2, d_b2]
gaps = [np.abs(t - h).max() for t, h in zip(by_tape, by_hand)]
print("tape and hand agree to 1e-12:", max(gaps) < 1e-12)
print("W1 still the same:", np.array_equal(weights[0], W1))
# --8<-- [end:record]

# --8<-- [start:nudge]
NUDGE = 1e-5


def loss_of(values, dtype):
    W1, b1, W2, b2 = [value.astype(dtype) for value in values]
    out = np.tanh(x.astype(dtype) @ W1 + b1) @ W2 + b2
    return np.mean((out - y.astype(dtype)) ** 2)


def differences(h, dtype):
    values, slopes = [W1, b1, W2, b2], []
    for k in range(4):
        for place in np.ndindex(values[k].shape):
            up = [value.copy() for value in values]
            down = [value.copy() for value in values]
            up[k][place] += h
            down[k][place] -= h
            rise = loss_of(up, dtype) - loss_of(down, dtype)
            slopes.append(rise / (2 * h))
    return np.array(slopes)


exact = np.concatenate([slope.ravel() for slope in by_hand])
print("parameters", exact.size, "forward passes", 2 * exact.size)
off64 = np.abs(differences(NUDGE, np.float64) - exact).max()
off32 = np.abs(differences(NUDGE, np.float32) - exact).max()
print(f"the largest error in float32: {off32:.3f}")
print("float64 off by less than 1e-8:", bool(off64 < 1e-8))
print("float32 off by more than 1e-4:", bool(off32 > 1e-4))
# --8<-- [end:nudge]

# --8<-- [start:draw]
import matplotlib.pyplot as plt

steps = 10.0 ** np.arange(-7, 0)
fig, ax = plt.subplots(figsize=(6.4, 3.6))
for dtype, style in [(np.float32, "s--"), (np.float64, "o-")]:
    gaps = [np.abs(differences(h, dtype) - exact).max() for h in steps]
    ax.loglog(steps, gaps, style, label=dtype.__name__)
ax.set_xlabel("nudge h")
ax.set_ylabel("largest error of a slope")
ax.legend()
plt.show()
# --8<-- [end:draw]
