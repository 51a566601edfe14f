"""The page's unchanged code in another world: every seed s becomes s + 1000·world, from outside."""

import dataclasses
import functools
import hashlib
import importlib
import json
import numbers
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from gipi.machine.files import write
from gipi.pages.page import Page
from gipi.runs import counted, forks, ledger, session
from gipi.runs.odds import settings

STEP_LIMIT, LIMIT = 900, 3600  # seconds of a step and of a world; the machine may be busy
# One thread: a world takes the fewest CPU seconds, and repeats to the last digit.
ENVIRONMENT = session.ENVIRONMENT | {
    "OMP_NUM_THREADS": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "TF_NUM_INTEROP_THREADS": "1",
    "TF_NUM_INTRAOP_THREADS": "1",
}
# Where each source of chance takes its seed.
SOURCES = (
    ("numpy.random", "default_rng"),
    ("numpy.random", "seed"),
    ("sklearn.utils.validation", "check_random_state"),
    ("keras.utils", "set_random_seed"),
    ("tensorflow.random", "set_seed"),
)


@dataclasses.dataclass
class World:
    """What a page's steps did in a world; a step that was not reached is missing."""

    number: int
    printed: dict[str, str] = dataclasses.field(default_factory=dict)
    drawn: dict[str, str] = dataclasses.field(default_factory=dict)  # a hash of the drawn data
    seeded: bool = False  # whether a step set a seed at all
    failure: str | None = None
    cpu: float = 0.0


def visit(
    page: Page, number: int, change: dict[str, settings.Number] | None = None, last: str | None = None
) -> World:
    """Run a page in a world, perhaps with other settings, perhaps up to the step `last` only.

    What is known from this code is not run again.
    """
    kept = _kept(page, number, change or {}, last)
    if kept.is_file():
        return World(**json.loads(kept.read_text(encoding="utf-8")))
    world = anew(page, number, change, last)
    if not world.failure:
        write(kept, json.dumps(dataclasses.asdict(world), ensure_ascii=False))
    return world


def anew(
    page: Page, number: int, change: dict[str, settings.Number] | None = None, last: str | None = None
) -> World:
    """The same, whatever is known."""
    os.environ.update(ENVIRONMENT)
    forks.prepare(counted.due(page))
    said, failure = forks.forked(_run, page, number, change or {}, last, limit=LIMIT)
    return said[0] if said else World(number, failure=failure)


def forget(page: Page) -> None:
    """Let the next visits run anew."""
    shutil.rmtree(_folder(page), ignore_errors=True)


def _kept(page: Page, number: int, change: dict, last: str | None) -> Path:
    """Where this tree keeps a world, so that counting can be interrupted."""
    parts = [[step.code for step in counted.due(page, last)], number, change, ledger.installed()]
    name = hashlib.sha256(json.dumps(parts, sort_keys=True).encode("utf-8")).hexdigest()[:20]
    return _folder(page) / f"{name}.json"


def _folder(page: Page) -> Path:
    return page.root / ".gipi" / "worlds" / page.slug


def _run(page: Page, number: int, change: dict, last: str | None, send: Callable) -> None:
    seeds: list[int] = []
    world, due, spent = World(number), {step.name for step in counted.due(page, last)}, session.cpu()
    try:
        seeds = enter(number)
        running = session.Session(page)
        seeds.clear()  # the session has set some of its own
        try:
            for step in settings.changed(page, change):
                if step.name in due:
                    outcome = running.run(dataclasses.replace(step, timeout=STEP_LIMIT))
                    world.printed[step.name] = outcome.printed
                    if outcome.drawn:
                        data = json.dumps(outcome.drawn).encode("utf-8")
                        world.drawn[step.name] = hashlib.sha256(data).hexdigest()[:16]
        finally:
            running.close()
    except BaseException as error:
        world.failure = str(error).split("\n", 1)[0] or type(error).__name__
    world.seeded = bool(seeds)
    world.cpu = round(session.cpu() - spent, 2)
    send(world)


def enter(number: int) -> list[int]:
    """Make this process another world, for good: every seed that is set from now on is shifted.

    Gives the list to which each of them is added.
    """
    seeds: list[int] = []
    inside: list[bool] = []  # set_random_seed sets other seeds in its turn
    shifts: dict[str, list[tuple[Callable, Callable]]] = {}
    for module, name in SOURCES:
        if module.partition(".")[0] in sys.modules:
            original = getattr(importlib.import_module(module), name)
            shifts.setdefault(name, []).append((original, _shifted(original, number, inside, seeds)))
    for loaded in list(sys.modules.values()):
        own = getattr(loaded, "__dict__", {})
        for name, pairs in shifts.items():
            for original, shifted in pairs:
                if own.get(name) is original:
                    setattr(loaded, name, shifted)
    return seeds


def _shifted(function: Callable, number: int, inside: list[bool], seeds: list[int]) -> Callable:
    @functools.wraps(function)
    def shifted(seed=None, *args, **options):
        if inside:
            return function(seed, *args, **options)
        inside.append(True)
        try:
            there = _elsewhere(seed, number)
            if isinstance(seed, numbers.Integral):  # in world 0, too, where it stays the same
                seeds.append(there)
            return function(there, *args, **options)
        finally:
            inside.pop()

    return shifted


def _elsewhere(seed, number: int):
    """The seed in that world; what is no number is a generator already, or there is none."""
    if isinstance(seed, numbers.Integral):
        return int(seed) + counted.APART * number
    if isinstance(seed, list | tuple) or type(seed).__name__ in ("SeedSequence", "ndarray"):
        raise TypeError(f"the seed {seed!r} is out of another world's reach: use one whole number.")
    return seed
