"""The published site in a real browser: every page, both languages, wide and light, narrow and dark."""

import re
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

from gipi.pages import notebook
from gipi.pages.page import Page, slugs
from gipi.versions.pins import pinned
from small import CHROMIUM, FLAGS, ROOT

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="needs Chromium: apt-get install chromium fonts-noto-cjk"),
]

LANGUAGES = ("ko", "en")
SLUGS = [*slugs(ROOT, "ko"), *notebook.slugs(ROOT, "ko")]
SCHEMES = {"light": "default", "dark": "slate"}  # what a browser asks for, and Material's name of it


class Server(SimpleHTTPRequestHandler):
    """Serves the site as GitHub Pages does: 404.html for whatever is not there."""

    def send_error(self, code, message=None, explain=None):
        body = Path(self.directory, "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


class Window:
    """A browser window that notes what goes wrong in it."""

    def __init__(self, browser, root: str, width: int, scheme: str):
        self.root, self.name, self.scheme = root, f"{width} px {scheme}", scheme
        context = browser.new_context(
            viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce"
        )
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=root.rstrip("/"))
        self.page = context.new_page()
        self.noted: list[str] = []
        self.page.on("console", lambda one: one.type == "error" and self.note(one.text, one.location["url"]))
        self.page.on("pageerror", lambda error: self.note(f"a script fails: {error}"))
        self.page.on("request", lambda one: one.url.startswith(self.inside) or self.note("asks for", one.url))

    @property
    def inside(self) -> tuple[str, ...]:
        return self.root, f"blob:{self.root}", "data:"

    def note(self, *words: str) -> None:
        self.noted.append(" ".join(words))

    def visit(self, url: str):
        self.noted.clear()
        self.page.goto(self.root + url)
        return self.page

    def where(self) -> str:
        """The address below the site's root of what is shown."""
        return self.page.url.removeprefix(self.root)

    def faults(self) -> list[str]:
        """What is wrong with what is shown, also where a reader opens what is folded."""
        self.page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
        found = list(self.noted)
        scheme = self.page.evaluate("document.body.dataset.mdColorScheme")
        if scheme != SCHEMES[self.scheme]:
            found.append(f"shows the scheme {scheme}")
        if (over := self.page.evaluate("document.documentElement.scrollWidth - innerWidth")) > 0:
            found.append(f"scrolls sideways by {over} px: {', '.join(self.page.evaluate(WIDE))}")
        for violation in Axe().run(self.page).response["violations"]:
            places = [" ".join(map(str, node["target"])) for node in violation["nodes"]]
            found.append(f"axe: {violation['id']}: {violation['help']}, {len(places)}x: {'; '.join(places[:3])}")
        return [f"/{self.where()} at {self.name}: {fault}" for fault in found]


# The innermost elements that reach beyond the window's right edge, but for those in a box that scrolls.
WIDE = """() => {
  const boxed = (one) => one && one !== document.body &&
    (getComputedStyle(one).overflowX !== "visible" || boxed(one.parentElement))
  const wide = [...document.querySelectorAll("body *")].filter((one) =>
    one.getBoundingClientRect().right > innerWidth + 1 && !boxed(one.parentElement))
  return wide.filter((one) => !wide.some((other) => other !== one && one.contains(other)))
    .slice(0, 5).map((one) => one.tagName.toLowerCase() + [...one.classList].map((name) => "." + name).join(""))
}"""


