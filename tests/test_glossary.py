"""The terms: the real file is whole, and a slip in it is told in one sentence."""

import re
from collections import Counter
from pathlib import Path

import markdown
import pytest

from gipi.entries.glossary import HANGUL, GlossaryError, load
from gipi.entries.introduced import INTRODUCED
from gipi.guide import Guide
from gipi.site.glossary_page import render
from small import WORDS_OF

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("ko", "en")
BOOKS = WORDS_OF["ko"].part("books")
KOREAN = re.compile(r'<span lang="ko">[^<]*</span>')


# The real file


@pytest.fixture(scope="module")
def terms():
    return load(ROOT / "data" / "glossary.yml", LANGUAGES, BOOKS)


def test_there_is_an_entry_for_what_readers_look_up(terms):
    assert len(terms) >= 230


def test_a_term_that_a_concept_page_introduces_has_a_page(terms):
    """One that several pages introduce has the page that teaches it."""
    names = {name.casefold(): term for term in terms for name in term.names}
    lost = set()
    for page in Guide(ROOT).pages["ko"].values():
        for line in page.lines if page.slug.startswith("concepts/") else ():
            for match in INTRODUCED.finditer(line.text) if line.kind == "prose" else ():
                if (term := names.get(match["en"])) and not term.page:
                    lost.add(f"{page.place}:{line.number}: give ‘{term.id}’ the page that teaches it")
    assert lost == set()


def test_the_page_of_a_term_speaks_of_it(terms):
    """In each language by one of its names, before the page's sources: who follows the link finds the word."""
    lost = []
    for language, pages in Guide(ROOT).pages.items():
        for term in terms:
            if term.page not in pages:
                continue
            said = spoken_of(pages[term.page])
            if not any(name.partition("(")[0].casefold() in said for name in term.names):
                lost.append(f"{term.place}: {language}/{term.page} has none of {term.names}: drop the page?")
    assert not lost, "\n".join(lost)


def spoken_of(page):
    texts = []
    for line in page.lines:
        if line.key == "## sources":
            break
        if line.kind in ("prose", "heading"):
            texts.append(line.text)
    return "\n".join(texts).casefold()


def test_ids_are_unique_and_free(terms):
    """Nor may an entry's anchor be one of the page's own headings."""
    for language in ("ko", "en"):
        page = (ROOT / "docs" / language / "glossary.md").read_text(encoding="utf-8")
        anchors = re.findall(r"\{ #(\S+) \}", page + render(terms, WORDS_OF[language]))
        assert [anchor for anchor, times in Counter(anchors).items() if times > 1] == []
        assert {term.id for term in terms} <= set(anchors)


def test_pages_exist_in_both_languages(terms):
    pages = {f"docs/{language}/{term.page}.md" for language in ("ko", "en") for term in terms if term.page}
    assert sorted(page for page in pages if not (ROOT / page).is_file()) == []


def test_links_of_the_page_lead_to_entries(terms):
    for language in ("ko", "en"):
        page = (ROOT / "docs" / language / "glossary.md").read_text(encoding="utf-8")
        targets = set(re.findall(r"\]\(#([^)]+)\)", page + render(terms, WORDS_OF[language])))
        assert targets - {term.id for term in terms} == set()


def test_definitions_are_one_plain_sentence(terms):
    for term in terms:
        korean, english = term.define["ko"], term.define["en"]
        assert re.search(r"[가-힣]니다\.$", korean), term.id
        assert re.search(r"[\w”)?]\.$", english), term.id
        assert english[0].isupper(), term.id
        assert len(korean) <= 120, term.id
        for text in (korean, english):
            assert not re.search(r"[.!?] \S", text), f"{term.id}: more than one sentence"
            assert not re.search(r"[`*_\[\]<>\n]", text), f"{term.id}: Markdown in a definition"


def test_english_texts_have_no_hangul(terms):
    for term in terms:
        assert not HANGUL.search(term.headword("en") + term.define["en"]), term.id
    assert not HANGUL.search(KOREAN.sub("", render(terms, WORDS_OF["en"])))
    assert not HANGUL.search("".join(KOREAN.sub("", name) for name in WORDS_OF["en"].part("books").values()))


