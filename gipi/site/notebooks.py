"""A page as a notebook and as a script; a notebook as a page."""

import asyncio
import hashlib
import html
import json
import os
import re
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import jinja2
import markdown
import nbformat
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.toc import get_toc
from mkdocs.utils import get_relative_url
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError
from nbconvert.exporters import HTMLExporter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from gipi.runs import compare_text, ledger
from gipi.pages.page import SOURCE, Page, sections

KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
BASH = "%%script bash -euo pipefail\n"
CELL_LIMIT = 120  # seconds
ANSI = re.compile(r"\x1b\[[\d;]*m")
LOG = re.compile(r"^(?:INFO|WARNING):tensorflow:.*\n?", re.MULTILINE)


def export(page: Page, site_url: str, fill: Callable[[str], str] = str) -> nbformat.NotebookNode:
    """The page as a notebook: its prose in its language, its steps as cells, its records as outputs.

    `fill` puts into the prose what its placeholders stand for.
    """
    cells, recorded = [], sections(page.record)
    for part in _parts(page):
        if isinstance(part, str):
            cells.append(new_markdown_cell(_plain(fill(part), page, site_url), id=f"text-{len(cells)}"))
            continue
        magic = BASH if part.language == "bash" else ""
        cell = new_code_cell(magic + part.code.rstrip("\n"), id=part.name)
        if part.error:
            cell.metadata["tags"] = ["raises-exception"]
        if part.name in recorded:
            cell.outputs.append(new_output("stream", name="stdout", text=recorded[part.name] + "\n"))
        cells.append(cell)
    return new_notebook(cells=cells, metadata={"kernelspec": KERNEL, "language_info": {"name": "python"}})


def script(page: Page, site_url: str, fill: Callable[[str], str] = str) -> tuple[str, str]:
    """The page as (file name, text): steps as they stand, everything else as comments.

    A page whose steps are all bash becomes a .sh file; in a .py file the bash
    steps are comments.
    """
    language = "python" if any(step.language == "python" for step in page.steps) else "bash"
    blocks = []
    for part in _parts(page):
        if not isinstance(part, str) and part.language == language:
            blocks.append(part.code.rstrip("\n"))
            continue
        text = _plain(fill(part), page, site_url) if isinstance(part, str) else "$ " + part.code.rstrip("\n")
        blocks.append("\n".join(f"# {line}".rstrip() for line in text.split("\n")))
    return Path(page.slug).name + SOURCE[language], "\n\n".join(blocks) + "\n"


def _parts(page: Page):
    """The page's prose (as Markdown text) and steps, in order."""
    steps = {step.line: step for step in page.steps}
    text, inside, output_next, step = [], False, False, None
    for line in page.lines:
        if line.kind == "front" or line.kind == "comment":
            continue
        if line.kind == "directive" and line.key.startswith("gipi:version "):
            text.append(line.text)
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
        if found := re.match(r'\s*(?:!!!|\?\?\?\+?|===)\s+(?:[\w -]*?\s*)?"(.*)"\s*$', line):
            lines += [f"**{found[1]}**", ""]
            indented = True
            continue
        if indented and line.strip() and not line.startswith("    "):
            indented = False
        lines.append(line.removeprefix("    ") if indented else line)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def run(notebooks: list[nbformat.NotebookNode], folders: list[Path]) -> None:
    """Run notebooks in one kernel, so that TensorFlow is imported once; each from an empty namespace.

    Fills the outputs in. Raises CellExecutionError or CellTimeoutError.
    """
    client = NotebookClient(new_notebook(), timeout=CELL_LIMIT, kernel_name="python3", store_widget_state=False)
    # jupyter_client on Windows needs the selector loop that tornado knows.
    if hasattr(asyncio, "WindowsSelectorEventLoopPolicy"):
        asyncio.set_event_loop_policy(asyncio.WindowsSelectorEventLoopPolicy())
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    with client.setup_kernel(env=os.environ | {"TF_CPP_MIN_LOG_LEVEL": "2", "COLUMNS": "80", "PATH": path}):
        for notebook, folder in zip(notebooks, folders, strict=True):
            # Frozen as in gipi.runs.session: %reset and clear_session collect each time, 130 s over the whole guide.
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


def printed(cell: nbformat.NotebookNode) -> str:
    """What a code cell printed, as text: stdout, text that is displayed, the end of an error.

    In a notebook TensorFlow's log goes to stdout, elsewhere to stderr.
    """
    text = ""
    for one in cell.get("outputs", ()):
        if one.output_type == "stream" and one.name == "stdout":
            text += one.text
        elif one.output_type == "display_data" and not any(kind.startswith("image/") for kind in one.data):
            text += ANSI.sub("", one.data.get("text/plain", ""))
        elif one.output_type == "error":
            text += f"{one.ename}: {one.evalue}\n"
    return compare_text.tidy(LOG.sub("", text))


