# --8<-- [start:chain]
W = 3.0
x, b, y = 2.0, -4.0, 5.0

# Forward: from the inputs to the loss.
product = W * x
z = product + b
e = z - y
L = e**2
print("forward: product", product, " z", z, " e", e, " L", L)

# Backward: from the loss to the inputs.
d_e = 2 * e  # square: times twice what came in
d_z = d_e * 1  # minus y: passes on
d_b = d_z * 1  # plus: passes on to both inputs
d_product = d_z * 1
d_W = d_product * x  # times: the other input
d_x = d_product * W
print("backward: d_e", d_e, " d_b", d_b, " d_W", d_W, " d_x", d_x)


def loss_at(W):  # the whole way forward, for any W
    return (W * x + b - y) ** 2


tried = (loss_at(W + 0.001) - loss_at(W - 0.001)) / 0.002
print("by moving W to both sides:", round(tried, 4))
# Only checks what the page says:
print("both ways agree:", abs(tried - d_W) < 1e-6)
# --8<-- [end:chain]

# --8<-- [start:fork]
w = 3.0
first = w * 2 - 8  # one sample: input 2, target 8
second = w * 1 - 0  # another: input 1, target 0
L = first**2 + second**2

by_first = 2 * first * 2
by_second = 2 * second * 1
print("by the first path", by_first, " by the second", by_second)

# The check: the loss a little to the right and a little to the left.
up = ((w + 0.001) * 2 - 8) ** 2 + ((w + 0.001) * 1 - 0) ** 2
down = ((w - 0.001) * 2 - 8) ** 2 + ((w - 0.001) * 1 - 0) ** 2
tried = (up - down) / 0.002
print("by moving w to both sides:", round(tried, 4))
# --8<-- [end:fork]

# --8<-- [start:forward]
import numpy as np

rng = np.random.default_rng(0)
x = rng.normal(size=(4, 2))  # four samples, two inputs
y = rng.normal(size=(4, 1))
W1, b1 = rng.normal(size=(2, 3)), np.zeros(3)
W2, b2 = rng.normal(size=(3, 1)), np.zeros(1)

z = x @ W1 + b1  # (4, 2) @ (2, 3) -> (4, 3)
a = np.tanh(z)  # (4, 3)
out = a @ W2 + b2  # (4, 3) @ (3, 1) -> (4, 1)
loss = np.mean((out - y) ** 2)
print(f"loss {loss:.4f}")
# --8<-- [end:forward]

# --8<-- [start:backward]
d_out = 2 * (out - y) / len(x)  # (4, 1)
d_W2 = a.T @ d_out  # (3, 4) @ (4, 1) -> (3, 1)
d_b2 = d_out.sum(axis=0)  # (4, 1) -> (1,)
# --8<-- [end:backward]

# --8<-- [start:hidden]
d_a = d_out @ W2.T  # (4, 1) @ (1, 3) -> (4, 3)
d_z = d_a * (1 - a**2)  # (4, 3)
d_W1 = x.T @ d_z  # (2, 4) @ (4, 3) -> (2, 3)
d_b1 = d_z.sum(axis=0)  # (4, 3) -> (3,)

for name, slopes in [("W1", d_W1), ("b1", d_b1), ("W2", d_W2), ("b2", d_b2)]:
    print(name, "has slopes of shape", slopes.shape)
# --8<-- [end:hidden]

# --8<-- [start:open]
total = 0.0
for sample in range(4):  # a path for each sample
    total += a[sample, 1] * d_out[sample, 0]
print(f"slope for one weight of W2, by a loop: {total:.4f}")
print(f"the same out of a.T @ d_out: {d_W2[1, 0]:.4f}")
# --8<-- [end:open]

# --8<-- [start:use]
RATE = 0.01

new_W1, new_b1 = W1 - RATE * d_W1, b1 - RATE * d_b1
new_W2, new_b2 = W2 - RATE * d_W2, b2 - RATE * d_b2
new_out = np.tanh(x @ new_W1 + new_b1) @ new_W2 + new_b2
new_loss = np.mean((new_out - y) ** 2)
print(f"loss before the step {loss:.4f}, after it {new_loss:.4f}")
# Only checks what the page says:
print("one step lowers the loss:", bool(new_loss < loss))
# --8<-- [end:use]

# --8<-- [start:record]
import tensorflow as tf

weights = [tf.Variable(value) for value in (W1, b1, W2, b2)]
with tf.GradientTape() as tape:
    V1, c1, V2, c2 = weights
    guess = tf.tanh(x @ V1 + c1) @ V2 + c2
    tape_loss = tf.reduce_mean((guess - y) ** 2)
by_tape = tape.gradient(tape_loss, weights)

by_hand = [d_W1, d_b1, d_W2, d_b2]
# One number for each of the four: the largest difference.
gaps = [np.abs(t - h).max() for t, h in zip(by_tape, by_hand)]
print("tape and hand agree to 1e-12:", bool(max(gaps) < 1e-12))
# --8<-- [end:record]

# --8<-- [start:nudge]
NUDGE = 1e-5
passes = []  # the loss of each forward pass


def loss_of(row):
    """The loss, with all thirteen parameters in one row."""
    W1, b1 = row[:6].reshape(2, 3), row[6:9]
    W2, b2 = row[9:12].reshape(3, 1), row[12:]
    out = np.tanh(x @ W1 + b1) @ W2 + b2
    passes.append(np.mean((out - y) ** 2))
    return passes[-1]


def try_all(row, h):
    """Move every parameter to both sides, one at a time."""
    slopes = []
    for k in range(13):
        up, down = row.copy(), row.copy()
        up[k] += h
        down[k] -= h
        slopes.append((loss_of(up) - loss_of(down)) / (2 * h))
    return np.array(slopes)


# ravel puts the numbers of a matrix in a row, concatenate joins rows.
row = np.concatenate([W1.ravel(), b1, W2.ravel(), b2])
exact = np.concatenate([slopes.ravel() for slopes in by_hand])
off = np.abs(try_all(row, NUDGE) - exact).max()
print("parameters:", row.size, " forward passes:", len(passes))
print("trying is off by less than 1e-8:", bool(off < 1e-8))
# --8<-- [end:nudge]

# --8<-- [start:draw]
import matplotlib.pyplot as plt

widths = 10.0 ** np.arange(-7, 0)  # 0.0000001, ..., 0.1
double = [np.abs(try_all(row, h) - exact).max() for h in widths]
# From here on, x, y and row are 32-bit numbers, and so is each loss.
x, y, row = [values.astype(np.float32) for values in (x, y, row)]
single = [np.abs(try_all(row, h) - exact).max() for h in widths]

fig, ax = plt.subplots(figsize=(6.4, 3.6))
ax.loglog(widths, single, "s--", label="float32")
ax.loglog(widths, double, "o-", label="float64")
ax.set(xlabel="nudge h", ylabel="largest error of a slope")
ax.legend()
plt.show()

best = double[0] == min(double)
print("the smallest nudge is the best:", bool(best))
# --8<-- [end:draw]

# --8<-- [start:scores]
scores = tf.Variable([[2.0, 1.0, -1.0]])
with tf.GradientTape() as tape:
    loss = tf.nn.sparse_softmax_cross_entropy_with_logits([0], scores)
slopes = tape.gradient(loss, scores)[0].numpy()
missed = tf.nn.softmax(scores)[0].numpy() - [1, 0, 0]  # class 0 is right
print("slopes for the scores:   ", slopes.round(3))
print("probability minus target:", missed.round(3))
# --8<-- [end:scores]
