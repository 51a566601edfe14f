"""data/versions.json in words and tables."""

import re
from datetime import date

from gipi import compatibility
from recorded import TODAY, ran


def test_sentences_come_from_the_source(data):
    text = compatibility.sentence(data, "3.12", "windows-x86_64", "en")
    assert text == "The newest TensorFlow for Python 3.12 on Windows (x64) is 2.21.0 (as of 22 November 2026)."
    assert "윈도우(x64)에서 파이썬 3.12에 설치할 수 있는 가장 새로운 텐서플로: 2.21.0" in compatibility.sentence(
        data, "3.12", "windows-x86_64", "ko"
    )
    none = compatibility.sentence(data, "3.14", "linux-x86_64", "en")
    assert none.startswith("There is no TensorFlow for Python 3.14 on Linux (x86-64)") and "2.22.0rc0" in none


def test_an_old_date_is_said(data):
    assert "45" not in compatibility.note(data, "en", date(2027, 1, 6))
    assert "more than 45 days ago" in compatibility.note(data, "en", date(2027, 1, 7))
    assert "45일이 넘었습니다" in compatibility.note(data, "ko", date(2027, 1, 7))


def test_every_cell_leads_to_its_evidence(data):
    for language in ("ko", "en"):
        text = compatibility.render(data, language, TODAY)
        there = set(re.findall(r'(?:id="|\{ #)([\w.-]+)', text))
        wanted = set(re.findall(r"\]\(#([\w.-]+)\)", text))
        assert wanted and wanted <= there
    row = next(line for line in text.split("\n") if line.startswith("| 2.8.4 |"))
    assert "[trained](#ran-2.8.4-3.10-linux-x86_64) · `numpy<2`" in row and "2.8.0: 3.7–3.10" in row


def test_what_only_uv_needs_is_said_below_the_table(data):
    data["trials"] += [
        ran(installer="uv 0.13.9", outcome="import"),
        ran(installer="uv 0.13.9", with_=("protobuf<8",)),
    ]
    text = compatibility.system_table(data, "linux-x86_64", "en")
    assert "[with uv](#ran-2.21.0-3.12-linux-x86_64) the command needs `protobuf<8` too" in text


def test_both_languages_have_the_same_anchors_and_tables(data):
    korean, english = (compatibility.render(data, language, TODAY) for language in ("ko", "en"))
    assert re.findall(r"#[\w.-]+", korean) == re.findall(r"#[\w.-]+", english)
    assert korean.count("|") == english.count("|")
    assert not re.search("[가-힣]", english)


def test_an_error_with_a_pipe_does_not_break_the_table(data):
    rows = [line for line in compatibility.trials_table(data, "en").split("\n") if line.startswith("|")]
    assert {row.count("|") for row in rows} == {7}
