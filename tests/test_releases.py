"""Pages under other releases: which there are, what a cell says, when it is due, what readers are told."""

import json
import re
from contextlib import contextmanager

import pytest

from gipi.guide import Guide, check
from gipi.guide.answers import foot, of_language, of_page
from gipi.pages import records
from gipi.pages.placeholders import NoAnswer
from gipi.runs import counted
from gipi.runs.releases import __main__ as command
from gipi.runs.releases import cells, environments, inside, made, record
from gipi.runs.releases.environments import RECORDED, Environment
from gipi.runs.signed import RecordProblem
from gipi.site.release_table import spans
from small import ROOT, WORDS_OF

OWN = Guide(ROOT)
LINUX = {"linux-x86_64": {"3.11": 1}}
NEEDS = [{"on": {"linux-x86_64": ["3.11"]}, "needs": {"keras": ">=3.0.0"}}]
NARROW = [{"on": {"linux-x86_64": ["3.11"]}, "needs": {"keras": ">=3.0.0,<3.10"}}]


def released(day: str, requires=NEEDS, wheels=LINUX) -> dict:
    return {"released": day, "requires_python": "", "wheels": wheels, "requires": requires}


VERSIONS: dict = {
    "index": {
        "asked": "2026-11-28",
        "packages": {
            "tensorflow": {
                "2.15.1": released("2024-03-08"),
                "2.16.1": released("2024-03-08"),
                "2.16.2": released("2024-06-28", NARROW),
                "2.20.0": released("2025-08-13", wheels={"linux-x86_64": {"3.13": 1}}),
                "2.21.0": released("2026-03-06"),
            },
            "keras": {
                "3.12.4": {"released": "2026-07-29", "requires_python": ">=3.10"},
                "3.15.1": {"released": "2026-07-29", "requires_python": ">=3.11"},
                "3.16.0": {"released": "2026-10-29", "requires_python": ">=3.12"},
            },
            "coming": {},
        },
    },
    "trials": [],
    "documented": [],
    "reported": [],
}
PINS = {"tensorflow": "2.21.0", "keras": "3.15.1"}
PLANNED = environments.planned(VERSIONS, PINS)
BY_KEY = {one.key: one for one in PLANNED}
SAME = {"compared": 2, "differs": {}, "conclusions": {"less": True}}
OTHER = SAME | {"differs": {"train": {"printed": "loss: 0.2", "recorded": "loss: 0.1"}}}
TURNED = OTHER | {"conclusions": {"less": False}}
STOPS = SAME | {"compared": 1, "stop": {"step": "train", "error": "ValueError: no", "needs": False}}
NEEDED = SAME | {"compared": 0, "stop": {"step": "make", "error": "No module named 'tensorflow'", "needs": True}}


# Which there are


def test_the_recorded_release_comes_first_and_the_newest_patch_of_each_minor_is_meant():
    assert [one.key for one in PLANNED] == [
        RECORDED,
        "torch",
        "jax",
        "tensorflow 2.16 day",  # 2.16.2 does not admit today's Keras
        "tensorflow 2.21 day",  # with today's it is the recorded one
    ]
    assert BY_KEY["tensorflow 2.16 day"] == Environment(
        "tensorflow 2.16 day", "tensorflow", "2.16.2", None, "2024-06-28"
    )
    assert BY_KEY["jax"].keras == "3.15.1"  # 3.16 needs another Python
    assert "tensorflow 2.21 today" in {
        one.key for one in environments.planned(VERSIONS, PINS | {"keras": "3.14.0"})
    }
    assert environments.planned({"index": {}}, PINS) == environments.planned(VERSIONS, {}) == []


