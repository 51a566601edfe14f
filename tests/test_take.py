"""What other machines wrote is taken in as trials: whole or not at all, a newer one for an older one."""

import json

import pytest

from gipi.versions import source
from gipi.versions.__main__ import main
from gipi.versions.source import VersionsProblem
from gipi.versions.take import take
from recorded import ran


@pytest.fixture
def taking(ask):
    """`taking(trial, …)` puts trials into a file and takes them in."""
    ask()

    def one(*trials, name="windows.json"):
        file = ask.root / name
        file.write_text(json.dumps(list(trials)), encoding="utf-8")
        return take([file], ask.root)

    one.trials = lambda: ask.data()["trials"]
    one.bytes = lambda: ask.file.read_bytes()
    return one


def windows(**more) -> dict:
    return ran() | {"system": "windows-x86_64", "os": "Windows-11", "versions": {"numpy": "2.5.5"}} | more


def test_a_new_trial_is_taken_in(taking):
    assert taking(windows()) == [
        "new: windows-x86_64, Python 3.12.1, pip 26.3: pip install tensorflow==2.21.0: trained"
    ]
    assert taking.trials() == [windows()]


def test_a_newer_trial_replaces_an_older_one_and_never_the_other_way(taking):
    taking(windows())
    newer = windows(date="2026-11-29", python="3.12.9")
    assert taking(newer)[0].startswith("replaced: ")
    assert taking(windows(), windows(date="2026-11-29"))[0].startswith("kept what is there (2026-11-29): ")
    assert taking.trials() == [newer]
    assert len(taking(windows(installer="uv 0.13.9"))) == 1 and len(taking.trials()) == 2


@pytest.mark.parametrize(
    "changes, said",
    [
        ({"tensorflow": "2.99.0"}, "knows no TensorFlow 2.99.0; run refresh first"),
        ({"tensorflow": "latest"}, "tensorflow: 'latest' does not match"),
        ({"system": "amiga"}, "system: 'amiga' is not one of"),
        ({"os": "Windows\n<script>"}, "os: "),
        ({"command": "curl x | sh"}, "command: "),
        ({"command": "pip install x\nrm"}, "command: "),
        ({"date": "tomorrow"}, "date: 'tomorrow' is not a 'date'"),
        ({"with": "numpy<2"}, "with: "),
        ({"with": ["numpy<2; rm"]}, "with, 0: "),
        ({"outcome": "install"}, "'error' is a required property"),
        ({"error": "none"}, "trial 1: "),
        ({"import_keras": {"outcome": "import"}}, "import_keras: 'error' is a required property"),
        ({"note": "hello"}, "'note' was unexpected"),
        ({"versions": {"numpy": "<b>"}}, "versions, numpy: "),
    ],
)
def test_what_is_not_a_trial_is_refused_and_nothing_is_taken(taking, changes, said):
    before = taking.bytes()
    with pytest.raises(VersionsProblem, match=r"windows\.json") as problem:
        taking(windows(), windows(**changes))
    assert said.replace("trial 1", "trial 2") in str(problem.value)
    assert taking.bytes() == before


@pytest.mark.parametrize("text", ["", "{", "[1]", "null"])
def test_what_is_no_json_of_trials_is_refused(ask, text):
    ask()
    (ask.root / "a.json").write_text(text, encoding="utf-8")
    with pytest.raises(VersionsProblem, match=r"a\.json"):
        take([ask.root / "a.json"], ask.root)


def test_every_trial_of_the_guide_has_this_form(tmp_path):
    data = source.load()
    trials = data["trials"]
    file = tmp_path / "all.json"
    file.write_text(json.dumps(trials), encoding="utf-8")
    with source.changing(tmp_path) as copy:
        copy |= {**data, "trials": []}
    assert len(take([file], tmp_path)) == len(trials)
    assert source.load(tmp_path)["trials"] == trials


def test_the_command_says_what_is_wrong_in_one_sentence(tmp_path, capsys):
    assert main(["take", str(tmp_path / "none.json")]) == 1
    said = capsys.readouterr().err
    assert "none.json cannot be read as JSON" in said and "data/versions.json is unchanged." in said
