# --8<-- [start:handle]
python3.10 -m venv old
old/bin/pip install -q tensorflow-cpu==2.10.1
old/bin/python -c "import tensorflow" 2> said.txt || tail -n 2 said.txt
# --8<-- [end:handle]

# --8<-- [start:more]
grep -E -o "NumPy [0-9.]+ as it may crash|_ARRAY_API not found" said.txt |
  uniq
grep "^ImportError" said.txt | uniq
# --8<-- [end:more]

# --8<-- [start:fix]
old/bin/pip install -q "numpy<2"
cat > train.py <<'END'
import numpy as np
from tensorflow import keras

model = keras.Sequential()
model.add(keras.layers.Dense(1, input_shape=(1,)))
model.compile("sgd", "mse")
x = np.array([[0.0], [1.0], [2.0]])
first = model.train_on_batch(x, 2 * x)
second = model.train_on_batch(x, 2 * x)
print("the loss went down:", bool(second < first))
END
old/bin/python train.py 2> said.txt
rm -rf old
# --8<-- [end:fix]

# --8<-- [start:umath]
python3.11 -m venv later
later/bin/pip install -q tensorflow-cpu==2.15.1
later/bin/pip install -q "numpy>=2" 2> said.txt
grep -o "tensorflow.*but you have numpy 2" said.txt
later/bin/python -c "import tensorflow" 2> said.txt || tail -n 1 said.txt
# --8<-- [end:umath]

# --8<-- [start:umath-fix]
later/bin/pip install -q "numpy<2"
later/bin/python train.py 2> said.txt
rm -rf later
# --8<-- [end:umath-fix]

# --8<-- [start:size]
python3.11 -m venv table
table/bin/pip install -q pandas==2.1.4
table/bin/pip install -q "numpy>=2" 2> said.txt
table/bin/python -c "import pandas" 2> said.txt || tail -n 1 said.txt
table/bin/pip install -q "numpy<2"
table/bin/python -c "import pandas; print('pandas imported')"
rm -rf table
# --8<-- [end:size]
