# --8<-- [start:make]
import keras
import numpy as np

x = np.zeros((6, 4))
targets = {
    "price": np.array([3.5, 1.2, 7.9, 4.4, 2.0, 5.1]),
    "spam": np.array([0, 1, 1, 0, 1, 0]),
    "digit": np.array([7, 0, 3, 9, 4, 1]),
}
# --8<-- [end:make]

# --8<-- [start:task]
# units of the last layer, its activation, the loss
choices = {
    "price": (1, "softmax", "mse"),
    "spam": (1, "softmax", "binary_crossentropy"),
    "digit": (1, "sigmoid", "mse"),
}
# --8<-- [end:task]


# --8<-- [start:check]
AMOUNTS = ("mse", "mae", "mean_squared_error", "mean_absolute_error")


def check(choices):
    for name, (units, activation, loss) in choices.items():
        if activation == "softmax" and units == 1:
            return f"{name}: a softmax over one unit always says 1."
        if name == "price" and units != 1:
            return "price: one amount comes from one unit."
        if name == "price" and activation in ("sigmoid", "softmax", "tanh"):
            return f"price: {activation} cannot say 7.9: it ends at 1."
        if name == "price" and activation == "relu":
            return "price: relu can get stuck at 0: leave the number alone."
        if name != "price" and units > 1 and activation == "sigmoid":
            return f"{name}: sigmoids need not add up to 1: softmax does."
        if name == "spam" and (units, activation) not in (
            (1, "sigmoid"),
            (2, "softmax"),
        ):
            return "spam: the last layer must give a probability of yes."
        if name == "digit" and (units, activation) != (10, "softmax"):
            return "digit: ten digits need ten probabilities."
        if loss == "categorical_crossentropy":
            return f"{name}: that loss wants one-hot rows, not numbers."
        if name != "price" and loss in AMOUNTS:
            return f"{name}: {loss} is for amounts; compare probabilities."
        if name == "price" and "crossentropy" in loss:
            return "price: crossentropy is for classes, not for amounts."
        if units > 1 and loss == "binary_crossentropy":
            return f"{name}: binary_crossentropy is for one unit."
        if units == 1 and loss == "sparse_categorical_crossentropy":
            return f"{name}: that loss wants a unit for each class."
        try:
            last = keras.layers.Dense(units, activation=activation)
            network = keras.Sequential([keras.Input((4,)), last])
            network.compile("sgd", loss)
            network.evaluate(x, targets[name], verbose=0)
        except ValueError:
            return f"{name}: Keras knows no '{activation}' or no '{loss}'."
    return "Solved: three networks, each with its own ending."


print(check(choices))
# --8<-- [end:check]

# --8<-- [start:solution]
choices = {
    "price": (1, None, "mse"),
    "spam": (1, "sigmoid", "binary_crossentropy"),
    "digit": (10, "softmax", "sparse_categorical_crossentropy"),
}
print(check(choices))
# --8<-- [end:solution]
