"""data/paths.json: how each walk ended, when, and of which lines; written by the command alone.

walks        {"system route user": {"ran", "lines", "outcome", "seconds", "cpu", "megabytes", "stand-ins", …}}
fingerprint  SHA-256 over all of that
"""

import json
from pathlib import Path

import jsonschema

from gipi.machine.files import write
from gipi.runs.counted import fingerprint
from gipi.runs.paths.plan import Walk
from gipi.runs.paths.stand_ins import NAMES

OUTCOMES = ("arrived", "stopped", "broke")  # stopped: where and as the pages say beforehand
NUMBER = {"type": "integer", "minimum": 0}
# All of it ends up on pages: one line, no longer than what an error says.
LINE = {"type": "string", "pattern": r"^[^\r\n]{1,400}$"}
WALK = {
    "type": "object",
    "properties": {
        "ran": {"type": "string", "format": "date"},
        "lines": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        "outcome": {"enum": [*OUTCOMES]},
        "at": LINE,
        "last": LINE,
        "seconds": NUMBER,
        "cpu": NUMBER,
        "megabytes": NUMBER,
        "stand-ins": {"type": "array", "items": {"enum": [*NAMES]}},
        "versions": {"type": "object", "additionalProperties": LINE},
        "yes": NUMBER,
        "of": NUMBER,
    },
    "required": ["ran", "lines", "outcome", "seconds", "cpu", "megabytes", "stand-ins"],
    "additionalProperties": False,
    "if": {"properties": {"outcome": {"const": "arrived"}}},
    "then": {"required": ["versions"]},
    "else": {"required": ["at", "last"]},
}
CHECK = jsonschema.Draft202012Validator(
    {
        "type": "object",
        "properties": {"walks": {"type": "object", "additionalProperties": WALK}, "fingerprint": LINE},
        "required": ["walks", "fingerprint"],
        "additionalProperties": False,
    },
    format_checker=jsonschema.FormatChecker(["date"]),
)


class RecordProblem(ValueError):
    """data/paths.json is not what the command wrote: what is wrong, and what to do."""


def load(root: Path) -> dict[str, dict]:
    """What is recorded, by the walk's key; empty where nothing is. Raises RecordProblem."""
    path = root / "data" / "paths.json"
    if not path.is_file():
        return {}
    again = "take it from the last commit, or walk again: python -m gipi.runs.paths"
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise RecordProblem(f"data/paths.json cannot be read as JSON: {error}; {again}.") from None
    if fault := jsonschema.exceptions.best_match(CHECK.iter_errors(said)):
        where = "".join(f", {part}" for part in fault.path)
        raise RecordProblem(f"data/paths.json{where}: {fault.message[:300]}; {again}.")
    if said["fingerprint"] != fingerprint(said):
        raise RecordProblem(f"data/paths.json was edited by hand; {again}.")
    return said["walks"]


def save(root: Path, key: str, result: dict, walks: list[Walk]) -> None:
    """Write one result beside the others; what is no longer walked is dropped."""
    results = load(root) | {key: result}
    data: dict = {"walks": {walk.key: results[walk.key] for walk in walks if walk.key in results}}
    data["fingerprint"] = fingerprint(data)
    write(root / "data" / "paths.json", json.dumps(data, ensure_ascii=False, indent=1) + "\n")
