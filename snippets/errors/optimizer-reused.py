# --8<-- [start:twice]
import keras
import numpy as np
from keras import layers

x = np.random.default_rng(0).random((32, 3))
y = x.sum(axis=1)


def make():
    return keras.Sequential([keras.Input((3,)), layers.Dense(1)])


adam = keras.optimizers.Adam()
first = make()
first.compile(adam, "mse")
first.fit(x, y, verbose=0)

second = make()
second.compile(adam, "mse")
second.fit(x, y, verbose=0)
# --8<-- [end:twice]

# --8<-- [start:fresh]
for name in "first", "second":
    model = make()
    model.compile(keras.optimizers.Adam(0.05), "mse")
    loss = model.fit(x, y, epochs=5, verbose=0).history["loss"]
    print(name, "loss went", "down" if loss[-1] < loss[0] else "UP")
# --8<-- [end:fresh]

# --8<-- [start:unfrozen]
model = keras.Sequential([
    keras.Input((3,)),
    layers.Dense(4, name="frozen"),
    layers.Dense(1),
])
model.get_layer("frozen").trainable = False
model.compile("adam", "mse")
model.fit(x, y, verbose=0)

model.get_layer("frozen").trainable = True
model.compile("adam", "mse")  # after every change of trainable
model.fit(x, y, verbose=0)
print("weights that train:", len(model.trainable_variables))
# --8<-- [end:unfrozen]

# --8<-- [start:mixed]
import tensorflow as tf

try:
    make().compile(tf.compat.v1.train.AdamOptimizer(), "mse")
except ValueError as error:
    print("ValueError:", str(error).split(": <")[0])
make().compile(keras.optimizers.Adam(), "mse")
print("Keras with Keras: compiled")
# --8<-- [end:mixed]
