# --8<-- [start:sigmoid-for-an-amount]
# says: sigmoid cannot say 7.9
choices = {**choices, "price": (1, "sigmoid", "mse")}
# --8<-- [end:sigmoid-for-an-amount]
# --8<-- [start:softmax-over-one]
# says: spam: a softmax over one unit always says 1
choices = {**choices, "price": (1, None, "mse")}
# --8<-- [end:softmax-over-one]
# --8<-- [start:one-hot-loss]
# says: digit: that loss wants one-hot rows
choices = {
    "price": (1, None, "mse"),
    "spam": (1, "sigmoid", "binary_crossentropy"),
    "digit": (10, "softmax", "categorical_crossentropy"),
}
# --8<-- [end:one-hot-loss]
# --8<-- [start:one-unit-for-ten]
# says: ten digits need ten probabilities
choices = {
    "price": (1, None, "mse"),
    "spam": (1, "sigmoid", "binary_crossentropy"),
    "digit": (1, None, "sparse_categorical_crossentropy"),
}
# --8<-- [end:one-unit-for-ten]
# --8<-- [start:squares-for-classes]
# says: spam: mse is for amounts
choices = {
    "price": (1, None, "mse"),
    "spam": (1, "sigmoid", "mse"),
    "digit": (10, "softmax", "sparse_categorical_crossentropy"),
}
# --8<-- [end:squares-for-classes]
# --8<-- [start:no-activation]
# says: the last layer must give a probability
choices = {
    "price": (1, None, "mse"),
    "spam": (1, None, "binary_crossentropy"),
    "digit": (10, "softmax", "sparse_categorical_crossentropy"),
}
# --8<-- [end:no-activation]
