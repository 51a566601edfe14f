"""Files that are written whole, and by one process at a time."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock


def write(path: Path, text: str) -> None:
    """Replace a file as a whole, so that it is never half written; leave it where nothing changed."""
    data = text.encode("utf-8")
    if path.is_file() and path.read_bytes() == data:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    os.chmod(name, 0o644)
    os.replace(name, path)


@contextmanager
def lock(root: Path, name: str) -> Iterator[None]:
    """Hold `name` in this tree; whoever else wants it waits. A process that dies lets go of it."""
    folder = root / ".gipi"
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / f"{name}.lock"):
        yield
