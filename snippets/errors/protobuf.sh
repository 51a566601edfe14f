# --8<-- [start:descriptors]
python3.9 -m venv old
old/bin/pip install -q tensorflow-cpu==2.8.0 "numpy<2"
old/bin/python -c "import tensorflow" 2> said.txt ||
  grep -E "^(TypeError| 1\.|More)" said.txt
# --8<-- [end:descriptors]

# --8<-- [start:fix]
old/bin/pip install -q "protobuf<3.21"
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

# --8<-- [start:gencode]
pip install -q --no-deps --target older "protobuf<6"
PYTHONPATH=older python -c "import tensorflow" 2> said.txt ||
  tail -n 1 said.txt | cut -d "." -f 1-4
# --8<-- [end:gencode]

# --8<-- [start:runtime]
rm -rf older
python3.11 -m venv new
new/bin/pip install -q tensorflow-cpu==2.21.0
new/bin/pip install -q "protobuf<3.21" 2> said.txt
grep -o "tensorflow.*requires protobuf.*but you have protobuf 3" said.txt
new/bin/python -c "import tensorflow" 2> said.txt ||
  tail -n 1 said.txt | cut -d "(" -f 1
# --8<-- [end:runtime]

# --8<-- [start:repair]
new/bin/python -m pip install -q tensorflow-cpu==2.21.0
new/bin/python -c "import tensorflow; print('imported')" 2> said.txt
rm -rf new
# --8<-- [end:repair]

# --8<-- [start:between]
python3.11 -m venv between
between/bin/pip install -q tensorflow-cpu==2.15.1
for version in "<3.21" "<5" "<7" "<8"; do
  between/bin/pip install -q --no-deps "protobuf$version" 2> said.txt
  between/bin/python -c "import tensorflow" 2> said.txt &&
    echo "2.15.1 imports with protobuf$version"
done
rm -rf between
# --8<-- [end:between]
