"""python -m gipi.runs.paths [WORD …] [--list|--again|--some N]: walk what pages tell to type, in empty systems."""

import argparse
import shutil
import sys
import sysconfig
from functools import partial
from pathlib import Path

from gipi.guide import Guide
from gipi.guide.answers import lines_of, shown
from gipi.machine import clock
from gipi.runs.paths import plan, record, walk
from gipi.runs.paths.empty_system import SystemProblem
from gipi.runs.signed import RecordProblem


def main(arguments: list[str] | None = None) -> int:
    """python -m gipi.runs.paths"""
    parser = argparse.ArgumentParser(prog="python -m gipi.runs.paths", description=__doc__)
    parser.add_argument("words", nargs="*", metavar="debian-13", help="only walks whose name has all these words")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--list", action="store_true", help="say what is recorded; walk nothing")
    how.add_argument("--again", action="store_true", help="also what is recorded with today's lines")
    how.add_argument(
        "--some", type=int, metavar="N", help="at most N: what is not recorded first, then the oldest"
    )
    options, say = parser.parse_args(arguments), partial(print, flush=True)
    guide = Guide(Path.cwd())
    try:
        return _walk(guide, options, say)
    except (plan.PlanProblem, RecordProblem, SystemProblem) as problem:
        print(problem, file=sys.stderr)
        return 1


def _walk(guide: Guide, options: argparse.Namespace, say) -> int:
    chosen = [path for path in guide.walks if set(options.words) <= set(path.key.split())]
    if not chosen:
        raise plan.PlanProblem(f"No walk has the words {' '.join(options.words)}; --list names all.")
    recorded, lines = guide.walked, lines_of(guide)
    fresh = {path.key: recorded.get(path.key, {}).get("lines") == lines[path.key] for path in chosen}
    if options.list:
        for path in chosen:
            said = told(recorded[path.key]) if path.key in recorded else "not walked"
            say(f"{path.key}: {said}{'' if fresh[path.key] else ' (due)'}")
        return 0
    due = [path for path in chosen if options.again or options.some or not fresh[path.key]]
    if options.some:
        due.sort(key=lambda path: recorded[path.key]["ran"] if fresh[path.key] else "")
    made: list[str] = []
    for path in due:
        if options.some and len(made) == options.some:
            break
        try:
            made.append(_make(guide, path, lines[path.key], say))
        except SystemProblem as problem:
            if not options.some:
                raise
            say(f"{path.key}: not walked: {problem}")  # such as a Python that this machine lacks: another will do
    return int("broke" in made or bool(due and not made))


def _make(guide: Guide, path: plan.Walk, lines: str, say) -> str:
    """Walk a path and record it: how it ended."""
    say(f"{path.key} …")
    docs = guide.root / "docs" / guide.source
    result = walk.make(path, walk.typed(path, shown(guide)), docs, guide.check_env(), _uv(), say)
    result |= {"ran": clock.today().isoformat(), "lines": lines}
    record.save(guide.root, path.key, result, guide.walks)
    say(f"{path.key}: {told(result)}")
    return result["outcome"]


def told(result: dict) -> str:
    """A result in one line."""
    took = f"{result['seconds']} s, {result['megabytes']} MB"
    if result["outcome"] == "arrived":
        yes = f", {result['yes']} of {result['of']} yes" if "of" in result else ""
        return f"arrived ({took}{yes})"
    return f"{result['outcome']} at {result['at']} ({took}): {result['last']}"


def _uv() -> Path:
    beside = Path(sysconfig.get_path("scripts")) / "uv"
    other = shutil.which("uv")
    if not beside.is_file() and not other:
        raise SystemProblem("uv is missing; it is in requirements.txt.")
    return beside if beside.is_file() else Path(str(other))


if __name__ == "__main__":
    sys.exit(main())
