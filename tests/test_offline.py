"""The guide as a zip: the same bytes each time, and whole in a browser that has no network and no server."""

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import expect

from browsing import BROWSER, chromium
from gipi.guide import Guide
from gipi.site import book, offline
from small import ROOT, WORDS_OF

GUIDE = Guide(ROOT)
LANGUAGES = ("ko", "en")
LINK = re.compile(r'\s(?:href|src|srcset|action)="([^"]*)"')
SLOW = 60_000  # ms that a busy machine may take
A4 = {"width": 673, "height": 987}  # in CSS pixels, without the margins


@pytest.fixture(scope="module")
def zipped(site, tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("offline") / offline.NAME
    offline.pack(ROOT, site.folder, path)
    return path


@pytest.fixture(scope="module")
def folder(zipped) -> Path:
    """Where a reader unfolded it."""
    place = zipped.parent / "내 문서 2"
    with zipfile.ZipFile(zipped) as archive:
        archive.extractall(place)
    return place / offline.FOLDER


@pytest.fixture
def opened(folder):
    """`opened(name)` opens a page as a file, without a network; at the end nothing may have gone wrong."""
    context = chromium().new_context(
        viewport={"width": 1280, "height": 800}, offline=True, reduced_motion="reduce"
    )
    context.set_default_timeout(SLOW)
    page, noted = context.new_page(), []
    page.on("console", lambda one: one.type in ("error", "warning") and noted.append(one.text))
    page.on("pageerror", lambda error: noted.append(f"a script fails: {error}"))
    # What is broken off since the reader went on is no fault.
    page.on(
        "requestfailed",
        lambda one: one.failure == "net::ERR_ABORTED" or noted.append(f"fails: {unquote(one.url)}"),
    )
    page.on("request", lambda one: one.url.startswith(("file:", "data:", "blob:")) or noted.append(one.url))

    def opening(name: str):
        page.goto((folder / name).as_uri())
        return page

    yield opening
    context.close()
    assert noted == []


# The files


def test_the_same_site_gives_the_same_bytes(tmp_path, monkeypatch):
    """A small site: what is packed does not change how."""
    site = tmp_path / "small"
    site.mkdir()
    for name in ("index.html", "llms.txt", "page.md"):
        (site / name).write_text("<title>Small</title>\n")
    first, again, dated = (tmp_path / f"{name}.zip" for name in ("first", "again", "dated"))
    offline.pack(ROOT, site, first)
    os.utime(site / "page.md", (1, 1))
    offline.pack(ROOT, site, again)
    assert again.read_bytes() == first.read_bytes()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    offline.pack(ROOT, site, dated)
    with zipfile.ZipFile(dated) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 1, 1, 0, 0, 0)}


