"""What a browser keeps of a reader's way: what counts, where it shows, and that it goes nowhere."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from browsing import AXE_ADDRESS, BROWSER, SHIFTS, chromium
from gipi.site.way import kept
from small import WORDS_OF

pytestmark = BROWSER

KEY = "gipi-kept"
READ = {"concepts/deep-learning": {"read": True, "predicted": [True, None, False]}}


class Reader:
    """Somebody with a browser of their own; `page` opens an address in a new tab."""

    def __init__(self, root: str, width: int = 1280, scheme: str = "light"):
        self.root, self.noted, self.asked = root, [], []
        self.context = chromium().new_context(
            viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce"
        )

    def keeps(self, value: object) -> "Reader":
        text = value if isinstance(value, str) else json.dumps(value)
        self.context.add_init_script(f"localStorage.setItem({KEY!r}, {text!r})")
        return self

    def page(self, url: str) -> Page:
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.noted.append(str(error)))
        page.on("console", lambda one: one.type == "error" and self.noted.append(one.text))
        page.on("request", lambda one: self.asked.append(one.url))
        page.goto(self.root + url)
        return page


@pytest.fixture
def reader(root) -> Iterator[Reader]:
    one = Reader(root)
    yield one
    one.context.close()
    assert one.noted == []


def of(page: Page) -> dict:
    return page.evaluate(f"JSON.parse(localStorage.getItem({KEY!r})) ?? {{}}")


def test_which_pages_are_on_the_way():
    assert kept("concepts/loss", {"loss", "check-yourself"}) == "read"
    assert kept("practice/find-the-leak", {"task", "solution"}) == "solved"
    for other in ("concepts/index", "practice/index", "install/index", "index"):
        assert kept(other, {"sources"}) is None


def test_a_page_is_read_at_its_end_and_an_exercise_solved_when_its_reader_says_so(site, reader):
    words = WORDS_OF["en"]
    page = reader.page("concepts/loss/")
    assert page.evaluate(f"localStorage.getItem({KEY!r})") is None
    page.locator("#check-yourself").scroll_into_view_if_needed()
    expect(page.locator(".md-nav--primary a[href='./'] .gipi-tick")).to_have_accessible_name("읽음")
    assert of(page) == {"concepts/loss": {"read": True}}

    page.goto(reader.root + "en/practice/find-the-leak/")
    box = page.get_by_label(words("theme.gipi.way.solve"))
    expect(box).not_to_be_checked()
    box.focus()
    page.keyboard.press("Space")
    page.reload()
    expect(box).to_be_checked()

    page.goto(reader.root + "en/practice/")  # the other language knows, and each link has its tick
    ticks = page.locator("article .gipi-tick")
    expect(ticks).to_have_count(2)
    expect(page.locator("article td a[href='find-the-leak/']")).to_contain_text("✓")
    expect(page.locator("article td a[href='../concepts/loss/']")).to_contain_text("✓")
    page.goto(reader.root + "en/practice/find-the-leak/")
    box.uncheck()
    assert of(page)["practice/find-the-leak"] == {"solved": False}
    assert [url for url in reader.asked if not url.startswith(reader.root)] == []
    assert reader.context.cookies() == []


def test_a_prediction_counts_by_its_first_choice_and_not_once_the_answer_is_seen(reader):
    page = reader.page("concepts/loss/")
    groups = page.evaluate(
        """[...document.querySelectorAll(".gipi-predict")].map((label) => {
          const all = []
          let one = label
          while ((one = one.nextElementSibling).matches(".predict")) all.push(one)
          const at = [...document.querySelectorAll("details.predict")]
          return all.map((one) => [at.indexOf(one), one.matches(".right")])
        })"""
    )
    choices = page.locator("details.predict > summary")

    def choose(group: int, right: bool) -> None:
        choices.nth(next(index for index, rights in groups[group] if rights is right)).click()

    choose(1, right=False)
    choose(1, right=True)
    assert of(page) == {"concepts/loss": {"predicted": [None, False]}}
    choose(0, right=True)
    assert of(page)["concepts/loss"] == {"predicted": [True, False]}
    page.evaluate("localStorage.clear()")
    page.locator("details.answer > summary").first.click()
    choose(0, right=True)
    assert of(page) == {}


@pytest.mark.parametrize(
    ("language", "slug", "width"),
    [("ko", "index", 360), ("en", "concepts/index", 1280), ("ko", "practice/index", 360)],
)
def test_who_comes_back_sees_where_to_read_on_and_nothing_moves(site, root, language, slug, width):
    reader = Reader(root, width, "dark").keeps(READ)
    try:
        reader.context.add_init_script(SHIFTS)
        page = reader.page(site.url(language, slug))
        way = page.locator(".gipi-way")
        expect(way).to_be_visible()
        expect(way).to_contain_text("1/")
        to = way.locator(".gipi-way__next a")
        url = site.url(language, "concepts/representation-learning")
        assert to.evaluate("link => link.href") == root + url
        page.wait_for_load_state("networkidle")
        assert page.evaluate("shifts") == []
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        to.click()
        expect(page).to_have_url(root + url)
        if slug != "index":
            page.go_back()
            page.locator(".gipi-way summary").click()
            expect(way).to_contain_text("1/2")
            page.add_script_tag(url=root + AXE_ADDRESS)
            assert (
                page.evaluate("axe.run('.gipi-way').then((found) => found.violations.map(({ id }) => id))") == []
            )
    finally:
        reader.context.close()
    assert reader.noted == []


def test_what_is_kept_can_be_taken_away_and_cleared_and_other_tabs_follow(reader):
    words = WORDS_OF["ko"]
    page = reader.page("concepts/")
    expect(page.locator(".gipi-way")).to_be_hidden()
    other = reader.page("concepts/")
    other.evaluate(f"localStorage.setItem({KEY!r}, {json.dumps(json.dumps(READ))})")
    other.reload()
    expect(page.locator(".gipi-way")).to_be_visible()
    other.locator(".gipi-way summary").click()
    expect(other.locator(".gipi-way")).to_contain_text(words("theme.gipi.way.here"))
    with other.expect_download() as download:
        other.get_by_role("button", name=words("theme.gipi.way.export")).click()
    assert download.value.suggested_filename == "gipi-progress.json"
    assert json.loads(download.value.path().read_text(encoding="utf-8")) == READ

    clear = other.locator(".gipi-way").get_by_role("button", name=words("theme.gipi.way.clear"))
    other.once("dialog", lambda dialog: dialog.dismiss())
    clear.click()
    assert of(other) == READ
    other.once("dialog", lambda dialog: dialog.accept())
    clear.click()
    assert other.evaluate(f"localStorage.getItem({KEY!r})") is None
    said = other.locator(".gipi-way__said")
    expect(said).to_have_text(words("theme.gipi.way.cleared"))
    expect(said).to_be_focused()
    for tab in (page, other):
        expect(tab.locator(".gipi-way")).to_be_hidden()
        expect(tab.locator(".gipi-tick")).to_have_count(0)


def test_what_is_no_page_of_ours_is_passed_over(reader):
    page = reader.page("practice/find-the-leak/")
    box, way = page.locator(".gipi-solve input"), page.locator(".gipi-way")
    for there in ("5", "nonsense", '{"concepts/gone": {"read": true}}', '{"concepts/loss": null}', "[]"):
        page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, there])
        page.goto(reader.root)
        expect(page.locator("h1")).to_be_visible()
        expect(way).to_be_hidden()
        page.goto(reader.root + "practice/find-the-leak/")
        box.check()
        expect(box).to_be_checked()


REFUSED = (
    "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })"
)
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"


@pytest.mark.parametrize("storage", [REFUSED, FULL], ids=["refused", "full"])
def test_without_storage_nothing_is_kept_and_nothing_goes_wrong(root, storage):
    context = chromium().new_context(viewport={"width": 1280, "height": 800})
    context.add_init_script(storage)
    failed = []
    try:
        page = context.new_page()
        # Material's own scripts look into the storage without care.
        page.on("pageerror", lambda error: failed.append(error.stack))
        for url in ("", "concepts/", "concepts/loss/", "practice/find-the-leak/"):
            page.goto(root + url)
        ours = [stack for stack in failed if "assets/kept.js" in stack or "assets/way.js" in stack]
        assert ours == []
        box = page.locator(".gipi-solve input")
        if storage == REFUSED:
            expect(box).to_be_hidden()
        else:
            box.click()
            expect(box).not_to_be_checked()  # it shows what is kept: nothing
    finally:
        context.close()


def test_paper_shows_none_of_it(root):
    reader = Reader(root).keeps(READ)
    try:
        page = reader.page("concepts/")
        expect(page.locator("article .gipi-tick").first).to_be_visible()
        page.emulate_media(media="print")
        for name in (".gipi-way", ".gipi-tick"):
            expect(page.locator(name).first).to_be_hidden()
    finally:
        reader.context.close()
