"""mkdocs.yml as far as pages depend on it: the source language, and how includes are expanded."""

from collections.abc import Iterator
from pathlib import Path

from gipi.machine import yaml_text


def settings(root: Path) -> dict:
    """The file's own values; empty where there is none."""
    path = root / "mkdocs.yml"
    return (yaml_text.load_foreign(path.read_text(encoding="utf-8")) or {}) if path.is_file() else {}


def source_language(root: Path) -> str:
    """The language whose pages lie in docs_dir."""
    return Path(settings(root)["docs_dir"]).name


def order(root: Path) -> list[str]:
    """The pages' slugs, as the navigation orders them."""

    def files(part) -> Iterator[str]:
        if isinstance(part, str):
            yield part.rpartition(".")[0]
        else:
            for inner in part.values() if isinstance(part, dict) else part:
                yield from files(inner)

    return list(files(settings(root).get("nav", [])))


def include_options(root: Path) -> dict:
    """What mkdocs.yml says to pymdownx.snippets."""
    for entry in settings(root).get("markdown_extensions", []):
        if isinstance(entry, dict) and "pymdownx.snippets" in entry:
            return entry["pymdownx.snippets"] or {}
    return {}
