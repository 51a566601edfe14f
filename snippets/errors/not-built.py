# --8<-- [start:lines]
import keras
import numpy as np
from keras import layers

x = np.random.default_rng(0).random((8, 3))
y = x.sum(axis=1)


def try_lines(lines):
    for line in lines.strip().splitlines():
        try:
            exec(line, globals())
            answer = "works"
        except Exception as error:
            answer = f"{type(error).__name__}: {error}"
        print(f"{line}\n    {answer}")


model = keras.Sequential([layers.Dense(1)])
try_lines("""
model.summary(print_fn=str)
model.count_params()
model.output
model.layers[0].output
model.save_weights("some.weights.h5")
model.fit(x, y, verbose=0)
""")
# --8<-- [end:lines]

# --8<-- [start:input]
model = keras.Sequential([keras.Input((3,)), layers.Dense(1)])
try_lines("""
model.count_params()
model.layers[0].output
model.save_weights("some.weights.h5")
""")
# --8<-- [end:input]

# --8<-- [start:call]
model = keras.Sequential([
    keras.Input((3,)),
    layers.Dense(4, name="inside"),
    layers.Dense(1),
])
part = keras.Model(model.inputs, model.get_layer("inside").output)
print("output of the layer inside:", part.predict(x, verbose=0).shape)
# --8<-- [end:call]


# --8<-- [start:subclass]
class Small(keras.Model):
    def __init__(self):
        super().__init__()
        self.dense = layers.Dense(1)

    def call(self, x):
        return self.dense(x)


small = Small()
small(x[:1])
try_lines("""
small.count_params()
small.output
""")
# --8<-- [end:subclass]

# --8<-- [start:compile]
model.compile("sgd", "mse")
try_lines("""
model.fit(x, y, verbose=0)
""")
# --8<-- [end:compile]

# --8<-- [start:fixed]
model = keras.Sequential([keras.Input((3,)), layers.Dense(1)])
print("parameters:", model.count_params())
# --8<-- [end:fixed]