def test_what_uv_is_asked_for(tmp_path, monkeypatch):
    monkeypatch.setattr(made.trial, "system", lambda: "linux-x86_64")
    (tmp_path / "requirements.txt").write_text('keras==3.15.1 \\\n    --hash=sha256:0\nnumpy==2.4.6 ; x < "3"\n')

    def asked(key: str) -> list[str]:
        return made.wanted(BY_KEY[key], tmp_path, tmp_path)

    day = ["--exclude-newer", "2024-06-29T00:00:00Z", "tensorflow-cpu==2.16.2"]
    assert asked("tensorflow 2.16 day") == day
    assert asked("jax") == ["jax", "keras==3.15.1"]
    assert asked(RECORDED)[:2] == ["tensorflow-cpu==2.21.0", "keras==3.15.1"]
    assert (tmp_path / "recorded.txt").read_text() == 'keras==3.15.1\nnumpy==2.4.6 ; x < "3"'
    monkeypatch.setenv("PIP_FIND_LINKS", "")
    assert asked("torch") == ["--torch-backend", "cpu", "torch", "keras==3.15.1"]
    for version in ("2.12.0+cpu-cp311", "2.13.0+cpu-cp311", "2.13.0+cpu-cp312", "2.14.0-cp311"):
        (tmp_path / f"torch-{version}-linux.whl").touch()
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    assert asked("torch") == ["--find-links", str(tmp_path), "torch==2.13.0+cpu", "keras==3.15.1"]


# What a cell says


@pytest.mark.parametrize(
    ("cell", "state"), [(SAME, "same"), (OTHER, "other"), (TURNED, "other"), (STOPS, "stops"), (NEEDED, "needs")]
)
def test_a_cell_has_one_state(cell, state):
    assert cells.state(cell) == state


@pytest.mark.parametrize(
    ("first", "second", "settled"),
    [
        (OTHER, OTHER, OTHER),
        (OTHER, SAME, SAME),
        (TURNED, OTHER, OTHER),  # what held once does not count as turned
        (STOPS, STOPS, STOPS),
        (STOPS, SAME, SAME),
        (STOPS, OTHER, SAME),
    ],
)
def test_only_what_two_runs_say_is_written(first, second, settled):
    assert cells.settled(first, second) == settled == cells.settled(second, first)


@pytest.fixture
def page(guide):
    """A page of two steps and a figureless record, of a small guide with versions."""
    guide.write("data/versions.json", json.dumps(VERSIONS))
    guide.write("requirements.txt", "tensorflow-cpu==2.21.0 \\\nkeras==3.15.1 \\\n")
    guide.snippet(
        "concepts/a.py",
        make="x = 2\nprint('x is', x / 3)",
        train="if x > 2:\n    import keras\nprint('y:', x)\nprint('less:', x < 3)",
    )
    texts = {"make": "x is 0.667", "train": "y: 2\nless: True"}
    guide.write("snippets/concepts/a.txt", records.render(texts))
    guide.steps("make", "train", slug="concepts/a")
    return guide.whole.pages["ko"]["concepts/a"]


def ran(page) -> dict:
    """What `inside` answers, run in this process."""
    said: list = []
    inside.run(page, page.steps, said.append)
    return {"ran": said[1:], "failure": None, "cpu": 0.1}


def test_a_page_that_does_the_same(page):
    assert cells.cell(page, ran(page), BY_KEY["torch"]) == SAME


def test_a_page_whose_numbers_differ(page):
    answer = {"ran": [{"step": "make", "printed": "x is 0.667", "drawn": []}], "failure": None, "cpu": 0}
    answer["ran"].append({"step": "train", "printed": "y: 4\nless: False", "drawn": []})
    cell = cells.cell(page, answer, BY_KEY["torch"])
    assert cell["differs"] == {"train": {"printed": "y: 4", "recorded": "y: 2"}}
    assert cell["conclusions"] == {"less": False}
    answer["ran"][1] = {"step": "train", "printed": "y: 2\nless: True", "drawn": [[]]}
    assert cells.cell(page, answer, BY_KEY["torch"])["differs"] == {"train": {"figure": True}}


def test_a_page_that_stops_is_compared_so_far(page, guide):
    guide.snippet("concepts/a.py", make="x = 2\nprint('x is', x / 3)", train="import tensorflow.nothing")
    page = guide.whole.pages["ko"]["concepts/a"]
    answer = ran(page)
    torch, tensorflow = (cells.cell(page, answer, BY_KEY[key]) for key in ("torch", "tensorflow 2.16 day"))
    assert (torch["compared"], torch["stop"]["step"], torch["stop"]["needs"]) == (1, "train", True)
    assert torch["stop"]["error"].startswith("ModuleNotFoundError: No module named 'tensorflow")
    assert not tensorflow["stop"]["needs"]


