"""data/versions.json: which TensorFlow goes with what; refreshed from the index, tried, and told in words."""

import argparse
import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from packaging.specifiers import SpecifierSet
from packaging.version import Version

from gipi.output import write

ROOT = Path(__file__).parent.parent
# What once broke releases that did not see it coming: the package, its first
# breaking version, the day that appeared, and the constraint that keeps it out.
BREAKS = (
    ("protobuf", "4.21.0", "2022-05-26", "protobuf<3.21"),
    ("numpy", "2.0.0", "2024-06-16", "numpy<2"),
)


class VersionsProblem(Exception):
    """data/versions.json cannot be read or must not be replaced; a sentence for whoever asked."""


def file(root: Path = ROOT) -> Path:
    """Where the source lies."""
    return root / "data" / "versions.json"


def load(root: Path = ROOT) -> dict:
    """The source: "index" (written by refresh), "trials" (by try), "documented" and "reported" (by hand)."""
    path = file(root)
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {"index": {}, "trials": [], "documented": [], "reported": []}
    except json.JSONDecodeError as error:
        raise VersionsProblem(f"{path} is not JSON: {error}.") from None
    if missing := {"index", "trials", "documented", "reported"} - set(data):
        raise VersionsProblem(f"{path} has no {', '.join(sorted(missing))}.")
    return data


def save(data: dict, root: Path = ROOT) -> None:
    """Replace the source as a whole; the same data are the same bytes."""
    data["trials"].sort(key=lambda one: (Version(one["tensorflow"]), Version(one["python"]), *_key(one)[2:]))
    write(file(root), json.dumps(data, indent=1, ensure_ascii=False) + "\n")


# --- refresh -----------------------------------------------------------------


def differences(old: dict, new: dict, path: tuple[str, ...] = ()) -> list[str]:
    """What changed between two surveys, one readable line each."""
    lines = []
    for key in [*old, *(key for key in new if key not in old)]:
        here, a, b = (*path, key), old.get(key), new.get(key)
        if a == b:
            continue
        where = " ".join(here)
        if len(path) == 1 and a is None:
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
    from gipi.index import Index, lost, survey  # only here: building the pages asks nobody

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
    found = differences(old.get("packages", {}), packages)
    aged = renew is not None and old and (today - date.fromisoformat(old["asked"])).days >= renew
    if found or aged:
        data = load(root)  # a trial may have been added in the meantime
        data["index"] = {"asked": today.isoformat(), "packages": packages}
        save(data, root)
    if aged and not found:
        return [f"nothing new; asked again: {old['asked']} -> {today.isoformat()}"]
    return found


# --- try ---------------------------------------------------------------------


def _key(trial: dict) -> tuple:
    """What a trial tried; a later one with the same key replaces it."""
    python = ".".join(trial["python"].split(".")[:2])
    return (trial["tensorflow"], python, trial["system"], trial["installer"].split()[0], tuple(trial["with"]))


def plan(data: dict, system: str) -> list[tuple[str, str]]:
    """Every (TensorFlow, Python) to try here: each minor's newest with its newest Python first, then the others.

    The order of a minor's own Pythons is newest first; 3.6 and 3.7 are left out.
    """
    rounds: list[list[tuple[str, str]]] = []
    for version, release in reversed(data["index"]["packages"]["tensorflow"].items()):
        if version not in newest(data):
            continue
        lacks = release.get("lacks", {}).get(system, {})
        pythons = [
            one for one in release["wheels"].get(system, {}) if one not in lacks and Version(one) >= Version("3.8")
        ]
        for place, python in enumerate(reversed(pythons)):
            rounds += [[] for _ in range(place + 1 - len(rounds))]
            rounds[place].append((version, python))
    return [pair for one in rounds for pair in one]


def newest(data: dict) -> list[str]:
    """The newest patch of every minor of TensorFlow, ascending."""
    found = {}
    for version in data["index"]["packages"]["tensorflow"]:
        found[Version(version).release[:2]] = version
    return list(found.values())


def needs(data: dict, tensorflow: str, python: str, system: str) -> dict[str, str]:
    """What this TensorFlow requires there of keras, numpy, protobuf: {name: range}; {} where it has nothing."""
    release = data["index"]["packages"]["tensorflow"].get(tensorflow, {})
    for group in release.get("requires", []):
        if python in group["on"].get(system, []):
            return group["needs"]
    return {}


