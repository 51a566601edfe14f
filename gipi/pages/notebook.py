"""A notebook that is a page: its cells, and what they printed."""

import re
from pathlib import Path

import nbformat

from gipi.pages.records import tidy

ANSI = re.compile(r"\x1b\[[\d;]*m")


LOG = re.compile(r"^(?:INFO|WARNING):tensorflow:.*\n?", re.MULTILINE)


def printed(cell: nbformat.NotebookNode) -> str:
    """What a code cell printed, as text: stdout, text that is displayed, the end of an error.

    In a notebook TensorFlow's log goes to stdout, elsewhere to stderr.
    """
    text = ""
    for output in cell.get("outputs", ()):
        if output.output_type == "stream" and output.name == "stdout":
            text += output.text
        elif output.output_type == "display_data" and not any(kind.startswith("image/") for kind in output.data):
            text += ANSI.sub("", output.data.get("text/plain", ""))
        elif output.output_type == "error":
            text += f"{output.ename}: {output.evalue}\n"
    return tidy(LOG.sub("", text))


def code(book: nbformat.NotebookNode) -> list[nbformat.NotebookNode]:
    """The code cells of a notebook."""
    return [cell for cell in book.cells if cell.cell_type == "code"]


def alt(cell: nbformat.NotebookNode) -> str:
    """The author's description of the picture that a cell draws."""
    return cell.metadata.get("gipi", {}).get("alt", "")


def slugs(root: Path, language: str) -> list[str]:
    """The notebooks of a language that are pages, as paths without suffix, sorted."""
    base = root / "docs" / language
    return sorted(path.relative_to(base).with_suffix("").as_posix() for path in base.rglob("*.ipynb"))


def title(book: nbformat.NotebookNode) -> str:
    """What the notebook is called, in Markdown."""
    line = next(line for line in book.cells[0].source.split("\n") if line.startswith("# "))
    return line.lstrip("# ").partition("{")[0].strip()


def read(root: Path, slug: str, language: str) -> nbformat.NotebookNode:
    """A notebook that is a page."""
    return nbformat.read(root / "docs" / language / f"{slug}.ipynb", as_version=4)