def test_a_process_that_ends_stopped_at_the_step_that_did_not_answer(page):
    done = {"step": "make", "printed": "x is 0.667", "drawn": []}
    answer = {"ran": [done], "failure": "the process ended with status -11.", "cpu": 0}
    stop = cells.cell(page, answer, BY_KEY["jax"])["stop"]
    assert (stop["step"], stop["error"]) == ("train", "the process ended with status -11.")


def test_a_table_shows_no_folder_of_a_run():
    error = "FileNotFoundError: '/x/gipi-k3_a/model.keras', in /y/venv/lib/python3.11/site-packages/keras/a.py"
    assert cells.line(error) == "FileNotFoundError: '…/model.keras', in …/keras/a.py"


# When it is due


def stamped(page, key: str, cell: dict = SAME, **versions: str) -> dict:
    one = BY_KEY[key]
    had = {"keras": one.keras or "3.3.3"} | ({"tensorflow": one.tensorflow} if one.tensorflow else {})
    return {"digest": counted.digest(page), "ran": "2026-11-29", "versions": had | versions, "cpu": 1.0, **cell}


def test_a_cell_is_due_when_the_page_or_the_release_is_another(page):
    one = BY_KEY["torch"]
    cell = stamped(page, "torch")
    assert record.due(cell, counted.digest(page), one) is None
    assert record.due(None, counted.digest(page), one) == "not run yet"
    assert record.due(cell, "0" * 64, one) == "the page has changed"
    assert record.due(stamped(page, "torch", keras="3.14.0"), counted.digest(page), one) == "keras 3.15.1 is out"
    old = stamped(page, "tensorflow 2.16 day", tensorflow="2.16.1")
    assert record.due(old, counted.digest(page), BY_KEY["tensorflow 2.16 day"]) == "tensorflow 2.16.2 is out"


def test_the_record_is_the_command_s(page, guide):
    record.save(guide.root, page.slug, "gone", stamped(page, "torch"), [page.slug], BY_KEY)
    record.save(guide.root, page.slug, "torch", stamped(page, "torch"), [page.slug], BY_KEY)
    assert list(record.load(guide.root)[page.slug]) == ["torch"]
    text = guide.read("data/releases.json")
    for change, said in ((("3.15.1", "3.15.2"), "edited by hand"), (('"cpu"', '"gpu"'), "'cpu' is a required")):
        guide.write("data/releases.json", text.replace(*change, 1))
        with pytest.raises(RecordProblem, match=said):
            record.load(guide.root)
        assert check.site(guide.whole)[-1].startswith("data/releases.json")


# The command


@pytest.fixture
def swept(page, guide, monkeypatch):
    """Runs the command; `answers` gives by environment what a page's steps print there, run after run."""
    monkeypatch.chdir(guide.root)
    asked: list[str] = []

    def sweep(*arguments: str, **answers: list[str]) -> tuple[int, list[str]]:
        @contextmanager
        def fake(one, root):
            class Place:
                versions = stamped(page, one.key)["versions"]

                def run(self, place, steps):
                    asked.append(one.key)
                    own = answers.get(one.key.replace(" ", "_").replace(".", "_"), [])
                    printed = own.pop(0) if own else "y: 2\nless: True"
                    ran = [{"step": "make", "printed": "x is 0.667", "drawn": []}]
                    return {
                        "ran": [*ran, {"step": "train", "printed": printed, "drawn": []}],
                        "failure": None,
                        "cpu": 1,
                    }

            yield Place()

        monkeypatch.setattr(command.made, "made", fake)
        asked.clear()
        return command.main([*arguments]), list(asked)

    return sweep


def test_the_recorded_release_is_run_before_any_other_and_only_what_is_due(swept, guide, page):
    assert swept("torch") == (0, [RECORDED, "torch"])
    assert swept("--some", "1") == (0, ["jax"])
    assert swept() == (0, ["tensorflow 2.16 day", "tensorflow 2.21 day"])
    assert swept() == (0, [])
    assert swept("--again", "jax") == (0, ["jax"])
    assert {*record.load(guide.root)[page.slug]} == {*BY_KEY}


