"""What a page shows of its conclusions, against what it prints and what was counted."""

import re

from gipi.pages import conclusions
from gipi.pages.page import Page
from gipi.pages.placeholders import matches, said
from gipi.runs import counted
from gipi.runs.odds import chance, changes, settings

SENTENCE = re.compile(r"(?<=[.?!])\s+|-->")
NUMBER = re.compile(r"\d+\.\d+|\d+(?=%)")


def faults(page: Page) -> list[str]:
    """Sentences about a Korean page; the English one has the same placeholders."""
    problems = counted.faults(page) + _changes(page)
    if page.slug.startswith("concepts/"):
        problems += conclusions.faults(page) + chance.out_of_reach(page) + chance.drawn_too_early(page)
        problems += _sentences(page)
    return problems


def of_one_run(page: Page, source: Page) -> list[str]:
    """Sentences whose bracket counts many runs, though they give what this run alone printed.

    A bracket speaks of what its conclusion's label says; with another seed the numbers are others.
    """
    counts, chosen = counted.load(source).get("conclusions", {}), settings.constants(source).values()
    problems = []
    for line in page.lines:
        for match in matches(line.text) if line.kind == "prose" else ():
            label = match["rest"].strip()
            if match["name"] != "odds" or not counts.get(label, {}).get("chance"):
                continue
            own = {float(number) for number in re.findall(r"\d+(?:\.\d+)?", label)} | {*map(float, chosen)}
            own |= {number * 100 for number in own}
            for number in NUMBER.findall(SENTENCE.split(line.text[: match.start()])[-1]):
                if not any(abs(float(number) - other) < 1e-9 for other in own):
                    problems.append(
                        f"{page.place}:{line.number}: {number} is of one run, and the bracket behind it counts "
                        f"many: end the sentence, and say what '{label}' says."
                    )
    return problems


def _sentences(page: Page) -> list[str]:
    """Every conclusion has its sentence, every sentence its conclusion, and says which setting turns it."""
    spoken, turning, labels = said(page, "odds"), said(page, "turns"), conclusions.recorded(page)
    problems = [
        f"{page.place}: no sentence says how often '{label}' holds; write <!-- gipi:odds {label} --> behind it."
        for label in labels
        if label not in spoken
    ]
    problems += [
        f"{page.place}:{line}: no step prints the conclusion '{label}'."
        for label, line in (spoken | turning).items()
        if label and label not in labels
    ]
    data = counted.load(page)
    for label, names in ({} if counted.stale(page, data) else counted.turns(data)).items():
        if not turning.keys() & {label, ""}:
            problems.append(
                f"{page.place}: '{label}' turns with another {' and '.join(sorted(names))}; name that in its "
                f"sentence, and show where by <!-- gipi:turns {label} --> on a line of its own."
            )
    return problems


def _changes(page: Page) -> list[str]:
    changed, problems = counted.changed(page), []
    for words, line in said(page, "changed").items():
        change, _, step = words.partition(" ")
        if (change, step) not in changes.shown(page):
            problems.append(f"{page.place}:{line}: write <!-- gipi:changed NAME=number STEP -->.")
        elif (change, step) not in changed:
            problems.append(
                f"{page.place}:{line}: '{words}' has not been run with this code; "
                f"run python -m gipi.runs.odds --changed {page.slug}."
            )
    return problems
