"""A conclusion: an output line `label: True` or `label: False` among the last of its step."""

import re
from collections.abc import Iterable

from gipi.pages.includes import sections
from gipi.pages.page import Page

LINE = re.compile(r"^(?P<label>\S[^:\n]*): (?P<answer>True|False)$")
PER_STEP, PER_PAGE = 2, 6
BARRED = re.compile(r"[<>`]|--")  # a label stands in a comment of the page


def read(printed: str) -> dict[str, bool]:
    """The conclusions in what a step printed: its last lines, as long as they are conclusions."""
    answers = {}
    for line in reversed(printed.split("\n")):
        if not (match := LINE.match(line)):
            break
        answers[match["label"]] = match["answer"] == "True"
    return dict(reversed(answers.items()))


def recorded(page: Page) -> dict[str, bool]:
    """Every conclusion of a page with its recorded answer, in order."""
    return {label: answer for text in sections(page.record).values() for label, answer in read(text).items()}


def concluding(pages: Iterable[Page]) -> list[Page]:
    """The concept pages that conclude something."""
    return [page for page in pages if page.slug.startswith("concepts/") and recorded(page)]


def step_of(page: Page) -> dict[str, str]:
    """The step that prints each conclusion."""
    return {label: name for name, text in sections(page.record).items() for label in read(text)}


def faults(page: Page) -> list[str]:
    """What is wrong with a page's conclusions: too many, twice the same, not in the last lines."""
    problems: list[str] = []
    seen: dict[str, str] = {}
    for name, text in sections(page.record).items():
        place = f"snippets/{page.slug}.txt: the step '{name}'"
        last = read(text)
        lines = [match["label"] for line in text.split("\n") if (match := LINE.match(line))]
        if len(lines) > len(last):
            early = next(label for label in lines if label not in last or lines.count(label) > 1)
            problems.append(
                f"{place} prints the conclusion '{early}' before other lines: print it last, and once."
            )
        if len(last) > PER_STEP:
            problems.append(f"{place} prints {len(last)} conclusions; a step has at most {PER_STEP}.")
        for label in last:
            if label in seen:
                problems.append(f"{place} prints the conclusion '{label}', which '{seen[label]}' has already.")
            if BARRED.search(label):
                problems.append(
                    f"{place}: the label '{label}' holds <, >, ` or --, which no placeholder can name."
                )
            seen.setdefault(label, name)
    if len(seen) > PER_PAGE:
        problems.append(f"snippets/{page.slug}.txt holds {len(seen)} conclusions; a page has at most {PER_PAGE}.")
    return problems


def forgive(printed: str, expected: str, labels: set[str]) -> tuple[str, list[str]]:
    """What a step printed with the recorded answers of `labels`, and those that came out otherwise."""
    wanted, otherwise, lines = read(expected), [], printed.split("\n")
    for number, line in enumerate(lines):
        match = LINE.match(line)
        if match and match["label"] in labels & wanted.keys():
            answer = wanted[match["label"]]
            if match["answer"] != str(answer):
                lines[number] = f"{match['label']}: {answer}"
                otherwise.append(match["label"])
    return "\n".join(lines), otherwise
