"""Both languages in one site, generated files, the verified line: the events of MkDocs."""

import logging
import os
import re
import time
from functools import cache, partial
from pathlib import Path
from urllib.parse import urlencode

import nbformat
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as SitePage
from mkdocs.utils import get_relative_url

from gipi.check_env import table
from gipi.entries import error_dictionary, glossary
from gipi.guide import check
from gipi.pages import export, placeholders
from gipi.pages.includes import sections
from gipi.pages.page import Page
from gipi.runs import ledger
from gipi.site import (
    bundles,
    error_pages,
    formulas,
    glossary_hints,
    glossary_page,
    notebooks,
    npm,
    search,
    selector_page,
    verified,
    version_facts,
    version_tables,
)
from gipi.versions import choose, source
from gipi.versions.pins import pinned

LOG = logging.getLogger("mkdocs.gipi")

# Names, blanks and punctuation look like plain code; their spans are a quarter of a page.
PLAIN_TOKEN = re.compile(r'<span class="(?:n|p|w)">([^<]*)</span>')
DIRECTIVE = re.compile(r"^\s*<!--[-\s]*pytest[-.].*-->\s*$")
OUTPUT_TITLE = {"ko": "출력", "en": "Output"}


def on_config(config: MkDocsConfig) -> None:
    """Refuse to build pages that are wrong; once, with the Korean site."""
    root = _root(config)
    if _language(config) == "ko":
        if problems := check.site(root):
            raise PluginError("\n".join(problems))
        if _publishing():
            _refuse_unverified(root)


