"""What a page leaves to the build: `<!-- gipi:name … -->` stands for what a function answers."""

import inspect
import re
from collections.abc import Callable, Mapping

PLACEHOLDER = re.compile(r"<!--\s*gipi:(?P<said>(?P<name>\w+)(?P<rest>[^>]*?))\s*-->")


class NoAnswer(Exception):
    """What answers has nothing to say; a sentence without its place."""


class PlaceholderProblem(Exception):
    """A placeholder that cannot be filled: page, line, and what is wrong."""


def fill(text: str, answers: Mapping[str, Callable[..., str]], place: str, above: int = 0) -> str:
    """`text` with each placeholder replaced by what `answers[name](*words behind the name)` gives.

    It may stand alone on its line, which keeps its indentation, or within a
    sentence. `place` and `above`, the lines of the page before the text, say
    where a `PlaceholderProblem` lies.
    """

    def answer(match: re.Match) -> str:
        line = above + text.count("\n", 0, match.start()) + 1
        where = f"{place}:{line}"
        if match["name"] not in answers:
            raise PlaceholderProblem(f"{where}: unknown placeholder 'gipi:{match['name']}'.")
        function, words = answers[match["name"]], match["rest"].split()
        try:
            inspect.signature(function).bind(*words)
        except TypeError as error:
            raise PlaceholderProblem(f"{where}: 'gipi:{match['said']}': {error}.") from None
        try:
            found = function(*words)
        except NoAnswer as error:
            raise PlaceholderProblem(f"{where}: {error}") from None
        before = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        return found if before.strip() else re.sub(r"\n(?=[^\n])", f"\n{before}", found)

    return PLACEHOLDER.sub(answer, text)
