"""Formulas become MathML; one that does not parse names its page."""

import pytest

from gipi.site import formulas
from small import ROOT

FORMULAS = [
    r"\frac{1}{n}\sum_{i=1}^{n} (\hat{y}_i - y_i)^2",
    r"\begin{aligned} a &= b \\ &= c \end{aligned}",
    r"\frac{\partial L}{\partial w}",
    r"\mathrm{d}x",
]


@pytest.mark.parametrize("tex", FORMULAS)
def test_a_formula(tex):
    inline = formulas.replace(rf'<p>a <span class="arithmatex">\({tex}\)</span></p>', ROOT, "a.md")
    assert inline.startswith("<p>a <math") and "arithmatex" not in inline
    block = formulas.replace(rf'<div class="arithmatex">\[{tex}\]</div>', ROOT, "a.md")
    assert block.startswith('<div class="gipi-formula"><math') and 'display="block"' in block


def test_escaped_html_is_a_sign():
    assert "<mo>&lt;</mo>" in formulas.replace(r'<span class="arithmatex">\(a &lt; b\)</span>', ROOT, "a.md")


def test_a_formula_that_does_not_parse():
    with pytest.raises(formulas.FormulaError, match=r"a\.md: the formula '\\frac\{1' does not parse"):
        formulas.replace(r'<span class="arithmatex">\(\frac{1\)</span>', ROOT, "a.md")


def test_text_without_formulas_stays():
    assert formulas.replace("<p>$5</p>", ROOT, "a.md") == "<p>$5</p>"
