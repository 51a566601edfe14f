"""What stands for each placeholder of a page: `<!-- gipi:name … -->`.

By the placeholder's name, what gives its text; the words behind the name are arguments.
"""

from collections.abc import Iterable
from functools import partial

from gipi.check_env import comparison, sample
from gipi.guide import Guide
from gipi.pages.placeholders import Answers, NoAnswer
from gipi.pages.settings import order
from gipi.runs import counted
from gipi.runs.paths import walk
from gipi.runs.paths.blocks import Shown
from gipi.runs.paths.plan import PlanProblem
from gipi.runs.releases import record as releases
from gipi.runs.releases.environments import Environment
from gipi.runs.signed import RecordProblem
from gipi.site import (
    choices,
    error_pages,
    glossary_page,
    loop_map,
    odds,
    path_table,
    release_line,
    release_table,
    verified,
    version_facts,
    version_tables,
)
from gipi.site.badge import NAMES
from gipi.site.selector_page import Advice
from gipi.words import Words

DIFFERENT = "about/different-numbers"  # where readers go whose numbers are not the page's


def of_language(guide: Guide, language: str) -> Answers:
    """Those that say the same on every page: made once for a build."""
    words, pages = guide.words(language), guide.pages[language]
    source, titles = guide.pages[guide.source], partial(_titles, guide, language)
    return {
        # of the verification
        "benchmark": lambda: verified.benchmark(guide.measured, words),
        "pages": lambda: verified.table(guide.works, guide.states, titles(guide.works), words),
        "standing": lambda: verified.standing(guide.states, words),
        "suite": lambda: verified.suite(guide.measured, words),
        "site": lambda: verified.site(guide.measured, words),
        "skips": lambda: verified.skips(pages.values(), words),
        # of terms and errors
        "errors": lambda: error_pages.listing(guide.errors, titles(entry.slug for entry in guide.errors), words),
        "glossary": lambda: glossary_page.render(guide.terms, words),
        # of versions
        "combinations": lambda: Advice(guide.selector, words).combinations(),
        "class": lambda: tabulated(guide, language),
        "install": partial(version_facts.install, guide.versions),
        "paths": lambda part="table": paths(guide, words, part),
        "releases": lambda part="table": _releases(guide, language, part),
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
        "stops": lambda: _stops(guide, language, slug),
        "seconds": lambda: verified.seconds(guide.measured, guide.works, titles(guide.works), f"{slug}.md", words),
        "turns": counts.turns,
    }


def taken_along(guide: Guide, language: str, slug: str) -> Answers:
    """The same for a page that is taken along: only what its sentences say, and nothing to click."""
    words = guide.words(language)
    counts = odds.Answers(guide.pages[guide.source][slug], guide.pins, words, plain=True)
    return {
        "changed": counts.changed,
        "map": lambda: loop_map.placeholder(slug, words),  # a notebook has its alt text
        "odds": counts.odds,
        "turns": counts.turns,
        "version": partial(version_facts.answer, guide.versions, words),
    }


def tabulated(guide: Guide, language: str) -> str:
    """What check_env.py prints of a made-up class."""
    if not guide.check_env_table:
        raise NoAnswer("data/versions.json knows no release yet; run python -m gipi.versions refresh.")
    return f"```{{.text .gipi-wrap}}\n{sample.printed(guide.check_env_table, language)}\n```"


def paths(guide: Guide, words: Words, part: str) -> str:
    """What stands for `gipi:paths`: the table, the stand-ins, or what is not walked here."""
    try:
        if part == "stand-ins":
            return path_table.stand_ins(guide.walked, words)
        if part == "elsewhere":
            return path_table.not_walked(words)
        if part == "table":
            return path_table.table(guide.walks, guide.walked, lines_of(guide), words)
    except (PlanProblem, RecordProblem) as problem:
        raise NoAnswer(str(problem)) from None
    raise NoAnswer(f"unknown part 'gipi:paths {part}'; there are stand-ins and elsewhere, and none for the table.")


