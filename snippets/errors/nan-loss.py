# --8<-- [start:rate]
import keras
import numpy as np
from keras import layers

keras.utils.set_random_seed(0)
x = np.random.default_rng(0).random((200, 3)).astype("float32")
y = x @ np.array([1, 2, 3], dtype="float32")


def make(rate=0.01, loss="mse", activation=None, hidden="relu"):
    model = keras.Sequential([
        keras.Input((3,)),
        layers.Dense(16, activation=hidden),
        layers.Dense(1, activation=activation),
    ])
    model.compile(keras.optimizers.SGD(learning_rate=rate), loss)
    return model


def train(model, x, y, epochs=5):
    history = model.fit(x, y, epochs=epochs, verbose=0).history
    for epoch, loss in enumerate(history["loss"], start=1):
        huge = 1e6 < loss < np.inf
        text = "over a million" if huge else round(loss, 2)
        print(f"epoch {epoch} - loss: {text}")


train(make(rate=10.0), x, y)
# --8<-- [end:rate]

# --8<-- [start:check]
def check(name, values):
    values = np.asarray(values, dtype="float64")
    low, high = round(np.nanmin(values), 2), round(np.nanmax(values), 2)
    print(f"any nan in {name}:", bool(np.isnan(values).any()))
    print(f"any inf in {name}:", bool(np.isinf(values).any()))
    print(f"values of {name}: from {low} to {high}")


check("x", x)
check("y", y)
# --8<-- [end:check]

# --8<-- [start:smaller-rate]
train(make(rate=0.01), x, y)
# --8<-- [end:smaller-rate]

# --8<-- [start:hole]
holes = x.copy()
holes[7, 1] = np.nan
train(make(hidden="sigmoid"), holes, y, epochs=2)
check("holes", holes)
print("rows with a hole:", np.flatnonzero(np.isnan(holes).any(axis=1)))
# --8<-- [end:hole]

# --8<-- [start:filled]
rows = ~np.isnan(holes).any(axis=1)
print("left without the holes:", len(holes[rows]), "of", len(holes))
train(make(hidden="sigmoid"), holes[rows], y[rows], epochs=2)
# --8<-- [end:filled]

# --8<-- [start:large]
train(make(), x * 1000, y, epochs=2)
# --8<-- [end:large]

# --8<-- [start:scaled]
normalize = layers.Normalization()
normalize.adapt(x * 1000)
scaled = np.array(normalize(x * 1000))
check("scaled", scaled)
train(make(), scaled, y, epochs=2)
# --8<-- [end:scaled]

# --8<-- [start:log]
yes = (y > 3).astype("float32")[:, np.newaxis]


def own_loss(target, output):
    return -keras.ops.mean(target * keras.ops.log(output))


print("log of 0:", float(keras.ops.log(0.0)))
print("0 times that:", 0 * float(keras.ops.log(0.0)))
train(make(loss=own_loss, activation="relu"), x, yes, epochs=2)
# --8<-- [end:log]

# --8<-- [start:safe-log]
def safe_loss(target, output):
    output = keras.ops.clip(output, 1e-7, 1 - 1e-7)
    yes = target * keras.ops.log(output)
    no = (1 - target) * keras.ops.log(1 - output)
    return -keras.ops.mean(yes + no)


train(make(loss=safe_loss, activation="sigmoid"), x, yes, epochs=2)
# --8<-- [end:safe-log]

# --8<-- [start:labels]
model = make(loss="binary_crossentropy", activation="sigmoid")
wrong = np.floor(y)
check("wrong", wrong)
losses = model.fit(x, wrong, epochs=5, verbose=0).history["loss"]
print("loss is below zero:", losses[-1] < 0)
# --8<-- [end:labels]

# --8<-- [start:stop]
stop = keras.callbacks.TerminateOnNaN()
history = make(rate=10.0).fit(
    x, y, epochs=50, verbose=0, callbacks=[stop]
)
print("epochs begun:", len(history.history["loss"]), "of 50")
# --8<-- [end:stop]

# --8<-- [start:where]
import tensorflow as tf

tf.debugging.enable_check_numerics()
try:
    make().fit(holes, y, verbose=0)
except tf.errors.InvalidArgumentError as error:
    lines = [line.strip() for line in str(error).splitlines()]
    print("InvalidArgumentError", [one for one in lines if "had" in one][0])
finally:
    tf.debugging.disable_check_numerics()
# --8<-- [end:where]

# --8<-- [start:fixed]
model = make()
train(model, scaled, y)
check("predictions", model.predict(scaled, verbose=0))
# --8<-- [end:fixed]
