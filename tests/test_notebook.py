"""Pages as notebooks and scripts, notebooks as pages."""

import re
import subprocess
import sys

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from gipi.guide import Guide
from gipi.pages import export, notebook, records
from gipi.pages.includes import sections
from gipi.pages.page import Page
from gipi.runs import compare_text, kernel
from small import ROOT
from small import step as markdown_of

SITE = "http://localhost:8000/"
PAGES = [
    one
    for one in Guide(ROOT).pages["ko"].values()
    if one.steps and not any(s.registry or s.skip for s in one.steps)
]


@pytest.fixture
def page(guide):
    guide.snippet("a/b.py", say="print('loss', 0.5)", fail="int('x')")
    guide.snippet("a/b.sh", look="echo here")
    body = "## More { #more }\n\n"
    body += (
        "Text with [a link](../c.md#part) and ![a drawing](c.svg).\n\n"
        + markdown_of("say", "a/b")
        + '\n??? question "Is it?"\n    It is.\n\nAfter it.\n\n'
        + markdown_of("fail", "a/b", before="<!-- pytest-codeblocks:expect-error ValueError -->\n")
        + "\n"
        + markdown_of("look", "a/b", "bash")
        + "\n```powershell\nshown\n```\n"
    )
    guide.page(body, "a/b")
    guide.write("snippets/a/b.txt", records.render({"say": "loss 0.5", "look": "here"}))
    return Page(guide.root, guide.root / "docs/ko/a/b.md")


def test_a_page_as_a_notebook(page):
    book = export.export(page, SITE)
    nbformat.validate(book)
    cells = notebook.code(book)
    assert [cell.source for cell in cells] == [
        "print('loss', 0.5)",
        "int('x')",
        "%%script bash -euo pipefail\necho here",
    ]
    assert notebook.printed(cells[0]) == "loss 0.5"
    assert cells[1].metadata["tags"] == ["raises-exception"]
    prose = "\n".join(cell.source for cell in book.cells if cell.cell_type == "markdown")
    assert "## More\n" in prose and "{ #more }" not in prose
    assert f"[a link]({SITE}c/#part)" in prose
    assert "**Is it?**\n\nIt is.\n\nAfter it." in prose
    assert "*[a drawing]*" in prose
    assert "```powershell\nshown\n```" in prose
    assert "8<--" not in prose and "expected-output" not in prose


def test_a_page_as_a_script(page, tmp_path):
    name, text = export.script(page, SITE)
    assert name == "b.py"
    assert "\nprint('loss', 0.5)\n" in text
    assert "# $ echo here" in text
    lines = [line for line in text.split("\n") if line and not line.startswith("#")]
    assert lines == ["print('loss', 0.5)", "int('x')"]


@pytest.mark.parametrize("one", PAGES, ids=lambda one: one.slug)
def test_the_scripts_of_the_guide_are_the_snippets(one):
    """What is downloaded has the lines of the page's snippet file, in both languages."""
    for language in ("ko", "en"):
        name, text = export.script(Page(ROOT, ROOT / "docs" / language / f"{one.slug}.md"), SITE)
        for step in one.steps:
            if name.endswith(".py") == (step.language == "python"):
                assert step.code.strip() in text
        if name.endswith(".py"):
            compile(text, name, "exec")


