"""How long verifying takes, beside its limit and its alternative: `python -m gipi.runs.benchmark`.

Writes data/benchmark.json, which about/verification and install/wsl2-gpu show.
A figure is the median over rounds of one run, because absolute times of a
shared machine mean little; the ratios are what counts.
"""

import json
import os
import platform
import statistics
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from gipi.machine import files
from gipi.runs import ledger
from gipi.site import verified

ROUNDS = 3
ONE_PAGE = "concepts/loss"
VERIFY = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]


def _seconds(*commands: list[str]) -> float:
    """Wall seconds of commands, one after the other; one that fails ends the benchmark."""
    start = time.perf_counter()
    for command in commands:
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")
    return time.perf_counter() - start


def measure(root: Path) -> dict:
    """What each page's steps take, and all rows with the limits that they are held against; in seconds."""
    works = [work for work, _, _ in verified.works(root, "ko") if not all(work.steps.values())]
    pages = [next((root / "docs" / "ko").glob(f"{work.slug}.*")) for work in works]
    # A page that is imported for the first time compiles its modules to bytecode.
    _seconds([*VERIFY, "docs/ko", "-n", "2"])
    times: dict[str, list[float]] = {}
    spent = {}
    for number in range(ROUNDS):
        rounds = {
            "import": [[sys.executable, "-c", "import tensorflow, keras"]],
            "guide": [[*VERIFY, "docs/ko", "-n", "2"]],
            "page": [[*VERIFY, f"docs/ko/{ONE_PAGE}.md"]],
        }
        if number == ROUNDS // 2:  # minutes long, and no claim hangs on its second digit: once
            rounds["processes"] = [[*VERIFY, str(page)] for page in pages]
        for name, commands in rounds.items():
            times.setdefault(name, []).append(_seconds(*commands))
            if name == "processes":  # each page alone: nothing disturbs its seconds
                for slug, steps in _steps(root).items():
                    spent.setdefault(slug, []).append(steps)
    median = {name: statistics.median(values) for name, values in times.items()}
    steps = {
        slug: {key: statistics.median(one[key] for one in values) for key in ("cpu", "seconds")}
        for slug, values in spent.items()
    }
    limit = median["import"] + max(
        sum(one["cpu"] for one in steps.values()) / os.cpu_count(),
        max(one["seconds"] for one in steps.values()),
    )
    alone = median["import"] + steps[ONE_PAGE]["seconds"] + 2
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "system": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}",
        "rounds": ROUNDS,
        "pages": {
            slug: {key: round(value, 2) for key, value in one.items()} for slug, one in sorted(steps.items())
        },
        "rows": [
            _row("`import tensorflow, keras`", "`import tensorflow, keras`", times["import"]),
            _row(
                f"안내서 전체({len(works)}페이지), 작업자 둘",
                f"the whole guide ({len(works)} pages) on two workers",
                times["guide"],
                ("한계", "the limit", limit),
                ("페이지마다 프로세스 하나", "one process per page", median["processes"]),
            ),
            _row("페이지마다 파이썬 프로세스 하나", "one Python process per page", times["processes"]),
            _row(
                f"한 페이지({ONE_PAGE})만 다시",
                f"one page ({ONE_PAGE}) again",
                times["page"],
                ("한계", "the limit", alone),
            ),
        ],
    }


def _steps(root: Path) -> dict[str, dict[str, float]]:
    """CPU and wall seconds of each page's steps, as the last run recorded them."""
    known = ledger.read(root)
    return {
        slug: {
            key: sum(entry["steps"][name][key] for name in entry["steps"] if name in due)
            for key in ("cpu", "seconds")
        }
        for slug, entry in known.items()
        for due in [_due(root, slug)]
        if due
    }


def _due(root: Path, slug: str) -> set[str]:
    for work, _, _ in verified.works(root, "ko"):
        if work.slug == slug:
            return {name for name, registry in work.steps.items() if not registry}
    return set()


def _row(ko: str, en: str, times: list[float], *against: tuple[str, str, float]) -> dict:
    middle = statistics.median(times)
    return {
        "what": {"ko": ko, "en": en},
        "seconds": round(middle, 2),
        "range": [round(min(times), 2), round(max(times), 2)],
        "against": [
            {
                "what": {"ko": name, "en": english},
                "seconds": round(value, 2),
                "ratio": round(middle / value, 2),
            }
            for name, english, value in against
        ],
    }


if __name__ == "__main__":
    here = Path.cwd()
    result = measure(here)
    files.write(here / "data" / "benchmark.json", json.dumps(result, ensure_ascii=False, indent=1) + "\n")
    print(json.dumps(result, ensure_ascii=False, indent=1))
