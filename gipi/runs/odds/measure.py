"""Counting: a page in thirty worlds, with each setting halved and doubled, with the changes it shows."""

from collections.abc import Callable

from gipi.pages import conclusions
from gipi.pages.page import Page
from gipi.runs import counted, ledger
from gipi.runs.odds import changes, settings, worlds
from gipi.runs.session import StepFailure

WORLDS, FEW = 30, 3
TRIED = range(1, 11)  # the worlds for writing


def page(one: Page, say: Callable[[str], None]) -> None:
    """Count everything about a page and write it down."""
    due = counted.due(one)
    first = counted.first_world(one)
    seen, order = [], [step.name for step in due]
    for number in range(first, first + WORLDS):
        seen.append(_visit(one, number, None, say))
        seedless = not any(world.seeded or world.failure for world in seen)
        if len(seen) == FEW and seedless and _chance_from(seen, order) is None:
            break
    numbers = [world.number for world in seen]
    printed = [world.printed for world in seen]
    if all(world.failure for world in seen):
        raise StepFailure(f"{one.place}: no world ran to its end: {seen[0].failure}")
    chance = _chance_from(seen, order)
    found = counted.count(numbers, printed, one)
    steps = conclusions.step_of(one)
    for label, known in found.items():
        known["chance"] = chance is not None and order.index(chance) <= order.index(steps[label])
    stamp = ledger.stamp(0, sum(world.cpu for world in seen))
    counted.save(
        one,
        {
            "worlds": {
                "code": counted.code(due),
                **{key: stamp[key] for key in ("ran", "system", "versions", "cpu")},
                "numbers": numbers,
                "chance from": chance,
                "failures": {str(world.number): world.failure for world in seen if world.failure},
                "outputs": {name: _distinct([one.get(name) for one in printed]) for name in order},
            },
            "conclusions": found,
            "settings": _settings(one, numbers[: FEW if chance else 1], say),
        },
    )
    changes.run(one, say)


def tried(one: Page, numbers: range, say: Callable[[str], None]) -> dict[str, dict]:
    """The conclusions of a page in the worlds for writing; nothing is written down."""
    seen = [_visit(one, number, None, say) for number in numbers]
    return counted.count(list(numbers), [world.printed for world in seen], one)


def _visit(one: Page, number: int, change: dict | None, say: Callable[[str], None]) -> worlds.World:
    world = worlds.visit(one, number, change)
    steps, told = conclusions.step_of(one), []
    for label, answer in conclusions.recorded(one).items():
        got = conclusions.read(world.printed.get(steps[label], "")).get(label)
        if got is not answer:
            told.append(f"{label}: {got}")
    which = f" with {changes.written(change)}" if change else ""
    say(f"{one.slug}, world {number}{which}, {world.cpu} s: {world.failure or '; '.join(told) or 'as recorded'}")
    return world


def _chance_from(seen: list[worlds.World], order: list[str]) -> str | None:
    """The first step that did not run, print and draw the same in every world."""
    for name in order:
        done = {(name in world.printed, world.printed.get(name), world.drawn.get(name)) for world in seen}
        if len(done) > 1:
            return name
    return None


def _distinct(texts: list[str | None]) -> dict:
    """Each text once, and which of them each world printed; None where a world did not get so far."""
    kept = list(dict.fromkeys(text for text in texts if text is not None))
    return {"texts": kept, "of": [None if text is None else kept.index(text) for text in texts]}


def _settings(one: Page, numbers: list[int], say: Callable[[str], None]) -> dict:
    """How often each conclusion holds with a setting halved and doubled."""
    found: dict[str, dict] = {}
    if not conclusions.recorded(one):
        return found
    for name, value in settings.constants(one).items():
        tried = {}
        for other in settings.halved_and_doubled(value):
            seen = [_visit(one, number, {name: other}, say) for number in numbers]
            failures = [world.failure for world in seen if world.failure]
            held = counted.count(numbers, [world.printed for world in seen], one)
            tried[repr(other)] = failures[0] if failures else {label: held[label]["held"] for label in held}
        found[name] = {"value": value, "worlds": numbers, "tried": tried}
    return found
