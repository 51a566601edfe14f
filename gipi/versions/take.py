"""Outcomes that other machines wrote into files, taken in as trials: checked as what comes from outside."""

import json
from pathlib import Path

import jsonschema

from gipi.versions.campaign import told
from gipi.versions.package_index import SYSTEMS
from gipi.versions.source import ROOT, VersionsProblem, changing, identity, minor

NUMBER: dict = {"type": "string", "pattern": r"^\d+(\.\d+)+([a-z]+\d+)?(\.dev\d+)?$"}
# All of it ends up on pages: one line, no longer than what an error says.
LINE: dict = {"type": "string", "pattern": r"^[^\r\n]{1,400}$"}
STAGES = ["install", "import", "train"]
OUTCOME: dict = {
    "properties": {"outcome": {"enum": ["trained", *STAGES]}, "error": LINE, "last_line": LINE},
    "required": ["outcome"],
    # A failure has its error, a success none.
    "if": {"properties": {"outcome": {"const": "trained"}}},
    "then": {"not": {"required": ["error"]}},
    "else": {"required": ["error"]},
}
TRIAL: dict = OUTCOME | {
    "type": "object",
    "properties": OUTCOME["properties"]
    | {
        "tensorflow": NUMBER,
        "python": {"type": "string", "pattern": r"^3\.\d+\.\d+$"},
        "system": {"enum": list(SYSTEMS)},
        "os": LINE,
        "installer": {"type": "string", "pattern": r"^(pip|uv) \d+(\.\d+)+$"},
        "command": {"type": "string", "pattern": r"^[^\r\n]*pip install [^\r\n]{1,400}$"},
        "with": {
            "type": "array",
            "items": {"type": "string", "pattern": r"^[A-Za-z][\w.-]*[<>=!~][\w.*,<>=!~]+$"},
        },
        "date": {"type": "string", "format": "date"},
        "versions": {"type": "object", "additionalProperties": NUMBER},
        "import_keras": OUTCOME | {"type": "object", "additionalProperties": False},
    },
    "required": ["tensorflow", "python", "system", "os", "installer", "command", "with", "date", "outcome"],
    "additionalProperties": False,
}
CHECK = jsonschema.Draft202012Validator(TRIAL, format_checker=jsonschema.FormatChecker(["date"]))


def take(files: list[Path], root: Path = ROOT) -> list[str]:
    """Put the trials of these files into data/versions.json; one line for each, what it was and what was done.

    A file holds one trial or a list of them, as `try --write` and `follow`
    write. A newer one replaces an older one of the same combination, never the
    other way. Raises VersionsProblem, and takes nothing, where a file is not
    what it should be.
    """
    lines = []
    taken = [(file, trial) for file in files for trial in read(file)]
    with changing(root) as data:
        minors = {minor(version) for version in data["index"]["packages"]["tensorflow"]}
        for file, trial in taken:
            if minor(trial["tensorflow"]) not in minors:
                raise VersionsProblem(
                    f"{file}: data/versions.json knows no TensorFlow {trial['tensorflow']}; run refresh first."
                )
            same = next((other for other in data["trials"] if identity(other) == identity(trial)), None)
            if same and same["date"] >= trial["date"]:
                lines.append(f"kept what is there ({same['date']}): {told(trial)}")
                continue
            data["trials"] = [other for other in data["trials"] if other is not same] + [trial]
            lines.append(f"{'replaced' if same else 'new'}: {trial['system']}, {told(trial)}")
    return lines


def read(file: Path) -> list[dict]:
    """The trials of a file, checked."""
    try:
        said = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise VersionsProblem(f"{file} cannot be read as JSON: {error}.") from None
    trials = said if isinstance(said, list) else [said]
    for number, trial in enumerate(trials, 1):
        if fault := jsonschema.exceptions.best_match(CHECK.iter_errors(trial)):
            where = "".join(f", {part}" for part in fault.path)
            raise VersionsProblem(f"{file}, trial {number}{where}: {fault.message[:300]}.")
    return trials
