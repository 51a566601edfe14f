"""check_env.py for a class: what a pupil hands in, and the one command that makes a table of thirty answers."""

import json
import re

import pytest
from test_check_env import CASES, INSTALLED, WINDOWS, computer, trained

from gipi.check_env import check_env as check
from gipi.check_env import sample

MADE = "2026-11-29 10:05:00"
LANGUAGES = ("ko", "en")
BEFORE = {**WINDOWS, "environment": "none"}  # nothing is installed yet
HONG = {"prefix": "C:\\Users\\홍길동\\dl\\.venv", "home": "C:\\Users\\홍길동", "temp": "C:\\Users\\홍길동\\Temp"}
# A class of thirty: (how many, what is different about their computers, verdict).
CLASS = (
    (14, {**WINDOWS, **INSTALLED}, "ready"),
    (3, BEFORE, "install"),
    (2, WINDOWS, "install"),
    (2, {**BEFORE, "paths": HONG}, "install"),
    (2, {**BEFORE, "python": [3, 14, 0]}, "mend"),
    (1, {**BEFORE, "bits": 32, "system": "windows-x86"}, "mend"),
    (2, {**BEFORE, "redistributable": False}, "mend"),
    (1, {**BEFORE, "system": "windows-arm64"}, "mend"),
    (1, {**WINDOWS, **INSTALLED, "in_the_way": ["C:\\Users\\홍길동\\dl\\keras.py"]}, "mend"),
    (1, {**WINDOWS, **trained("dll-missing", stage="tensorflow", lines=["C:\\Users\\홍길동\\x.dll"])}, "mend"),
    (1, {**WINDOWS, **INSTALLED, "paths": HONG}, "ready"),
)


def handed(facts: dict, pupil: str, **other) -> bytes:
    """The bytes of an answer's file."""
    return json.dumps({**check.answer(facts, check.TABLE, pupil, MADE), **other}).encode()


def of_thirty() -> dict[str, bytes]:
    changes = [change for number, change, _ in CLASS for _ in range(number)]
    return {
        f"check_env-{place:02}.json": handed(computer(change), f"{place:02}")
        for place, change in enumerate(changes, start=1)
    }


