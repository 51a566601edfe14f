# --8<-- [start:table]
import keras
import numpy as np
import pandas as pd
from keras import layers


def try_lines(lines):
    for line in lines.strip().splitlines():
        try:
            exec(line, globals())
            answer = "works"
        except Exception as error:
            answer = f"{type(error).__name__}: {error}"
        print(f"{line}\n    {answer}")


df = pd.DataFrame({
    "height": [150, 160, 170, 180],
    "colour": ["red", "blue", "red", "blue"],
    "smokes": [True, False, False, True],
})
y = np.array([0.0, 1.0, 1.0, 0.0])
model = keras.Sequential([layers.Dense(1)])
model.compile("sgd", "mse")
spread = pd.get_dummies(df)
numbers = spread.astype("float32")

try_lines("""
model.fit(df, y, verbose=0)
model.fit(df.values, y, verbose=0)
model.fit(spread, y, verbose=0)
model.fit(numbers, y, verbose=0)
""")
# --8<-- [end:table]

# --8<-- [start:find]
for name, kind in df.dtypes.items():
    print(name, "text" if kind in ("object", "str") else kind)
# --8<-- [end:find]

# --8<-- [start:hidden]
prices = pd.Series(["900", "1,200", "-"])
cleaned = pd.to_numeric(prices.str.replace(",", ""), errors="coerce")
print(cleaned.tolist())
# --8<-- [end:hidden]

# --8<-- [start:labels]
x = np.random.default_rng(0).random((4, 3))
animals = np.array(["cat", "dog", "cat", "dog"])
names, labels = np.unique(animals, return_inverse=True)
print(labels, names)

model = keras.Sequential([
    keras.Input((3,)),
    layers.Dense(2, activation="softmax"),
])
model.compile("sgd", "sparse_categorical_crossentropy")
try_lines("""
model.fit(x, animals, verbose=0)
model.fit(x, labels, verbose=0)
""")
# --8<-- [end:labels]

# --8<-- [start:ragged]
import tensorflow as tf

constant = tf.constant
sentences = np.empty(2, dtype=object)
sentences[:] = [[3, 1], [4]]
try_lines("""
constant(sentences)
constant(keras.utils.pad_sequences(sentences))
""")
# --8<-- [end:ragged]

# --8<-- [start:fixed]
x = numbers.to_numpy()
print("type:", x.dtype, " gaps:", int(np.isnan(x).sum()))
# --8<-- [end:fixed]
