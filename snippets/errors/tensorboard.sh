# --8<-- [start:fixed]
pip install -q --target board tensorboard 2> said.txt
python -c "import tensorboard" 2> said.txt || tail -n 1 said.txt
cat > train.py <<'END'
import keras
import numpy as np

x = np.ones((8, 1))
model = keras.Sequential([keras.layers.Dense(1)])
model.compile("sgd", "mse")
board = keras.callbacks.TensorBoard("logs")
model.fit(x, 9 * x, callbacks=[board], verbose=0)
END
PYTHONPATH=board python train.py 2> said.txt
find logs -name "events*" | cut -d "." -f 1
# --8<-- [end:fixed]
