# --8<-- [start:raise]
from pathlib import Path

import tensorflow as tf

plugins = Path("extra/tensorflow-plugins")
plugins.mkdir(parents=True)
wrong = plugins / "libmetal_plugin.so"
wrong.write_text("not a library")

tf.load_library(str(plugins))
# --8<-- [end:raise]

# --8<-- [start:fixed]
wrong.unlink()
tf.load_library(str(plugins))
print("loaded")
# --8<-- [end:fixed]
