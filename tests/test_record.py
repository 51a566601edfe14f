"""The verified line cannot lie."""

import subprocess
import sys
from datetime import date

import pytest

from gipi.pages.page import Page
from gipi.runs import ledger
from gipi.site.badge import sentence
from gipi.versions.pins import pinned
from small import ROOT, WORDS_OF, step

REQUIREMENTS = 'keras==3.15.1 \\\n    --hash=sha256:0\ntensorflow-cpu==2.21.0 ; sys_platform == "win32" \\\n'


@pytest.fixture
def page(guide):
    guide.snippet("a.py", say="print(1)", ask="print(2)")
    guide.page(step("say") + "\n" + step("ask", before="<!-- pytest.mark.registry -->\n"))
    guide.write("requirements.txt", REQUIREMENTS)
    return Page(guide.root, guide.root / "docs/ko/a.md")


def ran(day="2026-11-22", **versions) -> dict:
    versions = versions or {"tensorflow": "2.21.0", "keras": "3.15.1"}
    return {
        "ran": f"{day}T12:00:00+00:00",
        "seconds": 1.5,
        "cpu": 2.0,
        "system": "Linux x86_64, Python 3.11.7",
        "versions": versions,
    }


def state(page, steps, digest=None, today=date(2026, 11, 22)):
    known = {"a": {"digest": digest or page.digest(), "steps": steps}}
    return ledger.state(ledger.work(page), known, pinned(page.root), today)


def test_states(page):
    assert state(page, {"say": ran(), "ask": ran()})["state"] == "verified"
    assert state(page, {"say": ran()})["state"] == "partial"
    assert state(page, {"ask": ran()})["state"] == "none"
    assert state(page, {})["state"] == "none"
    assert state(page, {"say": ran(), "ask": ran()}, digest="another")["state"] == "none"
    old = ran(tensorflow="2.20.0", keras="3.15.1")
    assert state(page, {"say": old, "ask": ran()})["state"] == "older"


def test_a_step_that_asked_the_index_grows_stale(page):
    steps = {"say": ran("2026-01-01"), "ask": ran("2026-11-22")}
    assert state(page, steps, today=date(2027, 1, 6))["state"] == "verified"
    assert state(page, steps, today=date(2027, 1, 7))["state"] == "partial"


def test_a_skipped_step_verifies_nothing_and_is_counted(guide):
    guide.snippet("a.py", say="print(1)")
    guide.page(step("say", shown=False, before='<!-- pytest.mark.skip(reason="no") -->\n'))
    page = Page(guide.root, guide.root / "docs/ko/a.md")
    assert state(page, {})["state"] == "none"
    assert state(page, {})["skipped"] == 1


def test_merge_starts_anew_with_a_new_digest(guide):
    ledger.merge(guide.root, {"a": {"digest": "1", "steps": {"x": ran(), "y": ran()}}})
    ledger.merge(guide.root, {"a": {"digest": "1", "steps": {"y": None}}})
    assert set(ledger.read(guide.root)["a"]["steps"]) == {"x"}
    ledger.merge(guide.root, {"a": {"digest": "2", "steps": {"z": ran()}}})
    assert set(ledger.read(guide.root)["a"]["steps"]) == {"z"}


@pytest.mark.parametrize("text", ["{", "[]", '{"a": 1}', '{"a": {"digest": "1"}}', "\udcff"])
def test_a_damaged_record_is_said_and_put_aside(guide, text):
    file = ledger.store(guide.root)
    guide.write(".gipi/record.json", "")
    file.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(ledger.RecordDamaged, match=r"^\.gipi/record\.json is damaged: .+\.$"):
        ledger.read(guide.root)
    said = ledger.merge(guide.root, {"a": {"digest": "1", "steps": {"x": ran()}}})
    (aside,) = file.parent.glob("record-damaged-*.json")
    assert f"It is kept as .gipi/{aside.name}; the record starts anew." in said
    assert aside.read_bytes() == text.encode("utf-8", "surrogateescape")
    assert set(ledger.read(guide.root)) == {"a"}
    assert ledger.merge(guide.root, {}) is None


WRITES = """
import sys
import time
from pathlib import Path
from gipi.runs import ledger
(Path(sys.argv[1]) / sys.argv[2]).touch()
while not all((Path(sys.argv[1]) / name).exists() for name in "ab"):
    time.sleep(0.001)
for number in range(40):
    result = {"digest": "1", "steps": {}}
    assert ledger.merge(Path(sys.argv[1]), {f"{sys.argv[2]}{number}": result}) is None
"""


def test_no_write_is_lost_between_two_processes(guide):
    command = [sys.executable, "-c", WRITES, str(guide.root)]
    both = [subprocess.Popen([*command, name], cwd=ROOT) for name in "ab"]
    assert [one.wait(60) for one in both] == [0, 0]
    assert len(ledger.read(guide.root)) == 80


def test_the_pins_are_read_from_requirements(page):
    assert pinned(page.root) == {"keras": "3.15.1", "tensorflow": "2.21.0"}


def test_sentences_name_date_versions_and_what_is_missing(page):
    known = state(page, {"say": ran()})
    english, korean = sentence(known, WORDS_OF["en"]), sentence(known, WORDS_OF["ko"])
    assert english.startswith("1 step ran on 22 November 2026 and matched the record (Linux x86_64")
    assert "TensorFlow 2.21.0, Keras 3.15.1, 1.5 s" in english
    assert "1 step that need" in english or "1 step" in english
    assert "2026년 11월 22일" in korean and "TensorFlow 2.21.0" in korean
