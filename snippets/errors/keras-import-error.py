# --8<-- [start:versions]
import keras
import tensorflow as tf

print("Keras 3:", keras.__version__.startswith("3."))
print("TensorFlow 2:", tf.__version__.startswith("2."))
# --8<-- [end:versions]


# --8<-- [start:from-keras]
def try_lines(lines):
    for line in lines.strip().splitlines():
        try:
            exec(line, globals())
            answer = "works"
        except Exception as error:
            # The rest is a path, or advice.
            reason = str(error).split(" (")[0].split(". ")[0]
            answer = f"{type(error).__name__}: {reason}"
        print(f"{line}\n    {answer}")


try_lines("""
from keras.utils import np_utils
from keras.preprocessing.image import ImageDataGenerator
from keras.layers import merge
from keras.optimizers import adam_v2
from keras.layers import CuDNNLSTM
""")
# --8<-- [end:from-keras]

# --8<-- [start:from-keras-today]
try_lines("""
from keras.utils import to_categorical
from keras.utils import image_dataset_from_directory
from keras.layers import add, concatenate
from keras.optimizers import Adam
from keras.layers import LSTM
""")
# --8<-- [end:from-keras-today]

# --8<-- [start:no-module]
try_lines("""
from keras.layers.core import Dense
from keras.layers.convolutional import Conv2D
from keras.layers.experimental import preprocessing
from keras.engine.topology import Layer
from keras.preprocessing.text import Tokenizer
from keras.utils.vis_utils import plot_model
from keras.wrappers.scikit_learn import KerasClassifier
""")
# --8<-- [end:no-module]

# --8<-- [start:no-module-today]
try_lines("""
from keras.layers import Dense, Conv2D, Rescaling, Layer
from keras.layers import TextVectorization
from keras.utils import plot_model
from keras.wrappers import SKLearnClassifier
""")
# --8<-- [end:no-module-today]

# --8<-- [start:no-attribute]
try_lines("""
tf.Session()
tf.placeholder(tf.float32)
tf.get_default_graph()
tf.global_variables_initializer()
tf.set_random_seed(0)
tf.contrib
keras.backend.mean([1.0, 2.0])
""")
# --8<-- [end:no-attribute]

# --8<-- [start:no-attribute-today]
try_lines("""
tf.random.set_seed(0)
keras.ops.mean([1.0, 2.0])
""")
x = tf.constant([1.0, 2.0])
print("computed at once, without a session:", (x * 10).numpy())
# --8<-- [end:no-attribute-today]

# --8<-- [start:keras-tensor]
try_lines("""
tf.square(keras.Input((3,)))
keras.ops.square(keras.Input((3,)))
""")
# --8<-- [end:keras-tensor]

# --8<-- [start:wrap]
class Square(keras.layers.Layer):
    def call(self, x):
        return tf.square(x)


inputs = keras.Input((3,))
model = keras.Model(inputs, Square()(inputs))
answer = model.predict(keras.ops.ones((1, 3)) * 5, verbose=0)
print("five squared by the model:", answer[0])
# --8<-- [end:wrap]

# --8<-- [start:fixed]
from keras import layers
from keras.utils import to_categorical

keras.utils.set_random_seed(0)
x = keras.random.normal((30, 4), seed=0)
y = to_categorical([0, 1, 2] * 10)
model = keras.Sequential([layers.Dense(3, activation="softmax")])
model.compile("adam", "categorical_crossentropy")
loss = model.fit(x, y, epochs=5, verbose=0).history["loss"]
print("loss went", "down" if loss[-1] < loss[0] else "UP")
# --8<-- [end:fixed]
