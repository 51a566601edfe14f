# --8<-- [start:raise]
pip install -q --no-deps --target text "tensorflow-text==2.19.0"
PYTHONPATH=text python -c "import tensorflow_text" 2> said.txt ||
  sed -n -E "s|/.*/(tensorflow_text/)|.../\1|; s|: _Z.*|: ...|; \$p" said.txt
pip install -q --no-deps --target addons tensorflow-addons typeguard==2.13.3
PYTHONPATH=addons python -c "import tensorflow_addons" 2> said.txt ||
  tail -n 1 said.txt
# --8<-- [end:raise]

# --8<-- [start:hub]
pip install -q --no-deps --target hub tensorflow-hub tf_keras "setuptools<82"
cat > wrap.py <<'END'
import keras
import tensorflow as tf
import tensorflow_hub as hub


class Double(tf.Module):
    @tf.function(input_signature=[tf.TensorSpec((None, 3), tf.float32)])
    def __call__(self, x):
        return 2.0 * x


tf.saved_model.save(Double(), "double")
try:
    keras.Sequential([keras.Input((3,)), hub.KerasLayer("double")])
except ValueError as error:
    print("ValueError:", str(error).split(". Received")[0])


class Hub(keras.layers.Layer):
    def __init__(self, path, **kwargs):
        super().__init__(**kwargs)
        self.model = hub.load(path)

    def call(self, x):
        return self.model(x)


model = keras.Sequential([keras.Input((3,)), Hub("double")])
print("answers:", model.predict(tf.ones((1, 3)), verbose=0)[0])
END
PYTHONPATH=hub python -W ignore wrap.py 2> said.txt
# --8<-- [end:hub]
