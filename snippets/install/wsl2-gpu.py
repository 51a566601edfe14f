# --8<-- [start:look]
import tensorflow as tf

gpus = tf.config.list_physical_devices("GPU")
print("built for CUDA:", tf.test.is_built_with_cuda())
print("GPUs found:", len(gpus))
for gpu in gpus:
    details = tf.config.experimental.get_device_details(gpu)
    print("compute capability:", details.get("compute_capability"))
# --8<-- [end:look]

# --8<-- [start:train]
import keras
import numpy as np

x = np.linspace(-1, 1, 256).reshape(-1, 1)
model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
model.compile("sgd", "mse")
first, second = model.fit(x, 9 * x, epochs=2, verbose=0).history["loss"]
print("trained on:", model.weights[0].value.device.split(":")[-2])
print("loss went", "down" if second < first else "UP")
# --8<-- [end:train]
