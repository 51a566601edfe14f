"""The events of MkDocs: all languages in one site, generated files, the verified line."""

import gc
import logging
import os
import re
import time
from hashlib import sha256
from html import escape
from pathlib import Path
from urllib.parse import urlencode

import nbformat
from mkdocs.commands.build import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page as SitePage
from mkdocs.utils import get_relative_url

from gipi.guide import Guide, check
from gipi.guide.answers import compared, foot, of_language, of_page, taken_along
from gipi.pages import conclusions, export, labels, plain
from gipi.pages.page import Page
from gipi.pages.placeholders import PlaceholderProblem
from gipi.pages.publish import published
from gipi.runs import counted
from gipi.runs.ledger import RecordDamaged
from gipi.site import (
    along,
    bundles,
    card,
    choices,
    error_pages,
    first_fix,
    formulas,
    group_links,
    languages,
    loop_map,
    math_font,
    narrow_screens,
    notebooks,
    npm,
    odds,
    own_rules,
    pictures,
    search,
    style_sheet,
    title_breaks,
    way,
)
from gipi.site.badge import Rests, badge, sentence
from gipi.site.glossary_hints import Hints
from gipi.site.selector_page import Advice

LOG = logging.getLogger("mkdocs.gipi")
# The keys of config.extra under which a build has its Guide and, for its language, by page: what
# placeholders stand for, what it says of itself (see _feet), the names of what is offered; the hints, and
# where the navigation's groups are listed.
GUIDE, ANSWERS, FEET, OFFERED = "gipi_guide", "gipi_answers", "gipi_feet", "gipi_offered"
HINTS, GROUPS = "gipi_hints", "gipi_groups"

# What is said of a page without a whole record, to whoever builds.
STATES = {
    "older": "verified with other versions",
    "partial": "verified, but for the steps that need the package index",
    "none": "not run yet",
}
# Scripts of pages on the way and of those that list them: below docs/theme/src, in the site, what is without it.
WAY = {
    "kept/page.js": ("assets/kept.js", "nothing is kept of what was read"),
    "way/way.js": ("assets/way.js", "nobody is told where to read on"),
}
OWN_SHEET = re.compile(r"assets/\w+\.css")
# Names, blanks, operators and punctuation look like plain code; their spans are a third of a page.
PLAIN_TOKEN = re.compile(r'<span class="(?:n|o|p|w)">([^<]*)</span>')
# A table's lines end after each cell, and each cell of a column of numbers says where these stand.
BETWEEN_CELLS = re.compile(r"(?<=</t[dhr]>)\n(?=<t[dhr][ >])|(?<=<tr>)\n(?=<t[dh][ >])|(?<=</t[dh]>)\n(?=</tr>)")
# Lines of a template end where nothing is said; in code, in fields and in scripts a line is a line.
IDLE = re.compile(r"(?P<kept><(?P<tag>pre|textarea|script|style)\b.*?</(?P=tag)>)|\s*\n\s*", re.DOTALL)
NUMBER = ' style="text-align: right;"', ' class="num"'


def on_startup(command: str, dirty: bool) -> None:
    """Look for garbage seldom: what a build makes stays until its end, and looking took a twelfth of it."""
    gc.set_threshold(50_000, 20, 100)


@event_priority(100)  # Material's search asks for the words in its own on_config
def on_config(config: MkDocsConfig) -> None:
    """Read the guide and refuse to build pages that are wrong; the other languages are handed the same guide."""
    if GUIDE not in config.extra:
        guide = config.extra[GUIDE] = Guide(Path(config.config_file_path).parent)
        if problems := check.site(guide):
            raise PluginError("\n".join(problems))
        try:
            _ = guide.states
        except RecordDamaged as damage:
            raise PluginError(f"{damage} Delete it, or run pytest, which puts it aside and starts anew.") from None
        if _publishing():
            _refuse_unverified(guide)
    guide, language = _here(config)
    everywhere = of_language(guide, language)
    config.extra[ANSWERS] = {
        slug: {**everywhere, **of_page(guide, language, slug)} for slug in guide.pages[language]
    }
    config.extra[FEET] = _feet(guide, language)
    config.extra[HINTS] = Hints(guide.terms, guide.words(language))
    extensions: list = config.markdown_extensions
    extensions.append(formulas.FormulaExtension(guide.root, _publishing(), say=LOG.info, problem=PluginError))
    languages.speak(config, guide.words(language), [guide.words(code) for code in guide.languages])


