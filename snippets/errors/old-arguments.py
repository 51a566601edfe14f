# --8<-- [start:old-names]
import warnings

import keras
import numpy as np
from keras import layers


def try_lines(lines):
    for line in lines.strip().splitlines():
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error", UserWarning)
                exec(line, globals())
            answer = "works"
        except Exception as error:
            reason = str(error).split(". ")[0]
            answer = f"{type(error).__name__}: {reason}"
        print(f"{line}\n    {answer}")


try_lines("""
keras.optimizers.Adam(lr=0.001)
keras.optimizers.Adam(learning_rate=1)
layers.Dense(3, init="uniform")
layers.Dense(output_dim=3)
layers.Dropout(p=0.5)
layers.Conv2D(8, 3, border_mode="same")
layers.Dense(3, batch_input_shape=(None, 4))
layers.LSTM(3, time_major=False)
""")
# --8<-- [end:old-names]

# --8<-- [start:new-names]
try_lines("""
keras.optimizers.Adam(learning_rate=0.001)
keras.optimizers.Adam(learning_rate=1.0)
layers.Dense(3, kernel_initializer="random_uniform")
layers.Dense(units=3)
layers.Dropout(rate=0.5)
layers.Conv2D(8, 3, padding="same")
keras.Sequential([keras.Input((4,)), layers.Dense(3)])
layers.LSTM(3)
""")
# --8<-- [end:new-names]

# --8<-- [start:warned]
try_lines("""
keras.optimizers.SGD(learning_rate=0.1, decay=0.01)
layers.Dense(3, input_shape=(4,))
layers.Embedding(1000, 8, input_length=20)
layers.LeakyReLU(alpha=0.1)
""")
# --8<-- [end:warned]

# --8<-- [start:unwarned]
rate = keras.optimizers.schedules.InverseTimeDecay(
    0.1, decay_steps=1, decay_rate=0.01
)
try_lines("""
keras.optimizers.SGD(learning_rate=rate)
keras.Sequential([keras.Input((4,)), layers.Dense(3)])
layers.Embedding(1000, 8)
layers.LeakyReLU(negative_slope=0.1)
""")
# --8<-- [end:unwarned]

# --8<-- [start:old-methods]
keras.utils.set_random_seed(0)
x = np.random.default_rng(0).random((30, 4))
y = x[:, :3].argmax(axis=1)
model = keras.Sequential([
    keras.Input((4,)),
    layers.Dense(3, activation="softmax"),
])
model.compile(
    "adam", "sparse_categorical_crossentropy", metrics=["accuracy"]
)
history = model.fit(x, y, epochs=3, verbose=0)


def batches():
    while True:
        yield x, y


try_lines("""
model.fit(x, y, nb_epoch=3)
model.fit_generator(batches(), steps_per_epoch=3)
model.predict_classes(x)
model.predict_proba(x)
history.history["acc"]
model.save("my_model")
model.save_weights("my_weights.h5")
""")
# --8<-- [end:old-methods]

# --8<-- [start:new-methods]
try_lines("""
model.fit(x, y, epochs=3, verbose=0)
model.fit(batches(), steps_per_epoch=3, shuffle=False, verbose=0)
model.predict(x, verbose=0).argmax(axis=-1)
model.predict(x, verbose=0)
history.history["accuracy"]
model.save("my_model.keras")
model.save_weights("my_model.weights.h5")
""")
# --8<-- [end:new-methods]

# --8<-- [start:look]
import inspect

parameters = inspect.signature(layers.Dense).parameters
print("first arguments of Dense:", list(parameters)[:4])
recorded = model.fit(x, y, verbose=0, validation_split=0.2)
print("recorded:", sorted(recorded.history))
# --8<-- [end:look]

# --8<-- [start:fixed]
warnings.simplefilter("error", UserWarning)
classes = model.predict(x, verbose=0).argmax(axis=-1)
again = keras.models.load_model("my_model.keras")
same = again.predict(x, verbose=0).argmax(axis=-1) == classes
print("accuracies recorded:", len(history.history["accuracy"]))
print("the loaded model gives the same classes:", bool(same.all()))
# --8<-- [end:fixed]
