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
STATUS = "#gipi-answer [role=status] >> nth=0"
LINUX = Choice("linux", "x86_64", "venv", "3.12", "cpu")
WINDOWS_GPU = Choice("windows", "x86_64", "venv", "3.12", "gpu")


def query(choice: Choice) -> str:
    return "?" + "&".join(f"{name}={value}" for name, value in zip(Choice._fields, choice, strict=True))


def title(choice: Choice, language: str) -> str:
    return Advice(SELECTOR, WORDS_OF[language]).title(choice)


def checked(page) -> Choice:
    chosen = page.locator("#gipi-selector input:checked").all()
    return Choice(**{one.get_attribute("name"): one.get_attribute("value") for one in chosen})


# What the browser of each computer says of itself.
COMPUTERS = {"Windows": "windows", "macOS": "macos", "Linux": "linux", "Android": "windows"}
HERE = Choice(**START)._replace(system="linux")  # where the tests run


def open_(window, site, language: str, address: str = ""):
    page = window.visit(site.url(language, "install/index") + address)
    expect(page.locator("#gipi-selector")).to_be_visible()
    return page


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_starts_with_what_works_and_leaves_the_address_alone(site, windows, language):
    found = []
    for window in windows:
        page = open_(window, site, language)
        assert checked(page) == HERE
        assert window.where() == site.url(language, "install/index")
        expect(page.locator(STATUS)).to_contain_text(title(HERE, language))
        found += window.faults()
    none(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_address_gives_the_commands_and_copies_them(site, wide, language):
    page = open_(wide, site, language, query(LINUX))
    assert checked(page) == LINUX
    expect(page.locator(STATUS)).to_contain_text(title(LINUX, language))
    wanted = Advice(SELECTOR, WORDS_OF[language]).steps(SELECTOR.answer(LINUX))
    steps = page.locator(".gipi-command")
    assert [one.locator("code").last.text_content() for one in steps.all()] == wanted
    for step, text in zip(steps.all(), wanted, strict=True):
        step.locator("button").click()
        assert page.evaluate("navigator.clipboard.readText()") == text
        expect(page.locator(".gipi-answer__said")).to_have_text(WORDS_OF[language]("selector.copied"))
    none(wide.noted)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("platform", COMPUTERS)
def test_each_computer_reaches_its_first_command_at_once(site, wide, platform, language):
    """Without scrolling past anything that is not theirs: on a phone and in a laptop's window."""
    browser = wide.page.context.browser
    for width, height in ((360, 740), (1280, 720)):
        context = browser.new_context(viewport={"width": width, "height": height}, has_touch=width < 600)
        said = f"{{platform: '{platform}', mobile: {str(platform == 'Android').lower()}}}"
        context.add_init_script(f"Object.defineProperty(navigator, 'userAgentData', {{get: () => ({said})}})")
        try:
            page = context.new_page()
            page.goto(wide.root + site.url(language, "install/index"))
            expect(page.locator("#gipi-selector")).to_be_visible()
            choice = checked(page)
            assert choice.system == COMPUTERS[platform]
            assert choice.processor == ("arm64" if platform == "macOS" else "x86_64")
            assert page.locator(".gipi-selector__seen").is_visible() == (platform != "Android")
            first = page.locator(".gipi-command").first.bounding_box()
            assert first["y"] + 30 <= height, f"the first command stands {first['y']} px down"
            for chip in page.locator(".gipi-selector span:visible").all() if width < 600 else ():
                assert chip.bounding_box()["height"] >= 44 and chip.bounding_box()["width"] >= 44
        finally:
            context.close()


def test_a_mac_is_apple_silicon_until_somebody_says_otherwise(site, wide):
    page = open_(wide, site, "ko")
    page.locator("input[value=macos]").check(force=True)
    assert checked(page).processor == "arm64"
    expect(page.locator("input[value=arm64] + span")).to_have_text(WORDS_OF["ko"]("selector.macos-arm64"))
    page.locator("input[value=windows]").check(force=True)
    assert checked(page).processor == "x86_64"
    page.locator("input[value=macos]").check(force=True)
    page.locator(".gipi-selector__more summary").click()
    page.locator("input[value=x86_64]").check(force=True)
    page.locator("input[value=linux]").check(force=True)
    page.locator("input[value=macos]").check(force=True)
    assert checked(page).processor == "x86_64"
    page = open_(wide, site, "ko", "?system=macos&processor=x86_64")
    assert checked(page) == Choice(**START)._replace(system="macos", processor="x86_64")


def test_a_choice_by_keyboard_is_announced_and_goes_into_the_address(site, wide):
    page = open_(wide, site, "ko")
    status = page.locator(STATUS)
    before = status.inner_text()
    page.locator("#gipi-selector input:checked").first.focus()
    page.keyboard.press("ArrowRight")
    chosen = Choice(**START)
    assert checked(page) == chosen
    assert status.inner_text() != before
    expect(status).to_contain_text(title(chosen, "ko"))
    assert wide.where() == site.url("ko", "install/index") + query(chosen)
    # The keyboard stays where it was, and goes on to the next question.
    focused = "document.activeElement.name"
    assert page.evaluate(focused) == "system"
    page.keyboard.press("Tab")
    assert page.evaluate(focused) == "tool"
    shown = "one => getComputedStyle(one.nextElementSibling).outlineStyle"
    assert page.locator(":focus").evaluate(shown) == "solid"
    # Whoever gets the address sees the same, in the other language too.
    page.locator("a.gipi-switch").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator(STATUS)).to_contain_text(title(chosen, "en"), timeout=20_000)
    none(wide.noted)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_cannot_work_says_why_and_leads_to_the_nearest(site, windows, language):
    found = []
    for window in windows:
        page = open_(window, site, language, query(WINDOWS_GPU))
        status, nearest = page.locator(STATUS), page.locator(".gipi-answer__nearest a")
        answer = SELECTOR.answer(WINDOWS_GPU)
        expect(status).to_contain_text(WORDS_OF[language]("selector.no"))
        expect(status).to_contain_text("2.10")
        expect(page.locator(".gipi-answer__commands")).to_be_hidden()
        expect(nearest).to_have_text(Advice(SELECTOR, WORDS_OF[language]).mend(answer))
        # Only what is to blame stands out, also where it was folded.
        blamed = page.locator(".gipi-selector__blame input").all()
        assert [one.get_attribute("value") for one in blamed] == ["windows"]
        expect(page.locator(".gipi-selector__no")).to_have_count(0)
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
    assert checked(page) == HERE._replace(python="3.11")
    page.locator("#gipi-selector input[value=uv]").check(force=True)
    assert "other=1" in wide.where()
    none(wide.noted)


def test_what_does_not_go_with_the_rest_is_marked(site, wide):
    page = open_(wide, site, "en", query(LINUX))
    marked = [one.get_attribute("value") for one in page.locator(".gipi-selector__no input").all()]
    wanted = [
        value
        for name in ("system", "tool", "processor", "python", "device")
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