def test_every_book_is_named_by_some_entry(terms):
    assert {book for term in terms for book in term.books} == set(BOOKS)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_entry_becomes_an_item_of_a_list(terms, language):
    html = markdown.markdown(render(terms, WORDS_OF[language]), extensions=["attr_list", "def_list"])
    assert sorted(re.findall(r'<dt id="([^"]+)">', html)) == sorted(term.id for term in terms)
    assert "{" not in html
    assert "<p>" not in html


# Slips


LOSS = """\
- id: loss
  ko: 손실
  en: loss
  define: {ko: 벗어난 정도입니다., en: How far off.}
"""
ERROR = LOSS.replace("id: loss", "id: error").replace("손실", "오차").replace("en: loss", "en: error")


@pytest.fixture
def read(tmp_path):
    """Loads terms from a text, in a tree whose only page is concepts/loss."""
    (tmp_path / "docs" / "ko" / "concepts").mkdir(parents=True)
    (tmp_path / "docs" / "ko" / "concepts" / "loss.md").touch()
    (tmp_path / "data").mkdir()

    def read(text: str):
        path = tmp_path / "data" / "glossary.yml"
        path.write_text(text, encoding="utf-8")
        return load(path, LANGUAGES, BOOKS)

    return read


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("- id: [", "1: this is not YAML: "),
        ("loss: 손실", ": the file must be a list of entries"),
        ("- loss", "1: an entry must be keys with values"),
        (LOSS + "  ko: 로스\n", "1: entry ‘loss’ has one of its keys twice; keep one."),
        (
            LOSS + "  variant: [로스]\n",
            "1: entry ‘loss’ has the unknown key ‘variant’; the keys are id, ko, en",
        ),
        (LOSS.replace("  ko: 손실\n", ""), "1: entry ‘loss’ has no ‘ko’; add it."),
        (LOSS.replace("손실", "2.5"), "1: entry ‘loss’ has 2.5 as its ‘ko’"),
        (LOSS.replace("id: loss", "id: Loss function"), "needs an id of small ASCII letters"),
        (LOSS.replace("id: loss", "id: 손실"), "needs an id of small ASCII letters"),
        (LOSS + "  variants: 로스\n", "1: entry ‘loss’ needs a list of words as its ‘variants’"),
        (LOSS + "  search: [1]\n", "1: entry ‘loss’ needs a list of words as its ‘search’"),
        (LOSS + "  variants: [Loss]\n", "1: entry ‘loss’ has the word ‘Loss’ twice; keep it once."),
        (LOSS + "  variants: [로스]\n  search: [로스]\n", "1: entry ‘loss’ has the word ‘로스’ twice"),
        (LOSS.rpartition("  define")[0], "1: entry ‘loss’ has no definition; add ‘define’"),
        (LOSS.replace(", en: How far off.", ""), "1: entry ‘loss’ has no definition in ‘en’"),
        (LOSS.replace("벗어난 정도입니다.", "' '"), "1: entry ‘loss’ has no definition in ‘ko’"),
        (LOSS.replace("off.}", "off., de: weit}"), "1: entry ‘loss’ has a definition in ‘de’"),
        (LOSS + "  books: 로스\n", "1: entry ‘loss’ needs ‘books’ as pairs"),
        (LOSS + "  books: {어떤 책: loss}\n", "1: entry ‘loss’ names the unknown book ‘어떤 책’"),
        (LOSS + "  books: {eng2kor 용어집: 로스}\n", "1: entry ‘loss’ says that eng2kor 용어집 has ‘로스’"),
        (
            LOSS + "  page: concepts/cost\n",
            "‘concepts/cost’, but there is no docs/ko/concepts/cost.md; correct it",
        ),
        (ERROR + LOSS + LOSS, "9: entry ‘loss’ has the same id as the entry at data/glossary.yml:5"),
        (
            LOSS + ERROR.replace("오차", "손실"),
            "5: entry ‘error’ has the same headword ‘손실’ as entry ‘loss’",
        ),
        (LOSS + ERROR.replace("en: error", "en: Loss"), "5: entry ‘error’ has the same headword ‘Loss’"),
        (
            LOSS + ERROR + "  variants: [손실]\n",
            "5: entry ‘error’ has the variant ‘손실’, which entry ‘loss’ goes by",
        ),
        (
            LOSS + ERROR + "  variants: [LOSS]\n",
            "5: entry ‘error’ has the variant ‘LOSS’, which entry ‘loss’",
        ),
        (
            LOSS + "  variants: [틀림]\n" + ERROR + "  variants: [틀림]\n",
            "1: entry ‘loss’ has the variant ‘틀림’, which entry ‘error’ goes by as well; take it out",
        ),
        (
            LOSS + "  everyday: [로스]\n",
            "1: entry ‘loss’ calls ‘로스’ an everyday word, but that is none of its headwords; take it out",
        ),
        (
            LOSS + "  ambiguous: [로스]\n",
            "1: entry ‘loss’ calls ‘로스’ ambiguous, but no other entry goes by it",
        ),
    ],
)
def test_a_slip_is_told_in_one_sentence(read, text, sentence):
    with pytest.raises(GlossaryError) as caught:
        read(text)
    message = str(caught.value)
    assert message.startswith("data/glossary.yml")
    assert sentence in message
    assert message.endswith(".") and "\n" not in message


