# --8<-- [start:rate-only]
# says: images have another image's label
def train(x, y):
    keras.utils.set_random_seed(0)
    layers = [keras.Input((64,)), keras.layers.Dense(32, "relu")]
    network = keras.Sequential([*layers, keras.layers.Dense(10, "softmax")])
    network.compile(
        keras.optimizers.SGD(learning_rate=0.1),
        "sparse_categorical_crossentropy",
    )
    return network.fit(x[:1500], y[:1500], epochs=4, verbose=0), network
# --8<-- [end:rate-only]
# --8<-- [start:labels-only]
# says: The labels fit, but the loss stays at
def prepare():
    return digits.data / 16, digits.target
# --8<-- [end:labels-only]
# --8<-- [start:more-epochs]
# says: The labels fit, but the loss stays at
def prepare():
    return digits.data / 16, digits.target


def train(x, y):
    keras.utils.set_random_seed(0)
    layers = [keras.Input((64,)), keras.layers.Dense(32, "relu")]
    network = keras.Sequential([*layers, keras.layers.Dense(10, "softmax")])
    network.compile(
        keras.optimizers.SGD(learning_rate=0.00001),
        "sparse_categorical_crossentropy",
    )
    return network.fit(x[:1500], y[:1500], epochs=20, verbose=0), network
# --8<-- [end:more-epochs]
# --8<-- [start:far-too-large]
# says: It says the same digit for all
def prepare():
    return digits.data / 16, digits.target


def train(x, y):
    keras.utils.set_random_seed(0)
    layers = [keras.Input((64,)), keras.layers.Dense(32, "relu")]
    network = keras.Sequential([*layers, keras.layers.Dense(10, "softmax")])
    network.compile(
        keras.optimizers.SGD(learning_rate=100.0),
        "sparse_categorical_crossentropy",
    )
    return network.fit(x[:1500], y[:1500], epochs=4, verbose=0), network
# --8<-- [end:far-too-large]
# --8<-- [start:dropped]
# says: Some images are gone
def prepare():
    return digits.data[:100] / 16, digits.target[:100]
# --8<-- [end:dropped]
# --8<-- [start:unscaled]
# says: the images end at 16: scale
def prepare():
    order = rng.permutation(len(digits.data))
    return digits.data[order], digits.target[order]


def train(x, y):
    keras.utils.set_random_seed(0)
    layers = [keras.Input((64,)), keras.layers.Dense(32, "relu")]
    network = keras.Sequential([*layers, keras.layers.Dense(10, "softmax")])
    network.compile(
        keras.optimizers.SGD(learning_rate=0.1),
        "sparse_categorical_crossentropy",
    )
    return network.fit(x[:1500], y[:1500], epochs=4, verbose=0), network
# --8<-- [end:unscaled]
# --8<-- [start:trained-on-all]
# says: It has trained on the rest, too
def prepare():
    order = rng.permutation(len(digits.data))
    return digits.data[order] / 16, digits.target[order]


def train(x, y):
    keras.utils.set_random_seed(0)
    layers = [keras.Input((64,)), keras.layers.Dense(32, "relu")]
    network = keras.Sequential([*layers, keras.layers.Dense(10, "softmax")])
    network.compile(
        keras.optimizers.SGD(learning_rate=0.1),
        "sparse_categorical_crossentropy",
    )
    return network.fit(x, y, epochs=4, verbose=0), network
# --8<-- [end:trained-on-all]
# --8<-- [start:divided-by-255]
# says: The images end at 0.06
def prepare():
    order = rng.permutation(len(digits.data))
    return digits.data[order] / 255, digits.target[order]


def train(x, y):
    keras.utils.set_random_seed(0)
    layers = [keras.Input((64,)), keras.layers.Dense(32, "relu")]
    network = keras.Sequential([*layers, keras.layers.Dense(10, "softmax")])
    network.compile(
        keras.optimizers.SGD(learning_rate=0.1),
        "sparse_categorical_crossentropy",
    )
    return network.fit(x[:1500], y[:1500], epochs=4, verbose=0), network
# --8<-- [end:divided-by-255]
# --8<-- [start:shuffled-in-place]
# says: digits itself is shuffled now
# It stands last: what comes after would be told the same.
def prepare():
    x, y = digits.data / 16, digits.target
    rng.shuffle(x)
    rng.shuffle(y)
    return x, y
# --8<-- [end:shuffled-in-place]
