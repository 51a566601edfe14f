"""What readers and programs take along as text: Markdown beside each page, llms.txt, the sitemap, the card."""

import re
import subprocess
import xml.etree.ElementTree as ET
from io import BytesIO
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup
from PIL import Image
from playwright.sync_api import expect

from browsing import BROWSER
from gipi.guide import Guide
from gipi.pages import notebook, plain, records, unshown
from gipi.pages.includes import sections
from gipi.site import along, card
from small import ROOT, WORDS_OF

LANGUAGES = ("ko", "en")
GUIDE = Guide(ROOT)
FENCED = re.compile(r"^[ \t]*(?P<ticks>```+|~~~+).*?^[ \t]*(?P=ticks)[ \t]*$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)", re.DOTALL)
# What only a builder or a browser understands.
FOREIGN = re.compile(
    r"</?[a-z][^>\n]*>|<!--|\{:?\s?[#.][^}\n]*\}|\{:[^}\n]*\}|-8<-|gipi:|pytest|&[a-z]+;|&#\d+;|^\s*(?:!!!|\?\?\?|===).*|\x00",
    re.MULTILINE,
)
LINK = re.compile(r"\]\((?P<to>http://localhost:8000/[^)\s]*)\)")


def everywhere():
    return [(language, slug) for language in LANGUAGES for slug in (*GUIDE.pages["ko"], *GUIDE.notebooks["ko"])]


def text_of(site, language: str, slug: str) -> str:
    return (site.folder / site.url(language, slug) / along.NAME).read_text(encoding="utf-8")


def prose(text: str) -> str:
    return CODE.sub("", FENCED.sub("", text))


def flush(text: str) -> str:
    """Lines without their indentation: a step may stand in a list."""
    return re.sub(r"^[ \t]+", "", text, flags=re.MULTILINE)


def cleaned(text: str, slug: str = "a/b") -> str:
    return plain.page(ROOT, text, slug, "https://x.test/", "[Figure: {alt}]")


# What becomes of Markdown


def test_boxes_folds_and_tabs_become_titles_whatever_stands_in_one_another():
    text = '!!! note "Outer"\n    First.\n\n    ??? question "Inner"\n        Second.\n\n=== "Tab"\n\n    Third.'
    text += "\n\nEnd."
    assert cleaned(text) == "**Outer**\n\nFirst.\n\n**Inner**\n\nSecond.\n\n**Tab**\n\nThird.\n\nEnd.\n"


def test_what_looks_like_a_fold_in_code_stays():
    text = '```text\n??? note "x"\n    <b>{ #x }\n```\n\nUse `<b>` and `{ #x }`.'
    assert cleaned(text) == text + "\n"


def test_fences_say_their_language_and_outputs_their_title():
    text = '```python title="a.py" hl_lines="1"\n1\n```\n\n```{.text .gipi-output title="Output"}\n2\n```'
    assert cleaned(text) == "```python\n1\n```\n\nOutput:\n\n```text\n2\n```\n"


def test_a_figure_is_its_description_and_caption():
    assert cleaned('![A < B](b/draw.svg "The caption"){ width=3 }') == "[Figure: A < B] The caption\n"


@pytest.mark.parametrize(
    ("link", "leads"),
    [
        ("c.md#x", "https://x.test/a/c/#x"),
        ("../index.md", "https://x.test/"),
        ("index.md", "https://x.test/a/"),
        ("../practice/n.ipynb", "https://x.test/practice/n/"),
        ("../install/check_env.py", "https://x.test/install/check_env.py"),
        ("#here", "https://x.test/a/b/#here"),
        ("https://else.test/c.md", "https://else.test/c.md"),
    ],
)
def test_links_lead_to_the_site(link, leads):
    assert cleaned(f"[`a`]({link})") == f"[`a`]({leads})\n"


def test_html_is_markdown_or_gone():
    text = (
        '<form>Ask</form><strong hidden>old</strong>(<button class="x">mostly</button>'
        '<span popover id="y"><b>more</b></span>) <span lang="ko">깊이</span><br><code>x</code> &lt;'
    )
    assert cleaned(text) == "(mostly) 깊이 · `x` <\n"
    assert cleaned("<table><tr><th>A</th></tr><tr><td>1</td></tr></table>") == "| A |\n| --- |\n| 1 |\n"


# The published files


@pytest.mark.parametrize(("language", "slug"), everywhere())
def test_a_page_lies_beside_itself_as_markdown(site, language, slug):
    text = text_of(site, language, slug)
    title, address, *_ = text.split("\n> ")[0].strip(), text.split("\n> ")[1]
    assert title.startswith("# ") and address.startswith(site.address + site.url(language, slug))
    assert [match[0] for match in FOREIGN.finditer(prose(text))] == []
    if slug in GUIDE.notebooks[language]:
        cells = notebook.code(GUIDE.notebooks[language][slug])
        for cell in cells:
            assert f"```python\n{cell.source}\n```" in text and notebook.printed(cell) in text
        return
    page, recorded = GUIDE.pages[language][slug], sections(GUIDE.pages[language][slug].record)
    for step in page.steps:
        assert flush(unshown.code(step).strip("\n")) in flush(text), step.name
        if step.shows_output:
            assert flush(records.tidy(unshown.output(step, recorded[step.name]))) in flush(text), step.name
    for _, alt, source in page.images:
        assert alt in text and source not in prose(text)


