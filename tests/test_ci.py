"""What runs elsewhere: workflows that take nothing on trust, links, pages by themselves."""

import http.server
import re
import subprocess
import threading
from importlib import util

import pytest
import yaml

from gipi.guide import Guide
from small import ROOT, step

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def script(name: str):
    """A script of .ci/, which is no package, as a module."""
    spec = util.spec_from_file_location(name, ROOT / ".ci" / f"{name}.py")
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_there_are_the_three_workflows():
    assert [file.stem for file in WORKFLOWS] == ["publish", "verify", "weekly"]


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_a_workflow_pins_its_actions_and_asks_for_the_least(file):
    text = file.read_text(encoding="utf-8")
    workflow = yaml.safe_load(text)
    assert workflow["permissions"] == {}
    for used in re.findall(r"uses: (\S+.*)", text):
        assert re.fullmatch(
            r"actions/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+|\$/\.github/workflows/verify\.yml", used
        )
    for name, job in workflow["jobs"].items():
        assert job["permissions"], f"{name} says what it may do"
        assert "uses" in job or job["timeout-minutes"]
        for part in job.get("steps", []):
            assert "${{" not in part.get("run", ""), "an expression in a shell line is code from outside"


@pytest.mark.parametrize("name", ["publish", "weekly"])
def test_where_steps_ask_the_index_they_find_what_they_need(name):
    """A step whose Python is missing is left out, and then its page may not be published."""
    text = (ROOT / ".github" / "workflows" / f"{name}.yml").read_text(encoding="utf-8")
    steps = [step for page in Guide(ROOT).pages["ko"].values() for step in page.steps if step.registry]
    (job,) = [one for one in yaml.safe_load(text)["jobs"].values() if "setup-python" in str(one)]
    (setup,) = [one["with"] for one in job["steps"] if "setup-python" in one.get("uses", "")]
    assert {version for step in steps for version in step.pythons} <= {*setup["python-version"].split()}
    ways = [one.get("run", "") for one in job["steps"]]
    (asked,) = [at for at, way in enumerate(ways) if "-m registry" in way or "/weekly" in way]
    if any("unshare" in step.code for step in steps):
        assert any("apparmor_restrict_unprivileged_userns=0" in way for way in ways[:asked])


def test_one_hash_for_each_action():
    pins = {used for file in WORKFLOWS for used in re.findall(r"actions/\S+ # \S+", file.read_text())}
    assert len({pin.partition("@")[0] for pin in pins}) == len(pins)


def test_the_readme_and_the_workflow_name_the_same_pythons():
    jobs = yaml.safe_load((ROOT / ".github/workflows/verify.yml").read_text())["jobs"]
    pythons = jobs["readme"]["strategy"]["matrix"]["python"]
    assert f"Python {pythons[0]} to {pythons[-1]}" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert jobs["lines"]["strategy"]["matrix"]["python"] == pythons


@pytest.fixture
def server():
    """A server that knows two addresses and refuses a third."""

    class Answers(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response({"/there": 200, "/robots": 403}.get(self.path, 404))
            self.end_headers()

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers) as one:
        threading.Thread(target=one.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{one.server_port}"
        one.shutdown()


def test_links_that_lead_nowhere_are_told_with_their_pages(server, tmp_path, capsys):
    links = script("links")
    (tmp_path / "en").mkdir()
    page = '<link rel="canonical" href="http://gipi.test/"><a href="http://gipi.test/x">x</a><a href="b/">b</a>'
    for name, paths in (("index.html", ("there#part", "gone", "robots")), ("en/index.html", ("gone",))):
        anchors = "".join(f'<a href="{server}/{path}">x</a>' for path in paths)
        (tmp_path / name).write_text(page + anchors, encoding="utf-8")
    assert links.main(tmp_path) == 1
    said = capsys.readouterr().out.splitlines()
    assert said == [
        f"gone (404): {server}/gone, on en/index.html, index.html",
        f"unsure (403): {server}/robots, on index.html",
        "1 fine, 1 unsure, 1 gone",
    ]


def test_a_page_by_itself_runs_to_its_end_or_to_the_error_that_it_shows(guide):
    alone = script("alone")
    Page = alone.Page
    guide.snippet("a.py", one="x = 1", two="int('a')", three="print(x)")
    file = guide.root / "snippets" / "a.py"
    before = "<!-- pytest-codeblocks:expect-error ValueError -->\n"
    guide.write("docs/ko/a.md", f"# A {{ #a }}\n\n{step('one')}\n{step('two', before=before)}")
    page = Page(guide.root, guide.root / "docs/ko/a.md")
    assert alone.fault(file, page) is None
    file.write_text(file.read_text().replace("int('a')", "open('none')"))
    assert alone.fault(file, page).startswith("FileNotFoundError: ")


def test_weekly_is_a_script_that_bash_can_read():
    assert subprocess.run(["bash", "-n", str(ROOT / ".ci" / "weekly")]).returncode == 0
