"""The box on errors/index in a browser: the line that decided is marked, and the first thing to do is at hand."""

import re
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from browsing import BROWSER, LANGUAGES, chromium, none

pytestmark = BROWSER

LOG = "\n".join(f"I0000 00:00:17{number:02}.1 {number} cpu_feature_guard.cc:210] note" for number in range(40))
ERROR = "ModuleNotFoundError: No module named 'tensorflow'"
PASTE = f'{LOG}\nTraceback (most recent call last):\n  File "a.py", line 1, in <module>\n{ERROR}\n{LOG}\n'
PLATFORMS = {"Win32": ".venv\\Scripts\\python", "MacIntel": ".venv/bin/python", "Linux x86_64": ".venv/bin/python"}


def paste(page, text: str) -> None:
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.locator("#gipi-pasted").focus()
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.press("ControlOrMeta+V")


@contextmanager
def on(root: str, platform: str):
    """A window on a computer of this kind."""
    context = chromium().new_context()
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=root.rstrip("/"))
    context.add_init_script(
        f"Object.defineProperty(navigator, 'platform', {{ get: () => {platform!r} }});"
        "Object.defineProperty(navigator, 'userAgentData', { get: () => undefined })"
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_line_that_decided_is_marked_and_in_view(site, windows, language):
    found = []
    for window in windows:
        page = window.visit(site.url(language, "errors/index"))
        paste(page, PASTE)
        mark, field = page.locator(".gipi-field__mark"), page.locator("#gipi-pasted")
        expect(mark).to_be_visible()
        expect(page.locator("#gipi-found p b").first).to_contain_text("43")
        seen, box = mark.bounding_box(), field.bounding_box()
        assert box["y"] < seen["y"] and seen["y"] + seen["height"] < box["y"] + box["height"]
        # The mark lies on that very line, wherever the field is scrolled to.
        line = """field => { const height = parseFloat(getComputedStyle(field).lineHeight)
            const top = field.getBoundingClientRect().top + field.clientTop
            return top + parseFloat(getComputedStyle(field).paddingTop) + 42 * height - field.scrollTop }"""
        assert abs(field.evaluate(line) - seen["y"]) < 1
        field.evaluate("field => field.scrollBy(0, -20)")
        expect(mark).not_to_have_css("top", "0px")
        assert abs(field.evaluate(line) - mark.bounding_box()["y"]) < 1
        found += window.faults()
        field.fill("ZeroDivisionError: division by zero")
        expect(mark).to_be_hidden()
        page.locator(".gipi-clear").click()
        expect(field).to_be_focused()
        expect(field).to_have_value("")
        expect(page.locator("#gipi-found")).to_be_empty()
        expect(page.locator(".gipi-clear")).to_be_hidden()
    none(found)


@pytest.mark.parametrize("platform", PLATFORMS)
def test_the_first_command_is_that_of_the_readers_computer_and_can_be_copied(root, platform):
    with on(root, platform) as page:
        page.goto(root + "errors/")
        paste(page, ERROR)
        commands = page.locator("#gipi-found .gipi-command")
        expect(commands).to_have_count(1)
        text = commands.locator("code").inner_text()
        assert text.startswith(PLATFORMS[platform] + " -m pip install")
        # By keyboard: the entry, what its sentence links to, the button.
        for _ in range(8):
            page.keyboard.press("Tab")
            if page.locator(".gipi-copy").evaluate("one => one === document.activeElement"):
                break
        expect(page.locator(".gipi-copy")).to_have_accessible_name(re.compile("pip install"))
        page.keyboard.press("Enter")
        expect(page.locator(".gipi-copy--done")).to_be_visible()
        assert page.evaluate("navigator.clipboard.readText()") == text


@pytest.mark.parametrize(
    ("text", "command"),
    [
        (f"PS C:\\dl> python a.py\n{ERROR}", ".venv\\Scripts\\python"),
        (f'File "/Users/me/a.py", line 1\n{ERROR}', ".venv/bin/python"),
        (f"Cell In[1], line 1\n----> 1 import tensorflow\n\n{ERROR}", "%pip install"),
    ],
)
def test_a_paste_that_names_its_computer_is_answered_for_that_one(root, text, command):
    with on(root, "Linux armv8l") as page:
        page.goto(root + "en/errors/")
        paste(page, text)
        code = page.locator("#gipi-found .gipi-command code")
        expect(code).to_have_count(1)
        assert code.inner_text().startswith(command)


def test_where_nothing_names_the_computer_each_has_its_command(root):
    with on(root, "") as page:
        page.goto(root + "errors/")
        paste(page, ERROR)
        expect(page.locator("#gipi-found .gipi-command")).to_have_count(3)
        expect(page.locator("#gipi-found .gipi-fix__where").first).to_contain_text("윈도우")


def test_the_mark_is_seen_in_forced_colours(root):
    context = chromium().new_context(forced_colors="active")
    page = context.new_page()
    page.goto(root + "errors/")
    page.locator("#gipi-pasted").fill(f"a\nb\n{ERROR}")
    expect(page.locator(".gipi-field__mark")).to_have_css("outline-style", "solid")
    context.close()
