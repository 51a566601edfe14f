# --8<-- [start:read]
import json
import sys
from pathlib import Path

file = next(Path("here").rglob("kernel.json"))
kernel = json.loads(file.read_text())
print("in the menu:", kernel["display_name"])
python = Path(kernel["argv"][0])
same = python.parent == Path(sys.executable).parent
print("starts the Python of this environment:", same)
# --8<-- [end:read]

# --8<-- [start:which]
import importlib.util

for name in ("tensorflow", "keras", "pandas"):
    found = importlib.util.find_spec(name) is not None
    print(f"this Python has {name}: {'yes' if found else 'NO'}")
# --8<-- [end:which]
