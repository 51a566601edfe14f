# --8<-- [start:look]
import sys

import keras
import numpy as np
import tensorflow as tf

print("in Colab:", "google.colab" in sys.modules)
print("GPUs found:", len(tf.config.list_physical_devices("GPU")))
x = np.ones((8, 1))
model = keras.Sequential([keras.layers.Dense(1)])
model.compile("sgd", "mse")
first, second = model.fit(x, 9 * x, epochs=2, verbose=0).history["loss"]
print("loss went", "down" if second < first else "UP")
# --8<-- [end:look]
