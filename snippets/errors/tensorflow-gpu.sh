# --8<-- [start:right-name]
python -m venv right
right/bin/python -m pip index versions tensorflow 2> /dev/null |
  grep -q "Available versions: 2" && echo "tensorflow: found"
# --8<-- [end:right-name]

# --8<-- [start:new-pip]
python -m venv new
new/bin/python -m pip install tensorflow-gpu 2>&1 |
  grep -o "packaging.*InvalidRequirement.*\|python_version.*" | tail -2
# --8<-- [end:new-pip]

# --8<-- [start:old-pip]
python3.9 -m venv old
old/bin/python -m pip install tensorflow-gpu 2>&1 |
  grep "tensorflow-gpu.*removed\|Please install"
# --8<-- [end:old-pip]
