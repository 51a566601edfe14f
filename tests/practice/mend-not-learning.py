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