def test_other_numbers_are_run_twice(swept, guide, page, capsys):
    twice = ["y: 4\nless: False"] * 2
    assert swept("torch", torch=twice) == (0, [RECORDED, "torch", "torch"])
    assert "torch: other, other in train, turned: less (2 s)" in capsys.readouterr().out
    assert swept("jax", jax=["y: 4\nless: True"]) == (0, ["jax", "jax"])
    assert cells.state(record.load(guide.root)[page.slug]["jax"]) == "same"


def test_a_page_that_is_not_the_same_as_recorded_measures_the_machine(swept, guide, page, capsys):
    assert swept("torch", recorded=["y: 3\nless: True"] * 2) == (1, [RECORDED, RECORDED])
    assert "would measure the machine" in capsys.readouterr().out
    assert list(record.load(guide.root)[page.slug]) == [RECORDED]


def test_the_command_tells_what_is_due(swept, capsys):
    swept("torch")
    assert swept("--list") == (0, [])
    said = capsys.readouterr().out
    assert "concepts/a · torch: same\n" in said and "concepts/a · jax: nothing (due: not run yet)\n" in said
    assert swept("theano") == (1, []) and "No cell has the words theano" in capsys.readouterr().err


# What readers are told


def test_neighbours_are_one_span():
    minors = ["2.16", "2.17", "2.18", "2.19"]
    assert spans(["2.16", "2.17", "2.18"], minors) == "2.16–2.18"
    assert spans(["2.19", "2.16", "2.17"], minors) == "2.16–2.17, 2.19"


def told(guide, page, **found: dict) -> tuple[str, str]:
    """The line at the foot in both languages; `found` are cells by key, with _ for what no name has."""
    guide.write("data/releases.json", "{}")
    (guide.root / "data" / "releases.json").unlink()
    for name, cell in found.items():
        key = name.replace("_day", " day").replace("tensorflow_", "tensorflow ").replace("_", ".")
        record.save(guide.root, page.slug, key, stamped(page, key, cell), [page.slug], BY_KEY)
    return foot(guide.whole, "ko", page.slug), foot(guide.whole, "en", page.slug)


@pytest.mark.parametrize(
    ("found", "korean", "english"),
    [
        ({}, "", ""),
        ({"recorded": SAME}, "", ""),  # that is the verified line's to say
        (
            {"recorded": SAME, "tensorflow_2_21_day": SAME, "tensorflow_2_16_day": SAME, "torch": NEEDED},
            "텐서플로 2.16–2.21에서 같은 결과가 나왔습니다. "
            "파이토치에서는 텐서플로를 쓰는 첫 번째 단계에서 멈춥니다.",
            "The same results with TensorFlow 2.16–2.21. "
            "Stops at step 1, which uses TensorFlow, with Keras on PyTorch.",
        ),
        (
            {"recorded": SAME, "torch": OTHER, "jax": OTHER},
            "텐서플로 2.21(케라스 3.15.1)에서 같은 결과가 나왔습니다. "
            "파이토치, JAX에서는 출력이 다르지만 결론은 같습니다.",
            "The same results with TensorFlow 2.21 (Keras 3.15.1). "
            "Other output but the same conclusions with Keras on PyTorch, Keras on JAX.",
        ),
        (
            {"recorded": SAME, "torch": SAME, "tensorflow_2_16_day": SAME},
            "텐서플로 2.16, 텐서플로 2.21(케라스 3.15.1), 파이토치에서 같은 결과가 나왔습니다.",
            "The same results with TensorFlow 2.16, TensorFlow 2.21 (Keras 3.15.1), Keras on PyTorch.",
        ),
        (
            {"recorded": SAME, "tensorflow_2_21_day": SAME, "tensorflow_2_16_day": STOPS, "jax": TURNED},
            "텐서플로 2.21에서 같은 결과가 나왔습니다. JAX에서는 출력이 다르고, 다르게 나온 결론도 있습니다. "
            "텐서플로 2.16에서는 두 번째 단계에서 멈춥니다.",
            "The same results with TensorFlow 2.21. Other output, and a conclusion that comes out otherwise, "
            "with Keras on JAX. Stops at step 2 with TensorFlow 2.16.",
        ),
    ],
)
def test_the_line_at_the_foot(page, guide, found, korean, english):
    assert told(guide, page, **found) == (korean, english)


