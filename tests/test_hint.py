"""Hints: which words get one, and that nothing else of a page changes."""

import re

import pytest

from gipi.entries.glossary import Term
from gipi.site import glossary_hints
from small import WORDS_OF


def term(ko: str, en: str, **more) -> Term:
    name = en.replace(" ", "-").lower()
    return Term(
        id=name, words={"ko": ko, "en": en}, define={"ko": f"{ko}의 뜻입니다.", "en": f"What {en} means."}, **more
    )


TERMS = [
    term("손실", "loss"),
    term("손실 함수", "loss function", page="concepts/loss"),
    term("훈련", "training", variants=("학습",), ambiguous=("학습",)),
    term("학습", "learning"),
    term("훈련 세트", "training set", variants=("훈련 데이터", "training data")),
    term("층", "layer"),
    term("반복", "iteration"),
    term("렐루", "ReLU"),
    term("깊이", "depth", everyday=("깊이", "depth")),
]
BUTTON = re.compile(r'<button [^>]*popovertarget="term-([^"]+)"[^>]*>(.*?)</button>')


def add(html: str, language: str = "ko", slug: str = "concepts/other", terms=TERMS) -> str:
    return glossary_hints.Hints(terms, WORDS_OF[language]).add(html, slug, "../../glossary/")


def words(*args, **kwargs) -> list[str]:
    """The words that got a hint."""
    return [word for _, word in BUTTON.findall(add(*args, **kwargs))]


# Which words


@pytest.mark.parametrize(
    "after", ["은", "이", "을", "과", "에서는", "들의", "마다", "입니다.", "이라고", "(layer)", "·"]
)
def test_particles_do_not_hide_a_term(after):
    assert words(f"<p>그 층{after} 말하면</p>") == ["층"]


@pytest.mark.parametrize("word", ["층층이", "심층", "고층은", "계층의", "반복합니다", "반복해", "층-수", "반복문"])
def test_a_part_of_another_word_is_no_term(word):
    assert words(f"<p>그 {word} 말하면</p>") == []


def test_the_longest_term_wins():
    assert words("<p>손실 함수는</p><p>손실은</p>") == ["손실 함수", "손실"]
    assert words("<p>A loss function.</p><p>A loss.</p>", "en") == ["loss function", "loss"]


def test_a_variant_is_not_taken_apart():
    """훈련 데이터 is another name of 훈련 세트: a hint about 훈련 would miss the point."""
    assert words("<p>훈련 데이터로</p>") == []
    assert words("<p>training data</p>", "en") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Losses fall.", ["Losses"]),
        ("two layers", ["layers"]),
        ("a layer's weights", ["layer"]),
        ("relu and Relu", []),
        ("ReLU", ["ReLU"]),
        ("the book Deep Loss", []),
        ("It falls. Loss is", ["Loss"]),
        ("lossless, multi-layer, layer-wise, layers.Dense", []),
    ],
)
def test_english_words(text, found):
    assert words(f"<p>{text}</p>", "en") == found


def test_words_with_two_meanings_get_no_hint():
    assert words("<p>학습은</p><p>깊이는</p>") == []
    assert words("<p>learning</p><p>depth</p>", "en") == ["learning"]


@pytest.mark.parametrize(
    "html",
    [
        '<h2 id="x">손실</h2>',
        '<p><a href="#">손실</a></p>',
        "<p><code>손실</code></p>",
        "<pre><span>손실</span></pre>",
        "<math><mi>손실</mi></math>",
        "<figure><img><figcaption>손실</figcaption></figure>",
        "<table><tr><th>손실</th></tr></table>",
        "<details><summary>손실<br>손실</summary></details>",
        "<button>손실</button>",
        "<label>손실</label>",
        '<p class="admonition-title">손실</p>',
        '<span class="arithmatex">\\(손실\\)</span>',
        '<div class="footnote"><ol><li><p>손실</p></li></ol></div>',
        '<p title="손실">가</p><!-- 손실 -->',
        "<p>『손실과 훈련』을</p>",
        '<h2 id="sources">출처</h2><p>손실</p>',
    ],
)
def test_places_without_hints(html):
    assert add(html) == html


def test_text_after_such_a_place_has_them_again():
    html = (
        '<h2>가</h2><p>『나』의 <code>x</code> 손실</p><ul><li class="admonition-title"><p>다</li></ul><p>층</p>'
    )
    assert words(html) == ["손실", "층"]


@pytest.mark.parametrize("slug", ["index", "glossary", "about/sources"])
def test_pages_without_hints(slug):
    assert words("<p>손실</p>", slug=slug) == []


def test_a_page_needs_no_hint_for_what_it_teaches():
    assert words("<p>손실 함수는</p>", slug="concepts/loss") == []
    assert words("<p>손실 함수는</p>", slug="install/index") == ["손실 함수"]


# How many


def test_once_in_a_page():
    assert words("<p>손실</p><p>손실</p>") == ["손실"]


def test_one_in_a_paragraph_and_the_other_in_the_next():
    assert words("<p>손실과 층</p><ul><li>손실과 층</li><li>층</li></ul>") == ["손실", "층"]
    assert words("<p><strong>손실</strong>과 층</p>") == ["손실"]


def test_not_too_many():
    terms = [term(f"{letter}말", f"word {letter}") for letter in "가나다라마바사아자차카타파하"]
    assert len(words("".join(f"<p>{one.headword('ko')}</p>" for one in terms), terms=terms)) == glossary_hints.MOST


# The HTML


def test_a_button_and_its_definition():
    assert add("<p>그 층은</p>") == (
        '<p>그 <span><button type="button" class="gipi-term" popovertarget="term-layer"'
        ' popovertargetaction="show" interestfor="term-layer">층</button>은</span></p>'
        '\n<span popover class="gipi-hint" id="term-layer" role="note"><b>층</b> 층의 뜻입니다. '
        '<a href="../../glossary/#layer">용어집에서 보기</a></span>'
    )
    assert add("<p>a layer</p>", "en").endswith(
        '<b>layer</b> What layer means. <a href="../../glossary/#layer">See the glossary</a></span>'
    )


def test_what_touches_the_button_stays_with_it():
    assert "<span>‘<button" in add("<p>그 ‘층’은</p>")
    assert "층</button>’</span>은" not in add("<p>그 ‘층’, 곧</p>")
    assert "</button>’,</span> 곧" in add("<p>그 ‘층’, 곧</p>")


def test_definitions_are_escaped():
    one = Term(id="x", words={"ko": "층", "en": "layer"}, define={"ko": "a < b & c", "en": ""})
    assert "a &lt; b &amp; c" in add("<p>층</p>", terms=[one])


def test_nothing_else_changes():
    html = "<p>1 < 2 &amp; R&D &quot;층&quot;<br/>\n<img src=x alt='층'>\t반복\r\n</p>\n<svg><path d='M0'/></svg>"
    rest = re.sub(r"\n<span popover.*", "", add(html), flags=re.DOTALL)
    assert re.sub(r"</?button[^>]*>|</?span>", "", rest) == html
    assert add(html, terms=[]) == html
