# --8<-- [start:new-python]
ask() {
  echo "$1" | uv pip compile -q --no-header --python-version 3.14 \
    --python-platform "$2" - > found.txt 2> said.txt &&
    echo "$1 on $2: there is one" || echo "$1 on $2: NOTHING"
}
for system in windows macos linux; do
  ask "tensorflow<2.22" $system
  ask jax $system
  ask torch $system
done
# --8<-- [end:new-python]

# --8<-- [start:jax]
uv venv --quiet --python 3.12
uv pip install --quiet jax keras matplotlib scikit-learn mlxtend pandas
uv pip check --quiet && echo "the versions fit"
# --8<-- [end:jax]

# --8<-- [start:cuda]
ask() {
  echo "$1" | uv pip compile -q --no-header --no-annotate \
    --python-version 3.12 --python-platform "$2" - > found.txt
  grep -q "^nvidia-" found.txt &&
    echo "$1 on $2: brings CUDA along" || echo "$1 on $2: no CUDA"
}
for system in linux windows macos; do
  ask torch $system
done
ask jax linux
# --8<-- [end:cuda]

# --8<-- [start:torch]
uv venv --quiet --python 3.12 with-torch
uv pip install --quiet --python with-torch torch keras
uv pip check --quiet --python with-torch && echo "the versions fit"
# --8<-- [end:torch]

# --8<-- [start:check]
cat > check.py <<'EOF'
import os

os.environ["KERAS_BACKEND"] = "jax"  # before keras is imported
import keras
import numpy as np

x = np.ones((8, 1))
model = keras.Sequential([keras.layers.Dense(1)])
model.compile("sgd", "mse")
first, second = model.fit(x, 9 * x, epochs=2, verbose=0).history["loss"]
print("computing with:", keras.backend.backend())
print("loss went", "down" if second < first else "UP")
EOF
.venv/bin/python check.py

sed 's/"jax"/"torch"/' check.py > check-torch.py
with-torch/bin/python check-torch.py
# --8<-- [end:check]

# --8<-- [start:file]
unset KERAS_BACKEND
export KERAS_HOME=settings
mkdir settings
echo '{"backend": "jax"}' > settings/keras.json
look="import keras; print('computing with:', keras.backend.backend())"
.venv/bin/python -c "$look"
KERAS_BACKEND=numpy .venv/bin/python -c "$look"
# --8<-- [end:file]

# --8<-- [start:forgotten]
unset KERAS_BACKEND
.venv/bin/python -c "import keras"
# --8<-- [end:forgotten]

# --8<-- [start:missing]
KERAS_BACKEND=torch .venv/bin/python -c "import keras"
# --8<-- [end:missing]

# --8<-- [start:misspelt]
KERAS_BACKEND=pytorch python -c "import keras"
# --8<-- [end:misspelt]

# --8<-- [start:without]
cat > attempt.py <<'EOF'
import os

os.environ["KERAS_BACKEND"] = "jax"
import keras
import numpy as np

keras.utils.set_random_seed(0)
x, y = np.ones((8, 4), "float32"), np.ones((8, 1), "float32")
pictures = np.ones((2, 4, 4, 3))
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1)])
model.compile("sgd", "mse")


def attempt(what, action):
    try:
        action()
        print(f"{what}: works")
    except Exception as error:
        print(f"{what}: {type(error).__name__}")


def tape():
    import tensorflow as tf

    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(model(x))
    tape.gradient(loss, model.trainable_variables)


def pipeline():
    import tensorflow as tf

    data = tf.data.Dataset.from_tensor_slices((x, y)).batch(4)
    model.fit(data, verbose=0)


def own_loss():
    import tensorflow as tf

    model.compile("sgd", lambda a, b: tf.reduce_mean((a - b) ** 2))
    model.fit(x, y, verbose=0)


attempt("fit with arrays", lambda: model.fit(x, y, verbose=0))
attempt("save as .keras", lambda: model.save("model.keras"))
attempt("RandomFlip", lambda: keras.layers.RandomFlip()(pictures))
attempt("TextVectorization", lambda: keras.layers.TextVectorization())
attempt("export a SavedModel", lambda: model.export("out", verbose=False))
attempt("fit with tf.data", pipeline)
attempt("tf.GradientTape", tape)
attempt("a loss with tf.", own_loss)
EOF
.venv/bin/python attempt.py 2> said.txt
# --8<-- [end:without]

# --8<-- [start:beside]
uv pip install --quiet "tensorflow-cpu<2.22"
.venv/bin/python attempt.py 2> said.txt
# --8<-- [end:beside]

# --8<-- [start:carry]
cat > load.py <<'EOF'
import keras
import numpy as np

model = keras.models.load_model("model.keras")
answer = model.predict(np.ones((1, 4)), verbose=0)
print(f"{keras.backend.backend()}: {answer[0, 0]:.4f}")
EOF
KERAS_BACKEND=jax .venv/bin/python load.py
KERAS_BACKEND=tensorflow .venv/bin/python load.py
KERAS_BACKEND=torch with-torch/bin/python load.py
# --8<-- [end:carry]
