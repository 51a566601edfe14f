"""What people type for a page in words of their own; see data/typed.yml."""

from pathlib import Path

from gipi.entries.yaml_nodes import named, read


class TypedError(ValueError):
    """Something wrong with data/typed.yml: what, and what to do about it."""


def load(path: Path) -> dict[str, list[str]]:
    """{slug: its words} in the file's order; nothing where there is no file. Raises TypedError."""
    if not path.is_file():
        return {}
    name, pages = named(path), read(path, TypedError)
    if not isinstance(pages, dict):
        raise TypedError(f"{name}: the file must be a mapping from a page's slug to a list of words.")
    for slug, words in pages.items():
        if not isinstance(words, list) or not all(isinstance(word, str) and word.strip() for word in words):
            raise TypedError(f"{name}: ‘{slug}’ needs a list of words; put each that YAML misreads in quotes.")
        for word in words:
            if words.count(word) > 1:
                raise TypedError(f"{name}: ‘{slug}’ has ‘{word}’ twice; keep it once.")
    return pages


def strangers(words: dict[str, list[str]], slugs: set[str]) -> list[str]:
    """A sentence for each slug that no page has."""
    return [
        f"data/typed.yml: there is no page ‘{slug}’; correct the slug or take its words out."
        for slug in words
        if slug not in slugs
    ]
