"""Conclusions, counted in other worlds on small pages without TensorFlow."""

import json
import sys
import types

import numpy as np
import pytest

from counting import DRAW, SLUG, SUM, count
from gipi.pages import conclusions
from gipi.pages.page import Page
from gipi.runs import counted
from gipi.runs.odds import chance, long_steps, measure, repeat, settings, shown, worlds
from gipi.runs.odds.__main__ import main
from small import step


def test_only_last_lines_conclude():
    text = "early: True\nwidth 3: True story\na: True\nb, of 3: False"
    assert conclusions.read(text) == {"a": True, "b, of 3": False}
    assert conclusions.read("a: True\nthen this") == {}


@pytest.mark.parametrize(
    "code, said",
    [
        ("print('x: True')\nprint('then')", "before other lines"),
        ("for name in 'abc': print(f'{name}: True')", "prints 3 conclusions; a step has at most 2"),
        ("print('a > b: True')", "holds <, >, ` or --"),
        ("print('x: True')\nprint('x: False')", "before other lines: print it last, and once"),
    ],
)
def test_how_a_conclusion_is_printed(running, code, said):
    running.snippet(f"{SLUG}.py", one=code)
    running.steps("one", slug=SLUG)
    running.test("docs/ko", "--update-outputs")
    page = Page(running.root, running.root / "docs" / "ko" / f"{SLUG}.md")
    assert said in "\n".join(conclusions.faults(page))


def test_a_label_is_unique_and_a_page_has_six(running):
    names = ["one", "two", "three", "four"]
    code = {name: f"print('x: True')\nprint('{name}: True')" for name in names}
    running.snippet(f"{SLUG}.py", **code)
    running.steps(*names, slug=SLUG)
    running.test("docs/ko", "--update-outputs")
    page = Page(running.root, running.root / "docs" / "ko" / f"{SLUG}.md")
    said = "\n".join(conclusions.faults(page))
    assert "'two' prints the conclusion 'x', which 'one' has already" in said
    running.snippet(f"{SLUG}.py", **{name: code[name].replace("'x", f"'x{name}") for name in names})
    running.test("docs/ko", "--update-outputs")
    assert conclusions.faults(page) == [f"snippets/{SLUG}.txt holds 8 conclusions; a page has at most 6."]


def test_worlds_are_counted(counting, capsys):
    assert main([SLUG]) == 0
    data = counted.load(counting.one())
    known = data["conclusions"]
    assert known["none above the sides"] | {"held": 8, "of": 8, "chance": True} == known["none above the sides"]
    assert not known["two and two is below the limit"]["chance"]
    assert known["two and two is below the limit"]["answer"] is False
    high = known["the first is high"]
    assert 1 < high["held"] < 7 and len(high["otherwise"]) == 8 - high["held"]
    assert data["worlds"]["chance from"] == "draw"
    assert data["worlds"]["numbers"][0] > 10
    assert data["worlds"]["outputs"]["sum"]["texts"] == ["two and two is below the limit: False"]
    assert len(counted.outputs(data)) == 8
    assert "chance plays no part" in capsys.readouterr().out
    assert not counted.stale(counting.one(), data) and not counted.faults(counting.one())


def test_a_page_without_seeds_is_counted_thrice(running, monkeypatch):
    monkeypatch.chdir(running.root)
    running.snippet(f"{SLUG}.py", sum=SUM)
    running.steps("sum", slug=SLUG)
    running.test("docs/ko", "--update-outputs")
    main([SLUG])
    data = json.loads((running.root / "data" / "odds" / f"{SLUG}.json").read_text(encoding="utf-8"))
    assert len(data["worlds"]["numbers"]) == 3
    assert data["conclusions"]["two and two is below the limit"] | {"of": 3, "chance": False} in (
        data["conclusions"].values()
    )


def test_settings_are_halved_and_doubled(counting):
    count(counting)
    data = counted.load(counting.one())["settings"]
    assert data["LIMIT"]["value"] == 4
    assert data["LIMIT"]["tried"]["8"]["two and two is below the limit"] == 0
    assert data["LIMIT"]["tried"]["2"]["two and two is below the limit"] == 3
    assert data["SIDES"]["tried"].keys() == {"3", "12"}


@pytest.mark.parametrize(
    "value, others", [(1, [2]), (3, [1, 6]), (0.02, [0.01, 0.04]), (-4, [-2, -8]), (0, []), (0.0, [])]
)
def test_the_other_values_of_a_setting(value, others):
    assert settings.halved_and_doubled(value) == others


