"""A page as MkDocs gets it: placeholders filled, directives gone, outputs marked."""

from collections.abc import Callable, Mapping

from gipi.pages.boxes import needed
from gipi.pages.page import Line, Page
from gipi.pages.placeholders import fill_line

OUTPUT = '```{{.text .gipi-output title="{title}"}}'


def published(page: Page, answers: Mapping[str, Callable[..., str]], output: str, later: str) -> str:
    """The Markdown of a page without its front matter; what is code stays as it is.

    `answers` are what placeholders stand for, `output` is the title of a fence
    that shows what a step printed, `later` what the title of a box says on whose
    code later code builds. Raises PlaceholderProblem.
    """
    lines, output_next, boxes = [], False, needed(page)
    for line in page.lines[page.front_end :]:
        if line.kind == "directive" and not line.key.startswith("gipi:"):
            output_next = output_next or "expected-output" in line.key
        elif line.kind == "fence" and output_next:
            indent = line.text[: len(line.text) - len(line.text.lstrip())]
            lines.append(indent + OUTPUT.format(title=output))
            output_next = False
        elif line.kind in ("fence", "code", "close", "comment"):
            lines.append(line.text)
        else:
            text = _titled(line, later) if line.number in boxes else line.text
            lines.append(fill_line(text, answers, f"{page.place}:{line.number}"))
    return "\n".join(lines)


def _titled(line: Line, later: str) -> str:
    """The line that opens a box, with what is said behind its title."""
    opening = line.text.rstrip().removesuffix('"')
    return f'{opening} ({later})"'
