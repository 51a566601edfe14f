# --8<-- [start:marked]
echo "[externally-managed]" > EXTERNALLY-MANAGED
mv EXTERNALLY-MANAGED mine/lib/python*/
mine/bin/python -m pip install tensorflow 2>&1 | grep "^error"
# --8<-- [end:marked]

# --8<-- [start:environment]
mine/bin/python -m venv dl
dl/bin/python -m pip install -q pip && echo "pip agrees"
# --8<-- [end:environment]
