"""The published site as files: what every page must have, and what the build refuses."""

import json
import os
import re
import subprocess
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from urllib.parse import unquote, unquote_plus, urljoin, urlsplit

import jinja2
import mkdocs.utils
import nbformat
import pytest
from bs4 import BeautifulSoup
from jinja2 import nodes

from gipi.check_env import comparison
from gipi.machine.interpreters import bash
from gipi.pages import notebook, records, unshown
from gipi.pages.export import script_name
from gipi.pages.includes import sections
from gipi.pages.page import Page, slugs
from gipi.runs.compare_figure import LIMIT
from gipi.site import glossary_hints, pictures, style_sheet
from gipi.versions.pins import pinned
from small import ROOT, WORDS_OF

LANGUAGES = ("ko", "en")
SLUGS = [*slugs(ROOT, "ko"), *notebook.slugs(ROOT, "ko")]
LIGHT = 77_000  # bytes of a page's HTML
CONCEPT = 95_000  # of a page that explains: a third is code, each word of which has its colour
NOTEBOOK = 60_000  # of a notebook's, which came with 600 kB of styles
VERIFICATION = 120_000  # of the page that lists every other, and what was counted
GLOSSARY = 125_000  # of the glossary, which holds every term
EVIDENCE = 95_000  # of a page that lists every trial and every walked path, or every cell of the releases
FIGURE = LIMIT + 2_000  # bytes of an SVG; the second part is for its colours in the dark
SERVED = 20  # seconds until a change is served


# The pages


@dataclass
class Html:
    """A page of the site as it is published."""

    language: str
    slug: str
    url: str  # below the site's root
    address: str
    file: Path

    def __str__(self) -> str:
        return f"/{self.url}"

    @cached_property
    def soup(self) -> BeautifulSoup:
        return BeautifulSoup(self.file.read_text(encoding="utf-8"), "html.parser")

    @cached_property
    def ids(self) -> list[str]:
        return [tag["id"] for tag in self.soup.find_all(id=True)]

    def leads_to(self, href: str) -> str:
        """The address below the site's root (or elsewhere) that a link of this page means."""
        return urljoin(self.address, href).removeprefix(urljoin(self.address, "/"))

    def page(self) -> Page | None:
        """The page in the tree; None for a notebook."""
        path = ROOT / "docs" / self.language / f"{self.slug}.md"
        return Page(ROOT, path) if path.is_file() else None

    def counterpart(self, site) -> str:
        return site.url("en" if self.language == "ko" else "ko", self.slug)


def none(found: list[str]) -> None:
    """Fail with every sentence that was found."""
    if found:
        pytest.fail("\n".join(found), pytrace=False)


@pytest.fixture(scope="module")
def pages(site) -> list[Html]:
    found = []
    for language in LANGUAGES:
        for slug in SLUGS:
            url = site.url(language, slug)
            found.append(Html(language, slug, url, site.address + url, site.folder / url / "index.html"))
    return found


def test_the_build_says_nothing_alarming(site):
    none([line for line in site.said.split("\n") if re.search("WARN|ERROR|Traceback", line)])


def test_both_languages_have_the_same_pages(site, pages):
    published = {path.relative_to(site.folder).as_posix() for path in site.folder.rglob("*.html")}
    wanted = {page.file.relative_to(site.folder).as_posix() for page in pages}
    assert published == wanted | {"404.html", "en/404.html"}


def test_the_head_of_a_page(site, pages):
    found = []
    for page in pages:
        head = page.soup.head
        other = {link["hreflang"]: link["href"] for link in head.find_all("link", hreflang=True)}
        ko, en = (site.address + site.url(language, page.slug) for language in LANGUAGES)
        described = head.find("meta", attrs={"name": "description"})
        checks = {
            "lang": page.soup.html["lang"] == page.language,
            "title": bool(head.title.get_text(strip=True)),
            "description": bool(described and described["content"].strip()),
            "canonical": head.find("link", rel="canonical")["href"] == page.address,
            "hreflang": other == {"ko": ko, "en": en, "x-default": ko},
        }
        found += [f"{page}: {name}" for name, right in checks.items() if not right]
    none(found)