@pytest.fixture(scope="module")
def windows(site):
    """A wide window in light colours and a narrow one in dark colours."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Server, directory=str(site.folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    root = f"http://127.0.0.1:{server.server_port}/"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield Window(browser, root, 1280, "light"), Window(browser, root, 360, "dark")
        browser.close()
    server.shutdown()


@pytest.fixture
def wide(windows):
    return windows[0]


def none(found: list[str]) -> None:
    """Fail with every sentence that was found."""
    if found:
        pytest.fail("\n".join(found), pytrace=False)


@pytest.mark.parametrize("slug", SLUGS)
def test_a_page(site, windows, slug):
    found = []
    for window in windows:
        for language, other in (("ko", "en"), ("en", "ko")):
            page = window.visit(site.url(language, slug))
            found += window.faults()
            switch = page.locator("a.gipi-switch")
            if not switch.is_visible():
                found.append(f"/{window.where()} at {window.name}: the language switch cannot be seen")
            if switch.evaluate("link => link.href") != window.root + site.url(other, slug):
                found.append(f"/{window.where()} at {window.name}: the language switch leads elsewhere")
    none(found)


def test_the_page_for_a_wrong_address(windows):
    found = []
    for window in windows:
        page = window.visit("no/such/page/")
        # The browser itself reports the status of the page that was asked for.
        window.noted[:] = [one for one in window.noted if not one.endswith(f" {page.url}")]
        found += window.faults()
        page.locator("[lang=en] a").click()
        assert window.where() == "en/"
    none(found)


@pytest.mark.parametrize("slug", ["index", "install/index", "concepts/loss", *notebook.slugs(ROOT, "ko")])
def test_the_language_switch_leads_to_the_same_page_and_back(site, windows, slug):
    for window in windows:
        page = window.visit(site.url("ko", slug))
        for language in ("en", "ko"):
            page.locator("a.gipi-switch").click()
            assert window.where() == site.url(language, slug)
            assert page.evaluate("document.documentElement.lang") == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_copying_copies_the_code_and_nothing_else(site, wide, language):
    one = Page(ROOT, ROOT / "docs" / language / "concepts/loss.md")
    page = wide.visit(site.url(language, one.slug))
    blocks = page.locator(".language-python, .language-bash")
    expect(blocks).to_have_count(len(one.steps))
    for index, step in enumerate(one.steps):
        block = blocks.nth(index)
        block.evaluate("block => block.closest('details')?.setAttribute('open', '')")
        block.hover()
        block.locator("button[data-md-type=copy]").click()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied.strip("\n") == step.code.strip("\n")
    for output in page.locator(".gipi-output").all():
        output.hover()
        expect(output.locator("button:visible")).to_have_count(0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_carries_page_and_versions(site, wide, language):
    page = wide.visit(site.url(language, "concepts/loss"))
    page.locator("#gipi-verified a:not([download])").click()
    told = page.locator("#gipi-report pre").inner_text()
    assert f"page: {language}/concepts/loss" in told
    for name in pinned(ROOT):
        assert re.search(rf"{name}: \d", told)
    none(wide.faults())


@pytest.mark.parametrize(("language", "word"), [("ko", "손실"), ("en", "loss")])
def test_a_slash_opens_the_search(site, wide, language, word):
    page = wide.visit(site.url(language, "index"))
    page.keyboard.press("/")
    expect(page.locator(".md-search__input")).to_be_focused()
    page.keyboard.type(word)
    first = page.locator(".md-search-result__link").first
    expect(first).to_be_visible(timeout=20_000)
    assert first.evaluate("link => link.pathname") == f"/{site.url(language, 'concepts/loss')}"


PASTE = """(dl) C:\\dl>python train.py
Traceback (most recent call last):
  File "C:\\dl\\train.py", line 1, in <module>
    import tensorflow
