"""A page as MkDocs gets it: placeholders filled, directives gone, outputs marked."""

from collections.abc import Callable, Mapping
from textwrap import indent

from gipi.pages import unshown
from gipi.pages.boxes import needed
from gipi.pages.includes import sections
from gipi.pages.page import SOURCE, Line, Page
from gipi.pages.placeholders import fill_line

OUTPUT = '```{{.text .gipi-output title="{title}"}}'


def published(page: Page, answers: Mapping[str, Callable[..., str]], output: str, later: str) -> str:
    """The Markdown of a page without its front matter; what is code stays as it is.

    `answers` are what placeholders stand for, `output` is the title of a fence
    that shows what a step printed, `later` what the title of a box says on whose
    code later code builds. Raises PlaceholderProblem.
    """
    lines, output_next, boxes, instead = [], False, needed(page), _instead(page)
    for line in page.lines[page.front_end :]:
        if line.kind == "directive" and not line.key.startswith("gipi:"):
            output_next = output_next or "expected-output" in line.key
        elif line.kind == "fence" and output_next:
            lines.append(_before(line) + OUTPUT.format(title=output))
            output_next = False
        elif line.kind == "code" and (text := instead.get(line.key)):
            lines.append(indent(text, _before(line)))
        elif line.kind in ("fence", "code", "close", "comment"):
            lines.append(line.text)
        else:
            text = _titled(line, later) if line.number in boxes else line.text
            lines.append(fill_line(text, answers, f"{page.place}:{line.number}"))
    return "\n".join(lines)


def _before(line: Line) -> str:
    """The blanks with which a line begins."""
    return line.text[: len(line.text) - len(line.text.lstrip())]


def _instead(page: Page) -> dict[str, str]:
    """What stands for an include of which the page leaves something out."""
    texts, recorded = {}, sections(page.record)
    for step in page.steps:
        if unshown.code(step) != step.code:
            suffix = SOURCE[step.language]
            texts[f'--8<-- "{page.slug}{suffix}:{step.name}"'] = unshown.code(step).rstrip("\n")
            texts[f'--8<-- "{page.slug}.txt:{step.name}"'] = unshown.output(step, recorded[step.name])
    return texts


def _titled(line: Line, later: str) -> str:
    """The line that opens a box, with what is said behind its title."""
    opening = line.text.rstrip().removesuffix('"')
    return f'{opening} ({later})"'
