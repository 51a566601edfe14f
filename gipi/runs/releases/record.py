"""data/releases.json: what each page's code did in each environment; written by the command alone.

cells        {page: {environment: cell}}, see `cells`
fingerprint  SHA-256 over all of that
"""

from collections.abc import Iterable
from pathlib import Path

from gipi.machine.files import lock
from gipi.pages.page import Page
from gipi.runs import counted
from gipi.runs.releases.environments import Environment
from gipi.runs.signed import Record

# All of it ends up on pages: one line, no longer than what `cells` leaves.
LINE = {"type": "string", "pattern": r"^[^\r\n]{0,400}$"}
DIFFERENCE = {
    "type": "object",
    "properties": {"printed": LINE, "recorded": LINE, "figure": {"const": True}},
    "additionalProperties": False,
    "oneOf": [{"required": ["printed", "recorded"]}, {"required": ["figure"]}],
}
CELL = {
    "type": "object",
    "properties": {
        "digest": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        "ran": {"type": "string", "format": "date"},
        "versions": {"type": "object", "additionalProperties": LINE},
        "cpu": {"type": "number", "minimum": 0},
        "compared": {"type": "integer", "minimum": 0},
        "differs": {"type": "object", "additionalProperties": DIFFERENCE},
        "conclusions": {"type": "object", "additionalProperties": {"type": "boolean"}},
        "stop": {
            "type": "object",
            "properties": {"step": LINE, "error": LINE, "needs": {"type": "boolean"}},
            "required": ["step", "error", "needs"],
            "additionalProperties": False,
        },
    },
    "required": ["digest", "ran", "versions", "cpu", "compared", "differs", "conclusions"],
    "additionalProperties": False,
}
RECORD = Record(
    "releases.json",
    "cells",
    {"type": "object", "additionalProperties": CELL},
    "run python -m gipi.runs.releases",
)
Cells = dict[str, dict[str, dict]]


def load(root: Path) -> Cells:
    """What is recorded, by page and environment; empty where nothing is. Raises signed.RecordProblem."""
    return RECORD.load(root)


def save(root: Path, slug: str, key: str, cell: dict, slugs: Iterable[str], keys: Iterable[str]) -> None:
    """Write one cell beside the others; pages and environments that are no more are dropped."""
    slugs, keys = list(slugs), list(keys)
    with lock(root, "releases"):
        cells = load(root)
        cells.setdefault(slug, {})[key] = cell
        kept = {own: {key: cells[own][key] for key in keys if key in cells[own]} for own in slugs if own in cells}
        RECORD.save(root, kept)


def looked_at(pages: Iterable[Page]) -> list[Page]:
    """The pages whose code is run everywhere: concepts and exercises with steps in Python."""
    return [
        page
        for page in pages
        if page.slug.startswith(("concepts/", "practice/"))
        and any(step.language == "python" for step in counted.due(page))
    ]


def due(cell: dict | None, digest: str, environment: Environment) -> str | None:
    """Why a cell is to be run; None where it speaks of the page and the release as they are now."""
    if cell is None:
        return "not run yet"
    if cell["digest"] != digest:
        return "the page has changed"
    for name in ("tensorflow", "keras"):
        wanted = getattr(environment, name)
        if wanted and cell["versions"].get(name) != wanted:
            return f"{name} {wanted} is out"
    return None


def fresh(cells: Cells, page: Page, planned: Iterable[Environment]) -> dict[str, dict]:
    """The cells of a page that are not due, by environment."""
    own, digest = cells.get(page.slug, {}), counted.digest(page)
    return {
        environment.key: own[environment.key]
        for environment in planned
        if due(own.get(environment.key), digest, environment) is None
    }
