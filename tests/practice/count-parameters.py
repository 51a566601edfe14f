# --8<-- [start:no-biases]
# says: The biases are missing
count = 64 * 32 + 32 * 10
# --8<-- [end:no-biases]
# --8<-- [start:biases-of-the-hidden-layer-only]
# says: The biases of the last layer are missing
count = 64 * 32 + 32 + 32 * 10
# --8<-- [end:biases-of-the-hidden-layer-only]
# --8<-- [start:biases-of-the-input]
# says: The input has no biases
count = 64 + 64 * 32 + 32 + 32 * 10 + 10
# --8<-- [end:biases-of-the-input]
# --8<-- [start:one-layer]
# says: The last layer is missing
count = 64 * 32 + 32
# --8<-- [end:one-layer]
# --8<-- [start:units]
# says: not connections: multiply
count = 64 + 32 + 10
# --8<-- [end:units]
# --8<-- [start:a-product]
# says: Layers follow one another
count = 64 * 32 * 10
# --8<-- [end:a-product]
# --8<-- [start:a-slip]
# says: 2411 is too many
count = 2411
# --8<-- [end:a-slip]
# --8<-- [start:one-bias-a-layer]
# says: A layer has a bias for each unit
count = 64 * 32 + 1 + 32 * 10 + 1
# --8<-- [end:one-bias-a-layer]
# --8<-- [start:a-bias-for-each-input]
# says: A bias belongs to a unit
count = 64 * 32 + 64 + 32 * 10 + 32
# --8<-- [end:a-bias-for-each-input]
# --8<-- [start:text]
# says: leave out the quotes
count = "64 * 32 + 32 + 32 * 10 + 10"
# --8<-- [end:text]
