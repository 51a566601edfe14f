# --8<-- [start:save-h5]
import keras
import numpy as np
from keras import layers

keras.utils.set_random_seed(0)
x = np.random.default_rng(0).random((20, 3)).astype("float32")
model = keras.Sequential([keras.Input((3,)), layers.Dense(1)])
model.compile("sgd", "mse")
model.fit(x, x.sum(axis=1), epochs=3, verbose=0)
model.save("old.h5")
keras.models.load_model("old.h5")
# --8<-- [end:save-h5]

# --8<-- [start:without-compile]
again = keras.models.load_model("old.h5", compile=False)
again.compile("sgd", "mse")
again.save("new.keras")
again = keras.models.load_model("new.keras")


def same(one, other):
    first = one.predict(x, verbose=0)
    return bool(np.allclose(first, other.predict(x, verbose=0)))


print("predicts what the trained model predicts:", same(model, again))
# --8<-- [end:without-compile]


# --8<-- [start:wrong-path]
def try_load(name):
    try:
        keras.models.load_model(name)
    except Exception as error:
        reason = str(error).split(". ")[0].splitlines()[0]
        print(f"{type(error).__name__}: {reason}")


with open("page.h5", "w") as file:
    file.write("<html>saved from a web page</html>")
model.save_weights("my.weights.h5")

try_load("typo.keras")
try_load("typo.h5")
try_load("typo")
try_load("page.h5")
try_load("my.weights.h5")
# --8<-- [end:wrong-path]

# --8<-- [start:look]
from pathlib import Path

for name in ["typo.h5", "page.h5", "old.h5", "new.keras"]:
    path = Path(name)
    start = path.read_bytes()[:4] if path.exists() else "no such file"
    print(name, "->", start)
# --8<-- [end:look]

# --8<-- [start:weights]
twin = keras.Sequential([keras.Input((3,)), layers.Dense(1)])
twin.load_weights("my.weights.h5")
print("predicts what the trained model predicts:", same(model, twin))
# --8<-- [end:weights]

# --8<-- [start:folder]
model.export("folder", verbose=False)
try_load("folder")
# --8<-- [end:folder]

# --8<-- [start:folder-today]
layer = keras.layers.TFSMLayer("folder", call_endpoint="serve")
difference = np.abs(layer(x) - model.predict(x, verbose=0)).max()
print("predicts the same:", bool(difference < 1e-5))
# --8<-- [end:folder-today]

# --8<-- [start:user-object]
import tensorflow as tf

loaded = tf.saved_model.load("folder")
try:
    loaded.predict(x)
except AttributeError as error:
    print("AttributeError:", error)
print("serve answers:", loaded.serve(x).shape)
# --8<-- [end:user-object]


# --8<-- [start:own]
def last_sentences(name, **arguments):
    try:
        keras.models.load_model(name, **arguments)
        print("loaded")
    except Exception as error:
        text = str(error).split("Exception encountered: ")[-1]
        print(f"{type(error).__name__}: {text.split('. ')[0]}")


class Double(layers.Layer):
    def call(self, x):
        return x * 2


own = keras.Sequential([keras.Input((3,)), Double()])
own.save("own.keras")
own.save("own.h5")
last_sentences("own.keras")
last_sentences("own.h5")
last_sentences("own.keras", custom_objects={"Double": Double})
# --8<-- [end:own]


# --8<-- [start:build]
@keras.saving.register_keras_serializable()
class Block(layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.first = layers.Dense(4)
        self.second = layers.Dense(1)

    def build(self, input_shape):
        self.first.build(input_shape)
        self.second.build((None, 4))
        self.built = True

    def call(self, x):
        return self.second(self.first(x))


block = keras.Sequential([keras.Input((3,)), Block()])
block.save("block.keras")
print("same:", same(block, keras.models.load_model("block.keras")))
# --8<-- [end:build]

# --8<-- [start:lambda]
doubled = layers.Lambda(lambda x: x * 2)
keras.Sequential([keras.Input((3,)), doubled]).save("lambda.keras")
last_sentences("lambda.keras")
last_sentences("lambda.keras", safe_mode=False)
# --8<-- [end:lambda]
