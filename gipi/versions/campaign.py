"""Which TensorFlow to try with which Python, one trial after another, each kept in data/versions.json."""

from pathlib import Path

from packaging.version import Version

from gipi.versions import trial
from gipi.versions.source import ROOT, changing, identity, load, mends, newest


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
            python
            for python in release["wheels"].get(system, {})
            if python not in lacks and Version(python) >= Version("3.8")
        ]
        for place, python in enumerate(reversed(pythons)):
            rounds += [[] for _ in range(place + 1 - len(rounds))]
            rounds[place].append((version, python))
    return [pair for pairs in rounds for pair in pairs]


def try_(
    pairs: list[tuple[str, str]],
    root: Path = ROOT,
    installers: tuple[str, ...] = ("pip",),
    again: bool = False,
    with_: tuple[str, ...] = (),
    attempt=None,
) -> int:
    """Try each (TensorFlow, Python) plainly and, where that fails, mended; what has been tried is not repeated.

    It is mended with the constraints of the rule, unless others are given.
    Each result is written before the next trial begins. Returns how many
    trials were made.
    """

    attempt, system, made = attempt or trial.attempt, trial.system(), 0
    for installer in installers:
        for tensorflow, python in pairs:
            second = with_ or mends(load(root), tensorflow, python, system)
            for constraints in ((), second) if second else ((),):
                key = (tensorflow, python, system, installer, constraints)
                result = next((trial for trial in load(root)["trials"] if identity(trial) == key), None)
                if result is None or again:
                    try:
                        result = attempt(tensorflow, python, root / ".gipi" / "trial", constraints, installer)
                    except trial.TrialProblem as problem:
                        print(f"not tried: {tensorflow}, Python {python}, {installer}: {problem}", flush=True)
                        break
                    with changing(root) as data:
                        data["trials"] = [trial for trial in data["trials"] if identity(trial) != key] + [result]
                    made += 1
                    print(told(result), flush=True)
                elif len(pairs) == 1:
                    print(f"{told(result)} (on {result['date']})", flush=True)
                if result["outcome"] == "trained":
                    break
    return made


def told(trial: dict) -> str:
    """A trial in one line."""
    end = "trained" if trial["outcome"] == "trained" else f"{trial['outcome']} failed: {trial['error']}"
    keras = trial.get("import_keras")
    if keras and keras["outcome"] != "trained":
        end += f"; import keras: {keras['error']}"
    return f"Python {trial['python']}, {trial['installer']}: {trial['command']}: {end}"
