"""What a reader finds to type in a section of a page: its bash and console blocks as the built page shows them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from gipi.pages.includes import expand
from gipi.pages.page import HEADING, Page
from gipi.pages.placeholders import matches
from gipi.runs.paths.plan import PlanProblem, Step

TYPED = ("bash", "console")
TAB = re.compile(r'(?P<indent>\s*)=== "(?P<title>[^"]+)"')


@dataclass(frozen=True)
class Shown:
    """What pages show: `install` gives the fence of `gipi:install …`, `selector` the lines of an answer."""

    pages: Mapping[str, Page]
    install: Callable[..., str]
    selector: Callable[[str], list[str]]


def of(step: Step, shown: Shown) -> list[str]:
    """The blocks of a step; PlanProblem where there is no such page, section or tab, or nothing to type."""
    if step.kind == "selector":
        return shown.selector(step.what)
    slug, _, anchor = step.what.partition("#")
    if slug not in shown.pages:
        raise PlanProblem(f"data/paths.yml: there is no page {slug}.")
    typed = [text for tab, text in section(shown.pages[slug], anchor, shown.install) if tab in (None, step.tab)]
    if step.tab and step.tab not in tabs(shown.pages[slug], anchor):
        raise PlanProblem(f"data/paths.yml: {step.what} has no tab ‘{step.tab}’.")
    if not typed:
        raise PlanProblem(
            f"data/paths.yml: there is nothing to type in {step.what}; name the tab, or take it out."
        )
    return typed


def tabs(page: Page, anchor: str) -> list[str]:
    """The titles of a section's tabs, in order."""
    titles = [match["title"] for line in within(page, anchor) if (match := TAB.fullmatch(line.text.rstrip()))]
    return list(dict.fromkeys(titles))


def section(page: Page, anchor: str, install: Callable[..., str]) -> list[tuple[str | None, str]]:
    """(tab or None, text) of each block that is typed into a shell of Linux or macOS."""
    blocks: list[tuple[str | None, str]] = []
    tab, inside, margin = None, 0, 0
    code: list[str] | None = None
    for line in within(page, anchor):
        indent = len(line.text) - len(line.text.lstrip())
        if line.kind == "fence":
            code, margin = ([] if line.key in TYPED else None), indent
        elif line.kind == "close" and code is not None:
            blocks.append((tab, "\n".join(expand(page.root, code))))
            code = None
        elif line.kind == "code":
            if code is not None:
                code.append(line.text[margin:])
        elif match := TAB.fullmatch(line.text.rstrip()):
            tab, inside = match["title"], len(match["indent"])
        elif line.kind != "blank" and indent <= inside:
            tab = None
        for placed in matches(line.text) if line.kind == "directive" else ():
            if placed["name"] == "install":
                first, *lines, _ = install(*placed["rest"].split()).split("\n")
                if first.strip("`") in TYPED:
                    blocks.append((tab, "\n".join(lines)))
    return blocks


def within(page: Page, anchor: str) -> list:
    """The lines from a heading to the next, whatever its level: each has an anchor of its own."""
    if anchor not in page.headings:
        raise PlanProblem(f"data/paths.yml: {page.place} has no section #{anchor}.")
    lines: list = []
    for line in page.lines:
        if line.kind == "heading":
            match = HEADING.match(line.text)
            if lines or (match and match["anchor"] == anchor):
                if lines:
                    break
                lines.append(line)
        elif lines:
            lines.append(line)
    return lines[1:]
