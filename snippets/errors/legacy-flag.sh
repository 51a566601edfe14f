# --8<-- [start:raise]
export TF_USE_LEGACY_KERAS=1
python -c "import tensorflow as tf; tf.keras.Sequential()" 2>log.txt ||
  grep -E "^WARNING:tensorflow|^ImportError" log.txt
# --8<-- [end:raise]

# --8<-- [start:look]
export TF_USE_LEGACY_KERAS=1
python - <<'END'
import importlib.util
import os

print("TF_USE_LEGACY_KERAS =", os.environ.get("TF_USE_LEGACY_KERAS"))
found = importlib.util.find_spec("tf_keras") is not None
print("tf_keras is installed:", found)
END
# --8<-- [end:look]

# --8<-- [start:in-python]
export TF_USE_LEGACY_KERAS=1
python - <<'END'
import os

os.environ.pop("TF_USE_LEGACY_KERAS", None)
import tensorflow as tf

print("Keras 3:", tf.keras.__version__.startswith("3."))
END
# --8<-- [end:in-python]

# --8<-- [start:install]
pip install -q --no-deps --target keras2 tf_keras
export TF_USE_LEGACY_KERAS=1 PYTHONPATH=keras2
python - <<'END' 2>log.txt
import keras
import tensorflow as tf

print("tf.keras is Keras 2:", "tf_keras" in tf.keras.Sequential.__module__)
print("keras is Keras 3:", keras.__version__.startswith("3."))
model = tf.keras.Sequential([tf.keras.layers.Dense(1)])
model.compile("sgd", "mse")
x = tf.ones((8, 1))
loss = model.fit(x, 9 * x, epochs=3, verbose=0).history["loss"]
print("loss went", "down" if loss[-1] < loss[0] else "UP")

try:
    tf.keras.Sequential([keras.layers.Dense(1)])
except TypeError as error:
    print("TypeError:", str(error).split(". ")[0])
END
# --8<-- [end:install]
