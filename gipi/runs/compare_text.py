"""What a step printed against what is recorded: text exactly, numbers with a tolerance."""

import math
import re
from collections.abc import Sequence

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
    got, want = tidy(printed).split("\n"), tidy(recorded).split("\n")
    for number, (a, b) in enumerate(zip(got, want, strict=False), start=1):
        if not _same(_mask(a, varies), _mask(b, varies), tolerance):
            return f"line {number} of the output: printed '{a}', recorded '{b}'."
    if len(got) != len(want):
        return f"printed {len(got)} lines, recorded {len(want)}."
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
