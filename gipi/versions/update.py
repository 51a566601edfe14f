"""What is new on the package index: asked, told line by line, written into data/versions.json."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

from gipi.versions.package_index import Index
from gipi.versions.source import ROOT, VersionsProblem, changing, load
from gipi.versions.survey import lost, survey


def differences(old: dict, new: dict, path: tuple[str, ...] = ()) -> list[str]:
    """What changed between two surveys, one readable line each."""
    lines = []
    for key in [*old, *(key for key in new if key not in old)]:
        here, a, b = (*path, key), old.get(key), new.get(key)
        if a == b:
            continue
        where = " ".join(here)
        if len(path) == 1 and b and a is None:
            lines.append(f"new: {where}, released {b['released']}, {_cells(b)}")
        elif len(path) == 1 and b is None:
            lines.append(f"no longer shown: {where}")
        elif (isinstance(a, dict) and isinstance(b, dict)) or not path:
            lines += differences(a or {}, b or {}, here)
        elif a is None:
            lines.append(f"new: {where}: {_short(b)}")
        elif b is None:
            lines.append(f"gone: {where}: {_short(a)}")
        else:
            lines.append(f"changed: {where}: {_short(a)} -> {_short(b)}")
    return lines


def _cells(release: dict) -> str:
    if "wheels" not in release:
        return f"Python {release['requires_python'] or 'any'}"
    return "; ".join(f"{system}: {', '.join(pythons)}" for system, pythons in release["wheels"].items())


def _short(value) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) < 300 else text[:297] + "..."


def refresh(root: Path = ROOT, index=None, today: date | None = None, renew: int | None = None) -> list[str]:
    """Ask the index and write what is new; the answer is a readable list of the differences.

    With nothing new the file stays byte for byte, its date too, unless that
    is `renew` days old or older. Raises `IndexProblem` or `VersionsProblem`
    before anything is written.
    """
    if index is None:
        index = Index(root / ".gipi" / "metadata")
    today = today or datetime.now(UTC).date()
    old = load(root)["index"]
    if old and (gone := lost(old["packages"], index)):
        raise VersionsProblem(
            "The package index no longer lists: " + "; ".join(gone) + ". "
            " If that is meant to last, take these out of the file by hand and refresh again."
        )
    packages = survey(index)
    news = differences(old.get("packages", {}), packages)
    aged = renew is not None and old and (today - date.fromisoformat(old["asked"])).days >= renew
    if news or aged:
        with changing(root) as data:  # a trial may have been added in the meantime
            data["index"] = {"asked": today.isoformat(), "packages": packages}
    if aged and not news:
        return [f"nothing new; asked again: {old['asked']} -> {today.isoformat()}"]
    return news
