# --8<-- [start:make]
import numpy as np

RARE = 0.02  # the share of faulty parts

rng = np.random.default_rng(0)


def make_parts(number):
    """Four measurements of each part, and whether it is faulty."""
    faulty = np.zeros(number, dtype=int)
    faulty[: round(number * RARE)] = 1
    measured = rng.normal(size=(number, 4))
    measured[faulty == 1] += 1.0  # on average larger by 1 in all four
    return measured.astype("float32"), faulty


x_train, y_train = make_parts(5000)
x_test, y_test = make_parts(5000)

always_good = np.zeros(len(y_test))
accuracy_always = np.mean(always_good == y_test)
print(f"{len(y_test)} parts, {y_test.sum()} of them faulty")
print(f"always good: accuracy {accuracy_always:.3f}")
# --8<-- [end:make]

# --8<-- [start:fit]
import keras

keras.utils.set_random_seed(0)
model = keras.Sequential(
    [keras.Input((4,)), keras.layers.Dense(1, activation="sigmoid")]
)
model.compile(
    optimizer=keras.optimizers.Adam(learning_rate=0.03),
    loss="binary_crossentropy",
    metrics=[
        "accuracy",
        keras.metrics.Precision(name="precision"),
        keras.metrics.Recall(name="recall"),
    ],
)
model.fit(x_train, y_train, batch_size=32, epochs=4, verbose=0)

probability = model.predict(x_test, verbose=0)[:, 0]
says_faulty = probability > 0.5
accuracy = np.mean(says_faulty == y_test)
found = np.sum(says_faulty & (y_test == 1))
ahead = accuracy - accuracy_always
print(f"accuracy {accuracy:.3f}, {ahead:.3f} above always good")
print(f"faulty parts found: {found} of {y_test.sum()}")
# Only checks what the page says:
print("at least half of them found:", bool(found >= y_test.sum() / 2))
# --8<-- [end:fit]

# --8<-- [start:table]
def counts(says_faulty):
    """True and false alarms, then missed and rightly passed parts."""
    is_faulty = y_test == 1
    return (
        int(np.sum(says_faulty & is_faulty)),
        int(np.sum(says_faulty & ~is_faulty)),
        int(np.sum(~says_faulty & is_faulty)),
        int(np.sum(~says_faulty & ~is_faulty)),
    )


tp, fp, fn, tn = counts(says_faulty)
print("            model: faulty   good")
print(f"really faulty    {tp:9} {fn:6}")
print(f"really good      {fp:9} {tn:6}")
print(f"precision {tp} / ({tp} + {fp}) = {tp / (tp + fp):.3f}")
print(f"recall    {tp} / ({tp} + {fn}) = {tp / (tp + fn):.3f}")
# --8<-- [end:table]

# --8<-- [start:matrix]
import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(6.4, 3.2))
cells = [(0, 1, "found", tp), (1, 1, "missed", fn),
         (0, 0, "false alarm", fp), (1, 0, "rightly passed", tn)]
for column, row, name, number in cells:
    right = name in ("found", "rightly passed")
    ax.add_patch(plt.Rectangle((column, row), 1, 1, fill=right,
                               facecolor="lightgray", edgecolor="black"))
    ax.text(column + 0.5, row + 0.62, name, ha="center")
    ax.text(column + 0.5, row + 0.25, number, ha="center", fontsize=15)
ax.set(xlim=(0, 2), ylim=(0, 2))
ax.set_xticks([0.5, 1.5], ["says faulty", "says good"])
ax.set_yticks([1.5, 0.5], ["is faulty", "is good"])
ax.xaxis.tick_top()
ax.tick_params(length=0)
ax.grid(False)
plt.show()
# --8<-- [end:matrix]

# --8<-- [start:move]
def scores(threshold):
    """Precision and recall if the model says faulty above this."""
    tp, fp, fn, _ = counts(probability > threshold)
    return tp / (tp + fp), tp / (tp + fn)


for threshold in [0.5, 0.2, 0.05, 0.01]:
    precision, recall = scores(threshold)
    right = np.mean((probability > threshold) == y_test)
    print(f"above {threshold:4}: precision {precision:.3f},"
          f" recall {recall:.3f}, accuracy {right:.3f}")
# Only checks what the page says:
high, low = scores(0.5), scores(0.05)
print("from 0.5 to 0.05 recall doubles, precision halves:",
      bool(low[1] > 2 * high[1] and low[0] < high[0] / 2))
# --8<-- [end:move]

# --8<-- [start:draw]
thresholds = np.geomspace(0.005, 0.5, 40)
precisions, recalls = np.array([scores(t) for t in thresholds]).T
fig, ax = plt.subplots(figsize=(6.4, 3.6))
ax.plot(thresholds, precisions, label="precision")
ax.plot(thresholds, recalls, "--", label="recall")
ax.set(xscale="log", xlabel="threshold", ylabel="score", ylim=(0, 1.02))
ax.set_xticks([0.005, 0.05, 0.5], [0.005, 0.05, 0.5])
ax.minorticks_off()
ax.legend()
plt.show()
# --8<-- [end:draw]

# --8<-- [start:mean]
def f1(precision, recall):
    return 2 * precision * recall / (precision + recall)


always_faulty = RARE, 1.0  # its precision and its recall
print(f"always faulty: plain mean {np.mean(always_faulty):.3f},"
      f" F1 {f1(*always_faulty):.3f}")
for threshold in [0.5, 0.2, 0.05]:
    plain = np.mean(scores(threshold))
    print(f"above {threshold:4}: plain mean {plain:.3f},"
          f" F1 {f1(*scores(threshold)):.3f}")
# --8<-- [end:mean]

# --8<-- [start:agree]
from sklearn import metrics

by_keras = model.evaluate(x_test, y_test, verbose=0, return_dict=True)
by_sklearn = {
    "accuracy": metrics.accuracy_score(y_test, says_faulty),
    "precision": metrics.precision_score(y_test, says_faulty),
    "recall": metrics.recall_score(y_test, says_faulty),
}
by_hand = {
    "accuracy": accuracy,
    "precision": tp / (tp + fp),
    "recall": tp / (tp + fn),
}
for name in by_hand:
    print(f"{name:9} by hand {by_hand[name]:.4f}, Keras"
          f" {by_keras[name]:.4f}, scikit-learn {by_sklearn[name]:.4f}")
same = [np.allclose([by_keras[name], by_sklearn[name]], by_hand[name])
        for name in by_hand]
print(metrics.confusion_matrix(y_test, says_faulty))
print("all three agree:", all(same))
# --8<-- [end:agree]

# --8<-- [start:regress]
target = np.array([30.0, 42.0, 25.0, 60.0, 38.0])
guess = np.array([31.0, 41.0, 27.0, 58.0, 48.0])
errors = guess - target
print("errors:", errors)
print(f"MAE  {np.mean(np.abs(errors)):.2f}")
print(f"RMSE {np.sqrt(np.mean(errors**2)):.2f}")

mae = keras.metrics.MeanAbsoluteError()
rmse = keras.metrics.RootMeanSquaredError()
print(f"by Keras: {mae(target, guess):.2f} and {rmse(target, guess):.2f}")
# --8<-- [end:regress]
