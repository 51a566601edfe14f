"""Counting: a page in thirty worlds, with each setting halved and doubled, with the changes it shows."""

from collections.abc import Callable

from gipi.pages import conclusions
from gipi.pages.page import Page
from gipi.runs import counted, ledger
from gipi.runs.odds import changes, settings, worlds
from gipi.runs.session import StepFailure

WORLDS, FEW = 30, 3
TRIED = range(1, 11)  # the worlds for writing


def page(page: Page, say: Callable[[str], None]) -> None:
    """Count everything about a page and write it down."""
    due = counted.due(page)
    first = counted.first_world(page)
    seen, order = [], [step.name for step in due]
    for number in range(first, first + WORLDS):
        seen.append(_visit(page, number, None, say))
        seedless = not any(world.seeded or world.failure for world in seen)
        if len(seen) == FEW and seedless and _chance_from(seen, order) is None:
            break
    numbers = [world.number for world in seen]
    printed = [world.printed for world in seen]
    if all(world.failure for world in seen):
        raise StepFailure(f"{page.place}: no world ran to its end: {seen[0].failure}")
    chance = _chance_from(seen, order)
    counts = counted.count(numbers, printed, page)
    steps = conclusions.step_of(page)
    for label, conclusion in counts.items():
        conclusion["chance"] = chance is not None and order.index(chance) <= order.index(steps[label])
    stamp = ledger.stamp(0, sum(world.cpu for world in seen))
    counted.save(
        page,
        {
            "worlds": {
                "code": counted.code(due),
                **{key: stamp[key] for key in ("ran", "system", "versions", "cpu")},
                "numbers": numbers,
                "chance from": chance,
                "failures": {str(world.number): world.failure for world in seen if world.failure},
                "outputs": {name: _distinct([texts.get(name) for texts in printed]) for name in order},
            },
            "conclusions": counts,
            "settings": _settings(page, numbers[: FEW if chance else 1], say),
        },
    )
    changes.run(page, say)


def tried(page: Page, numbers: range, say: Callable[[str], None]) -> dict[str, dict]:
    """The conclusions of a page in the worlds for writing; nothing is written down."""
    seen = [_visit(page, number, None, say) for number in numbers]
    return counted.count(list(numbers), [world.printed for world in seen], page)


def _visit(page: Page, number: int, change: dict | None, say: Callable[[str], None]) -> worlds.World:
    world = worlds.visit(page, number, change)
    steps, told = conclusions.step_of(page), []
    for label, answer in conclusions.recorded(page).items():
        got = conclusions.read(world.printed.get(steps[label], "")).get(label)
        if got is not answer:
            told.append(f"{label}: {got}")
    which = f" with {changes.written(change)}" if change else ""
    say(f"{page.slug}, world {number}{which}, {world.cpu} s: {world.failure or '; '.join(told) or 'as recorded'}")
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


def _settings(page: Page, numbers: list[int], say: Callable[[str], None]) -> dict:
    """How often each conclusion holds with a setting halved and doubled."""
    varied: dict[str, dict] = {}
    if not conclusions.recorded(page):
        return varied
    for name, value in settings.constants(page).items():
        tried = {}
        for other in settings.halved_and_doubled(value):
            seen = [_visit(page, number, {name: other}, say) for number in numbers]
            failures = [world.failure for world in seen if world.failure]
            held = counted.count(numbers, [world.printed for world in seen], page)
            tried[repr(other)] = failures[0] if failures else {label: held[label]["held"] for label in held}
        varied[name] = {"value": value, "worlds": numbers, "tried": tried}
    return varied
