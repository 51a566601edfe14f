# --8<-- [start:make]
import keras
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

images, answers = load_digits(return_X_y=True)
x, x_unseen, y, y_unseen = train_test_split(
    images / 16, answers, test_size=0.25, random_state=0
)
# --8<-- [end:make]

# --8<-- [start:measure]
EPOCHS = 10


def share_read(units):
    """The share of unseen pictures that it reads rightly."""
    keras.utils.set_random_seed(0)
    model = keras.Sequential([
        keras.layers.Dense(units, "tanh"),
        keras.layers.Dense(10, "softmax"),
    ])
    model.compile(
        keras.optimizers.Adam(0.01),
        "sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    model.fit(x, y, epochs=EPOCHS, batch_size=64, verbose=0)
    return model.evaluate(x_unseen, y_unseen, verbose=0)[1]


two, many = share_read(2), share_read(64)
print(f"2 units: {two:.2f}, 64 units: {many:.2f}")
print("two units read 3 to 7 of ten:", bool(0.25 < two < 0.75))
# --8<-- [end:measure]
