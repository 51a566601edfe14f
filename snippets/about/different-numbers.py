# --8<-- [start:seed]
import keras
import numpy as np
import tensorflow as tf
from sklearn.datasets import load_digits

digits = load_digits()
x = (digits.data / 16).astype("float32")
x_train, y_train = x[:640], digits.target[:640]
x_test, y_test = x[1000:], digits.target[1000:]


def train():
    model = keras.Sequential(
        [
            keras.Input((64,)),
            keras.layers.Dense(16, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.SGD(learning_rate=0.1),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    model.fit(x_train, y_train, batch_size=32, epochs=5, verbose=0)
    loss, accuracy = model.evaluate(x_test, y_test, verbose=0)
    return model, loss, accuracy


keras.utils.set_random_seed(0)
model, loss, accuracy = train()
keras.utils.set_random_seed(0)
_, loss_again, _ = train()
print(f"seed 0, twice: loss {loss:.3f} and {loss_again:.3f}")
print("the same to the last digit:", loss == loss_again)
# --8<-- [end:seed]

# --8<-- [start:shuffle]
orders = []


class Note(keras.layers.Layer):
    def call(self, numbers):
        orders.append(keras.ops.convert_to_numpy(numbers)[:, 0].tolist())
        return numbers


def fit_three_epochs():
    orders.clear()
    model = keras.Sequential([keras.Input((1,)), Note(), keras.layers.Dense(1)])
    # run_eagerly: line by line, so that Note sees the numbers of every epoch
    model.compile(optimizer="sgd", loss="mse", run_eagerly=True)
    numbers = np.arange(8, dtype="float32").reshape(8, 1)
    model.fit(numbers, numbers, batch_size=8, epochs=3, verbose=0)
    return orders[0] == orders[1] == orders[2]


keras.utils.set_random_seed(0)
print("with a seed, one order in all epochs:", fit_three_epochs())
tf.random.set_seed(None)  # no seed any more
print("without, one order in all epochs:", fit_three_epochs())
# --8<-- [end:shuffle]

# --8<-- [start:other]
results = {0: (loss, accuracy)}
for seed in [1, 2, 3]:
    keras.utils.set_random_seed(seed)
    results[seed] = train()[1:]
for seed, (loss, accuracy) in results.items():
    print(f"seed {seed}: loss {loss:.3f}, accuracy {accuracy:.3f}")
losses, accuracies = np.array(list(results.values())).T
print(f"losses apart by {losses.max() / losses.min() - 1:.0%}")
print("every seed above 0.6, guessing is 0.1:", accuracies.min() > 0.6)
# --8<-- [end:other]

# --8<-- [start:none]
def first_weights():
    layer = keras.layers.Dense(16)
    layer.build((None, 64))
    return layer.get_weights()[0]


keras.utils.set_random_seed(0)
here, there = first_weights(), first_weights()
keras.utils.set_random_seed(0)
once_more = first_weights()
print("two layers after one seed are alike:", np.array_equal(here, there))
print("set again, the first comes back:", np.array_equal(here, once_more))
# --8<-- [end:none]

# --8<-- [start:order]
numbers = np.random.default_rng(0).random(100_000, dtype=np.float32)
forwards = numbers.cumsum()[-1]  # one after the other, in float32
backwards = numbers[::-1].cumsum()[-1]
exact = numbers.sum(dtype=np.float64)
print(f"forwards  {forwards:.4f}")
print(f"backwards {backwards:.4f}")
print(f"exact     {exact:.4f}")
apart = abs(forwards - backwards) / exact
print("another order, another sum:", bool(forwards != backwards))
print("apart by less than 0.002 %:", bool(apart < 2e-5))
# --8<-- [end:order]

# --8<-- [start:threads]
import subprocess
import sys

CODE = """
import sys
import numpy as np
import tensorflow as tf

tf.config.threading.set_intra_op_parallelism_threads(int(sys.argv[1]))
rng = np.random.default_rng(0)
images = tf.constant(rng.random((64, 28, 28, 8), dtype=np.float32))
kernel = tf.Variable(rng.random((3, 3, 8, 16), dtype=np.float32))
with tf.GradientTape() as tape:
    loss = tf.reduce_mean(tf.nn.conv2d(images, kernel, 1, "SAME") ** 2)
print(repr(float(tape.gradient(loss, kernel)[0, 0, 0, 0])))
"""


def slope(threads):
    done = subprocess.run(
        [sys.executable, "-c", CODE, str(threads)],
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stdout)


one, two = slope(1), slope(2)
print(f"one thread  {one:.9f}")
print(f"two threads  {two:.9f}")
print("apart by less than 0.01 %:", abs(one / two - 1) < 1e-4)
# --8<-- [end:threads]

# --8<-- [start:tolerance]
from math import isclose


def agree(mine, page):
    return isclose(mine, page, rel_tol=0.02)


print("backwards for forwards:", agree(backwards, forwards))
print("seed 3 for seed 0:     ", agree(results[3][0], results[0][0]))
print("seed 2 for seed 0:     ", agree(results[2][0], results[0][0]))
# --8<-- [end:tolerance]

# --8<-- [start:must]
print("parameters:", model.count_params())
print("by hand:   ", 64 * 16 + 16 + 16 * 10 + 10)
chances = model.predict(x_test, verbose=0)
print("shape of the answers:", chances.shape)
by_hand = -np.log(chances[range(len(y_test)), y_test]).mean()
same = np.isclose(by_hand, results[0][0], rtol=1e-4)
print("the loss by hand is that of Keras:", bool(same))
# --8<-- [end:must]
