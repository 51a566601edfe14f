"""The published site as files: what every page must have, and what the build refuses."""

import json
import os
import re
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.error import URLError
from urllib.parse import unquote, unquote_plus, urljoin, urlsplit
from urllib.request import urlopen

import mkdocs.utils
import nbformat
import pytest
from bs4 import BeautifulSoup

from gipi.machine.interpreters import bash
from gipi.pages import notebook, records
from gipi.pages.includes import sections
from gipi.pages.page import Page, slugs
from gipi.runs import ledger
from gipi.site import glossary_hints
from gipi.versions.pins import pinned
from small import ROOT, WORDS_OF, step

LANGUAGES = ("ko", "en")
SLUGS = [*slugs(ROOT, "ko"), *notebook.slugs(ROOT, "ko")]
LIGHT = 75_000  # bytes of a page's HTML
NOTEBOOK = 60_000  # of a notebook's, which came with 600 kB of styles
GLOSSARY = 110_000  # of the glossary, which holds every term
FIGURE = 40_000  # bytes of an SVG
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


# Steps


def code(block) -> str:
    return block.code.get_text().strip("\n")


def test_every_published_code_block_is_a_step(pages):
    """What is shown as Python or bash is, line for line, what runs; what it printed follows it."""
    found = []
    for page in pages:
        if one := page.page():
            shown = page.soup.article.select(".language-python, .language-bash")
            outputs = page.soup.article.select(".gipi-output")
            recorded = sections(one.record)
            if [code(block) for block in shown] != [step.code.strip("\n") for step in one.steps]:
                found.append(f"{page}: its code blocks are not its steps")
            printed = [records.tidy(recorded[step.name]) for step in one.steps if step.shows_output]
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
        if [Path(name).suffix == ".ipynb" for name in downloads] != ([True, False] if one else [True]):
            found.append(f"{page}: downloads {downloads}")
        for name in downloads:
            file = page.file.parent / name
            try:
                check_download(file)
            except Exception as error:
                found.append(f"{page}: {name}: {error}")
        (report,) = [link["href"] for link in line.find_all("a", download=False)]
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
        links = {part["lang"]: urljoin(site.address, part.a["href"]) for part in soup.article.select("div[lang]")}
        assert links == {"ko": site.address, "en": site.address + "en/"}
        assert soup.find("meta", attrs={"name": "robots", "content": "noindex"})
        loaded = [tag["src"] for tag in soup.find_all(src=True)]
        loaded += [link["href"] for link in soup.find_all("link")]
        assert [one for one in loaded if not one.startswith("/")] == []  # it is served at any depth


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sitemap_lists_the_pages_of_its_language(site, pages, language):
    text = (site.folder / site.url(language, "index") / "sitemap.xml").read_text(encoding="utf-8")
    listed = re.findall(r"<loc>(.*?)</loc>", text)
    assert sorted(listed) == sorted(page.address for page in pages if page.language == language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_search_finds_the_pages_of_its_language(site, pages, language):
    index = site.folder / site.url(language, "index") / "search" / "search_index.json"
    entries = json.loads(index.read_text(encoding="utf-8"))["docs"]
    titles = {entry["location"]: entry["title"] for entry in entries if "#" not in entry["location"]}
    wanted = {}
    for page in pages:
        if page.language == language:
            wanted[page.url.removeprefix("en/")] = page.soup.h1.get_text(strip=True).removesuffix("#")
    assert titles.keys() == wanted.keys()
    differ = {location for location, title in titles.items() if title.strip() != wanted[location]}
    assert differ <= {""}  # the front page stands under the name of its navigation entry


def test_hints(site, pages):
    """Each button has its definition; where there are hints, and how many."""
    found = []
    for page in pages:
        hints = {one["id"]: one for one in page.soup.article.select("[popover]")}
        asked = [button["popovertarget"] for button in page.soup.article.select("button.gipi-term")]
        if asked != list(hints) or len(hints) > glossary_hints.MOST:
            found.append(f"{page}: buttons {asked}, hints {list(hints)}")
        many = page.slug.startswith(("concepts/", "practice/"))
        if many != (len(hints) > 4) and not page.slug.startswith(("install/", "errors/")):
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
    own = {"glossary": GLOSSARY, "practice/install-check": NOTEBOOK}
    sizes = [(page.file.stat().st_size, own.get(page.slug, LIGHT), str(page)) for page in pages]
    for path in site.folder.rglob("*.svg"):
        sizes.append((path.stat().st_size, FIGURE, f"/{path.relative_to(site.folder).as_posix()}"))
    heavy = sorted(((size, limit, name) for size, limit, name in sizes if size > limit), reverse=True)
    none([f"{name}: {size:,} bytes, more than {limit:,}" for size, limit, name in heavy])


# What the build refuses


def build(guide, *args, **env) -> subprocess.CompletedProcess:
    clean = {key: value for key, value in os.environ.items() if not key.startswith("GIPI_")}
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", *args],
        cwd=guide.root,
        env=clean | {"NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"} | env,
        capture_output=True,
        encoding="utf-8",
    )
    done.said = done.stdout + done.stderr
    return done


