"""A page as a notebook and as a script, for a reader to take along."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from gipi.pages.includes import sections
from gipi.pages.page import SOURCE, Page, Step
from gipi.pages.placeholders import Answers, fill_line

NONE: Answers = MappingProxyType({})
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


BASH = "%%script bash -euo pipefail\n"


def export(page: Page, site_url: str, answers: Answers = NONE) -> nbformat.NotebookNode:
    """The page as a notebook: its prose in its language, its steps as cells, its records as outputs.

    `answers` are what placeholders within sentences stand for; tables stay on the page.
    """
    cells: list[nbformat.NotebookNode] = []
    recorded = sections(page.record)
    for part in _parts(page, answers):
        if isinstance(part, str):
            cells.append(new_markdown_cell(_plain(part, page, site_url), id=f"text-{len(cells)}"))
            continue
        magic = BASH if part.language == "bash" else ""
        cell = new_code_cell(magic + part.code.rstrip("\n"), id=part.name)
        if part.error:
            cell.metadata["tags"] = ["raises-exception"]
        if part.name in recorded:
            cell.outputs.append(new_output("stream", name="stdout", text=recorded[part.name] + "\n"))
        cells.append(cell)
    return new_notebook(cells=cells, metadata={"kernelspec": KERNEL, "language_info": {"name": "python"}})


def script(page: Page, site_url: str, answers: Answers = NONE) -> tuple[str, str]:
    """The page as (file name, text): steps as they stand, everything else as comments.

    A page whose steps are all bash becomes a .sh file; in a .py file the bash
    steps are comments.
    """
    suffix = script_suffix(page)
    language = next(language for language, its in SOURCE.items() if its == suffix)
    blocks = []
    for part in _parts(page, answers):
        if not isinstance(part, str) and part.language == language:
            blocks.append(part.code.rstrip("\n"))
            continue
        text = _plain(part, page, site_url) if isinstance(part, str) else "$ " + part.code.rstrip("\n")
        blocks.append("\n".join(f"# {line}".rstrip() for line in text.split("\n")))
    return Path(page.slug).name + suffix, "\n\n".join(blocks) + "\n"


def script_suffix(page: Page) -> str:
    """How the name of a page's script ends."""
    return SOURCE["python" if any(step.language == "python" for step in page.steps) else "bash"]


def _parts(page: Page, answers: Answers) -> Iterator[str | Step]:
    """The page's prose (as Markdown text) and steps, in order."""
    steps = {step.line: step for step in page.steps}
    text, inside, output_next, step = [], False, False, None
    for line in page.lines:
        if line.kind == "front" or line.kind == "comment":
            continue
        if line.kind == "directive" and line.key.removeprefix("gipi:").split()[0] in answers:
            text.append(fill_line(line.text, answers, f"{page.place}:{line.number}"))
        elif line.kind == "directive":
            output_next = output_next or "expected-output" in line.key
        elif line.kind == "fence" and line.number in steps:
            yield "\n".join(text)
            text, step = [], steps[line.number]
            yield step
        elif line.kind == "fence" and output_next:
            inside, output_next = True, False
        elif line.kind == "close" and (step or inside):
            step, inside = None, False
        elif line.kind == "prose" and answers:
            text.append(fill_line(line.text, answers, f"{page.place}:{line.number}"))
        elif not (step or inside):
            text.append(line.text)
    yield "\n".join(text)


def _plain(text: str, page: Page, site_url: str) -> str:
    """Material's Markdown as any notebook shows it."""
    own = Path(page.slug).name
    text = re.sub(rf"!\[[^\]]*\]\({re.escape(own)}/[^)]*\)(\{{[^}}]*\}})?", "", text)
    text = re.sub(r"!\[([^\]]*)\]\([^)]*\)(\{[^}]*\})?", r"*[\1]*", text)
    text = re.sub(r"\s*\{\s*[#.][^}]*\}", "", text)
    text = re.sub(r"</?span[^>]*>", "", text)

    def absolute(match: re.Match) -> str:
        target = (Path(page.slug).parent / match[2]).as_posix()
        clean = os.path.normpath(target).replace(os.sep, "/")
        clean = re.sub(r"(^|/)index$", r"\1", clean.removesuffix(".md").removesuffix(".ipynb"))
        return f"[{match[1]}]({site_url}{clean.rstrip('/')}/{match[3] or ''})"

    text = re.sub(r"\[([^\]]*)\]\((?!https?:|#|mailto:)([^)#\s]+\.(?:md|ipynb))(#[^)]*)?\)", absolute, text)
    lines, indented = [], False
    for line in text.split("\n"):
        if match := re.match(r'\s*(?:!!!|\?\?\?\+?|===)\s+(?:[\w -]*?\s*)?"(.*)"\s*$', line):
            lines += [f"**{match[1]}**", ""]
            indented = True
            continue
        if indented and line.strip() and not line.startswith("    "):
            indented = False
        lines.append(line.removeprefix("    ") if indented else line)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")
