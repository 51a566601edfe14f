# --8<-- [start:raise]
uv venv --quiet .venv
.venv/bin/python -m pip --version 2> said.txt || grep -o "No mod.*" said.txt
# --8<-- [end:raise]

# --8<-- [start:fix]
.venv/bin/python -m ensurepip --upgrade > said.txt
.venv/bin/python -m pip --version | grep -o "^pip"
rm -rf .venv
# --8<-- [end:fix]
