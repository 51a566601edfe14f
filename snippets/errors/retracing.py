# --8<-- [start:count]
import tensorflow as tf

made = []


@tf.function
def square(x):
    made.append(x)  # runs only while a graph is made
    return x * x


def graphs(*calls):
    made.clear()
    for x in calls:
        square(x)
    return len(made)


print("Python numbers:", graphs(1, 2, 3, 4))
print("lengths 1 to 4:", graphs(*[tf.ones(n) for n in range(1, 5)]))
print("tensors alike: ", graphs(*[tf.constant(n) for n in range(4)]))
# --8<-- [end:count]


# --8<-- [start:fixes]
@tf.function(reduce_retracing=True)
def one_for_all(x):
    made.append(x)
    return x * x


made.clear()
for n in range(1, 5):
    one_for_all(tf.ones(n))
print("lengths 1 to 4:", len(made))
# --8<-- [end:fixes]


# --8<-- [start:fixed]
import keras
from keras import layers


class Count(layers.Layer):
    def call(self, x):
        made.append(x)
        return x


model = keras.Sequential([keras.Input((3,)), Count(), layers.Dense(1)])
made.clear()
for number in range(6):
    model.predict(tf.ones((8, 3)), verbose=0)
print("graphs for six predictions:", len(made))
# --8<-- [end:fixed]
