"""Paths run whole, as a page shows them: how each walk ended, what stood in for a person, what was not walked."""

from collections.abc import Mapping

from gipi.runs.paths.plan import System, Walk
from gipi.runs.paths.stand_ins import NAMES
from gipi.words import Words


def table(walks: list[Walk], recorded: Mapping[str, dict], lines: Mapping[str, str], words: Words) -> str:
    """A table for each system, a row for each walk.

    By a walk's key, `recorded` is how it ended, `lines` the digest of what pages tell to type today.
    """
    systems: dict[System, list[Walk]] = {}
    for walk in walks:
        systems.setdefault(walk.system, []).append(walk)
    parts = []
    for system, its in systems.items():
        rows = [words("paths.table"), "| --- | --- |"]
        for walk in its:
            result = recorded.get(walk.key)
            fresh = result is not None and result["lines"] == lines.get(walk.key)
            path = f"{route(walk, words)}<br>{words(f'paths.user-{walk.user.key}')}"
            rows.append(f"| {path} | {ended(walk, result, fresh, words)} |")
        parts += [words("paths.system", name=system.name, python=system.python), "\n".join(rows)]
    return "\n\n".join(parts)


def route(walk: Walk, words: Words) -> str:
    """What was followed, with links to the pages."""
    name, _, python = walk.route.rpartition("-") if walk.route.startswith("selector-") else (walk.route, "", "")
    said = words(f"paths.route-{name}", python=python)
    if walk.laid:
        return f"{said}, {words('paths.laid')}"
    return said if walk.root else f"{said}, {words('paths.rootless')}"


def ended(walk: Walk, result: dict | None, fresh: bool, words: Words) -> str:
    """How it ended, and whether that is of today's lines."""
    if result is None:
        return words("paths.unwalked")
    said = {
        "cpu": result["cpu"],
        "size": f"{result['megabytes'] / 1000:.1f}",
        "ran": words.day(result["ran"]),
    }
    if result["outcome"] == "arrived":
        answers = (
            words("paths.answers", **{name: result[name] for name in ("yes", "of")}) if "of" in result else ""
        )
        versions = result["versions"]
        tensorflow = [version for name, version in versions.items() if name.startswith("tensorflow")]
        what = {"tensorflow": tensorflow[0]} if tensorflow else {"keras": versions["keras"]}
        text = words("paths.arrived" if tensorflow else "paths.arrived-without", answers=answers, **what, **said)
    else:
        page, _, anchor = (walk.stop.announced if walk.stop else result["at"]).partition("#")
        where = f"{page.removeprefix('install/')}.md#{anchor}" if anchor else "index.md#choose"
        text = words(f"paths.{result['outcome']}", line=result["last"].replace("|", "\\|"), where=where, **said)
    return text if fresh else f"{text} {words('paths.stale')}"


def stand_ins(recorded: Mapping[str, dict], words: Words) -> str:
    """What was done for a person on these walks, as a list."""
    used = {name for result in recorded.values() for name in result["stand-ins"]}
    return "\n".join(f"- {words(f'paths.for-{name}')}" for name in NAMES if name in used)


def not_walked(words: Words) -> str:
    """What cannot be walked here, and what stands for it, as a list."""
    return "\n".join(f"- {line}" for line in words.lines("paths.not-walked"))