def complaints(said: str) -> list[str]:
    """Warnings and errors; one that ends in a colon is MkDocs announcing the next."""
    return [line for line in said.split("\n") if re.match(r"(WARNING|ERROR).*[^:]$", line)]


@pytest.fixture
def right(guide):
    """A guide that builds: a page with a step, and a plain one."""
    guide.page("Read [the other page](b.md).", "index")
    guide.page("## More { #more }\n\nText.", "b")
    guide.snippet("a.py", say="print(1)")
    guide.steps("say")
    guide.write("snippets/a.txt", "--8<-- [start:say]\n1\n--8<-- [end:say]\n")
    return guide


def edit(guide, old: str, new: str, page: str = "index", languages=LANGUAGES) -> None:
    for language in languages:
        text = guide.read(f"docs/{language}/{page}.md")
        assert old in text
        guide.write(f"docs/{language}/{page}.md", text.replace(old, new))


def dead_link(guide):
    edit(guide, "(b.md)", "(none.md)", languages=["ko"])


def dead_anchor(guide):
    edit(guide, "(b.md)", "(b.md#none)", languages=["ko"])


def dead_anchor_of_the_page(guide):
    edit(guide, "(b.md)", "(#none)", languages=["ko"])


def dead_english_link(guide):
    edit(guide, "(b.md)", "(none.md)", languages=["en"])


def dead_english_anchor(guide):
    edit(guide, "(b.md)", "(b.md#none)", languages=["en"])


def one_language(guide):
    (guide.root / "docs/en/b.md").unlink()


def other_headings(guide):
    edit(guide, "{ #more }", "{ #moar }", "b", languages=["en"])


def other_include(guide):
    guide.snippet("a.py", say="print(1)", tell="print(1)")
    edit(guide, ":say", ":tell", "a", languages=["en"])


def same_anchor(guide):
    edit(guide, "{ #more }", "{ #page }", "b")


def unknown_fence(guide):
    guide.page("```rust\nx\n```", "b")


def unknown_directive(guide):
    guide.page("<!-- pytest-codeblocks:expect-joy -->\n\n" + step("say"), "a")


def missing_snippet(guide):
    (guide.root / "snippets/a.py").unlink()
    (guide.root / "snippets/a.txt").unlink()


def missing_section(guide):
    edit(guide, "a.py:say", "a.py:sing", "a")


def missing_output(guide):
    (guide.root / "snippets/a.txt").unlink()


def missing_text(guide):
    guide.page('--8<-- "none.md"', "b")


def front_matter(guide):
    guide.page("", "b", front='description: "never closed')


def not_utf8(guide):
    (guide.root / "docs/ko/b.md").write_bytes("---\ndescription: 쪽.\n---\n\n# 쪽 { #page }\n".encode("cp949"))


def no_alt_text(guide):
    guide.page("![](x.svg)", "b")


def broken_glossary(guide):
    guide.write("data/glossary.yml", "- id: loss\n")
    guide.page("<!-- gipi:glossary -->", "b")


def unanswered_placeholder(guide):
    edit(guide, "Here is text.", "Here is <!-- gipi:versions x --> text.", "b")


def unknown_placeholder(guide):
    guide.page("<!-- gipi:nothing -->", "b")


def damaged_record(guide):
    guide.write(".gipi/record.json", "{")


