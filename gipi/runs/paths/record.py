"""data/paths.json: how each walk ended, when, and of which lines; written by the command alone.

walks        {"system route user": {"ran", "lines", "outcome", "seconds", "cpu", "megabytes", "stand-ins", …}}
fingerprint  SHA-256 over all of that
"""

from pathlib import Path

from gipi.runs.paths.plan import Walk
from gipi.runs.paths.stand_ins import NAMES
from gipi.runs.signed import Record

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
RECORD = Record("paths.json", "walks", WALK, "walk again: python -m gipi.runs.paths")


def load(root: Path) -> dict[str, dict]:
    """What is recorded, by the walk's key; empty where nothing is. Raises signed.RecordProblem."""
    return RECORD.load(root)


def save(root: Path, key: str, result: dict, walks: list[Walk]) -> None:
    """Write one result beside the others; what is no longer walked is dropped."""
    results = load(root) | {key: result}
    RECORD.save(root, {walk.key: results[walk.key] for walk in walks if walk.key in results})
