# --8<-- [start:collapse]
import keras
import numpy as np

keras.utils.set_random_seed(0)
x = np.random.normal(size=(1000, 4)).astype("float32")

first = keras.layers.Dense(8, bias_initializer="normal")
second = keras.layers.Dense(3, bias_initializer="normal")
two_layers = second(first(x)).numpy()

W1, b1 = first.get_weights()
W2, b2 = second.get_weights()
W = W1 @ W2
b = b1 @ W2 + b2
one_matrix = x @ W + b

print("parameters of two layers:", W1.size + b1.size + W2.size + b2.size)
print("parameters of one matrix:", W.size + b.size)
difference = np.abs(two_layers - one_matrix).max()
print("largest difference below 1e-5:", bool(difference < 1e-5))
# --8<-- [end:collapse]

# --8<-- [start:bend]
first.activation = keras.activations.relu
bent = second(first(x)).numpy()
difference = float(np.abs(bent - one_matrix).max())
print("largest difference with relu:", round(difference, 2))
print("with relu more than 0.5 apart:", difference > 0.5)
# --8<-- [end:bend]

# --8<-- [start:draw]
import matplotlib.pyplot as plt

z = np.linspace(-4, 4, 81).astype("float32")
fig, ax = plt.subplots(figsize=(6.4, 3.6))
for name, style in [("relu", "-"), ("sigmoid", "--"), ("tanh", ":")]:
    activation = keras.activations.get(name)
    ax.plot(z, activation(z), style, label=name)
    at = activation(np.array([-4.0, -1.0, 0.0, 1.0, 4.0])).numpy()
    print(f"{name:7} at -4, -1, 0, 1, 4:", at.round(2))
ax.set_xlabel("before the activation")
ax.set_ylabel("after it")
ax.set_ylim(-1.2, 3)
ax.legend()
plt.show()
# --8<-- [end:draw]

# --8<-- [start:flat]
import tensorflow as tf

places = tf.constant([-4.0, 0.5, 4.0])
at_four = {}
for name in ["relu", "sigmoid", "tanh"]:
    with tf.GradientTape() as tape:
        tape.watch(places)
        bent = keras.activations.get(name)(places)
    slope = tape.gradient(bent, places).numpy()
    at_four[name] = slope[-1]
    print(f"{name:7} slope at -4, 0.5, 4:", slope.round(3))
others = max(at_four["sigmoid"], at_four["tanh"])
print("at 4, relu over 50 times as steep as the others:",
      bool(at_four["relu"] > 50 * others))
# --8<-- [end:flat]

# --8<-- [start:add_bends]
def relu(z):
    return np.maximum(z, 0)


x = np.linspace(-1, 3, 81)
hat = relu(x) - 2 * relu(x - 1) + relu(x - 2)

fig, ax = plt.subplots(figsize=(6.4, 3.6))
ax.plot(x, relu(x), "--", label="relu(x)")
ax.plot(x, -2 * relu(x - 1), ":", label="-2 relu(x - 1)")
ax.plot(x, relu(x - 2), "-.", label="relu(x - 2)")
ax.plot(x, hat, linewidth=3, label="sum")
ax.legend()
plt.show()

print("sum at x = -1, 0, 1, 2, 3:", hat[[0, 20, 40, 60, 80]])
# --8<-- [end:add_bends]

# --8<-- [start:train]
from sklearn.datasets import make_moons
from sklearn.linear_model import LogisticRegression

x_train, y_train = make_moons(500, noise=0.15, random_state=0)
x_test, y_test = make_moons(500, noise=0.15, random_state=1)

RATE = 0.02
EPOCHS = 10
SEEDS = [0, 1]


def train(activation):
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
    )
    model.fit(x_train, y_train, epochs=EPOCHS, batch_size=50, verbose=0)
    return model


one_layer = LogisticRegression().fit(x_train, y_train)
line = one_layer.score(x_test, y_test)
print("test accuracy, one layer:", line)

models, right = {}, {}
for activation in ["linear", "relu"]:
    models[activation], right[activation] = [], []
    for seed in SEEDS:
        keras.utils.set_random_seed(seed)
        model = train(activation)
        guess = model(x_test).numpy()[:, 0] > 0.5
        models[activation].append(model)
        right[activation].append((guess == y_test).mean())
        print(f"test accuracy, four layers, {activation}, seed {seed}:",
              right[activation][-1])
near = max(abs(score - line) for score in right["linear"]) < 0.02
print("four linear layers within 0.02 of one:", bool(near))
lead = min(right["relu"]) - max(right["linear"])
print("relu ahead by more than 0.05 with every seed:", bool(lead > 0.05))
# --8<-- [end:train]

# --8<-- [start:boundary]
a, b = np.meshgrid(np.linspace(-1.7, 2.7, 40), np.linspace(-1.2, 1.7, 40))
grid = np.stack([a.ravel(), b.ravel()], axis=1)

fig, axes = plt.subplots(1, 2, figsize=(7.2, 3.2), sharey=True)
for ax, name in zip(axes, models):
    for label, marker in [(0, "o"), (1, "x")]:
        points = x_test[y_test == label][:30]
        ax.plot(*points.T, marker, markersize=4, label=f"class {label}")
    probability = models[name][1](grid).numpy().reshape(a.shape)
    ax.contour(a, b, probability, levels=[0.5], colors="black")
    ax.set_title(f"four layers, {name}")
axes[0].legend()
plt.show()
# --8<-- [end:boundary]

# --8<-- [start:normalize]
scores = np.array([[2.0, 1.0, -1.0]])
probabilities = keras.activations.softmax(scores).numpy()
print("probabilities:", probabilities.round(2)[0],
      "sum:", round(float(probabilities.sum()), 2))
# --8<-- [end:normalize]
