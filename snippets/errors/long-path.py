# --8<-- [start:measure]
import importlib.util
from pathlib import Path

folder = Path(importlib.util.find_spec("tensorflow").origin).parent
files = folder.rglob("*.h")
names = [str(path.relative_to(folder.parent)) for path in files]
longest = max(names, key=len)
print("TensorFlow's longest path:", len(longest), "characters")
print("folders above the file:", longest.count("/"))
# --8<-- [end:measure]

# --8<-- [start:places]
store = r"AppData\Local\Packages\PythonSoftwareFoundation.Python.3.12_"
store += r"qbz5n2kfra8p0\LocalCache\local-packages\Python312"
places = {
    "short folder": r"C:\dl\.venv\Lib",
    "conda": r"C:\Users\student\anaconda3\envs\dl\Lib",
    "deep folder": r"C:\Users\student\OneDrive\Documents\2026\lectures"
    r"\deep-learning-with-python\exercises\.venv\Lib",
    "Microsoft Store": rf"C:\Users\student\{store}",
}
for name, place in places.items():
    length = len(rf"{place}\site-packages\{longest}")
    print(name, length, "fits" if length < 260 else "TOO LONG")
# --8<-- [end:places]
