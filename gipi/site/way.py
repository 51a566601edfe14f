"""The pages that a reader goes through one after another: those that explain, and the exercises.

What of them a browser keeps is the business of docs/theme/src/kept; nobody else sees it.
"""

import json
from collections.abc import Collection, Iterable

from mkdocs.structure.pages import Page as SitePage

# By folder: what is kept of a page, and the section by which such a page is known.
KEPT = {"concepts": ("read", "check-yourself"), "practice": ("solved", "solution")}


def kept(slug: str, anchors: Collection[str]) -> str | None:
    """What is kept of a page with these sections; None where it is not on the way."""
    what, section = KEPT.get(slug.partition("/")[0], (None, ""))
    return what if section in anchors else None


def listed(pages: Iterable[SitePage]) -> str:
    """JSON for docs/theme/src/way: {slug: title} of the pages on the way, in the order of the navigation."""
    titles = {page.url.rstrip("/"): page.title for page in pages if page.meta.get("gipi_way")}
    return json.dumps(titles, ensure_ascii=False) if titles else ""