@pytest.mark.exhaustive
def test_the_whole_site_gives_the_same_bytes(site, zipped, tmp_path):
    for path in list(site.folder.rglob("*.md"))[::20]:
        os.utime(path, (1, 1))
    offline.pack(ROOT, site.folder, tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == zipped.read_bytes()


def test_it_has_the_pages_the_code_and_what_it_needs(folder, site):
    for language in LANGUAGES:
        for slug in (*GUIDE.pages["ko"], *GUIDE.notebooks["ko"]):
            assert (folder / site.url(language, slug) / "index.html").is_file()
        assert (folder / WORDS_OF[language]("offline.file")).is_file()
    for name in (
        "requirements.txt",
        "snippets/concepts/loss.py",
        "data/versions.json",
        "concepts/loss/loss.ipynb",
    ):
        assert (folder / name).is_file(), name
    assert [path for path in folder.rglob("*") if path.suffix == ".map" or "__pycache__" in path.parts] == []


def test_what_it_says_of_itself_is_there(folder):
    for language in LANGUAGES:
        text = (folder / WORDS_OF[language]("offline.file")).read_text(encoding="utf-8")
        named = re.findall(r"[\w./-]+\.(?:html|txt|py|ipynb)|\w+/(?=\s)", text)
        assert named
        for name in named:
            assert (folder / name).exists() or (folder / "snippets" / name).exists(), name


def test_every_address_in_it_is_a_file_in_it(folder):
    found = []
    for path in folder.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        if 'type="module"' in text or "crossorigin" in text:
            found.append(f"{path.name}: what a page opened as a file may not load")
        head, _, body = text.partition("</head>")
        loads = LINK.findall(re.sub(r'<link rel="(?:canonical|alternate )"[^>]*>', "", head)) + LINK.findall(body)
        for link in {unquote(link.partition("#")[0].partition("?")[0]) for link in loads}:
            if re.match(r"[a-z]+:|//", link) or not link:
                if re.match(r"https?:|//", link) and f'src="{link}' in text:
                    found.append(f"{path.relative_to(folder)}: {link}")
            elif not (path.parent / link).is_file():
                found.append(f"{path.relative_to(folder)}: {link}")
    assert found == []


def test_each_link_of_the_book_leads_to_a_place_in_it(folder):
    for language in LANGUAGES:
        text = (folder / ("" if language == "ko" else language) / book.NAME).read_text(encoding="utf-8")
        ids = re.findall(r'\sid="([^"]+)"', text)
        assert len(ids) == len({*ids})
        inner = {unquote(one) for one in re.findall(r'\shref="#([^"]+)"', text)}
        assert inner - {*ids} == set()
        assert [slug for slug in GUIDE.pages[language] if f'"page-{slug_id(slug)}"' not in text] == []


def blocks(html: str) -> list[str]:
    article = html.partition("<article")[2] or html.partition("<main")[2]
    return [re.sub(r"<[^>]*>", "", block) for block in re.findall(r"<pre\b.*?</pre>", article, re.DOTALL)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_book_has_every_line_of_code_and_output(folder, site, language):
    pages = [
        (folder / site.url(language, slug) / "index.html").read_text(encoding="utf-8")
        for slug in (*GUIDE.pages[language], *GUIDE.notebooks[language])
    ]
    whole = (folder / site.url(language, "index") / book.NAME).read_text(encoding="utf-8")
    assert sorted(blocks(whole)) == sorted(block for page in pages for block in blocks(page))


def slug_id(slug: str) -> str:
    return re.sub(r"(^|-)index$", "", slug.replace("/", "-")) or "index"


def test_what_is_no_site_is_said(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "gipi.site.offline", str(tmp_path)], cwd=ROOT, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 2 and "is no built site: it has no index.html" in done.stderr


# In the browser


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(f"{language}{page}", marks=BROWSER)
        for language in ("", "en/")
        for page in ("index", "concepts/loss/index", "install/versions/index", "practice/install-check/index")
    ],
)
def test_a_page_opens_as_a_file(opened, name):
    page = opened(f"{name}.html")
    expect(page.locator("h1").first).to_be_visible()
    for image in page.locator("article img").all():
        assert (
            image.evaluate("async (one) => { one.loading = 'eager'; await one.decode(); return one.naturalWidth }")
            > 0
        )
    if "loss" in name:  # its formulas have their font
        assert page.evaluate("document.fonts.load('16px \"Gipi Math\"').then((fonts) => fonts.length)") > 0
    if "versions" in name:
        expect(page.locator(".gipi-filter")).to_be_visible()


@pytest.mark.parametrize(
    ("start", "word", "target"),
    [
        pytest.param("index.html", "손실함수", "concepts/loss/index.html", marks=BROWSER),
        pytest.param(
            "en/install/uv/index.html",
            "gradient descent",
            "en/concepts/gradient-descent/index.html",
            marks=BROWSER,
        ),
    ],
)
def test_the_search_finds_and_leads_there(opened, folder, start, word, target):
    page = opened(start)
    page.locator("[data-md-component=search-query]").fill(word)
    result = page.locator(".md-search-result__list > li a").first
    expect(result).to_be_visible(timeout=SLOW)
    result.click()
    expect(page.locator("h1")).to_be_visible()
    assert unquote(page.url).partition("?")[0].partition("#")[0] == unquote((folder / target).as_uri())


@pytest.mark.parametrize("at", [pytest.param(one, marks=BROWSER) for one in ("", "en/")])
def test_the_box_and_the_selector_answer(opened, folder, at):
    page = opened(f"{at}index.html")
    page.locator(".gipi-ask textarea").fill("ModuleNotFoundError: No module named 'tensorflow'")
    page.locator(".gipi-ask button").click()
    link = page.locator("#gipi-found ol a").first
    expect(link).to_be_visible()
    link.click()
    expect(page.locator("h1")).to_be_visible()
    assert unquote(page.url).startswith(unquote((folder / f"{at}errors/module-not-found/index.html").as_uri()))
    page = opened(f"{at}install/index.html")
    page.locator("#gipi-selector label", has_text="WSL2").click()
    expect(page.locator("#gipi-answer code").first).to_be_visible()
    assert "system=wsl2" in page.url


@pytest.mark.parametrize("at", [pytest.param("", marks=BROWSER)])
def test_what_was_read_is_known_there_too(opened, folder, at):
    page = opened("practice/find-the-leak/index.html")
    page.locator(".gipi-solve input").check()
    page = opened("index.html")
    page.locator(".gipi-way__next a").click()
    expect(page.locator(".md-nav--primary .gipi-tick")).to_have_count(1)
    assert unquote(page.url) == unquote((folder / "practice/four-curves/index.html").as_uri())


