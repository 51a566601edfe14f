"""The map of training: one drawing, a lit place for each page that opens one, words that fit into their boxes."""

import re

import pytest
import yaml

from gipi.guide import Guide
from gipi.pages.placeholders import NoAnswer, said
from gipi.site import loop_map
from small import ROOT, WORDS_OF

GUIDE = Guide(ROOT)
BOX = re.compile(
    r'<rect x="(?P<x>[\d.]+)" y="(?P<y>[\d.]+)" width="(?P<width>[\d.]+)" height="(?P<height>[\d.]+)"'
)
TEXT = re.compile(r'<text x="(?P<x>[\d.]+)" y="(?P<y>[\d.]+)" font-size="(?P<size>[\d.]+)"[^>]*>(?P<said>[^<]*)<')


def width(text: str) -> float:
    """How wide a text is, in the size of its letters."""
    return sum(0.95 if ord(letter) > 0x1100 else 0.34 if letter in " fijlrt" else 0.58 for letter in text)


@pytest.mark.parametrize("language", WORDS_OF)
@pytest.mark.parametrize("narrow", [False, True])
def test_every_word_stands_in_its_box(language, narrow):
    svg = loop_map.drawn(loop_map.WHOLE, WORDS_OF[language], narrow)
    boxes = [{key: float(value) for key, value in match.groupdict().items()} for match in BOX.finditer(svg)]
    texts = [match.groupdict() for match in TEXT.finditer(svg)]
    assert (len(boxes), len(texts)) == (8, 15)
    for one in texts:
        x, y, wide = float(one["x"]), float(one["y"]), width(one["said"]) * float(one["size"])
        around = [box for box in boxes if box["x"] < x < box["x"] + box["width"]]
        around = [box for box in around if box["y"] < y < box["y"] + box["height"]]
        assert around and wide <= around[0]["width"] - 4, one["said"]


def test_boxes_do_not_meet():
    for narrow in (False, True):
        svg = loop_map.drawn(loop_map.WHOLE, WORDS_OF["ko"], narrow)
        boxes = [[float(value) for value in match.groups()] for match in BOX.finditer(svg)]
        for index, (x, y, wide, high) in enumerate(boxes):
            for a, b, c, d in boxes[:index]:
                assert x >= a + c + 8 or a >= x + wide + 8 or y >= b + d + 8 or b >= y + high + 8


def test_each_page_lights_its_own():
    drawings = {slug: loop_map.drawn(slug, WORDS_OF["ko"]) for slug in loop_map.LIT}
    assert len({*drawings.values()}) == len(loop_map.LIT)
    for slug, lit in loop_map.LIT.items():
        assert drawings[slug].count('fill="#dfe8e2"') == len([one for one in lit if one != loop_map.ROUND])
    for words in WORDS_OF.values():
        texts = [loop_map.placeholder(slug, words) for slug in loop_map.LIT]
        assert len({text.partition("](")[0] for text in texts}) == len(texts)  # no two alt texts are the same


def test_a_page_without_a_place():
    with pytest.raises(NoAnswer, match="'gipi:map' knows no place for concepts/tensor; concepts/index"):
        loop_map.placeholder("concepts/tensor", WORDS_OF["ko"])


@pytest.mark.parametrize("slug", loop_map.LIT)
def test_the_map_stands_where_it_has_a_place(slug):
    for language in WORDS_OF:
        assert said(GUIDE.pages[language][slug], "map"), f"write <!-- gipi:map --> on docs/{language}/{slug}.md"


def test_part_three_is_the_map():
    """The whole round first, then its places, one page each."""
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:")[2].partition("\ntheme:")[0]
    nav = yaml.safe_load(config)
    (parts,) = (one["이해하기"] for one in nav if "이해하기" in one)
    (third,) = (pages for part in parts[1:] for title, pages in part.items() if title.startswith("3부"))
    assert [slug.removesuffix(".md") for slug in third] == [
        slug for slug in loop_map.LIT if slug != loop_map.WHOLE
    ]
