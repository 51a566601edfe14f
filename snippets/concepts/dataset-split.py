# --8<-- [start:guess]
import numpy as np

MODELS = 50
QUESTIONS = 100

rng = np.random.default_rng(0)
models = rng.normal(size=(MODELS, 10))  # ten weights each, never trained


def exam(questions):
    """The share of some new questions that each model gets right."""
    x = rng.normal(size=(questions, 10))
    answers = rng.integers(0, 2, questions)  # by tossing a coin
    guesses = x @ models.T > 0  # a column for each model
    return (guesses == answers[:, None]).mean(axis=0)


scores = exam(QUESTIONS)
best = scores.argmax()
print(f"all models, on average: {scores.mean():.2f}")
print(f"the best one: {scores[best]:.2f}")
# --8<-- [end:guess]

# --8<-- [start:again]
fresh = exam(10_000)[best]
print(f"the best one: {scores[best]:.2f} before, {fresh:.2f} now")
# Only checks what the page says:
moved = abs(fresh - scores[best])
print("the best one stays within 0.05:", bool(moved <= 0.05))
# --8<-- [end:again]

# --8<-- [start:width]
p = 0.9  # of being right

for n in [25, 100, 400, 1600]:
    exams = (rng.random((2000, n)) < p).mean(axis=1)
    print(
        f"{n:4} questions: scores spread by {exams.std():.3f},"
        f" by formula {np.sqrt(p * (1 - p) / n):.3f}"
    )
# --8<-- [end:width]

# --8<-- [start:lift]
import matplotlib.pyplot as plt

tried = np.array([1, 2, 5, 10, 20, 50, 100, 200, 500, 1000])
fig, ax = plt.subplots(figsize=(6.4, 3.6))
for n, style in [(100, "o-"), (1000, "s--")]:
    coins = rng.binomial(n, 0.5, (400, tried.max())) / n
    best_of = [coins[:, :count].max(axis=1).mean() for count in tried]
    ax.semilogx(tried, best_of, style, label=f"{n} questions")
ax.axhline(0.5, color="gray", linewidth=1)
ax.xaxis.set_major_formatter("{x:g}")
ax.set(xlabel="models to choose from", ylabel="score of the best")
ax.legend()
plt.show()
# --8<-- [end:lift]

# --8<-- [start:split]
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

digits = load_digits()
x, y = digits.data / 16, digits.target
x_rest, x_test, y_rest, y_test = train_test_split(
    x, y, test_size=0.2, stratify=y, random_state=0
)
x_train, x_val, y_train, y_val = train_test_split(
    x_rest, y_rest, test_size=0.25, stratify=y_rest, random_state=0
)
for name, part in [("train", y_train), ("val", y_val), ("test", y_test)]:
    print(f"{name:5} {len(part):4} images, zeros {np.mean(part == 0):.3f}")
# --8<-- [end:split]

# --8<-- [start:rare]
sick = np.arange(500) < 10  # ten of five hundred
for stratify in [None, sick]:
    found = [
        int(train_test_split(
            sick, test_size=0.2, stratify=stratify, random_state=seed
        )[1].sum())
        for seed in range(10)
    ]
    print("by chance: " if stratify is None else "stratified:", found)
# --8<-- [end:rare]

# --8<-- [start:rotate]
from sklearn.model_selection import cross_val_score
from sklearn.svm import SVC

five = cross_val_score(SVC(), x_rest, y_rest, cv=5)
print("five scores:", five.round(3))
print(f"mean {five.mean():.3f}")
# --8<-- [end:rotate]

# --8<-- [start:leak]
from sklearn.feature_selection import SelectKBest
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

COLUMNS = 2000
KEPT = 20

first, after = [], []
for repeat in range(5):
    table = rng.normal(size=(100, COLUMNS))
    coin = rng.integers(0, 2, 100)  # nothing in the table knows it

    picked = SelectKBest(k=KEPT).fit_transform(table, coin)
    model = LogisticRegression()
    first.append(cross_val_score(model, picked, coin, cv=5).mean())

    model = make_pipeline(SelectKBest(k=KEPT), LogisticRegression())
    after.append(cross_val_score(model, table, coin, cv=5).mean())
print(f"columns chosen, then split: {np.mean(first):.2f}")
print(f"split, then columns chosen: {np.mean(after):.2f}")
# Only checks what the page says:
apart = abs(np.mean(first) - np.mean(after))
print("the two ways within 0.2 of each other:", bool(apart <= 0.2))
# --8<-- [end:leak]

# --8<-- [start:last]
import keras

EPOCHS = 10


def val_accuracy(x, y):
    keras.utils.set_random_seed(0)
    network = keras.Sequential([
        keras.Input((64,)),
        keras.layers.Dense(32, activation="relu"),
        keras.layers.Dense(10, activation="softmax"),
    ])
    network.compile(
        optimizer=keras.optimizers.Adam(learning_rate=0.01),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    history = network.fit(
        x, y, validation_split=0.2, batch_size=32, epochs=EPOCHS, verbose=0
    ).history
    return history["accuracy"][-1], history["val_accuracy"][-1]


by_digit = np.argsort(y_train, kind="stable")  # all zeros first
last_fifth = y_train[by_digit][int(0.8 * len(y_train)):]
print("digits in the last fifth:", np.unique(last_fifth))
learned, sorted_val = val_accuracy(x_train[by_digit], y_train[by_digit])
print(f"sorted:   training {learned:.2f}, validation {sorted_val:.2f}")
learned, mixed_val = val_accuracy(x_train, y_train)
print(f"shuffled: training {learned:.2f}, validation {mixed_val:.2f}")
# Only checks what the page says:
apart = abs(mixed_val - sorted_val)
print("the two validations within 0.2 of each other:", bool(apart <= 0.2))
# --8<-- [end:last]
