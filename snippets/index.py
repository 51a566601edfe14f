# --8<-- [start:look]
import keras
import numpy as np

keras.utils.set_random_seed(0)
points = np.random.uniform(-1, 1, (1500, 2))
x, y = points.T
spiral = np.sin(np.arctan2(y, x) + 5 * np.hypot(x, y)) > 0
answers = spiral.astype("float32")

networks = {}
for depth in range(4):
    layers = [keras.layers.Dense(32, "relu") for _ in range(depth)]
    layers.append(keras.layers.Dense(1, "sigmoid"))
    network = networks[depth] = keras.Sequential(layers)
    adam = keras.optimizers.Adam(0.01)
    network.compile(adam, "binary_crossentropy", metrics=["accuracy"])
    network.fit(points[:1000], answers[:1000], epochs=20, verbose=0)
    _, right = network.evaluate(points[1000:], answers[1000:], verbose=0)
    print(f"{depth} hidden layers: {right:.2f} of unseen points right")
# --8<-- [end:look]

# --8<-- [start:draw]
import matplotlib.pyplot as plt

side = np.linspace(-1, 1, 32)
grid = np.dstack(np.meshgrid(side, side)).reshape(-1, 2)
colors = "#dfe8e2", "#1f6f6b"

fig, axes = plt.subplots(2, 2, figsize=(6.4, 6.8))
for ax, depth in zip(axes.flat, networks):
    seen_as = networks[depth](grid).numpy().reshape(32, 32)
    ax.contourf(side, side, seen_as, [0, 0.5, 1], colors=colors)
    ax.set(xticks=[], yticks=[], aspect="equal")
    ax.set_title(f"{depth} hidden layers")
plt.show()
# --8<-- [end:draw]
