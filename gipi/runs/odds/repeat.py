"""One recorded world of two pages, chosen by a commit: the counts hold on this computer, too."""

import random
from collections.abc import Callable, Iterable

from gipi.pages import conclusions
from gipi.pages.page import Page
from gipi.runs import counted
from gipi.runs.odds import worlds

PAGES, MORE = 2, 5


def commit(pages: Iterable[Page], name: str, say: Callable[[str], None]) -> bool:
    """Repeat a world of each of two pages; False where a sure conclusion failed twice."""
    chance = random.Random(name)
    ready = [page for page in conclusions.concluding(pages) if not counted.stale(page, counted.load(page))]
    return all([_page(page, chance, say) for page in chance.sample(ready, min(PAGES, len(ready)))])


def _page(page: Page, chance: random.Random, say: Callable[[str], None]) -> bool:
    data = counted.load(page)
    recorded = data["worlds"]["numbers"]
    numbers = chance.sample(recorded, min(1 + MORE, len(recorded)))
    failed = _failed(page, numbers[0], data, say)
    if not failed:
        return True
    for number in numbers[1:]:
        if again := failed & _failed(page, number, data, say):
            say(f"{page.slug}: '{min(again)}' held in all counted worlds, but failed here in two of them.")
            return False
    say(f"{page.slug}: '{min(failed)}' failed here in one world of {len(numbers)}.")
    return True


def _failed(page: Page, number: int, data: dict, say: Callable[[str], None]) -> set[str]:
    """The conclusions that held in every counted world, but not in this one on this computer."""
    world = worlds.anew(page, number)
    held = counted.count([number], [world.printed], page)
    wrong = {label for label, conclusion in held.items() if not conclusion["held"]}
    counts = data["conclusions"]
    before = {label for label, conclusion in counts.items() if number in conclusion["otherwise"]}
    for label in sorted(wrong ^ before):
        what = "holds" if label in before else "does not hold"
        why = f" {world.failure}" if world.failure else ""
        say(f"{page.slug}, world {number}: '{label}' {what} here, other than counted.{why}")
    if not wrong ^ before:
        say(f"{page.slug}, world {number}: as counted.")
    return {label for label in wrong if counts[label]["held"] == counts[label]["of"]}
