"""A page as a notebook and as a script, for a reader to take along."""

import ast
import math
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from textwrap import dedent
from types import MappingProxyType

import nbformat

from gipi.pages import predictions, unshown
from gipi.pages.includes import sections
from gipi.pages.page import SOURCE, Line, Page, Step
from gipi.pages.placeholders import Answers, fill_line

NONE: Answers = MappingProxyType({})
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


FOLDED = re.compile(r'^\?\?\? (?:predict|answer) "(?P<title>[^"]*)"\n(?P<body>(?: {4}.*\n|\n)*)', re.MULTILINE)
# Pages that are exercises: their last section is for whoever has tried, and stays on the page.
EXERCISES, CHECK, SOLUTION = "practice/", "check", "solution"
BASH = "%%script bash -euo pipefail\n"

# What a package is called where its name is not that of its module.
PACKAGES = {"PIL": "pillow", "sklearn": "scikit-learn"}
# The first cell of a notebook that needs more than Python: every other computer has its environment.
FIRST = "colab"
COLAB = """\
import sys

if "google.colab" in sys.modules:
    %pip install -q {packages}"""


def export(page: Page, site_url: str, answers: Answers = NONE) -> nbformat.NotebookNode:
    """The page as a notebook: its prose in its language, its steps as cells, its records as outputs.

    `answers` are what placeholders within sentences stand for; tables stay on the page.
    A step whose output the reader predicts follows its question, and has no output yet.
    """
    cells: list[dict] = []
    asked = {
        name
        for prediction in predictions.read(page)
        if prediction.answer
        for name in predictions.shown(page, prediction.answer)
    }
    recorded = {name: text for name, text in sections(page.record).items() if name not in asked}
    if needed := packages(page):
        cells.append(_cell(FIRST, COLAB.format(packages=" ".join(needed))))
    for part in _parts(page, answers):
        if isinstance(part, str):
            text = _plain(part, page, site_url, folds=True)
            cells.append({"cell_type": "markdown", "id": f"text-{len(cells)}", "metadata": {}, "source": text})
            continue
        magic = BASH if part.language == "bash" else ""
        cell = _cell(part.name, magic + unshown.code(part).rstrip("\n"))
        if part.error:
            cell["metadata"]["tags"] = ["raises-exception"]
        if page.slug.startswith(EXERCISES) and part.name == CHECK:
            cell["metadata"]["jupyter"] = {"source_hidden": True}  # it gives the answer away
        if part.name in recorded:
            text = unshown.output(part, recorded[part.name]) + "\n"
            cell["outputs"].append({"output_type": "stream", "name": "stdout", "text": text})
        cells.append(cell)
    metadata = {"kernelspec": KERNEL, "language_info": {"name": "python"}}
    # Its functions new_… check each part; writing it checks the whole.
    return nbformat.from_dict({"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5})


def _cell(name: str, code: str) -> dict:
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": name,
        "metadata": {},
        "outputs": [],
        "source": code,
    }


def taken(page: Page) -> list[Step]:
    """The steps that are taken along: of an exercise, all before its solution."""
    end = next((line.number for line in page.lines if _solution(page, line)), math.inf)
    return [step for step in page.steps if step.line < end]


def _solution(page: Page, line: Line) -> bool:
    """Whether the solution of an exercise begins with this line."""
    return page.slug.startswith(EXERCISES) and line.kind == "heading" and line.key.endswith(f" {SOLUTION}")


def packages(page: Page) -> list[str]:
    """What must be installed for the page's Python: the packages that it imports, sorted."""
    modules = set()
    for step in page.steps:
        try:
            tree = ast.parse(step.code) if step.language == "python" else ast.Module([], [])
        except SyntaxError:
            continue  # the page shows how it fails
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                modules |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                modules.add(node.module.partition(".")[0])
    if "keras" in modules:
        modules.add("tensorflow")  # which Keras runs on
    return sorted(PACKAGES.get(name, name) for name in modules - {*sys.stdlib_module_names, "pip"})


def script(page: Page, site_url: str, answers: Answers = NONE) -> tuple[str, str]:
    """The page as (file name, text): steps as they stand, everything else as comments.

    A page whose steps are all bash becomes a .sh file; in a .py file the bash
    steps are comments.
    """
    language = _script_language(page)
    blocks = []
    for part in _parts(page, answers):
        if not isinstance(part, str) and part.language == language:
            blocks.append(unshown.code(part).rstrip("\n"))
            continue
        text = _plain(part, page, site_url) if isinstance(part, str) else "$ " + part.code.rstrip("\n")
        blocks.append("\n".join(f"# {line}".rstrip() for line in text.split("\n")))
    return script_name(page), "\n\n".join(blocks) + "\n"


def script_name(page: Page) -> str:
    """What a page's script is called: install-venv.py.

    With the folder and a hyphen, which no module has in its name: a venv.py in the folder
    where somebody works is taken by `python -m venv` for Python's own.
    """
    return page.slug.replace("/", "-") + SOURCE[_script_language(page)]


def _script_language(page: Page) -> str:
    return "python" if any(step.language == "python" for step in page.steps) else "bash"


def _parts(page: Page, answers: Answers) -> Iterator[str | Step]:
    """The page's prose (as Markdown text) and steps, in order."""
    steps = {step.line: step for step in page.steps}
    text, inside, output_next, step = [], False, False, None
    for line in _in_order(page):
        if line.kind == "front" or line.kind == "comment":
            continue
        if _solution(page, line):
            text += [line.text, "", f"[{page.title}]({Path(page.slug).name}.md#{SOLUTION})"]
            break
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


def _in_order(page: Page) -> Iterator[Line]:
    """The page's lines, but whoever runs them is asked first: the choices, then the step, then the reasons."""
    moved: set[int] = set()
    before: dict[int, list[Line]] = {}
    for prediction in predictions.read(page):
        if prediction.answer is None:
            continue
        answer = [*prediction.answer.lines]
        if names := predictions.shown(page, prediction.answer):
            answer = [replace(line, text=line.text.removeprefix("    ")) for line in answer[1:]]
        code = [line for step in page.steps if step.name in names for line in _fence(page, step)]
        code = [line for line in code if line.number < prediction.line and line.number not in moved]
        titles = [replace(fold.lines[0], text=f"- ○ {fold.title}") for fold in prediction.choices]
        titles.append(Line(prediction.line, "", "blank"))
        reasons = [line for fold in prediction.choices for line in fold.lines]
        before[prediction.line] = [*titles, *code, *(answer + reasons if names else reasons + answer)]
        moved |= {line.number for line in (*code, *reasons, *prediction.answer.lines)}
    for line in page.lines:
        if line.number not in moved:
            yield line
        yield from before.get(line.number, ())


def _fence(page: Page, step: Step) -> list[Line]:
    """The lines of a step's code, from the fence to its end."""
    end = next(line.number for line in page.lines if line.kind == "close" and line.number > step.line)
    return page.lines[step.line - 1 : end]


def _plain(text: str, page: Page, site_url: str, folds: bool = False) -> str:
    """Material's Markdown as any notebook shows it; `folds`: choices and their answers open at a click."""
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
    if folds:
        text = FOLDED.sub(_details, text + "\n")
    # Text behind a step within a fold begins with the fold's indentation.
    lines, indented = [], text.lstrip("\n").startswith("    ")
    for line in text.split("\n"):
        if match := re.match(r'\s*(?:!!!|\?\?\?\+?|===)\s+(?:[\w -]*?\s*)?"(.*)"\s*$', line):
            lines += [f"**{match[1]}**", ""]
            indented = True
            continue
        if indented and line.strip() and not line.startswith("    "):
            indented = False
        lines.append(line.removeprefix("    ") if indented else line)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def _details(match: re.Match) -> str:
    """A fold as HTML, which Jupyter and Colab open at a click; Markdown in it needs blank lines around it."""
    title = re.sub(r"`([^`]*)`", r"<code>\1</code>", match["title"])
    body = dedent(match["body"]).strip("\n")
    return f"<details><summary>{title}</summary>\n\n{body}\n\n</details>\n\n"
