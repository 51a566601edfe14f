"""The front page: three doors on the first screen, the third a field, and the slider; and what paper shows."""

import re

import pytest
from playwright.sync_api import expect

from browsing import BROWSER, LANGUAGES, chromium, none
from small import WORDS_OF

pytestmark = BROWSER

PASTE = "ImportError: DLL load failed while importing _pywrap_tensorflow_internal: The specified module \
could not be found."


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_three_doors_are_on_the_first_screen_of_a_phone(site, root, language):
    context = chromium().new_context(viewport={"width": 360, "height": 740}, has_touch=True)
    try:
        page = context.new_page()
        page.goto(root + site.url(language, "index"))
        doors = page.locator(".gipi-hello li a")
        expect(doors).to_have_count(3)
        field = page.locator(".gipi-ask textarea")
        expect(field).to_be_visible()
        for one in (*doors.all(), field):
            box = one.bounding_box()
            assert box["y"] + box["height"] <= 740
    finally:
        context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_pasted_at_the_door_is_answered_and_never_in_an_address(site, windows, language):
    found = []
    for window in windows:
        page = window.visit(site.url(language, "index"))
        page.get_by_label(WORDS_OF[language]("theme.gipi.ask.label")).fill(PASTE)
        page.keyboard.press("Enter")
        expect(page.locator("#gipi-pasted")).to_have_value(PASTE)
        expect(page.locator("#gipi-found li a").first).to_have_attribute("href", re.compile("^dll-load-failed/"))
        assert window.where() == site.url(language, "errors/index") + "?"
        found += window.faults()
        page.reload()
        assert page.evaluate("sessionStorage.getItem('gipi-pasted')") is None
    none(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_slider_shows_one_border_after_the_other(site, wide, language):
    page = wide.visit(site.url(language, "index"))
    slider, image = page.get_by_role("slider"), page.locator(".gipi-look figure img")
    seen = set()
    slider.focus()
    page.keyboard.press("Home")
    for depth in range(4):
        text = WORDS_OF[language]("theme.gipi.depth").replace("#", str(depth))
        expect(slider).to_have_attribute("aria-valuetext", text)
        expect(page.locator(".gipi-slide output")).to_have_text(text)
        seen.add(image.evaluate("one => getComputedStyle(one).transform"))
        page.keyboard.press("ArrowRight")
    assert len(seen) == 4
    none(wide.faults())


def test_without_scripts_the_doors_are_links_and_all_panels_show(site, root):
    context = chromium().new_context(viewport={"width": 1280, "height": 800}, java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(root)
        expect(page.locator(".gipi-ask")).to_be_hidden()
        expect(page.locator(".gipi-slide")).to_be_hidden()
        figure, image = (page.locator(f".gipi-look {one}").bounding_box() for one in ("figure", "figure img"))
        assert image["width"] <= figure["width"] + 1
    finally:
        context.close()


def test_paper_is_light_and_the_install_page_short(site, root):
    context = chromium().new_context(viewport={"width": 1280, "height": 800}, color_scheme="dark")
    try:
        page = context.new_page()
        page.goto(root + "install/")
        expect(page.locator("#gipi-selector")).to_be_visible()
        assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) <= 8
        page.goto(root + "concepts/loss/")
        page.emulate_media(media="print", color_scheme="dark")
        assert page.evaluate("getComputedStyle(document.body).color") == "rgb(31, 36, 48)"
        for name in (".md-code__nav", ".gipi-same__ask", ".md-footer"):
            assert not page.locator(name).first.is_visible(), name
    finally:
        context.close()
