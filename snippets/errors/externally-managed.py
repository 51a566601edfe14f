# --8<-- [start:copy]
import shutil
import sys
import sysconfig
from pathlib import Path

import pip

library = Path(sysconfig.get_path("stdlib"))
mine = Path("mine").resolve() / "lib" / library.name
(mine / "site-packages").mkdir(parents=True)
for part in library.iterdir():
    if part.name not in ("site-packages", "EXTERNALLY-MANAGED"):
        (mine / part.name).symlink_to(part)
(mine / "site-packages" / "pip").symlink_to(Path(pip.__file__).parent)
Path("mine/bin").mkdir()
shutil.copy(Path(sys.executable).resolve(), "mine/bin/python")
# --8<-- [end:copy]
