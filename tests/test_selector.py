"""The selector: every choice gets commands or a reason and a way on, and the page lists them all."""

import copy
import json
import os
import re
import subprocess
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from gipi.machine.interpreters import bash, interpreter
from gipi.pages.includes import sections
from gipi.site.selector_page import LINKS, START, Advice
from gipi.versions import recipe, source, trial
from gipi.versions.choose import DEVICES, PROCESSORS, SYSTEMS, TOOLS, Choice, Selector
from gipi.versions.pins import pinned
from gipi.versions.source import RECOMMENDED
from small import ROOT, WORDS_OF

LANGUAGES = ("ko", "en")
DATA = source.load()
KERAS = pinned(ROOT)["keras"]


@pytest.fixture(scope="module")
def selector() -> Selector:
    return Selector(DATA, KERAS)


@pytest.fixture(scope="module")
def answers(selector) -> list:
    return [selector.answer(one) for one in selector.choices()]


def choice(text: str) -> Choice:
    """linux x86_64 venv 3.12 cpu"""
    return Choice(*text.split())


# The rules, on the real source


def test_every_combination_is_there_once(selector, answers):
    wanted = len(PROCESSORS) * len(SYSTEMS) * len(TOOLS) * len(selector.pythons) * len(DEVICES)
    assert len({one.choice.key for one in answers}) == len(answers) == wanted
    assert {"3.8", "3.12", "3.14"} <= {*selector.pythons}


def test_what_cannot_work_has_a_reason_and_a_nearest_that_works(selector, answers):
    refused = [one for one in answers if not one.works]
    assert refused
    for one in refused:
        assert one.why and one.nearest, one.choice
        assert selector.answer(one.nearest).works, one.choice
        # A reader keeps the computer; only WSL2 runs inside another system.
        assert one.nearest.processor == one.choice.processor
        assert one.nearest.system in (one.choice.system, "wsl2")
        assert one.nearest.tool == one.choice.tool


def test_what_works_has_a_wheel_and_says_how_it_is_known(answers):
    for one in (one for one in answers if one.works):
        there = source.pythons_for(DATA, one.tensorflow, one.choice.target)
        assert one.choice.python in there, one.choice
        assert "wheel" in [fact.kind for fact in one.evidence], one.choice
        assert one.why is None and one.nearest is None


def test_it_is_the_newest_release_that_the_source_has_for_it(answers):
    for one in (one for one in answers if one.choice.device == "cpu"):
        newest = source.newest_for(DATA, one.choice.python, one.choice.target)
        assert one.tensorflow == newest, one.choice


@pytest.mark.parametrize(
    ("asked", "kind", "nearest"),
    [
        ("windows arm64 conda 3.12 cpu", "processor", "wsl2 arm64 conda 3.12 cpu"),
        ("windows arm64 uv 3.12 gpu", "processor", "wsl2 arm64 uv 3.12 cpu"),
        ("windows x86_64 venv 3.12 gpu", "gpu-windows", "wsl2 x86_64 venv 3.12 gpu"),
        ("windows x86_64 conda 3.14 cpu", "python-coming", "windows x86_64 conda 3.12 cpu"),
        ("linux x86_64 uv 3.14 gpu", "python-coming", "linux x86_64 uv 3.12 gpu"),
        ("linux x86_64 venv 3.8 gpu", "gpu-python", "linux x86_64 venv 3.12 gpu"),
        ("linux arm64 venv 3.12 gpu", "gpu-linux", "linux arm64 venv 3.12 cpu"),
        ("macos arm64 venv 3.12 gpu", "gpu-macos", "macos arm64 venv 3.12 cpu"),
        ("macos x86_64 venv 3.13 cpu", "python", "macos x86_64 venv 3.12 cpu"),
        ("macos x86_64 venv 3.12 gpu", "gpu-macos", "macos x86_64 venv 3.12 cpu"),
    ],
)
def test_why_not_and_what_instead(selector, asked, kind, nearest):
    """As the index stood in November 2026; a new release may move these, then this table is read again."""
    answer = selector.answer(choice(asked))
    assert answer.why.kind == kind
    assert answer.nearest == choice(nearest)