def test_pages_are_told_apart_by_title_and_description(pages):
    for language in LANGUAGES:
        heads = [page.soup.head for page in pages if page.language == language]
        for texts in (
            [head.title.get_text(strip=True) for head in heads],
            [head.find("meta", attrs={"name": "description"})["content"] for head in heads],
        ):
            assert sorted(text for text in texts if texts.count(text) > 1) == []


def test_a_page_has_one_title_and_each_id_once(pages):
    found = []
    for page in pages:
        if (titles := len(page.soup.find_all("h1"))) != 1:
            found.append(f"{page}: {titles} headings of the first level")
        found += [f"{page}: id {one} is used again" for one in {*page.ids} if page.ids.count(one) > 1]
    none(found)


def test_the_language_switch_stays_on_the_page(site, pages):
    found = []
    for page in pages:
        links = page.soup.header.select("a.gipi-switch")
        if [page.leads_to(link["href"]) for link in links] != [page.counterpart(site)]:
            found.append(f"{page}: {[link['href'] for link in links]}")
        elif links[0]["hreflang"] == page.language or links[0]["lang"] == page.language:
            found.append(f"{page}: the switch is marked with the page's own language")
    none(found)


def nav(name: str) -> list[str]:
    """The pages of a configuration's `nav`, in order, as slugs."""
    with open(ROOT / name, encoding="utf-8") as file:
        entries = mkdocs.utils.yaml_load(file)["nav"]

    def flat(entry):
        if isinstance(entry, str):
            yield os.path.splitext(entry)[0]
        for one in entry.values() if isinstance(entry, dict) else entry if isinstance(entry, list) else ():
            yield from flat(one)

    return list(flat(entries))


def test_previous_and_next(site, pages):
    order = nav("mkdocs.yml")
    assert sorted(order) == sorted(SLUGS)
    found = []
    for page in pages:
        index = order.index(page.slug)
        if index == 0:
            continue  # the front page has doors instead
        if page.slug.startswith("errors/"):
            if page.soup.select(".md-footer__link"):  # each ends with those like it (test_anatomy.py)
                found.append(f"{page}: errors have no order")
            continue
        for name, to in (("prev", order[index - 1]), ("next", [*order, None][index + 1])):
            links = page.soup.select(f"a.md-footer__link--{name}")
            wanted = [site.url(page.language, to)] if to else []
            if [page.leads_to(link["href"]) for link in links] != wanted:
                found.append(f"{page}: {name} does not lead to {to}")
    none(found)


def test_nothing_comes_from_elsewhere(pages):
    found = []
    for page in pages:
        loaded = [tag["src"] for tag in page.soup.find_all(src=True)]
        loaded += [
            link["href"] for link in page.soup.find_all("link") if not {"canonical", "alternate"} & {*link["rel"]}
        ]
        found += [f"{page}: {address}" for address in loaded if urlsplit(address).netloc]
    none(found)


def test_no_link_leads_nowhere(site, pages):
    ids = {page.url: {*page.ids} for page in pages}
    found = []
    for page in pages:
        for link in page.soup.find_all("a", href=True):
            target, _, anchor = page.leads_to(link["href"]).partition("#")
            target = unquote(target.partition("?")[0])
            if urlsplit(target).scheme:
                continue
            if target not in ids and not (site.folder / target).is_file():
                found.append(f"{page}: {link['href']}")
            elif anchor and unquote(anchor) not in ids.get(target, ()):
                found.append(f"{page}: {link['href']} has no such anchor")
    none(found)


def test_footnotes_are_numbered_as_a_reader_meets_them(pages):
    """Their numbers follow the order in which the page's source defines them."""
    found, most = [], 0
    for page in pages:
        numbers = [
            int(number) for number in dict.fromkeys(a.get_text() for a in page.soup.select("a.footnote-ref"))
        ]
        most = max(most, len(numbers))
        if numbers != sorted(numbers):
            found.append(f"{page}: {numbers}")
    none(found)
    assert most > 1