def on_pre_build(config: MkDocsConfig) -> None:
    """Notebook prose in MkDocs' own Markdown, so that admonitions and anchors work there too."""
    notebooks.render_with(config)


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Add what pages show or offer and what does not lie under docs/: figures, notebooks, scripts, check_env.py.

    This runs after mkdocs-jupyter, which would turn the notebooks into pages.
    """
    root, language = _root(config), _language(config)
    snippets = root / "snippets"
    for path in sorted(snippets.rglob("*.svg")):
        name = path.relative_to(snippets).as_posix()
        files.append(File.generated(config, name, abs_src_path=str(path)))
    files.append(File.generated(config, "install/check_env.py", content=table.published(_table(root))))
    if entries := error_dictionary.load(root / "data" / "errors.yml"):
        texts = error_pages.texts(root, entries, language)
        files.append(File.generated(config, "errors/entries.json", content=texts))
    if _versions(root)["index"]:
        answers = _advice(root, language).data()
        files.append(File.generated(config, "install/selector.json", content=answers))
    for one in verified.pages(root, language):
        own = Path(one.slug).name
        folder = one.slug if own != "index" else one.slug.removesuffix("index").rstrip("/")
        filled = partial(_facts, root, one)
        book = nbformat.writes(export.export(one, config.site_url or "", filled), indent=1)
        name, text = export.script(one, config.site_url or "", filled)
        for file, content in ((f"{own}.ipynb", book), (name, text)):
            files.append(File.generated(config, f"{folder}/{file}".lstrip("/"), content=content))
    _scripts(files, config)


def _scripts(files: Files, config: MkDocsConfig) -> None:
    """Add what is bundled: our search worker (without it Material's own answers), the box of the errors."""
    for script in [file for file in files if file.src_uri.startswith("src/")]:
        files.remove(script)  # what is bundled is not published
    config.extra["gipi_search"] = None
    if worker := _bundled(search.WORKER, config, "Material's own search answers"):
        config.extra["gipi_search"] = f"assets/{worker.name}"
        files.append(File.generated(config, f"assets/{worker.name}", abs_src_path=str(worker)))
    if box := _bundled(error_pages.BOX, config, "the error dictionary has no box to paste into"):
        files.append(File.generated(config, "assets/errors.js", abs_src_path=str(box)))


def _bundled(entry: str, config: MkDocsConfig, otherwise: str) -> Path | None:
    """The bundle of a script; None, said as information, where it cannot be made or a guide has no such script."""
    if not (_root(config) / bundles.SOURCES / entry).is_file():
        return None
    try:
        return bundles.bundle(_root(config), entry)
    except bundles.ScriptError as error:
        if _publishing():
            raise PluginError(str(error)) from None
        LOG.info("%s: %s", otherwise[0].upper() + otherwise[1:], error)
        return None


def on_page_markdown(markdown: str, page: SitePage, config: MkDocsConfig, files: Files) -> str:
    """Fill the placeholders in, mark outputs, and say what was verified."""
    root, language = _root(config), _language(config)
    slug, suffix = os.path.splitext(page.file.src_uri)
    own = Path(slug).name
    if (wanted := page.meta.get("script")) and not files.get_file_from_path(wanted):
        del page.meta["script"]  # it could not be bundled; the page works without it
    if suffix == ".ipynb":
        downloads = {"notebook": f"{own}.ipynb"}
        page.meta["gipi"] = _verified(ledger.notebook_work(root, slug), downloads, language, page, config)
        return markdown
    one = Page(root, root / "docs" / "ko" / f"{slug}.md")
    if one.steps:
        downloads = {"notebook": f"{own}.ipynb", "script": export.script(one, "")[0]}
        page.meta["gipi"] = _verified(ledger.work(one), downloads, language, page, config)
    answers = {
        "benchmark": lambda: verified.benchmark(root, language),
        "combinations": lambda: _advice(root, language).combinations(),
        "errors": lambda: error_pages.listing(root, error_dictionary.load(root / "data" / "errors.yml"), language),
        "glossary": lambda: glossary_page.render(_terms(root), language),
        "messages": lambda: _messages(root, page, language),
        "pages": lambda: verified.table(root, language),
        "seconds": lambda: verified.seconds(root, language, page.file.src_uri),
        "selector": lambda: _advice(root, language).form(),
        "skips": lambda: verified.skips(root, language),
        "version": partial(version_facts.answer, _versions(root), language),
        "versions": partial(version_tables.render, _versions(root), language),
    }
    above = Path(page.file.abs_src_path).read_text(encoding="utf-8-sig").count("\n") - markdown.count("\n")
    try:
        text = placeholders.fill(markdown, answers, f"docs/{language}/{page.file.src_uri}", above)
    except placeholders.PlaceholderProblem as problem:
        raise PluginError(str(problem)) from None
    return _outputs(text, OUTPUT_TITLE[language])


def _facts(root: Path, page: Page, text: str) -> str:
    """A piece of a page with its facts about versions, for what is downloaded; tables stay on the page."""
    return placeholders.fill(
        text, {"version": partial(version_facts.answer, _versions(root), page.language)}, page.place
    )


def _messages(root: Path, page: SitePage, language: str) -> str:
    """The messages of the error that a page is about."""
    slug, _ = os.path.splitext(page.file.src_uri)
    for entry in error_dictionary.load(root / "data" / "errors.yml"):
        if entry.slug == slug:
            own = Page(root, root / "docs" / language / f"{slug}.md")
            return error_pages.render(entry, error_dictionary.headings(own), language)
    raise PluginError(
        f"docs/{language}/{slug}.md: 'gipi:messages' shows the messages of an error's own page, "
        f"but data/errors.yml has no entry for '{slug}'."
    )


def _outputs(markdown: str, title: str) -> str:
    """The fence after an expected-output directive becomes an output; directives are not published."""
    lines, output_next = [], False
    for line in markdown.split("\n"):
        if DIRECTIVE.match(line):
            output_next = output_next or "expected-output" in line
        elif output_next and line.strip().startswith("```"):
            lines.append(line.replace("```text", f'```{{.text .gipi-output title="{title}"}}'))
            output_next = False
        else:
            lines.append(line)
    return "\n".join(lines)


def _verified(
    work: ledger.Work, downloads: dict[str, str], language: str, page: SitePage, config: MkDocsConfig
) -> dict:
    """What the template shows of a page with steps; see `ledger.state`."""
    root = _root(config)
    known = ledger.state(root, work, ledger.read(root))
    facts = {"page": f"{language}/{work.slug}", **(known.get("versions") or pinned(root))}
    return {
        **known,
        **downloads,
        "text": verified.sentence(known, language),
        "report": _report(facts, page, config),
    }


def _report(facts: dict[str, str], page: SitePage, config: MkDocsConfig) -> str:
    """Where a reader reports a mistake, with page and versions: the repository, or the page that says how."""
    if config.repo_url:
        body = "\n".join(f"{name}: {value}" for name, value in facts.items())
        return f"{config.repo_url.rstrip('/')}/issues/new?{urlencode({'title': facts['page'], 'body': body})}"
    return f"{get_relative_url('about/contributing/', page.url)}?{urlencode(facts)}#report"


def on_page_content(html: str, page: SitePage, config: MkDocsConfig, files: Files) -> str:
    """Formulas as MathML; a notebook without the 600 kB of styles that it brings."""
    if page.file.src_uri.endswith(".ipynb"):
        html = notebooks.lighten(html, page, files)
        page.toc = notebooks.contents(page, config)
        page.title = page.toc.items[0].title
    html = PLAIN_TOKEN.sub(r"\1", html)
    try:
        return formulas.replace(html, _root(config), page.file.src_uri)
    except formulas.FormulaError as error:
        raise PluginError(str(error)) from None
    except npm.NoPackages as error:
        if _publishing():
            raise PluginError(str(error)) from None
        LOG.info("Formulas stay as they are typed: %s", error)
        return html


def on_page_context(context: dict, page: SitePage, config: MkDocsConfig, nav: object) -> None:
    """Hints, now that the search plugin has read the page: their texts are not the page's own."""
    slug, _ = os.path.splitext(page.file.src_uri)
    terms = _terms(_root(config))
    page.content = glossary_hints.add(
        page.content, terms, _language(config), slug, get_relative_url("glossary/", page.url)
    )


def on_post_page(output: str, page: SitePage, config: MkDocsConfig) -> str:
    """Name our search worker in a page's configuration."""
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
    """Put the glossary into the search index; build the English site into the Korean one."""
    if config.extra.get("gipi_search"):
        index = Path(config.site_dir) / "search" / "search_index.json"
        search.rewrite(index, _terms(_root(config)), _language(config))
    if _language(config) != "ko":
        return
    start = time.monotonic()
    english = load_config(
        str(_root(config) / "mkdocs.en.yml"),
        strict=config.strict,
        site_url=(config.site_url or "") + "en/",
        site_dir=str(Path(config.site_dir) / "en"),
    )
    english.plugins.on_startup(command="build", dirty=False)
    build(english)
    english.plugins.on_shutdown()
    LOG.info("English site built in %.2f seconds", time.monotonic() - start)
    for place, state in verified.unverified(_root(config)).items():
        LOG.info("docs/ko/%s: %s in this tree", place, verified.WORDS["en"][state])


def _refuse_unverified(root: Path) -> None:
    states = verified.unverified(root)
    if missing := [source for source, state in states.items() if state in ("none", "partial")]:
        raise PluginError(
            "GIPI_PUBLISH=1: these pages have no record of a run, so they cannot be published: "
            + ", ".join(missing)
            + ". Run pytest, and pytest -m registry for those that need the package index."
        )


def _terms(root: Path) -> list[glossary.Term]:
    """The glossary's terms; none where a guide has no glossary."""
    path = root / "data" / "glossary.yml"
    return _read_terms(path, path.stat().st_mtime_ns) if path.is_file() else []


@cache
def _read_terms(path: Path, changed: int) -> list[glossary.Term]:
    """Read once for all pages, and again when `mkdocs serve` sees the file changed."""
    return glossary.load(path)


def _versions(root: Path) -> dict:
    """The source of what is said about versions."""
    path = source.file(root)
    return _read_versions(root, path.stat().st_mtime_ns if path.is_file() else 0)


@cache
def _read_versions(root: Path, changed: int) -> dict:
    """Read once for all pages, and again when `mkdocs serve` sees the file changed."""
    return source.load(root)


def _advice(root: Path, language: str) -> selector_page.Advice:
    """What the selector answers."""
    path = source.file(root)
    return selector_page.Advice(_selector(root, path.stat().st_mtime_ns if path.is_file() else 0), language)


@cache
def _selector(root: Path, changed: int) -> choose.Selector:
    """Both languages give the same answers."""
    check = sections(root / "snippets" / "install" / "verify.sh")["line"].strip()
    return choose.Selector(_versions(root), pinned(root)["keras"], check)


def _table(root: Path) -> dict | None:
    """What check_env.py knows of versions; its own where a guide has no source."""
    data = _versions(root)
    return table.table(data) if data["index"] else None


def _publishing() -> bool:
    return os.environ.get("GIPI_PUBLISH") == "1"


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent


def _language(config: MkDocsConfig) -> str:
    return Path(config.docs_dir).name
