"""The font of formulas: what they draw and no more, with the table that stretches brackets."""

import io

import pytest
from fontTools.ttLib import TTFont

from gipi.site import math_font, npm
from small import ROOT

SUM = "<p>h</p><math><mi>h</mi><mo>∑</mo><mi mathvariant='normal'>μ</mi><mtext>값&#8203; (</mtext></math>"


def test_only_what_formulas_draw_and_their_italics():
    assert math_font.letters([SUM]) == "".join(sorted("(hℎμ∑값𝜇"))
    assert math_font.letters(["<p>x</p>"]) == ""


def test_a_root_is_drawn_though_no_letter_says_so():
    assert math_font.letters(["<math><msqrt><mi>v</mi></msqrt></math>"]) == "v√𝑣"


def _font(text: str, *others: str) -> bytes:
    """The font for a text, made anew among others."""
    math_font._made.cache_clear()
    return math_font.subsets(ROOT, [text, *others])[text]


def test_what_was_made_is_kept():
    try:
        content = _font("√𝑣")
    except npm.NoPackages as error:
        pytest.skip(str(error))
    assert math_font.subsets(ROOT, ["√𝑣", "(∑𝜇x"])["√𝑣"] is content


def test_the_font_has_these_glyphs_and_the_table_for_mathematics():
    try:
        content = _font("(∑𝜇x", "√𝑣")
    except npm.NoPackages as error:
        pytest.skip(str(error))
    font = TTFont(io.BytesIO(content))
    there = {chr(code) for code in font.getBestCmap()}
    assert {*"(∑𝜇x"} <= there <= {*"()∑𝜇x"}  # right to left, one bracket is the other
    assert font["MATH"].table.MathVariants.VertGlyphConstruction  # taller brackets and sums
    assert len(content) < 12_000
    assert _font("(∑𝜇x") == content  # its name in the site is its digest
    assert font["name"].getDebugName(0).startswith("Copyright")
    assert font["name"].getDebugName(14) == "https://scripts.sil.org/OFL"


def test_a_root_has_no_sign_wider_than_formulas_need():
    """Chromium leaves the room of the widest behind each root, which reads as a blank."""
    try:
        content = _font("√𝑣")
    except npm.NoPackages as error:
        pytest.skip(str(error))
    font = TTFont(io.BytesIO(content))
    (signs,) = font["MATH"].table.MathVariants.VertGlyphConstruction
    widths = [font["hmtx"][record.VariantGlyph][0] for record in signs.MathGlyphVariantRecord]
    assert len(widths) == 2 and max(widths) < 1.4 * widths[0] and signs.GlyphAssembly is None
