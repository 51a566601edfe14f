# --8<-- [start:ask]
from importlib.util import find_spec

for name in ["sklearn", "matplotlib", "PIL", "cv2"]:
    print(name, "yes" if find_spec(name) else "missing")
# --8<-- [end:ask]
