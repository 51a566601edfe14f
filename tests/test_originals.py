"""The collection of original error outputs, on which the error matcher is tested.

tests/errors/originals/<entry>/<name>.txt holds a paste as a reader would copy it, unrelated/<name>.txt one that
belongs to no entry. sources.yml says of each how it came about: `ran` (with which versions, in which shell) or
`from` (the address of the thread or document), and the date.
"""

import datetime
import re
from collections import defaultdict
from pathlib import Path

import pytest
import yaml

from gipi.entries import error_dictionary

ERRORS = Path(__file__).parent / "errors"
FILES = {file.relative_to(ERRORS).as_posix(): file for file in sorted(ERRORS.rglob("*.txt"))}
SOURCES = yaml.safe_load((ERRORS / "sources.yml").read_text(encoding="utf-8"))

ENTRIES = {one.name for one in error_dictionary.load(ERRORS.parent.parent / "data" / "errors.yml")}
FEW = 4  # of each entry; what came with its entry has six

# A paste must not tell on which machine it was made. Each of these stood in some raw output.
MACHINE = re.compile(r"/(?:work|opt)/|/root\b|(?<!/var)/tmp/|pyenv|Looking in (indexes|links)|pypi\.org")


def normal(text: str) -> str:
    """The text without what differs between two runs of one error: paths, numbers, white space."""
    text = re.sub(r"(?:[A-Za-z]:)?[\\/][\w.+~()\\/ -]*[\\/]", "/", text)
    text = re.sub(r"0x[0-9a-f]+|\d+", "0", text)
    return re.sub(r"\s+", " ", text).strip()


def test_every_paste_has_its_source_and_every_source_its_paste():
    assert set(FILES) == set(SOURCES)


def test_there_are_enough():
    originals = [name for name in FILES if name.startswith("originals/")]
    unrelated = [name for name in FILES if name.startswith("unrelated/")]
    assert len(originals) >= 400
    assert len(unrelated) >= 60
    assert len(originals) + len(unrelated) == len(FILES), "a paste lies outside originals/ and unrelated/"


def test_every_entry_has_enough():
    names = defaultdict(list)
    for name in FILES:
        if name.startswith("originals/"):
            _, entry, paste = name.split("/")
            names[entry].append(paste)
    assert set(names) == ENTRIES
    assert not [entry for entry in sorted(ENTRIES) if len(names[entry]) < FEW]


def test_no_two_are_the_same():
    same = defaultdict(list)
    for name, file in FILES.items():
        same[normal(file.read_text(encoding="utf-8"))].append(name)
    assert not [names for names in same.values() if len(names) > 1]


@pytest.mark.parametrize("name", FILES)
def test_paste_is_text_that_tells_nothing_of_this_machine(name):
    text = FILES[name].read_text(encoding="utf-8")
    assert text.strip()
    assert text.endswith("\n")
    assert "\x1b" not in text, "colours are added by the tests of the matcher"
    found = MACHINE.search(text)
    assert not found, f"{name}: {found.group()!r} belongs to the machine on which this was made"


@pytest.mark.parametrize("name", SOURCES)
def test_source_says_what_was_run_or_where_it_was_read(name):
    source = SOURCES[name]
    assert set(source) in ({"ran", "date"}, {"from", "date"}), f"{name}: ran or from, and the date"
    assert isinstance(source["date"], datetime.date)
    if "from" in source:
        assert source["from"].startswith("https://")
    else:
        assert re.search(r"\d", source["ran"]) or "Debian" in source["ran"], f"{name}: which version was run?"
