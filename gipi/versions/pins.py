"""The versions that requirements.txt asks for."""

from functools import lru_cache
from pathlib import Path

from packaging.requirements import Requirement


@lru_cache
def pinned(root: Path) -> dict[str, str]:
    """The versions of TensorFlow and Keras that requirements.txt asks for."""
    pins = {}
    file = root / "requirements.txt"
    for line in file.read_text(encoding="utf-8").splitlines() if file.is_file() else ():
        if line.startswith(("tensorflow", "keras")):
            wanted = Requirement(line.rstrip("\\ "))
            name = wanted.name.removesuffix("-cpu")
            pins[name] = next(iter(wanted.specifier)).version
    return pins
