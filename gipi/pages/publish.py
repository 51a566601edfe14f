"""A page as MkDocs gets it: placeholders filled, directives gone, outputs marked."""

from collections.abc import Callable, Mapping

from gipi.pages.page import Page
from gipi.pages.placeholders import fill_line

OUTPUT = '```{{.text .gipi-output title="{title}"}}'


def published(page: Page, answers: Mapping[str, Callable[..., str]], output: str) -> str:
    """The Markdown of a page without its front matter; what is code stays as it is.

    `answers` are what placeholders stand for, `output` is the title of a fence
    that shows what a step printed. Raises PlaceholderProblem.
    """
    lines, output_next = [], False
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
            lines.append(fill_line(line.text, answers, f"{page.place}:{line.number}"))
    return "\n".join(lines)
