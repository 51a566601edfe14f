"""The selector of install/index in a browser: address, keyboard, what is announced, and life without scripts."""

import re

import pytest
from playwright.sync_api import expect

from browsing import BROWSER, LANGUAGES, chromium, none
from gipi.site.selector_page import START, Advice
from gipi.versions import source
from gipi.versions.choose import Choice, Selector
from gipi.versions.pins import pinned
from small import ROOT, WORDS_OF

pytestmark = BROWSER
SELECTOR = Selector(source.load(), pinned(ROOT)["keras"])
LINUX = Choice("linux", "x86_64", "venv", "3.12", "cpu")
WINDOWS_GPU = Choice("windows", "x86_64", "venv", "3.12", "gpu")


def query(choice: Choice) -> str:
    return "?" + "&".join(f"{name}={value}" for name, value in zip(Choice._fields, choice, strict=True))


def title(choice: Choice, language: str) -> str:
    return Advice(SELECTOR, WORDS_OF[language]).title(choice)


def checked(page) -> Choice:
    return Choice(*(one.get_attribute("value") for one in page.locator("#gipi-selector input:checked").all()))


def open_(window, site, language: str, address: str = ""):
    page = window.visit(site.url(language, "install/index") + address)
    expect(page.locator("#gipi-selector")).to_be_visible()
    return page


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_starts_with_what_works_and_leaves_the_address_alone(site, windows, language):
    found = []
    for window in windows:
        page = open_(window, site, language)
        assert checked(page) == Choice(**START)
        assert window.where() == site.url(language, "install/index")
        expect(page.locator("#gipi-answer [role=status]")).to_contain_text(title(Choice(**START), language))
        found += window.faults()
    none(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_address_gives_the_commands_and_copies_them(site, wide, language):
    page = open_(wide, site, language, query(LINUX))
    assert checked(page) == LINUX
    expect(page.locator("#gipi-answer [role=status]")).to_contain_text(title(LINUX, language))
    box = page.locator("#gipi-answer .highlight")
    text = SELECTOR.commands(SELECTOR.answer(LINUX)).text
    assert box.locator("code").inner_text().strip() == text
    box.hover()
    box.locator("button[data-md-type=copy]").click()
    assert page.evaluate("navigator.clipboard.readText()").strip() == text
    none(wide.noted)


def test_a_choice_by_keyboard_is_announced_and_goes_into_the_address(site, wide):
    page = open_(wide, site, "ko")
    status = page.locator("#gipi-answer [role=status]")
    before = status.inner_text()
    page.locator("#gipi-selector input:checked").first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    chosen = Choice(**START)._replace(system="linux")
    assert checked(page) == chosen
    assert status.inner_text() != before
    expect(status).to_contain_text(title(chosen, "ko"))
    assert wide.where() == site.url("ko", "install/index") + query(chosen)
    # The keyboard stays where it was, and goes on to the next question.
    focused = "document.activeElement.name"
    assert page.evaluate(focused) == "system"
    page.keyboard.press("Tab")
    assert page.evaluate(focused) == "processor"
    shown = "one => getComputedStyle(one.nextElementSibling).outlineStyle"
    assert page.locator(":focus").evaluate(shown) == "solid"
    # Whoever gets the address sees the same, in the other language too.
    page.locator("a.gipi-switch").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("#gipi-answer [role=status]")).to_contain_text(title(chosen, "en"), timeout=20_000)
    none(wide.noted)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_cannot_work_says_why_and_leads_to_the_nearest(site, windows, language):
    found = []
    for window in windows:
        page = open_(window, site, language, query(WINDOWS_GPU))
        status, nearest = page.locator("#gipi-answer [role=status]"), page.locator(".gipi-answer__nearest a")
        answer = SELECTOR.answer(WINDOWS_GPU)
        expect(status).to_contain_text(WORDS_OF[language]("selector.no"))
        expect(status).to_contain_text("2.10")
        expect(page.locator(".gipi-answer__commands")).to_be_hidden()
        expect(nearest).to_have_text(title(answer.nearest, language))
        found += window.faults()
        nearest.click()
        assert checked(page) == answer.nearest
        assert window.where().endswith(query(answer.nearest))
        expect(status).to_be_focused()
        expect(page.locator(".gipi-answer__commands")).to_be_visible()
        expect(page.locator(".gipi-answer__nearest")).to_be_hidden()
        page.go_back()
        assert checked(page) == WINDOWS_GPU
        expect(page.locator(".gipi-answer__commands")).to_be_hidden()
    none(found)


def test_an_address_that_makes_no_sense_is_read_as_far_as_it_does(site, wide):
    page = open_(wide, site, "en", "?system=amiga&python=3.11&device=&other=1")
    assert checked(page) == Choice(**START)._replace(python="3.11")
    page.locator("#gipi-selector input[value=uv]").check(force=True)
    assert "other=1" in wide.where()
    none(wide.noted)


def test_what_does_not_go_with_the_rest_is_marked(site, wide):
    page = open_(wide, site, "en", query(LINUX))
    marked = [one.get_attribute("value") for one in page.locator(".gipi-selector__no input").all()]
    wanted = [
        value
        for name in Choice._fields
        for value in [one.get_attribute("value") for one in page.locator(f"input[name={name}]").all()]
        if not SELECTOR.answer(LINUX._replace(**{name: value})).works
    ]
    assert marked == wanted
    assert "3.14" in marked


def test_without_scripts_the_list_is_there_and_the_form_is_not(site, wide):
    context = chromium().new_context(viewport={"width": 360, "height": 800}, java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(wide.root + site.url("ko", "install/index"))
        expect(page.locator("#gipi-selector")).to_be_hidden()
        expect(page.locator("#gipi-answer")).to_be_hidden()
        folds = page.locator(".gipi-combinations details")
        for fold in folds.all():
            expect(fold.locator(":scope > :not(summary)").first).to_be_hidden()
            fold.locator("summary").click()
            expect(fold.locator(":scope > :not(summary)").first).to_be_visible()
        commands = SELECTOR.commands(SELECTOR.answer(LINUX))
        for line in commands.text.split("\n"):
            expect(
                page.locator(".gipi-combinations code", has_text=re.compile(f"^{re.escape(line)}$")).first
            ).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
    finally:
        context.close()
