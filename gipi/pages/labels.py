"""The words of a figure in a page's language: snippets/PAGE.LANGUAGE.yml has one for each English label.

Steps draw in English. The recorded picture stays as it was drawn, and so does what is compared with a run;
the words are put in when a site is built, so a corrected word needs no run.
"""

import re
from html import escape, unescape
from pathlib import Path

import yaml

from gipi.machine import yaml_text
from gipi.pages.page import Page

TEXT = re.compile(r"(?P<open><text\b(?P<attributes>[^>]*)>)(?P<label>[^<]*)(?=</text>)")
WORD = re.compile(r"[A-Za-z]{2}")  # an axis called x needs no translation
VIEW = re.compile(r'viewBox="0 0 (?P<width>[\d.]+) (?P<height>[\d.]+)"')
PLACE = re.compile(r'\bx="(?P<x>[-\d.]+)" y="(?P<y>[-\d.]+)" transform="rotate\((?P<angle>[-\d.]+)')
NARROW = "narrow"  # the folder that holds the figures for a phone


class LabelProblem(Exception):
    """Something wrong with a table of labels: where, and what to do about it."""


def file(root: Path, slug: str, language: str) -> Path:
    """Where the words of a page's figures stand; a page whose labels are left in English has no such file."""
    return root / "snippets" / f"{slug}.{language}.yml"


def load(root: Path, slug: str, language: str) -> dict[str, str]:
    """{English label: the word}; nothing where there is no file. Raises LabelProblem."""
    path = file(root, slug, language)
    if not path.is_file():
        return {}
    place = path.relative_to(root).as_posix()
    try:
        table = yaml_text.load(path.read_text(encoding="utf-8"))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise LabelProblem(f"{place}:{line}: this is not YAML: {error.problem}.") from None
    if not isinstance(table, dict):
        raise LabelProblem(f"{place}: write a line for each label, such as ‘loss: 손실’.")
    for label, word in table.items():
        if not isinstance(label, str) or not isinstance(word, str) or not word.strip():
            raise LabelProblem(f"{place}: '{label}' and its word are texts; put in quotes what YAML misreads.")
    return table


def labels(svg: str) -> list[str]:
    """The labels of a figure that consist of words, each once; numbers and single letters are none."""
    texts = [unescape(match["label"]).strip() for match in TEXT.finditer(svg)]
    return list(dict.fromkeys(text for text in texts if WORD.search(text)))


def translated(svg: str, words: dict[str, str]) -> str:
    """The figure with each of its labels that has a word replaced by it."""

    def put(match: re.Match) -> str:
        word = words.get(unescape(match["label"]).strip())
        return match[0] if word is None else match["open"] + escape(word, quote=False)

    return TEXT.sub(put, svg) if words else svg


def faults(page: Page) -> list[str]:
    """Labels that lack a word, words that no figure has, and words that a figure has no room for."""
    try:
        words = load(page.root, page.slug, page.language)
    except LabelProblem as problem:
        return [str(problem)]
    if not words:
        return []
    place = file(page.root, page.slug, page.language).relative_to(page.root).as_posix()
    problems, used = [], set()
    for path in figures(page.root, page.slug):
        svg, name = path.read_text(encoding="utf-8"), path.relative_to(page.root).as_posix()
        drawn = labels(svg)
        used |= {*drawn}
        problems += [
            f"{place}: '{label}', a label of {name}, has no word." for label in drawn if label not in words
        ]
        problems += [f"{place}: {sentence} in {name}; find a shorter word." for sentence in _cut(svg, words)]
    unused = [label for label in words if label not in used]
    return problems + [f"{place}: no figure of the page has the label '{label}' (any more)." for label in unused]


def figures(root: Path, slug: str) -> list[Path]:
    """The recorded figures of a page, wide and narrow."""
    folder = root / "snippets" / slug
    return sorted(folder.glob("*.svg")) + sorted((folder / NARROW).glob("*.svg"))


def _cut(svg: str, words: dict[str, str]) -> list[str]:
    """Words that would not be seen whole: they begin or end outside of the picture."""
    problems: list[str] = []
    if not (view := VIEW.search(svg)):
        return problems
    for match in TEXT.finditer(svg):
        word, at = words.get(unescape(match["label"]).strip()), PLACE.search(match["attributes"])
        if word is None or not at:
            continue
        upright = abs(float(at["angle"])) == 90
        length = float(view["height"] if upright else view["width"])
        middle = length - float(at["y"]) if upright else float(at["x"])
        size, anchor = re.search(r"font-size: ([\d.]+)px", match["open"]), match["open"]
        wide = _width(word) * (float(size[1]) if size else 10)
        start = middle - wide * (0.5 if "anchor: middle" in anchor else 1 if "anchor: end" in anchor else 0)
        if start < -1 or start + wide > length + 1:
            problems.append(f"'{word}' does not fit")
    return problems


def _width(word: str) -> float:
    """How wide a word is, in the size of its letters: a syllable of Hangul is nearly a square."""
    return sum(0.95 if ord(letter) >= 0x1100 else 0.3 if letter in " .,:()|'" else 0.6 for letter in word)
