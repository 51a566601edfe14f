# --8<-- [start:tensorflow]
python -m venv --without-pip other
other/bin/python -c "import tensorflow"
# --8<-- [end:tensorflow]

# --8<-- [start:keras]
other/bin/python -c "import keras"
# --8<-- [end:keras]

# --8<-- [start:right]
python -c "import tensorflow, keras; print('both found')"
# --8<-- [end:right]

# --8<-- [start:typed-wrongly]
python -c "import tensorflw"
# --8<-- [end:typed-wrongly]
