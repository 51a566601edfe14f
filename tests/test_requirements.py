"""requirements.in, requirements.txt, the class's files and the command on the install pages fit; no network."""

import ast
import re
import sys
from importlib import metadata

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from gipi.versions import classroom, recipe
from small import ROOT

DISTRIBUTION = {"PIL": "pillow", "sklearn": "scikit-learn"}
# An environment has pip; who asks why a kernel died has Jupyter, which brings the others.
THERE = {"pip", "jupyter_client", "nbclient", "nbformat"}


def asked(name: str = "requirements.in") -> list[Requirement]:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return [Requirement(line) for line in lines if line.strip() and not line.startswith("#")]


def pinned(name: str = "requirements.txt") -> list[tuple[Requirement, str]]:
    """(requirement, everything that requirements.txt says below it)."""
    text = (ROOT / name).read_text(encoding="utf-8")
    parts = re.split(r"(?m)^(?=[A-Za-z0-9])", text)[1:]
    return [(Requirement(part.split("\\\n")[0].strip()), part) for part in parts]


def test_every_requirement_is_pinned_to_a_version_it_admits():
    for wanted in asked():
        pins = [one for one, _ in pinned() if canonicalize_name(one.name) == canonicalize_name(wanted.name)]
        assert pins, f"{wanted.name} is not in requirements.txt: run uv pip compile (CONTRIBUTING.md)."
        for pin in pins:
            version = next(iter(pin.specifier)).version
            assert version in wanted.specifier, f"requirements.txt pins {pin}, requirements.in wants {wanted}."


def test_what_is_pinned_for_requirements_in_is_asked_there():
    names = {canonicalize_name(one.name) for one in asked()}
    direct = {canonicalize_name(one.name) for one, part in pinned() if "-r requirements.in" in part}
    assert direct == names


def test_every_pin_has_hashes_and_names_no_host():
    for one, part in pinned():
        assert len(one.specifier) == 1 and str(one.specifier).startswith("=="), one
        assert "--hash=sha256:" in part, one
    assert not re.search(r"https?://|--index|--find-links|file:", (ROOT / "requirements.txt").read_text())


def test_what_is_installed_here_is_what_is_pinned():
    for wanted, _ in pinned():
        if not wanted.marker or wanted.marker.evaluate():
            assert metadata.version(wanted.name) in wanted.specifier


def test_the_command_for_readers_installs_what_the_snippets_import():
    imported = set()
    for path in (ROOT / "snippets").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                imported.add(node.module.partition(".")[0])
    imported = {DISTRIBUTION.get(name, name) for name in imported - sys.stdlib_module_names - THERE}
    installed = {"tensorflow", *recipe.EXTRA}
    brought = {canonicalize_name(Requirement(one).name) for name in installed for one in _requires(name)}
    assert imported <= installed | brought, f"not installed: {imported - installed - brought}"
    assert installed <= imported, f"installed, but no snippet imports it: {installed - imported}"


# What a class installs


COMPILE = "run uv pip compile as the first lines of requirements-class.txt say"


def of_a_class(system: str) -> list[Requirement]:
    text = classroom.files(ROOT)[classroom.name(system)]
    return [Requirement(line.rstrip(" \\")) for line in text.splitlines() if not line.startswith(" ")]


def test_a_class_has_the_versions_of_the_guide():
    """For a Python of the class; requirements.txt pins another NumPy for an older one."""
    for python in classroom.PYTHONS:
        for system, marks in classroom.SYSTEMS.items():
            here = {**marks, "python_version": python, "python_full_version": f"{python}.0"}
            ours = {
                wanted.name: str(wanted.specifier)
                for wanted, _ in pinned()
                if not wanted.marker or wanted.marker.evaluate(here)
            }
            theirs = {wanted.name: str(wanted.specifier) for wanted in of_a_class(system)}
            other = {name for name in ours.keys() & theirs.keys() if ours[name] != theirs[name]}
            assert not other, f"{system}, Python {python}: {other}; {COMPILE}."
            assert len(ours.keys() & theirs.keys()) > 60


def test_a_class_installs_what_the_pages_and_notebooks_need():
    names = {canonicalize_name(wanted.name.removesuffix("-cpu")) for wanted in asked("requirements-class.in")}
    assert names == {"tensorflow", *recipe.EXTRA, "notebook", "ipykernel"}
    direct = {
        canonicalize_name(wanted.name)
        for wanted, part in pinned("requirements-class.txt")
        if "-r requirements-class.in" in part
    }
    assert direct == {canonicalize_name(wanted.name) for wanted in asked("requirements-class.in")}, COMPILE


@pytest.mark.parametrize("system", classroom.SYSTEMS)
def test_a_file_for_a_system_has_no_conditions_and_all_hashes(system):
    text = classroom.files(ROOT)[classroom.name(system)]
    wanted = of_a_class(system)
    assert text.isascii() and len({one.name for one in wanted}) == len(wanted) > 100
    assert not any(one.marker for one in wanted)
    parts = re.split(r"(?m)^(?=\S)", text)[1:]
    assert len(parts) == len(wanted) and all("--hash=sha256:" in part for part in parts)
    assert not re.search(r"https?://|--index|--find-links|file:|via", text)
    there = {one.name for one in wanted}
    assert ("pywinpty" in there, "appnope" in there) == (system == "windows", system == "macos")
    assert ("tensorflow-cpu" in there) != (system == "macos") and ("tensorflow" in there) == (system == "macos")


def test_a_file_that_would_differ_between_the_pythons_is_refused(tmp_path):
    (tmp_path / classroom.SOURCE).write_text("a==1 ; python_version < '3.13' \\\n    --hash=sha256:0\n")
    with pytest.raises(ValueError, match=r"on windows the Pythons 3\.12, 3\.13 need different packages"):
        classroom.files(tmp_path)


def _requires(name: str) -> list[str]:
    try:
        return metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return metadata.requires(f"{name}-cpu") or []