ImportError: DLL load failed while importing _pywrap_tensorflow_internal: The specified module could not be \
found."""


def paste(page, text: str) -> None:
    """As by Ctrl+V in the field that has the focus."""
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.keyboard.press("ControlOrMeta+V")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_third_door_leads_to_the_entry_for_a_paste(site, windows, language):
    found = []
    for window in windows:
        page = window.visit(site.url(language, "index"))
        page.locator(".gipi-hello li:nth-child(3) a").click()
        label = page.locator("label[for=gipi-pasted]").inner_text()
        field, status = page.get_by_label(label), page.locator("#gipi-found")
        expect(status).to_have_role("status")
        expect(status).to_be_empty()
        field.focus()
        paste(page, PASTE)
        links = status.get_by_role("link")
        expect(links.first).to_be_visible()
        found += window.faults()
        # To the first link by keyboard, and on to its page.
        page.keyboard.press("Tab")
        expect(links.first).to_be_focused()
        page.keyboard.press("Enter")
        page.wait_for_url("**/errors/dll-load-failed/*")
        assert window.where().startswith(site.url(language, "errors/dll-load-failed"))
        assert page.locator(f"[id='{page.url.partition('#')[2]}']").is_visible()
        found += window.faults()
    none(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_box_says_that_nothing_fits_and_sends_nothing(site, wide, language):
    page = wide.visit(site.url(language, "errors/index"))
    field, status = page.locator("#gipi-pasted"), page.locator("#gipi-found")
    expect(field).to_be_visible()
    page.wait_for_load_state("networkidle")
    asked = []
    page.on("request", lambda one: asked.append(one.url))
    field.fill("ModuleNotFoundError: No module named 'cv2'")
    expect(status).to_contain_text(page.locator("#gipi-none").evaluate("one => one.content.textContent.trim()"))
    expect(status.get_by_role("link")).to_have_attribute("href", "#which-line")
    none(wide.faults())
    field.fill(PASTE)
    expect(status.locator("li a").first).to_be_visible()
    field.fill("")
    expect(status).to_be_empty()
    assert asked == []


def test_without_scripts_the_list_of_errors_remains(site, wide):
    page = wide.page.context.browser.new_context(java_script_enabled=False).new_page()
    page.goto(wide.root + site.url("ko", "errors/index"))
    expect(page.locator("#gipi-paste")).to_be_hidden()
    expect(page.locator("noscript p")).to_be_visible()
    expect(page.get_by_role("link", name="아래 목록")).to_be_visible()
    assert page.locator("#all ~ ul a").count() > 0
    page.context.close()


def test_the_scheme_can_be_changed_and_stays(wide):
    page = wide.visit("")
    try:
        page.locator("label[for=__palette_1]:visible").click()
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
        page.goto(wide.root + "concepts/loss/")
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
        page.locator("a.gipi-switch").click()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
        page.locator("label[for=__palette_0]:visible").click()
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    finally:
        page.evaluate("localStorage.clear()")
    none(wide.noted)


# The hints of the glossary's terms


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hint_opens_by_click_and_closes_by_escape(site, windows, language):
    found = []
    for window in windows:
        page = window.visit(site.url(language, "concepts/loss"))
        for term in page.locator(".gipi-term").all()[:3]:
            hint = page.locator(f"#{term.get_attribute('popovertarget')}")
            expect(hint).to_be_hidden()
            term.click()
            expect(hint).to_be_visible()
            word, box = term.bounding_box(), hint.bounding_box()
            assert box["x"] >= 0 and box["x"] + box["width"] <= page.viewport_size["width"]
            gap = max(box["y"] - word["y"] - word["height"], word["y"] - box["y"] - box["height"])
            assert 0 <= gap < 20, "the hint stands neither right below nor right above its word"
            found += window.faults()
            page.keyboard.press("Escape")
            expect(hint).to_be_hidden()
    none(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hint_opens_by_keyboard(site, wide, language):
    page = wide.visit(site.url(language, "concepts/loss"))
    page.locator("h1 a").focus()
    focus = page.locator(":focus")
    while not focus.evaluate("one => one.matches('.gipi-term')"):
        page.keyboard.press("Tab")
    hint = page.locator(f"#{focus.get_attribute('popovertarget')}")
    assert focus.evaluate("term => getComputedStyle(term).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(hint).to_be_visible()
    page.keyboard.press("Tab")
    expect(hint.locator("a")).to_be_focused()
    page.keyboard.press("Escape")
    expect(hint).to_be_hidden()
    expect(page.locator(".gipi-term").first).to_be_focused()


def test_a_hint_opens_under_the_pointer(site, wide):
    page = wide.visit(site.url("ko", "concepts/loss"))
    term = page.locator(".gipi-term").first
    hint = page.locator(f"#{term.get_attribute('popovertarget')}")
    term.hover()
    expect(hint).to_be_visible()
    hint.hover()
    expect(hint).to_be_visible()
    page.locator("h1").hover()
    expect(hint).to_be_hidden()


def test_a_hint_opens_by_touch_and_without_scripts(site, wide):
    context = wide.page.context.browser.new_context(
        viewport={"width": 360, "height": 800}, has_touch=True, java_script_enabled=False
    )
    try:
        page = context.new_page()
        page.goto(wide.root + site.url("ko", "concepts/loss"))
        term = page.locator(".gipi-term").first
        hint = page.locator(f"#{term.get_attribute('popovertarget')}")
        term.tap()
        expect(hint).to_be_visible()
        page.locator("h1").tap()
        expect(hint).to_be_hidden()
        term.tap()
        hint.locator("a").tap()
        expect(page).to_have_url(re.compile(r"/glossary/#[a-z-]+$"))
    finally:
        context.close()
