"""What a page and its translation must have in common."""

import re
from collections.abc import Iterator

from gipi.pages.page import Page
from gipi.pages.predictions import FOLD


def skeleton(source: Page, other: Page) -> list[str]:
    """Both have the same headings, fences, includes, directives and pictures, in this order."""
    parts = [list(_parts(page)) for page in (source, other)]
    for (mine, a), (theirs, b) in zip(*parts, strict=False):
        if mine != theirs:
            return [f"{other.place}:{b}: here stands {theirs}, but {source.place}:{a} has {mine}."]
    if len(parts[0]) != len(parts[1]):
        first, second = parts
        longer, rest = (
            (source, first[len(second) :]) if len(first) > len(second) else (other, second[len(first) :])
        )
        return [f"{longer.place}:{rest[0][1]}: {rest[0][0]} has no counterpart in the other language."]
    return []


def _parts(page: Page) -> Iterator[tuple[str, int]]:
    images: dict[int, list[str]] = {}
    for number, _, src in page.images:
        images.setdefault(number, []).append(src)
    for line in page.lines:
        if line.kind == "heading":
            yield f"a heading '{line.key}'", line.number
        elif line.kind == "fence":
            marked = re.search(r'hl_lines="[^"]*"', line.text)
            yield f"a fence '{line.key}{' ' + marked[0] if marked else ''}'", line.number
        elif line.kind == "directive":
            # A reason is prose; what it is the reason of is not.
            yield (
                f"a directive '{re.split(r': |reason=', line.key.partition(':')[2] or line.key)[0]}'",
                line.number,
            )
        elif line.kind == "prose" and (fold := FOLD.match(line.text)):
            yield f"a fold '??? {fold['kind']}'", line.number
        elif line.kind == "code" and "8<--" in line.text:
            yield f"an include {line.key}", line.number
        for src in images.get(line.number, ()):
            yield f"an image {src}", line.number
