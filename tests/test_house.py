"""The house keeps few rooms, and each says what it is; import-linter holds the arrows between them."""

import ast
import re

from small import ROOT

GIPI = ROOT / "gipi"
ROOMS = sorted(path.name for path in GIPI.iterdir() if (path / "__init__.py").is_file())


def test_there_are_few_rooms():
    assert [path.name for path in GIPI.glob("*.py")] == ["__init__.py"]
    assert len(ROOMS) <= 9, "a room more is a door more that a newcomer must open"


def test_each_room_says_what_it_is_and_what_it_never_does():
    for room in ROOMS:
        text = ast.get_docstring(ast.parse((GIPI / room / "__init__.py").read_text(encoding="utf-8")))
        assert text and "ever" in text and len(text.split("\n")) >= 3, f"gipi/{room}/__init__.py"


def test_the_map_names_every_module():
    architecture = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    for path in GIPI.rglob("*.py"):
        if path.name not in ("__init__.py", "__main__.py"):
            assert f"`{path.stem}`" in architecture, f"{path.relative_to(ROOT)} is on no line of ARCHITECTURE.md"


def test_a_value_is_called_by_what_it_is():
    """`one`, `found` and `known` say of a page, a wheel or a trial only that it is there."""
    for path in GIPI.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = node.id if isinstance(node, ast.Name) else node.arg if isinstance(node, ast.arg) else ""
            assert name not in ("one", "found", "known"), f"{path.relative_to(ROOT)}:{node.lineno}: ‘{name}’"


def test_yaml_is_read_in_one_place():
    """Elsewhere it would be read in Python alone, ten times as long: a third of what tests of counts took."""
    read = re.compile(r"yaml\.(safe_)?(load|compose)\(|yaml_load")
    slow = [
        path.relative_to(GIPI).as_posix()
        for path in GIPI.rglob("*.py")
        if path.stem != "yaml_text" and read.search(path.read_text(encoding="utf-8"))
    ]
    assert slow == ["site/languages.py"]  # MkDocs' own configuration, with MkDocs' own tags