def on_pre_build(config: MkDocsConfig) -> None:
    """Notebook prose in MkDocs' own Markdown, so that admonitions and anchors work there too."""
    notebooks.render_with(config)


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Add what pages show or offer and what does not lie under docs/: figures, notebooks, scripts, check_env.py.

    This runs after mkdocs-jupyter, which would turn the notebooks into pages.
    """
    guide, language = _here(config)

    def add(name: str, content: str) -> None:
        files.append(File.generated(config, name, content=content))

    snippets = guide.root / "snippets"
    for slug in guide.pages[language]:
        words = labels.load(guide.root, slug, language)
        for path in labels.figures(guide.root, slug):
            add(path.relative_to(snippets).as_posix(), pictures.published(path, words))
    for palette in [file for file in files if style_sheet.PALETTE.fullmatch(file.src_uri)]:
        files.remove(palette)
    for sheet in [file for file in files if OWN_SHEET.fullmatch(file.src_uri)]:
        files.remove(sheet)
        add(sheet.src_uri, style_sheet.light(sheet.content_string))
    ours = "".join(file.content_string for file in files if OWN_SHEET.fullmatch(file.src_uri))
    for sheet in [file for file in files if style_sheet.MAIN.fullmatch(file.src_uri)]:
        files.remove(sheet)
        add(sheet.src_uri, style_sheet.of_us(sheet.content_string, ours))
    for drawing in [file for file in files if file.src_uri.endswith(".svg") and file.src_dir == config.docs_dir]:
        files.remove(drawing)
        add(drawing.src_uri, pictures.published(Path(config.docs_dir, drawing.src_uri)))
    for slug in loop_map.LIT:
        for narrow in (False, True):
            svg = loop_map.drawn(slug, guide.words(language), narrow)
            add(loop_map.address(slug, narrow), pictures.both_schemes(svg))
    for slug in guide.pages[language]:
        for name, content in guide.offered(slug, _address(config)).items():
            add(Path(slug).with_name(name).as_posix(), content)
    if guide.versions["index"]:
        add("install/selector.json", Advice(guide.selector, guide.words(language)).data())
    config.extra[OFFERED] = {}
    for page in guide.pages[language].values():
        if page.steps:
            offered = _downloads(guide, page, config)
            config.extra[OFFERED][page.slug] = [Path(name).name for name, _ in offered]
            for name, content in offered:
                add(name, content)
    if language == guide.source and (guide.root / card.MARK).is_file():
        files.append(File.generated(config, card.NAME, content=card.drawn(guide.root)))
    _scripts(files, config)


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    """Keep the order of the pages for what lists them all; each group of pages says how many it has."""
    config.extra["gipi_along"] = (nav, {})
    for part in nav:
        for group in part.children or []:
            if isinstance(group, Section):
                title = f"{escape(group.title)}&nbsp;<small>{len(group.children)}</small>"
                group.typeset = {"title": title}  # type: ignore[attr-defined]  # which Material's templates read


def _address(config: MkDocsConfig) -> str:
    """Where the whole guide will lie; "" where it is only looked at on this machine."""
    _, language = _here(config)
    site = (config.site_url or "").removesuffix(f"/{language}/").rstrip("/") + "/"
    return "" if re.match(r"https?://(?:localhost|127\.)|/$", site) else site


def _downloads(guide: Guide, page: Page, config: MkDocsConfig) -> list[tuple[str, str]]:
    """The page to take along, as (address, content): a notebook, a script, and what compares it."""
    site_url = config.site_url or ""
    own = Path(page.slug).name
    folder = page.slug if own != "index" else page.slug.removesuffix("index").rstrip("/")
    facts = taken_along(guide, page.language, page.slug)
    book = nbformat.writes(export.export(page, site_url, facts), indent=1)
    script = export.script(page, site_url, facts)
    offered = [(f"{own}.ipynb", book), script]
    if comparing := compared(guide, page.slug, _address(config)):
        offered.append(comparing)
    return [(f"{folder}/{name}".lstrip("/"), content) for name, content in offered]


def _scripts(files: Files, config: MkDocsConfig) -> None:
    """Add what is bundled: our search worker (without it Material's own answers), the box of the errors."""
    for script in [file for file in files if file.src_uri.startswith("src/")]:
        files.remove(script)  # what is bundled is not published
    config.extra["gipi_search"] = None
    if worker := _bundled(search.WORKER, config, "Material's own search answers"):
        config.extra["gipi_search"] = f"assets/{worker.name}"
        files.append(File.generated(config, f"assets/{worker.name}", abs_src_path=str(worker)))
    for entry, (name, otherwise) in WAY.items():
        if made := _bundled(entry, config, otherwise):
            files.append(File.generated(config, name, abs_src_path=str(made)))
    if box := _bundled(error_pages.BOX, config, "the error dictionary has no box to paste into"):
        files.append(File.generated(config, "assets/errors.js", abs_src_path=str(box)))


def _bundled(entry: str, config: MkDocsConfig, otherwise: str) -> Path | None:
    """The bundle of a script; None, said as information, where it cannot be made or a guide has no such script."""
    root = _here(config)[0].root
    if not (root / bundles.SOURCES / entry).is_file():
        return None
    try:
        return bundles.bundle(root, entry)
    except bundles.ScriptError as error:
        if _publishing():
            raise PluginError(str(error)) from None
        LOG.info("%s: %s", otherwise[0].upper() + otherwise[1:], error)
        return None


def on_page_markdown(markdown: str, page: SitePage, config: MkDocsConfig, files: Files) -> str:
    """Fill the placeholders in, mark outputs, and say what was verified."""
    guide, language = _here(config)
    slug, suffix = os.path.splitext(page.file.src_uri)
    if (wanted := page.meta.get("script")) and not files.get_file_from_path(wanted):
        del page.meta["script"]  # it could not be bundled; the page works without it
    if slug in guide.works:
        page.meta["gipi"] = _verified(slug, page, config)
    entry = next((error for error in guide.errors if error.slug == slug), None)
    rests, words = Rests.of(page.meta, entry), guide.words(language)
    if slug in guide.pages[language]:
        page.meta["gipi_way"] = way.kept(slug, guide.pages[language][slug].headings)
    page.meta["gipi_badge"] = badge(guide.states.get(slug), rests, page.file.src_uri, words)
    page.meta["gipi_foot"] = config.extra[FEET].get(slug)
    if suffix != ".ipynb":
        source, answers = guide.pages[language][slug], config.extra[ANSWERS][slug]
        try:
            markdown = published(source, answers, output=words("page.output"), later=words("page.later"))
        except PlaceholderProblem as problem:
            raise PluginError(str(problem)) from None
    _take_along(markdown, page, config)
    return markdown


def _take_along(markdown: str, page: SitePage, config: MkDocsConfig) -> None:
    """The page as text, and where it lies."""
    guide, language = _here(config)
    slug, suffix = os.path.splitext(page.file.src_uri)
    words, address = guide.words(language), config.site_url or "/"
    figure = words.template("page.figure")
    if suffix == ".ipynb":
        text = plain.book(guide.notebooks[language][slug], slug, address, figure, words("page.output"))
    else:
        text = plain.page(guide.root, markdown, slug, address, figure)
    said = page.meta["gipi_foot"] or {"run": "", "brackets": ""}
    _, texts = config.extra["gipi_along"]
    texts[page.file.src_uri] = along.with_origin(text, page.canonical_url or "", said["run"], said["brackets"])
    own = "" if language == guide.source else f"{language}/"
    page.meta["gipi_along"] = {
        "markdown": along.NAME,
        "name": f"{Path(slug).name}.md",
        "colab": along.in_colab(config.repo_url, f"{own}{page.url}{Path(slug).name}.ipynb")
        if slug in guide.works
        else None,
    }


def _feet(guide: Guide, language: str) -> dict[str, dict[str, str]]:
    """What each page with steps says: what was run, where its code gives the same, what its brackets mean."""
    words = guide.words(language)
    by_chance = {
        page.slug
        for page in conclusions.concluding(guide.pages[guide.source].values())
        if any(conclusion["chance"] for conclusion in counted.load(page).get("conclusions", {}).values())
    }
    return {
        slug: {
            "run": sentence(state, words),
            "releases": foot(guide, language, slug),
            "brackets": words("along.brackets") if slug in by_chance else "",
        }
        for slug, state in guide.states.items()
    }


def _verified(slug: str, page: SitePage, config: MkDocsConfig) -> dict:
    """What the template shows of a page with steps; see `ledger.state`."""
    guide, language = _here(config)
    state, own = guide.states[slug], Path(slug).name
    facts = {"page": f"{language}/{slug}", **(state.get("versions") or guide.pins)}
    offered = config.extra[OFFERED].get(slug, [f"{own}.ipynb"])
    return {
        **state,
        **dict(zip(("notebook", "script", "compare"), offered, strict=False)),
        "report": _report(facts, page, config),
    }


def _report(facts: dict[str, str], page: SitePage, config: MkDocsConfig) -> str:
    """Where a reader reports a mistake, with page and versions: the repository, or the page that says how."""
    if config.repo_url:
        body = "\n".join(f"{name}: {value}" for name, value in facts.items())
        return f"{config.repo_url.rstrip('/')}/issues/new?{urlencode({'title': facts['page'], 'body': body})}"
    return f"{get_relative_url('about/contributing/', page.url)}?{urlencode(facts)}#report"


def on_page_content(html: str, page: SitePage, config: MkDocsConfig, files: Files) -> str:
    """Drawings with their size, notebooks without 600 kB of styles, code and tables without idle marks."""
    if page.file.src_uri.endswith(".ipynb"):
        html = notebooks.lighten(html, page, files)
        page.toc = notebooks.contents(page, config)
        page.title = page.toc.items[0].title
    guide, language = _here(config)
    if own := guide.pages[language].get(os.path.splitext(page.file.src_uri)[0]):
        html = own_rules.mark(html, own.steps)
        page.meta["gipi_same"] = any(step.shows_output for step in own.steps)
    html = BETWEEN_CELLS.sub("", PLAIN_TOKEN.sub(r"\1", html)).replace(*NUMBER)
    html = choices.mark(narrow_screens.mark(html), guide.words(language))
    return pictures.replace(html, page.url, lambda path: _content(files, path))


def on_env(env: object, config: MkDocsConfig, files: Files) -> None:
    """What is made of all pages together: the way through them, what the box of the errors knows, fonts."""
    guide, _ = _here(config)
    nav, _ = config.extra["gipi_along"]
    config.extra[GROUPS] = group_links.find(nav)
    scripts = all(files.get_file_from_path(name) for name, _ in WAY.values())
    config.extra["gipi_way"] = way.listed(nav.pages) if scripts else ""
    if guide.errors:
        files.append(File.generated(config, "errors/entries.json", content=_dictionary(config, files)))
    _fonts([file.page for file in files.documentation_pages() if file.page], config, files)


def _fonts(pages: list[SitePage], config: MkDocsConfig, files: Files) -> None:
    """A font for each page's formulas: with its own letters, for those of all pages are an eighth of a visit."""
    texts = [(page, text) for page in pages if (text := math_font.letters([page.content or ""]))]
    try:
        fonts = math_font.subsets(_here(config)[0].root, [text for _, text in texts])
    except npm.NoPackages as error:
        if _publishing():
            raise PluginError(str(error)) from None
        LOG.info("Formulas are drawn with a reader's own fonts: %s", error)
        return
    for page, text in texts:
        content = fonts[text]
        page.meta["gipi_math_font"] = name = f"assets/formulas-{sha256(content).hexdigest()[:8]}.woff"
        if not files.get_file_from_path(name):
            files.append(File.generated(config, name, content=content))


def _dictionary(config: MkDocsConfig, files: Files) -> str:
    guide, language = _here(config)
    pages = {os.path.splitext(file.src_uri)[0]: file.page for file in files.documentation_pages() if file.page}
    slugs = [*(entry.slug for entry in guide.errors), *guide.cures]
    titles = {slug: guide.title(slug, language) for slug in slugs}

    def fix(slug: str, section: str | None) -> list:
        page = pages[slug]
        return first_fix.first_fix(page.content or "", page.url, section, guide.words(language))

    return error_pages.texts(guide.errors, guide.cures, titles, fix)


def _content(files: Files, path: str) -> str | None:
    """The text of a file of the site; None where there is none."""
    file = files.get_file_from_path(path)
    return file.content_string if file else None


def on_page_context(context: dict, page: SitePage, config: MkDocsConfig, nav: object) -> None:
    """Hints, and where the title breaks, now that the search has read the page: they are not its own text."""
    slug, _ = os.path.splitext(page.file.src_uri)
    if slug.startswith("errors/"):  # nobody reads them in a row: each ends with those like it
        page.previous_page = page.next_page = None
    glossary = get_relative_url("glossary/", page.url)
    page.content = title_breaks.mark(config.extra[HINTS].add(page.content, slug, glossary))


def on_post_page(output: str, page: SitePage | None, config: MkDocsConfig) -> str:
    """Our colours alone, groups of the navigation that lead to lists, our search worker."""
    output = IDLE.sub(lambda match: match["kept"] or "\n", style_sheet.without_palette(output))
    if page:
        output = group_links.mend(output, page, config.extra[GROUPS])
    if not (worker := config.extra.get("gipi_search")):
        return output
    try:
        return search.swap(output, worker)
    except search.SearchError as error:
        raise PluginError(str(error)) from None


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """The same for the page of lost readers, which no page is the source of."""
    return on_post_page(output_content, None, config) if template_name == "404.html" else output_content


def on_post_build(config: MkDocsConfig) -> None:
    """Put the glossary into the search index; build the other languages into the source's site."""
    guide, language = _here(config)
    if config.extra.get("gipi_search"):
        search.rewrite(Path(config.site_dir) / "search" / "search_index.json", guide.terms, guide.typed, language)
    nav, texts = config.extra["gipi_along"]
    along.write(Path(config.site_dir), nav, texts, guide.words(language))
    if language != guide.source:
        return
    for other in guide.languages[1:]:
        start = time.monotonic()
        derived = languages.derived(config, guide.words(other), {GUIDE: guide})
        derived.plugins.on_startup(command="build", dirty=False)
        build(derived)
        derived.plugins.on_shutdown()
        LOG.info("Site in %s built in %.2f seconds", other, time.monotonic() - start)
    for slug, state in guide.states.items():
        if state["state"] != "verified":
            LOG.info("docs/%s/%s: %s in this tree", language, guide.works[slug].file, STATES[state["state"]])
    for what in odds.uncounted(guide.pages[guide.source].values()):
        LOG.info("docs/%s/%s", language, what)


def _refuse_unverified(guide: Guide) -> None:
    missing = [
        guide.works[slug].file for slug, state in guide.states.items() if state["state"] in ("none", "partial")
    ]
    if missing:
        raise PluginError(
            "GIPI_PUBLISH=1: these pages have no record of a run, so they cannot be published: "
            + ", ".join(missing)
            + ". Run pytest, and pytest -m registry for those that need the package index."
        )
    if other := odds.uncounted(guide.pages[guide.source].values()):
        raise PluginError(
            "GIPI_PUBLISH=1: these pages conclude what was not counted with their code, so they cannot be "
            f"published: {', '.join(other)}. Run python -m gipi.runs.odds."
        )


def _publishing() -> bool:
    return os.environ.get("GIPI_PUBLISH") == "1"


def _here(config: MkDocsConfig) -> tuple[Guide, str]:
    """The guide, and the language of the site that is being built."""
    return config.extra[GUIDE], Path(config.docs_dir).name
