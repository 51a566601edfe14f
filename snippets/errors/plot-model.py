# --8<-- [start:raise]
import keras

model = keras.Sequential([
    keras.Input((3,)),
    keras.layers.Dense(4, name="hidden"),
    keras.layers.Dense(1, name="out"),
])
keras.utils.plot_model(model, "model.png")
# --8<-- [end:raise]

# --8<-- [start:without]
for layer in model.layers:
    print(layer.name, layer.output.shape,
          "parameters:", layer.count_params())
# --8<-- [end:without]

# --8<-- [start:fixed]
import shutil
from importlib.util import find_spec

print("pydot:", "yes" if find_spec("pydot") else "missing")
print("dot:", "yes" if shutil.which("dot") else "missing")
# --8<-- [end:fixed]
