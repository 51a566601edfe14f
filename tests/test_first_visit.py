"""What a first visit costs: the bytes of a page with all that it loads, and that nothing on it moves."""

import gzip
import re
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import expect

from browsing import BROWSER, SHIFTS, Handler, chromium, served

pytestmark = BROWSER

HEAVIEST = 100_000  # bytes of a first visit as a server sends them, figures left out
FIGURES = "image/"
# The home page, the longest pages, one with formulas, each that has a script, and one that is not there.
PAGES = (
    "",
    "glossary/",
    "concepts/shallow-learning/",
    "concepts/loss/",
    "install/",
    "install/versions/",
    "install/evidence/",
    "errors/",
    "practice/install-check/",
    "about/verification/",
    "404.html",
)
SOON = 30_000  # ms in which a busy machine has read the index
SEARCH = ("search_index.json", "/assets/search-", "/workers/search.")


@contextmanager
def visit(root: str, url: str, width: int = 1280):
    """A page that somebody opens who was never here, and the answers that it got."""
    context = chromium().new_context(viewport={"width": width, "height": 800})
    page, answers = context.new_page(), []
    page.add_init_script(SHIFTS)
    context.on("response", lambda answer: answers.append(answer))
    page.goto(root + url, wait_until="networkidle")
    yield page, answers
    context.close()


def weight(answer) -> int:
    return len(gzip.compress(answer.body(), 9))


def of_search(answers) -> list[str]:
    return [one.url for one in answers if any(part in one.url for part in SEARCH)]


@pytest.mark.parametrize(("language", "width"), [("", 1280), ("en/", 360)])
def test_a_first_visit_is_light_and_nothing_moves(root, language, width):
    found = []
    for url in PAGES:
        with visit(root, language + url, width) as (page, answers):
            loaded = {
                one.url.removeprefix(root): weight(one)
                for one in answers
                if not one.headers.get("content-type", "").startswith(FIGURES)
            }
            if (total := sum(loaded.values())) > HEAVIEST:
                found.append(f"{language}{url} weighs {total} bytes: {loaded}")
            if shifts := page.evaluate("shifts"):
                found.append(f"{language}{url} at {width} px moves: {shifts[:3]}")
    assert not found, "\n".join(found)


class InPieces(Handler):
    """A server from which a page's head comes in pieces, as from a slow network."""

    def do_GET(self):
        page = Path(self.directory, self.path.lstrip("/"))
        page = page if page.suffix == ".html" else page / "index.html"
        if not self.path.endswith(("/", ".html")) or not page.is_file():
            super().do_GET()
            return
        html = page.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(html)))
        self.end_headers()
        start = 0
        for end in [match.end() for match in PIECES.finditer(html)]:
            self.wfile.write(html[start:end])
            time.sleep(0.3)
            start = end
        self.wfile.write(html[start:])


# After the mark, the language switch, the first half of what was run, and a field of the page for a wrong address.
PIECES = re.compile(
    rb'(?:data-md-component="logo"|class="gipi-switch").*?</a>|class="gipi-state".*?</svg>'
    rb'|type="search" name="q".*?</form>',
    re.DOTALL,
)


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_while_a_page_arrives(site, width):
    with served(site.folder, handler=InPieces) as root:
        for url in ("", "en/concepts/", "concepts/loss/", "404.html", "en/404.html"):
            with visit(root, url, width) as (page, _):
                assert page.evaluate("shifts") == [], url


def reach(page, how: str) -> None:
    if how == "key":
        page.keyboard.press("/")
    else:
        page.locator(".md-search__input").click()


@pytest.mark.parametrize("how", ["key", "click"])
def test_the_search_comes_when_somebody_reaches_for_it(root, how):
    with visit(root, "concepts/loss/") as (page, answers):
        assert of_search(answers) == []
        reach(page, how)
        page.keyboard.insert_text("역전파")
        page.keyboard.press("End")
        link = page.locator(".md-search-result__link").first
        expect(link).to_have_attribute("href", re.compile("/concepts/backpropagation/"), timeout=SOON)
        assert len(of_search(answers)) == 2  # the worker and the index, once


def test_an_address_that_asks_finds_its_answer(root):
    with visit(root, "en/?q=backpropagation") as (page, _):
        link = page.locator(".md-search-result__link").first
        expect(link).to_have_attribute("href", re.compile("/en/concepts/backpropagation/"), timeout=SOON)


def test_an_index_that_did_not_come_is_asked_for_again(root):
    with visit(root, "") as (page, _):
        page.route("**/search_index.json", lambda route: route.abort())
        field = page.locator(".md-search__input")
        with page.expect_console_message():
            field.focus()
        field.blur()
        page.unroute("**/search_index.json")
        field.focus()
        page.keyboard.insert_text("손실")
        page.keyboard.press("End")
        expect(page.locator(".md-search-result__link").first).to_be_visible(timeout=SOON)
