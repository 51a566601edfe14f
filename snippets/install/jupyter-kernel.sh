# --8<-- [start:wrong]
python -m venv --without-pip other
other/bin/python -c "import tensorflow"
# --8<-- [end:wrong]
