"""Paths run whole: the plan names what stands on the pages, its record is the command's, the table tells it."""

import json
import os
import re
import subprocess
import sys
from functools import cache

import pytest

from gipi.guide import Guide, check
from gipi.guide.answers import lines_of, of_language, of_page, shown
from gipi.pages.includes import expand
from gipi.pages.publish import published
from gipi.runs.paths import blocks, empty_system, plan, record, stand_ins, walk
from gipi.runs.paths.__main__ import main
from gipi.runs.signed import RecordProblem, fingerprint
from gipi.site import path_table
from small import ROOT, WORDS_OF

GUIDE = Guide(ROOT)
WALKS = {one.key: one for one in GUIDE.walks}
SHOWN = shown(GUIDE)
SECTIONS = sorted({step for one in GUIDE.walks for step in one.steps if step.kind == "section"}, key=str)
ARRIVES = WALKS["debian-13 linux hangul"]
STOPS = WALKS["debian-13 linux plain rootless"]


# What is typed


@cache
def lines_built(language: str, slug: str) -> str:
    """A page as MkDocs gets it, with its includes."""
    page = GUIDE.pages[language][slug]
    answers = of_language(GUIDE, language) | of_page(GUIDE, language, slug)
    text = published(page, answers, "output", "later")
    return "\n".join(expand(ROOT, text.split("\n")))


@pytest.mark.parametrize("step", SECTIONS, ids=lambda step: f"{step.what} {step.tab or ''}")
def test_what_is_typed_stands_on_the_page_in_every_language(step):
    slug, _, anchor = step.what.partition("#")
    typed = blocks.of(step, SHOWN)
    for language, pages in GUIDE.pages.items():
        tab = step.tab and blocks.tabs(pages[slug], anchor)[blocks.tabs(SHOWN.pages[slug], anchor).index(step.tab)]
        of_language = blocks.Shown(pages, SHOWN.install, SHOWN.selector)
        assert blocks.of(plan.Step("section", step.what, tab), of_language) == typed
        page = re.sub(r"^[ \t]+", "", lines_built(language, slug), flags=re.MULTILINE)
        for block in typed:
            assert re.sub(r"^[ \t]+", "", block, flags=re.MULTILINE) in page


def test_the_selector_shows_what_is_typed():
    data = json.loads(answers_of_the_selector())
    for step in {step for one in GUIDE.walks for step in one.steps if step.kind == "selector"}:
        answer = data["answers"][step.what]
        answer = answer if answer["works"] else answer["instead"][0]
        said = [data["texts"][number] for number in (*answer["first"], *answer["commands"])]
        for line in SHOWN.selector(step.what):
            assert any(line == one or f"<code>{line}</code>" in one for one in said), line


def answers_of_the_selector() -> str:
    from gipi.site.selector_page import Advice

    return Advice(GUIDE.selector, WORDS_OF["ko"]).data()


def test_every_linux_answer_without_a_gpu_is_walked():
    walked = {step.what for one in GUIDE.walks for step in one.steps if step.kind == "selector"}
    for choice in GUIDE.selector.choices():
        if (choice.system, choice.processor, choice.device) == (
            "linux",
            "x86_64",
            "cpu",
        ) and choice.tool != "conda":
            assert not GUIDE.selector.answer(choice).works or choice.key in walked, choice.key
    assert "linux-x86_64-venv-3.14-cpu" in walked, "Keras without TensorFlow, on a Python that has none"


def test_a_section_gives_its_blocks_and_the_tabs(guide):
    guide.page(
        """\
        # A { #a }

        Text.

        ## One { #one }

        ```console
        always
        ```

        === "first"

            ```console
            first
            ```

            <!-- gipi:install venv unix create -->

        === "second"

            ```powershell
            never
            ```

        Text.

        ```text
        no
        ```

        ## Two { #two }

        ```console
        other
        ```
        """
    )
    page = guide.whole.pages["ko"]["a"]
    made = lambda *words: "```console\nmade\n```"  # noqa: E731
    assert blocks.section(page, "one", made) == [(None, "always"), ("first", "first"), ("first", "made")]
    assert blocks.tabs(page, "one") == ["first", "second"]
    there = blocks.Shown({"a": page}, made, lambda key: [])
    assert blocks.of(plan.Step("section", "a#two"), there) == ["other"]
    for what, tab, said in (
        ("b#one", None, "no page b"),
        ("a#three", None, "no section #three"),
        ("a#one", "third", "no tab ‘third’"),
    ):
        with pytest.raises(plan.PlanProblem, match=said):
            blocks.of(plan.Step("section", what, tab), there)


