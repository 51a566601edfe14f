"""A font for formulas: of one with a table for mathematics, only what the site's formulas need.

Android, and many a Linux, has no such font: a sum is then as small as a letter. The font comes
from npm; nothing of it lies in the tree.
"""

import html
import io
import re
from collections.abc import Collection
from functools import cache
from pathlib import Path

from fontTools import subset as fonttools
from fontTools.ttLib import TTFont

from gipi.site import npm

PACKAGE = "@fontsource/stix-two-math"
FILE = "files/stix-two-math-latin-400-normal.woff"
MATHML = re.compile(r"<math\b.*?</math>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")
# A letter by itself is drawn in italics, which are letters of their own: (first, last, its italic).
ITALICS = (("A", "Z", 0x1D434), ("a", "z", 0x1D44E), ("Α", "Ω", 0x1D6E2), ("α", "ω", 0x1D6FC))
# What an element draws without a character of its own.
DRAWN = {"<msqrt": "√", "<mroot": "√"}
PLANCK = "ℎ"  # the italic h stands elsewhere in Unicode


def letters(pages: Collection[str]) -> str:
    """Every character that the formulas of these pages draw, their italics too; sorted."""
    plain = {
        letter
        for page in pages
        for formula in MATHML.findall(page)
        for letter in html.unescape(TAG.sub("", formula))
        if letter.isprintable() and not letter.isspace()
    }
    drawn = {sign for page in pages for element, sign in DRAWN.items() if element in page}
    italics = {
        PLANCK if letter == "h" else chr(start + ord(letter) - ord(first))
        for letter in plain
        for first, last, start in ITALICS
        if first <= letter <= last
    }
    return "".join(sorted(plain | drawn | italics))


def subsets(root: Path, texts: Collection[str]) -> dict[str, bytes]:
    """For each text the font with its glyphs and what stretches them, as WOFF. Raises npm.NoPackages."""
    npm.install(root)
    file = root / "node_modules" / PACKAGE / FILE
    if not file.is_file():
        raise npm.NoPackages(f"{PACKAGE} is not among the packages of package-lock.json.")
    made = _made(root)
    if new := sorted({*texts} - made.keys()):
        # The whole font takes long to read: once, for the letters of all.
        common = _subset(file.read_bytes(), "".join(sorted({*"".join(new)})), None)
        made |= {text: _subset(common, text, "woff") for text in new}
    return made


@cache
def _made(root: Path) -> dict[str, bytes]:
    """The fonts of this process: most pages have the same formulas in each language, and after a change."""
    return {}


def _subset(content: bytes, text: str, flavor: str | None) -> bytes:
    # No features: a formula's letters stand one by one, nothing is kerned or joined.
    options = fonttools.Options(layout_features=[], hinting=False, name_IDs=["*"], recalc_timestamp=False)
    font = TTFont(io.BytesIO(content), recalcTimestamp=False)
    subsetter = fonttools.Subsetter(options)
    subsetter.populate(text=text)
    subsetter.subset(font)
    _roots(font)
    font.flavor = flavor
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()


def _roots(font: TTFont) -> None:
    """Leave the root its sign for a letter and the one for a fraction.

    Chromium gives each root the room of the widest sign there is, and a blank stands behind it.
    """
    if not (root := font.getBestCmap().get(ord("√"))):
        return
    variants = font["MATH"].table.MathVariants
    signs = variants.VertGlyphConstruction[variants.VertGlyphCoverage.glyphs.index(root)]
    signs.MathGlyphVariantRecord = signs.MathGlyphVariantRecord[:2]
    signs.VariantCount, signs.GlyphAssembly = len(signs.MathGlyphVariantRecord), None
