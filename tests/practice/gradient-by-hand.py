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
# says: For b, each error counts once, without x
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
# --8<-- [start:mean-of-x-apart]
# says: multiply each error by its x before the mean
def slopes(w, b):
    error = w * x + b - y
    return np.mean(2 * error) * np.mean(x), np.mean(2 * error)
# --8<-- [end:mean-of-x-apart]
# --8<-- [start:mean-before-x]
# says: Return two numbers
def slopes(w, b):
    error = w * x + b - y
    return np.mean(2 * error) * x, np.mean(2 * error)
# --8<-- [end:mean-before-x]
# --8<-- [start:swapped]
# says: The two are swapped
def slopes(w, b):
    error = w * x + b - y
    return np.mean(2 * error), np.mean(2 * error * x)
# --8<-- [end:swapped]
# --8<-- [start:square-stays]
# says: For w the error is still squared
def slopes(w, b):
    error = w * x + b - y
    return np.mean(error ** 2 * x), np.mean(error ** 2)
# --8<-- [end:square-stays]
# --8<-- [start:sum-without-two]
# says: For w this is the sum
def slopes(w, b):
    error = w * x + b - y
    return np.sum(error * x), np.sum(error)
# --8<-- [end:sum-without-two]
# --8<-- [start:turned-without-two]
# says: The sign for w is turned
def slopes(w, b):
    error = y - w * x - b
    return np.mean(error * x), np.mean(error)
# --8<-- [end:turned-without-two]
# --8<-- [start:nothing]
# says: Return two numbers
def slopes(w, b):
    w * x + b - y
# --8<-- [end:nothing]