BAD = {
    dead_link: r"'index\.md' contains a link 'none\.md'",
    dead_anchor: r"'index\.md' contains a link 'b\.md#none', but .* does not contain an anchor '#none'",
    dead_anchor_of_the_page: r"'index\.md' contains a link '#none', but there is no such anchor",
    dead_english_link: r"'index\.md' contains a link 'none\.md'",
    dead_english_anchor: r"'index\.md' contains a link 'b\.md#none', but .* does not contain an anchor '#none'",
    one_language: r"docs/ko/b\.md: the page is missing in the other language: docs/en/b\.md\.",
    other_headings: r"docs/en/b\.md:9: here stands a heading '## moar', but docs/ko/b\.md:9 has a heading",
    other_include: r"docs/en/a\.md:10: here stands an include .*tell.*, but docs/ko/a\.md:10 has an include",
    same_anchor: r"docs/ko/b\.md:9: the anchor 'page' is already used on line 5\.",
    unknown_fence: r"docs/ko/b\.md:9: unknown fence language 'rust'",
    unknown_directive: r"docs/ko/a\.md:9: .*expect-joy",
    missing_snippet: r"docs/ko/a\.md:9: snippets/a\.py does not exist\.",
    missing_section: r"docs/ko/a\.md:9: snippets/a\.py has no section 'sing'\.",
    missing_output: r"docs/ko/a\.md:9: its output is not recorded yet; run pytest docs/ko/a\.md --update-out",
    missing_text: r"docs/ko/b\.md:9: Snippet at path 'none\.md' could not be found",
    front_matter: r"docs/ko/b\.md:\d: the front matter does not parse as YAML",
    not_utf8: r"docs/ko/b\.md:2: is not UTF-8; save the file as UTF-8\.",
    no_alt_text: r"docs/ko/b\.md:9: the image x\.svg has no alt text\.",
    broken_glossary: r"data/glossary\.yml:1: entry ‘loss’",
    unanswered_placeholder: r"docs/ko/b\.md:7: unknown part 'gipi:versions x'",
    damaged_record: r"\.gipi/record\.json is damaged: .* Delete it, or run pytest",
    unknown_placeholder: r"docs/ko/b\.md:9: unknown placeholder 'gipi:nothing'\.",
}


def test_a_guide_that_is_right_builds(right):
    done = build(right)
    assert (done.returncode, complaints(done.said)) == (0, [])
    assert "docs/ko/a.md: not run yet in this tree" in done.said
    for file in ("index.html", "b/index.html", "en/index.html", "en/b/index.html"):
        assert (right.root / "site" / file).is_file()


@pytest.mark.parametrize(("spoil", "says"), BAD.items(), ids=[spoil.__name__ for spoil in BAD])
def test_bad_input_stops_the_build_with_a_sentence(right, spoil, says):
    spoil(right)
    done = build(right)
    assert done.returncode != 0
    assert "Traceback" not in done.said
    assert re.search(says, done.said), done.said
    assert len(complaints(done.said)) == 1, done.said


def test_a_site_is_published_only_with_its_record(right):
    right.snippet("c.py", say="print(2)")
    right.steps("say", slug="c", shown=False)

    def pass_(slug):
        work = ledger.work(Page(right.root, right.root / f"docs/ko/{slug}.md"))
        steps = {name: ledger.stamp(0.5, 0.5) for name in work.steps}
        ledger.merge(right.root, {slug: {"digest": work.digest, "steps": steps}})

    pass_("a")
    done = build(right, GIPI_PUBLISH="1")
    assert done.returncode != 0
    assert "these pages have no record of a run, so they cannot be published: c.md." in done.said
    assert "Traceback" not in done.said
    pass_("c")
    done = build(right, GIPI_PUBLISH="1")
    assert (done.returncode, "not run yet" in done.said) == (0, False), done.said
    right.write("snippets/a.txt", right.read("snippets/a.txt").replace("1", "7"))
    assert "cannot be published: a.md." in build(right, GIPI_PUBLISH="1").said


def test_serving_shows_both_languages_and_follows_a_change(right):
    with open(ROOT / "mkdocs.yml", encoding="utf-8") as file:
        watched = mkdocs.utils.yaml_load(file)["watch"]
    for name in watched:
        if not Path(name).suffix:
            (right.root / name).mkdir(parents=True, exist_ok=True)
    right.write("mkdocs.yml", right.read("mkdocs.yml") + f"watch: {json.dumps(watched)}\n")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = right.root / "serve.log"
    with open(log, "wb") as said:
        server = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}"],
            cwd=right.root,
            env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
            stdout=said,
            stderr=said,
        )
    try:

        def served(url: str, text: str) -> None:
            """Wait until the page at `url` contains `text`."""
            end, body = time.monotonic() + SERVED, "nothing"
            while time.monotonic() < end:
                try:
                    with urlopen(f"http://127.0.0.1:{port}/{url}", timeout=SERVED) as answer:
                        body = BeautifulSoup(answer.read(), "html.parser").get_text()
                except (URLError, ConnectionError):
                    body = "nothing"
                if text in body:
                    return
                time.sleep(0.2)
            pytest.fail(f"/{url} does not show {text!r} after {SERVED} s:\n{body}\n{log.read_text()}")

        served("a/", "print(1)")
        served("en/a/", "print(1)")
        right.write("snippets/a.py", right.read("snippets/a.py").replace("print(1)", "print(1 + 0)"))
        served("a/", "print(1 + 0)")
        served("en/a/", "print(1 + 0)")
        edit(right, "Here is text.", "Here is new text.", "b", languages=["en"])
        served("en/b/", "Here is new text.")
    finally:
        server.terminate()
        server.wait(10)
