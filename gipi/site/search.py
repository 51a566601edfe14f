"""Search that understands Korean: Material's dialog, a worker of our own, the glossary's words in its index."""

import html
import json
import re
from pathlib import Path

from gipi.entries import glossary
from gipi.site import glossary_page

WORKER = "search/worker.js"
# How much the text of a page counts, by the beginning of its address. The home page
# and the pages about the guide mention everything, the glossary has each word
# once, the dictionary's list each message, and a notebook or an exercise repeats
# the page that it belongs to.
BOOST = {"about/": 0.4, "glossary/": 0.2, "practice/install-check/": 0.6, "practice/": 0.3}
LISTS = {"": 0.7, "errors/": 0.5}

CONFIG = re.compile(r'(<script id="__config" type="application/json">)(.*?)(</script>)', re.DOTALL)


class SearchError(Exception):
    """Material's pages are not what our search rests on."""


def swap(page: str, name: str) -> str:
    """A page's HTML whose configuration names our worker instead of Material's.

    Raises SearchError when there is no such configuration: a new Material.
    """

    def put(match: re.Match) -> str:
        config = json.loads(match[2])
        if "workers/search." not in config.get("search", ""):
            raise SearchError(
                "Material's page configuration no longer names its search worker under 'search'; "
                "read gipi/site/search.py and its new bundle before going on."
            )
        config["search"] = config["search"].partition("assets/")[0] + name
        # As Jinja writes it: text in it must not end the script.
        return match[1] + json.dumps(config).replace("<", "\\u003c") + match[3]

    changed, count = CONFIG.subn(put, page)
    if not count:
        raise SearchError("Material's pages no longer have a script with the id '__config'.")
    return changed


def rewrite(path: Path, terms: list[glossary.Term], typed: dict[str, list[str]], language: str) -> None:
    """Material's index in place, enriched and as UTF-8: escaped syllables weigh an eighth more."""
    index = enrich(json.loads(path.read_text(encoding="utf-8")), terms, typed, language)
    path.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def enrich(index: dict, terms: list[glossary.Term], typed: dict[str, list[str]], language: str) -> dict:
    """The index with the glossary in it: a document per term, and the words by which readers know it.

    `typed` has for some pages, by their slug, words that readers type for them.

    Material's index has the glossary as one document per initial, in which
    nothing can be found. `terms` lists for each term its names, the headword of
    this language first, the words that only search knows, and the page that
    teaches it.
    """
    page = "glossary/"
    pages = {doc["location"] for doc in index["docs"]}
    initials = {f"{page}#{anchor}" for anchor in glossary_page.INITIAL_ANCHORS.values()}
    docs = [
        doc
        for doc in index["docs"]
        if doc["location"] not in initials and not re.fullmatch(rf"{page}#[a-z]", doc["location"])
    ]
    if page in pages:
        docs += [_document(page, term, language) for term in terms]
    for doc in docs:
        if boost := _boost(doc["location"]):
            doc.setdefault("boost", boost)
    asked = {_location(slug): words for slug, words in typed.items()}
    for doc in docs:
        # Nobody types Hangul on another site than the Korean one.
        if words := [word for word in asked.get(doc["location"], ()) if language == "ko" or word.isascii()]:
            doc["typed"] = words
    config = index["config"] | {"glossary": page, "terms": [_entry(term, language, pages) for term in terms]}
    return {"config": config, "docs": docs}


def _boost(location: str) -> float | None:
    """For documents that stand for a whole page; its sections follow it."""
    if location in LISTS:
        return LISTS[location]
    return next(
        (boost for start, boost in BOOST.items() if location.startswith(start) and "#" not in location), None
    )


def _document(page: str, term: glossary.Term, language: str) -> dict:
    own, other = term.headword(language), glossary_page.counterpart(term, language)
    return {
        "location": f"{page}#{term.id}",
        "title": html.escape(own if own == other else f"{own} ({other})", quote=False),
        "text": f"<p>{html.escape(term.definition(language), quote=False)}</p>",
    }


def _entry(term: glossary.Term, language: str, pages: set[str]) -> dict:
    names = [term.headword(language), *(name for name in term.names if name != term.headword(language))]
    entry = {"id": term.id, "names": [name.partition("(")[0].strip() or name for name in names]}
    if term.search:
        entry["also"] = list(term.search)
    if term.page:
        location = _location(term.page)
        if location in pages:
            entry["page"] = location
    return entry


def _location(slug: str) -> str:
    """Where a page lies below its language's root, as the index says it."""
    return f"{slug.removesuffix('/index').removesuffix('index')}/".lstrip("/")
