# --8<-- [start:make]
import numpy as np
from sklearn.datasets import load_digits
from sklearn.neighbors import KNeighborsClassifier

digits = load_digits()
rng = np.random.default_rng(0)
source = np.repeat(np.arange(300), 4)  # each image four times, with noise
x = digits.data[source] + rng.normal(0, 3, (1200, 64))
y = digits.target[source]
# --8<-- [end:make]


# --8<-- [start:task]
def split():
    rows = rng.permutation(1200)
    return rows[240:], rows[:240]  # rows to train with, rows to test with
# --8<-- [end:task]


# --8<-- [start:check]
def check(split):
    parts = [np.asarray(part) for part in split()]
    if [part.ndim for part in parts] != [1, 1]:
        return "Return two lists of row numbers: for training, for test."
    train, test = parts
    if test.dtype == bool:
        return "These are masks: np.flatnonzero turns one into row numbers."
    if max([*train, *test], default=0) < 300:
        return "These are numbers of images: source says whose each row is."
    model = KNeighborsClassifier(1).fit(x[train], y[train])
    score = f"test accuracy {model.score(x[test], y[test]):.2f}"
    if set(train) & set(test):
        same = len(set(train) & set(test))
        return f"{score}, but {same} rows are both in training and in test."
    copied = np.isin(source[test], source[train])
    if copied.any():
        some = f"{copied.sum()} of {len(test)}"
        return f"{score}, but {some} test rows have a copy in training."
    if len(test) < 200:
        return f"No leak, but {len(test)} rows are too few to test with."
    if len(train) < len(test):
        return "No leak, but more to test with than to train with: swapped?"
    lost = 1200 - len(train) - len(test)
    if lost > 0:
        return f"No leak, but {lost} rows are in neither part."
    if len(set(y[test])) < 10:
        return "No leak, but the test part lacks some of the ten digits."
    return f"Solved: {score}, on images that training never saw."


print(check(split))
# --8<-- [end:check]


# --8<-- [start:solution]
def split():
    for_test = rng.permutation(300)[:60]  # images, not rows
    test = np.isin(source, for_test)
    return np.flatnonzero(~test), np.flatnonzero(test)


print(check(split))
# --8<-- [end:solution]