def test_formulas_need_no_script(pages):
    found = [f"{page}: a formula that is not MathML" for page in pages if page.soup.select(".arithmatex")]
    none(found)
    assert any(page.soup.find("math") for page in pages)


def test_pictures_have_alt_texts_of_their_own(pages):
    found = []
    for language in LANGUAGES:
        seen: dict[str, str] = {}
        for page in pages:
            for image in page.soup.find_all("img") if page.language == language else ():
                alt, source = image.get("alt", "").strip(), page.leads_to(image["src"])
                if not alt:
                    found.append(f"{page}: {image['src']} has no alt text")
                elif seen.setdefault(alt, source) != source:
                    found.append(f"{page}: {image['src']} has the alt text of /{seen[alt]}")
    none(found)


# Figures


def test_every_colour_of_a_figure_has_one_for_the_dark():
    found = []
    for path in [*ROOT.glob("snippets/**/*.svg"), *ROOT.glob("docs/*/**/*.svg")]:
        if not path.is_relative_to(ROOT / "docs/theme"):
            unknown = pictures.colours(path.read_text(encoding="utf-8")) - pictures.DARK.keys() - pictures.BOTH
            place = path.relative_to(ROOT)
            found += [f"{place}: {one} has no dark colour in gipi/site/pictures.py" for one in unknown]
    none(found)


def test_every_figure_keeps_its_room_and_knows_both_schemes(site, pages):
    found = []
    for page in pages:
        for image in page.soup.article.find_all("img", src=re.compile(r"\.svg$")):
            if not (image.get("width") and image.get("height")):
                found.append(f"{page}: {image['src']} has no size, so that the page jumps")
            text = (site.folder / page.leads_to(image["src"])).read_text(encoding="utf-8")
            if "prefers-color-scheme:dark" not in text:
                found.append(f"{page}: {image['src']} is a white slab in the dark")
    none(found)


def words_of(svg: str) -> list[str]:
    texts = BeautifulSoup(svg, "html.parser").find_all("text")
    words = (word for text in texts for word in text.get_text().split())
    return sorted(word for word in words if re.search(r"\w", word))  # an arrow turns with the drawing


def test_a_phone_gets_a_drawing_of_its_own_that_says_the_same():
    found = []
    for path in ROOT.glob("docs/*/[a-z]*/*.svg"):
        if path.is_relative_to(ROOT / "docs/theme"):
            continue
        phone = path.parent / pictures.NARROW / path.name
        wide, narrow = (one.read_text(encoding="utf-8") if one.is_file() else "" for one in (path, phone))
        if pictures.size(wide)[0] <= 400:
            continue
        if not narrow or pictures.size(narrow)[0] > 360:
            found.append(f"{phone.relative_to(ROOT)}: a drawing at most 360 px wide is missing")
        elif words_of(wide) != words_of(narrow):
            differ = {*words_of(wide)} ^ {*words_of(narrow)}
            found.append(f"{phone.relative_to(ROOT)}: says something else than {path.name}: {', '.join(differ)}")
    none(found)


# The way to each page


MOST = 14  # pages in a row that a reader takes in
GROUP = 18  # and under a title that says what they share


def test_no_list_of_the_navigation_is_long():
    with open(ROOT / "mkdocs.yml", encoding="utf-8") as file:
        entries = mkdocs.utils.yaml_load(file)["nav"]
    found = []

    def look(name: str, below: list, most: int) -> None:
        titled = [(title, inside) for one in below if isinstance(one, dict) for title, inside in one.items()]
        groups = [(title, inside) for title, inside in titled if isinstance(inside, list)]
        if (leaves := len(below) - len(groups)) > most:
            found.append(f"{name}: {leaves} pages in a row, more than {most}; make groups")
        for title, inside in groups:
            if len(inside) < 2:
                found.append(f"{title}: a group of one")
            look(title, inside, MOST if below is entries else GROUP)

    look("nav", entries, MOST)
    none(found)