@pytest.mark.parametrize(
    ("asked", "backends"),
    [
        ("windows x86_64 venv 3.14 cpu", ("jax", "torch")),
        ("linux x86_64 conda 3.14 cpu", ("jax", "torch")),
        ("macos arm64 uv 3.14 cpu", ("jax", "torch")),
        ("macos x86_64 venv 3.13 cpu", ()),  # neither has a wheel for an Intel Mac any more
        ("windows arm64 venv 3.12 cpu", ()),
        ("linux x86_64 venv 3.14 gpu", ()),
        ("linux x86_64 venv 3.12 cpu", ()),
    ],
)
def test_what_keras_can_compute_with_where_there_is_no_tensorflow(selector, asked, backends):
    assert selector.answer(choice(asked)).instead == backends


def test_a_gpu_on_windows_is_pointed_to_another_backend(selector):
    answer = selector.answer(choice("windows x86_64 venv 3.12 gpu"))
    assert [fact.kind for fact in answer.evidence] == ["gpu-instead"]


def test_commands_without_tensorflow_go_from_nothing_to_a_training_step(selector, answers):
    offered = [(one.choice, backend) for one in answers for backend in one.instead]
    assert offered
    for one, backend in offered:
        lines = selector.without(one, backend).text.split("\n")
        assert not any("tensorflow" in line for line in lines)
        assert sum(one.python in line for line in lines) == 1
        assert lines[-1].endswith(recipe.check_with(backend))
        installs = [line for line in lines if " install " in line]
        assert backend in installs[0].split() and "keras" in installs[-1].split()
        # Only on Linux does the public index give a PyTorch with 3 GB for NVIDIA.
        own = any(recipe.TORCH_CPU in line or "--torch-backend=cpu" in line for line in lines)
        assert own == (backend == "torch" and one.target.startswith("linux-"))


def test_ran_is_said_only_of_what_ran_here(answers):
    for one in answers:
        for fact in one.evidence:
            if fact.kind == "ran":
                ran, asked = fact.about["trial"], one.choice
                assert asked.device == "cpu" and asked.system != "wsl2" and asked.tool != "conda", asked
                assert ran["outcome"] == "trained" and ran["system"] == asked.target
                assert ran["tensorflow"] == one.tensorflow and tuple(ran["with"]) == one.constraints
                assert ran["python"].startswith(f"{asked.python}.")
                assert ran["installer"].startswith(asked.installer)


# The rules, on sources that are altered


def altered(change) -> Selector:
    data = copy.deepcopy(DATA)
    change(data)
    return Selector(data, KERAS)


LINUX = "linux x86_64 venv 3.12 cpu"


def trained(data: dict, installer: str, outcome: str, *with_: str) -> None:
    last = list(data["index"]["packages"]["tensorflow"])[-1]
    data["trials"].append(
        {
            "tensorflow": last,
            "python": "3.12.1",
            "system": "linux-x86_64",
            "installer": f"{installer} 1.0",
            "with": list(with_),
            "outcome": outcome,
            "command": f"{installer} install tensorflow=={last}",
            "date": "2026-11-28",
            "error": "TypeError: no",
        }
    )


def test_a_constraint_that_mended_stands_in_the_command_quoted():
    def change(data):
        data["trials"].clear()
        trained(data, "pip", "import")
        trained(data, "pip", "trained", "numpy<2")

    one = altered(change)
    answer = one.answer(choice(LINUX))
    assert answer.constraints == ("numpy<2",)
    assert '"numpy<2"' in one.commands(answer).install
    assert [fact.kind for fact in answer.evidence][:2] == ["ran", "failed"]
    # uv chooses its own versions, so what mended pip says nothing of it.
    assert one.answer(choice(LINUX)._replace(tool="uv")).constraints == ()


