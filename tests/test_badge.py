"""The badge: it says what was run and where, and never that advice was proven which rests on reports."""

import re

import pytest

from gipi.entries import error_dictionary
from gipi.pages.page import Page, slugs
from gipi.site.badge import Rests, badge
from small import ROOT, WORDS_OF

STATE = {
    "state": "verified",
    "steps": 8,
    "late": 0,
    "seconds": 12.5,
    "date": "2026-11-28",
    "system": "Linux x86_64, Python 3.12.1",
    "versions": {"keras": "3.15.1", "tensorflow": "2.21.0"},
}
ENTRIES = error_dictionary.load(ROOT / "data" / "errors.yml")
# What a page says of what it could not run: a place, and that nothing was run there.
SAID = re.compile(
    r"(윈도우|맥|GPU|conda|코랩)[^.|\n]{0,40}?(재현하지 못|돌려 보지는? 못|실행해 보지는? 못|돌리지 않)"
)


def facts(state, rests, language="ko"):
    shown = badge(state, rests, "a.md", WORDS_OF[language])
    return [(one["kind"], one["text"]) for one in shown["facts"]] if shown else []


def test_it_names_object_place_and_date():
    assert facts(STATE, Rests()) == [("ran", "코드 8단계 · 리눅스 · 2026년 11월 28일")]
    assert facts(STATE, Rests(), "en") == [("ran", "8 steps of code · Linux · 28 November 2026")]
    assert facts(STATE | {"steps": 1}, Rests(), "en")[0][1].startswith("1 step of code")
    assert facts(STATE | {"late": 1, "state": "partial"}, Rests()) == [
        ("ran", "코드 8단계 가운데 7단계 · 리눅스 · 2026년 11월 28일")
    ]
    assert facts(STATE | {"state": "older"}, Rests())[0] == (
        "older",
        "코드 8단계 · 리눅스 · 다른 버전 · 2026년 11월 28일",
    )


def test_it_says_what_rests_on_documents_and_where_nothing_was_run():
    reported = Rests(4, 4, ("windows",))
    assert facts(STATE, reported) == [
        ("ran", "코드 8단계 · 리눅스 · 2026년 11월 28일"),
        ("documents", "문서·제보 근거 · 윈도우에서는 실행하지 않음"),
    ]
    assert facts(None, Rests(unrun=("windows", "macos", "gpu")), "en") == [
        ("documents", "From documents and reports · not run on Windows, macOS or a GPU")
    ]
    assert facts(STATE, Rests(2, 5))[1] == ("documents", "메시지 5개 가운데 2개는 제보·문서 근거")
    assert badge(None, Rests(), "a.md", WORDS_OF["ko"]) is None


def test_the_receipt_says_versions_seconds_and_how_to_repeat():
    shown = badge(STATE, Rests(unrun=("windows",)), "errors/oom.md", WORDS_OF["ko"])
    assert shown["again"] == ("다시 실행하기", "pytest docs/ko/errors/oom.md")
    assert ("버전", "TensorFlow 2.21.0, Keras 3.15.1") in shown["rows"]
    assert ("걸린 시간", "12.5초") in shown["rows"]
    assert shown["said"][-1] == "윈도우에서는 실행해 보지 않았습니다."


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_an_error_that_is_only_reported_never_carries_a_lone_tick(entry):
    page = Page(ROOT, ROOT / "docs" / "ko" / f"{entry.slug}.md")
    kinds = [kind for kind, _ in facts(STATE, Rests.of(page.meta, entry))]
    assert ("documents" in kinds) == (not all(one.ran for one in entry.messages) or "unrun" in page.meta)


@pytest.mark.parametrize("slug", slugs(ROOT, "ko"))
def test_a_page_that_could_not_run_something_says_so_in_its_badge(slug):
    ko, en = (Page(ROOT, ROOT / "docs" / language / f"{slug}.md") for language in ("ko", "en"))
    assert ko.meta.get("unrun") == en.meta.get("unrun")
    assert {*ko.meta.get("unrun", ())} <= {*WORDS_OF["ko"].part("badge")}
    if slug.startswith("about/"):
        return
    prose = "\n".join(line.text for line in ko.lines if line.kind == "prose")
    if found := SAID.search(prose):
        assert "unrun" in ko.meta, f"‘{found[0]}’: name the place in the front matter, unrun: [windows]"
