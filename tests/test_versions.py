"""What data/versions.json says of a combination: never more than is known."""

import json
import re

import recorded
from gipi.site import version_tables
from gipi.versions import source
from small import WORDS_OF


def test_the_rule_names_the_constraint(ask):
    ask()
    data = ask.data()
    assert source.mends(data, "2.8.4", "3.10", "linux-x86_64") == ("numpy<2",)
    assert source.mends(data, "2.21.0", "3.12", "linux-x86_64") == (), "appeared after NumPy 2"
    assert source.mends(data, "2.13.1", "3.9", "windows-x86_64") == (), "has an upper bound"


def test_nothing_is_said_beyond_the_evidence(data):
    state = source.state
    assert state(data, "2.21.0", "3.12", "linux-x86_64") == ("ran", ())
    assert state(data, "2.8.4", "3.10", "linux-x86_64") == ("mended", ("numpy<2",))
    assert state(data, "2.21.0", "3.13", "linux-x86_64") == ("wheel", ()), "pip was not tried"
    assert state(data, "2.21.0", "3.13", "linux-x86_64", "uv") == ("failed", ())
    assert state(data, "2.8.4", "3.10", "linux-x86_64", "uv") == ("wheel", ("numpy<2",)), "inferred by the rule"
    assert state(data, "2.21.0", "3.12", "linux-arm64") == ("wheel", ())
    assert state(data, "2.8.4", "3.9", "linux-x86_64") == ("wheel", ("numpy<2",)), "inferred from 3.10"
    assert state(data, "2.13.1", "3.8", "windows-x86_64") == ("lacks", ())
    assert state(data, "2.21.0", "3.12", "windows-arm64") == ("none", ())


def test_evidence_is_dated_and_strongest_first(data):
    found = source.evidence(data, "2.8.4", "3.10", "linux-x86_64")
    assert [one["kind"] for one in found] == ["ran", "ran", "wheel", "documented"]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", one["date"]) for one in found)
    assert source.evidence(data, "2.21.0", "3.14", "linux-x86_64") == []


def test_the_committed_source_is_whole():
    data = source.load()
    minors = [tuple(map(int, one.split(".")[:2])) for one in source.newest(data)]
    assert minors[0] == (2, 4) and minors == [(2, minor) for minor in range(4, 4 + len(minors))]
    for one in data["trials"]:
        assert set(one) >= {"python", "system", "os", "installer", "command", "with", "date", "outcome"}
        assert one["outcome"] == "trained" or one["error"]
    for document in data["documented"]:
        assert document["address"].startswith("https://") and document["of"] and document["read"]
    for report in data["reported"]:
        assert re.search(r"/issues/\d+$", report["thread"]) and set(report["what"]) == {"ko", "en"}
    text = source.file().read_text(encoding="utf-8")
    assert text == json.dumps(data, indent=1, ensure_ascii=False) + "\n"
    for language in ("ko", "en"):
        for part in version_tables.PARTS:
            assert version_tables.render(data, WORDS_OF[language], part)


def test_the_recommended_python_can_have_the_newest_tensorflow():
    """But not with the newest Python: other packages take longer to follow."""
    data = source.load()
    last = list(data["index"]["packages"]["tensorflow"])[-1]
    for system in ("windows-x86_64", "macos-arm64", "linux-x86_64", "linux-arm64"):
        assert source.RECOMMENDED in source.pythons_for(data, last, system)[:-1], system
    assert source.newest_for(data, source.RECOMMENDED, "macos-x86_64")


def test_a_range_as_a_person_writes_it():
    told = {
        ">=3.20.3,<5.0.0dev,!=4.21.0": ">=3.20.3,<5",
        ">=2.10.0,<2.11": ">=2.10.0,<2.11",
        "<10.0": "<10",
        ">=1.22,<=1.24.3": ">=1.22,<=1.24.3",
        "~=1.19.2": "~=1.19.2",
    }
    assert {one: source.bounds(one) for one in told} == told


def test_what_another_python_did_says_nothing(data):
    data["trials"].append(recorded.ran("2.8.4", "3.8.18"))  # NumPy 2 has never been there for 3.8
    assert source.state(data, "2.8.4", "3.9", "linux-x86_64") == ("wheel", ("numpy<2",))