def test_a_release_that_fails_gives_way_to_an_older_one():
    def change(data):
        data["trials"].clear()
        trained(data, "pip", "import")

    last, before = [*reversed(DATA["index"]["packages"]["tensorflow"])][:2]
    one = altered(change)
    assert one.answer(choice(LINUX)).tensorflow == before
    assert one.answer(choice(LINUX)._replace(tool="uv")).tensorflow == last


def test_what_was_tried_on_a_system_is_not_said_to_be_untried_there():
    windows = choice("windows x86_64 venv 3.12 cpu")
    assert "not-run-windows" in [fact.kind for fact in altered(lambda data: None).answer(windows).evidence]

    def change(data):
        trained(data, "pip", "trained")
        data["trials"][-1]["system"] = "windows-x86_64"

    known = [fact.kind for fact in altered(change).answer(windows).evidence]
    assert known[0] == "ran" and "not-run-windows" not in known


def test_a_wheel_that_disappears_takes_its_commands_along():
    def change(data):
        for release in data["index"]["packages"]["tensorflow"].values():
            release["wheels"].pop("macos-arm64", None)

    answer = altered(change).answer(choice("macos arm64 venv 3.12 cpu"))
    assert answer.why.kind == "processor" and not answer.works


def test_a_stable_release_for_the_new_python_opens_it():
    def change(data):
        packages = data["index"]["packages"]
        packages["tensorflow"]["2.22.0"] = {**packages["tensorflow"]["2.21.0"], **packages["coming"]["2.22.0rc0"]}
        packages["coming"] = {}

    answer = altered(change).answer(choice("linux x86_64 venv 3.14 cpu"))
    assert answer.works and answer.tensorflow == "2.22.0"


# The commands


def test_commands_go_from_nothing_to_a_training_step(selector, answers):
    for one in (one for one in answers if one.works):
        lines = selector.commands(one).text.split("\n")
        assert len(lines) == len({*lines})
        name = "tensorflow[and-cuda]" if one.choice.device == "gpu" else "tensorflow"
        newest = recipe.newest(DATA)
        wanted = f"{name}<{recipe.bound(DATA)}" if one.tensorflow == newest else f"{name}=={one.tensorflow}"
        assert wanted in lines[-2] + lines[-3]
        assert lines[-1].endswith(recipe.CHECK)
        assert sum(one.choice.python in line for line in lines) == 1
        # Nothing has to be switched on, but for conda in its own prompt.
        assert not any(re.search("[Aa]ctivate", line) for line in lines if line != "conda activate dl")
        assert ("conda activate dl" in lines) == (one.choice.tool == "conda")


@pytest.mark.skipif(not bash(), reason="needs bash")
def test_a_shell_reads_each_word_of_the_install_line_as_it_is_meant(selector, answers):
    lines = {selector.commands(one).install for one in answers if one.works}
    # The first word, a path or a program, is not what this is about.
    script = "pip() { printf '%s\\n' \"$@\"; }\n" + "\n".join(f"pip {line.partition(' ')[2]}" for line in lines)
    words = subprocess.run([bash(), "-euc", script], capture_output=True, text=True, check=True).stdout.split("\n")
    assert not [word for word in words if '"' in word]
    assert any(word.startswith("tensorflow[and-cuda]==") for word in words)
    for line in lines:  # zsh: a bracket outside quotes is a pattern
        assert not set("[]<>!") & set(re.sub(r'"[^"]*"', "", line))


def test_the_five_lines_of_the_page_know_the_same_pythons():
    pythons = source.pythons_for(DATA, list(DATA["index"]["packages"]["tensorflow"])[-1], "windows-x86_64")
    code = sections(ROOT / "snippets/install/index.py")["look"]
    assert f'"Python {pythons[0]} to {pythons[-1]}"' in code
    first, last = (one.replace(".", ", ") for one in (pythons[0], pythons[-1]))
    assert f"({first}) <= sys.version_info[:2] <= ({last})" in code


# In words


@pytest.fixture(scope="module", params=LANGUAGES)
def advice(request, selector) -> Advice:
    return Advice(selector, WORDS_OF[request.param])


