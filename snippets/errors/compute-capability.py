# --8<-- [start:ask]
import tensorflow as tf

built = tf.sysconfig.get_build_info()
print("built for:", built.get("cuda_compute_capabilities"))
gpus = tf.config.list_physical_devices("GPU")
print("GPUs:", len(gpus))
for gpu in gpus:
    details = tf.config.experimental.get_device_details(gpu)
    print(details.get("compute_capability"))
# --8<-- [end:ask]

# --8<-- [start:cpu]
tf.config.set_visible_devices([], "GPU")
print("GPUs used:", len(tf.config.get_visible_devices("GPU")))
# --8<-- [end:cpu]

# --8<-- [start:train]
import keras
import numpy as np

x = np.ones((8, 1))
model = keras.Sequential([keras.layers.Dense(1)])
model.compile("sgd", "mse")
loss = model.fit(x, 9 * x, epochs=2, verbose=0).history["loss"]
print("loss went", "down" if loss[-1] < loss[0] else "UP")
# --8<-- [end:train]
