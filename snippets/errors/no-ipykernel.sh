# --8<-- [start:raise]
python -m venv --without-pip bare
bare/bin/python -m ipykernel_launcher 2> said.txt || grep -o "No mod.*" said.txt
rm -rf bare
# --8<-- [end:raise]
