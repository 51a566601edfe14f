# --8<-- [start:look]
import tensorflow as tf

gpus = tf.config.list_physical_devices("GPU")
print("built for CUDA:", tf.test.is_built_with_cuda())
print("GPUs found:", len(gpus))
# --8<-- [end:look]
