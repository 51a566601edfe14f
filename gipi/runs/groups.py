"""Which tests stay together on a worker, in what order groups begin, and how many workers are worth it.

A group is a file: a page is one session, and the tests of a module share what they make. In a file of the setting
`spread` each test is a group of its own. tests/weights.json has the seconds of each, written by --update-weights.
"""

import json
import os
from pathlib import Path

import pytest
from xdist.scheduler import LoadScopeScheduling

from gipi.machine.files import write

WORTH = 20  # seconds of tests for which a worker of its own is started


def group(nodeid: str, spread: list[str]) -> str:
    """The group of a test."""
    file = nodeid.partition("::")[0]
    return nodeid if file in spread else file


def weights(root: Path) -> dict[str, float]:
    """Seconds by group; none where nobody has measured."""
    file = _file(root)
    return json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}


def longest_first(items: list[pytest.Item], root: Path, spread: list[str]) -> None:
    """Order tests so that no worker ends with the longest group alone; a group that nobody knows comes first."""
    by_group = weights(root)
    items.sort(key=lambda item: -by_group.get(group(item.nodeid, spread), float("inf")))


def workers(chosen: list[str], by_group: dict[str, float], cores: int) -> int:
    """How many workers the chosen files, folders and tests are worth; 0 runs them in this process.

    A worker starts Python and imports TensorFlow anew: one page is done before a second worker is ready.
    """
    seconds = [
        weight
        for name, weight in by_group.items()
        if any(
            not place or name == place.partition("::")[0] or name.startswith((place, f"{place}/"))
            for place in (place.rstrip("/") for place in chosen)
        )
    ]
    useful = min(cores, len(seconds), int(sum(seconds) / WORTH))
    return useful if useful > 1 else 0


def cores() -> list[int]:
    """The cores that this process may use, as far as the system tells."""
    if hasattr(os, "sched_getaffinity"):
        return sorted(os.sched_getaffinity(0))
    return list(range(os.cpu_count() or 1))


def share(number: int, workers: int) -> set[int] | None:
    """A worker's part of the cores, where the system can keep to one; None elsewhere.

    Numeric libraries take a thread for each core they may use. Workers that all
    take all of them wait for one another: 231 s became 208 s on two cores.
    """
    all_ = cores()
    return set(all_[number % len(all_) :: workers]) if hasattr(os, "sched_setaffinity") else None


class Scheduling(LoadScopeScheduling):
    """Hands groups to workers in the order in which they were collected."""

    def __init__(self, config, log):
        super().__init__(config, log)
        self._spread = config.getini("spread")

    def _split_scope(self, nodeid: str) -> str:
        return group(nodeid, self._spread)


class Weigher:
    """Adds up the seconds of each group of a run, and writes them at its end."""

    def __init__(self, config):
        self._root, self._spread = config.rootpath, config.getini("spread")
        self._seconds: dict[str, float] = {}

    def pytest_runtest_logreport(self, report):
        name = group(report.nodeid, self._spread)
        self._seconds[name] = self._seconds.get(name, 0) + report.duration

    def pytest_sessionfinish(self):
        by_group = {name: seconds for name, seconds in weights(self._root).items() if self._there(name)}
        by_group |= {name: round(seconds, 1) for name, seconds in self._seconds.items()}
        write(_file(self._root), json.dumps(by_group, ensure_ascii=False, indent=1, sort_keys=True) + "\n")

    def _there(self, name: str) -> bool:
        """Whether a group that this run left out still exists, as far as one can see."""
        file = name.partition("::")[0]
        return (self._root / file).is_file() and not any(
            weighed.startswith(f"{file}::") for weighed in self._seconds
        )


def _file(root: Path) -> Path:
    return root / "tests" / "weights.json"
