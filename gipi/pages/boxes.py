"""Which closed boxes hold code that later code builds on: who copies what stands open would meet a NameError."""

import ast
from collections.abc import Iterator
from typing import NamedTuple

from gipi.pages.export import EXERCISES
from gipi.pages.page import Page

OPENS = "??? "


class Names(NamedTuple):
    """The names that a piece of Python needs from before, and those that it makes."""

    needs: frozenset[str]
    makes: frozenset[str]


def needed(page: Page) -> set[int]:
    """The lines on which boxes open whose names are needed outside them, where no open step makes these names."""
    if page.slug.startswith(EXERCISES):  # a box holds answers there, and the text says when to run it
        return set()
    steps = [(_box(page, step.line), _names(step.code)) for step in page.steps if step.language == "python"]
    lines = set()
    for number, (box, names) in enumerate(steps):
        for name in names.needs:
            makers = [at for at, before in steps[:number] if name in before.makes]
            if makers and makers[-1] != box and None not in makers and box not in makers:
                lines.add(makers[-1])
    return {line for line in lines if line is not None}


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
    """What is needed and made, statement by statement; what does not parse needs and makes nothing."""
    try:
        statements = ast.parse(code).body
    except SyntaxError:  # a step that shows one
        return Names(frozenset(), frozenset())
    needs: set[str] = set()
    makes: set[str] = set()
    for statement in statements:
        used, made = set(_used(statement)), set(_made(statement))
        # `x = x + 1` needs an x from before; a loop's variable and a function's arguments are its own.
        own = set() if isinstance(statement, ast.Assign | ast.AugAssign) else made
        needs |= used - own - makes
        makes |= made
    return Names(frozenset(needs), frozenset(makes))


def _used(statement: ast.stmt) -> Iterator[str]:
    arguments = {node.arg for node in ast.walk(statement) if isinstance(node, ast.arg)}
    for node in ast.walk(statement):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id not in arguments:
            yield node.id
        elif isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
            yield node.target.id


def _made(statement: ast.stmt) -> Iterator[str]:
    for node in ast.walk(statement):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Import | ast.ImportFrom):
            yield from ((alias.asname or alias.name).split(".")[0] for alias in node.names)
