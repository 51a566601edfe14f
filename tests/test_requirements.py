"""requirements.in, requirements.txt and the command on the install pages fit each other; no network."""

import ast
import re
import sys
from importlib import metadata

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from gipi.versions import recipe
from small import ROOT

DISTRIBUTION = {"PIL": "pillow", "sklearn": "scikit-learn"}
# An environment has pip; who asks why a kernel died has Jupyter, which brings the others.
THERE = {"pip", "jupyter_client", "nbclient", "nbformat"}


def asked() -> list[Requirement]:
    lines = (ROOT / "requirements.in").read_text(encoding="utf-8").splitlines()
    return [Requirement(line) for line in lines if line.strip() and not line.startswith("#")]


def pinned() -> list[tuple[Requirement, str]]:
    """(requirement, everything that requirements.txt says below it)."""
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
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


def _requires(name: str) -> list[str]:
    try:
        return metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return metadata.requires(f"{name}-cpu") or []
