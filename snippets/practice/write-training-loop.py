# --8<-- [start:make]
import keras
import numpy as np
import tensorflow as tf
from sklearn.datasets import load_digits

digits = load_digits()
x = (digits.data[:500] / 16).astype("float32")
y = digits.target[:500]
measure = keras.losses.SparseCategoricalCrossentropy()


def start():
    """A network and an optimizer, both new."""
    keras.utils.set_random_seed(0)
    layers = [keras.Input((64,)), keras.layers.Dense(16, "relu")]
    network = keras.Sequential([*layers, keras.layers.Dense(10, "softmax")])
    return network, keras.optimizers.SGD(learning_rate=0.5)
# --8<-- [end:make]


# --8<-- [start:task]
def step(network, optimizer, x, y):
    with tf.GradientTape() as tape:
        loss = measure(y, network(x))
    # here: find the gradients, and let the optimizer move the weights
    return loss
# --8<-- [end:task]


# --8<-- [start:check]
def check(step):
    uses = getattr(step, "python_function", step).__code__.co_names
    if "start" in uses:
        return "Train the network handed in, not a new one each time."
    network, optimizer = start()
    before = network.get_weights()
    try:
        losses = [step(network, optimizer, x, y) for _ in range(60)]
    except (ValueError, TypeError, AttributeError) as error:
        said = str(error)
        if "No gradients" in said:
            return "The tape saw nothing: predict inside the with block."
        if "minimize" in said:
            return "A Keras optimizer has no minimize: use apply_gradients."
        if "'Sequential'" in said:
            return "Ask for network.trainable_variables, not the network."
        if "apply_grad" in said or "unpack" in said or "_unique" in said:
            return "apply_gradients wants pairs, gradient first: zip them."
        raise
    if losses[0] is None:
        return "The step returns nothing: it must return the loss."
    moved = [
        not np.array_equal(a, b)
        for a, b in zip(before, network.get_weights())
    ]
    if not any(moved) and "gradient" in uses:
        return "The weights did not move: nothing new is assigned to them."
    if not any(moved):
        return "The weights did not move: the step only measures."
    if not all(moved):
        return f"Only {sum(moved)} of 4 weight arrays move: ask for all."
    first, last = float(losses[0]), float(losses[-1])
    if not last < first:
        return "The loss goes up: the weights move along the gradient."
    if last > first / 2:
        return f"The loss only went from {first:.2f} to {last:.2f}."
    return f"Solved: the loss went from {first:.2f} to {last:.2f}."


print(check(step))
# --8<-- [end:check]


# --8<-- [start:solution]
def step(network, optimizer, x, y):
    with tf.GradientTape() as tape:
        loss = measure(y, network(x))
    gradients = tape.gradient(loss, network.trainable_variables)
    optimizer.apply_gradients(zip(gradients, network.trainable_variables))
    return loss


print(check(step))
# --8<-- [end:solution]
