"""The tables of install/versions in a browser: narrowed by keyboard, kept in the address, whole without script."""

import pytest
from playwright.sync_api import expect

from browsing import BROWSER, chromium
from gipi.versions import source
from small import WORDS_OF

pytestmark = BROWSER
WORDS = {"": ("파이썬", "시스템", "인텔 맥"), "en/": ("Python", "System", "Macs with Intel processors")}


@pytest.fixture
def context(root):
    """A browser without a past; `context.root` is the address of the site."""
    one = chromium().new_context()
    one.root = root
    yield one
    one.close()


def shown(page) -> list[str]:
    return page.eval_on_selector_all(
        ".gipi-system", "all => all.filter(one => !one.hidden).map(one => one.dataset.system)"
    )


def rows(page, system: str) -> list[str]:
    """The first cell of each visible line of a system's table."""
    return page.locator(f"[data-system={system}] tbody tr:visible td:first-child").all_inner_texts()


@pytest.mark.parametrize("language", WORDS)
def test_the_tables_are_narrowed_with_the_keyboard(context, language):
    page = context.new_page()
    page.goto(f"{context.root}{language}install/versions/")
    python, system, intel = WORDS[language]
    page.get_by_label(system, exact=True).select_option("")
    assert len(shown(page)) == 6
    page.get_by_label(python, exact=True).focus()
    page.keyboard.press("End")  # the newest
    last = source.newest(source.load())[-1]
    expect(page.locator("form output")).to_contain_text(intel)
    assert shown(page) == ["windows-x86_64", "macos-arm64", "linux-x86_64", "linux-arm64"]
    assert rows(page, "windows-x86_64")[0] == last
    heads = page.locator("[data-system=windows-x86_64] th:visible").all_inner_texts()
    assert heads[1] == "3.13" and len(heads) == 3
    page.keyboard.press("Tab")
    expect(page.get_by_label(system, exact=True)).to_be_focused()
    page.get_by_label(system, exact=True).select_option("macos-x86_64")
    assert shown(page) == [] and "python=3.13&system=macos-x86_64" in page.url
    page.get_by_label(python, exact=True).select_option("")
    assert shown(page) == ["macos-x86_64"] and page.url.endswith("?system=macos-x86_64")


@pytest.mark.parametrize(
    ("platform", "there"),
    [
        ("Win32", ["windows-x86_64"]),
        ("MacIntel", ["macos-arm64"]),
        ("Linux x86_64", ["linux-x86_64"]),
        ("?", None),
    ],
)
def test_a_readers_own_system_is_shown_first_and_what_is_old_folded(context, platform, there):
    page = context.new_page()
    page.add_init_script(f"Object.defineProperty(navigator, 'platform', {{ get: () => {platform!r} }})")
    page.add_init_script("Object.defineProperty(navigator, 'userAgentData', { get: () => undefined })")
    page.goto(f"{context.root}install/versions/")
    expect(page.locator("form.gipi-filter")).to_be_visible()
    assert shown(page) == (there or [*WORDS_OF["ko"].part("systems")])
    if there:
        assert rows(page, there[0])[-1].startswith("2.13")
        assert page.url.endswith("/versions/"), "nobody has chosen anything"
        for fold in page.locator(".gipi-system:visible summary").all():  # Apple's processors had no older one
            fold.click()
            assert rows(page, there[0])[-1] == "2.4.4"


def test_the_recommended_python_is_in_view_on_a_phone(root):
    context = chromium().new_context(viewport={"width": 360, "height": 740}, has_touch=True)
    page = context.new_page()
    page.goto(f"{root}install/versions/?system=windows-x86_64")
    box = page.locator("th.gipi-best:visible").first.bounding_box()
    assert box["x"] > 0 and box["x"] + box["width"] <= 360
    context.close()


def test_an_address_opens_the_narrowed_tables(context):
    page = context.new_page()
    page.goto(f"{context.root}install/versions/?python=3.8&system=windows-x86_64")
    assert shown(page) == ["windows-x86_64"]
    assert rows(page, "windows-x86_64")[-1] == "2.4.4"
    page.goto(f"{context.root}install/versions/?python=9.9")
    assert len(shown(page)) == 6


def test_a_link_to_what_is_hidden_shows_it(context):
    page = context.new_page()
    page.goto(f"{context.root}install/versions/?system=windows-x86_64")
    page.evaluate("location.hash = 'linux-arm64'")
    expect(page.locator("#linux-arm64")).to_be_in_viewport()
    assert "system=" not in page.url


def test_an_address_that_is_no_text_breaks_nothing(root):
    page, failed = chromium().new_page(), []
    page.on("pageerror", lambda error: failed.append(str(error)))
    page.goto(f"{root}install/versions/#%")
    expect(page.locator("form.gipi-filter")).to_be_visible()
    assert not failed
    page.close()


def test_without_a_script_everything_is_there(root):
    context = chromium().new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{root}install/versions/")
    expect(page.locator("form.gipi-filter")).to_be_hidden()
    assert page.locator(".gipi-system:visible").count() == 6
    context.close()


@pytest.mark.parametrize("slug", ["versions", "evidence"])
def test_a_page_notices_that_it_has_aged(context, slug):
    page = context.new_page()
    asked = source.load()["index"]["asked"]
    for day, said in ((f"{asked}T12:00:00Z", False), ("2099-01-01T00:00:00Z", True)):
        page.clock.set_fixed_time(day)
        page.goto(f"{context.root}en/install/{slug}/")
        expect(page.locator(".gipi-stale")).to_be_visible(visible=said)
