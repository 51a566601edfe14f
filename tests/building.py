"""Small guides built as `mkdocs build` does it: in this process, which saves a start of Python, or by itself."""

import contextlib
import logging
import os
import re
import subprocess
import sys
from dataclasses import dataclass

import mkdocs.commands.build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from small import Guide


@dataclass
class Built:
    """How a build ended and what it said; any exception but MkDocs' own end would be a traceback."""

    fine: bool
    said: str

    @property
    def complaints(self) -> list[str]:
        """Warnings and errors; one that ends in a colon is MkDocs announcing the next."""
        return [line for line in self.said.split("\n") if re.match(r"(WARNING|ERROR).*[^:]$", line)]


class _Said(logging.Handler):
    def __init__(self):
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname:<8}-  {record.getMessage()}")


def build(guide: Guide) -> Built:
    """Build a guide in this process."""
    said, logger = _Said(), logging.getLogger("mkdocs")
    level = logger.level
    logger.addHandler(said)
    logger.setLevel(logging.INFO)
    try:
        with contextlib.chdir(guide.root):
            config = load_config(str(guide.root / "mkdocs.yml"))
            config.plugins.on_startup(command="build", dirty=False)
            try:
                mkdocs.commands.build.build(config)
            finally:
                config.plugins.on_shutdown()
        fine = True
    except Abort:
        fine = False
    finally:
        logger.removeHandler(said)
        logger.setLevel(level)
    return Built(fine, "\n".join(said.lines))


def command(guide: Guide) -> subprocess.CompletedProcess:
    """Run `mkdocs build` on a guide."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith("GIPI_")}
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=guide.root,
        env=clean | {"NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
    )