def test_every_page_is_three_taps_from_home(site, pages):
    by_url = {page.url: page for page in pages}
    for language in LANGUAGES:
        home = by_url[site.url(language, "index")]
        taps, edge = {home.url: 0}, [home]
        while edge:
            page = edge.pop(0)
            for link in page.soup.find_all("a", href=True):
                url = unquote(page.leads_to(link["href"]).partition("#")[0].partition("?")[0])
                if url in by_url and by_url[url].language == language and url not in taps:
                    taps[url] = taps[page.url] + 1
                    edge.append(by_url[url])
        none(
            [
                f"{page}: {taps.get(page.url, 'no')} taps from home"
                for page in pages
                if page.language == language and taps.get(page.url, 99) > 3
            ]
        )


# Steps


def code(block) -> str:
    return block.code.get_text().strip("\n")


def test_every_published_code_block_is_a_step(pages):
    """What is shown as Python or bash is, line for line, what runs; what it printed follows it."""
    found = []
    for page in pages:
        if one := page.page():
            shown = page.soup.article.select(".language-python, .language-bash")
            outputs = page.soup.article.select(
                ".gipi-output:not([class*='gipi-of-'])"
            )  # with the page's own settings
            recorded = sections(one.record)
            if [code(block) for block in shown] != [unshown.code(step).strip("\n") for step in one.steps]:
                found.append(f"{page}: its code blocks are not its steps")
            printed = [
                records.tidy(unshown.output(step, recorded[step.name])) for step in one.steps if step.shows_output
            ]
            if [code(block) for block in outputs] != printed:
                found.append(f"{page}: its outputs are not what its steps printed")
            if any("gipi-output" in block["class"] for block in shown):
                found.append(f"{page}: a code block is marked as an output")
        else:
            cells = notebook.code(notebook.read(ROOT, page.slug, page.language))
            shown = [block.get_text().strip("\n") for block in page.soup.article.select(".highlight-ipynb")]
            if shown != [cell.source.strip("\n") for cell in cells]:
                found.append(f"{page}: its code blocks are not its cells")
    none(found)


def test_a_page_with_steps_says_what_was_run(pages):
    pins, found = pinned(ROOT), []
    for page in pages:
        one, line = page.page(), page.soup.find(id="gipi-verified")
        if one and not one.steps:
            if line:
                found.append(f"{page}: a verified line without steps")
            continue
        if not line or not line.select_one(".gipi-verified__text").get_text(strip=True):
            found.append(f"{page}: no verified line")
            continue
        downloads = [link["href"] for link in line.find_all("a", download=True)]
        wanted = [f"{Path(page.slug).name}.ipynb"]
        if one:
            wanted += [script_name(one), *filter(None, [comparison.name(one)])]
        if downloads != wanted:
            found.append(f"{page}: downloads {downloads}")
        for name in downloads:
            file = page.file.parent / name
            try:
                check_download(file)
            except Exception as error:
                found.append(f"{page}: {name}: {error}")
        (report,) = [link["href"] for link in line.select(".gipi-verified__links a:not([download])")]
        carried = unquote_plus(urlsplit(report).query)
        missing = [word for word in (f"{page.language}/{page.slug}", *pins) if word not in carried]
        if missing:
            found.append(f"{page}: the report does not carry {', '.join(missing)}: {report}")
        if page.leads_to(report).partition("?")[0] == page.url:
            found.append(f"{page}: the report leads to the page itself: {report}")
    none(found)


def check_download(file: Path) -> None:
    """Raise where a downloaded file is not what its name says."""
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".ipynb":
        nbformat.validate(nbformat.reads(text, as_version=4))
    elif file.suffix == ".py":
        compile(text, file.name, "exec")
    elif shell := bash():
        subprocess.run([shell, "-n", str(file)], check=True, capture_output=True)


# The site's own files


