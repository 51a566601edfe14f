"""How long verifying takes, beside its limit and its alternative: `python -m gipi.runs.benchmark`.

With the argument `suite` it measures the whole suite instead (suite.py), with
`site` building and visiting the site (site_cost.py). Each writes its part of
data/benchmark.json, which about/verification and install/wsl2-gpu show. A
figure is the median over rounds of one run, because absolute times of a shared
machine mean little; the ratios are what counts.
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

from gipi.guide import Guide
from gipi.machine import files
from gipi.runs import ledger, site_cost, suite

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
    guide = Guide(root)
    works = [work for work in guide.works.values() if not all(work.steps.values())]
    docs = f"docs/{guide.source}"
    pages = [f"{docs}/{work.file}" for work in works]
    # A page that is imported for the first time compiles its modules to bytecode.
    _seconds([*VERIFY, docs, "-n", "2"])
    times: dict[str, list[float]] = {}
    spent: dict[str, list[dict[str, float]]] = {}
    for number in range(ROUNDS):
        rounds = {
            "import": [[sys.executable, "-c", "import tensorflow, keras"]],
            "guide": [[*VERIFY, docs, "-n", "2"]],
            "page": [[*VERIFY, f"{docs}/{ONE_PAGE}.md", "-n", "0"]],
        }
        if number == ROUNDS // 2:  # minutes long, and no claim hangs on its second digit: once
            rounds["processes"] = [[*VERIFY, page, "-n", "0"] for page in pages]
        for name, commands in rounds.items():
            times.setdefault(name, []).append(_seconds(*commands))
            if name == "processes":  # each page alone: nothing disturbs its seconds
                for slug, page in _steps(guide).items():
                    spent.setdefault(slug, []).append(page)
    median = {name: statistics.median(values) for name, values in times.items()}
    steps = {
        slug: {key: statistics.median(value[key] for value in values) for key in ("cpu", "seconds")}
        for slug, values in spent.items()
    }
    cores = os.cpu_count() or 1
    limit = median["import"] + max(
        sum(step["cpu"] for step in steps.values()) / cores,
        max(step["seconds"] for step in steps.values()),
    )
    alone = median["import"] + steps[ONE_PAGE]["seconds"] + 2
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "system": f"{platform.system()} {platform.machine()}, {cores} cores, Python {platform.python_version()}",
        "rounds": ROUNDS,
        "pages": {
            slug: {key: round(value, 2) for key, value in step.items()} for slug, step in sorted(steps.items())
        },
        "rows": [
            _row("import", {}, times["import"]),
            _row("guide", {"pages": len(works)}, times["guide"], limit=limit, alone=median["processes"]),
            _row("processes", {}, times["processes"]),
            _row("page", {"page": ONE_PAGE}, times["page"], limit=alone),
        ],
    }


def _steps(guide: Guide) -> dict[str, dict[str, float]]:
    """CPU and wall seconds of each page's steps, as the last run recorded them."""
    pages = {}
    for slug, entry in ledger.read(guide.root).items():
        due = (
            [name for name, registry in guide.works[slug].steps.items() if not registry]
            if slug in guide.works
            else []
        )
        if due:
            steps = [entry["steps"][name] for name in due if name in entry["steps"]]
            pages[slug] = {key: sum(step[key] for step in steps) for key in ("cpu", "seconds")}
    return pages


def _row(what: str, about: dict, times: list[float], **against: float) -> dict:
    """A row of the table: `what` and the names of `against` are keys of the words under `benchmark`."""
    middle = statistics.median(times)
    return {
        "what": what,
        "about": about,
        "seconds": round(middle, 2),
        "range": [round(min(times), 2), round(max(times), 2)],
        "against": [
            {"what": name, "seconds": round(value, 2), "ratio": round(middle / value, 2)}
            for name, value in against.items()
        ],
    }


if __name__ == "__main__":
    here = Path.cwd()
    file = here / "data" / "benchmark.json"
    measured = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    match sys.argv[1:]:
        case ["suite"]:
            measured["suite"] = suite.measure(here)
        case ["site"]:
            measured["site"] = site_cost.measure(here) | {"date": datetime.now(UTC).date().isoformat()}
        case _:
            measured |= measure(here)
    files.write(file, json.dumps(measured, ensure_ascii=False, indent=1) + "\n")
    print(json.dumps(measured, ensure_ascii=False, indent=1))
