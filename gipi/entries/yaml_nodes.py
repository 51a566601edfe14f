"""YAML with its lines: what a file of entries is made of, before it is known to be right."""

from collections.abc import Callable
from pathlib import Path

import yaml

from gipi.machine import yaml_text


def compose(path: Path, problem: Callable[[str], Exception]) -> yaml.Node | None:
    """The file's root, each of whose nodes knows its line; None where it is empty.

    Raises what `problem` makes of the sentence that says where it is not YAML.
    """
    try:
        return yaml_text.compose(path.read_text(encoding="utf-8"))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise problem(f"{named(path)}:{line}: this is not YAML: {error.problem}.") from error


def read(path: Path, problem: Callable[[str], Exception]) -> object:
    """The file's value, where no complaint needs a line of its own; as `compose` raises."""
    node = compose(path, problem)
    return None if node is None else yaml.SafeLoader("").construct_document(node)


def named(path: Path) -> str:
    """A file as its complaints name it, such as data/glossary.yml."""
    return "/".join(path.parts[-2:])