def test_their_links_lead_somewhere(site):
    ids, found = {}, []
    for language, slug in everywhere():
        for match in LINK.finditer(text_of(site, language, slug)):
            path, _, anchor = match["to"].removeprefix(site.address).partition("#")
            file = site.folder / unquote(path)
            file = file / "index.html" if path.endswith("/") or not path else file
            if not file.is_file():
                found.append(f"{language}/{slug}: {match['to']}")
            elif anchor and file.suffix == ".html":
                if file not in ids:
                    ids[file] = {*re.findall(r'\bid="?([^" >]+)', file.read_text(encoding="utf-8"))}
                if unquote(anchor) not in ids[file]:
                    found.append(f"{language}/{slug}: {match['to']} has no such anchor")
    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_names_every_page_and_the_whole_has_them_all(site, language):
    folder = site.folder / site.url(language, "index")
    listed = (folder / "llms.txt").read_text(encoding="utf-8")
    whole = (folder / "llms-full.txt").read_text(encoding="utf-8")
    addresses = re.findall(r"^- \[.+?\]\((\S+?)\)", listed, re.MULTILINE)
    slugs = [slug for one, slug in everywhere() if one == language]
    assert sorted(addresses) == sorted(f"{site.address}{site.url(language, slug)}{along.NAME}" for slug in slugs)
    assert listed.startswith("# ") and "\n> " in listed
    for slug in slugs:
        assert text_of(site, language, slug).rstrip() in whole


def test_the_sitemap_has_every_page_with_its_counterparts(site):
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    tree = ET.parse(site.folder / "sitemap.xml").getroot()
    found = {
        one.find("s:loc", space).text: {
            link.get("hreflang"): link.get("href") for link in one.findall("x:link", space)
        }
        for one in tree.findall("s:url", space)
    }
    wanted = {}
    for language, slug in everywhere():
        ko, en = (site.address + site.url(other, slug) for other in LANGUAGES)
        wanted[site.address + site.url(language, slug)] = {"ko": ko, "en": en, "x-default": ko}
    assert found == wanted


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_elsewhere_shows_the_card(site, language):
    head = BeautifulSoup(
        (site.folder / site.url(language, "concepts/loss") / "index.html").read_text(), "html.parser"
    )
    said = {tag["property"]: tag["content"] for tag in head.find_all("meta", property=True)}
    assert said["og:image"] == site.address + card.NAME and said["og:image:alt"]
    with Image.open(site.folder / card.NAME) as picture:
        assert (str(picture.width), str(picture.height)) == (said["og:image:width"], said["og:image:height"])
        colours = {f"#{r:02x}{g:02x}{b:02x}" for _, (r, g, b) in picture.getcolors(picture.width * picture.height)}
    drawn = {*re.findall(r'fill="(#\w+)"', (ROOT / card.MARK).read_text(encoding="utf-8"))}
    assert drawn | {card.PAPER, card.INK} <= colours


def test_the_card_is_the_same_picture_each_time():
    assert card.drawn(ROOT) == card.drawn(ROOT)
    assert Image.open(BytesIO(card.drawn(ROOT))).size == card.SIZE


# Colab


@pytest.mark.parametrize("repository", ["https://github.com/some/guide", "https://github.com/some/guide.git/"])
def test_colab_opens_what_lies_on_github(repository):
    address = along.in_colab(repository, "en/concepts/loss/loss.ipynb")
    wanted = "https://colab.research.google.com/github/some/guide/blob/notebooks/en/concepts/loss/loss.ipynb"
    assert address == wanted


@pytest.mark.parametrize("repository", [None, "", "https://gitlab.com/some/guide"])
def test_colab_opens_nothing_else(repository):
    assert along.in_colab(repository, "a/a.ipynb") is None


def test_the_branch_for_colab_has_the_notebooks_where_the_links_lead(site, tmp_path):
    def git(*args: str) -> str:
        return subprocess.run(["git", *args], check=True, capture_output=True, encoding="utf-8").stdout

    store = str(tmp_path / "store.git")
    git("init", "-q", "--bare", store)
    for _ in range(2):  # the second time it replaces what is there
        subprocess.run(["bash", ROOT / ".ci" / "notebooks", site.folder, store], check=True)
    assert git("-C", store, "branch", "--format=%(refname:short)").split() == [along.BRANCH]
    assert git("-C", store, "rev-list", "--count", along.BRANCH).strip() == "1"
    kept = set(
        git("-C", store, "-c", "core.quotePath=false", "ls-tree", "-r", "--name-only", along.BRANCH).split("\n")
    )
    for language in LANGUAGES:
        for slug in GUIDE.works:
            assert f"{site.url(language, slug)}{slug.rpartition('/')[2]}.ipynb" in kept


# In the browser


@pytest.mark.parametrize(
    ("language", "slug"),
    [
        pytest.param(*one, marks=BROWSER)
        for one in (("ko", "concepts/loss"), ("en", "index"), ("en", "errors/oom"))
    ],
)
def test_a_button_copies_the_page(site, wide, language, slug):
    page = wide.visit(site.url(language, slug))
    button = page.locator(".gipi-along button")
    button.click()
    said = WORDS_OF[language]("theme.gipi.along.copied")
    expect(page.locator(".gipi-along [role=status]")).to_have_text(said)
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.strip() == text_of(site, language, slug).strip()
    assert wide.noted == []


def test_a_text_says_below_its_title_what_it_rests_on_and_explains_its_brackets_last():
    assert along.with_origin("# T\n\nText.\n", "https://x.test/t/", "Run.", "Brackets.") == (
        "# T\n\n> https://x.test/t/ · Run.\n\nText.\n\n> Brackets.\n"
    )
    assert along.with_origin("# T\n\nText.\n", "", "", "") == "# T\n\n\nText.\n"
