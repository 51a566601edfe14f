# --8<-- [start:make]
import keras
import numpy as np


def in_spiral(points):
    x, y = points[:, 0], points[:, 1]
    return np.sin(np.arctan2(y, x) + 5 * np.hypot(x, y)) > 0


keras.utils.set_random_seed(0)
train_points = np.random.uniform(-1, 1, size=(1000, 2))
test_points = np.random.uniform(-1, 1, size=(500, 2))
train_answers = in_spiral(train_points)
test_answers = in_spiral(test_points)
# --8<-- [end:make]

# --8<-- [start:train]
networks = []
for depth in range(4):
    network = keras.Sequential()
    for hidden_layer in range(depth):
        network.add(keras.layers.Dense(32, activation="relu"))
    network.add(keras.layers.Dense(1, activation="sigmoid"))

    network.compile(
        optimizer=keras.optimizers.Adam(learning_rate=0.01),
        loss="binary_crossentropy",
        metrics=["accuracy"],
    )
    network.fit(train_points, train_answers, epochs=20, verbose=0)
    loss, accuracy = network.evaluate(test_points, test_answers, verbose=0)
    print(f"hidden layers: {depth}  accuracy: {accuracy:.2f}")
    networks.append(network)
# --8<-- [end:train]

# --8<-- [start:draw]
import matplotlib.pyplot as plt

side = np.linspace(-1, 1, 32)
x, y = np.meshgrid(side, side)
grid = np.column_stack([x.ravel(), y.ravel()])

figure, axes = plt.subplots(2, 2, figsize=(6.4, 6.8))
for depth, ax in enumerate(axes.flat):
    answers = networks[depth].predict(grid, verbose=0).reshape(32, 32)
    ax.contourf(x, y, answers, levels=[0, 0.5, 1], colors=["#dfe8e2", "#1f6f6b"])
    ax.set(title=f"hidden layers: {depth}", xticks=[], yticks=[], aspect="equal")
plt.show()
# --8<-- [end:draw]
