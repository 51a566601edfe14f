# --8<-- [start:copy]
import shutil
import sys
import sysconfig
from pathlib import Path

import pip

library = Path(sysconfig.get_path("stdlib"))
mine = Path("mine").resolve() / "lib" / library.name
packages = ["site-packages", "dist-packages"]  # the second is Debian's name
for name in packages:
    (mine / name).mkdir(parents=True)
    (mine / name / "pip").symlink_to(Path(pip.__file__).parent)
for part in library.iterdir():
    if part.name not in [*packages, "EXTERNALLY-MANAGED"]:
        (mine / part.name).symlink_to(part)
Path("mine/bin").mkdir()
shutil.copy(Path(sys.executable).resolve(), "mine/bin/python")
# --8<-- [end:copy]
