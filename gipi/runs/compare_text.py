"""What a step printed against what is recorded: text exactly, numbers with a tolerance."""

import math
import re
from collections.abc import Sequence
from itertools import zip_longest

from gipi.pages.records import NUMBER, tidy

DECIMALS = 0.02  # relative; a change of 5 % in any recorded number must not pass


def difference(
    printed: str, recorded: str, tolerance: float | None = None, varies: Sequence[str] = ()
) -> str | None:
    """A sentence about the first difference, or None.

    Whole numbers must be equal and decimals agree to 2 %, unless `tolerance`
    (relative) says otherwise for both. What a pattern of `varies` matches is
    not compared.
    """
    if not (line := first(printed, recorded, tolerance, varies)):
        return None
    number, a, b = line
    if a is None or b is None:
        lines = [len(tidy(text).split("\n")) for text in (printed, recorded)]
        return f"printed {lines[0]} lines, recorded {lines[1]}."
    return f"line {number} of the output: printed '{a}', recorded '{b}'."


def first(
    printed: str, recorded: str, tolerance: float | None = None, varies: Sequence[str] = ()
) -> tuple[int, str | None, str | None] | None:
    """The first line that differs: its number, as printed, as recorded; None for one that is missing there."""
    got, want = tidy(printed).split("\n"), tidy(recorded).split("\n")
    for number, (a, b) in enumerate(zip_longest(got, want), start=1):
        if a is None or b is None or not _same(_mask(a, varies), _mask(b, varies), tolerance):
            return number, a, b
    return None


def _mask(line: str, varies: Sequence[str]) -> str:
    for pattern in varies:
        line = re.sub(pattern, "\N{HORIZONTAL ELLIPSIS}", line)
    return line


def _same(a: str, b: str, tolerance: float | None) -> bool:
    if a == b:
        return True
    if [_join(text) for text in NUMBER.split(a)] != [_join(text) for text in NUMBER.split(b)]:
        return False
    return all(close(x, y, tolerance) for x, y in zip(NUMBER.findall(a), NUMBER.findall(b), strict=True))


def _join(text: str) -> str:
    """Text between numbers: a longer number takes up padding, so its width does not count."""
    return re.sub(r"^ +| +$", " ", text)


def close(a: str, b: str, tolerance: float | None) -> bool:
    """Whether two printed numbers agree."""
    whole = not re.search(r"[.eE]", a + b)
    if tolerance is None and whole:
        return int(a) == int(b)
    return math.isclose(float(a), float(b), rel_tol=DECIMALS if tolerance is None else tolerance)
