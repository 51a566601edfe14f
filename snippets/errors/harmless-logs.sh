# --8<-- [start:first]
echo "import tensorflow as tf" > first.py
echo "tf.ones(3) + 1" >> first.py

export TF_CPP_MIN_LOG_LEVEL=0 TF_ENABLE_ONEDNN_OPTS=1
python first.py 2>&1 | sed -E "s/^([IWE])[0-9]+ .*\] /\1 ... /" | uniq
# --8<-- [end:first]

# --8<-- [start:gpu]
python3.12 -m venv full
full/bin/pip install -q tensorflow==2.19.1
echo "import tensorflow as tf" > gpu.py
echo "tf.config.list_physical_devices('GPU')" >> gpu.py
TF_CPP_MIN_LOG_LEVEL=0 full/bin/python gpu.py 2>&1 |
  sed -E "s/^([IWE])[0-9]+ .*\] /\1 ... /; s/^2.*: ([IWE]) .*\] /\1 ... /" |
  grep -v -E "CPU instructions|oneDNN|^To enable" | uniq
rm -rf full
# --8<-- [end:gpu]

# --8<-- [start:quieter]
cat > picture.py <<'END'
import sys

import keras
import numpy as np

keras.utils.set_random_seed(0)
layer = keras.layers.Conv2D(32, 3)
images = np.random.default_rng(0).random((8, 28, 28, 1))
np.save(sys.argv[1], layer(images).numpy())
END
look() {
  python picture.py "$1" 2> log.txt
  for words in "oneDNN custom operations" "available CPU instructions"; do
    grep -q "$words" log.txt && echo "  there: $words" ||
      echo "  gone:  $words"
  done
}
echo "level 3, oneDNN 1"
TF_CPP_MIN_LOG_LEVEL=3 TF_ENABLE_ONEDNN_OPTS=1 look on.npy
echo "level 2, oneDNN 0"
TF_CPP_MIN_LOG_LEVEL=2 TF_ENABLE_ONEDNN_OPTS=0 look off.npy
# --8<-- [end:quieter]
