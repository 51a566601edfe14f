"""What the box on errors/index shows of a page: its cure, and the first command for each computer."""

import json
import re

import pytest
from bs4 import BeautifulSoup

from browsing import LANGUAGES
from gipi.site.first_fix import first_fix
from small import WORDS_OF


def code(shell: str, text: str) -> str:
    return f'<div class="language-{shell} highlight"><pre><span></span><code>{text}\n</code></pre></div>\n'


def tabs(*blocks: tuple[str, str]) -> str:
    labels = "".join(f'<label for="x">{label}</label>' for label, _ in blocks)
    inside = "\n".join(f'<div class="tabbed-block">\n{block}</div>' for _, block in blocks)
    return (
        f'<div class="tabbed-set tabbed-alternate"><div class="tabbed-labels">{labels}</div>\n'
        f'<div class="tabbed-content">\n{inside}\n</div>\n</div>\n'
    )


def heading(level: int, anchor: str) -> str:
    return f'<h{level} id="{anchor}">Title<a class="headerlink" href="#{anchor}">#</a></h{level}>\n'


TOP = (
    heading(1, "page") + '<p>Install <a href="../../install/venv/#make">it</a>, see <a href="#own">here</a>.</p>\n'
)


def fix(html: str, section: str | None = None) -> list:
    return first_fix(html, "errors/page/", section, WORDS_OF["en"])


def test_a_page_begins_with_its_cure_and_links_lead_there_from_the_box():
    said, run = fix(TOP + heading(2, "fix"))
    assert said == ['Install <a href="../install/venv/#make">it</a>, see <a href="page/#own">here</a>.']
    assert run == []


def test_a_command_right_behind_the_cure_is_the_first():
    html = TOP + code("powershell", "Set-One &lt;here&gt;") + heading(2, "fix") + code("console", "other")
    assert fix(html)[1] == [["Set-One <here>", "powershell", "", [], ""]]


def test_each_tab_has_its_command_and_says_for_which_computer():
    html = (
        TOP
        + heading(2, "fix")
        + tabs(
            ("Windows", "<p>First this.</p>\n<p>Then:</p>\n" + code("powershell", "py")),
            ("Mac, Linux", code("console", "python3")),
            ("Jupyter", code("text", "%pip")),
            ("Elsewhere", code("text", "no command")),
        )
    )
    assert fix(html, "cause")[1] == [
        ["py", "powershell", "Windows", ["windows"], "Then:"],
        ["python3", "console", "Mac, Linux", ["macos", "linux"], ""],
        ["%pip", "text", "Jupyter", ["notebook"], ""],
    ]


@pytest.mark.parametrize("before", ["<table><tr><td>which?</td></tr></table>", "<ol>\n<li>Look.</li>\n</ol>"])
def test_what_is_decided_first_has_no_command(before):
    assert fix(TOP + heading(2, "fix") + before + code("console", "run"))[1] == []


def test_a_section_below_the_fix_has_its_own_cure_and_one_elsewhere_adds_to_it():
    html = (
        TOP
        + heading(2, "fix")
        + code("console", "all")
        + heading(3, "own")
        + "<ol>\n<li>Do this.</li>\n</ol>\n"
        + heading(2, "else")
        + "<p>That is so.</p>\n"
        + code("console", "demonstration")
    )
    assert fix(html, "own") == [["Do this."], []]
    said, run = fix(html, "else")
    assert (said[1], run) == ("That is so.", [["all", "console", "", [], ""]])


def test_a_page_that_is_no_error_says_what_the_section_says():
    html = TOP + heading(2, "terms") + "<p>Accept<sup id='x'>1</sup>.</p>\n" + code("console", "conda tos accept")
    assert fix(html, "terms") == [["Accept."], [["conda tos accept", "console", "", [], ""]]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_has_something_to_do_first_and_its_page_says_the_same(site, language):
    start = site.folder / ("" if language == "ko" else language)
    entries = json.loads((start / "errors" / "entries.json").read_text(encoding="utf-8"))
    commands = 0
    for entry in entries:
        file = start / "errors" / entry["name"] / "index.html"
        page = re.sub(r"\s", "", BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser").get_text())
        if not entry["name"].startswith(".."):
            assert entry["fixes"][""][0], entry["name"]
        for _, run in entry["fixes"].values():
            commands += len(run)
            for one in run:
                assert re.sub(r"\s", "", one[0]) in page, entry["name"]
    assert commands > 60
