"""Pages as notebooks and scripts, notebooks as pages."""

import json
import re
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import nbformat
import pytest
from IPython.core.inputtransformer2 import TransformerManager
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from building import build
from gipi.guide import Guide
from gipi.machine.files import write
from gipi.pages import export, notebook, predictions, records, unshown
from gipi.pages.includes import sections
from gipi.pages.page import Page
from gipi.runs import compare_text, groups, kernel
from small import ROOT
from small import step as markdown_of

SITE = "http://localhost:8000/"
PAGES = [
    one
    for one in Guide(ROOT).pages["ko"].values()
    if one.steps and not any(s.registry or s.skip or s.long for s in one.steps)
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


def steps_of(book) -> list[nbformat.NotebookNode]:
    """The cells that are steps: all but the one for Colab."""
    return [cell for cell in notebook.code(book) if cell.id != export.FIRST]


def test_text_behind_a_step_within_a_fold_is_no_code(guide):
    guide.snippet("a.py", say="print(1)")
    fold = '??? note "More"\n\n' + "".join(f"    {line}\n" for line in markdown_of("say", shown=False).split("\n"))
    guide.page(fold + "\n    Behind it.\n\nAfter all.\n")
    book = export.export(Page(guide.root, guide.root / "docs/ko/a.md"), SITE)
    assert book.cells[-1].source == "Behind it.\n\nAfter all."


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
    assert name == "a-b.py"
    assert "\nprint('loss', 0.5)\n" in text
    assert "# $ echo here" in text
    lines = [line for line in text.split("\n") if line and not line.startswith("#")]
    assert lines == ["print('loss', 0.5)", "int('x')"]


@pytest.mark.parametrize("one", PAGES, ids=lambda one: one.slug)
def test_the_scripts_of_the_guide_are_the_snippets(one):
    """What is downloaded has the lines of the page's snippet file, in both languages."""
    for language in ("ko", "en"):
        name, text = export.script(Page(ROOT, ROOT / "docs" / language / f"{one.slug}.md"), SITE)
        for step in export.taken(one):
            if name.endswith(".py") == (step.language == "python"):
                assert unshown.code(step).strip() in text
        if name.endswith(".py"):
            compile(text, name, "exec")


@pytest.mark.parametrize("one", PAGES, ids=lambda one: one.slug)
def test_the_notebooks_of_the_guide_are_the_steps_with_their_records(one):
    book = export.export(one, SITE)
    nbformat.validate(book)
    cells, recorded = steps_of(book), sections(one.record)
    for prediction in predictions.read(one):  # whoever runs it is asked first
        for name in predictions.shown(one, prediction.answer):
            recorded.pop(name, None)
    assert [cell.source.removeprefix(export.BASH) for cell in cells] == [
        unshown.code(s).rstrip("\n") for s in export.taken(one)
    ]
    assert [notebook.printed(cell) for cell in cells] == [
        records.tidy(notebook.LOG.sub("", unshown.output(step, recorded.get(step.name, ""))))
        for step in export.taken(one)
    ]
    english = export.export(Page(ROOT, ROOT / "docs" / "en" / f"{one.slug}.md"), SITE)
    assert [cell.source for cell in notebook.code(english)] == [cell.source for cell in notebook.code(book)]


@pytest.mark.parametrize("one", PAGES, ids=lambda one: one.slug)
def test_in_colab_a_notebook_installs_what_it_imports_before_it_does(one, monkeypatch):
    """Its first cell is run as Colab would, with a %pip that only notes what it was asked for."""
    cells = notebook.code(export.export(one, SITE))
    code = "\n".join(cell.source for cell in cells if not cell.source.startswith("%%"))
    imported = {*re.findall(r"^\s*(?:import|from) (\w+)", code, re.MULTILINE)} - sys.stdlib_module_names
    asked: list[str] = []
    noting = SimpleNamespace(run_line_magic=lambda magic, line: asked.append(f"{magic} {line}"))
    for place in ([], ["google.colab"]):
        with monkeypatch.context() as patch:
            for module in place:
                patch.setitem(sys.modules, module, ModuleType(module))
            if cells and cells[0].id == export.FIRST:
                plain = TransformerManager().transform_cell(cells[0].source)
                exec(plain, {"get_ipython": lambda: noting})
        if not place:
            assert asked == [], "on a computer of one's own nothing is installed"
    names = {name for line in asked for name in line.removeprefix("pip install -q ").split()}
    missing = {name for name in imported - {"pip"} if export.PACKAGES.get(name, name) not in names}
    assert missing == set() and all(line.startswith("pip install -q ") for line in asked)


def test_packages_have_the_names_that_requirements_give_them():
    asked = {re.split(r"[ ~=<>;]", line)[0] for line in (ROOT / "requirements.in").read_text().split("\n")}
    named = {name.replace("_", "-") for page in PAGES for name in export.packages(page)}
    assert named - asked == set()


# What a kernel does in a way of its own. Of each a page is executed, the quickest that there are.
CONSTRUCTS = {
    "bash": lambda page, step: step.language == "bash",
    "an error": lambda page, step: step.language == "python" and step.error,
    "an error in bash": lambda page, step: step.language == "bash" and step.error,
    "stderr": lambda page, step: step.stderr,
    "a figure": lambda page, step: page.figure(step).exists(),
    "a traced function": lambda page, step: "tf.function" in step.code,
    "training": lambda page, step: ".fit(" in step.code,
    "a class": lambda page, step: re.search(r"^class ", step.code, re.MULTILINE),
    "another process": lambda page, step: "subprocess" in step.code,
    "what varies": lambda page, step: step.varies,
}
# {page: the digest with which its notebook was last executed}, written by -m exhaustive --update-outputs
EXECUTED = ROOT / "tests" / "notebooks.json"


def constructs(page: Page) -> set[str]:
    return {name for name, has in CONSTRUCTS.items() if any(has(page, step) for step in page.steps)}


def covering(pages: list[Page], seconds: dict[str, float]) -> list[Page]:
    """Pages that have every construct among them, chosen by what each adds for its seconds."""
    missing, chosen = set().union(*map(constructs, pages)), []
    while missing:
        best = max(pages, key=lambda page: len(constructs(page) & missing) / (seconds.get(page.place) or 60))
        chosen.append(best)
        missing -= constructs(best)
    return chosen


def executed(pages: list[Page], folder: Path) -> list[str]:
    """What notebooks print otherwise than recorded; one kernel for all, so that TensorFlow is imported once."""
    fresh = [export.export(one, SITE) for one in pages]
    folders = [folder / one.slug.replace("/", "-") for one in pages]
    for place in folders:
        place.mkdir()
    kernel.run(fresh, folders)
    differences = []
    for one, book in zip(pages, fresh, strict=True):
        recorded = sections(one.record)
        for step, cell in zip(export.taken(one), steps_of(book), strict=True):
            if step.stderr or (step.language == "bash" and step.error):
                continue  # a notebook shows stderr apart from what is printed
            # A notebook keeps TensorFlow's log apart; a page whose step prints it shows it.
            texts = [
                notebook.printed(cell),
                notebook.LOG.sub("", unshown.output(step, recorded.get(step.name, ""))),
            ]
            if step.error:  # a notebook has the exception's __name__, a traceback module and __qualname__
                texts = [re.sub(r"^[\w.]*Error: ", "", text, flags=re.MULTILINE) for text in texts]
            difference = compare_text.difference(*texts, step.tolerance, step.varies)
            if difference:
                differences.append(f"{one.place}:{step.line}: {difference}")
    return differences


def test_notebooks_with_every_construct_and_those_that_changed_print_what_is_recorded(tmp_path):
    known = json.loads(EXECUTED.read_text(encoding="utf-8")) if EXECUTED.is_file() else {}
    chosen = covering(PAGES, groups.weights(ROOT))
    chosen += [page for page in PAGES if page not in chosen and known.get(page.slug) != page.digest()]
    assert executed(chosen, tmp_path) == []


@pytest.mark.exhaustive
def test_every_notebook_of_the_guide_prints_what_is_recorded(tmp_path, pytestconfig):
    assert executed(PAGES, tmp_path) == []
    if pytestconfig.option.update_outputs:
        known = {page.slug: page.digest() for page in PAGES}
        write(EXECUTED, json.dumps(known, indent=1, sort_keys=True) + "\n")


def test_the_quickest_pages_that_cover_everything_are_chosen(guide):
    def page(slug: str, **code: str) -> Page:
        guide.snippet(f"{slug}.py", **code)
        guide.steps(*code, slug=slug, shown=False)
        return Page(guide.root, guide.root / f"docs/ko/{slug}.md")

    a, b, c = (
        page("a", fit="model.fit(x)"),
        page("b", fit="model.fit(x)", box="class Box:\n    pass"),
        page("c", fit="model.fit(x)"),
    )
    seconds = {"docs/ko/a.md": 1, "docs/ko/b.md": 9, "docs/ko/c.md": 30}
    assert covering([c, a, b], seconds) == [a, b]
    assert covering([c, a, b], seconds | {"docs/ko/b.md": 1.5}) == [b]
    assert covering([a, c], {"docs/ko/a.md": 2}) == [a], "a page that nobody has timed is not taken for quick"


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


def test_a_notebook_as_a_page_is_light(guide):
    guide.page("")
    guide.page("", "index")
    write_notebook(guide)
    done = build(guide)
    assert done.fine, done.said
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
    assert not done.fine
    assert "n.ipynb: the cell 'add' shows an error; run it anew." in done.said
