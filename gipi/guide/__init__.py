"""The whole guide: everything that is read, once, and what must be true of all of it together.

Only the front doors (MkDocs hooks, pytest plugin, command lines) see it; what
they call takes the part it needs. A Guide is made anew for each build and each
test session, so nothing in it can be stale.
"""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import nbformat

from gipi.check_env import table
from gipi.entries import error_dictionary, glossary, pasted, typed
from gipi.pages import notebook
from gipi.pages.page import Page, slugs
from gipi.pages.settings import source_language
from gipi.runs import ledger
from gipi.runs.paths import plan, record
from gipi.runs.releases import environments
from gipi.runs.releases import record as releases
from gipi.versions import choose, classroom, source
from gipi.versions.pins import pinned
from gipi.words import Words, load
from gipi.words import file as words_file


@dataclass(frozen=True)
class Guide:
    """The tree at `root`, read part by part when somebody asks for it."""

    root: Path

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The source language, then every other with pages and words of its own."""
        first = source_language(self.root)
        others = sorted(path.name for path in (self.root / "docs").glob("*") if path.name != first)
        return (first, *(code for code in others if words_file(self.root, code).is_file()))

    @property
    def source(self) -> str:
        """The language in which the guide is written; the others are held against it."""
        return self.languages[0]

    @cached_property
    def pages(self) -> dict[str, dict[str, Page]]:
        """The Markdown pages: {language: {slug: page}}."""
        return {
            language: {
                slug: Page(self.root, self.root / "docs" / language / f"{slug}.md")
                for slug in slugs(self.root, language)
            }
            for language in self.languages
        }

    @cached_property
    def notebooks(self) -> dict[str, dict[str, nbformat.NotebookNode]]:
        """The notebooks that are pages: {language: {slug: notebook}}."""
        return {
            language: {
                slug: notebook.read(self.root, slug, language) for slug in notebook.slugs(self.root, language)
            }
            for language in self.languages
        }

    def title(self, slug: str, language: str) -> str:
        """What a page is called, in Markdown."""
        if slug in self.pages[language]:
            return self.pages[language][slug].title
        return notebook.title(self.notebooks[language][slug])

    @cached_property
    def terms(self) -> list[glossary.Term]:
        """The glossary."""
        return glossary.load(
            self.root / "data" / "glossary.yml", self.languages, self.words(self.source).part("books")
        )

    @cached_property
    def errors(self) -> list[error_dictionary.Entry]:
        """The error dictionary."""
        return error_dictionary.load(self.root / "data" / "errors.yml")

    @cached_property
    def cures(self) -> dict[str, list[pasted.Cure]]:
        """Messages whose cure stands on other pages than the dictionary's: {slug: messages}."""
        return pasted.load(self.root / "data" / "pasted.yml")

    @cached_property
    def typed(self) -> dict[str, list[str]]:
        """What people type into the search for a page: {slug: words}."""
        return typed.load(self.root / "data" / "typed.yml")

    @cached_property
    def versions(self) -> dict:
        """What is known about versions; see `gipi.versions.source`."""
        return source.load(self.root)

    @cached_property
    def selector(self) -> choose.Selector:
        """What to type on which computer."""
        return choose.Selector(self.versions, self.pins["keras"])

    def offered(self, slug: str, site: str = "") -> dict[str, str]:
        """The files that a page offers to readers, by name: they lie beside it, and in the folder of its run."""
        if slug == "install/verify":
            return {"check_env.py": self.check_env(site)}
        return classroom.files(self.root) if slug == "practice/class" else {}

    def check_env(self, site: str = "") -> str:
        """The check that readers download, with what this guide knows of versions, and its address."""
        facts = self.check_env_table
        words = {language: dict(self.words(language).part("check_env")) for language in self.languages}
        return table.published(facts and {**facts, "site": site}, words)

    @cached_property
    def check_env_table(self) -> dict | None:
        """What check_env.py knows of versions."""
        return table.table(self.versions) if self.versions["index"] else None

    @cached_property
    def pins(self) -> dict[str, str]:
        """The versions of TensorFlow and Keras that requirements.txt asks for."""
        return pinned(self.root)

    @cached_property
    def works(self) -> dict[str, ledger.Work]:
        """What has to run for a page to be verified: {slug: work}."""
        pages = (page for page in self.pages[self.source].values() if page.steps)
        books = self.notebooks[self.source].items()
        works = [*map(ledger.work, pages), *(ledger.notebook_work(slug, book) for slug, book in books)]
        return {work.slug: work for work in works}

    @cached_property
    def states(self) -> dict[str, dict]:
        """What may be said of each page that has something to run; see `ledger.state`."""
        passed = ledger.read(self.root)
        return {slug: ledger.state(work, passed, self.pins) for slug, work in self.works.items()}

    @cached_property
    def walks(self) -> list[plan.Walk]:
        """The paths that are run whole."""
        return plan.load(self.root)

    @cached_property
    def walked(self) -> dict[str, dict]:
        """How each of them ended; see `gipi.runs.paths.record`."""
        return record.load(self.root)

    @cached_property
    def environments(self) -> list[environments.Environment]:
        """The releases under which the pages' code is run."""
        return environments.planned(self.versions, self.pins)

    @cached_property
    def released(self) -> releases.Cells:
        """What it did there; see `gipi.runs.releases.record`."""
        return releases.load(self.root)

    @cached_property
    def measured(self) -> dict:
        """How long verifying takes, as the benchmark last measured it; empty where it never did."""
        path = self.root / "data" / "benchmark.json"
        return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}

    def words(self, language: str) -> Words:
        """What the machinery says in a language."""
        return self._words[language]

    @cached_property
    def _words(self) -> dict[str, Words]:
        return {language: load(self.root, language) for language in self.languages}
