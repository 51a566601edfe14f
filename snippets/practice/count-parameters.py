# --8<-- [start:make]
import keras

network = keras.Sequential(
    [
        keras.Input((64,)),
        keras.layers.Dense(32, activation="relu"),
        keras.layers.Dense(10, activation="softmax"),
    ]
)
# --8<-- [end:make]

# --8<-- [start:task]
count = None  # your sum, such as 3 * 4 + 5
# --8<-- [end:task]


# --8<-- [start:check]
def check(count):
    if count is None:
        return "Nothing is counted yet: write your sum in place of None."
    if isinstance(count, str):
        return "This is text, not a number: leave out the quotes."
    weights, biases = 64 * 32 + 32 * 10, 32 + 10
    said = {
        weights + biases: "Solved: count_params() says the same.",
        weights: "The biases are missing: a layer has one for each unit.",
        weights + 32: "The biases of the last layer are missing.",
        weights + 10: "The biases of the first layer are missing.",
        weights + biases + 64: "The input has no biases of its own.",
        weights + 2: "A layer has a bias for each unit, not one in all.",
        weights + 64 + 32: "A bias belongs to a unit, not to an input.",
        64 * 32 + 32: "The last layer is missing.",
        32 * 10 + 10: "The first layer is missing.",
        64 + 32 + 10: "These are units, not connections: multiply them.",
        64 * 32 * 10: "Layers follow one another: add what each has.",
        64 * 10 + 10: "The hidden layer is missing in between.",
    }
    low = count < network.count_params()
    return said.get(count, f"{count} is too {'few' if low else 'many'}.")


print(check(count))
# --8<-- [end:check]

# --8<-- [start:solution]
first = 64 * 32 + 32
last = 32 * 10 + 10
count = first + last
print(first, "+", last, "=", count)
print(check(count))
# --8<-- [end:solution]
