# --8<-- [start:packages]
python3.8 -m venv note
note/bin/pip install -q numpy pandas matplot jupyter
note/bin/pip show matplot | grep -E "^(Name|Summary|Requires):"
note/bin/python -c "import matplotlib; print('matplotlib came along')"
# --8<-- [end:packages]

# --8<-- [start:tensorflow]
note/bin/pip install -q tensorflow==2.4 2> said.txt
grep -E "^(pandas|matplotlib) " said.txt
# --8<-- [end:tensorflow]

# --8<-- [start:keras]
note/bin/pip install -q keras==2.2.2 2> said.txt
grep "but you have" said.txt
# --8<-- [end:keras]

# --8<-- [start:train]
cat > train.py <<'END'
from tensorflow import keras
import numpy as np

model = keras.models.Sequential()
model.add(keras.layers.Dense(1, input_shape=(1,)))
model.compile("sgd", "mse")
x = np.array([[0.0], [1.0], [2.0]])
first = model.train_on_batch(x, 2 * x)
second = model.train_on_batch(x, 2 * x)
print("the loss went down:", bool(second < first))
END
note/bin/python train.py 2> said.txt || grep "^ImportError" said.txt
# --8<-- [end:train]

# --8<-- [start:repair]
note/bin/pip uninstall -q -y keras-preprocessing
note/bin/pip install -q keras-preprocessing==1.1.2 2> said.txt
grep "but you have" said.txt
note/bin/python train.py
# --8<-- [end:repair]

# --8<-- [start:standalone]
note/bin/python -c "import keras; print('imported')"

sed "s/^from tensorflow //" train.py > train-keras.py
head -n 1 train-keras.py
note/bin/python train-keras.py 2> said.txt ||
  grep -E "^(Using|AttributeError)" said.txt
# --8<-- [end:standalone]

# --8<-- [start:neighbours]
for name in pandas matplotlib; do
  note/bin/python -c "import $name" 2> said.txt || tail -n 1 said.txt
done
note/bin/jupyter notebook --version 2> said.txt ||
  tail -n 1 said.txt | cut -d "(" -f 1
rm -rf note
# --8<-- [end:neighbours]

# --8<-- [start:that-day]
uv venv -q --python python3.8 day
fetch() {
  uv pip install -q --python day --exclude-newer 2021-09-30 "$@"
}
fetch numpy pandas matplot jupyter
fetch tensorflow==2.4
fetch keras==2.2.2
uv pip uninstall -q --python day keras-preprocessing
fetch keras-preprocessing==1.1.2

for name in pandas matplotlib notebook; do
  day/bin/python -c "import $name; print('$name imports')"
done
uv pip check --python day 2> said.txt || grep "requires" said.txt
# --8<-- [end:that-day]

# --8<-- [start:that-notebook]
cat > note.ipynb <<'END'
{"cells": [{"cell_type": "code", "execution_count": null,
  "metadata": {}, "outputs": [],
  "source": ["import tensorflow as tf\n", "import keras\n",
    "print('imported:', tf.__version__, keras.__version__)"]}],
 "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
END
day/bin/jupyter nbconvert --to markdown --execute --stdout \
  note.ipynb 2> said.txt | grep -o "imported: .*"

day/bin/python train.py
day/bin/python train-keras.py 2> said.txt ||
  grep AttributeError said.txt
rm -rf day
# --8<-- [end:that-notebook]

# --8<-- [start:newer]
python3.8 -m venv newer
newer/bin/pip install -q tensorflow-cpu==2.13.1 \
  pandas matplotlib jupyter
newer/bin/pip check
newer/bin/python train.py
newer/bin/python train-keras.py
newer/bin/python -c "import pandas, matplotlib, notebook; print('rest: ok')"
rm -rf newer
# --8<-- [end:newer]

# --8<-- [start:same]
python3.8 -m venv same
same/bin/pip install -q tensorflow-cpu==2.4.4 keras==2.4.3 \
  pandas==1.4.4 matplotlib==3.5.3 "protobuf<3.21"
same/bin/pip check
same/bin/python train.py
same/bin/python train-keras.py
same/bin/python -c "import pandas, matplotlib; print('rest: ok')"
rm -rf same
# --8<-- [end:same]

# --8<-- [start:windows]
for version in 2.13.1 2.13.0; do
  echo "tensorflow-cpu==$version" > wish.txt
  uv pip compile -q --python-version 3.8 --python-platform windows \
    wish.txt > found.txt 2> said.txt &&
    echo "$version: a set exists" || echo "$version: no set exists"
done
# --8<-- [end:windows]
