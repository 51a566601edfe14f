"""Trials: in a plain shell, resumable, never more than what happened."""

import subprocess
import sys

import pytest

from gipi.versions import campaign, source, trial
from recorded import ADDRESS, ran
from small import ROOT


def test_trials_go_on_where_they_stopped(ask, monkeypatch, capsys):
    monkeypatch.setattr(trial, "system", lambda: "linux-x86_64")
    ask()
    made = []

    def attempt(tensorflow, python, folder, with_, installer):
        if len(made) == 3:
            raise KeyboardInterrupt
        made.append((tensorflow, python, with_, installer))
        works = tensorflow != "2.8.4" or with_
        return ran(tensorflow, f"{python}.1", f"{installer} 1.0", with_, "trained" if works else "import")

    pairs = campaign.plan(ask.data(), "linux-x86_64")
    assert pairs == [("2.21.0", "3.13"), ("2.8.4", "3.10"), ("2.21.0", "3.12"), ("2.8.4", "3.9")]
    with pytest.raises(KeyboardInterrupt):
        campaign.try_(pairs, ask.root, attempt=attempt)
    assert made == [
        ("2.21.0", "3.13", (), "pip"),
        ("2.8.4", "3.10", (), "pip"),
        ("2.8.4", "3.10", ("numpy<2",), "pip"),
    ]
    assert len(ask.data()["trials"]) == 3, "an interrupted run loses nothing"
    made.clear()
    assert campaign.try_(pairs, ask.root, attempt=attempt) == 3
    assert [one[:3] for one in made] == [
        ("2.21.0", "3.12", ()),
        ("2.8.4", "3.9", ()),
        ("2.8.4", "3.9", ("numpy<2",)),
    ]
    made.clear()
    assert campaign.try_(pairs, ask.root, attempt=attempt) == 0
    assert campaign.try_(pairs[:1], ask.root, ("uv",), attempt=attempt) == 1, "uv is a trial of its own"
    made.clear()
    two = ("numpy<2", "protobuf<3.21")
    assert campaign.try_(pairs[1:2], ask.root, with_=two, attempt=attempt) == 1, "what is known is not repeated"
    assert made == [("2.8.4", "3.10", two, "pip")]
    assert "import failed: TypeError" in capsys.readouterr().out


def test_a_trial_that_cannot_be_made_is_no_result(ask, monkeypatch, capsys):
    monkeypatch.setattr(trial, "system", lambda: "linux-x86_64")
    ask()
    before = ask.file.read_bytes()

    def attempt(*_):
        raise trial.TrialProblem("There is no Python 3.13 on this machine.")

    assert campaign.try_([("2.21.0", "3.13")], ask.root, attempt=attempt) == 0
    assert "not tried" in capsys.readouterr().out
    assert ask.file.read_bytes() == before


@pytest.mark.parametrize(
    "stderr, error, last",
    [
        ("Traceback:\n  File x\nValueError: no\n", "ValueError: no", None),
        ("TypeError: The signature was\n\t() -> handle\n", "TypeError: The signature was", "() -> handle"),
        (
            "ERROR: Could not find\nERROR: No matching distribution found for x\n",
            "ERROR: No matching distribution found for x",
            None,
        ),
        (
            "tensorflow.python.framework.errors_impl.NotFoundError: y\n",
            "tensorflow.python.framework.errors_impl.NotFoundError: y",
            None,
        ),
        ("", "no message", None),
    ],
)
def test_the_last_line_of_an_error(stderr, error, last):
    assert trial.last_lines(stderr) == (error, last)


def test_a_trial_runs_in_a_plain_shell(monkeypatch, tmp_path):
    for name in ("PIP_FIND_LINKS", "PIP_EXTRA_INDEX_URL", "PYTHONPATH", "UV_INDEX", "TF_USE_LEGACY_KERAS"):
        monkeypatch.setenv(name, "x")
    monkeypatch.setenv("PIP_INDEX_URL", ADDRESS)
    env = trial.environment(tmp_path, tmp_path)
    assert "x" not in env.values() and env["PIP_INDEX_URL"] == ADDRESS


ADD = """
import sys, time
from pathlib import Path
from gipi.versions import source
root, name = Path(sys.argv[1]), sys.argv[2]
(root / name).touch()
while not all((root / name).exists() for name in "ab"):
    time.sleep(0.001)
for number in range(15):
    with source.changing(root) as data:
        data["reported"].append(f"{name}{number}")
"""


def test_no_trial_is_lost_between_two_processes(tmp_path):
    command = [sys.executable, "-c", ADD, str(tmp_path)]
    both = [subprocess.Popen([*command, name], cwd=ROOT) for name in "ab"]
    assert [one.wait(60) for one in both] == [0, 0]
    assert len(source.load(tmp_path)["reported"]) == 30


HOLD = """
import sys, time
from pathlib import Path
from gipi.versions import trial
with trial.held(Path(sys.argv[1])) as place:
    print(place.name, flush=True)
    time.sleep(60)
"""


def test_room_is_made_among_what_nobody_uses(tmp_path, monkeypatch):
    """The trial of another process stays, what a killed one left goes."""
    monkeypatch.setattr(trial, "ROOM", -1)
    cache = tmp_path / "pip"
    cache.mkdir()
    command = [sys.executable, "-c", HOLD, str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as other:
        held = tmp_path / other.stdout.readline().strip()
        trial.make_room(tmp_path)
        assert held.is_dir() and cache.is_dir(), "another process was using it"
        other.kill()
    trial.make_room(tmp_path)
    assert [*tmp_path.iterdir()] == []


def test_a_missing_interpreter_is_said(tmp_path):
    with pytest.raises(trial.TrialProblem, match=r"no Python 3\.99"):
        trial.attempt("2.21.0", "3.99", tmp_path)


@pytest.mark.parametrize(
    "said",
    [
        "error: Failed to write to the client cache\n  cause: No space left on device (os error 28)",
        "WARNING: Retrying … NewConnectionError: Connection refused\nERROR: No matching distribution found for x",
    ],
)
def test_a_full_disk_or_a_lost_network_says_nothing_about_tensorflow(said, monkeypatch, tmp_path):
    def run(command, *_):
        failed = "tensorflow==2.21.0" in command
        return subprocess.CompletedProcess(command, int(failed), "3.12.1", said if failed else "")

    monkeypatch.setattr(trial, "run", run)
    monkeypatch.setattr(trial, "interpreter", lambda version: f"python{version}")
    with pytest.raises(trial.TrialProblem, match="stopped for want of something here"):
        trial.attempt("2.21.0", "3.12", tmp_path)
