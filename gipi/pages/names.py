"""Which names a piece of Python needs from before, and which it makes: read from its bytecode."""

import dis
from collections.abc import Iterator
from types import CodeType
from typing import NamedTuple


class Names(NamedTuple):
    """The names that a piece of Python needs from before, and those that it makes."""

    needs: set[str]
    makes: set[str]


def read(code: str) -> Names:
    """What is needed and made, in the order in which Python would ask; what does not parse does neither."""
    asked = Names(set(), set())
    try:
        compiled = compile(code, "step", "exec")
    except SyntaxError:  # a step that shows one
        return asked
    for instruction in dis.get_instructions(compiled):
        if instruction.opname == "LOAD_NAME" and instruction.argval not in asked.makes:
            asked.needs.add(instruction.argval)
        elif instruction.opname == "STORE_NAME":
            asked.makes.add(instruction.argval)
    # What a function asks for, it asks when it is called: whatever the step has made by its end is there.
    asked.needs.update(set(_asked_inside(compiled)) - asked.makes)
    return asked


def _asked_inside(code: CodeType) -> Iterator[str]:
    """The global names that functions, classes and comprehensions within the code ask for."""
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            for instruction in dis.get_instructions(inner):
                if instruction.opname in ("LOAD_GLOBAL", "LOAD_NAME"):
                    yield instruction.argval
            yield from _asked_inside(inner)