# The plan


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("- install/linux#fits\n", "- install/linux\n"), "‘install/linux’ is no step"),
        (("route: linux,", "route: lunix,"), "lunix"),
        (("suite: bookworm, ", ""), "suite"),
        (("systems:", "systems: ["), "not YAML"),
        (("\nwalked:", "\n  idle: [do: folder]\n\nwalked:"), "nobody walks idle"),
        (("route: linux, user: blank}", "route: linux, user: hangul}"), "walked twice"),
    ],
)
def test_a_plan_that_is_wrong_says_where(change, said, tmp_path):
    text = (ROOT / "data" / "paths.yml").read_text(encoding="utf-8")
    assert change[0] in text
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "paths.yml").write_text(text.replace(*change, 1), encoding="utf-8")
    with pytest.raises(plan.PlanProblem, match=said):
        plan.load(tmp_path)


def test_each_stand_in_is_used_and_told():
    used = {"python", "uv-python"}
    for one in GUIDE.walks:
        typed = walk.typed(one, SHOWN)
        used |= {name for block in typed.all for name in block.stand_ins}
        assert set(typed.pythons.values()) <= {"uv", "system"}
    assert used == set(stand_ins.NAMES)
    for words in WORDS_OF.values():
        for name in stand_ins.NAMES:
            assert words(f"paths.for-{name}")


def test_what_an_administrator_types_is_left_out_where_there_is_none():
    assert any("sudo" in block.text for block in walk.typed(ARRIVES, SHOWN).all)
    assert not any("sudo" in block.text for block in walk.typed(STOPS, SHOWN).all)


def test_the_number_of_the_distribution_is_typed_where_the_page_says_so():
    text = "\n".join(block.text for block in walk.typed(WALKS["debian-13 venv plain"], SHOWN).all)
    assert "python3.13 -m venv .venv" in text and "3.12" not in text


@pytest.mark.parametrize("one", [one for one in GUIDE.walks if one.stop], ids=lambda one: one.key)
def test_a_stop_is_announced_in_every_language(one):
    slug, _, anchor = one.stop.announced.partition("#")
    for language, pages in GUIDE.pages.items():
        told = "\n".join(line.text for line in blocks.within(pages[slug], anchor))
        if one.route.startswith("selector-"):
            told += WORDS_OF[language].template("selector.first-apt")
        first_words = " ".join(one.stop.says.split()[:3])
        assert first_words in told, f"docs/{language}/{slug}.md#{anchor} does not say ‘{first_words}’"


SERVER = """
import http.server, json, time
class Kernels(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps({"kernelspecs": {"dl": {"spec": {"display_name": "Python (dl)"}}}}).encode())
server = http.server.HTTPServer(("127.0.0.1", 0), Kernels, bind_and_activate=False)
server.server_bind()
print(f"go to http://127.0.0.1:{server.server_port}/tree?token=abc", flush=True)
time.sleep(0.5)  # its address is told, and it does not listen yet
server.server_activate()
server.serve_forever()
"""


@pytest.mark.parametrize(
    ("program", "status", "said"),
    [
        (SERVER, 0, "kernels: ['Python (dl)']\n"),
        ("print('no free port')", 1, "the server ended: no free port\n\n"),
    ],
)
def test_a_server_is_asked_for_its_menu_and_ended(program, status, said):
    served = [sys.executable, "-c", stand_ins.SERVE, sys.executable, "-c", program]
    done = subprocess.run(served, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout or done.stderr) == (status, said)


# How a walk ends


