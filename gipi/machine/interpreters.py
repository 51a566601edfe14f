"""The interpreters at hand: Pythons by version, and bash."""

import os
import shutil
import subprocess
import sys
from pathlib import Path


def interpreter(version: str) -> str | None:
    """Where `python<version>` is: on the PATH, or among pyenv's."""
    path = shutil.which(f"python{version}")
    if path and _answers(path):
        return path
    base = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    builds = sorted(base.glob(f"{version}.*/bin/python{version}"))
    return str(builds[-1]) if builds else None


def _answers(python: str) -> bool:
    # pyenv's shims stand on the PATH for interpreters that are not switched on.
    return subprocess.run([python, "-c", ""], capture_output=True).returncode == 0


def bash() -> str | None:
    """The bash that runs bash steps; on Windows Git's, since Windows' own starts a Linux."""
    if sys.platform != "win32":
        return shutil.which("bash")
    git = shutil.which("git")
    path = Path(git).parent.parent / "bin" / "bash.exe" if git else None
    return str(path) if path and path.is_file() else None
