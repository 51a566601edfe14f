# --8<-- [start:lstm]
python3.8 -m venv old
old/bin/pip install -q tensorflow-cpu==2.4.4 "protobuf<3.21" 2> said.txt
cat > lstm.py <<'END'
from tensorflow.keras import Sequential, layers

Sequential([layers.LSTM(4, input_shape=(5, 3))])
print("made")
END
for version in "<1.21" "<1.20"; do
  old/bin/pip install -q -U --no-deps "numpy$version" 2> said.txt
  echo "numpy$version"
  old/bin/python lstm.py 2> said.txt || tail -n 1 said.txt | cut -d "." -f 1
done
rm -rf old
# --8<-- [end:lstm]
