# --8<-- [start:embedding]
import keras
import numpy as np
import tensorflow as tf
from keras import layers


def inner(error):
    lines = [line.strip() for line in str(error).splitlines()]
    told = [one for one in lines if one and not one.startswith(("File", "["))]
    return told[-1]


def make(words, **arguments):
    model = keras.Sequential([
        layers.Embedding(words, 2),
        layers.Flatten(),
        layers.Dense(1),
    ])
    model.compile("sgd", "mse", **arguments)
    return model


x, y = np.array([[1, 12]]), np.zeros(1)
try:
    make(10).fit(x, y, verbose=0)
except tf.errors.InvalidArgumentError as error:
    print(str(error).splitlines()[0])
    print("inside:", inner(error))
# --8<-- [end:embedding]

# --8<-- [start:eagerly]
try:
    make(10, run_eagerly=True).fit(x, y, verbose=0)
except tf.errors.InvalidArgumentError as error:
    print("has a graph:", "Graph execution" in str(error))
# --8<-- [end:eagerly]

# --8<-- [start:enough]
model = make(int(x.max()) + 1)
loss = model.fit(x, y, epochs=5, verbose=0).history["loss"]
print("loss went", "down" if loss[-1] < loss[0] else "UP")
# --8<-- [end:enough]


# --8<-- [start:own]
def share(number):
    return 1 // int(number)


def wrapped(number):
    return tf.py_function(share, [number], tf.int64)


data = tf.data.Dataset.range(3).map(wrapped)
try:
    list(data)
except tf.errors.UnknownError as error:
    print("UnknownError, inside:", inner(error))
# --8<-- [end:own]

# --8<-- [start:fixed]
safe = tf.data.Dataset.range(1, 3).map(wrapped)
print("read to the end:", len(list(safe)))
# --8<-- [end:fixed]
