# --8<-- [start:late]
import os

import keras

os.environ["KERAS_BACKEND"] = "jax"  # too late
import keras

print("asked for:", os.environ["KERAS_BACKEND"])
print("computing with:", keras.backend.backend())
# --8<-- [end:late]
