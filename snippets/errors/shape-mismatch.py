# --8<-- [start:columns]
import keras
import numpy as np
from keras import layers


def try_lines(lines):
    for line in lines.strip().splitlines():
        try:
            exec(line, globals())
            answer = "works"
        except Exception as error:
            # Of a long message only the line that tells the reason.
            told = str(error).replace("\x1b[1m", "").replace("\x1b[0m", "")
            told = [one for one in told.splitlines() if "File" not in one]
            words = "shape", "label value"
            clear = [one for one in told if any(w in one for w in words)]
            reason = (clear or told)[0].split("  ")[0]
            answer = f"{type(error).__name__}: {reason}"
        print(f"{line}\n    {answer}")


x = np.random.default_rng(0).random((32, 5))
y = x[:, :3].argmax(axis=1)
model = keras.Sequential([
    keras.Input((4,)),
    layers.Dense(3, activation="softmax"),
])
model.compile("sgd", "sparse_categorical_crossentropy")

try_lines("""
model.fit(x, y, verbose=0)
model.fit(x[:, :4], y, verbose=0)
""")
# --8<-- [end:columns]

# --8<-- [start:ask]
print("the model expects:", model.input_shape)
print("my data is:       ", x.shape)
print("the model gives:  ", model.output_shape)
print("my labels are:    ", y.shape, "from", y.min(), "to", y.max())
# --8<-- [end:ask]

# --8<-- [start:one-sample]
x = x[:, :4]
try_lines("""
model.predict(x[0], verbose=0)
model.predict(x[:1], verbose=0)
model.predict([[0.1, 0.2, 0.3, 0.4]], verbose=0)
model.predict(np.array([[0.1, 0.2, 0.3, 0.4]]), verbose=0)
""")
# --8<-- [end:one-sample]

# --8<-- [start:channel]
images = np.random.default_rng(0).random((32, 8, 8))
try_lines("""
keras.Sequential([keras.Input((8, 8)), layers.Conv2D(4, 3)])
keras.Sequential([keras.Input((8, 8, 1)), layers.Conv2D(4, 3)])
layers.Conv2D(4, 3)(images)
layers.Conv2D(4, 3)(images[..., np.newaxis])
layers.LSTM(4)(images[:, 0])
layers.LSTM(4)(images)
""")
# --8<-- [end:channel]


# --8<-- [start:labels]
def make(outputs, loss, *before):
    model = keras.Sequential([
        *before,
        layers.Dense(outputs, activation="softmax"),
    ])
    model.compile("sgd", loss)
    return model


sparse = "sparse_categorical_crossentropy"
onehot = keras.utils.to_categorical(y, 3)
print("y:", y.shape, " onehot:", onehot.shape)
try_lines("""
make(3, "categorical_crossentropy").fit(x, y, verbose=0)
make(3, "categorical_crossentropy").fit(x, onehot, verbose=0)
make(3, sparse).fit(x, onehot, verbose=0)
make(3, sparse).fit(x, y, verbose=0)
""")
# --8<-- [end:labels]

# --8<-- [start:outputs]
from_one = y + 1
try_lines("""
make(2, "categorical_crossentropy").fit(x, onehot, verbose=0)
make(3, sparse).fit(x, from_one, verbose=0)
make(3, sparse).fit(x, from_one - 1, verbose=0)
make(3, sparse).fit(images, y, verbose=0)
make(3, sparse, layers.Flatten()).fit(images, y, verbose=0)
make(3, sparse).fit(x, y[:30], verbose=0)
""")
# --8<-- [end:outputs]

# --8<-- [start:two-inputs]
left = keras.Input((4,), name="left")
right = keras.Input((4,), name="right")
both = layers.concatenate([left, right])
two = keras.Model([left, right], layers.Dense(1)(both))
two.compile("sgd", "mse")
try_lines("""
two.fit(x, y, verbose=0)
two.fit([x, x], y, verbose=0)
two.fit({"left": x, "right": x}, y, verbose=0)
two.fit(np.array([x, x]), y, verbose=0)
""")
# --8<-- [end:two-inputs]

# --8<-- [start:numpy]
a, b = np.ones((3, 4)), np.ones(3)
try_lines("""
a + b
a + b[:, np.newaxis]
a @ a
a @ a.T
a.reshape(5, 2)
a.reshape(-1, 2)
np.array([[1, 2], [3]])
""")
# --8<-- [end:numpy]

# --8<-- [start:fixed]
keras.utils.set_random_seed(0)
model = make(3, sparse, keras.Input((4,)))
loss = model.fit(x, y, epochs=20, verbose=0).history["loss"]
print("one prediction:", model.predict(x[:1], verbose=0).shape)
print("loss went", "down" if loss[-1] < loss[0] else "UP")
# --8<-- [end:fixed]
