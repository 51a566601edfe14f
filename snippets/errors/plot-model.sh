# --8<-- [start:half]
pip install -q --target half pydot
cat > plot.py <<'END'
import keras

model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(1)])
try:
    keras.utils.plot_model(model, "model.png")
except ImportError as error:
    print("ImportError:", str(error).split(" (see")[0])
END
PYTHONPATH=half python plot.py 2> said.txt
# --8<-- [end:half]
