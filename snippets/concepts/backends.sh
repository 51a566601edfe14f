# --8<-- [start:environments]
make() {
  uv venv --quiet --python 3.12 "on-$1"
  uv pip install --quiet --python "on-$1" "$2" keras scikit-learn
}
make tensorflow "tensorflow-cpu<2.22"
make jax jax
make torch torch
ls -d on-*
# --8<-- [end:environments]

# --8<-- [start:write]
cat > same.py <<'EOF'
import keras
import numpy as np
from sklearn.datasets import load_digits

name = keras.backend.backend()
images, labels = load_digits(return_X_y=True)
images = (images / 16).astype("float32")
x_train, y_train = images[:1344], labels[:1344]  # 42 batches of 32
x_test, y_test = images[1344:], labels[1344:]
loss_of = keras.losses.SparseCategoricalCrossentropy(from_logits=True)


def network():
    return keras.Sequential(
        [
            keras.Input((64,)),
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dense(10),
        ]
    )


def start(model):
    """The same first weights everywhere: NumPy draws them."""
    rng = np.random.default_rng(0)
    shapes = [one.shape for one in model.get_weights()]
    model.set_weights([rng.normal(0, 0.1, shape) for shape in shapes])
EOF
# --8<-- [end:write]

# --8<-- [start:train]
cat > train.py <<'EOF'
from same import keras, loss_of, name, network, np, start
from same import x_test, x_train, y_test, y_train


def train(model, kind, shuffle):
    model.compile(keras.optimizers.SGD(0.1), loss_of, metrics=["accuracy"])
    options = {"epochs": 5, "shuffle": shuffle, "verbose": 0}
    loss = model.fit(x_train, y_train, **options).history["loss"][-1]
    right = model.evaluate(x_test, y_test, verbose=0)[1]
    print(f"{name}, {kind}: loss {loss:.4f}, test accuracy {right:.3f}")
    np.savez(f"{kind}-{name}", *model.get_weights())


keras.utils.set_random_seed(0)
seeded = network()
np.savez(f"first-{name}", *seeded.get_weights())
train(seeded, "seed", shuffle=False)

started = network()
start(started)
train(started, "start", shuffle=False)

start(started)
train(started, "shuffle", shuffle=True)
EOF
for backend in tensorflow jax torch; do
  KERAS_BACKEND=$backend on-$backend/bin/python train.py 2> said.txt
done
# --8<-- [end:train]

# --8<-- [start:compare]
cat > compare.py <<'EOF'
import numpy as np


def weights(kind, backend):
    arrays = np.load(f"{kind}-{backend}.npz").values()
    return np.concatenate([array.ravel() for array in arrays])


for kind in "first", "seed", "start", "shuffle":
    here = weights(kind, "tensorflow")
    for backend in "jax", "torch":
        apart = np.abs(weights(kind, backend) - here)
        far = (apart > 0.00001).sum()
        print(f"{kind}, {backend}: {far} of {here.size} weights apart")
EOF
on-jax/bin/python compare.py
# --8<-- [end:compare]

# --8<-- [start:calls]
cat > calls.py <<'EOF'
from same import keras, loss_of, name, x_train, y_train


class Counting(keras.layers.Dense):
    calls = 0

    def call(self, inputs):
        Counting.calls += 1
        return super().call(inputs)


for eagerly in False, True:
    model = keras.Sequential([keras.Input((64,)), Counting(10)])
    model.compile("sgd", loss_of, run_eagerly=eagerly)
    Counting.calls = 0
    model.fit(x_train, y_train, verbose=0)
    print(f"{name}, eagerly {eagerly}: {Counting.calls} calls, 42 batches")
EOF
for backend in tensorflow jax torch; do
  KERAS_BACKEND=$backend on-$backend/bin/python calls.py 2> said.txt
done
# --8<-- [end:calls]

# --8<-- [start:loop-tensorflow]
cat > loop.py <<'EOF'
import tensorflow as tf
from same import loss_of, network, np, start, x_train, y_train

model = network()
start(model)


@tf.function
def step(x, y):
    with tf.GradientTape() as tape:
        loss = loss_of(y, model(x))
    slopes = tape.gradient(loss, model.trainable_variables)
    for one, slope in zip(model.trainable_variables, slopes):
        one.assign(one - 0.1 * slope)
    return loss


for epoch in range(3):
    losses = []
    for at in range(0, 1344, 32):
        loss = step(x_train[at : at + 32], y_train[at : at + 32])
        losses.append(float(loss))
    print(f"epoch {epoch + 1}: loss {np.mean(losses):.5f}")
EOF
KERAS_BACKEND=tensorflow on-tensorflow/bin/python loop.py 2> said.txt
# --8<-- [end:loop-tensorflow]

# --8<-- [start:loop-jax]
cat > loop.py <<'EOF'
import jax
from same import loss_of, network, np, start, x_train, y_train

model = network()
start(model)


def loss_at(weights, x, y):
    output, _ = model.stateless_call(weights, [], x)
    return loss_of(y, output)


@jax.jit
def step(weights, x, y):
    loss, slopes = jax.value_and_grad(loss_at)(weights, x, y)
    return [w - 0.1 * slope for w, slope in zip(weights, slopes)], loss


weights = [one.value for one in model.trainable_variables]
for epoch in range(3):
    losses = []
    for at in range(0, 1344, 32):
        x, y = x_train[at : at + 32], y_train[at : at + 32]
        weights, loss = step(weights, x, y)
        losses.append(float(loss))
    print(f"epoch {epoch + 1}: loss {np.mean(losses):.5f}")
EOF
KERAS_BACKEND=jax on-jax/bin/python loop.py 2> said.txt
# --8<-- [end:loop-jax]

# --8<-- [start:loop-torch]
cat > loop.py <<'EOF'
import torch
from same import loss_of, network, np, start, x_train, y_train

model = network()
start(model)


def step(x, y):
    model.zero_grad()
    loss = loss_of(y, model(x))
    loss.backward()
    with torch.no_grad():
        for one in model.trainable_variables:
            one.assign(one - 0.1 * one.value.grad)
    return loss


for epoch in range(3):
    losses = []
    for at in range(0, 1344, 32):
        loss = step(x_train[at : at + 32], y_train[at : at + 32])
        losses.append(float(loss))
    print(f"epoch {epoch + 1}: loss {np.mean(losses):.5f}")
EOF
KERAS_BACKEND=torch on-torch/bin/python loop.py 2> said.txt
# --8<-- [end:loop-torch]
