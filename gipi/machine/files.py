"""Files that are written whole."""

import os
import tempfile
from pathlib import Path


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
