"""compare_PAGE.py: on a reader's computer it says which step does what the page shows."""

import os
import re
import subprocess
import sys
import types

import pytest

from gipi.check_env import compare_page, comparison
from gipi.guide import Guide
from gipi.guide.answers import compared
from gipi.pages.page import Page
from small import ROOT

SITE = "https://gipi.example/"


@pytest.fixture(scope="module")
def loss():
    """The script of a light page."""
    name, text = compared(Guide(ROOT), "concepts/loss", SITE)
    assert name == "compare_loss.py"
    return text


def run(text, folder, *arguments, **environment):
    """How a script ends, and what it says."""
    (folder / "compare.py").write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "compare.py", *arguments],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
    )
    return (
        done.returncode,
        done.stdout.decode("utf-8").replace("\r\n", "\n"),
        done.stderr.decode("utf-8", "replace"),
    )


def test_every_step_of_a_page_is_the_same(loss, tmp_path):
    status, said, trouble = run(loss, tmp_path, "--lang", "en")
    steps = re.findall(r"^\d+\. \w+: (.*)$", said, re.MULTILINE)
    assert {*steps} == {"the same", "runs without an error (prints nothing)"}, said + trouble
    assert len(steps) == len(Page(ROOT, ROOT / "docs/ko/concepts/loss.md").steps)
    assert status == 0
    assert f"{SITE}en/concepts/loss/" in said
    assert re.search(r"^Your versions: Python 3\.\d+\.\d+, .*Keras 3", said, re.MULTILINE)


def changed(text, old, new):
    """The script with other code in it."""
    assert old in text
    return text.replace(old, new, 1)


@pytest.fixture(scope="module")
def beginning(loss):
    """Steps of the script that need no Keras: each run takes a fraction of a second."""
    scope: dict = {}
    exec(re.search(r"# page: begin\n(.*?)# page: end", loss, re.DOTALL)[1], scope)
    steps = [one for one in scope["PAGE"]["steps"] if one["name"] in ("outlier", "multiply", "duel")]
    steps[0]["code"] = "import numpy as np\n" + steps[0]["code"]
    page = {**scope["PAGE"], "steps": steps}
    before, after = comparison.marked("page").split(loss)
    return f"{before}PAGE = {page!r}\n{after}"


def test_a_changed_constant_is_found_at_its_step(beginning, tmp_path):
    status, said, _ = run(changed(beginning, "DOUBT = 0.01", "DOUBT = 0.2"), tmp_path, "--lang", "en")
    assert status == 1
    assert "1. outlier: the same\n2. multiply: the same\n3. duel: different\n    your line 2:" in said
    assert "the page's line 2: bold: 9 of 10 right, loss 0.470" in said
    assert f"in order: {SITE}en/about/different-numbers/" in said


def test_a_number_within_the_limit_is_shown_with_the_page_s(beginning, tmp_path):
    status, said, _ = run(changed(beginning, ".sum().round(1)", ".sum().round(0)"), tmp_path, "--lang", "ko")
    assert status == 0
    assert "2. multiply: 정해 둔 폭 안에서 다름\n    내 출력 3번째 줄: 2000 logarithms added: -1386.0\n" in said
    assert "페이지 3번째 줄:  2000 logarithms added: -1386.3" in said


def test_a_step_that_stops_says_where_and_ends_it(beginning, tmp_path):
    status, said, _ = run(
        changed(beginning, "many = np.full(2000, 0.5)", "many = np.ful(2000, 0.5)"), tmp_path, "--lang", "en"
    )
    assert status == 1
    assert re.search(r"2\. multiply: stopped \(line \d+ of the code\)\n    AttributeError: .*'ful'", said)
    assert "3. duel: not run, because an earlier step stopped" in said


def test_a_missing_package_gives_the_line_that_installs_it(beginning, tmp_path):
    text = changed(beginning, "import numpy as np", "import sklearn")
    (tmp_path / "none").mkdir()
    (tmp_path / "none" / "sklearn.py").write_text("raise ModuleNotFoundError('gone', name='sklearn')\n")
    status, said, trouble = run(text, tmp_path, "--lang", "en", PYTHONPATH=str(tmp_path / "none"))
    assert status == 1
    assert "-m pip install scikit-learn" in said, said + trouble


def test_a_windows_console_can_show_it(beginning, tmp_path):
    (tmp_path / "compare.py").write_text(beginning, encoding="utf-8")
    for encoding in ("cp949", "cp1252"):
        done = subprocess.run(
            [sys.executable, "compare.py", "--lang", "ko"],
            cwd=tmp_path,
            env={**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert "같음" in done.stdout.decode("cp949" if encoding == "cp949" else "utf-8")


def test_a_conclusion_that_luck_turns_is_no_difference():
    step = {"prints": "a 1\nahead: True", "tolerance": None, "varies": []}
    assert compare_page.held_against("a 1\nahead: False", step, {"ahead": (27, 30)})[0] == "within"
    assert compare_page.held_against("a 1\nahead: False", step, {"ahead": (27, 30)})[4] == ["ahead"]
    assert compare_page.held_against("a 1\nahead: False", step, {})[0] == "different"


def test_an_error_that_the_page_shows_is_an_output(monkeypatch):
    step = {"name": "a", "first": 1, "code": "1 / 0\n", "stderr": False, "error": "ArithmeticError"}
    monkeypatch.setitem(compare_page.PAGE, "name", "a.py")
    assert compare_page.run(step, types.ModuleType("__main__")) == ("ZeroDivisionError: division by zero\n", None)
    assert compare_page.run({**step, "code": "1\n"}, types.ModuleType("__main__"))[1] is not None


def test_only_lessons_in_python_have_one():
    pages = Guide(ROOT).pages["ko"]
    named = {slug for slug, page in pages.items() if comparison.name(page)}
    assert "concepts/loss" in named and "install/linux" not in named and "index" not in named
    assert {slug.partition("/")[0] for slug in named} == {"concepts", "practice"}
