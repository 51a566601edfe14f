"""What a page has chosen: constants in capitals that hold a number, and the same code with another one."""

import ast
import dataclasses
import re

from gipi.pages.page import Page, Step

NAME = re.compile(r"[A-Z][A-Z0-9_]*$")
Number = int | float


def constants(page: Page) -> dict[str, Number]:
    """Each `NAME = number` that a Python step defines at its top level."""
    return {name: value for step in page.steps for name, value, _ in _defined(step)}


def halved_and_doubled(value: Number) -> list[Number]:
    """The two other values of a setting; a whole number stays one, and at least 1."""
    others: list[Number]
    if isinstance(value, int):
        others = [max(1, value // 2) if value > 0 else value // 2, value * 2]
    else:
        others = [value / 2, value * 2]
    return [other for other in others if other != value]


def changed(page: Page, change: dict[str, Number]) -> list[Step]:
    """The page's steps, with other numbers behind the names of `change`."""
    if unknown := change.keys() - constants(page).keys():
        raise KeyError(f"no step of {page.slug} defines {', '.join(sorted(unknown))} as a number.")
    return [_with(step, change) for step in page.steps]


def _with(step: Step, change: dict[str, Number]) -> Step:
    lines = step.code.split("\n")
    for name, _, node in reversed(_defined(step)):
        if name in change:
            # Bytes, because that is what the parser counts in.
            line = lines[node.lineno - 1].encode("utf-8")
            new = line[: node.col_offset] + repr(change[name]).encode() + line[node.end_col_offset :]
            lines[node.lineno - 1] = new.decode("utf-8")
    return dataclasses.replace(step, code="\n".join(lines))


def _defined(step: Step) -> list[tuple[str, Number, ast.expr]]:
    constants = []
    for node in ast.parse(step.code).body if step.language == "python" else ():
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            name, value = node.targets[0].id, _number(node.value)
            if NAME.match(name) and value is not None:
                constants.append((name, value, node.value))
    return constants


def _number(node: ast.expr) -> Number | None:
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        inner = _number(node.operand)
        return None if inner is None else -inner
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool):
        return node.value
    return None
