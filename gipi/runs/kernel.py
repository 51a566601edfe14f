"""Notebooks run in a kernel, and compared with what they show."""

import asyncio
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError
from nbformat.v4 import new_code_cell, new_notebook

from gipi.machine.environment import without_secrets
from gipi.machine.files import write
from gipi.pages.notebook import alt, code, printed
from gipi.runs import compare_text

CELL_LIMIT = 120  # seconds


def run(notebooks: list[nbformat.NotebookNode], folders: list[Path]) -> None:
    """Run notebooks in one kernel, so that TensorFlow is imported once; each from an empty namespace.

    Fills the outputs in. Raises CellExecutionError or CellTimeoutError.
    """
    client = NotebookClient(new_notebook(), timeout=CELL_LIMIT, kernel_name="python3", store_widget_state=False)
    # jupyter_client on Windows needs the selector loop that tornado knows.
    if hasattr(asyncio, "WindowsSelectorEventLoopPolicy"):
        asyncio.set_event_loop_policy(asyncio.WindowsSelectorEventLoopPolicy())
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    own = {"TF_CPP_MIN_LOG_LEVEL": "2", "COLUMNS": "80", "OPENBLAS_NUM_THREADS": "1", "PATH": path}
    with client.setup_kernel(env=without_secrets(os.environ) | own):
        for notebook, folder in zip(notebooks, folders, strict=True):
            # Frozen as in session.py: %reset and clear_session collect each time, 130 s over the whole guide.
            fresh = new_code_cell(
                f"%reset -f\nimport gc, os, sys\nos.chdir({str(folder)!r})\n"
                "if 'keras' in sys.modules: sys.modules['keras'].utils.clear_session()\n"
                "gc.freeze()\ndel gc, os, sys"
            )
            client.nb = new_notebook(cells=[fresh])
            client.execute_cell(fresh, 0, store_history=False)
            client.nb = notebook
            client.reset_execution_trackers()
            for index, cell in enumerate(notebook.cells):
                if cell.cell_type == "code":
                    cell.outputs = []
                    client.execute_cell(cell, index)


def verify(root: Path, slug: str, languages: Sequence[str], update: bool) -> list[str]:
    """Run a notebook that is a page and compare or rewrite the outputs in every language.

    `languages` has the source first. Gives sentences, each with its place.
    """
    files = {f"docs/{language}/{slug}.ipynb": root / "docs" / language / f"{slug}.ipynb" for language in languages}
    books = {}
    for place, file in files.items():
        if not file.is_file():
            return [f"{place}: the notebook is missing in this language."]
        books[place] = nbformat.read(file, as_version=4)
    source, *others = books
    for place in others:
        if _skeleton(books[place]) != _skeleton(books[source]):
            return [f"{place}: its cells differ from those of {source}."]
    fresh = nbformat.from_dict(books[source])
    with tempfile.TemporaryDirectory() as folder:
        try:
            run([fresh], [Path(folder)])
        except (CellExecutionError, CellTimeoutError) as error:
            return [f"{source}: a cell fails: {str(error).strip()}"]
    if update:
        for place, book in books.items():
            for cell, done in zip(code(book), code(fresh), strict=True):
                cell.outputs, cell.execution_count, cell.metadata = (
                    _clean(done),
                    done.execution_count,
                    _metadata(cell),
                )
            write(files[place], nbformat.writes(book, indent=1) + "\n")
        return []
    problems = []
    for place, book in books.items():
        for cell, done in zip(code(book), code(fresh), strict=True):
            if sentence := compare_text.difference(printed(done), printed(cell)):
                problems.append(f"{place}: cell '{cell.id}': {sentence}")
            if any("image/png" in output.get("data", {}) for output in cell.outputs) and not alt(cell):
                problems.append(f"{place}: cell '{cell.id}': its picture has no alt text (metadata gipi.alt).")
    return problems


def _skeleton(book: nbformat.NotebookNode) -> list[tuple[str, str, str]]:
    """What a notebook shares with its translations: its cells, and the code in them."""
    return [(cell.cell_type, cell.id, cell.source if cell.cell_type == "code" else "") for cell in book.cells]


def _clean(cell: nbformat.NotebookNode) -> list:
    """Outputs without what belongs to this machine's run: stderr."""
    return [output for output in cell.outputs if not (output.output_type == "stream" and output.name == "stderr")]


def _metadata(cell: nbformat.NotebookNode) -> nbformat.NotebookNode:
    cell.metadata.pop("execution", None)
    return cell.metadata