def test_a_constant_is_a_number_in_capitals(guide):
    guide.snippet("a.py", one="RATE = 0.02  # é\nlow = 1\nNAMES = 3, 4\nDEBUG = True\nDEEP: int = 3\nCOLD = -2")
    guide.steps("one", shown=False)
    page = Page(guide.root, guide.root / "docs" / "ko" / "a.md")
    assert settings.constants(page) == {"RATE": 0.02, "COLD": -2}
    code = settings.changed(page, {"RATE": 0.5, "COLD": -1})[0].code
    assert code.startswith("RATE = 0.5  # é\nlow = 1\n") and code.endswith("COLD = -1\n")
    with pytest.raises(KeyError, match="no step of a defines SPEED"):
        settings.changed(page, {"SPEED": 1})


def test_what_is_recorded_is_not_written_by_hand(counting):
    count(counting)
    text = counting.file.read_text(encoding="utf-8")
    counting.file.write_text(text.replace('"held": 8', '"held": 7'), encoding="utf-8")
    assert "was edited by hand" in counted.faults(counting.one())[0]
    data = json.loads(counting.file.read_text(encoding="utf-8"))
    counting.file.write_text(json.dumps(data | {"fingerprint": counted.fingerprint(data)}), encoding="utf-8")
    assert "its counts are not those of its outputs" in counted.faults(counting.one())[0]


def test_comments_and_blanks_leave_the_counts_alone(counting):
    count(counting)
    before = counted.load(counting.one())
    counting.snippet(f"{SLUG}.py", sum="# Why.\n" + SUM.replace("4", "( 4 )").replace("    ", ""), draw=DRAW)
    assert not counted.stale(counting.one(), before)
    counting.snippet(f"{SLUG}.py", sum=SUM, draw=DRAW.replace("40", "41"))
    assert "with other code" in counted.stale(counting.one(), before)


def test_a_conclusion_that_no_setting_was_tried_on_is_counted_anew(counting):
    """It would read as one that every setting keeps."""
    count(counting)
    data = counted.load(counting.one())
    assert not counted.stale(counting.one(), data)
    next(iter(next(iter(data["settings"].values()))["tried"].values())).popitem()
    assert "not counted with other settings" in counted.stale(counting.one(), data)


def test_trying_and_counting_use_other_worlds(counting, capsys):
    assert main([SLUG, "--try"]) == 0
    assert "world 10" in capsys.readouterr().out
    assert not counting.file.exists()
    assert counted.first_world(counting.one()) > 10


def test_a_crash_stays_in_its_world(running, monkeypatch):
    monkeypatch.chdir(running.root)
    running.snippet(
        f"{SLUG}.py",
        draw="import os\nimport numpy as np\nif np.random.default_rng(0).random() > 0.7:\n    os._exit(3)",
        tell="print('done: True')",
    )
    running.page(step("draw", SLUG, shown=False) + "\nText.\n\n" + step("tell", SLUG), SLUG)
    running.test("docs/ko", "--update-outputs")
    page = Page(running.root, running.root / "docs" / "ko" / f"{SLUG}.md")
    measure.page(page, lambda text: None)
    data = counted.load(page)
    assert "ended with status 3" in next(iter(data["worlds"]["failures"].values()))
    assert data["conclusions"]["done"]["held"] == 30 - len(data["worlds"]["failures"]) > 10


@pytest.fixture
def elsewhere(guide):
    """`elsewhere(code)`: what it prints in world 3."""

    def printed(code):
        guide.snippet("a.py", one=code)
        guide.steps("one")
        one = worlds.visit(Page(guide.root, guide.root / "docs" / "ko" / "a.md"), 3)
        assert not one.failure
        return one.printed["one"]

    return printed


@pytest.mark.parametrize(
    "here, there",
    [
        ("np.random.default_rng(5).random()", "np.random.default_rng(3005).random()"),
        ("np.random.default_rng(seed=np.int64(5)).random()", "np.random.default_rng(3005).random()"),
        ("np.random.seed(5) or np.random.random()", "np.random.seed(3005) or np.random.random()"),
        ("split(range(99), random_state=5)", "split(range(99), random_state=3005)"),
        ("shuffle(range(9), random_state=5)", "shuffle(range(9), random_state=3005)"),
        ("default_rng(np.random.default_rng(5)).random()", "np.random.default_rng(3005).random()"),
    ],
)
def test_seeds_are_shifted_from_outside(elsewhere, capfd, here, there):
    names = {}
    exec(IMPORTS, names)
    print(eval(there, names))
    assert elsewhere(f"{IMPORTS}\nprint({here})") == capfd.readouterr().out.strip()


IMPORTS = """
import numpy as np
from numpy.random import default_rng
from sklearn.model_selection import train_test_split as split
from sklearn.utils import shuffle
"""


