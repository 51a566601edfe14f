# --8<-- [start:today]
import keras
import tensorflow as tf

major = int(keras.__version__.split(".")[0])
same = tf.keras.Sequential is keras.Sequential
print("keras is Keras 3 or newer:", major >= 3)
print("tf.keras and keras give the same Sequential:", same)
# --8<-- [end:today]

# --8<-- [start:try-old]
import warnings


def try_lines(lines):
    for line in lines.strip().splitlines():
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error", UserWarning)
                exec(line, globals())
            answer = "works"
        except Exception as error:
            reason = str(error).split(" (")[0].split(". ")[0]
            answer = f"{type(error).__name__}: {reason}"
        print(f"{line}\n    {answer}")


try_lines("""
from keras import models, layers
from keras.utils import np_utils
from keras.utils.np_utils import to_categorical
from keras.layers.core import Dense
from keras.layers.normalization import BatchNormalization
from keras.engine.topology import Layer
from keras.layers import CuDNNLSTM
from keras.layers.experimental.preprocessing import Rescaling
from keras.preprocessing.text import Tokenizer
from keras.preprocessing.image import ImageDataGenerator
from keras.wrappers.scikit_learn import KerasClassifier
from keras.preprocessing.sequence import pad_sequences
from tensorflow.keras.preprocessing.text import Tokenizer
from tensorflow.keras.preprocessing.image import ImageDataGenerator
""")
# --8<-- [end:try-old]

# --8<-- [start:new-imports]
try_lines("""
from keras.utils import to_categorical
from keras.layers import Dense, BatchNormalization, Layer
from keras.layers import LSTM
from keras.layers import TextVectorization
from keras.layers import RandomFlip, Rescaling
from keras.wrappers import SKLearnClassifier
""")
words = TextVectorization()
words.adapt(["deep learning", "shallow learning"])
print("one-hot of 2 among 3 classes:", to_categorical(2, 3))
print("'learning' as a number:", words("learning").numpy())
# --8<-- [end:new-imports]

# --8<-- [start:old-arguments]
try_lines("""
keras.optimizers.SGD(lr=0.1)
keras.optimizers.SGD(learning_rate=0.1, decay=0.1)
layers.Dense(3, activation="softmax", input_shape=(4,))
layers.Dense(3, init="uniform")
layers.Conv2D(8, 3, border_mode="same")
""")
# --8<-- [end:old-arguments]

# --8<-- [start:new-arguments]
import numpy as np

try_lines("""
keras.optimizers.SGD(learning_rate=0.1)
keras.optimizers.schedules.InverseTimeDecay(0.1, 1, 0.1)
keras.Sequential([keras.Input((4,)), layers.Dense(3)])
layers.Dense(3, kernel_initializer="uniform")
layers.Conv2D(8, 3, padding="same")
""")
keras.utils.set_random_seed(0)
rate = keras.optimizers.schedules.InverseTimeDecay(
    0.1, decay_steps=1, decay_rate=0.1
)
print("learning rate at update 0:", round(float(rate(0)), 3))
print("learning rate at update 10:", round(float(rate(10)), 3))

model = keras.Sequential([
    keras.Input((4,)),
    layers.Dense(3, activation="softmax", kernel_initializer="uniform"),
])
model.compile(
    keras.optimizers.SGD(learning_rate=rate),
    "categorical_crossentropy",
    metrics=["accuracy"],
)
x = np.random.default_rng(0).random((30, 4))
y = to_categorical(x[:, :3].argmax(axis=1), 3)
history = model.fit(x, y, epochs=2, verbose=0).history
print("parameters to learn:", model.count_params())
print("recorded while training:", sorted(history))
# --8<-- [end:new-arguments]

# --8<-- [start:old-methods]
def batches():
    while True:
        yield x, y


try_lines("""
model.fit(x, y, nb_epoch=2)
model.fit_generator(batches(), steps_per_epoch=3)
model.predict_classes(x)
history["acc"]
model.save("small")
keras.backend.mean(x)
tf.Session()
tf.placeholder("float32")
""")
# --8<-- [end:old-methods]

# --8<-- [start:new-methods]
try_lines("""
model.fit(x, y, epochs=2, verbose=0)
model.fit(batches(), steps_per_epoch=3, shuffle=False, verbose=0)
classes = model.predict(x, verbose=0).argmax(axis=-1)
history["accuracy"]
model.save("small.keras")
again = keras.models.load_model("small.keras")
keras.ops.mean(x)
tf.reduce_mean(x)
""")
same = again.predict(x, verbose=0).argmax(axis=-1) == classes
print("the loaded model predicts the same:", bool(same.all()))
print("mean without a session:", float(tf.reduce_mean([1.0, 2.0])))
# --8<-- [end:new-methods]

# --8<-- [start:private]
from tensorflow.python.keras.models import Sequential

print("the import went through")
Sequential([layers.Dense(3)])
# --8<-- [end:private]
