"""The tables of install/versions in a browser: narrowed by keyboard, kept in the address, whole without script."""

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import expect, sync_playwright

from gipi.versions import source
from small import CHROMIUM, FLAGS

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="needs Chromium: apt-get install chromium fonts-noto-cjk"),
]

WORDS = {"": ("파이썬", "시스템", "인텔 맥"), "en/": ("Python", "System", "Macs with Intel processors")}


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def browser(site):
    """A browser, and the address of the site's root in `browser.root`."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site.folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        one = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        one.root = f"http://127.0.0.1:{server.server_port}/"
        yield one
        one.close()
    server.shutdown()


def shown(page) -> list[str]:
    return page.eval_on_selector_all(
        ".gipi-system", "all => all.filter(one => !one.hidden).map(one => one.dataset.system)"
    )


def rows(page, system: str) -> list[str]:
    """The first cell of each visible line of a system's table."""
    return page.locator(f"[data-system={system}] tbody tr:visible td:first-child").all_inner_texts()


@pytest.mark.parametrize("language", WORDS)
def test_the_tables_are_narrowed_with_the_keyboard(browser, language):
    page = browser.new_page()
    page.goto(f"{browser.root}{language}install/versions/")
    python, system, intel = WORDS[language]
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
    page.close()


def test_an_address_opens_the_narrowed_tables(browser):
    page = browser.new_page()
    page.goto(f"{browser.root}install/versions/?python=3.8&system=windows-x86_64")
    assert shown(page) == ["windows-x86_64"]
    assert rows(page, "windows-x86_64")[-1] == "2.4.4"
    page.goto(f"{browser.root}install/versions/?python=9.9")
    assert len(shown(page)) == 6
    page.close()


def test_a_link_to_what_is_hidden_shows_it(browser):
    page = browser.new_page()
    page.goto(f"{browser.root}install/versions/?system=windows-x86_64")
    page.evaluate("location.hash = 'linux-arm64'")
    expect(page.locator("#linux-arm64")).to_be_in_viewport()
    assert "system=" not in page.url
    page.close()


def test_an_address_that_is_no_text_breaks_nothing(browser):
    page, failed = browser.new_page(), []
    page.on("pageerror", lambda error: failed.append(str(error)))
    page.goto(f"{browser.root}install/versions/#%")
    expect(page.locator("form.gipi-filter")).to_be_visible()
    assert not failed
    page.close()


def test_without_a_script_everything_is_there(browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{browser.root}install/versions/")
    expect(page.locator("form.gipi-filter")).to_be_hidden()
    assert page.locator(".gipi-system:visible").count() == 6
    context.close()


@pytest.mark.parametrize("slug", ["versions", "evidence"])
def test_a_page_notices_that_it_has_aged(browser, slug):
    page = browser.new_page()
    asked = source.load()["index"]["asked"]
    for day, said in ((f"{asked}T12:00:00Z", False), ("2099-01-01T00:00:00Z", True)):
        page.clock.set_fixed_time(day)
        page.goto(f"{browser.root}en/install/{slug}/")
        expect(page.locator(".gipi-stale")).to_be_visible(visible=said)
    page.close()
