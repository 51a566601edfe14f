# --8<-- [start:register]
python -m ipykernel install --prefix here \
  --name dl --display-name "Python (dl)" > said.txt
cut -d " " -f 1-3 said.txt
# --8<-- [end:register]

# --8<-- [start:wrong]
python -m venv --without-pip other
other/bin/python -c "import tensorflow"
# --8<-- [end:wrong]
