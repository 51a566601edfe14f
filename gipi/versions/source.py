"""data/versions.json: which TensorFlow goes with what, and what may be said of a combination."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from packaging.specifiers import SpecifierSet
from packaging.version import Version

from gipi.machine.files import lock, write

ROOT = Path(__file__).parent.parent.parent
RECOMMENDED = "3.12"  # the Python of the commands on the pages; a test says when it is no longer a good one
# What once broke releases that did not see it coming: the package, its first
# breaking version, the day that appeared, the first Python that can have it, and
# the constraint that keeps it out.
BREAKS = (
    ("protobuf", "4.21.0", "2022-05-26", "3.7", "protobuf<3.21"),
    ("numpy", "2.0.0", "2024-06-16", "3.9", "numpy<2"),
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


@contextmanager
def changing(root: Path = ROOT) -> Iterator[dict]:
    """The source, to be changed in place and replaced as a whole; nobody else changes it meanwhile.

    The same data are the same bytes. An exception leaves the file as it is.
    """
    with lock(root, "versions"):
        data = load(root)
        yield data
        data["trials"].sort(
            key=lambda trial: (Version(trial["tensorflow"]), Version(trial["python"]), *identity(trial)[2:])
        )
        write(file(root), json.dumps(data, indent=1, ensure_ascii=False) + "\n")


def identity(trial: dict) -> tuple:
    """What a trial tried; a later one with the same key replaces it."""
    python = ".".join(trial["python"].split(".")[:2])
    return (trial["tensorflow"], python, trial["system"], trial["installer"].split()[0], tuple(trial["with"]))


def newest(data: dict) -> list[str]:
    """The newest patch of every minor of TensorFlow, ascending."""
    patches = {}
    for version in data["index"]["packages"]["tensorflow"]:
        patches[Version(version).release[:2]] = version
    return list(patches.values())


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
    constraints, release = [], data["index"]["packages"]["tensorflow"].get(tensorflow)
    for name, breaking, appeared, first, constraint in BREAKS if release else ():
        wanted = needs(data, tensorflow, python, system).get(name)
        exposed = release["released"] < appeared and Version(python) >= Version(first)
        if wanted is not None and exposed and SpecifierSet(wanted).contains(breaking):
            constraints.append(constraint)
    return tuple(constraints)


def evidence(data: dict, tensorflow: str, python: str, system: str) -> list[dict]:
    """All that is known of one combination, strongest first; empty where there is nothing.

    Each has a "kind": ran (in "trial": what was done and what happened),
    lacks ("what": the package without a wheel), wheel, documented ("by"),
    reported ("by"), and a "date".
    """
    release = data["index"]["packages"]["tensorflow"].get(tensorflow, {})
    facts = [
        {"kind": "ran", "date": trial["date"], "trial": trial}
        for trial in data["trials"]
        if trial["tensorflow"] == tensorflow and identity(trial)[1:3] == (python, system)
    ]
    if python in release.get("wheels", {}).get(system, {}):
        facts.append({"kind": "wheel", "date": data["index"]["asked"]})
    if lacking := release.get("lacks", {}).get(system, {}).get(python):
        facts.insert(-1, {"kind": "lacks", "date": data["index"]["asked"], "what": lacking})
    for source in data["documented"]:
        for version, pythons in source["says"].get(system, {}).items():
            if minor(version) == minor(tensorflow) and python in _span(pythons):
                facts.append({"kind": "documented", "date": source["of"], "by": source, "version": version})
    for report in data["reported"]:
        same = "tensorflow" in report and minor(report["tensorflow"]) == minor(tensorflow)
        if same and (report["system"], report["python"]) == (system, python):
            facts.append({"kind": "reported", "date": report["date"], "by": report})
    return facts


def state(
    data: dict, tensorflow: str, python: str, system: str, installer: str = "pip"
) -> tuple[str, tuple[str, ...]]:
    """(what may be said of a combination, the constraints that its command needs with this installer).

    ran: the plain command trained. mended: only with the constraints. failed:
    neither. wheel: nothing was run with this installer; constraints are
    inferred. lacks, none: it cannot be installed.
    """
    facts = evidence(data, tensorflow, python, system)
    kinds = {fact["kind"] for fact in facts}
    trials = [fact["trial"] for fact in facts if fact["kind"] == "ran"]
    trials = [trial for trial in trials if trial["installer"].startswith(installer)]
    if any(trial["outcome"] == "trained" and not trial["with"] for trial in trials):
        return "ran", ()
    for trial in trials:
        if trial["outcome"] == "trained":
            return "mended", tuple(trial["with"])
    if trials:
        return "failed", ()
    if "lacks" in kinds or "wheel" not in kinds:
        return ("lacks" if "lacks" in kinds else "none"), ()
    # The same Python elsewhere tells; another does not: NumPy 2 never came to 3.8.
    elsewhere = [
        trial
        for trial in data["trials"]
        if (trial["tensorflow"], minor_of_python(trial)) == (tensorflow, python)
        and trial["installer"].startswith(installer)
    ]
    if any(trial["outcome"] == "trained" and not trial["with"] for trial in elsewhere):
        return "wheel", ()
    return "wheel", mends(data, tensorflow, python, system)


def newest_for(data: dict, python: str, system: str) -> str | None:
    """The newest TensorFlow that can be installed for this Python on this system."""
    for version in reversed(data["index"]["packages"]["tensorflow"]):
        if state(data, version, python, system)[0] not in ("none", "lacks"):
            return version
    return None


def pythons_for(data: dict, tensorflow: str, system: str) -> list[str]:
    """The Python versions for which this TensorFlow can be installed on this system."""
    release = data["index"]["packages"]["tensorflow"].get(tensorflow, {})
    lacks = release.get("lacks", {}).get(system, {})
    return [python for python in release.get("wheels", {}).get(system, {}) if python not in lacks]


def minor(version: str) -> tuple[int, ...]:
    """2.15.1 as (2, 15)."""
    return Version(version).release[:2]


def minor_of_python(trial: dict) -> str:
    """The Python of a trial without its patch number."""
    return ".".join(trial["python"].split(".")[:2])


def bounds(specifier: str) -> str:
    """A range as a person writes it: <5 for <5.0.0dev, and without the single versions that it leaves out."""
    parts = [part for part in specifier.split(",") if not part.startswith("!=")]
    return ",".join(re.sub(r"^(<\d+(?:\.\d+)*?)(?:\.0)*(?:\.?dev\d*)?$", r"\1", part) for part in parts)


def _span(pythons: str) -> list[str]:
    """3.8–3.11 in full."""
    first, _, last = pythons.partition("–")
    return [f"3.{number}" for number in range(int(first.split(".")[1]), int((last or first).split(".")[1]) + 1)]


SYSTEMS = ("windows-x86_64", "windows-arm64", "macos-arm64", "macos-x86_64", "linux-x86_64", "linux-arm64")
OLDEST = "3.8"  # Python in the tables; the source holds older ones
