"""Fixtures: a small guide in a folder, and one on which pytest runs."""

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
