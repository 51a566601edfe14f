"""The table of install/keras-import says what its steps ran and printed, line by line."""

import re
from itertools import pairwise

import pytest

from gipi.pages.includes import sections
from gipi.pages.page import Page
from small import ROOT

OLD = ("try-old", "old-arguments", "old-methods")
NEW = ("new-imports", "new-arguments", "new-methods")
SNIPPET = ROOT / "snippets/install/keras-import.py"
RECORD = ROOT / "snippets/install/keras-import.txt"


def answers(names) -> dict[str, str]:
    """What `try_lines` printed under each line that it ran: {line: answer}."""
    recorded = sections(RECORD)
    found = {}
    for name in names:
        lines = recorded[name].splitlines()
        found |= {above: answer.strip() for above, answer in pairwise(lines) if answer.startswith("    ")}
    return found


def rows(language) -> list[list[list[str]]]:
    """The table: the code spans of each cell of each row."""
    page = Page(ROOT, ROOT / f"docs/{language}/install/keras-import.md")
    text = page.path.read_text(encoding="utf-8")
    table = text.partition("{ #table }")[2].partition("{ #imports }")[0]
    cells = [line.strip("|").split(" | ") for line in table.splitlines() if line.startswith("| ")]
    return [[re.findall("`([^`]+)`", cell) for cell in row] for row in cells[2:]]


def ran(code, lines) -> list[str]:
    """The lines in which a piece of code was run, with nothing of its name cut off; `…` stands for anything."""
    pattern = ".+".join(map(re.escape, code.split("…")))
    return [line for line in lines if re.search(rf"(?<!\w){pattern}$", line)]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_each_old_line_raises_what_the_table_says(language):
    old = answers(OLD)
    for codes, says, _ in rows(language):
        assert codes, says
        for code in codes:
            (line,) = ran(code, old)
            assert old[line].partition(":")[0] == (says[0] if says else "works"), line


@pytest.mark.parametrize("language", ["ko", "en"])
def test_each_new_line_works(language):
    new = answers(NEW)
    for codes, _, instead in rows(language):
        if instead:
            (code,) = instead
            (line,) = ran(code, new)
            assert new[line] == "works", line
        else:
            assert all(answers(OLD)[code] == "works" for code in codes)


def test_no_old_line_is_missing_in_the_table():
    told = {line for codes, _, _ in rows("ko") for code in codes for line in ran(code, answers(OLD))}
    # The same names below tensorflow.keras are told in the prose, as a way out.
    assert {line for line in answers(OLD) if "tensorflow" not in line} == told


def test_both_tables_hold_the_same_code():
    assert rows("ko") == rows("en")
