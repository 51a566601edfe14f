# --8<-- [start:without]
python -m venv .venv
.venv/bin/python -c "
import sys
print('inside the environment:', sys.prefix != sys.base_prefix)
"
# --8<-- [end:without]
