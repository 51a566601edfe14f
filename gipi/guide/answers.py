"""What stands for each placeholder of a page: `<!-- gipi:name … -->`.

By the placeholder's name, what gives its text; the words behind the name are arguments.
"""

from collections.abc import Iterable
from functools import partial

from gipi.guide import Guide
from gipi.pages.placeholders import Answers
from gipi.site import choices, error_pages, glossary_page, loop_map, odds, verified, version_facts, version_tables
from gipi.site.selector_page import Advice


def of_language(guide: Guide, language: str) -> Answers:
    """Those that say the same on every page: made once for a build."""
    words, pages = guide.words(language), guide.pages[language]
    source, titles = guide.pages[guide.source], partial(_titles, guide, language)
    return {
        # of the verification
        "benchmark": lambda: verified.benchmark(guide.measured, words),
        "pages": lambda: verified.table(guide.works, guide.states, titles(guide.works), words),
        "suite": lambda: verified.suite(guide.measured, words),
        "site": lambda: verified.site(guide.measured, words),
        "skips": lambda: verified.skips(pages.values(), words),
        # of terms and errors
        "errors": lambda: error_pages.listing(guide.errors, titles(entry.slug for entry in guide.errors), words),
        "glossary": lambda: glossary_page.render(guide.terms, words),
        # of versions
        "combinations": lambda: Advice(guide.selector, words).combinations(),
        "install": partial(version_facts.install, guide.versions),
        "selector": lambda: Advice(guide.selector, words).form(),
        "version": partial(version_facts.answer, guide.versions, words),
        "versions": partial(version_tables.render, guide.versions, words),
        # of predictions and conclusions
        "predict": lambda *line: choices.label(words),
        "conclusions": lambda: odds.table(source.values(), titles(source), words),
        "scale": lambda: odds.scale(words),
    }


def of_page(guide: Guide, language: str, slug: str) -> Answers:
    """Those that depend on the page on which they stand."""
    words, page = guide.words(language), guide.pages[language][slug]
    counts = odds.Answers(guide.pages[guide.source][slug], guide.pins, words)
    titles = partial(_titles, guide, language)
    return {
        "changed": counts.changed,
        "map": lambda: loop_map.placeholder(slug, words),
        "messages": lambda: error_pages.messages(guide.errors, page, words),
        "odds": counts.odds,
        "seconds": lambda: verified.seconds(guide.measured, guide.works, titles(guide.works), f"{slug}.md", words),
        "turns": counts.turns,
    }


def taken_along(guide: Guide, language: str, slug: str) -> Answers:
    """The same for a page that is taken along: only what its sentences say, and nothing to click."""
    words = guide.words(language)
    counts = odds.Answers(guide.pages[guide.source][slug], guide.pins, words, plain=True)
    return {
        "changed": counts.changed,
        "odds": counts.odds,
        "turns": counts.turns,
        "version": partial(version_facts.answer, guide.versions, words),
    }


def _titles(guide: Guide, language: str, slugs: Iterable[str]) -> dict[str, str]:
    return {slug: guide.title(slug, language) for slug in slugs}
