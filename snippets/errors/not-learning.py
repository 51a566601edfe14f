# --8<-- [start:normal]
import keras
import numpy as np
from keras import layers
from sklearn.datasets import load_digits

digits = load_digits()
order = np.random.default_rng(0).permutation(1000)
pixels = digits.images.reshape(-1, 64)[order]  # from 0 to 16
x, y = pixels / 16, digits.target[order]

SOFTMAX = {"units": 10, "activation": "softmax"}
SPARSE = "sparse_categorical_crossentropy"


def train(
    x, y, last=SOFTMAX, loss=SPARSE, optimizer="adam", rate=0.01, epochs=5
):
    for seed in 0, 1:
        keras.utils.set_random_seed(seed)
        model = keras.Sequential([
            keras.Input((64,)),
            layers.Dense(32, activation="relu"),
            layers.Dense(**last),
        ])
        chosen = keras.optimizers.get(optimizer)
        chosen.learning_rate = rate
        model.compile(chosen, loss, metrics=["accuracy"])
        past = model.fit(
            x, y, epochs=epochs, validation_split=0.2, verbose=0
        ).history
        print(
            f"loss: {past['loss'][0]:.3f} -> {past['loss'][-1]:.3f}"
            f"   accuracy: {past['accuracy'][-1]:.2f}"
            f"   validation: {past['val_accuracy'][-1]:.2f}"
        )


train(x, y)
# --8<-- [end:normal]

# --8<-- [start:too-large]
train(x, y, rate=3.0)
# --8<-- [end:too-large]

# --8<-- [start:too-small]
train(x, y, rate=2e-6)
# --8<-- [end:too-small]

# --8<-- [start:scale]
print("0 to 256")
train(pixels * 16, y, optimizer="sgd", rate=0.1)
print("0 to 1")
train(x, y, optimizer="sgd", rate=0.1)
# --8<-- [end:scale]

# --8<-- [start:labels]
train(x, np.random.default_rng(1).permutation(y), epochs=10)
# --8<-- [end:labels]

# --8<-- [start:last-layer]
large = (y > 4).astype(int)  # two classes
for activation in "softmax", "sigmoid":
    print(activation)
    one = {"units": 1, "activation": activation}
    train(x, large, last=one, loss="binary_crossentropy")
# --8<-- [end:last-layer]

# --8<-- [start:logits]
for from_logits in False, True:
    print("from_logits:", from_logits)
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits)
    train(x, y, last={"units": 10}, loss=loss)
# --8<-- [end:logits]

# --8<-- [start:sorted]
by_label = np.argsort(y, kind="stable")
train(x[by_label], y[by_label])
# --8<-- [end:sorted]

# --8<-- [start:fixed]
keras.utils.set_random_seed(0)
model = keras.Sequential([
    keras.Input((64,)),
    layers.Dense(32, activation="relu"),
    layers.Dense(10, activation="softmax"),
])
model.compile(keras.optimizers.Adam(0.01), SPARSE, metrics=["accuracy"])
model.fit(x[:10], y[:10], epochs=30, verbose=0)
print("ten memorised:", model.evaluate(x[:10], y[:10], verbose=0)[1])
# --8<-- [end:fixed]
