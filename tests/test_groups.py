"""Groups of tests: what stays together, what begins first, how many workers are worth it."""

import json

import pytest

from gipi.runs import groups

KNOWN = {
    "docs/ko/concepts/loss.md": 9.0,
    "docs/ko/concepts/shallow-learning.md": 60.0,
    "tests/test_browser.py::test_a_page[index]": 5.0,
    "tests/test_browser.py::test_a_page[concepts/loss]": 40.0,
    "tests/test_check.py": 3.0,
    "tests/test_check_env.py": 30.0,
}


def test_a_group_is_a_file_or_in_a_spread_file_a_test():
    spread = ["tests/test_browser.py"]
    assert groups.group("docs/ko/a.md::line 9", spread) == "docs/ko/a.md"
    assert groups.group("tests/test_check.py::test[a::b]", spread) == "tests/test_check.py"
    name = "tests/test_browser.py::test_a_page[concepts/loss]"
    assert groups.group(name, spread) == name


@pytest.mark.parametrize(
    ("chosen", "number"),
    [
        ([""], 4),
        (["docs/ko"], 2),
        (["docs/ko/"], 2),
        (["docs/ko/concepts/loss.md"], 0),
        (["docs/ko/concepts/loss.md::line 9", "tests/test_check.py"], 0),
        (["docs/ko/concepts/shallow-learning.md"], 0),
        (["docs/ko/concepts/shallow-learning.md", "tests/test_check_env.py"], 2),
        (["tests/test_browser.py"], 2),
        (["tests/test_browser.py::test_a_page[index]"], 0),
        (["tests/test_check.py"], 0),
        (["tests"], 3),
        (["docs/ko/new.md"], 0),
    ],
)
def test_as_many_workers_as_are_worth_it(chosen, number):
    assert groups.workers(chosen, KNOWN, 4) == number


def test_workers_share_the_cores(monkeypatch):
    monkeypatch.setattr(groups.os, "sched_setaffinity", None, raising=False)
    for cores, workers, shares in (
        ([0, 1], 2, [{0}, {1}]),
        ([0, 1, 2, 3, 4], 2, [{0, 2, 4}, {1, 3}]),
        ([3, 5], 3, [{3}, {5}, {3}]),
    ):
        monkeypatch.setattr(groups, "cores", lambda cores=cores: cores)
        assert [groups.share(number, workers) for number in range(workers)] == shares


@pytest.fixture
def three(running):
    """Three test files; the tests of the last may run anywhere."""
    running.write("pytest.ini", "[pytest]\nspread = tests/test_c.py\naddopts = -n auto\n")
    for name in "abc":
        running.write(f"tests/test_{name}.py", "def test_one(): pass\n\ndef test_two(): pass\n")
    return running


def write(guide, **weights):
    named = {f"tests/test_{name.replace('__', '.py::test_')}": seconds for name, seconds in weights.items()}
    known = {name if "::" in name else f"{name}.py": seconds for name, seconds in named.items()}
    guide.write("tests/weights.json", json.dumps(known))


def test_the_longest_begins_first_and_what_nobody_knows_before_it(three):
    write(three, a=1, c__one=30, c__two=3)
    result = three.spawn("tests", "-n", "1", "-vv")
    result.assert_outcomes(passed=6)
    ran = [line.split()[-1] for line in result.outlines if "PASSED" in line]
    assert [name.removeprefix("tests/test_") for name in ran] == [
        f"{name}.py::test_{test}"
        for name, test in (
            ("b", "one"),
            ("b", "two"),
            ("c", "one"),
            ("c", "two"),
            ("a", "one"),
            ("a", "two"),
        )
    ]


def test_the_weights_of_what_ran_are_written(three):
    write(three, a=7, c__one=9, gone=4)
    three.write("tests/test_a.py", "import time\n\ndef test_one():\n    time.sleep(0.3)\n")
    three.spawn("tests/test_a.py", "--update-weights").assert_outcomes(passed=1)
    known = json.loads(three.read("tests/weights.json"))
    assert 0.2 < known.pop("tests/test_a.py") < 2
    assert known == {"tests/test_c.py::test_one": 9}, "what did not run stays, what has gone goes"
    three.spawn("tests", "-n", "2", "--update-weights").assert_outcomes(passed=5)
    assert json.loads(three.read("tests/weights.json")).keys() == {
        "tests/test_a.py",
        "tests/test_b.py",
        "tests/test_c.py::test_one",
        "tests/test_c.py::test_two",
    }


@pytest.mark.parametrize("seconds", [30, 3])
def test_pytest_alone_takes_the_workers_that_it_can_use(three, seconds):
    write(three, a=seconds, b=seconds, c__one=1, c__two=1)
    result = three.spawn("tests", "-vv")
    result.assert_outcomes(passed=6)
    useful = min(len(groups.cores()), 3) if seconds == 30 and len(groups.cores()) > 1 else 0
    assert (f"{useful} workers [" if useful else "test session starts") in result.stdout.str()
    assert ("[gw0]" in result.stdout.str()) == bool(useful)