def test_the_page_for_a_wrong_address_speaks_both_languages(site):
    for file in ("404.html", "en/404.html"):
        soup = BeautifulSoup((site.folder / file).read_text(encoding="utf-8"), "html.parser")
        parts = soup.article.select("section[lang]")
        links = {part["lang"]: urljoin(site.address, part.find_all("a")[-1]["href"]) for part in parts}
        assert [len(part.select("input[name=q], .gipi-doors a")) for part in parts] == [5, 5]
        assert links == {"ko": site.address, "en": site.address + "en/"}
        assert soup.find("meta", attrs={"name": "robots", "content": "noindex"})
        loaded = [tag["src"] for tag in soup.find_all(src=True)]
        loaded += [link["href"] for link in soup.find_all("link") if not link["href"].startswith("#")]
        assert [one for one in loaded if not one.startswith("/")] == []  # it is served at any depth


@pytest.mark.parametrize("language", LANGUAGES)
def test_search_finds_the_pages_of_its_language(site, pages, language):
    index = site.folder / site.url(language, "index") / "search" / "search_index.json"
    entries = json.loads(index.read_text(encoding="utf-8"))["docs"]
    titles = {entry["location"]: entry["title"] for entry in entries if "#" not in entry["location"]}
    wanted = {}
    for page in pages:
        if page.language == language:
            # The names of a title stand in elements of their own: it breaks between them.
            said = page.soup.h1.get_text().strip().removesuffix("#")
            wanted[page.url.removeprefix("en/")] = " ".join(said.split())
    assert titles.keys() == wanted.keys()
    differ = {location for location, title in titles.items() if " ".join(title.split()) != wanted[location]}
    assert differ <= {""}  # the front page stands under the name of its navigation entry


