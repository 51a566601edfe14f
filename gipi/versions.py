"""data/versions.json: which TensorFlow goes with what; refreshed from the index, tried, and told in words."""

import argparse
import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

from gipi.output import write

ROOT = Path(__file__).parent.parent
FIRST = {"tensorflow": "2.4", "tensorflow-cpu": "2.4", "keras": "2.2", "tf-keras": "2.14", "tensorflow-metal": "0"}
NEEDS = ("keras", "keras-nightly", "numpy", "protobuf", "tensorflow")
# Packages that carry what a TensorFlow wheel of the same version leaves out on
# some systems. Where one of them has no wheel, TensorFlow's own is of no use.
COMPANIONS = ("tensorflow-intel", "tensorflow-macos", "tensorflow-cpu-aws")
CUDA_SYSTEM = "linux-x86_64"  # the only one for which [and-cuda] is meant
MACHINES = {
    "windows-x86_64": ("Windows", "win32", "nt", "AMD64"),
    "windows-arm64": ("Windows", "win32", "nt", "ARM64"),
    "macos-arm64": ("Darwin", "darwin", "posix", "arm64"),
    "macos-x86_64": ("Darwin", "darwin", "posix", "x86_64"),
    "linux-x86_64": ("Linux", "linux", "posix", "x86_64"),
    "linux-arm64": ("Linux", "linux", "posix", "aarch64"),
}

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


def survey(index) -> dict:
    """What the index holds today, in the form of data["index"]["packages"]."""
    packages = {"tensorflow": _tensorflow(index), "coming": _coming(index)}
    packages["tensorflow-cpu"] = {
        str(version): {"released": _day(wheels), "wheels": _sizes(wheels)}
        for version, wheels in _newest(index, "tensorflow-cpu")
    }
    packages["tensorflow-metal"] = {
        str(version): {"released": _day(wheels), "wheels": _sizes(wheels)}
        for version, wheels in _newest(index, "tensorflow-metal")
    }
    for name in ("keras", "tf-keras"):
        packages[name] = {
            str(version): {
                "released": _day(wheels),
                "requires_python": wheels[0].requires_python,
                "size": wheels[0].size,
                "needs": _needed(index, wheels[0], "3.12", CUDA_SYSTEM)[0],
            }
            for version, wheels in _newest(index, name)
        }
    return packages


def _tensorflow(index) -> dict:
    """Every minor's newest patch, and an older one where only that can be installed somewhere."""
    found = {}
    for patches in _minors(index, "tensorflow").values():
        covered: set[tuple[str, str]] = set()
        for version, wheels in reversed(patches):
            sizes = _sizes(wheels)
            cells = {(system, python) for system, pythons in sizes.items() for python in pythons}
            if covered and not cells - covered:
                continue
            release = _release(index, version, wheels, sizes)
            lacking = {
                (system, python) for system, pythons in release.get("lacks", {}).items() for python in pythons
            }
            if not covered or cells - covered - lacking:
                found[version] = release
                covered |= cells - lacking
    return {str(version): found[version] for version in sorted(found)}


def _release(index, version: Version, wheels: list, sizes: dict) -> dict:
    release: dict = {
        "released": _day(wheels),
        "requires_python": wheels[0].requires_python,
        "wheels": sizes,
    }
    groups: list[dict] = []  # cells that need the same
    lacks: dict[str, dict[str, str]] = {}
    for system, pythons in sizes.items():
        # The wheels of one system say the same for every Python, in their markers (all of 2.4-2.21 compared).
        wheel = max((one for one in wheels if system in one.systems()), key=lambda one: Version(one.pythons()[-1]))
        for python in pythons:
            needs, more, lacking = _needed(index, wheel, python, system)
            if lacking:
                lacks.setdefault(system, {})[python] = lacking
                continue
            pythons[python] += more
            group = next((one for one in groups if one["needs"] == needs), None)
            if not group:
                groups.append(group := {"on": {}, "needs": needs})
            group["on"].setdefault(system, []).append(python)
        if system == CUDA_SYSTEM and (cuda := _cuda(index, wheel, list(pythons))):
            release["and-cuda"] = cuda
    release["requires"] = groups
    if lacks:
        release["lacks"] = lacks
    return release


def _needed(index, wheel, python: str, system: str) -> tuple[dict[str, str], int, str]:
    """(what it requires of `NEEDS`, bytes of its companions, the companion that has nothing here or "")."""
    needs: dict[str, str] = {}
    size = 0
    for wanted in _requirements(index, wheel, python, system):
        name = canonicalize_name(wanted.name)
        if name in NEEDS:
            needs[name] = ordered(wanted.specifier)
        if name in COMPANIONS:
            found = _fitting(index, wanted, python, system)
            if not found:
                return {}, 0, f"{name} {wanted.specifier}"
            more, bytes_, lacking = _needed(index, found, python, system)
            if lacking:
                return {}, 0, lacking
            needs |= more
            size += found.size + bytes_
    return dict(sorted(needs.items())), size, ""