def test_a_page_that_uses_neither_tensorflow_nor_keras_says_nothing(page, guide):
    """That NumPy gives the same under each TensorFlow is no merit of the page's."""
    assert told(guide, page, recorded=SAME, torch=SAME)[0]
    guide.write("snippets/concepts/a.py", guide.read("snippets/concepts/a.py").replace("import keras", "pass"))
    assert told(guide, guide.whole.pages["ko"]["concepts/a"], recorded=SAME, torch=SAME) == ("", "")


def test_a_page_that_has_changed_says_nothing(page, guide):
    assert told(guide, page, recorded=SAME, torch=SAME)[0]
    guide.snippet("concepts/a.py", make="x = 2\nprint('x is', x / 3)", train="print('y:', x)")
    assert foot(guide.whole, "ko", page.slug) == ""


def test_the_table_has_no_empty_cell_and_says_what_differs(page, guide):
    told(guide, page, recorded=SAME, tensorflow_2_16_day=STOPS, torch=OTHER, jax=NEEDED)
    for language, words in WORDS_OF.items():
        answers = of_language(guide.whole, language)["releases"]
        text = answers()
        row = text.partition("concepts/a.md) | ")[2].partition(" |\n")[0].split(" | ")
        said = re.findall(r"gipi-cell--(\w+)", " | ".join(row))
        assert len(row) == 4 and said == ["stops", "due", "same", "numbers", "needs"]
        assert words("releases.keras", version="3.15.1") in row[1]  # where one of two is missing
        differences, installed = answers("differences"), answers("installed")
        assert "ValueError&#58; no" in differences and "loss&#58; 0.2" in differences
        assert "2.16.2" in installed and words("releases.not-yet") in installed
    with pytest.raises(NoAnswer, match="unknown part"):
        answers("else")


def test_the_table_has_the_pages_in_the_order_of_the_navigation():
    text = of_language(OWN, "ko")["releases"]()
    first, then = (text.index(f"(../concepts/{slug}.md)") for slug in ("deep-learning", "activation"))
    assert first < then < text.index("(../practice/count-parameters.md)")


def test_a_page_that_stops_under_a_tensorflow_says_so(page, guide):
    told(guide, page, recorded=SAME, tensorflow_2_16_day=STOPS)
    said = [sentence for sentence in check.site(guide.whole) if "stops under" in sentence]
    assert len(said) == 2 and "docs/ko/concepts/a.md" in said[0] and "tensorflow 2.16 day" in said[0]
    for language in ("ko", "en"):
        file = f"docs/{language}/concepts/a.md"
        guide.write(file, guide.read(file) + "\n<!-- gipi:stops -->\n")
    assert not [sentence for sentence in check.site(guide.whole) if "stops under" in sentence]
    text = of_page(guide.whole, "en", page.slug)["stops"]()
    assert (
        text == "**The code of this page stops at step 2 with TensorFlow 2.16**: <code>ValueError&#58; no</code>"
    )
    # Who has the same TensorFlow with another Keras is not told that it stops.
    told(guide, page, recorded=SAME, tensorflow_2_21_day=STOPS)
    text = of_page(guide.whole, "en", page.slug)["stops"]()
    assert text.startswith("**The code of this page stops at step 2 with TensorFlow 2.21 (Keras ")
    told(guide, page, recorded=SAME, tensorflow_2_16_day=SAME)
    with pytest.raises(NoAnswer, match="take 'gipi:stops' out"):
        of_page(guide.whole, "en", page.slug)["stops"]()


def test_a_comment_makes_no_cell_due(guide):
    guide.steps("one", slug="concepts/a")

    def digest(code: str) -> str:
        guide.snippet("concepts/a.py", one=code)
        return counted.digest(Guide(guide.root).pages["ko"]["concepts/a"])

    plain = digest("a = 1\nprint(a)")
    assert digest("a = 1  # the first\n\nprint(a)") == plain != digest("a = 2\nprint(a)")


def test_every_page_of_the_guide_that_was_run_is_the_same_with_its_own_release():
    pages = {page.slug: page for page in record.looked_at(OWN.pages["ko"].values())}
    assert OWN.released.keys() <= pages.keys()
    for slug, own in OWN.released.items():
        if record.due(own.get(RECORDED), counted.digest(pages[slug]), OWN.environments[0]) is None:
            assert cells.state(own[RECORDED]) == "same", slug
