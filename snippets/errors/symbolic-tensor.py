# --8<-- [start:losses]
import keras
import numpy as np
from keras import layers, ops

x = np.random.default_rng(0).random((32, 3))
y = x.sum(axis=1, keepdims=True)


def with_numpy(y, p):
    return np.mean((y - p) ** 2)


def with_method(y, p):
    return ops.mean((y.numpy() - p) ** 2)


def with_if(y, p):
    return ops.mean(p) if ops.mean(p) > 0 else ops.mean(y)


def with_ops(y, p):
    return ops.mean((y - p) ** 2)


for loss in with_numpy, with_method, with_if, with_ops:
    model = keras.Sequential([keras.Input((3,)), layers.Dense(1)])
    model.compile("sgd", loss)
    try:
        model.fit(x, y, verbose=0)
        answer = "works"
    except Exception as error:
        reason = str(error).split(" (")[0].split(". ")[0]
        answer = f"{type(error).__name__}: {reason}"
    print(f"{loss.__name__}\n    {answer}")
# --8<-- [end:losses]

# --8<-- [start:keras-tensor]
inputs = keras.Input((3,))
try:
    np.log(inputs)
except ValueError as error:
    print("ValueError:", str(error).split(". ")[0])
print("with ops:", ops.log(inputs).shape)
# --8<-- [end:keras-tensor]


# --8<-- [start:eager]
def largest_miss(y, p):
    return np.abs(y.numpy() - p.numpy()).max()


model.compile("sgd", "mse", metrics=[largest_miss], run_eagerly=True)
history = model.fit(x, y, verbose=0).history
print("measured:", sorted(history))
# --8<-- [end:eager]

# --8<-- [start:fixed]
keras.utils.set_random_seed(0)
model = keras.Sequential([keras.Input((3,)), layers.Dense(1)])
model.compile("sgd", with_ops)
loss = model.fit(x, y, epochs=5, verbose=0).history["loss"]
print("loss went", "down" if loss[-1] < loss[0] else "UP")
# --8<-- [end:fixed]
