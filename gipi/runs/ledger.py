"""What ran in this tree: which page, when, with which versions, how long."""

import hashlib
import json
import platform
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from importlib import metadata
from pathlib import Path

import nbformat

from gipi.machine import clock
from gipi.machine.files import lock, write
from gipi.pages import notebook
from gipi.pages.page import Page

FRESH = 45  # days for which a step that asks the package index stays current


def store(root: Path) -> Path:
    """Where the record lives; it belongs to a tree and is not committed."""
    return root / ".gipi" / "record.json"


class RecordDamaged(Exception):
    """The record cannot be read; a sentence with its place."""


def read(root: Path) -> dict:
    """The record: {slug: {"digest", "steps": {name: {"ran", "seconds", "versions", "system"}}}}.

    Raises RecordDamaged: what passed is not known then, which is not the same as nothing.
    """
    file = store(root)
    try:
        passed = json.loads(file.read_text(encoding="utf-8"))
        for entry in passed.values():
            _ = entry["digest"], entry["steps"].items()
    except FileNotFoundError:
        return {}
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise RecordDamaged(f"{file.relative_to(root).as_posix()} is damaged: {error}.") from None
    return passed


def merge(root: Path, results: dict) -> str | None:
    """Add the passed steps of pages to the record, which nobody else changes meanwhile.

    A page whose digest has changed starts anew: what passed before says
    nothing about what stands there now. A damaged record is put aside; the
    answer is a sentence that says so.
    """
    with lock(root, "record"):
        said = None
        try:
            passed = read(root)
        except RecordDamaged as damage:
            aside = store(root).with_name(f"record-damaged-{datetime.now(UTC):%Y%m%d-%H%M%S}.json")
            store(root).replace(aside)
            passed = {}
            said = f"{damage} It is kept as {aside.relative_to(root).as_posix()}; the record starts anew."
        for slug, result in results.items():
            if passed.get(slug, {}).get("digest") != result["digest"]:
                passed[slug] = {"digest": result["digest"], "steps": {}}
            for name, step in result["steps"].items():
                if step is None:
                    passed[slug]["steps"].pop(name, None)
                else:
                    passed[slug]["steps"][name] = step
        write(store(root), json.dumps(passed, indent=1, sort_keys=True) + "\n")
    return said


def stamp(seconds: float, cpu: float) -> dict:
    """One passed step: now, here, with these versions."""
    return {
        "ran": datetime.now(UTC).isoformat(timespec="seconds"),
        "seconds": round(seconds, 3),
        "cpu": round(cpu, 3),
        "system": f"{platform.system()} {platform.machine()}, Python {platform.python_version()}",
        "versions": installed(),
    }


@lru_cache
def installed() -> dict[str, str]:
    """The versions of TensorFlow and Keras at hand."""
    versions = {}
    for name, package in (("tensorflow", "tensorflow"), ("tensorflow", "tensorflow-cpu"), ("keras", "keras")):
        try:
            versions[name] = metadata.version(package)
        except metadata.PackageNotFoundError:
            continue
    return versions


@dataclass(frozen=True)
class Work:
    """What has to run for a page to be verified."""

    slug: str
    digest: str
    steps: dict[str, bool]  # name: whether it needs the package index
    file: str  # below docs/<language>
    skipped: int = 0


def work(page: Page) -> Work:
    """The steps of a page, but for those that are never run."""
    due = {step.name: step.registry for step in page.steps if not (step.skip or step.long)}
    return Work(page.slug, page.digest(), due, f"{page.slug}.md", len(page.steps) - len(due))


def state(work: Work, passed: dict, pins: dict[str, str], today: date | None = None) -> dict:
    """What may be said of a page: `known` is what `read` gives, `pins` the versions that are asked for.

    `state` is one of: verified · older (with other versions than
    requirements.txt asks for) · partial (all but the steps that ask the
    package index, whose record is missing or over 45 days old) · none.
    """
    today = today or clock.today()
    entry = passed.get(work.slug, {})
    ran = entry.get("steps", {}) if entry.get("digest") == work.digest else {}
    done, late, missing = [], 0, 0
    for name, registry in work.steps.items():
        if name in ran and not (registry and (today - _day(ran[name])).days > FRESH):
            done.append(ran[name])
        elif registry:
            late += 1
        else:
            missing += 1
    summary = {
        "steps": len(work.steps),
        "skipped": work.skipped,
        "late": late,
        "seconds": round(sum(step["seconds"] for step in done), 1),
    }
    if missing or not done:
        return {"state": "none", **summary}
    older = any(step["versions"].get(name) != pins[name] for step in done for name in pins)
    last = max(done, key=lambda step: step["ran"])
    return {
        "state": "older" if older else "partial" if late else "verified",
        **summary,
        "date": min(map(_day, done)).isoformat(),
        "versions": last["versions"],
        "system": last["system"],
    }


def _day(step: dict) -> date:
    return datetime.fromisoformat(step["ran"]).date()


def notebook_work(slug: str, book: nbformat.NotebookNode) -> Work:
    """What has to run for a notebook to be verified; its digest is over code and printed text."""
    cells = [[cell.source, notebook.printed(cell)] for cell in notebook.code(book)]
    digest = hashlib.sha256(json.dumps(cells, ensure_ascii=False).encode("utf-8")).hexdigest()
    return Work(slug, digest, {"cells": False}, f"{slug}.ipynb")
