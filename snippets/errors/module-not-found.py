# --8<-- [start:which]
import importlib.util
import shutil
import sys
from pathlib import Path

terminal = shutil.which("python")
here = Path(sys.executable).parent  # environments differ in their folder
same = terminal and Path(terminal).parent.samefile(here)
print("the terminal's python is this Python:", bool(same))
for name in ("tensorflow", "keras"):
    found = importlib.util.find_spec(name) is not None
    print(f"this Python has {name}: {'yes' if found else 'NO'}")
# --8<-- [end:which]
