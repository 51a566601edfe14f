# --8<-- [start:packages]
python3.9 -m venv old
old/bin/pip install -q tensorflow-cpu==2.5.2 "protobuf<3.21" 2> said.txt
for version in "<2" "<1.24"; do
  old/bin/pip install -q -U --no-deps "numpy$version" 2> said.txt
  if old/bin/python -W ignore -c "import tensorflow" 2> said.txt; then
    echo "numpy$version: imported"
  else
    echo "numpy$version: $(grep ^AttributeError said.txt)"
  fi
done
rm -rf old
# --8<-- [end:packages]
