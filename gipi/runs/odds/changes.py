"""What a step prints with another constant: in the page's own world, and in ten others, recorded with its code."""

from collections.abc import Callable

from gipi.pages import conclusions
from gipi.pages.page import Page
from gipi.pages.placeholders import said
from gipi.runs import counted
from gipi.runs.odds import settings, worlds
from gipi.runs.session import StepFailure

ELSEWHERE = 10  # other worlds


def run(page: Page, say: Callable[[str], None]) -> None:
    """Run and record what the page's `gipi:changed` placeholders show; what is of today's code stays."""
    fresh, recorded = counted.changed(page), counted.load(page).get("changed", {})
    stamps: dict[str, dict] = {}
    for change, step in shown(page):
        stamp = recorded[change][step] if (change, step) in fresh else _stamp(page, change, step, say)
        stamps.setdefault(change, {})[step] = stamp
    counted.save(page, {"changed": stamps})


def _stamp(page: Page, change: str, step: str, say: Callable[[str], None]) -> dict:
    """What a change did: in world 0, which is the page's own, and where the code asks for chance, in others."""
    number = _number(page, change)
    own = worlds.visit(page, 0, number, step)
    if step not in own.printed:
        why = own.failure or f"the page has no step '{step}' that runs with the tests."
        raise StepFailure(f"{page.place}: '{change} {step}': {why}")
    say(f"{page.slug}, '{step}' with {change}, {own.cpu} s:\n{own.printed[step]}")
    elsewhere: dict[str, str | None] = {}
    first = counted.first_world(page, step)
    for other in range(first, first + ELSEWHERE) if own.seeded else ():
        world = worlds.visit(page, other, number, step)
        printed = elsewhere[str(other)] = world.printed.get(step)
        same = conclusions.read(printed or "") == conclusions.read(own.printed[step])
        told = "the same conclusions" if same else printed or world.failure
        say(f"{page.slug}, world {other} with {change}, {world.cpu} s: {told}")
    return {"code": counted.code_until(page, step), "printed": own.printed[step], "elsewhere": elsewhere}


def shown(page: Page) -> list[tuple[str, str]]:
    """(change, step) of each `<!-- gipi:changed RATE=0.1 STEP -->`."""
    spoken = [words.split() for words in said(page, "changed")]
    return [(words[0], words[1]) for words in spoken if len(words) == 2]


def _number(page: Page, change: str) -> dict[str, settings.Number]:
    try:
        return parsed(change)
    except ValueError:
        raise StepFailure(f"{page.place}: '{change}' is no setting; write RATE=0.1 or RATE=0.1,UNITS=8.") from None


def parsed(change: str) -> dict[str, settings.Number]:
    """`RATE=0.1,UNITS=8` as names and numbers. Raises ValueError."""
    pairs = (part.split("=") for part in change.split(","))
    return {name: float(text) if set(text) & set(".e") else int(text) for name, text in pairs}


def written(change: dict[str, settings.Number]) -> str:
    """The reverse of `parsed`."""
    return ",".join(f"{name}={value!r}" for name, value in change.items())