def test_the_notebooks_of_the_guide_print_what_is_recorded(tmp_path):
    """All of them in one kernel, so that TensorFlow is imported once."""
    fresh = [export.export(one, SITE) for one in PAGES]
    folders = [tmp_path / one.slug.replace("/", "-") for one in PAGES]
    for folder in folders:
        folder.mkdir()
    kernel.run(fresh, folders)
    differences = []
    for one, book in zip(PAGES, fresh, strict=True):
        recorded = sections(one.record)
        english = export.export(Page(ROOT, ROOT / "docs" / "en" / f"{one.slug}.md"), SITE)
        assert [cell.source for cell in notebook.code(english)] == [cell.source for cell in notebook.code(book)]
        for step, cell in zip(one.steps, notebook.code(book), strict=True):
            if step.stderr or (step.language == "bash" and step.error):
                continue  # a notebook shows stderr apart from what is printed
            texts = [notebook.printed(cell), recorded.get(step.name, "")]
            if step.error:  # a notebook has the exception's __name__, a traceback module and __qualname__
                texts = [re.sub(r"^[\w.]*Error: ", "", text, flags=re.MULTILINE) for text in texts]
            difference = compare_text.difference(*texts, step.tolerance, step.varies)
            if difference:
                differences.append(f"{one.place}:{step.line}: {difference}")
    assert differences == []


def sources(book):
    return [cell.source for cell in notebook.code(book)]


def write_notebook(guide, printed="3\n", source="print(1 + 2)", broken=False):
    for language in ("ko", "en"):
        outputs = [new_output("stream", name="stdout", text=printed)]
        if broken:
            outputs = [new_output("error", ename="ValueError", evalue="x", traceback=[])]
        book = new_notebook(
            cells=[
                new_markdown_cell("# Sum { #sum }\n\n!!! note\n    See [the page](a.md).", id="intro"),
                new_code_cell(source, id="add", outputs=outputs, execution_count=1),
            ],
            metadata={"kernelspec": export.KERNEL, "language_info": {"name": "python"}},
        )
        path = guide.root / "docs" / language / "n.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(book, path)


def test_a_notebook_is_run_anew_and_compared(guide):
    write_notebook(guide)
    assert kernel.verify(guide.root, "n", ("ko", "en"), update=False) == []
    write_notebook(guide, printed="4\n")
    assert kernel.verify(guide.root, "n", ("ko", "en"), update=False) == [
        f"docs/{language}/n.ipynb: cell 'add': line 1 of the output: printed '3', recorded '4'."
        for language in ("ko", "en")
    ]
    assert kernel.verify(guide.root, "n", ("ko", "en"), update=True) == []
    assert kernel.verify(guide.root, "n", ("ko", "en"), update=False) == []


def test_a_notebook_whose_cell_fails(guide):
    write_notebook(guide, source="1 / 0")
    (sentence,) = kernel.verify(guide.root, "n", ("ko", "en"), update=True)
    assert sentence.startswith("docs/ko/n.ipynb: a cell fails:") and "ZeroDivisionError" in sentence


def test_a_notebook_in_one_language_only(guide):
    write_notebook(guide)
    (guide.root / "docs/en/n.ipynb").unlink()
    assert kernel.verify(guide.root, "n", ("ko", "en"), update=False) == [
        "docs/en/n.ipynb: the notebook is missing in this language."
    ]


def test_notebooks_that_differ(guide):
    write_notebook(guide)
    path = guide.root / "docs/en/n.ipynb"
    path.write_text(path.read_text().replace("1 + 2", "2 + 1"))
    assert kernel.verify(guide.root, "n", ("ko", "en"), update=False) == [
        "docs/en/n.ipynb: its cells differ from those of docs/ko/n.ipynb."
    ]


def build(guide) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"], cwd=guide.root, capture_output=True, text=True
    )


def test_a_notebook_as_a_page_is_light(guide):
    guide.page("")
    guide.page("", "index")
    write_notebook(guide)
    done = build(guide)
    assert done.returncode == 0, done.stderr
    html = guide.read("site/n/index.html")
    assert len(html.encode()) < 60_000
    assert '<div class="admonition note">' in html
    assert 'href="../a/"' in html
    assert 'id="sum"' in html and "{ #sum }" not in html


def test_a_broken_cell_is_not_published(guide):
    guide.page("", "index")
    guide.page("")
    write_notebook(guide, broken=True)
    done = build(guide)
    assert done.returncode != 0
    assert "n.ipynb: the cell 'add' shows an error; run it anew." in done.stdout + done.stderr
