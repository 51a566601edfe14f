# --8<-- [start:keras-2]
pip install -q --no-deps --target keras2 tf_keras
PYTHONPATH=keras2 python - 2>log.txt <<'END'
from tf_keras import Sequential, layers

dense = Sequential([layers.Dense(2, input_shape=(3,))])
dense.save("dense.keras")
Sequential([layers.LSTM(2, input_shape=(5, 3))]).save("lstm.h5")
deep = layers.DepthwiseConv2D(3, input_shape=(8, 8, 1))
Sequential([deep]).save("depthwise.h5")
END
python - 2>log.txt <<'END'
import keras

for name in ["dense.keras", "lstm.h5", "depthwise.h5"]:
    try:
        keras.models.load_model(name)
    except Exception as error:
        reason = str(error).split("Exception encountered: ")[-1]
        print(f"{name}: {reason}")
END
# --8<-- [end:keras-2]

# --8<-- [start:convert]
PYTHONPATH=keras2 python - 2>log.txt <<'END'
import tf_keras

tf_keras.models.load_model("dense.keras").save("dense.h5")
END
python - 2>log.txt <<'END'
import keras


class LSTM(keras.layers.LSTM):
    def __init__(self, *args, time_major=False, **kwargs):
        super().__init__(*args, **kwargs)


class DepthwiseConv2D(keras.layers.DepthwiseConv2D):
    def __init__(self, *args, groups=1, **kwargs):
        super().__init__(*args, **kwargs)


custom = {"LSTM": LSTM, "DepthwiseConv2D": DepthwiseConv2D}
for name in ["dense.h5", "lstm.h5", "depthwise.h5"]:
    model = keras.models.load_model(
        name, compile=False, custom_objects=custom
    )
    print(name, "loaded, parameters:", model.count_params())
END
# --8<-- [end:convert]

# --8<-- [start:newer]
python - 2>log.txt <<'END'
import keras

keras.Sequential([keras.Input((3,)), keras.layers.Dense(1)]).save(
    "today.keras"
)
END
PYTHONPATH=keras2 python - 2>log.txt <<'END'
import tf_keras

try:
    tf_keras.models.load_model("today.keras")
except Exception as error:
    print(str(error).splitlines()[-1])
END
# --8<-- [end:newer]
