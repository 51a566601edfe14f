# --8<-- [start:look]
import sys
from pathlib import Path

venv = sys.prefix != sys.base_prefix
conda = Path(sys.prefix).parent.name == "envs"
store = "PythonSoftwareFoundation" in sys.base_prefix
print("64-bit Python:", "yes" if sys.maxsize > 2**32 else "NO")
print("inside an environment:", "yes" if venv or conda else "NO")
print("not from the Microsoft Store:", "NO" if store else "yes")
# --8<-- [end:look]
