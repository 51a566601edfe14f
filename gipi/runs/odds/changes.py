"""What a step prints with another constant: run once, in the page's own world, recorded with the code it is of."""

from collections.abc import Callable

from gipi.pages.page import Page
from gipi.pages.placeholders import said
from gipi.runs import counted
from gipi.runs.odds import settings, worlds
from gipi.runs.session import StepFailure


def run(page: Page, say: Callable[[str], None]) -> None:
    """Run and record what the page's `gipi:changed` placeholders show; what is of today's code stays."""
    recorded = counted.changed(page)
    stamps: dict[str, dict] = {}
    for change, step in shown(page):
        printed = recorded.get((change, step))
        if printed is None:
            world = worlds.visit(page, 0, _number(page, change))
            if step not in world.printed:
                why = world.failure or f"the page has no step '{step}' that runs with the tests."
                raise StepFailure(f"{page.place}: '{change} {step}': {why}")
            printed = world.printed[step]
            say(f"{page.slug}, '{step}' with {change}, {world.cpu} s:\n{printed}")
        stamp = {"code": counted.code_until(page, step), "printed": printed}
        stamps.setdefault(change, {})[step] = stamp
    counted.save(page, {"changed": stamps})


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