def test_the_script_gets_every_answer(advice, selector, answers):
    data = json.loads(advice.data())
    texts = data["texts"]
    assert data["answers"].keys() == {one.choice.key for one in answers}
    assert len(texts) == len({*texts})
    for one in answers:
        told = data["answers"][one.choice.key]
        assert told["works"] == one.works
        assert bool(told["commands"]) == one.works
        if one.works:
            assert "\n".join(texts[number] for number in told["commands"]) == selector.commands(one).text
            assert one.tensorflow in texts[told["verdict"]]
        else:
            assert "-".join(told["nearest"].values()) == one.nearest.key
            assert data["answers"][one.nearest.key]["works"]
            changed = [new for old, new in zip(one.choice, one.nearest, strict=True) if old != new]
            assert all(advice.name(new) in texts[told["mend"]] for new in changed)
            assert len(texts[told["verdict"]]) > 40
        for backend, way in zip(one.instead, told["instead"], strict=True):
            typed = "\n".join(texts[number] for number in way["commands"])
            assert typed == selector.without(one.choice, backend).text
            assert advice.name(backend) in texts[way["name"]] and way["known"]
    for text in texts:
        assert not re.search(r"\{\w+\}", text), text  # every blank of a sentence is filled
        assert not BeautifulSoup(text, "html.parser").find("script")


def test_what_the_first_command_needs_is_said(advice, answers):
    """On Debian and Ubuntu making an environment takes a package more; Windows need not run a script."""
    for one in (one for one in answers if one.works):
        said = " ".join(advice.first(one.choice))
        debian = one.choice.tool == "venv" and one.choice.system in ("linux", "wsl2")
        assert (f"apt install python{one.choice.python}-venv" in said) == debian, one.choice
        assert "Activate" not in said


def test_what_was_not_run_is_called_so(advice, answers):
    for one in (one for one in answers if one.works):
        kinds = {fact.kind for fact in one.evidence}
        if one.choice.target != "linux-x86_64":
            assert kinds & {"not-run-windows", "not-run-macos", "not-run-arm64", "wsl2"}, one.choice
        if one.choice.device == "gpu":
            assert "gpu" in kinds
        said = advice.verdict(one)
        ran = advice.words.template("selector.yes-ran").partition(":")[0]
        assert (ran in said) == ("ran" in kinds)


def test_what_others_wrote_is_text_and_never_html():
    """What stands in data/versions.json by hand comes from documentation and threads; the script shows HTML."""
    text = 'a<b> & "`c`" <i>'

    def change(data):
        data["documented"][0]["title"] = data["documented"][0]["address"] = text
        for report in data["reported"]:
            what = {"en": f"{text} {report['what']['en']}"}
            report |= {"what": what, "thread": f"https://example.org/{text}"}

    texts = json.loads(Advice(altered(change), WORDS_OF["en"]).data())["texts"]
    for shown in ("a&lt;b&gt; &amp; &#34;<code>c</code>&#34; &lt;i&gt;", 'href="a&lt;b&gt;', "/a&lt;b&gt;"):
        assert any(shown in said for said in texts), shown
    assert not any("<i>" in said for said in texts)


def test_the_list_has_every_combination(advice, selector, answers):
    """Without a script: on each kind of computer each Python, and each line of every command."""
    soup = BeautifulSoup(advice.combinations(), "html.parser")
    folds = {fold.summary.get_text(): fold for fold in soup.find_all("details")}
    for system, processors in SYSTEMS.items():
        for processor in processors:
            called = advice.words.part("selector").get(f"{system}-{processor}", advice.name(processor))
            name = next(
                name
                for name in folds
                if advice.name(system) in name.partition(" (")[0].split(" · ") and f"({called})" in name
            )
            fold = folds[name]
            listed = {python for cell in fold.select("tbody td:first-child") for python in span(cell.get_text())}
            sample = selector.answer(Choice(system, processor, "venv", "3.12", "cpu"))
            if sample.works:
                assert listed == {*selector.pythons}, name
            for one in answers:
                if (one.choice.system, one.choice.processor) == (system, processor) and one.works:
                    row = next(
                        row for row in fold.select("tbody tr") if one.choice.python in span(row.td.get_text())
                    )
                    assert one.tensorflow in row.get_text(), one.choice
    shown = {code.get_text() for code in soup.find_all("code")}
    for one in answers:
        if one.works:
            assert {*selector.commands(one).text.split("\n")} <= shown, one.choice


