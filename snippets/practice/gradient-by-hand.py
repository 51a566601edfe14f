# --8<-- [start:make]
import numpy as np

x = np.array([1.0, 2.0, 3.0, 4.0])
y = np.array([3.0, 5.0, 7.0, 9.0])


def loss(w, b):
    return np.mean((w * x + b - y) ** 2)
# --8<-- [end:make]


# --8<-- [start:task]
def slopes(w, b):
    return 0.0, 0.0  # of the loss, with respect to w and to b
# --8<-- [end:task]


# --8<-- [start:check]
def near(mine, right):
    return np.isclose(mine, right, rtol=1e-3)


def check(slopes):
    w, b, nudge = 0.5, 0.25, 1e-6
    right_w = (loss(w + nudge, b) - loss(w - nudge, b)) / (2 * nudge)
    right_b = (loss(w, b + nudge) - loss(w, b - nudge)) / (2 * nudge)
    answer = slopes(w, b)
    parts = answer if np.iterable(answer) else [answer]
    if [np.shape(part) for part in parts] != [(), ()]:
        return "Return two numbers: the slope for w, then the slope for b."
    of_w, of_b = answer
    if of_w == of_b == 0:
        return "Both slopes are still 0: put your formulas there."
    if near(of_w, right_b) and near(of_b, right_w):
        return "The two are swapped: the slope for w comes first."
    squares = (w * x + b - y) ** 2
    for name, mine, right in (("w", of_w, right_w), ("b", of_b, right_b)):
        times = np.round(mine / right, 3)
        if times == 1:
            continue
        if -times in (1, 1 / 2, len(x), len(x) / 2):
            return f"The sign for {name} is turned: prediction minus y."
        if times in (len(x), len(x) / 2):
            return f"For {name} this is the sum: the loss is a mean."
        if times == 1 / 2:
            return f"The 2 of the square is missing for {name}."
        if near(mine, np.mean(squares)) or near(mine, np.mean(squares * x)):
            return f"For {name} the error is still squared: take its slope."
        if name == "w" and near(mine, right_b * np.mean(x)):
            return "For w, multiply each error by its x before the mean."
        if name == "w" and near(mine, right_b):
            return "For w, each error counts times its x."
        if name == "b" and near(mine, right_w):
            return "For b, each error counts once, without x."
        return f"The slope for {name} is {mine:.3f}, not {right:.3f}."
    return "Solved: a nudge of w and of b says the same."


print(check(slopes))
# --8<-- [end:check]


# --8<-- [start:solution]
def slopes(w, b):
    error = w * x + b - y
    return np.mean(2 * error * x), np.mean(2 * error)


print(check(slopes))
# --8<-- [end:solution]
