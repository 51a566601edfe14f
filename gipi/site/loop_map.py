"""The map of training: one round from data to corrected weights, drawn once, with a page's own place lit.

Which page lights what is said here, how it looks in templates/loop_map.html, its words in words/*.yml.
"""

import os
from dataclasses import dataclass

from gipi.pages.placeholders import NoAnswer
from gipi.site.html import html
from gipi.words import Words

WHOLE = "concepts/index"
ROUND = "round"  # the arrows, all of them
LIT: dict[str, tuple[str, ...]] = {
    WHOLE: (),
    "concepts/training-loop": (ROUND,),
    "concepts/loss": ("loss",),
    "concepts/gradient-descent": ("gradient", "update"),
    "concepts/learning-rate": ("loss", "update"),
    "concepts/backpropagation": ("gradient",),
    "concepts/optimizer": ("update",),
    "concepts/batch-epoch": ("input", ROUND),
    "concepts/initialization": ("start",),
    "concepts/joint-learning": ("model", "update"),
}
NARROW = "narrow"


@dataclass(frozen=True)
class Box:
    """A place on the map: its middle and its size, in pixels."""

    name: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Size:
    """The measures of a drawing: for a page's width, and for a phone."""

    width: int
    step: float  # between the middles of the upper boxes
    upper: float  # how wide they are
    lower: tuple[tuple[float, float], ...]  # middle and width of update, gradient, loss
    row: int  # how high a box is
    letters: tuple[float, float]  # of a box's name, and of the line below it


WIDE = Size(720, 178, 146, ((255, 138), (402, 112), (568, 172)), 54, (15, 13))
PHONE = Size(344, 85, 70, ((85, 66), (172, 78), (280, 108)), 48, (12, 11))


def placeholder(slug: str, words: Words) -> str:
    """What stands for `<!-- gipi:map -->`: an image with its alt text and caption."""
    if slug not in LIT:
        raise NoAnswer(f"'gipi:map' knows no place for {slug}; {', '.join(LIT)} have one.")
    name = _own(slug)
    there = os.path.relpath(address(slug), os.path.dirname(slug))
    caption = words("map.caption-whole" if slug == WHOLE else "map.caption-page")
    return f'![{words("map.alt-" + name)}]({there} "{caption}")'


def address(slug: str, narrow: bool = False) -> str:
    """Where the drawing of a page lies in the site."""
    return f"concepts/{NARROW + '/' if narrow else ''}map-{_own(slug)}.svg"


def _own(slug: str) -> str:
    return "whole" if slug == WHOLE else slug.rpartition("/")[2]


def drawn(slug: str, words: Words, narrow: bool = False) -> str:
    """The SVG of the map with a page's place lit."""
    size = PHONE if narrow else WIDE
    first = size.upper / 2 + 8
    above, below = 62 + size.row / 2, 62 + size.row * 1.5 + 44
    upper = ("input", "model", "prediction", "target")
    boxes = [Box(name, first + size.step * index, above, size.upper, size.row) for index, name in enumerate(upper)]
    boxes += [
        Box(name, x, below, width, size.row)
        for name, (x, width) in zip(("update", "gradient", "loss"), size.lower, strict=True)
    ]
    said = [key for box in boxes for key in (box.name, f"{box.name}-how")]
    boxes.append(Box("start", boxes[1].x, 22, size.upper * 1.25, 28))
    return html(
        "loop_map",
        size=size,
        height=below + size.row / 2 + 12,
        boxes=boxes,
        at={box.name: box for box in boxes},
        lit=LIT[slug],
        round=ROUND in LIT[slug],
        words={key: words(f"map.{key}") for key in (*said, "start")},
    )