# The text of the page


def test_an_entry_says_what_there_is_to_say(read):
    terms = read(LOSS + "  variants: [로스, cost_x]\n  search: [오차]\n  page: concepts/loss\n")
    assert render(terms, WORDS_OF["ko"]) == (
        "## ㅅ { #siot }\n\n"
        "[**손실**](concepts/loss.md) <small>loss</small> { #loss }\n"
        ":   벗어난 정도입니다.<br><small>이렇게도 씁니다: 로스, cost\\_x</small>\n"
    )
    assert render(terms, WORDS_OF["en"]) == (
        "## L { #l }\n\n"
        '[**loss**](concepts/loss.md) <span lang="ko">손실</span> { #loss }\n'
        ":   How far off.<br><small>Also: cost\\_x</small><br>"
        '<small>In Korean also: <span lang="ko">로스</span></small>\n'
    )


def test_a_book_stands_with_its_word(read):
    books = "  books: {eng2kor 용어집: 로스, 파이토치 한국어 튜토리얼: Loss}\n"
    terms = read(LOSS + "  variants: [로스]\n" + books)
    assert "이렇게도 씁니다: 로스(eng2kor 용어집), Loss(파이토치 한국어 튜토리얼)<" in render(
        terms, WORDS_OF["ko"]
    )
    assert 'In Korean also: <span lang="ko">로스</span> (eng2kor glossary)<' in render(terms, WORDS_OF["en"])
    assert "Also:" not in render(terms, WORDS_OF["en"])


def test_an_ambiguous_word_leads_to_its_other_meanings(read):
    terms = read(LOSS + "  variants: [오차]\n  ambiguous: [오차]\n" + ERROR)
    assert "‘오차’의 다른 뜻: [오차(error)](#error)" in render(terms, WORDS_OF["ko"])
    assert "‘오차’의 다른 뜻: [손실(loss)](#loss)" in render(terms, WORDS_OF["ko"])
    assert 'Other meanings of <span lang="ko">오차</span>: [loss](#loss)' in render(terms, WORDS_OF["en"])


def test_namesakes_need_not_repeat_their_bracket(read):
    one = LOSS.replace("ko: 손실", "ko: 손실(모델)") + "  ambiguous: [손실]\n"
    other = ERROR.replace("ko: 오차", "ko: 손실(돈)") + "  ambiguous: [손실]\n"
    assert "‘손실’의 다른 뜻: [손실(돈)](#error)" in render(read(one + other), WORDS_OF["ko"])


def test_terms_stand_in_dictionary_order(read):
    words = ["GPU", "흐름", "까닭", "가 나", "가가"]
    entries = (LOSS.replace("손실", word).replace("loss", f"x{number}") for number, word in enumerate(words))
    text = render(read("".join(entries)), WORDS_OF["ko"])
    assert re.findall(r"^(?:## |\*\*)(.+?)(?: \{|\*\*)", text, re.MULTILINE) == [
        "ㄱ",
        "가가",
        "가 나",
        "까닭",
        "ㅎ",
        "흐름",
        "A–Z",
        "GPU",
    ]
