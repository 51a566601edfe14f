# --8<-- [start:no-two]
# says: The 2 of the square is missing for w
def slopes(w, b):
    error = w * x + b - y
    return np.mean(error * x), np.mean(error)
# --8<-- [end:no-two]
# --8<-- [start:turned]
# says: The sign for w is turned
def slopes(w, b):
    error = y - (w * x + b)
    return np.mean(2 * error * x), np.mean(2 * error)
# --8<-- [end:turned]
# --8<-- [start:a-sum]
# says: For w this is the sum
def slopes(w, b):
    error = w * x + b - y
    return np.sum(2 * error * x), np.sum(2 * error)
# --8<-- [end:a-sum]
# --8<-- [start:no-x]
# says: each error counts times its x
def slopes(w, b):
    error = w * x + b - y
    return np.mean(2 * error), np.mean(2 * error)
# --8<-- [end:no-x]
# --8<-- [start:x-for-the-bias]
# says: The slope for b is
def slopes(w, b):
    error = w * x + b - y
    return np.mean(2 * error * x), np.mean(2 * error * x)
# --8<-- [end:x-for-the-bias]
# --8<-- [start:one-per-point]
# says: Return two numbers
def slopes(w, b):
    error = w * x + b - y
    return 2 * error * x, 2 * error
# --8<-- [end:one-per-point]
