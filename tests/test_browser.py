"""The published site in a real browser: every page, both languages, wide and light, narrow and dark."""

import re

import pytest
from playwright.sync_api import expect

from browsing import AXE_ADDRESS, BROWSER, LANGUAGES, chromium, none, requests_of
from gipi.pages import notebook, unshown
from gipi.pages.page import Page, slugs
from gipi.versions.pins import pinned
from small import ROOT

pytestmark = BROWSER
SLUGS = [*slugs(ROOT, "ko"), *notebook.slugs(ROOT, "ko")]
# One page of each kind on which the contrast of every text is judged, so that nothing rests on looks alone.
EVERY_TEXT = {
    "index",
    "concepts/loss",
    "install/index",
    "install/versions",
    "errors/index",
    "glossary",
    "practice/install-check",
}


def faults(site, window, language: str, slug: str, structure: bool = True) -> list[str]:
    """What is wrong with a page in this window and language."""
    page = window.visit(site.url(language, slug))
    found = window.faults(slug in EVERY_TEXT, structure)
    switch = page.locator("a.gipi-switch")
    if not switch.is_visible():
        found.append(f"/{window.where()} at {window.name}: the language switch cannot be seen")
    (other,) = set(LANGUAGES) - {language}
    if switch.evaluate("link => link.href") != window.root + site.url(other, slug):
        found.append(f"/{window.where()} at {window.name}: the language switch leads elsewhere")
    return found


@pytest.mark.parametrize("slug", SLUGS)
def test_a_page(site, windows, slug):
    """Wide in one language and narrow in the other, by turns; whether it fits is seen narrow in both.

    What axe asks about beside colours seldom depends on the window or on the language alone, and takes most of
    the time: it is asked once, by turns in either window.
    """
    number = SLUGS.index(slug)
    one, other = LANGUAGES if number % 2 else LANGUAGES[::-1]
    wide, narrow = windows
    found = faults(site, wide, one, slug, structure=number % 4 < 2)
    with wide.as_narrow_as(narrow):
        found += wide.misfits()
    none(found + faults(site, narrow, other, slug, structure=number % 4 >= 2))


@pytest.mark.exhaustive
@pytest.mark.parametrize("slug", SLUGS)
def test_a_page_in_both_windows_and_languages(site, windows, slug):
    none([fault for window in windows for language in LANGUAGES for fault in faults(site, window, language, slug)])


@pytest.mark.parametrize("slug", ["concepts/optimizer", "install/index"])
def test_a_look_is_judged_as_all_texts_that_have_it(site, windows, slug):
    """Where texts cannot be read, judging one of each look finds the looks that judging all of them finds."""
    faint = "article p, article code, article a, td, .md-nav__link { opacity: 0.4 !important }"
    for window in windows:
        page = window.visit(site.url("en", slug))
        page.add_style_tag(content=faint)
        known, found = window.looks, []
        for every in (False, True):
            window.looks = set()
            found.append(
                {
                    (violation["id"], node["look"])
                    for violation in window.axe(every)
                    for node in violation["nodes"]
                    if node["look"]
                }
            )
        window.looks = known
        once, everywhere = found
        assert len(once) > 5
        assert once == everywhere


def test_the_page_for_a_wrong_address(windows):
    found = []
    for window in windows:
        page = window.visit("no/such/page/")
        # The browser itself reports the status of the page that was asked for.
        window.noted[:] = [one for one in window.noted if not one.endswith(f" {page.url}")]
        found += window.faults(every=True)
        page.locator("[lang=en] .gipi-doors a").last.click()
        assert window.where() == "en/"
    none(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wrong_address_is_searched_for_in_its_language(site, root, language):
    page = chromium().new_page()
    page.goto(root + site.url(language, "concepts/back_propagation"))
    own = page.locator(f".gipi-lost > section[lang={language}]")
    others = page.locator(f".gipi-lost > section:not([lang={language}])").all()
    first = own.bounding_box()
    assert all((first["y"], first["x"]) < (box["y"], box["x"]) for box in (one.bounding_box() for one in others))
    field = own.locator("input")
    expect(field).to_have_value("back propagation")
    field.fill("backpropagation")
    page.keyboard.press("Enter")
    link = page.locator(".md-search-result__link").first
    expect(link).to_have_attribute("href", re.compile("concepts/backpropagation/"))
    page.close()


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
    page.locator("details").evaluate_all("folds => folds.forEach((fold) => { fold.open = true })")
    blocks = page.locator(".language-python, .language-bash")
    expect(blocks).to_have_count(len(one.steps))
    for index, step in enumerate(one.steps):
        block = blocks.nth(index)
        block.hover()
        block.locator("button[data-md-type=copy]").click()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied.strip("\n") == unshown.code(step).strip("\n")
    for output in page.locator(".gipi-output").all():
        output.hover()
        expect(output.locator("button[data-md-type=copy]:visible")).to_have_count(0)


def test_a_cell_of_a_notebook_is_copied_as_it_stands(site, wide):
    slug = "practice/install-check"
    page = wide.visit(site.url("ko", slug))
    cells = notebook.code(notebook.read(ROOT, slug, "ko"))
    buttons = page.locator(".jp-InputArea button[data-md-type=copy]")
    expect(buttons).to_have_count(len(cells))
    buttons.nth(1).click()
    assert page.evaluate("navigator.clipboard.readText()").strip("\n") == cells[1].source.strip("\n")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_carries_page_and_versions(site, wide, language):
    page = wide.visit(site.url(language, "concepts/loss"))
    page.locator("#gipi-verified a[href$='#report']").click()
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
        label = page.locator("label[for=gipi-pasted]")
        expect(label).to_be_visible()  # the script shows it
        field, status = page.get_by_label(label.inner_text()), page.locator("#gipi-found")
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
    with page.expect_response("**/errors/entries.json"):
        field.focus()  # the dictionary comes when somebody reaches for the box
    asked = requests_of(page)
    field.fill("ZeroDivisionError: division by zero")
    expect(status).to_contain_text(page.locator("#gipi-none").evaluate("one => one.content.textContent.trim()"))
    expect(status.get_by_role("link")).to_have_attribute("href", "#which-line")
    none(wide.faults())
    field.fill(PASTE)
    expect(status.locator("li a").first).to_be_visible()
    field.fill("")
    expect(status).to_be_empty()
    assert [url for url in asked if not url.endswith(AXE_ADDRESS)] == []


def test_without_scripts_the_list_of_errors_remains(site, wide):
    page = chromium().new_context(java_script_enabled=False).new_page()
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
        for number, term in enumerate(page.locator(".gipi-term").all()[:2]):
            hint = page.locator(f"#{term.get_attribute('popovertarget')}")
            expect(hint).to_be_hidden()
            term.click()
            expect(hint).to_be_visible()
            word, box = term.bounding_box(), hint.bounding_box()
            assert box["x"] >= 0 and box["x"] + box["width"] <= page.viewport_size["width"]
            gap = max(box["y"] - word["y"] - word["height"], word["y"] - box["y"] - box["height"])
            assert 0 <= gap < 20, "the hint stands neither right below nor right above its word"
            found += window.faults(structure=number == 0)
            page.wait_for_timeout(700)  # the pointer rests on the word; what that opens is open by now
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
    context = chromium().new_context(
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
