"""What a page shows of its conclusions, against what it prints and what was counted."""

from gipi.pages import conclusions
from gipi.pages.page import Page
from gipi.pages.placeholders import said
from gipi.runs import counted
from gipi.runs.odds import chance, changes


def faults(page: Page) -> list[str]:
    """Sentences about a Korean page; the English one has the same placeholders."""
    problems = counted.faults(page) + _changes(page)
    if page.slug.startswith("concepts/"):
        problems += conclusions.faults(page) + chance.out_of_reach(page) + chance.drawn_too_early(page)
        problems += _sentences(page)
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
