"""Which closed boxes hold code that later code builds on: who copies what stands open would meet a NameError."""

from gipi.pages import unshown
from gipi.pages.export import EXERCISES
from gipi.pages.names import read
from gipi.pages.page import Page

OPENS = "??? "


def needed(page: Page) -> set[int]:
    """The lines on which boxes open whose names are needed outside them, where no open step makes these names."""
    if page.slug.startswith(EXERCISES):  # a box holds answers there, and the text says when to run it
        return set()
    steps = [(_box(page, step.line), read(unshown.code(step))) for step in page.steps if step.language == "python"]
    lines = set()
    for number, (box, names) in enumerate(steps):
        for name in names.needs:
            makers = [at for at, before in steps[:number] if name in before.makes]
            closed = [at for at in makers if at is not None and at != box]
            if makers and makers == closed:
                lines.add(closed[-1])
    return lines


def _box(page: Page, line: int) -> int | None:
    """The line on which the box around a line opens; None where the line stands open."""
    for number in range(line, 0, -1):
        text = page.lines[number - 1].text
        if text.startswith(OPENS):
            return number
        if text and not text.startswith(" "):
            return None
    return None