def test_a_seed_that_sets_others_is_shifted_once(monkeypatch):
    """keras.utils.set_random_seed sets NumPy's seed in its turn."""
    keras, utils, seen = types.ModuleType("keras"), types.ModuleType("keras.utils"), []
    keras.utils, utils.set_random_seed = utils, lambda seed: np.random.seed(seed)
    monkeypatch.setitem(sys.modules, "keras", keras)
    monkeypatch.setitem(sys.modules, "keras.utils", utils)
    monkeypatch.setattr(worlds, "SOURCES", (("keras.utils", "set_random_seed"), ("numpy.random", "seed")))
    monkeypatch.setattr(np.random, "seed", seen.append)
    worlds.enter(2)
    keras.utils.set_random_seed(1)
    np.random.seed(1)
    assert seen == [2001, 2001]


@pytest.mark.parametrize(
    "code, what",
    [
        ("keras.initializers.GlorotUniform(seed=1)", "keras.initializers.GlorotUniform(seed=…)"),
        ("keras.initializers.HeNormal(1)", "keras.initializers.HeNormal(1)"),
        ("np.random.RandomState(0)", "np.random.RandomState(…)"),
        ("random.Random(0)", "random.Random(…)"),
        ("random.seed(0)", "random.seed(…)"),
        ("tf.random.stateless_normal([2], seed=[1, 2])", "tf.random.stateless_normal(…)"),
        ("tf.random.Generator.from_seed(1)", "tf.random.Generator.from_seed(…)"),
        ("data.shuffle(10, seed=1)", "data.shuffle(seed=…)"),
        ("mnist(random_seed=1)", "mnist(random_seed=…)"),
        ("keras.random.SeedGenerator(1)", "keras.random.SeedGenerator(…)"),
    ],
)
def test_chance_out_of_reach_is_refused(guide, code, what):
    guide.snippet("a.py", one=f"x = 1\ny = {code}")
    guide.steps("one", shown=False)
    found = chance.out_of_reach(Page(guide.root, guide.root / "docs" / "ko" / "a.md"))
    assert len(found) == 1 and found[0].startswith(f"snippets/a.py:3: {what} is chance")


def test_chance_within_reach_is_welcome(guide):
    code = """
        def spirals(count, seed):
            return np.random.default_rng(seed).random(count)

        keras.utils.set_random_seed(0)
        tf.random.set_seed(seed=0)
        spirals(10, seed=1)
        keras.layers.Dropout(0.5, seed=None)
        split(x, random_state=0)
    """
    guide.snippet("a.py", one=code)
    guide.steps("one", shown=False)
    assert chance.out_of_reach(Page(guide.root, guide.root / "docs" / "ko" / "a.md")) == []


@pytest.mark.parametrize("first", ["import keras", "keras.utils.set_random_seed(0)"])
def test_a_layer_draws_its_seed_when_it_is_made(guide, first):
    guide.snippet("a.py", one=f"{first}\ndrop = keras.layers.Dropout(0.5)\nkeras.utils.set_random_seed(0)")
    guide.steps("one", shown=False)
    found = chance.drawn_too_early(Page(guide.root, guide.root / "docs" / "ko" / "a.md"))
    assert [one.partition(": ")[0] for one in found] == ([] if "seed" in first else ["snippets/a.py:3"])


def edit(counting, old, new):
    path = f"snippets/{SLUG}.txt"
    counting.write(path, counting.read(path).replace(old, new))


def test_a_weaker_conclusion_is_reported_and_not_red(counting):
    count(counting)
    now = "True" if "the first is high: True" in counting.read(f"snippets/{SLUG}.txt") else "False"
    other = "False" if now == "True" else "True"
    # Another computer: the same code comes out otherwise than recorded.
    data = counted.load(counting.one())
    data["conclusions"]["the first is high"]["answer"] = other == "True"
    edit(counting, f"the first is high: {now}", f"the first is high: {other}")
    data["conclusions"] = {
        **counted.count(data["worlds"]["numbers"], counted.outputs(data), counting.one()),
    }
    for one in data["conclusions"].values():
        one["chance"] = True
    counted.save(counting.one(), data)
    result = counting.test("docs/ko")
    result.assert_outcomes(passed=3)
    result.stdout.fnmatch_lines(["*a world where it did not hold*", f"*'the first is high' is not {other} here*"])


def test_a_sure_conclusion_is_compared_exactly(counting):
    count(counting)
    edit(counting, "sides: True", "sides: False")
    counting.test("docs/ko").assert_outcomes(failed=1, passed=2)


def test_a_commit_repeats_a_world(counting, capsys, monkeypatch):
    count(counting)
    capsys.readouterr()
    assert main(["--repeat", "abc"]) == 0
    assert "as counted" in capsys.readouterr().out
    # Not by what this tree knows: it runs.
    monkeypatch.setattr(worlds, "_kept", None)
    assert main(["--repeat", "abc"]) == 0


