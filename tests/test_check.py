"""What a page must satisfy without running: each fault with its sentence."""

import pytest

from gipi.guide import check
from small import step


def sentences(guide) -> str:
    return "\n".join(check.site(guide.whole))


def test_a_page_that_is_right(guide):
    guide.snippet("a.py", say="print(1)")
    guide.steps("say")
    guide.write("snippets/a.txt", "--8<-- [start:say]\n1\n--8<-- [end:say]\n")
    assert sentences(guide) == ""


FAULTS = {
    "no anchor": ("## More\n\nText.", "docs/ko/a.md:9: the heading has no anchor; write"),
    "same anchor": (
        "## More { #page }\n\nText.",
        "docs/ko/a.md:9: the anchor 'page' is already used on line 5.",
    ),
    "two titles": (
        "# More { #more }\n\nText.",
        "docs/ko/a.md:1: a page has exactly one heading",
    ),
    "no prose": (
        "## More { #more }\n\n```text\nx\n```",
        "docs/ko/a.md:9: the section has no prose",
    ),
    "no alt text": ("![](x.svg)", "docs/ko/a.md:9: the image x.svg has no alt text."),
    "no heading in a table": (
        "| | b |\n| --- | --: |\n| 1 | |",
        "docs/ko/a.md:9: a column of the table has no heading.",
    ),
    "no alt attribute": ('<img src="x.svg">', "docs/ko/a.md:9: the image has no alt text."),
    "missing include": ('--8<-- "none.md:part"', "docs/ko/a.md:9: Snippet at path 'none.md"),
}


@pytest.mark.parametrize(("body", "says"), FAULTS.values(), ids=FAULTS)
def test_a_fault(guide, body, says):
    guide.page(body)
    assert says in sentences(guide)


def test_no_description(guide):
    guide.page("", front="title: x")
    assert "docs/ko/a.md:1: the front matter has no description." in sentences(guide)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_page_in_one_language_only(guide, language):
    guide.page("")
    other = {"ko": "en", "en": "ko"}[language]
    (guide.root / f"docs/{other}/a.md").unlink()
    assert sentences(guide) == (
        f"docs/{language}/a.md: the page is missing in the other language: docs/{other}/a.md."
    )


def test_an_output_that_no_run_has_written(guide):
    guide.snippet("a.py", say="print(1)")
    guide.steps("say")
    assert sentences(guide) == (
        "docs/ko/a.md:9: its output is not recorded yet; run pytest docs/ko/a.md --update-outputs."
    )


DIFFERENCES = {
    "heading": ("## More { #more }", "## More { #moar }", "here stands a heading '## moar'"),
    "level": ("## More { #more }", "### More { #more }", "here stands a heading '### more'"),
    "include": ("a.py:say", "a.py:tell", 'here stands an include --8<-- "a.py:tell"'),
    "fence": ("```text", "```console", "here stands a fence 'console'"),
    "image": ("x.svg", "y.svg", "here stands an image y.svg"),
    "directive": ("timeout 90", "timeout 99", "here stands a directive 'timeout 99'"),
    "missing": ("![One](x.svg)", "", "an image x.svg has no counterpart in the other language."),
}


@pytest.mark.parametrize(("old", "new", "says"), DIFFERENCES.values(), ids=DIFFERENCES)
def test_the_languages_differ(guide, old, new, says):
    guide.snippet("a.py", say="print(1)", tell="print(1)")
    before = "<!-- pytest-codeblocks:timeout 90: slow -->\n"
    guide.page(
        "## More { #more }\n\nText.\n\n"
        + step("say", shown=False, before=before)
        + "\n```text\nshown\n```\n\n![One](x.svg)\n"
    )
    path = "docs/en/a.md"
    guide.write(path, guide.read(path).replace(old, new))
    assert says in sentences(guide)


def test_reasons_are_prose_and_may_differ(guide):
    guide.snippet("a.py", say="x = 1")
    guide.page(step("say", shown=False, before="<!-- pytest-codeblocks:timeout 90: slow -->\n"))
    guide.write("docs/en/a.md", guide.read("docs/en/a.md").replace(": slow", ": it takes long"))
    assert sentences(guide) == ""


def test_hangul_on_an_english_page(guide):
    guide.page("The word 손실 is Korean.")
    assert "docs/en/a.md:9: Hangul on an English page" in sentences(guide)
    guide.page('The word <span lang="ko">손실</span> is Korean.')
    assert sentences(guide) == ""


