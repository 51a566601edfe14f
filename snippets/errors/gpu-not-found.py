# --8<-- [start:look]
import tensorflow as tf

print("GPUs:", tf.config.list_physical_devices("GPU"))
print("built with CUDA:", tf.test.is_built_with_cuda())
# --8<-- [end:look]

# --8<-- [start:train]
import keras
import numpy as np

x = np.ones((8, 1))
model = keras.Sequential([keras.layers.Dense(1)])
model.compile("sgd", "mse")
first, second = model.fit(x, 9 * x, epochs=2, verbose=0).history["loss"]
print("loss went", "down" if second < first else "UP")
# --8<-- [end:train]