@pytest.mark.parametrize("at", [pytest.param("", marks=BROWSER)])
def test_from_page_to_page(opened, folder, at):
    page = opened("concepts/loss/index.html")
    for click in ("a.gipi-switch", "a.md-footer__link--next", "a.md-logo >> nth=0"):
        page.locator(click).first.click()
        page.wait_for_load_state()
        assert page.url.partition("#")[0].endswith(".html")
    assert unquote(page.url) == unquote((folder / "en/index.html").as_uri())


# On paper

# What paper shows wrongly: what is cut, what is for the screen alone, what is folded, links without their address.
PAPER = """() => {
  const seen = (selector) => [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility())
  const box = (one) => one.getBoundingClientRect()
  const said = (what, found) => found.slice(0, 5).map((one) => `${what}: ${one.outerHTML.slice(0, 120)}`)
  const cut = seen("pre code, table, img, math").filter((one) =>
    box(one).right > innerWidth + 1 || box(one).height > innerHeight && one.tagName === "IMG" ||
    getComputedStyle(one).overflowX !== "visible" && one.scrollWidth > one.clientWidth + 2)
  const screen = seen(`header, footer, aside, form, .md-sidebar, .md-tabs, .md-clipboard, .headerlink,
    .gipi-copy, .gipi-along, .gipi-verified__links`)
  const folded = seen("details").filter((one) => !one.lastElementChild.checkVisibility())
  const bare = seen(".md-content a[href^=http]").filter((one) => !getComputedStyle(one, "::after").content.includes("://"))
  return [...said("cut", cut), ...said("for the screen", screen), ...said("folded", folded), ...said("bare", bare)]
}"""


# How a choice looks: its mark, its letters, and the frame around it.
LOOK = """(summary) => [[summary, "::before"], [summary], [summary.parentNode]]
  .map(([one, part]) => getComputedStyle(one, part))
  .map((style) => [style.content, style.color, style.backgroundColor, style.borderLeftColor, style.boxShadow])
  .join()"""


def printed(page) -> int:
    """How many sheets Chromium prints."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", prefer_css_page_size=True)))


@pytest.mark.parametrize(
    ("name", "least", "most"),
    [
        pytest.param("concepts/loss/index.html", 5, 25, marks=BROWSER),
        pytest.param("en/concepts/loss/index.html", 5, 25, marks=BROWSER),
        pytest.param("install/versions/index.html", 5, 25, marks=BROWSER),
    ],
)
def test_a_page_on_paper(opened, name, least, most):
    page = opened(name)
    page.set_viewport_size(A4)
    assert least <= printed(page) <= most  # it opens what is folded, too
    page.emulate_media(media="print")
    assert page.evaluate(PAPER) == []


@pytest.mark.parametrize("at", [pytest.param("", marks=BROWSER), pytest.param("en/", marks=BROWSER)])
def test_the_lab_sheet_is_two_pages_without_answers(opened, at):
    page = opened(f"{at}practice/lab-sheet/index.html")
    page.set_viewport_size(A4)
    assert printed(page) == 2
    page.emulate_media(media="print")
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")  # as printing does
    assert [fault for fault in page.evaluate(PAPER) if not fault.startswith("folded")] == []
    looks = set()
    for summary in page.locator("details.predict > summary").all():
        expect(summary).to_be_visible()
        looks.add(summary.evaluate(LOOK))
    assert len(looks) == 1, "one choice looks otherwise than the others: right, or wrong"
    for hidden in page.locator("details.answer, details.note, details.predict > p").all():
        expect(hidden).not_to_be_visible()


@pytest.mark.parametrize("at", [pytest.param("", marks=BROWSER), pytest.param("en/", marks=BROWSER)])
def test_the_whole_guide_on_paper(opened, at):
    page = opened(f"{at}{book.NAME}")
    page.set_viewport_size(A4)
    page.emulate_media(media="print")
    assert page.evaluate(PAPER) == []
    sections = page.evaluate(
        "[...document.querySelectorAll('main > section')].map((one) => getComputedStyle(one).breakBefore)"
    )
    assert len(sections) == len(GUIDE.pages["ko"]) + len(GUIDE.notebooks["ko"]) and {*sections} == {"page"}


@pytest.mark.exhaustive
@pytest.mark.parametrize("at", [pytest.param("", marks=BROWSER), pytest.param("en/", marks=BROWSER)])
def test_chromium_prints_the_whole_guide(opened, at):
    page = opened(f"{at}{book.NAME}")
    assert printed(page) > 3 * len(GUIDE.pages["ko"])
