"""Predictions: a question whose answer a run printed. The reader chooses first, then the output opens.

A directive names the printed line that decides, `<!-- gipi:predict ahead by more than 0.01: True -->`;
below it stand the choices, folds of the kind `predict`, and a fold of the kind `answer` with what the run
printed or drew, or printed with another setting.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from gipi.pages.page import INCLUDE, Line, Page
from gipi.pages.placeholders import PLACEHOLDER

DIRECTIVE = re.compile(r"gipi:predict\b\s*(?P<decides>.*)")
FOLD = re.compile(r'^(?P<indent> *)\?\?\? (?P<kind>predict|answer)(?: "(?P<title>[^"]*)")?\s*$')
BARRED = re.compile(r"[<>`]|--")  # a comment of the page cannot hold it
FEWEST, MOST = 2, 4


@dataclass(frozen=True)
class Fold:
    """A choice or an answer: its title and its lines, the title's first."""

    kind: str
    title: str
    lines: tuple[Line, ...]

    @property
    def line(self) -> int:
        """Where it begins."""
        return self.lines[0].number

    @property
    def text(self) -> str:
        """What stands in it, from its first word."""
        return "\n".join(line.text for line in self.lines[1:]).strip()


@dataclass(frozen=True)
class Prediction:
    """A question: the printed line that decides it, its choices, and its answer (None where there is none)."""

    line: int
    decides: str
    choices: tuple[Fold, ...]
    answer: Fold | None


def read(page: Page) -> list[Prediction]:
    """The predictions of a page, in order."""
    asked = []
    lines = page.lines
    for index, line in enumerate(lines):
        if line.kind == "directive" and (match := DIRECTIVE.match(line.key)):
            choices: list[Fold] = []
            answer, place = None, index + 1
            while answer is None:
                while place < len(lines) and lines[place].kind == "blank":
                    place += 1
                fold = _fold(lines, place)
                if fold is None:
                    break
                place += len(fold.lines)
                if fold.kind == "answer":
                    answer = fold
                else:
                    choices.append(fold)
            asked.append(Prediction(line.number, match["decides"], tuple(choices), answer))
    return asked


def _fold(lines: list[Line], start: int) -> Fold | None:
    """The fold that begins with this line, with all that is indented below it."""
    match = FOLD.match(lines[start].text) if start < len(lines) and lines[start].kind == "prose" else None
    if not match:
        return None
    inside, end = match["indent"] + "    ", start + 1
    for place in range(start + 1, len(lines)):
        if lines[place].text.startswith(inside):
            end = place + 1
        elif lines[place].text.strip():
            break
    return Fold(match["kind"], match["title"] or "", tuple(lines[start:end]))


def shown(page: Page, answer: Fold) -> list[str]:
    """The steps whose recorded output, or figure, an answer opens."""
    folder, names = f"{Path(page.slug).name}/", []
    images = {number: src for number, _, src in page.images}
    for line in answer.lines:
        include = INCLUDE.match(line.text) if line.kind == "code" else None
        if include and include["path"] == f"{page.slug}.txt":
            names.append(include["section"])
        elif (drawn := images.get(line.number, "")).startswith(folder):
            names.append(Path(drawn).stem)
    return list(dict.fromkeys(names))


def changed(answer: Fold) -> list[tuple[str, str]]:
    """The (change, step) whose output an answer opens: `<!-- gipi:changed RATE=0.1 STEP -->`."""
    matches = [match for line in answer.lines for match in PLACEHOLDER.finditer(line.text)]
    spoken = [match["rest"].split() for match in matches if match["name"] == "changed"]
    return [(words[0], words[1]) for words in spoken if len(words) == 2]


def faults(page: Page, right: str) -> list[str]:
    """What is wrong with the form of a page's predictions; a choice that is right begins with `right`."""
    problems, asked = [], read(page)
    used = {fold.line for prediction in asked for fold in (*prediction.choices, prediction.answer) if fold}
    for line in page.lines:
        if line.kind == "prose" and (match := FOLD.match(line.text)) and line.number not in used:
            problems.append(
                f"{page.place}:{line.number}: this ??? {match['kind']} belongs to no question: above the first "
                "choice stands <!-- gipi:predict LINE -->, and nothing but blank lines between the folds."
            )
    for prediction in asked:
        problems += [f"{page.place}:{number}: {sentence}" for number, sentence in _faults(page, prediction, right)]
    return problems


def _faults(page: Page, prediction: Prediction, right: str) -> list[tuple[int, str]]:
    problems = []
    if not prediction.decides:
        problems.append((prediction.line, "write the printed line that decides: <!-- gipi:predict LINE -->."))
    elif BARRED.search(prediction.decides):
        problems.append(
            (prediction.line, f"'{prediction.decides}' holds <, >, ` or --: let another printed line decide.")
        )
    if not FEWEST <= len(prediction.choices) <= MOST:
        problems.append(
            (
                prediction.line,
                f"the question has {len(prediction.choices)} choices; it needs {FEWEST} to {MOST}: ??? predict.",
            )
        )
    for fold in prediction.choices:
        if not fold.title or not fold.text:
            problems.append(
                (fold.line, 'a choice has a title and a reason: ??? predict "It rises", indented why.')
            )
    if (rights := sum(fold.text.startswith(right) for fold in prediction.choices)) != 1:
        problems.append(
            (prediction.line, f"{rights} of the choices begin with '{right}'; exactly prediction does.")
        )
    if prediction.answer is None:
        problems.append((prediction.line, 'below the choices stands the output: ??? answer "…".'))
        return problems
    if not prediction.answer.title:
        problems.append((prediction.answer.line, 'the answer has a title: ??? answer "…".'))
    steps = shown(page, prediction.answer)
    if not steps and not changed(prediction.answer):
        problems.append(
            (
                prediction.answer.line,
                "the answer opens no recorded output, no figure and no <!-- gipi:changed … -->.",
            )
        )
    before = [step.name for step in page.steps if step.line <= prediction.answer.lines[-1].number]
    if steps and before[-1:] != steps[-1:]:
        problems.append(
            (
                prediction.answer.line,
                f"the answer shows '{steps[-1]}', but another step stands between: ask right after it.",
            )
        )
    return problems
