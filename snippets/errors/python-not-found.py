# --8<-- [start:fixed]
import sys
from importlib.util import find_spec

print("Python 3:", sys.version_info.major == 3)
print("64 bits:", sys.maxsize > 2**32)
print("pip:", "yes" if find_spec("pip") else "missing")
# --8<-- [end:fixed]
