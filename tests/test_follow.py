"""The selector's lines, typed into the machine's own shell: what happened is what is told."""

import base64
import json
import os
import stat
import sys

import pytest

from gipi.versions import follow, trial
from gipi.versions.choose import Answer, Choice, Commands
from gipi.versions.take import take

INSTALL = "pip install tensorflow==2.21.0 keras"


class Lines:
    """A selector that has these lines."""

    def __init__(self, *lines: str, tensorflow: str | None = "2.21.0"):
        self.lines, self.tensorflow = lines, tensorflow

    def answer(self, choice: Choice) -> Answer:
        return Answer(choice, self.tensorflow, (), None, None, ())

    def commands(self, answer: Answer):
        class Typed:
            install, text = INSTALL, "\n".join(self.lines)

        return Typed


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """A Linux whose pip installs nothing and whose package list is what `there` says."""
    monkeypatch.setattr(trial, "system", lambda: "linux-x86_64")
    tools = tmp_path / "tools"
    tools.mkdir()
    pip = tools / "pip"
    pip.write_text('#!/bin/sh\n[ -z "$GONE" ] || { echo "ERROR: No matching distribution" >&2; exit 1; }\n')
    pip.chmod(pip.stat().st_mode | stat.S_IEXEC)
    monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")
    said = trial.said

    def saying(command, place, env):
        if "list" in command:
            there = {"tensorflow": "2.21.0", "keras": "3.15.1"}
            return json.dumps([{"name": name, "version": version} for name, version in there.items()])
        return "pip 26.3 from there" if "--version" in command else said(command, place, env)

    monkeypatch.setattr(trial, "said", saying)
    return tmp_path / "kept"


MAKE = ("mkdir dl", "cd dl", f"{sys.executable} -m venv --without-pip .venv", INSTALL)
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="plays a Linux")


def test_lines_that_train(machine, ask):
    result = follow.follow(Lines(*MAKE, "echo loss went down"), "3.12", "venv", machine)
    assert (result["outcome"], result["command"], result["with"]) == ("trained", INSTALL, [])
    assert result["versions"] == {"tensorflow": "2.21.0", "keras": "3.15.1"}
    assert (result["installer"], result["system"]) == ("pip 26.3", "linux-x86_64")
    assert list(machine.iterdir()) == [], "nothing is left there"
    ask()
    file = ask.root / "outcome.json"
    file.write_text(json.dumps(result), encoding="utf-8")
    assert take([file], ask.root)[0].startswith("new: linux-x86_64, ")


def test_the_home_folder_is_an_empty_one(machine):
    lines = ("mkdir -p ~/dl", "cd ~/dl", *MAKE[2:], 'test "$(ls -A)" = .venv', "echo loss went down")
    assert follow.follow(Lines(*lines), "3.12", "venv", machine)["outcome"] == "trained"


@pytest.mark.parametrize(
    "check, outcome, error",
    [
        ("echo loss went UP; false", "import", "ModuleNotFoundError: No module named 'keras'"),
        ("echo 'ImportError: DLL load failed' >&2; exit 3", "import", "ImportError: DLL load failed"),
    ],
)
def test_lines_whose_check_fails(machine, check, outcome, error):
    result = follow.follow(Lines(*MAKE, check), "3.12", "venv", machine)
    assert result["outcome"] == outcome and result["versions"]["keras"] == "3.15.1"
    assert result["error"] == (error if "DLL" in error else "no message")


def test_an_installation_that_fails(machine, monkeypatch):
    monkeypatch.setenv("GONE", "1")
    result = follow.follow(Lines(*MAKE, "echo loss went down"), "3.12", "venv", machine)
    assert (result["outcome"], result["error"]) == ("install", "ERROR: No matching distribution")


@pytest.mark.parametrize(
    "lines, said",
    [
        (("python3.99 -m venv .venv",), "made no environment"),
        ((*MAKE[:3], "false", *MAKE[3:]), "stopped before they installed, at 'false'"),
    ],
)
def test_lines_that_say_nothing_of_tensorflow(machine, lines, said):
    with pytest.raises(trial.TrialProblem, match=said):
        follow.follow(Lines(*lines), "3.12", "venv", machine)


def test_a_machine_without_lines(machine):
    with pytest.raises(trial.TrialProblem, match=r"no lines for linux x86_64, uv, Python 3\.8"):
        follow.follow(Lines(tensorflow=None), "3.8", "uv", machine)


def test_windows_is_given_the_lines_where_scripts_are_refused():
    command = follow._typed("windows", ["mkdir C:\\dl", 'py -3.12 -c "print(1)"'])
    assert command[0] == "powershell" and command[command.index("-ExecutionPolicy") + 1] == "Restricted"
    program = base64.b64decode(command[-1]).decode("utf-16-le").splitlines()
    assert program[2:4] == ["Write-Output 'gipi line 0'", "mkdir C:\\dl"]
    assert 'py -3.12 -c "print(1)"' in program and program[-1].startswith("if ($LASTEXITCODE)")
    assert Commands._fields[-2] == "install", "follow reads .install and .text"
