# --8<-- [start:judge]
import sys

import keras
import tensorflow as tf

major = int(keras.__version__.split(".")[0])
release = [int(n) for n in tf.__version__.split(".")[:2]]
print("Python 3.10 or newer:", sys.version_info[:2] >= (3, 10))
print("TensorFlow 2.16 or newer:", release >= [2, 16])
print("Keras 3:", major == 3)
print("Keras computes with:", keras.backend.backend())
# --8<-- [end:judge]

# --8<-- [start:step]
import numpy as np

keras.utils.set_random_seed(0)
x = np.linspace(-1, 1, 100).reshape(-1, 1)
y = 3 * x + 1

model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
model.compile(optimizer=keras.optimizers.SGD(0.1), loss="mse")
before = model.evaluate(x, y, verbose=0)
model.fit(x, y, batch_size=100, verbose=0)
after = model.evaluate(x, y, verbose=0)
print("loss before:", round(before, 3))
print("loss after one step:", round(after, 3))
print("loss went", "down" if after < before else "UP")
# --8<-- [end:step]

# --8<-- [start:finish]
model.fit(x, y, epochs=30, verbose=0)
weight, bias = (float(w.numpy().item()) for w in model.weights)
print(f"learned: y = {weight:.2f} x + {bias:.2f}")
# --8<-- [end:finish]

# --8<-- [start:tensorboard]
watch = keras.callbacks.TensorBoard("logs")
model.fit(x, y, callbacks=[watch], verbose=0)
# --8<-- [end:tensorboard]