def test_what_lies_in_snippets_belongs_to_a_page(guide):
    guide.snippet("a.py", say="x = 1", lost="y = 1")
    guide.steps("say", shown=False)
    guide.write("snippets/b.py", "x = 1\n")
    guide.write("snippets/a.txt", "--8<-- [start:say]\n1\n--8<-- [end:say]\n")
    found = sentences(guide)
    assert "snippets/a.py: no fence of docs/ko/a.md shows the section 'lost'." in found
    assert "snippets/b.py: there is no page docs/ko/b.md for it." in found
    assert "snippets/a.txt: the output 'say' belongs to no step of docs/ko/a.md." in found


def test_sections_stand_in_the_order_of_the_page(guide):
    """So that `python snippets/a.py` does what the page does."""
    guide.snippet("a.py", first="x = 1", second="x += 1")
    guide.steps("second", "first", shown=False)
    assert "snippets/a.py: its sections stand in another order than on docs/ko/a.md." in sentences(guide)


def test_a_notebook_in_one_language_only(guide):
    guide.page("")
    guide.write("docs/ko/n.ipynb", "{}")
    assert sentences(guide) == "n.ipynb: the notebook is missing in one language."


def test_code_outside_of_every_section(guide):
    guide.snippet("a.py", say="x = 1")
    guide.write("snippets/a.py", "import os\n" + guide.read("snippets/a.py"))
    guide.steps("say", shown=False)
    assert "snippets/a.py:1: the line stands in no section, so no page shows it." in sentences(guide)


@pytest.mark.parametrize(
    ("prose", "right"),
    [
        ("The loss is 0.962.", True),
        ("The loss is 0.96.", True),
        ("That is 96 %, or 96.2%.", True),
        ("The loss is 0.97.", False),
        ("That is 97 %.", False),
        ("See `0.123` and [4.5](https://x.org/4.5), §6.5 of the book.", True),
        ("A footnote.[^1]\n\n[^1]: Page 3.14 of it.", True),
    ],
)
def test_numbers_in_the_prose_of_a_concept_page(guide, prose, right):
    slug = "concepts/a"
    guide.snippet(f"{slug}.py", say="print(0.9621)")
    guide.page(step("say", slug) + "\n" + prose, slug)
    guide.write(f"snippets/{slug}.txt", "--8<-- [start:say]\n0.9621\n--8<-- [end:say]\n")
    assert ("no step of the page printed it" not in sentences(guide)) == right


def test_two_figures_do_not_share_an_alt_text(guide):
    guide.page("![The same](x.svg)\n\n![The same](y.svg)")
    assert "docs/ko/a.md:11: the alt text is the same as on docs/ko/a.md:9." in sentences(guide)


@pytest.mark.parametrize(
    ("prose", "says"),
    [
        ("손실 함수(loss function)는", ""),
        ("그 **로스 함수**(loss function)를 [손실 함수](x.md)(loss function)로", ""),
        ("크기(shape)와 형상(shape)", ""),
        ("회귀(regression)를", "the term 회귀(regression) is not in data/glossary.yml: add it"),
        ("제곱 손실(squared loss, 벌점)", "the term 제곱 손실(squared loss) is not in data/glossary.yml"),
        ("벌점 함수(loss function)는", "the glossary calls loss function 손실 함수, not 벌점 함수: use that"),
        ("바꾸기 전(before)과 뒤(after)", "the term 뒤(after) is not"),
        ("굿펠로(Goodfellow), 서포트 벡터 머신(SVM), 휠(2.4), 가로(x, y), 호출(`call`), 실수(float64)", ""),
    ],
)
def test_a_term_that_a_page_introduces(guide, prose, says):
    guide.write(
        "data/glossary.yml",
        "- id: loss-function\n  ko: 손실 함수\n  en: loss function\n  variants: [로스 함수]\n"
        "  define: {ko: 뜻입니다., en: Means.}\n"
        "- id: shape\n  ko: 크기(shape)\n  en: shape\n  variants: [형상]\n  define: {ko: 뜻입니다., en: Means.}\n",
    )
    guide.page("", "x")
    guide.snippet("a.py", say="before = 1")
    guide.steps("say", shown=False)
    text = guide.read("docs/ko/a.md") + prose
    guide.write("docs/ko/a.md", text)
    place = f"docs/ko/a.md:{len(text.splitlines())}: "
    assert sentences(guide).startswith(place + says if says else "")
    assert len(sentences(guide).splitlines()) == bool(says)


def test_pages_about_the_guide_introduce_its_own_words(guide):
    guide.write("data/glossary.yml", "- id: layer\n  ko: 층\n  en: layer\n  define: {ko: 뜻입니다., en: Means.}\n")
    guide.page("", "about/a")
    guide.write("docs/ko/about/a.md", guide.read("docs/ko/about/a.md") + "지문(digest)은\n")
    assert sentences(guide) == ""
