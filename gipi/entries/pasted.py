"""Messages whose cure stands on a page that is no entry of the error dictionary; see data/pasted.yml."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from gipi.entries.yaml_nodes import named, read
from gipi.pages.page import Page, PageError


class PastedError(ValueError):
    """Something wrong with data/pasted.yml: what, and what to do about it."""


@dataclass(frozen=True)
class Cure:
    """A message as people paste it: `…` for what varies, above its last line what else must be there."""

    text: str
    section: str  # the anchor on the page where the cure stands


def load(path: Path) -> dict[str, list[Cure]]:
    """{slug: its messages} in the file's order; nothing where there is no file. Raises PastedError."""
    if not path.is_file():
        return {}
    name, pages = named(path), read(path, PastedError)
    if not isinstance(pages, dict):
        raise PastedError(f"{name}: the file must be a mapping from a page's slug to {{section: [messages]}}.")
    cures = {}
    for slug, sections in pages.items():
        if not isinstance(sections, dict) or not all(
            isinstance(texts, list) and all(isinstance(text, str) and text.strip() for text in texts)
            for texts in sections.values()
        ):
            raise PastedError(f"{name}: ‘{slug}’ needs its sections, each with a list of messages in quotes.")
        cures[slug] = [Cure(text, section) for section, texts in sections.items() for text in texts]
    return cures


def astray(cures: Mapping[str, list[Cure]], pages: Mapping[str, Mapping[str, Page]]) -> list[str]:
    """A sentence for each page or section that is not there; `pages` are {language: {slug: page}}."""
    problems = []
    for slug, messages in cures.items():
        for language, there in pages.items():
            if slug not in there:
                problems.append(f"data/pasted.yml: there is no page ‘{slug}’; correct the slug or take it out.")
                break
            try:
                anchors = there[slug].headings
            except PageError:
                continue  # already said
            for section in dict.fromkeys(message.section for message in messages):
                if section not in anchors:
                    problems.append(
                        f"data/pasted.yml: docs/{language}/{slug}.md has no section ‘{section}’; "
                        "name the one that holds the cure."
                    )
    return problems