def _fitting(index, wanted: Requirement, python: str, system: str):
    """The newest wheel that meets a requirement for this Python on this system, or None."""
    fitting = [
        one
        for one in index.wheels(canonicalize_name(wanted.name))
        if one.version in wanted.specifier and one.fits(python, system)
    ]
    return max(fitting, key=lambda one: one.version, default=None)


def _cuda(index, wheel, pythons: list[str]) -> dict:
    """What [and-cuda] adds, and for which Python one of these packages has no wheel."""
    found: dict = {}
    for python in pythons:
        plain = {str(one) for one in _requirements(index, wheel, python, CUDA_SYSTEM)}
        with_it = _requirements(index, wheel, python, CUDA_SYSTEM, "and-cuda")
        added = [one for one in with_it if str(one) not in plain]
        if not added:
            continue
        found["needs"] = {canonicalize_name(one.name): ordered(one.specifier) for one in added}
        lacking = [one for one in added if not _fitting(index, one, python, CUDA_SYSTEM)]
        if lacking:
            found.setdefault("lacks", {})[python] = f"{lacking[0].name} {lacking[0].specifier}"
    return found


def _requirements(index, wheel, python: str, system: str, extra: str = "") -> list[Requirement]:
    surroundings = environment(python, system) | {"extra": extra}
    lines = [Requirement(line) for line in index.metadata(wheel).get("requires_dist", [])]
    return [one for one in lines if one.marker is None or one.marker.evaluate(surroundings)]


def environment(python: str, system: str) -> dict[str, str]:
    """The values of environment markers for CPython on this system."""
    name, platform, family, machine = MACHINES[system]
    return {
        "implementation_name": "cpython",
        "implementation_version": f"{python}.0",
        "os_name": family,
        "platform_machine": machine,
        "platform_python_implementation": "CPython",
        "platform_release": "",
        "platform_system": name,
        "platform_version": "",
        "python_full_version": f"{python}.0",
        "python_version": python,
        "sys_platform": platform,
    }


def ordered(specifier: SpecifierSet) -> str:
    """A version range as people write it: from, to, but not.

    >>> ordered(SpecifierSet("!=4.21.0,<5.0.0dev,>=3.20.3"))
    '>=3.20.3,<5.0.0dev,!=4.21.0'
    """
    rank = {"<": 1, "<=": 1, "!=": 2}
    return ",".join(
        str(one)
        for one in sorted(
            specifier, key=lambda one: (rank.get(one.operator, 0), Version(one.version.rstrip(".*")))
        )
    )


def _minors(index, name: str) -> dict[tuple[int, ...], list[tuple[Version, list]]]:
    """The stable releases of a project from `FIRST` on, patches of a minor together, ascending."""
    releases: dict[Version, list] = {}
    for wheel in index.wheels(name):
        if not wheel.version.is_prerelease and wheel.version >= Version(FIRST[name]):
            releases.setdefault(wheel.version, []).append(wheel)
    minors: dict[tuple[int, ...], list[tuple[Version, list]]] = {}
    for version in sorted(releases):
        wheels = sorted(releases[version], key=lambda one: one.name)
        minors.setdefault(version.release[:2], []).append((version, wheels))
    return minors


def _newest(index, name: str) -> list[tuple[Version, list]]:
    return [patches[-1] for patches in _minors(index, name).values()]


def _coming(index) -> dict:
    """The newest pre-release, where it is newer than every release."""
    newest = max(wheel.version for wheel in index.wheels("tensorflow"))
    if not newest.is_prerelease:
        return {}
    wheels = [wheel for wheel in index.wheels("tensorflow") if wheel.version == newest]
    return {str(newest): {"released": _day(wheels), "wheels": _sizes(wheels)}}


def _sizes(wheels: list) -> dict[str, dict[str, int]]:
    """{system: {Python: bytes of the download}}."""
    found: dict[str, dict[str, int]] = {}
    for system in MACHINES:
        fitting = [(python, one) for one in wheels if system in one.systems() for python in one.pythons()]
        if fitting:
            found[system] = {
                python: one.size
                for python, one in sorted(fitting, key=lambda pair: Version(pair[0]))
                if one.fits(python, system)
            }
    return found


def _day(wheels: list) -> str:
    return min(wheel.day for wheel in wheels).isoformat()


def lost(old: dict, index) -> list[str]:
    """What the source holds and the index no longer lists, or has withdrawn."""
    gone = []
    for name, releases in old.items():
        project = "tensorflow" if name == "coming" else name
        if name == "coming":  # a pre-release may go when the release comes
            continue
        listed: dict[str, list] = {}
        for wheel in index.wheels(project):
            listed.setdefault(str(wheel.version), []).append(wheel)
        for version, release in releases.items():
            if version not in listed:
                gone.append(f"{name} {version}")
                continue
            for system, pythons in release.get("wheels", {}).items():
                now = _sizes(listed[version]).get(system, {})
                gone += [f"{name} {version} for Python {one} on {system}" for one in pythons if one not in now]
    return gone


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
    if index is None:
        from gipi.index import Index

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
