"""Fixtures: a small guide in a folder, one on which pytest runs, and the published site."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from small import ROOT, Guide


@pytest.fixture
def guide(tmp_path) -> Guide:
    return Guide(tmp_path)


@pytest.fixture
def running(pytester, monkeypatch) -> Guide:
    """A guide on which `running.test(...)` runs pytest in this process."""
    one = Guide(pytester.path)
    monkeypatch.syspath_prepend(str(ROOT))
    one.test = lambda *args: pytester.runpytest("-q", "-p", "no:cacheprovider", *args)
    one.spawn = lambda *args, timeout=60: pytester.runpytest_subprocess(
        "-q", "-p", "no:cacheprovider", *args, timeout=timeout
    )
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    return one


class Site:
    """The published site: its folder, what the build said, and where its pages lie."""

    address = "http://localhost:8000/"

    def __init__(self, folder: Path, said: str):
        self.folder, self.said = folder, said

    @staticmethod
    def url(language: str, slug: str) -> str:
        """The address of a page below the site's root."""
        page = "" if slug == "index" else slug.removesuffix("/index") + "/"
        return page if language == "ko" else f"en/{page}"


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Site:
    """The whole site, built strictly once per worker, where TensorFlow and Keras cannot be imported."""
    folder, fake = tmp_path_factory.mktemp("site"), tmp_path_factory.mktemp("fake")
    for name in ("tensorflow", "keras"):
        (fake / f"{name}.py").write_text(f"raise SystemExit('the build imports {name}')\n")
    env = {key: value for key, value in os.environ.items() if not key.startswith("GIPI_")}
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", str(folder)],
        cwd=ROOT,
        env=env | {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(fake), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
    )
    said = done.stdout + done.stderr
    if done.returncode:
        pytest.fail(f"mkdocs build --strict fails:\n{said}", pytrace=False)
    return Site(folder, said)