def span(text: str) -> list[str]:
    """3.10–3.13 in full."""
    first, _, last = text.strip().partition("–")
    return [f"3.{one}" for one in range(int(first[2:]), int((last or first)[2:]) + 1)]


def test_the_form_starts_with_what_works(advice, selector):
    soup = BeautifulSoup(advice.form(), "html.parser")
    asked = [one.legend.find(string=True).strip() for one in soup.find_all("fieldset")]
    assert asked == [advice.name(name) for name in ("system", "tool", "processor", "python", "device")]
    folded = [one.legend.get_text() for one in soup.find("details").find_all("fieldset")]
    assert folded == asked[2:]
    checked = {one["name"]: one["value"] for one in soup.find_all("input", checked=True)}
    assert checked == START
    assert selector.answer(Choice(**checked)).works
    # A Mac of whose processor nobody has said anything is Apple silicon, and called so.
    mac = soup.find("input", value="macos")
    assert mac["data-processor"] == "arm64"
    assert soup.find("input", value="arm64").find_next("span")["data-macos"] == advice.name("macos-arm64")
    assert soup.form.has_attr("hidden") and soup.section.has_attr("hidden")


# On the site


def test_the_page_is_published_with_its_answers(site):
    for language in LANGUAGES:
        folder = site.folder / site.url(language, "install/index")
        soup = BeautifulSoup((folder / "index.html").read_text(encoding="utf-8"), "html.parser")
        assert soup.select_one("form#gipi-selector") and soup.select_one("#gipi-answer [role=status]")
        assert len(soup.select(".gipi-combinations details")) >= 6
        data = json.loads((folder / soup.select_one("#gipi-selector")["data-answers"]).read_text(encoding="utf-8"))
        for text in data["texts"]:
            for link in BeautifulSoup(text, "html.parser").find_all("a"):
                target, _, anchor = link["href"].partition("#")
                if not target.startswith("https:"):
                    page = (folder / target / "index.html").read_text(encoding="utf-8")
                    assert not anchor or f'id="{anchor}"' in page, link["href"]
    assert {link for link in LINKS.values() if not link.startswith("https:")}


# For real


@pytest.mark.registry
@pytest.mark.skipif(trial.system() != "linux-x86_64", reason="the commands of another system")
@pytest.mark.parametrize("asked", [f"venv {RECOMMENDED}", f"uv {RECOMMENDED}", "venv 3.8"])
def test_the_commands_for_linux_run_as_they_stand(selector, tmp_path, asked):
    """From an empty folder to a training step; conda cannot be installed here, so its lines stay untried."""
    one = selector.answer(choice(f"linux x86_64 {asked} cpu"))
    python = interpreter(one.choice.python)
    if not python:
        pytest.skip(f"there is no Python {one.choice.python} on this machine")
    kept = ROOT / ".gipi" / "trial"
    env = {
        key: value
        for key, value in os.environ.items()
        if key in trial.KEPT or not key.startswith(("PIP_", "PYTHON", "UV_", "VIRTUAL_ENV", "TF_", "KERAS_"))
    }
    env |= {
        "PATH": f"{Path(python).parent}{os.pathsep}{env['PATH']}",
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_CACHE_DIR": str(kept / "pip"),
        "UV_CACHE_DIR": str(kept / "uv"),
        "UV_NO_CONFIG": "1",
        "TMPDIR": str(tmp_path),
        "HOME": str(tmp_path),
    }
    done = subprocess.run(
        [bash(), "-euo", "pipefail", "-c", selector.commands(one).text],
        cwd=tmp_path,
        env=env,
        capture_output=True,
        text=True,
        timeout=1800,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.rstrip().endswith("loss went down"), done.stdout[-500:]