def mends(data: dict, tensorflow: str, python: str, system: str) -> tuple[str, ...]:
    """The constraints that keep out what came after this release and broke with what was before.

    A rule, not a measurement: the requirement has no upper bound that keeps
    the breaking version out, and the release is older than it.
    """
    released = data["index"]["packages"]["tensorflow"][tensorflow]["released"]
    found = []
    for name, first, day, constraint in BREAKS:
        wanted = needs(data, tensorflow, python, system).get(name)
        if wanted is not None and released < day and SpecifierSet(wanted).contains(first):
            found.append(constraint)
    return tuple(found)


def try_(
    pairs: list[tuple[str, str]], root: Path = ROOT, installers=("pip",), again: bool = False, attempt=None
) -> int:
    """Try each (TensorFlow, Python) plainly and, where that fails, mended; what has been tried is not repeated.

    Each result is written before the next trial begins. Returns how many trials were made.
    """
    from gipi import trial

    attempt, system, made = attempt or trial.attempt, trial.system(), 0
    for installer in installers:
        for tensorflow, python in pairs:
            for with_ in ((), mends(load(root), tensorflow, python, system)):
                key = (tensorflow, python, system, installer, with_)
                known = {_key(one): one for one in load(root)["trials"]}
                if key not in known or again:
                    try:
                        result = attempt(tensorflow, python, root / ".gipi" / "trial", with_, installer)
                    except trial.TrialProblem as problem:
                        print(f"not tried: {tensorflow}, Python {python}, {installer}: {problem}", flush=True)
                        break
                    data = load(root)
                    data["trials"] = [one for one in data["trials"] if _key(one) != key] + [result]
                    save(data, root)
                    known[key], made = result, made + 1
                    print(told(result), flush=True)
                if known[key]["outcome"] == "trained" or not mends(load(root), tensorflow, python, system):
                    break
    return made


def told(trial: dict) -> str:
    """A trial in one line."""
    end = "trained" if trial["outcome"] == "trained" else f"{trial['outcome']} failed: {trial['error']}"
    keras = trial.get("import_keras")
    if keras and keras["outcome"] != "trained":
        end += f"; import keras: {keras['error']}"
    return f"Python {trial['python']}, {trial['installer']}: {trial['command']}: {end}"


def _pair(data: dict, tensorflow: str, python: str) -> tuple[str, str]:
    """2.15 means its newest patch."""
    if tensorflow.count(".") == 1:
        minor = Version(tensorflow).release[:2]
        found = [one for one in newest(data) if Version(one).release[:2] == minor]
        if not found:
            raise VersionsProblem(f"data/versions.json knows no TensorFlow {tensorflow}; run refresh first.")
        tensorflow = found[0]
    if tensorflow not in data["index"]["packages"]["tensorflow"]:
        raise VersionsProblem(
            f"data/versions.json holds no TensorFlow {tensorflow}, only each minor's newest patch"
            f" and those that are the last for some Python: {', '.join(newest(data))}."
        )
    return tensorflow, python


def main(arguments: list[str] | None = None) -> int:
    """python -m gipi.versions refresh | try"""
    parser = argparse.ArgumentParser(prog="python -m gipi.versions", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    asking = commands.add_parser("refresh", help="ask the package index, write what is new")
    asking.add_argument(
        "--renew", type=int, metavar="DAYS", help="write today's date where the old one is this old"
    )
    trying = commands.add_parser("try", help="install in an empty environment and train one step; takes minutes")
    trying.add_argument("--tensorflow", metavar="2.15", help="a minor (its newest patch) or a release")
    trying.add_argument("--python", metavar="3.11", help="an interpreter at hand")
    trying.add_argument("--all", action="store_true", help="everything not tried yet, one at a time; takes hours")
    trying.add_argument("--installer", choices=("pip", "uv"), help="pip, unless --all: first pip, then uv")
    trying.add_argument("--again", action="store_true", help="also what has been tried")
    options = parser.parse_args(arguments)
    if options.command == "try" and options.all == bool(options.tensorflow and options.python):
        parser.error("try needs --tensorflow and --python, or --all")
    from gipi.index import IndexProblem

    try:
        if options.command == "refresh":
            print("\n".join(refresh(renew=options.renew)) or "Nothing new.")
        else:
            from gipi.trial import system

            data = load()
            pairs = plan(data, system()) if options.all else [_pair(data, options.tensorflow, options.python)]
            installers = (options.installer,) if options.installer else ("pip", "uv") if options.all else ("pip",)
            made = try_(pairs, installers=installers, again=options.again)
            print(f"{made} {'trial' if made == 1 else 'trials'} made.")
    except (IndexProblem, VersionsProblem) as problem:
        print(f"{problem}\ndata/versions.json is unchanged.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
