# --8<-- [start:half]
python -m venv --without-pip half
half/bin/python -m pip --version 2> said.txt || grep -o "No mod.*" said.txt
rm -rf half
# --8<-- [end:half]

# --8<-- [start:fixed]
python -c "import ensurepip; print('ensurepip is there')"
python -m venv whole
whole/bin/python -m pip --version | grep -o "^pip"
rm -rf whole
# --8<-- [end:fixed]