def verify(root: Path, slug: str, update: bool) -> list[str]:
    """Run a notebook that is a page and compare or rewrite the outputs of both languages.

    Gives sentences, each with its place.
    """
    files = {
        f"docs/{language}/{slug}.ipynb": root / "docs" / language / f"{slug}.ipynb" for language in ("ko", "en")
    }
    books = {}
    for place, file in files.items():
        if not file.is_file():
            return [f"{place}: the notebook is missing in this language."]
        books[place] = nbformat.read(file, as_version=4)
    ko, en = books.values()
    if [(c.cell_type, c.id) for c in ko.cells] != [(c.cell_type, c.id) for c in en.cells] or [
        c.source for c in code(ko)
    ] != [c.source for c in code(en)]:
        return [f"{place}: its cells differ from the Korean notebook's." for place in list(files)[1:]]
    fresh = nbformat.from_dict(ko)
    with tempfile.TemporaryDirectory() as folder:
        try:
            run([fresh], [Path(folder)])
        except (CellExecutionError, CellTimeoutError) as error:
            return [f"docs/ko/{slug}.ipynb: a cell fails: {str(error).strip()}"]
    if update:
        for place, book in books.items():
            for cell, done in zip(code(book), code(fresh), strict=True):
                cell.outputs, cell.execution_count, cell.metadata = (
                    _clean(done),
                    done.execution_count,
                    _metadata(cell),
                )
            compare_text.write(files[place], nbformat.writes(book, indent=1) + "\n")
        return []
    found = []
    for place, book in books.items():
        for cell, done in zip(code(book), code(fresh), strict=True):
            if sentence := compare_text.difference(printed(done), printed(cell)):
                found.append(f"{place}: cell '{cell.id}': {sentence}")
            if any("image/png" in one.get("data", {}) for one in cell.outputs) and not alt(cell):
                found.append(f"{place}: cell '{cell.id}': its picture has no alt text (metadata gipi.alt).")
    return found


def code(book: nbformat.NotebookNode) -> list[nbformat.NotebookNode]:
    """The code cells of a notebook."""
    return [cell for cell in book.cells if cell.cell_type == "code"]


def alt(cell: nbformat.NotebookNode) -> str:
    """The author's description of the picture that a cell draws."""
    return cell.metadata.get("gipi", {}).get("alt", "")


def slugs(root: Path) -> list[str]:
    """The notebooks that are pages."""
    base = root / "docs" / "ko"
    return sorted(path.relative_to(base).with_suffix("").as_posix() for path in base.rglob("*.ipynb"))


def read(root: Path, slug: str, language: str) -> nbformat.NotebookNode:
    """A notebook that is a page."""
    return nbformat.read(root / "docs" / language / f"{slug}.ipynb", as_version=4)


def work(root: Path, slug: str) -> ledger.Work:
    """What has to run for a notebook to be verified; its digest is over code and printed text."""
    cells = [[cell.source, printed(cell)] for cell in code(read(root, slug, "ko"))]
    digest = hashlib.sha256(json.dumps(cells, ensure_ascii=False).encode("utf-8")).hexdigest()
    return ledger.Work(slug, digest, {"cells": False})


def render_with(config: MkDocsConfig) -> None:
    """Let mkdocs-jupyter render Markdown cells as MkDocs renders pages."""

    @jinja2.pass_context
    def markdown2html(self, context, source):
        return _markdown(config).convert(source)

    HTMLExporter.markdown2html = markdown2html


def _markdown(config: MkDocsConfig) -> markdown.Markdown:
    return markdown.Markdown(
        extensions=config.markdown_extensions, extension_configs=config.mdx_configs, tab_length=4
    )


def lighten(page_html: str, page, files: Files) -> str:
    """A rendered notebook without its 600 kB of styles and scripts; with links, alt texts and a toc."""
    book = nbformat.read(page.file.abs_src_path, as_version=4)
    if broken := [cell.id for cell in code(book) if any(o.output_type == "error" for o in cell.outputs)]:
        raise PluginError(f"{page.file.src_uri}: the cell '{broken[0]}' shows an error; run it anew.")
    light = re.sub(r"<(style|script)\b.*?</\1>", "", page_html, flags=re.DOTALL)
    light = re.sub(r"<link\b[^>]*>|<clipboard-copy\b.*?</clipboard-copy>", "", light, flags=re.DOTALL)
    # What the style sheet would only hide: collapsers, prompts, the text to be copied.
    light = re.sub(
        r'<div class="[^"]*(?:jp-Collapser|Prompt|clipboard-copy-txt)\b[^"]*"[^>]*>[^<]*(?:<!--.*?-->)?\s*</div>',
        "",
        light,
    )
    alts = iter([alt(cell) for cell in code(book) for one in cell.outputs if "image/png" in one.get("data", {})])
    light = re.sub(
        r"(<img\b[^>]*?)\s+alt=\"[^\"]*\"|(<img\b(?![^>]*\balt=)[^>]*?)(?=/?>)",
        lambda m: f'{m[1] or m[2]} alt="{html.escape(next(alts, ""))}"',
        light,
    )

    def resolve(match: re.Match) -> str:
        uri = os.path.normpath(os.path.join(os.path.dirname(page.file.src_uri), match[1])).replace(os.sep, "/")
        target = files.get_file_from_path(uri)
        if target is None:
            raise PluginError(f"{page.file.src_uri}: the link to {match[1]} leads nowhere.")
        return f'href="{get_relative_url(target.url, page.url)}{match[2] or ""}"'

    return re.sub(r'href="(?!https?:)([^"#:]+\.(?:md|ipynb))(#[^"]*)?"', resolve, light)


def contents(page, config: MkDocsConfig):
    """The table of contents of a notebook, from its own headings."""
    book = nbformat.read(page.file.abs_src_path, as_version=4)
    text = "\n\n".join(cell.source for cell in book.cells if cell.cell_type == "markdown")
    reader = _markdown(config)
    reader.convert(text)
    return get_toc(reader.toc_tokens)


def _clean(cell: nbformat.NotebookNode) -> list:
    """Outputs without what belongs to this machine's run: stderr."""
    return [one for one in cell.outputs if not (one.output_type == "stream" and one.name == "stderr")]


def _metadata(cell: nbformat.NotebookNode) -> nbformat.NotebookNode:
    cell.metadata.pop("execution", None)
    return cell.metadata
