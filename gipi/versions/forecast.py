"""What the rules about versions would have said before each break, and what happened then."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from packaging.specifiers import SpecifierSet
from packaging.version import Version

from gipi.versions import trial
from gipi.versions.package_index import Index, Past
from gipi.versions.source import ROOT, changing
from gipi.versions.survey import major, requirements

# The day on which it came, and what: a package's new major, or a Python.
EVENTS = (
    ("2022-05-26", "protobuf 4"),
    ("2024-03-07", "keras 3"),
    ("2024-06-16", "numpy 2"),
    ("2024-10-07", "python 3.13"),
)
PYTHONS = {"3.11": "2022-10-24", "3.12": "2023-10-02", "3.13": "2024-10-07", "3.14": "2025-10-07"}
WATCHED = ("keras", "numpy", "protobuf")


def warnings(index, system: str = "linux-x86_64") -> list[dict]:
    """What the rules say will break next, from what the index holds: {"wanted", "python", "package", "why"}.

    open: a release admits a major of the package that does not exist yet.
    coming: a pre-release brings another major than the newest release, for
    whoever installs without a version. python: the next Python has no wheel.
    """
    *releases, last = requirements(index, system)
    coming = last if Version(last["tensorflow"]).is_prerelease else None
    releases = releases if coming else [*releases, last]
    said = []
    for release in releases:
        for package, range_ in release["needs"].items():
            if package in WATCHED and SpecifierSet(range_).contains(f"{major(index, package) + 1}.0.0"):
                said.append(_warning(f"tensorflow=={release['tensorflow']}", release["python"], package, "open"))
    if coming:
        newest_ = releases[-1]
        for package in sorted(set(coming["needs"]) & set(newest_["needs"]) & set(WATCHED)):
            if major(index, package, coming["needs"][package]) != major(index, package, newest_["needs"][package]):
                said.append(_warning("tensorflow", newest_["python"], package, "coming"))
    latest = max((release["python"] for release in (*releases, last)), key=Version)
    following = f"3.{int(latest.split('.')[1]) + 1}"
    said.append(_warning("tensorflow", following, "python", "python"))
    return said


def _warning(wanted: str, python: str, package: str, why: str) -> dict:
    return {"wanted": wanted, "python": python, "package": package, "why": why}


def backtest(root: Path = ROOT, index=None, resolve=None, today: date | None = None) -> list[dict]:
    """Warn as if it were the day before each event, then look two weeks later, and keep the result in the source.

    A warning came true where the resolved major of the package changed, or
    where a Python had come out and nothing can be installed for it. What
    changed without a warning was missed.
    """
    index = index or Index(root / ".gipi" / "metadata")
    resolve = resolve or trial.resolve
    folder, results = root / ".gipi" / "trial", []
    for day_, event in EVENTS:
        before = date.fromisoformat(day_)
        after = before + timedelta(days=14)
        past = Past(index, before)
        said = warnings(past)
        asked = [
            (f"tensorflow=={requirement['tensorflow']}", requirement["python"])
            for requirement in requirements(past, "linux-x86_64")
            if not Version(requirement["tensorflow"]).is_prerelease
        ]
        asked += [("tensorflow", asked[-1][1])]
        happened = []
        for wanted, python in asked:
            old, new = resolve(wanted, python, before, folder), resolve(wanted, python, after, folder)
            for package in WATCHED:
                a, b = (old or {}).get(package), (new or {}).get(package)
                if a and b and Version(a).major != Version(b).major:
                    happened.append({"wanted": wanted, "python": python, "package": package, "from": a, "to": b})
        for warning in said:
            out = PYTHONS.get(warning["python"], "9") <= after.isoformat()
            if (
                warning["why"] == "python"
                and out
                and resolve("tensorflow", warning["python"], after, folder) is None
            ):
                happened.append({**_warning("tensorflow", warning["python"], "python", ""), "from": "", "to": ""})
        keys = ("wanted", "python", "package")
        true = {tuple(event[key] for key in keys) for event in happened}
        warned = {tuple(warning[key] for key in keys) for warning in said}
        results.append(
            {
                "event": event,
                "day": day_,
                "right": [event for event in happened if tuple(event[key] for key in keys) in warned],
                "missed": [event for event in happened if tuple(event[key] for key in keys) not in warned],
                "in_vain": [warning for warning in said if tuple(warning[key] for key in keys) not in true],
            }
        )
        print(
            f"{event}: {len(results[-1]['right'])} right, {len(results[-1]['missed'])} missed,"
            f" {len(results[-1]['in_vain'])} in vain",
            flush=True,
        )
    with changing(root) as data:
        data["backtest"] = {"ran": (today or datetime.now(UTC).date()).isoformat(), "events": results}
    return results
