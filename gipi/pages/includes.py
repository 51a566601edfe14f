"""Named sections of snippets and records, and the includes that show them."""

import re
from functools import lru_cache
from pathlib import Path

import markdown
from pymdownx.snippets import SnippetExtension, SnippetPreprocessor

from gipi.pages.settings import include_options

MARKER = re.compile(r"-+8<-+[ \t]+\[[ \t]*(?P<type>start|end)[ \t]*:[ \t]*(?P<name>[A-Za-z][-\w]*)[ \t]*\]")


def expand(root: Path, lines: list[str]) -> list[str]:
    """Includes expanded by pymdownx.snippets, with the options of mkdocs.yml."""
    return _preprocessor(root, (root / "mkdocs.yml").stat().st_mtime_ns).run(lines)


@lru_cache
def _preprocessor(root: Path, changed: int) -> SnippetPreprocessor:
    """Made once, and again when `mkdocs serve` sees mkdocs.yml changed."""
    options = SnippetExtension().getConfigs() | include_options(root)
    base = options["base_path"]
    options["base_path"] = [str(root / path) for path in ([base] if isinstance(base, str) else base)]
    options["check_paths"] = True
    return SnippetPreprocessor(options, markdown.Markdown())


def sections(path: Path) -> dict[str, str]:
    """The named sections of a snippet or record file, in order; none where it does not exist."""
    parts: dict[str, list[str]] = {}
    name = None
    if not path.is_file():
        return {}
    for line in path.read_text(encoding="utf-8").split("\n"):
        mark = MARKER.search(line)
        if mark and mark["type"] == "start":
            name, parts[mark["name"]] = mark["name"], []
        elif mark:
            name = None
        elif name:
            parts[name].append(line)
    return {name: "\n".join(lines) for name, lines in parts.items()}
