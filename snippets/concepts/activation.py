# --8<-- [start:collapse]
import keras
import numpy as np

# makes a NumPy array of the tensor that a layer answers with
to_numpy = keras.ops.convert_to_numpy

keras.utils.set_random_seed(0)  # a seed: every run draws alike
x = np.random.normal(size=(1000, 4)).astype("float32")

# Keras starts biases at 0; random ones make this a harder test.
first = keras.layers.Dense(8, bias_initializer="normal")
second = keras.layers.Dense(3, bias_initializer="normal")
two_layers = to_numpy(second(first(x)))

W1, b1 = first.get_weights()
W2, b2 = second.get_weights()
W = W1 @ W2  # 4 x 8 times 8 x 3 gives 4 x 3
b = b1 @ W2 + b2
one_matrix = x @ W + b

print("parameters of two layers:", W1.size + b1.size + W2.size + b2.size)
print("parameters of one matrix:", W.size + b.size)
print("two layers, first sample:", two_layers[0].round(3))
print("one matrix, first sample:", one_matrix[0].round(3))
difference = np.abs(two_layers - one_matrix).max()
print("largest difference:", f"{difference:.4f}")
# --8<-- [end:collapse]

# --8<-- [start:bend]
first.activation = keras.activations.relu  # the same weights
bent = to_numpy(second(first(x)))
difference = np.abs(bent - one_matrix).max()
print("largest difference with relu:", f"{difference:.2f}")
# --8<-- [end:bend]

# --8<-- [start:hat]
def relu(z):
    return np.maximum(z, 0)


def hat(x):
    return relu(x) - 2 * relu(x - 1) + relu(x - 2)


place = np.arange(-1, 4)  # whole numbers will do: lines bend only there
print("sum at -1, 0, 1, 2, 3:", hat(place))
# --8<-- [end:hat]

# --8<-- [start:add_bends]
import matplotlib.pyplot as plt

fig, (left, right) = plt.subplots(
    1, 2, figsize=(7.2, 3.4), layout="constrained"
)
left.plot(place, relu(place), "--", label="relu(x)")
left.plot(place, -2 * relu(place - 1), ":", label="-2 relu(x - 1)")
left.plot(place, relu(place - 2), "-.", label="relu(x - 2)")
left.plot(place, hat(place), linewidth=3, label="sum")

wide, total = np.arange(8), 0
for start, height in enumerate([1, 3, 2, 1, 3, 4]):
    one = height * hat(wide - start)  # from start to start + 2
    right.plot(wide, one, "--", color="0.5")
    total = total + one
right.plot(wide, total, color="C3", linewidth=3)
left.set_title("one hat")
right.set_title("six hats and their sum")
fig.legend(*left.get_legend_handles_labels(), ncols=2,
           loc="outside upper center")
plt.show()
# --8<-- [end:add_bends]

# --8<-- [start:slopes]
import tensorflow as tf


def value_and_slope(name, z):
    z = tf.constant(z, dtype="float32")
    with tf.GradientTape() as tape:  # notes what is computed here
        tape.watch(z)  # z is no weight, so ask for it
        value = keras.activations.get(name)(z)
    return value.numpy(), tape.gradient(value, z).numpy()


z = np.linspace(-4, 4, 161)
fig, (left, right) = plt.subplots(
    1, 2, figsize=(7.2, 3.2), layout="constrained"
)
for name, style in [("relu", "-"), ("sigmoid", "--"), ("tanh", "-.")]:
    _, slope = value_and_slope(name, [-4.0, 0.0, 0.5, 4.0])
    print(f"{name}: slope at -4, 0, 0.5, 4:", slope.round(3))
    value, slope = value_and_slope(name, z)
    left.plot(z, value, style, label=name)
    right.plot(z, slope, style)
left.set_title("value")
right.set_title("slope")
left.set_ylim(-1.6, 3)
fig.legend(ncols=3, loc="outside upper center")
plt.show()
# --8<-- [end:slopes]

# --8<-- [start:chain]
import tensorflow as tf


def slopes_at_sums(name, start="glorot_uniform"):
    keras.utils.set_random_seed(0)  # the same draws each time
    bend = keras.activations.get(name)
    sums, value = [], x
    with tf.GradientTape() as tape:
        for _ in range(8):
            layer = keras.layers.Dense(32, kernel_initializer=start)
            sums.append(layer(value))
            value = bend(sums[-1])
        answer = keras.layers.Dense(1)(value)
        # the answer to learn: the first of the four numbers
        loss = tf.reduce_mean((answer - x[:, :1]) ** 2)
    slopes = tape.gradient(loss, sums)
    sizes = np.array([np.sqrt(np.mean(slope**2)) for slope in slopes])
    return sizes / sizes[-1]  # layer 8, the last of the eight, becomes 1
# --8<-- [end:chain]

# --8<-- [start:compare]
kept = {name: slopes_at_sums(name) for name in ["sigmoid", "tanh", "relu"]}
kept["relu, he"] = slopes_at_sums("relu", "he_uniform")

