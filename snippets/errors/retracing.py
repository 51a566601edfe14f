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
