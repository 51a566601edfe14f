# --8<-- [start:short]
import warnings

import keras
import numpy as np
import tensorflow as tf

x = np.random.default_rng(0).random((20, 3))
y = x.sum(axis=1)
data = tf.data.Dataset.from_tensor_slices((x, y)).batch(5)


class Count(keras.callbacks.Callback):
    steps = 0

    def on_train_batch_end(self, batch, logs=None):
        self.steps += 1


def train(data, **arguments):
    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(1)])
    model.compile("sgd", "mse")
    count = Count()
    arguments |= {"verbose": 0, "shuffle": False, "callbacks": [count]}
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        model.fit(data, epochs=2, **arguments)
    for one in said:
        if "ran out" in str(one.message):
            print(f"{one.category.__name__}: {one.message}")
    return count.steps


print("steps:", train(data, steps_per_epoch=10))
# --8<-- [end:short]

# --8<-- [start:fixes]
print("without steps_per_epoch:", train(data))
print("with repeat:", train(data.repeat(), steps_per_epoch=10))
print("rounded up:", train(data, steps_per_epoch=-(-20 // 5)))
# --8<-- [end:fixes]


# --8<-- [start:generator]
def endless():
    while True:
        for start in range(0, 20, 5):
            yield x[start : start + 5], y[start : start + 5]


print("a generator without end:", train(endless(), steps_per_epoch=4))
# --8<-- [end:generator]

# --8<-- [start:fixed]
steps = train(data.repeat(), steps_per_epoch=10)
print("as many steps as wanted:", steps == 2 * 10)
# --8<-- [end:fixed]