def test_all_is_counted_anew(counting):
    count(counting)
    kept = sorted((counting.root / ".gipi" / "worlds").rglob("*.json"))
    for path in kept:
        path.write_text(path.read_text(encoding="utf-8").replace("sides: True", "sides: False"), encoding="utf-8")
    main(["--all"])
    assert counted.load(counting.one())["conclusions"]["none above the sides"]["held"] == 8


def test_a_sure_conclusion_may_fail_once_but_not_twice(counting, monkeypatch):
    count(counting)
    said, anew, failing = [], worlds.anew, set()

    def elsewhere(page, number, change=None):
        one = anew(page, number, change)
        if not failing or failing.pop():
            one.printed["draw"] = one.printed["draw"].replace("sides: True", "sides: False")
        return one

    monkeypatch.setattr(worlds, "anew", elsewhere)
    assert not repeat.commit([counting.one()], "abc", said.append)
    assert "failed here in two of them" in said[-1]
    numbers = iter([True, False, False, False, False, False])
    monkeypatch.setattr(
        worlds, "anew", lambda page, number: elsewhere(page, number) if next(numbers) else anew(page, number)
    )
    assert repeat.commit([counting.one()], "abc", said.append)
    assert "failed here in one world of 6" in said[-1]


def test_a_change_that_a_page_shows_is_run(counting):
    for language in ("ko", "en"):
        name = f"docs/{language}/{SLUG}.md"
        counting.write(name, counting.read(name) + "\n<!-- gipi:changed SIDES=2 draw -->\n")
    assert main(["--changed"]) == 0  # without the worlds of a count
    assert "worlds" not in counted.load(counting.one())
    assert "faces 1 2" in counted.changed(counting.one())["SIDES=2", "draw"]
    assert counted.repeated(counting.one(), "SIDES=2", "draw")["the first is high"] == (False, 10, 10)
    code = counting.read(f"snippets/{SLUG}.py")
    counting.write(f"snippets/{SLUG}.py", code.replace("LIMIT = 4", "LIMIT = 5"))
    assert counted.changed(counting.one()) == {}
    said = f"'SIDES=2 draw' has not been run with this code; run python -m gipi.runs.odds --changed {SLUG}"
    assert said in "\n".join(shown.faults(counting.one()))


def test_a_change_that_no_chance_reaches_is_run_once(counting, capsys):
    for language in ("ko", "en"):
        name = f"docs/{language}/{SLUG}.md"
        counting.write(name, counting.read(name) + "\n<!-- gipi:changed LIMIT=3 sum -->\n")
    assert main(["--changed"]) == 0
    assert capsys.readouterr().out.count("LIMIT=3") == 1
    assert counted.repeated(counting.one(), "LIMIT=3", "sum") == {}
    stamp = counted.load(counting.one())["changed"]["LIMIT=3"]["sum"]
    del stamp["elsewhere"]  # recorded before other worlds were visited
    counted.save(counting.one(), {"changed": {"LIMIT=3": {"sum": stamp}}})
    assert "has not been run with this code" in "\n".join(shown.faults(counting.one()))


def test_a_change_that_is_no_number_is_refused(counting, capsys):
    counting.write(
        f"docs/ko/{SLUG}.md", counting.read(f"docs/ko/{SLUG}.md") + "\n<!-- gipi:changed SIDES=two draw -->\n"
    )
    assert main(["--changed", SLUG]) == 1
    assert "'SIDES=two' is no setting; write RATE=0.1" in capsys.readouterr().err


def test_a_long_step_runs_by_command(running, monkeypatch):
    monkeypatch.chdir(running.root)
    long = "<!-- pytest-codeblocks:long 900: a grid over many seeds -->\n\n"
    running.snippet("a.py", short="x = 2\nprint(x)", grid="print('best of', x)\nopen('ran', 'w').close()")
    running.page(step("short") + "\n" + step("grid", before=long))
    running.test("docs/ko", "--update-outputs")
    page = Page(running.root, running.root / "docs" / "ko" / "a.md")
    assert "best" not in running.read("snippets/a.txt")
    result = running.test("docs/ko")
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(
        ["*the long step has not run with this code; run python -m gipi.runs.odds --long a."]
    )
    assert main(["--long", "a"]) == 0
    assert "best of 2" in running.read("snippets/a.txt")
    running.test("docs/ko", "--update-outputs").assert_outcomes(passed=2)
    running.test("docs/ko").assert_outcomes(passed=2)
    running.write("snippets/a.txt", running.read("snippets/a.txt").replace("best of 2", "best of 3"))
    assert "was recorded with another output" in counted.faults(page)[0]
    long_steps.run(page, lambda text: None)
    running.snippet("a.py", short="x = 3\nprint(x)", grid="print('best of', x)\nopen('ran', 'w').close()")
    assert "has not run with this code" in counted.faults(Page(page.root, page.path))[0]
