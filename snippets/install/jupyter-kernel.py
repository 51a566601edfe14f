# --8<-- [start:register]
import subprocess
import sys

command = [sys.executable, "-m", "ipykernel", "install"]
command += ["--prefix", "here"]
command += ["--name", "dl", "--display-name", "Python (dl)"]
subprocess.run(command, check=True, capture_output=True)
# --8<-- [end:register]

# --8<-- [start:read]
import json
from pathlib import Path

file = next(Path("here").rglob("kernel.json"))
kernel = json.loads(file.read_text())
print("in the menu:", kernel["display_name"])
same = Path(kernel["argv"][0]) == Path(sys.executable)
print("starts the Python that registered it:", same)
# --8<-- [end:read]

# --8<-- [start:which]
import importlib.util

for name in ("tensorflow", "keras", "pandas"):
    found = importlib.util.find_spec(name) is not None
    print(f"this Python has {name}: {'yes' if found else 'NO'}")
# --8<-- [end:which]
