"""The marks of a step: a fixed table, read as literals. Nothing that a page says is evaluated."""

import ast
from dataclasses import dataclass

PREFIX = "pytest.mark."
KNOWN = 'the marks are skip(reason="…"), registry and python("3.11")'


class MarkError(Exception):
    """A mark that is not in the table; a sentence without its place."""


@dataclass(frozen=True)
class Marks:
    """What the marks of a step say about it."""

    skip: str | None = None  # the reason for which the step is never run
    registry: bool = False  # it needs the package index
    pythons: tuple[str, ...] = ()  # the interpreters that it needs beside the one that runs pytest


def read(marks: list[str]) -> Marks:
    """What these marks say, each as it stands on the page: pytest.mark.registry. Raises MarkError."""
    skip, registry, pythons = None, False, []
    for mark in marks:
        name, given, named = _call(mark)
        if name == "skip":
            if given or set(named) != {"reason"} or not str(named["reason"]).strip():
                raise MarkError('a skip needs its reason: pytest.mark.skip(reason="…").')
            skip = str(named["reason"])
        elif name == "registry" and not given and not named:
            registry = True
        elif name == "python" and len(given) == 1 and isinstance(given[0], str) and not named:
            pythons.append(given[0])
        else:
            raise MarkError(f"'{mark}' is not used here: {KNOWN}.")
    return Marks(skip, registry, tuple(pythons))


def _call(mark: str) -> tuple[str, list, dict[str, object]]:
    """Name, positional and named arguments of a mark."""
    try:
        node = ast.parse(mark, mode="eval").body
        call = node if isinstance(node, ast.Call) else ast.Call(node, [], [])
        name = ast.unparse(call.func)
        given = [ast.literal_eval(argument) for argument in call.args]
        named = {str(keyword.arg): ast.literal_eval(keyword.value) for keyword in call.keywords}
    except (SyntaxError, ValueError):
        raise MarkError(f"'{mark}' cannot be read: {KNOWN}.") from None
    return name.removeprefix(PREFIX), given, named
