"""data/versions.json in words and tables."""

import re
from datetime import date

import pytest

from gipi.pages.placeholders import NoAnswer
from gipi.site import version_tables
from recorded import TODAY, ran
from small import WORDS_OF


def test_sentences_come_from_the_source(data):
    text = version_tables.sentence(data, "3.12", "windows-x86_64", WORDS_OF["en"])
    assert text == "The newest TensorFlow for Python 3.12 on Windows (x64) is 2.21.0 (as of 22 November 2026)."
    assert "윈도우(x64)에서 파이썬 3.12에 설치할 수 있는 가장 새로운 텐서플로: 2.21.0" in version_tables.sentence(
        data, "3.12", "windows-x86_64", WORDS_OF["ko"]
    )
    none = version_tables.sentence(data, "3.14", "linux-x86_64", WORDS_OF["en"])
    assert none.startswith("There is no TensorFlow for Python 3.14 on Linux (x86-64)") and "2.22.0rc0" in none


def test_an_old_date_is_said(data):
    """At the build; between builds a script compares the date, so the sentence is always there."""
    fresh, old = (version_tables.note(data, WORDS_OF["en"], date(2027, 1, day)) for day in (6, 7))
    assert '<time datetime="2026-11-22">22 November 2026</time>' in fresh
    assert 'data-days="45" hidden>That is more than 45 days ago' in fresh
    assert 'data-days="45">That is more than 45 days ago' in old
    assert 'data-days="45">45일이 넘었습니다' in version_tables.note(data, WORDS_OF["ko"], date(2027, 1, 7))


def test_every_cell_leads_to_its_evidence(data):
    for language in ("ko", "en"):
        text = version_tables.render(data, WORDS_OF[language], today=TODAY)
        trials = version_tables.render(data, WORDS_OF[language], "trials")
        here, there = (set(re.findall(r'(?:id="|\{ #)([\w.-]+)', one)) for one in (text, trials))
        wanted = set(re.findall(r"\]\(#([\w.-]+)\)", text))
        assert wanted and wanted <= here
        wanted = set(re.findall(r"\]\(evidence\.md#([\w.-]+)\)", text))
        assert wanted and wanted <= there
    row = next(line for line in text.split("\n") if line.startswith("| 2.8.4 |"))
    assert (
        "[trained](evidence.md#2.8.4-3.10-linux-x86_64){ .gipi-mended } · `numpy<2`" in row and "3.7–3.10" in row
    )


def test_equal_neighbours_share_a_line(data):
    releases = data["index"]["packages"]["tensorflow"]
    releases["2.20.0"] = {**releases["2.21.0"], "released": "2025-08-13"}
    releases["2.21.0"] = releases.pop("2.21.0")  # the newest is the last
    for table, lines in (("linux-arm64", ["2.21.0, 2.20.0"]), ("linux-x86_64", ["2.21.0", "2.20.0", "2.8.4"])):
        text = version_tables.system_table(data, table, WORDS_OF["en"])
        assert re.findall(r"^\| (2\.[\d., ]+) \|", text, re.MULTILINE) == lines


def test_what_is_older_than_2_13_is_folded(data):
    recent, old = version_tables.system_table(data, "linux-x86_64", WORDS_OF["en"]).split("<details markdown>")
    assert "| 2.21.0 |" in recent and "| 2.8.4 |" not in recent
    assert "<summary>Older: TensorFlow 2.8.4</summary>" in old and "| 2.8.4 |" in old


def test_what_only_uv_needs_is_said_below_the_table(data):
    data["trials"] += [
        ran(installer="uv 0.13.9", outcome="import"),
        ran(installer="uv 0.13.9", with_=("protobuf<8",)),
    ]
    text = version_tables.system_table(data, "linux-x86_64", WORDS_OF["en"])
    assert "[with uv](evidence.md#2.21.0-3.12-linux-x86_64) the command needs `protobuf<8` too" in text


@pytest.mark.parametrize("part", [part for part in version_tables.PARTS if part != "backtest"])
def test_both_languages_have_the_same_anchors_and_tables(data, part):
    korean, english = (
        version_tables.render(data, WORDS_OF[language], part, today=TODAY) for language in ("ko", "en")
    )
    assert re.findall(r"#[\w.-]+", korean) == re.findall(r"#[\w.-]+", english)
    assert korean.count("|") == english.count("|")
    assert not re.search("[가-힣]", english)


def test_trials_that_ended_alike_share_a_line(data):
    data["trials"] += [ran(installer="uv 0.13.9"), ran("2.21.0", "3.13.0")]
    text = version_tables.trials_table(data, WORDS_OF["en"])
    anchors = [f'<span id="2.21.0-{python}-linux-x86_64"></span>' for python in ("3.12", "3.13")]
    assert (
        f"| 3.12.1 ({anchors[0]}pip 26.3, uv 0.13.9), 3.13.0 ({anchors[1]}pip 26.3) | – | trained one step |"
        in text
    )


def test_an_error_with_a_pipe_does_not_break_the_table(data):
    rows = [line for line in version_tables.trials_table(data, WORDS_OF["en"]).split("\n") if line.startswith("|")]
    assert {row.count("|") for row in rows} == {6}


def test_an_unknown_part_is_said(data):
    with pytest.raises(NoAnswer, match="unknown part 'gipi:versions nothing'"):
        version_tables.render(data, WORDS_OF["ko"], "nothing")
    with pytest.raises(NoAnswer, match="there is no data"):
        version_tables.render({"index": {}}, WORDS_OF["ko"])


def test_the_form_offers_what_the_tables_have(data):
    text = version_tables.render(data, WORDS_OF["ko"], today=TODAY)
    for system in WORDS_OF["ko"].part("systems"):
        assert f'<option value="{system}">' in text and f'data-system="{system}"' in text
    assert re.findall(r'<option value="(3\.\d+)">', text) == ["3.8", "3.9", "3.10", "3.12", "3.13"]
    assert '<form class="gipi-filter" hidden>' in text, "of no use without its script"