def test_hints(site, pages):
    """Each button has its definition; where there are hints, and how many."""
    found = []
    for page in pages:
        hints = {one["id"]: one for one in page.soup.article.select("[popover][id^=term-]")}
        asked = [button["popovertarget"] for button in page.soup.article.select("button[popovertarget^=term-]")]
        if asked != list(hints) or len(hints) > glossary_hints.MOST:
            found.append(f"{page}: buttons {asked}, hints {list(hints)}")
        many = page.slug.startswith("concepts/") and page.slug != "concepts/index"
        if many != (len(hints) > 4) and not page.slug.startswith(("install/", "errors/", "practice/")):
            found.append(f"{page}: {len(hints)} hints")
        for one in hints.values():
            if not re.search(r"\w+\. \S", one.get_text()) or "glossary/#" not in one.a["href"]:
                found.append(f"{page}: the hint {one}")
    none(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_search_does_not_find_the_texts_of_hints(site, language):
    index = site.folder / site.url(language, "index") / "search" / "search_index.json"
    assert WORDS_OF[language]("glossary.hint-more") not in index.read_text(encoding="utf-8")


def test_weight(site, pages):
    own = {"glossary": GLOSSARY, "about/verification": VERIFICATION, "practice/install-check": NOTEBOOK}
    own |= {slug: EVIDENCE for slug in ("install/evidence", "about/releases")}
    own |= {slug: CONCEPT for slug in SLUGS if slug.startswith("concepts/")}
    sizes = [(page.file.stat().st_size, own.get(page.slug, LIGHT), str(page)) for page in pages]
    for path in site.folder.rglob("*.svg"):
        sizes.append((path.stat().st_size, FIGURE, f"/{path.relative_to(site.folder).as_posix()}"))
    heavy = sorted(((size, limit, name) for size, limit, name in sizes if size > limit), reverse=True)
    none([f"{name}: {size:,} bytes, more than {limit:,}" for size, limit, name in heavy])


def test_the_style_sheet_knows_what_formulas_leave_to_it(pages):
    """temml sets a class where MathML has no word of its own, and says it in a style sheet that is not ours."""
    sheet = (ROOT / "docs" / "theme" / "assets" / "gipi.css").read_text(encoding="utf-8")
    given = {
        name for page in pages for tag in page.soup.select("math, math [class]") for name in tag.get("class", [])
    }
    assert given > {"tml-right", "tml-left"}
    by_attribute = {"tml-display"}  # math[display]
    assert {name for name in given - by_attribute if f".{name}" not in sheet} == set()


def test_no_page_has_what_the_style_sheet_leaves_out(pages):
    found = []
    for page in pages:
        classes = {
            name.partition("__")[0].partition("--")[0]
            for tag in page.soup.find_all(class_=True)
            for name in tag["class"]
        }
        found += [
            f"{page} has the class {name}: see WITHOUT in {style_sheet.__name__}"
            for name in classes & style_sheet.WITHOUT
        ]
    none(sorted(found))


def test_a_group_at_the_side_says_how_many_pages_it_has(site):
    nav = mkdocs.utils.yaml_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["nav"]
    parts = [pages for part in nav if isinstance(part, dict) for pages in part.values()]
    for slug in ("concepts", "install", "errors"):
        _, *groups = next(pages for pages in parts if pages[0] == f"{slug}/index.md")
        wanted = [str(len(pages)) for group in groups for pages in group.values()]
        html = (site.folder / slug / "index.html").read_text(encoding="utf-8")
        soup = BeautifulSoup(html, "html.parser")
        assert [tag.text for tag in soup.select(".md-nav--primary .md-nav__link .md-typeset small")] == wanted
        links = soup.select(".md-nav--primary a[href^='./#']:has(small)")  # to its list, not to its first page
        assert len(links) == len(groups)
        for link in links:
            assert soup.find(id=link["href"][3:]).get_text().startswith(next(link.stripped_strings)), link["href"]


def test_verification_begins_with_how_the_pages_stand(site):
    for language in LANGUAGES:
        html = (site.folder / site.url(language, "about/verification") / "index.html").read_text(encoding="utf-8")
        standing = BeautifulSoup(html, "html.parser").select_one("h1 ~ .gipi-standing")
        count = sum(int(tag.text) for tag in standing.select("li b"))
        assert str(count) in standing.p.text and count > 60


# What the templates replace in Material's own HTML, and where the page must show what they put there.
REPLACED = {
    'role="dialog"': ("404.html", 'role="dialog" aria-label="'),
    'class="md-search-result__meta"': (
        "404.html",
        'class="md-search-result__meta" role="status" data-gipi-nearest="',
    ),
    '<form class="md-search__form" name="search">': ("404.html", '<form class="md-search__form">'),
    "</ol> </div> </div>": ("404.html", '</ol> </div> <div class="gipi-start">'),
    'title="Permanent link"': (
        "concepts/loss/index.html",
        f'aria-label="{WORDS_OF["ko"]("theme.gipi.permalink")}"',
    ),
    'class="md-content"': ("index.html", 'class="md-content gipi-home"'),
    "</ul>": ("index.html", '<form class="gipi-ask"'),
    '<h2 id="look"': ("index.html", '<div class="gipi-look"><h2 id="look"'),
    "<script src=": ("concepts/loss/index.html", '<script defer src="../../assets/javascripts/bundle.'),
    "</figure>": ("index.html", '<div class="gipi-slide"'),
}


def test_what_the_templates_replace_in_materials_html_is_there(site):
    """A new Material may write it otherwise, and a replacement that finds nothing says nothing."""
    theme = ROOT / "docs" / "theme"
    asked = {
        node.args[0].value: file.relative_to(ROOT).as_posix()
        for file in theme.rglob("*.html")
        for node in jinja2.Environment().parse(file.read_text(encoding="utf-8")).find_all(nodes.Filter)
        if node.name == "replace" and node.args[0].value.strip()
    }
    assert asked.keys() == REPLACED.keys(), "name for each replacement a page that must show it"
    for old, (page, new) in REPLACED.items():
        html = " ".join((site.folder / page).read_text(encoding="utf-8").split())
        said = f"{asked[old]} replaces {old} in what Material {version('mkdocs-material')} writes"
        assert new in html, f"{said}, but /{page} has no {new}: find what it writes now."