def _releases(guide: Guide, language: str, part: str) -> str:
    """What stands for `gipi:releases`: the table, the differences, or what was installed."""
    pages = releases.looked_at(guide.pages[guide.source].values())
    places = {slug: place for place, slug in enumerate(order(guide.root))}
    pages.sort(key=lambda page: places.get(page.slug, len(places)))
    titles = _titles(guide, language, (page.slug for page in pages))
    try:
        tables = release_table.Tables(pages, guide.environments, guide.released, titles, guide.words(language))
    except RecordProblem as problem:
        raise NoAnswer(str(problem)) from None
    parts = {"table": tables.table, "differences": tables.differences, "installed": tables.installed}
    if part not in parts:
        raise NoAnswer(
            f"unknown part 'gipi:releases {part}'; there are differences and installed, and none for the table."
        )
    return parts[part]()


def _stops(guide: Guide, language: str, slug: str) -> str:
    """What stands for `gipi:stops`: under which TensorFlow the page stops, and how."""
    if not (stops := stopping(guide, slug)):
        raise NoAnswer("the page stops under no TensorFlow that it was run with; take 'gipi:stops' out.")
    return release_line.stops(guide.pages[guide.source][slug], stops, guide.environments, guide.words(language))


def stopping(guide: Guide, slug: str) -> list[tuple[Environment, dict]]:
    """The TensorFlows under which a page's code stops, each with its cell."""
    page = guide.pages[guide.source][slug]
    fresh = releases.fresh(guide.released, page, guide.environments)
    return [
        (environment, fresh[environment.key])
        for environment in guide.environments
        if environment.tensorflow and "stop" in fresh.get(environment.key, {})
    ]


def foot(guide: Guide, language: str, slug: str) -> str:
    """Where a page's code gives the same, for the line at its foot; "" where nothing is known."""
    page = guide.pages[guide.source].get(slug)
    if not page or slug not in guide.released:
        return ""
    fresh = releases.fresh(guide.released, page, guide.environments)
    return release_line.line(page, fresh, guide.environments, guide.words(language))


def compared(guide: Guide, slug: str, site: str) -> tuple[str, str] | None:
    """The script with which a reader compares a page, as (name, text); None for a page that has none.

    `site` is the guide's address, or "".
    """
    page = guide.pages[guide.source][slug]
    if not (name := comparison.name(page)):
        return None
    state, counts = guide.states.get(slug, {}), counted.load(page).get("conclusions", {})
    versions = [
        f"{title} {state['versions'][key]}" for key, title in NAMES.items() if key in state.get("versions", {})
    ]
    more = DIFFERENT if DIFFERENT in guide.pages[guide.source] else slug
    facts = {
        "versions": ", ".join([*versions, state["system"]]) if "system" in state else "",
        "luck": {label: (counts[label]["held"], counts[label]["of"]) for label in sorted(counted.weaker(page))},
        "elsewhere": {language: foot(guide, language, slug) for language in guide.languages},
        "address": {language: _found_at(guide, language, slug, site) for language in guide.languages},
        "more": {language: _found_at(guide, language, more, site) for language in guide.languages},
    }
    words = {language: {**guide.words(language).part("compare")} for language in guide.languages}
    return name, comparison.script(page, facts, words)


def _found_at(guide: Guide, language: str, slug: str, site: str) -> str:
    """Where a page lies, or what it is called where the guide has no address."""
    own = "" if language == guide.source else f"{language}/"
    return f"{site}{own}{slug}/" if site else f"‘{guide.title(slug, language)}’"


def lines_of(guide: Guide) -> dict[str, str]:
    """The digest of what each walk would type today, by its key."""
    if not guide.walks:
        return {}
    there, books = shown(guide), guide.notebooks[guide.source]
    return {path.key: walk.digest(path, walk.typed(path, there), books) for path in guide.walks}


def shown(guide: Guide) -> Shown:
    """What pages show of lines to type, in the source language; they are alike in all."""
    advice = Advice(guide.selector, guide.words(guide.source))
    return Shown(guide.pages[guide.source], partial(version_facts.install, guide.versions), advice.lines)


def _titles(guide: Guide, language: str, slugs: Iterable[str]) -> dict[str, str]:
    return {slug: guide.title(slug, language) for slug in slugs}
