"""Which closed boxes hold code that later code builds on: who copies what stands open would meet a NameError."""

import dis
from collections.abc import Iterator
from types import CodeType
from typing import NamedTuple

from gipi.pages.export import EXERCISES
from gipi.pages.page import Page

OPENS = "??? "


class Names(NamedTuple):
    """The names that a piece of Python needs from before, and those that it makes."""

    needs: set[str]
    makes: set[str]


def needed(page: Page) -> set[int]:
    """The lines on which boxes open whose names are needed outside them, where no open step makes these names."""
    if page.slug.startswith(EXERCISES):  # a box holds answers there, and the text says when to run it
        return set()
    steps = [(_box(page, step.line), _names(step.code)) for step in page.steps if step.language == "python"]
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


def _names(code: str) -> Names:
    """What is needed and made, in the order in which Python would ask; what does not parse does neither."""
    names = Names(set(), set())
    try:
        compiled = compile(code, "step", "exec")
    except SyntaxError:  # a step that shows one
        return names
    for instruction in dis.get_instructions(compiled):
        if instruction.opname == "LOAD_NAME" and instruction.argval not in names.makes:
            names.needs.add(instruction.argval)
        elif instruction.opname == "STORE_NAME":
            names.makes.add(instruction.argval)
    # What a function asks for, it asks when it is called: whatever the step has made by its end is there.
    names.needs.update(set(_asked_inside(compiled)) - names.makes)
    return names


def _asked_inside(code: CodeType) -> Iterator[str]:
    """The global names that functions, classes and comprehensions within the code ask for."""
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            for instruction in dis.get_instructions(inner):
                if instruction.opname in ("LOAD_GLOBAL", "LOAD_NAME"):
                    yield instruction.argval
            yield from _asked_inside(inner)
