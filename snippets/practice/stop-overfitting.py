# --8<-- [start:make]
import keras
from sklearn.datasets import make_moons

x, y = make_moons(260, noise=0.35, random_state=0)
x_train, y_train = x[:60], y[:60]
x_val, y_val = x[60:], y[60:]


def build(extra=()):
    """A network for the points; the layers in `extra` come after each hidden one."""
    keras.utils.set_random_seed(0)
    layers = [keras.Input((2,))]
    for _ in range(2):
        layers += [keras.layers.Dense(64, "relu")]
        layers += [new() for new in extra]
    layers += [keras.layers.Dense(1, "sigmoid")]
    network = keras.Sequential(layers)
    network.compile(keras.optimizers.Adam(0.03), "binary_crossentropy")
    return network
# --8<-- [end:make]


# --8<-- [start:task]
def train():
    network = build()
    past = network.fit(
        x_train, y_train, validation_data=(x_val, y_val),
        epochs=16, batch_size=20, verbose=0,
    )
    return network, past.history
# --8<-- [end:task]


# --8<-- [start:check]
def check(train):
    try:
        network, past = train()
    except TypeError as error:
        if "inputs" in str(error):
            return "build wants makers: lambda: keras.layers.Dropout(0.5)."
        raise
    except ValueError as error:
        if "monitor" in str(error):
            return "That is not measured here: let it watch val_loss."
        raise
    past = getattr(past, "history", past)
    if "val_loss" not in past:
        return "Nothing is measured on validation points: give them to fit."
    on_train = network.evaluate(x_train, y_train, verbose=0)
    on_val = network.evaluate(x_val, y_val, verbose=0)
    best, epochs = min(past["val_loss"]), len(past["val_loss"])
    ends = f"training {on_train:.2f}, validation {on_val:.2f}"
    if all(abs(loss - on_val) > 0.001 for loss in past["val_loss"]):
        return "fit measures val_loss on other points than x_val and y_val."
    if on_val < on_train - 0.06:
        return f"It has trained on the validation points, too: {ends}."
    if on_val > 0.45 and on_train > 0.4:
        return f"It has learned too little now ({ends})."
    if on_val > best + 0.02 and epochs < 16:
        return f"It stops, but does not keep its best weights ({ends})."
    if on_val > 0.45:
        return f"It still overfits after {epochs} epochs: {ends}."
    if past["loss"][0] < 0.3:
        return "It began with trained weights: build a new network."
    return f"Solved: {ends}, after {epochs} epochs."


print(check(train))
# --8<-- [end:check]


# --8<-- [start:solution]
def train():
    network = build()
    stop = keras.callbacks.EarlyStopping(
        monitor="val_loss", patience=5, restore_best_weights=True
    )
    past = network.fit(
        x_train, y_train, validation_data=(x_val, y_val),
        epochs=16, batch_size=20, verbose=0, callbacks=[stop],
    )
    return network, past.history


print(check(train))
# --8<-- [end:solution]
