# --8<-- [start:raise]
python3.11 -m venv both
both/bin/pip install -q tensorflow-cpu==2.15.1
both/bin/pip install -q "numpy>=2" 2> said.txt
grep -E -o "^ERROR: pip.*installed\.|^tensorflow.*numpy.*" said.txt
both/bin/pip install -q tensorflow-cpu==2.15.1 "numpy>=2" 2> said.txt ||
  grep "^ERROR" said.txt | cut -d ":" -f 1-2
# --8<-- [end:raise]

# --8<-- [start:fixed]
both/bin/python -m pip install -q tensorflow-cpu==2.15.1
both/bin/python -m pip check
both/bin/python -c "import tensorflow; print('imported')" 2> said.txt
rm -rf both
# --8<-- [end:fixed]