def said(one: plan.Walk, *, looked: bool = True, **instead: str) -> str:
    """What shells print on a walk; `instead` replaces what a step, by the end of its name, would say."""
    parts = []
    usual = {"one_line": "loss went down", "choose": f"kernels: ['{walk.KERNEL}', 'Python 3']"}
    usual |= {"install_check": "14 of 14 checks: yes"} | instead
    for number, block in enumerate(walk.typed(one, SHOWN).all):
        name = re.split(r"[#/]", block.step)[-1].replace("-", "_")
        parts += [f"{walk.MARK}{number}", usual.get(name, "ok")]
    if looked:
        parts += ["gipi look", "python 3.13.5", "tensorflow-cpu 2.21.0", "keras 3.15.1"]
    return "\n".join(parts) + "\n"


def test_a_walk_that_arrives():
    typed = walk.typed(ARRIVES, SHOWN)
    result = walk.ended(ARRIVES, typed, said(ARRIVES), 0)
    assert result["outcome"] == "arrived" and (result["yes"], result["of"]) == (14, 14)
    assert result["versions"]["tensorflow-cpu"] == "2.21.0"
    assert {"password", "question", "server", "kernel"} <= set(result["stand-ins"])


@pytest.mark.parametrize(
    ("instead", "why"),
    [
        ({"one_line": "loss went UP"}, "no trained step"),
        ({"choose": "kernels: ['Python 3']"}, "the kernel is not in the menu"),
        ({"install_check": "13 of 14 checks: yes"}, "the notebook said no"),
    ],
)
def test_a_walk_that_reaches_its_end_and_lacks_something_broke(instead, why):
    result = walk.ended(ARRIVES, walk.typed(ARRIVES, SHOWN), said(ARRIVES, **instead), 0)
    assert (result["outcome"], result["last"]) == ("broke", why)


def test_a_walk_that_stops_where_it_was_announced():
    typed = walk.typed(STOPS, SHOWN)
    until = [block.step for block in typed.all].index(STOPS.stop.at)
    text = said(STOPS, looked=False).partition(f"{walk.MARK}{until}\n")[0]
    announced = f"{text}{walk.MARK}{until}\nIt failed because ensurepip is not\navailable.\n"
    result = walk.ended(STOPS, typed, announced, 1)
    assert (result["outcome"], result["at"]) == ("stopped", STOPS.stop.at)
    assert result["last"] == "It failed because ensurepip is not" and "kernel" not in result["stand-ins"]
    other = walk.ended(STOPS, typed, f"{text}{walk.MARK}{until}\nerror: no space left\n", 1)
    assert (other["outcome"], other["last"]) == ("broke", "error: no space left")
    assert walk.ended(STOPS, typed, said(STOPS), 0)["last"] == "did not stop"


def test_a_network_that_is_gone_is_no_fault_of_the_pages(monkeypatch, tmp_path):
    text = said(STOPS, looked=False) + "error: Temporary failure in name resolution\n"
    monkeypatch.setattr(empty_system, "FOLDER", tmp_path)
    monkeypatch.setattr(empty_system, "bootstrap", lambda system, say: tmp_path)
    monkeypatch.setattr(empty_system, "run", lambda *asked: empty_system.Said(text, 1, 1.4, 1.0, 20.0))
    with pytest.raises(empty_system.SystemProblem, match="Temporary failure in name resolution"):
        walk.make(STOPS, walk.typed(STOPS, SHOWN), tmp_path, "", tmp_path, print)
    assert (tmp_path / "logs" / f"{STOPS.key}.txt").read_text(encoding="utf-8") == text


def test_a_digest_is_of_what_is_typed():
    typed, books = walk.typed(ARRIVES, SHOWN), GUIDE.notebooks["ko"]
    other = walk.Script([[*typed.windows[0][:-1], typed.windows[0][-1]._replace(text="else")]], typed.pythons)
    assert walk.digest(ARRIVES, typed, books) == lines_of(GUIDE)[ARRIVES.key] != walk.digest(ARRIVES, other, books)