fig, ax = plt.subplots(figsize=(7.2, 3), layout="constrained")
print("from layer 8 to layer 1")
for (name, sizes), style in zip(kept.items(), ["o--", "s-.", "^-", "v:"]):
    print(f"{name}:", sizes[::-1].round(2))
    ax.plot(range(1, 9), sizes, style, label=name)
ax.set(xlabel="layer", ylabel="slope, layer 8 = 1")
ax.invert_xaxis()
fig.legend(ncols=2, loc="outside upper center")
plt.show()

# Only checks what the page says:
least = min(kept["tanh"][0], kept["relu"][0])
parted = kept["sigmoid"][0] < 0.001 and least > 0.01
print("sigmoid below 0.001, tanh and relu above 0.01:", bool(parted))
more = kept["relu, he"][0] > 5 * kept["relu"][0]
print("he above 5 times relu:", bool(more))
# --8<-- [end:compare]

# --8<-- [start:dying]
BIAS = -0.5

x_line = np.linspace(0, 1, 320).reshape(-1, 1)
y_line = 2 * x_line

weights = {}
for name in ["relu", "leaky_relu"]:
    unit = keras.Sequential(
        [keras.Input((1,)), keras.layers.Dense(1, activation=name)]
    )
    # the weight, as a matrix of one row and column, and the bias
    unit.set_weights([np.array([[-1.0]]), np.array([BIAS])])
    unit.compile(
        optimizer=keras.optimizers.SGD(learning_rate=0.5), loss="mse"
    )
    unit.fit(x_line, y_line, batch_size=32, epochs=10, verbose=0)
    weights[name] = float(unit.get_weights()[0][0, 0])
    print(f"{name}: weight -1.0 became {weights[name]:.2f}")
# Only checks what the page says:
print("the relu unit has moved:", weights["relu"] != -1)
# --8<-- [end:dying]

# --8<-- [start:train]
from sklearn.datasets import make_moons
from sklearn.linear_model import LogisticRegression

x_train, y_train = make_moons(500, noise=0.15, random_state=0)
x_test, y_test = make_moons(500, noise=0.15, random_state=1)

RATE = 0.02
EPOCHS = 15


def train(activation):
    keras.utils.set_random_seed(0)  # the same first weights each time
    model = keras.Sequential(
        [
            keras.Input((2,)),
            keras.layers.Dense(16, activation=activation),
            keras.layers.Dense(16, activation=activation),
            keras.layers.Dense(16, activation=activation),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate=RATE),
        loss="binary_crossentropy",
        metrics=["accuracy"],
    )
    model.fit(x_train, y_train, batch_size=32, epochs=EPOCHS, verbose=0)
    return model


line = LogisticRegression().fit(x_train, y_train)
one_layer = line.score(x_test, y_test)
print("test accuracy, one layer:", round(one_layer, 3))

models, score = {}, {}
for name in ["linear", "sigmoid", "tanh", "relu"]:
    models[name] = train(name)
    _, score[name] = models[name].evaluate(x_test, y_test, verbose=0)
    print(f"test accuracy, four layers, {name}:", round(score[name], 3))

# Only checks what the page says:
near = abs(score["linear"] - one_layer) < 0.03
print("four linear layers within 0.03 of one:", bool(near))
ahead = score["relu"] - score["linear"] > 0.05
print("relu ahead of linear by more than 0.05:", ahead)
# --8<-- [end:train]

# --8<-- [start:boundary]
a, b = np.meshgrid(np.linspace(-1.7, 2.7, 60), np.linspace(-1.2, 1.7, 60))
grid = np.stack([a.ravel(), b.ravel()], axis=1)  # a point a row

fig, axes = plt.subplots(
    1, 2, figsize=(7.2, 3.2), sharey=True, layout="constrained"
)
for ax, name in zip(axes, ["linear", "relu"]):
    for label, marker in [(0, "o"), (1, "x")]:
        points = x_test[y_test == label][:30]
        ax.plot(*points.T, marker, markersize=4, label=f"class {label}")
    probability = to_numpy(models[name](grid)).reshape(a.shape)
    ax.contour(a, b, probability, levels=[0.5], colors="black")
    ax.set_title(f"four layers, {name}")
fig.legend(*axes[0].get_legend_handles_labels(), ncols=2,
           loc="outside upper center")
plt.show()
# --8<-- [end:boundary]

# --8<-- [start:softmax]
def softmax(scores):
    powers = np.exp(scores)  # every score becomes positive
    return powers / powers.sum()  # the sum becomes 1


scores = np.array([2.0, 1.0, -1.0])
print("powers of e:", np.exp(scores).round(2).tolist())
print("probabilities:", softmax(scores).round(2))
# Keras takes a row for each sample; [0] is the first row
by_keras = to_numpy(keras.activations.softmax(scores[np.newaxis]))[0]
print("by Keras:", by_keras.round(2))
print("with 10 added:", softmax(scores + 10).round(2))
# --8<-- [end:softmax]
