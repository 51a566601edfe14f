"""What the suite costs: CPU seconds with all that it starts, seconds on the clock, and the slowest of a run."""

import ctypes
import os
import platform
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

RUNS = {"all": [], "loop": ["-m", "not browser"]}  # the whole suite, and the loop while writing
SLOWEST = 20


def measure(root: Path) -> dict:
    """Both runs, as data/benchmark.json keeps them. One that fails ends it: what it took says nothing."""
    cores = os.cpu_count() or 1
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "system": f"{platform.system()} {platform.machine()}, {cores} cores, Python {platform.python_version()}",
        "cores": cores,
        "runs": {name: run(root, arguments) for name, arguments in RUNS.items()},
    }


def run(root: Path, arguments: list[str]) -> dict:
    """One run of pytest: how many tests, CPU and wall seconds, the slowest [name, seconds]."""
    _adopt()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        start, before = time.perf_counter(), _children()
        done = subprocess.run([sys.executable, "-m", "pytest", *arguments, f"--junitxml={report}"], cwd=root)
        wall = time.perf_counter() - start
        _wait_for_orphans()
        if done.returncode:
            sys.exit("The run failed, so it was not measured.")
        seconds, tests = durations(report)
    return {
        "tests": tests,
        "cpu": round(_children() - before, 1),
        "wall": round(wall, 1),
        "slowest": [
            [name, round(value, 1)] for name, value in sorted(seconds.items(), key=lambda item: -item[1])[:SLOWEST]
        ],
    }


def durations(report: Path) -> tuple[dict[str, float], int]:
    """Seconds of each test, the steps of a page together; and how many tests there were."""
    seconds: dict[str, float] = {}
    cases = list(ElementTree.parse(report).iter("testcase"))
    for case in cases:
        place, name = case.get("classname", ""), case.get("name", "")
        page, dot, suffix = place.rpartition(".")
        whole = f"{page.replace('.', '/')}{dot}{suffix}" if suffix in ("md", "ipynb") else f"{place}::{name}"
        seconds[whole] = seconds.get(whole, 0) + float(case.get("time", 0))
    return seconds, len(cases)


def _adopt() -> None:
    """Become the parent of what outlives its own: Chromium's processes, much of the bill, end after theirs."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)  # PR_SET_CHILD_SUBREAPER


def _wait_for_orphans() -> None:
    with suppress(ChildProcessError, AttributeError):  # Windows has neither orphans nor WNOHANG
        end = time.monotonic() + 30
        while time.monotonic() < end:
            if os.waitpid(-1, os.WNOHANG) == (0, 0):
                time.sleep(0.1)


def _children() -> float:
    spent = os.times()
    return spent.children_user + spent.children_system
