# --8<-- [start:raise]
import keras
import numpy as np

x = np.ones((8, 1))
model = keras.Sequential([keras.layers.Dense(1)])
model.compile("sgd", "mse")
board = keras.callbacks.TensorBoard("logs")
model.fit(x, 9 * x, callbacks=[board], verbose=0)
# --8<-- [end:raise]
