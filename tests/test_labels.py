"""The words of figures in a page's language: a whole table, nothing cut off, the record untouched."""

import pytest

from gipi.guide import check
from gipi.pages import labels
from gipi.pages.page import Page, slugs
from gipi.site import pictures
from small import ROOT, step

TEXT = '<text style="font-size: 11px; text-anchor: {1}" x="{2}" y="50" transform="rotate({3} 9 9)">{0}</text>'
FIGURE = f"""<svg viewBox="0 0 200 100">
{TEXT.format("loss &amp; gain", "middle", 100, "-0")}{TEXT.format("update", "end", 100, "-90")}
{TEXT.format("w", "middle", 100, "-0")}{TEXT.format("0.5", "middle", 100, "-0")}
</svg>
"""


def words_of_figures(slug: str) -> list[str]:
    return [
        label for path in labels.figures(ROOT, slug) for label in labels.labels(path.read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize("slug", [slug for slug in slugs(ROOT, "ko") if words_of_figures(slug)])
def test_a_korean_page_has_korean_figures(slug):
    assert labels.load(ROOT, slug, "ko"), f"write snippets/{slug}.ko.yml; its figures say {words_of_figures(slug)}"


def test_only_words_are_labels():
    assert labels.labels(FIGURE) == ["loss & gain", "update"]


def test_a_label_is_replaced_and_nothing_else():
    assert labels.translated(FIGURE, {}) == FIGURE
    told = labels.translated(FIGURE, {"loss & gain": "손실 < 이득", "up": "위"})
    assert ">손실 &lt; 이득</text>" in told and ">update</text>" in told
    assert told.replace("손실 &lt; 이득", "loss &amp; gain") == FIGURE


@pytest.fixture
def drawn(guide):
    """`drawn(table)` gives what is wrong with a page whose figure has two labels of words."""

    def table(text: str) -> str:
        guide.snippet("a.py", draw="x = 1")
        guide.page(step("draw", shown=False) + "\n![It falls.](a/draw.svg)")
        guide.write("snippets/a/draw.svg", FIGURE)
        guide.write("snippets/a/narrow/draw.svg", FIGURE)
        guide.write("snippets/a.ko.yml", text)
        page = Page(guide.root, guide.root / "docs/ko/a.md")
        assert not [sentence for sentence in check.site(guide.whole) if "there is no page" in sentence]
        return "\n".join(labels.faults(page))

    return table


FAULTS = {
    "missing": ("update: 스텝", "snippets/a.ko.yml: 'loss & gain', a label of snippets/a/draw.svg, has no word."),
    "on a phone": ("update: 스텝", "'loss & gain', a label of snippets/a/narrow/draw.svg"),
    "unused": ("update: 스텝\nepoch: 에포크", "no figure of the page has the label 'epoch' (any more)"),
    "too long": ("loss & gain: 손실과 이득과 그 밖의 것을 빠짐없이 적은 말", "빠짐없이 적은 말' does not fit"),
    "too long upright": ("update: 파라미터를 고치는 스텝", "'파라미터를 고치는 스텝' does not fit"),
    "no text": ("update: 3", "'update' and its word are texts"),
    "no mapping": ("- update", "write a line for each label"),
    "no YAML": ("update: [", "snippets/a.ko.yml:1: this is not YAML"),
}  # fmt: skip


@pytest.mark.parametrize("table, says", FAULTS.values(), ids=FAULTS)
def test_what_a_table_must_have(drawn, table, says):
    assert says in drawn(table)


def test_a_whole_table(drawn):
    assert drawn("update: 스텝\nloss & gain: 손실과 이득") == ""


def test_each_language_gets_its_own_words(drawn, guide):
    drawn("update: 스텝\nloss & gain: 손실과 이득")
    path = guide.root / "snippets/a/draw.svg"
    assert "손실과 이득" in pictures.published(path, labels.load(guide.root, "a", "ko"))
    assert pictures.published(path, labels.load(guide.root, "a", "en")) == pictures.published(path)


def test_a_table_without_a_page(guide):
    guide.page("Text.")
    guide.write("snippets/b.ko.yml", "update: 스텝")
    assert "snippets/b.ko.yml: there is no page docs/ko/b.md for it." in check.site(guide.whole)