def tabulated(files: dict[str, bytes], language: str = "en") -> tuple[list[str], list[str]]:
    """(rows, notes) of what is printed."""
    text, _ = check.tabulate(files, check.TABLE, language)
    lines = text.split("\n")
    rows = lines[2 : lines.index("", 2)]
    return rows, [line for line in lines if line.startswith("- ")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_thirty_answers_are_thirty_lines(language):
    words, files = check.WORDS[language], of_thirty()
    assert len(files) == 30
    rows, notes = tabulated(files, language)
    assert [row.split()[0] for row in rows] == [f"{place:02}" for place in range(1, 31)] and not notes
    wanted = [words[f"class.{verdict}"] for number, _, verdict in CLASS for _ in range(number)]
    assert [row[4 : 4 + len(word)] for row, word in zip(rows, wanted, strict=True)] == wanted
    for row, word in zip(rows, wanted, strict=True):
        assert word == words["class.ready"] or len(row) > 20, "whoever is not ready is told what to do"
        assert not re.search(r"[{}]|None|\((은|이|을|으로)\)", row)
    text, ready = check.tabulate(files, check.TABLE, language)
    assert words["class.counts"].format(ready=15, install=7, mend=8) in text and not ready
    # The same columns, in a terminal that gives a Hangul letter two.
    starts = {check._width(row[: row.index(word)]) for row, word in zip(rows, wanted, strict=True)}
    assert starts == {4}


@pytest.mark.parametrize("name", [name for name, (level, _) in CASES.items() if level != "ok"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_finding_is_told_from_its_answer(name, language):
    told = check.read_answer(handed(computer(CASES[name][1]), "07"), check.TABLE)
    finding = next(finding for finding in told["findings"] if finding["id"] == name)
    line = check._told(finding, language)
    assert line.endswith(".") and not re.search(r"[{}]|None|\((은|이|을|으로)\)|''|\(\)", line)


@pytest.mark.parametrize("name", CASES)
def test_an_answer_says_nothing_of_its_owner(name):
    facts = computer({"paths": HONG}, CASES[name][1])
    facts["in_the_way"] = [path.replace("/home/kim", "C:\\Users\\홍길동") for path in facts["in_the_way"]]
    facts["kernels"] = [{**kernel, "name": "홍길동의 커널"} for kernel in facts["kernels"]]
    text = handed(facts, "07").decode()
    said = re.sub(r"https://[\w./]+", "", json.dumps(json.loads(text), ensure_ascii=False))
    assert not re.search(r"홍|kim|[\\/]|Users", said)
    assert len(text) < 4000, "a few lines"


def test_ready_only_if_all_are():
    files = {"check_env-1.json": handed(computer(WINDOWS, INSTALLED), "1")}
    assert check.tabulate(files, check.TABLE, "ko")[1]
    assert not check.tabulate({**files, "check_env-2.json": b""}, check.TABLE, "ko")[1]


def test_numbers_come_in_their_order_and_07_is_7():
    files = {f"check_env-{name}.json": handed(computer(), name) for name in ("10", "9", "홍", "07", "7")}
    rows, notes = tabulated(files)
    assert [row.split()[0] for row in rows][1:] == ["9", "10", "홍"] and len(notes) == 1


OLD = {"table": "2026-01-05"}
NEW = {"table": "2099-01-01"}
ODD = {"id": "planet", "level": "bad", "values": {}}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "class.broken"),
        (b"\xff\x00not text", "class.broken"),
        (b'{"answer": 1, "name"', "class.broken"),
        (b"[]", "class.broken"),
        (b"7", "class.broken"),
        (b"[" * 5000, "class.broken"),
        (handed(computer(), "1", name=7), "class.broken"),
        (handed(computer(), "1", findings=[{"id": "python-new", "level": "bad", "values": {}}]), "class.broken"),
        (handed(computer(), "1", findings=[{**ODD, "level": "worst"}]), "class.broken"),
        (handed(computer(), "1", findings=[ODD]), "class.broken"),
        (handed(computer(), "1", findings=[ODD], **NEW), "class.newer"),
        (handed(computer(), "1", answer=2), "class.newer"),
        (json.dumps(check.report(computer(), check.TABLE, "ko")).encode(), "class.json"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_that_is_no_answer_is_named(data, said, language):
    good = handed(computer(WINDOWS, INSTALLED), "8")
    rows, notes = tabulated({"check_env-8.json": good, "check_env-1.json": data}, language)
    assert len(rows) == 1 and notes == ["- " + check.WORDS[language][said].format(file="check_env-1.json")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_of_an_old_check_counts_and_is_named(language):
    rows, notes = tabulated({"check_env-7.json": handed(computer(), "7", **OLD)}, language)
    assert len(rows) == 1
    assert notes == ["- " + check.WORDS[language]["class.older"].format(name="7", date=OLD["table"])]


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_two_answers_the_last_one_made_counts(language):
    later = handed(computer(WINDOWS, INSTALLED), "7", made="2026-11-29 10:40:00")
    files = {"check_env-7.json": later, "check_env-7 (1).json": handed(computer(BEFORE), "7")}
    rows, notes = tabulated(files, language)
    words = check.WORDS[language]
    assert rows == [f"7  {words['class.ready']}"]
    names = "check_env-7 (1).json, check_env-7.json"
    assert notes == ["- " + words["class.twice"].format(name="7", files=names, last="check_env-7.json")]


def test_what_a_terminal_would_obey_is_not_printed():
    files = {
        "check_env-\x1b[2J.json": b"",
        "check_env-1.json": handed(computer(), "1", name="\x1b]0;x\x07" + "9" * 999),
    }
    text, _ = check.tabulate(files, check.TABLE, "en")
    assert "\x1b" not in text and "\x07" not in text and max(map(len, text.split("\n"))) < 400


# The two commands


def test_save_writes_one_small_file_beside_the_report(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(check, "look", lambda: computer(BEFORE))
    assert check.main(["--lang", "ko", "--save", "07"]) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["check_env-07.json"]
    assert "이 파일을 내세요: check_env-07.json" in capsys.readouterr().out
    assert check.main(["--lang", "ko", "--tabulate", str(tmp_path)]) == 1
    assert "\n07  설치하기" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["", "a b", "../7", "7\n", "x" * 31, "C:\\7"])
def test_a_name_that_is_no_file_name_is_refused(name, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert check.main(["--lang", "en", "--save", name]) == 2
    assert list(tmp_path.iterdir()) == [] and "up to thirty letters" in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_is_said(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "check_env-07.json").mkdir()
    monkeypatch.setattr(check, "look", lambda: computer(BEFORE))
    assert check.main(["--lang", "ko", "--save", "07"]) == 2
    assert "쓸 수 없습니다" in capsys.readouterr().err


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_folder_without_answers_is_said(language, tmp_path, capsys):
    (tmp_path / "notes.txt").write_text("no answer")
    for folder, said in ((tmp_path, "class.empty"), (tmp_path / "none", "class.no-folder")):
        assert check.main(["--lang", language, "--tabulate", str(folder)]) == 2
        wanted = check.WORDS[language][said].format(folder=folder, example="check_env-07.json")
        assert wanted in capsys.readouterr().err


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_shows_what_the_command_prints(language):
    text = sample.printed(check.TABLE, language)
    words = check.WORDS[language]
    rows = [line for line in text.split("\n") if re.match(r"0\d ", line)]
    assert len(rows) == len(sample.PUPILS)
    assert {
        kind for kind in ("ready", "install", "mend") if any(words[f"class.{kind}"] in row for row in rows)
    } == {
        "ready",
        "install",
        "mend",
    }
    assert words["class.broken"].format(file="check_env-08.json") in text
