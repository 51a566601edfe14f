# --8<-- [start:raise]
python3.12 -m venv board
board/bin/python -c "import distutils" 2> said.txt || tail -n 1 said.txt
board/bin/pip install -q tensorboard==2.20.0 "setuptools>=82"
board/bin/tensorboard --version 2> said.txt || tail -n 1 said.txt
# --8<-- [end:raise]

# --8<-- [start:fix]
board/bin/pip install -q "setuptools<82"
board/bin/python -W ignore -c "import pkg_resources, tensorboard.program"
board/bin/python -W ignore -c "import pkg_resources; print('imported')"
board/bin/python -W ignore -c "import setuptools, distutils; print('too')"
rm -rf board
# --8<-- [end:fix]
