"""What a page leaves to the build: `<!-- gipi:name … -->` stands for what a function answers."""

import inspect
import re
from collections.abc import Callable, Iterator, Mapping

from gipi.pages.page import Page

PLACEHOLDER = re.compile(r"<!--\s*gipi:(?P<said>(?P<name>\w+)(?P<rest>[^>]*?))\s*-->")
SHOWN = re.compile(r"(?P<ticks>`{2,})(?!`).*?(?<!`)(?P=ticks)(?!`)")  # code in two or more backticks

Answers = Mapping[str, Callable[..., str]]


class NoAnswer(Exception):
    """What answers has nothing to say; a sentence without its place."""


class PlaceholderProblem(Exception):
    """A placeholder that cannot be filled: page, line, and what is wrong."""


def matches(line: str) -> Iterator[re.Match]:
    """The placeholders of a line, but for those that stand in double backticks: these show how one is written."""
    shown = [match.span() for match in SHOWN.finditer(line)]
    for match in PLACEHOLDER.finditer(line):
        if not any(start < match.start() < end for start, end in shown):
            yield match


def said(page: Page, name: str) -> dict[str, int]:
    """What stands behind the placeholders of a name on a page, and on which line first."""
    places: dict[str, int] = {}
    for line in page.lines:
        for match in matches(line.text) if line.kind in ("prose", "heading", "directive") else ():
            if match["name"] == name:
                places.setdefault(match["rest"].strip(), line.number)
    return places


def fill_line(line: str, answers: Answers, place: str) -> str:
    """A line with each placeholder replaced by what `answers[name](*words behind the name)` gives.

    A placeholder may stand alone on its line, which keeps its indentation, or
    within a sentence, where the blank before one that answers nothing goes with
    it. `place`, the page with the line, is where a `PlaceholderProblem` lies.
    """
    parts, done = [], 0
    for match in matches(line):
        text = answer(match, answers, place)
        before = line[: match.start()]
        parts += [
            line[done : match.start()] if text or not before.strip() else line[done : match.start()].rstrip(),
            text if before.strip() else re.sub(r"\n(?=[^\n])", f"\n{before}", text),
        ]
        done = match.end()
    return "".join([*parts, line[done:]])


def answer(match: re.Match, answers: Answers, place: str) -> str:
    """What one placeholder stands for."""
    if match["name"] not in answers:
        raise PlaceholderProblem(f"{place}: unknown placeholder 'gipi:{match['name']}'.")
    function, words = answers[match["name"]], match["rest"].split()
    try:
        inspect.signature(function).bind(*words)
    except TypeError as error:
        raise PlaceholderProblem(f"{place}: 'gipi:{match['said']}': {error}.") from None
    try:
        return function(*words)
    except NoAnswer as error:
        raise PlaceholderProblem(f"{place}: {error}") from None
