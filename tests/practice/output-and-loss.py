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
# --8<-- [start:six-units-for-an-amount]
# says: one amount comes from one unit
choices = {
    "price": (6, None, "mse"),
    "spam": (1, "sigmoid", "binary_crossentropy"),
    "digit": (10, "softmax", "sparse_categorical_crossentropy"),
}
# --8<-- [end:six-units-for-an-amount]
# --8<-- [start:tanh-for-an-amount]
# says: tanh cannot say 7.9
choices = {
    "price": (1, "tanh", "mse"),
    "spam": (1, "sigmoid", "binary_crossentropy"),
    "digit": (10, "softmax", "sparse_categorical_crossentropy"),
}
# --8<-- [end:tanh-for-an-amount]
# --8<-- [start:one-unit-for-a-sparse-loss]
# says: spam: that loss wants a unit for each class
choices = {
    "price": (1, None, "mse"),
    "spam": (1, "sigmoid", "sparse_categorical_crossentropy"),
    "digit": (10, "softmax", "sparse_categorical_crossentropy"),
}
# --8<-- [end:one-unit-for-a-sparse-loss]
# --8<-- [start:ten-sigmoids]
# says: digit: sigmoids need not add up to 1
choices = {
    "price": (1, None, "mse"),
    "spam": (1, "sigmoid", "binary_crossentropy"),
    "digit": (10, "sigmoid", "sparse_categorical_crossentropy"),
}
# --8<-- [end:ten-sigmoids]
# --8<-- [start:none-in-quotes]
# says: price: Keras knows no 'None'
choices = {
    "price": (1, "None", "mse"),
    "spam": (1, "sigmoid", "binary_crossentropy"),
    "digit": (10, None, "sparse_categorical_crossentropy"),
}
# --8<-- [end:none-in-quotes]
# --8<-- [start:long-names-and-a-softmax-over-two]
# says: Solved:
choices = {
    "price": (1, "linear", "mean_squared_error"),
    "spam": (2, "softmax", "sparse_categorical_crossentropy"),
    "digit": (10, "softmax", "sparse_categorical_crossentropy"),
}
# --8<-- [end:long-names-and-a-softmax-over-two]
