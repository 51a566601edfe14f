# --8<-- [start:tensorflow]
echo "memo = 'my first network'" > tensorflow.py
echo "from tensorflow.keras import layers" > main.py
python main.py
# --8<-- [end:tensorflow]

# --8<-- [start:which-file]
python -c "import tensorflow; print(tensorflow.__file__)" > file.txt
grep -o "[a-z_]*\.py$" file.txt
# --8<-- [end:which-file]

# --8<-- [start:rename]
mv tensorflow.py memo.py
rm -rf __pycache__
# --8<-- [end:rename]

# --8<-- [start:keras]
echo "memo = 'my first network'" > keras.py
echo "from keras import layers" > main.py
python main.py 2> said.txt || tail -n 1 said.txt | cut -d "(" -f 1
echo "import keras; keras.Sequential()" > main.py
python main.py
# --8<-- [end:keras]

# --8<-- [start:itself]
echo "import keras" > keras.py
echo "model = keras.Sequential()" >> keras.py
python keras.py 2>&1 | tail -n 1 |
  grep -o "AttributeError: .* has no attribute '[A-Za-z]*'"
# --8<-- [end:itself]

# --8<-- [start:newer]
echo "dice = 6" > random.py
python3.13 -c "import random; random.randint(1, 6)" 2>&1 |
  tail -n 1 | sed "s|'/.*/random.py'|'.../random.py'|"
# --8<-- [end:newer]

# --8<-- [start:half-removed]
mkdir -p left/tensorflow
cd left
python -S - <<'END'
import tensorflow

print("file:", tensorflow.__file__)
try:
    tensorflow.__version__
except AttributeError as error:
    print("AttributeError:", error)
END
cd ..
rm -r left
# --8<-- [end:half-removed]

# --8<-- [start:all]
mv keras.py model.py
rm -f random.py
rm -rf __pycache__
python -c "
import os, random, keras, tensorflow
for module in tensorflow, keras:
    print(module.__name__, os.path.basename(module.__file__))
print('dice:', random.randint(6, 6))
"
# --8<-- [end:all]