@pytest.mark.skipif(os.name != "posix", reason="asks for root on a Linux")
def test_who_may_not_walk_is_told(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(empty_system.SystemProblem, match="root on a Linux"):
        empty_system.bootstrap(ARRIVES.system, print)


def test_a_walk_that_nobody_planned_is_told(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    assert main(["debian-11"]) == 1
    assert "No walk has the words debian-11" in capsys.readouterr().err
    assert main(["--list", "rootless"]) == 0
    assert capsys.readouterr().out.startswith(f"{STOPS.key}: ")


# The record


def test_every_walk_of_the_plan_is_recorded_and_ended_as_planned():
    for key, one in WALKS.items():
        assert key in GUIDE.walked, f"{key} has not been walked; run python -m gipi.runs.paths {key}"
        assert GUIDE.walked[key]["outcome"] == ("stopped" if one.stop else "arrived"), key
    assert GUIDE.walked.keys() == WALKS.keys()


@pytest.fixture
def recorded(tmp_path):
    record.save(tmp_path, STOPS.key, RESULT, [STOPS])
    return tmp_path / "data" / "paths.json"


RESULT = {
    "ran": "2026-11-29",
    "lines": "0" * 64,
    "outcome": "stopped",
    "seconds": 1,
    "cpu": 1,
    "megabytes": 2100,
    "stand-ins": ["folder"],
    "at": "install/linux#install",
    "last": "ensurepip is not",
}


def test_what_is_saved_is_read_and_what_is_not_walked_is_dropped(recorded):
    root = recorded.parent.parent
    assert record.load(root) == {STOPS.key: RESULT}
    record.save(root, ARRIVES.key, RESULT, [ARRIVES])
    assert [*record.load(root)] == [ARRIVES.key]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda text: text.replace('"cpu": 1', '"cpu": 2'), "edited by hand"),
        (lambda text: text[:-20], "cannot be read as JSON"),
        (lambda text: text.replace('"stopped"', '"fine"'), "outcome: 'fine' is not one of"),
        (lambda text: text.replace('"last"', '"least"'), "least|last"),
    ],
)
def test_a_damaged_record_is_refused(change, said, recorded):
    recorded.write_text(change(recorded.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(RecordProblem, match=said):
        record.load(recorded.parent.parent)


def test_a_record_that_broke_or_that_nobody_planned_is_found(tmp_path):
    (tmp_path / "docs" / "ko").mkdir(parents=True)
    walked = {STOPS.key: RESULT | {"outcome": "broke"}}
    data: dict = {"walks": walked}
    data["fingerprint"] = fingerprint(data)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "paths.json").write_text(json.dumps(data), encoding="utf-8")

    class Small:
        walks: tuple = ()
        walked = record.load(tmp_path)

    gone, broke = check._paths(Small())
    assert "nobody walks" in gone and "broke at install/linux#install: ensurepip is not" in broke


# The table


@pytest.mark.parametrize("words", WORDS_OF.values(), ids=WORDS_OF)
def test_the_table_tells_each_end(words):
    known = {
        STOPS.key: RESULT,
        ARRIVES.key: RESULT
        | {"outcome": "arrived", "yes": 14, "of": 14, "versions": {"tensorflow-cpu": "2.21.0"}},
    }
    rows = path_table.table([STOPS, ARRIVES, WALKS["debian-12 linux plain"]], known, {STOPS.key: "0" * 64}, words)
    stopped, arrived, never = [row for row in rows.split("\n") if row.startswith("| [")]
    assert rows.count("| --- | --- |") == 2 and "**Debian 12**" in rows
    assert "`ensurepip is not`" in stopped and "(linux.md#python3-venv)" in stopped
    stale = words("paths.stale")
    assert stale not in stopped and stale in arrived
    assert "2.21.0" in arrived and "2.1 GB" in arrived and "14" in arrived
    assert words("paths.unwalked") in never
    assert path_table.stand_ins(known, words) == f"- {words('paths.for-folder')}"
    assert len(path_table.not_walked(words).split("\n")) == len(words.lines("paths.not-walked"))


def test_every_row_of_the_page_has_its_words():
    for language in GUIDE.languages:
        assert of_language(GUIDE, language)["paths"]().count("\n| [") == len(WALKS)
