# --8<-- [start:make]
import subprocess
import sys
from pathlib import Path

for name, number in [("old", 1), ("new", 2)]:
    command = [sys.executable, "-m", "venv", "--without-pip", name]
    subprocess.run(command, check=True)
    packages = next(Path(name).rglob("site-packages"))
    (packages / "recipe.py").write_text(f"version = {number}\n")
# --8<-- [end:make]

# --8<-- [start:ask]
windows = sys.platform == "win32"
python = "Scripts/python.exe" if windows else "bin/python"


def ask(name, code):
    command = [f"{name}/{python}", "-c", code]
    answer = subprocess.run(command, capture_output=True, text=True)
    return answer.stdout.strip()


for name in ("old", "new"):
    version = ask(name, "import recipe; print(recipe.version)")
    print(f"environment {name}: recipe {version}")
# --8<-- [end:ask]

# --8<-- [start:remove]
import shutil

shutil.rmtree("old")
print("old is there:", Path("old").exists())
version = ask("new", "import recipe; print(recipe.version)")
print("environment new: recipe", version)
# --8<-- [end:remove]

# --8<-- [start:inside]
import os
import sys
from pathlib import Path

active = os.environ.get("CONDA_PREFIX")
if active and Path(active) == Path(sys.prefix):
    place = "conda, named " + os.environ["CONDA_DEFAULT_ENV"]
elif sys.prefix != sys.base_prefix:
    place = "venv"
else:
    place = "none"
print("environment of this Python:", place)
# --8<-- [end:inside]
