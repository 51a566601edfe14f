# --8<-- [start:train]
import matplotlib, mlxtend, pandas, sklearn, tensorflow
import keras
import numpy as np

print("tensorflow and the others: imported")
x = np.linspace(-1, 1, 100).reshape(-1, 1)
model = keras.Sequential([keras.layers.Dense(1)])
model.compile(optimizer="sgd", loss="mse")
before = model.evaluate(x, 3 * x, verbose=0)
model.fit(x, 3 * x, batch_size=100, verbose=0)
after = model.evaluate(x, 3 * x, verbose=0)
print("trained one step: loss went", "down" if after < before else "UP")
# --8<-- [end:train]
