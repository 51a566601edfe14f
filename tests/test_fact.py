"""Facts of data/versions.json in the sentences of pages."""

import shutil
from datetime import date

import pytest

from gipi.guide import check
from gipi.pages.page import Page
from gipi.pages.placeholders import NoAnswer
from gipi.site import version_facts
from gipi.versions import source
from small import WORDS_OF


@pytest.mark.parametrize(
    "what, said",
    [
        ("newest", "2.21.0"),
        ("newest 3.12 windows-x86_64", "2.21.0"),
        ("newest 3.8 windows-x86_64", "2.13.0"),
        ("last windows-x86_64", "2.21.0"),
        ("last 3.9 windows-x86_64", "2.13.1"),
        ("first linux-x86_64", "2.8.4"),
        ("first 3.12 linux-x86_64", "2.21.0"),
        ("pythons linux-x86_64", "3.12–3.13"),
        ("pythons 2.8 linux-x86_64", "3.9–3.10"),
        ("newest-python linux-x86_64", "3.13"),
        ("too-new linux-x86_64", "3.14"),
        ("needs 2.8 numpy", ">=1.20"),
        ("needs 2.21 protobuf", ">=6.31.1,<8"),
        ("open numpy", "2.8"),
        ("asked", "22 November 2026"),
        ("coming", "2.22.0rc0"),
        ("recommended", source.RECOMMENDED),
        ("gpus", "6.0, 8.9, 9.0"),
        ("cuda", "12.5.1"),
    ],
)
def test_a_fact(data, what, said):
    assert version_facts.answer(data, WORDS_OF["en"], *what.split(), today=date(2026, 11, 30)) == said


def test_a_size_is_that_of_the_newest_wheel(data):
    data["index"]["packages"]["tensorflow"]["2.21.0"]["wheels"]["linux-x86_64"]["3.12"] = 572_611_111
    assert version_facts.answer(data, WORDS_OF["ko"], "size", "3.12", "linux-x86_64") == "573 MB"


def test_the_newest_release_of_another_package(data):
    wheels = {"macos-arm64": {"3.9": 1, "3.10": 1, "3.12": 1}}
    data["index"]["packages"]["tensorflow-metal"] = {
        "1.1.0": {"released": "2023-10-05", "wheels": wheels},
        "1.2.0": {"released": "2025-01-31", "wheels": wheels},
    }
    what = "release", "tensorflow-metal", "macos-arm64"
    assert version_facts.answer(data, WORDS_OF["ko"], *what) == "1.2.0(2025년 1월 31일, 파이썬 3.9–3.12)"
    assert version_facts.answer(data, WORDS_OF["en"], *what) == "1.2.0 (31 January 2025, Python 3.9–3.12)"


def test_an_old_date_is_said_in_a_sentence_too(data):
    assert version_facts.answer(data, WORDS_OF["ko"], "asked", today=date(2027, 1, 6)) == "2026년 11월 22일"
    assert (
        version_facts.answer(data, WORDS_OF["ko"], "asked", today=date(2027, 1, 7))
        == "2026년 11월 22일(45일 넘음)"
    )
    assert version_facts.answer(data, WORDS_OF["en"], "asked", today=date(2027, 1, 7)).endswith(
        " (more than 45 days ago)"
    )


@pytest.mark.parametrize(
    "what",
    [
        "newest 3.14 windows-arm64",
        "newest 3.12",
        "nothing 3",
        "first 3.14 linux-x86_64",
        "needs 2.99 numpy",
        "needs 2.8 pandas",
        "last windows-arm64",
        "asked today",
        "size 3.12 linux-x86_64 nothing",
        "release nothing macos-arm64",
        "release keras macos-arm64",
    ],
)
def test_what_the_source_does_not_know_is_an_error(data, what):
    with pytest.raises(NoAnswer, match=f"has no answer to 'gipi:version {what}'"):
        version_facts.answer(data, WORDS_OF["ko"], *what.split())


@pytest.fixture
def told(guide, ask):
    """`told(ko, en)`: what the check says of a page with these two texts."""
    ask()
    if ask.root != guide.root:
        shutil.copytree(ask.root / "data", guide.root / "data")

    def sentences(ko: str, en: str | None = None) -> list[str]:
        guide.page(ko, "install/a")
        if en is not None:
            text = guide.read("docs/en/install/a.md").replace(ko, en)
            guide.write("docs/en/install/a.md", text)
        return check.page(guide.whole, "install/a")

    return sentences


V = "<!-- gipi:version newest -->"


def test_a_page_with_facts_is_right(told):
    assert (
        told(f"{V}까지입니다. <!-- gipi:version asked -->은 괜찮습니다.", f"a <!-- gipi:version asked --> {V}")
        == []
    )


def test_a_placeholder_without_answer_is_said_with_its_line(told):
    [ko, en] = told("a <!-- gipi:version newest 3.99 linux-x86_64 -->")
    assert ko.startswith("docs/ko/install/a.md:9: data/versions.json has no answer")
    assert en.startswith("docs/en/install/a.md:9: ")


@pytest.mark.parametrize("particle", ["은", "를 씁니다", "로", "으로는", "이라고", "`을 칩니다"])
def test_a_particle_that_fits_only_some_numbers(told, particle):
    [said] = told(f"텐서플로 {V}{particle}", f"TensorFlow {V}")
    assert said.startswith("docs/ko/install/a.md:9: ‘") and "fits only some numbers" in said


@pytest.mark.parametrize("rest", ["까지", "에서", "용", " 이상", "입니다", "의", "이하"])
def test_what_may_follow_any_number(told, rest):
    assert told(f"텐서플로 {V}{rest}", f"TensorFlow {V}") == []


def test_both_languages_state_the_same_facts(told):
    [said] = told(f"텐서플로 {V}까지", "TensorFlow")
    assert said == "docs/ko/install/a.md:9: 'gipi:version newest' does not stand in docs/en/install/a.md."


def test_a_sentence_that_begins_with_a_fact_is_prose(guide):
    guide.page(f"{V}까지입니다.\n\n<!-- a comment --> <!-- another -->")
    kinds = [line.kind for line in Page(guide.root, guide.root / "docs/ko/a.md").lines[8:11]]
    assert kinds == ["prose", "blank", "comment"]
