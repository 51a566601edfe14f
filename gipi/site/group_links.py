"""A group's title in the navigation leads to where its part's own page lists it.

Material writes a folded group as a link to the first of its pages, whichever that is.
"""

import re
from collections.abc import Iterator

from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page as SitePage
from mkdocs.structure.toc import AnchorLink
from mkdocs.utils import get_relative_url

FOLDED = re.compile(r'(?P<item>md-nav__item--pruned md-nav__item--nested">\s*<a href=)"(?P<to>[^"]*)"')


def find(nav: Navigation) -> dict[str, str]:
    """{address of a group's first page: where the group is listed}; parts and groups know the latter as `gipi_at`.

    It is the heading of the group's name on the first page of its part, or the one that parts.html writes there.
    """
    at: dict[str, str] = {}
    for part in nav:
        below = part.children or []
        groups = [group for group in below if isinstance(group, Section)]
        own = next((page for page in below if isinstance(page, SitePage) and page.is_index), None)
        if not own:
            continue
        part.gipi_at = own.url  # type: ignore[attr-defined]  # partials/place.html reads it
        headings = {heading.title: heading.id for heading in _all(own.toc)}
        for number, group in enumerate(groups, 1):
            place = f"{own.url}#{headings.get(group.title, f'part-{number}')}"
            group.gipi_at = place  # type: ignore[attr-defined]
            first = group.children[0]
            if isinstance(first, SitePage):
                at[first.url] = place
    return at


def _all(toc) -> Iterator[AnchorLink]:
    for heading in toc:
        yield heading
        yield from _all(heading.children)


def mend(html: str, page: SitePage, at: dict[str, str]) -> str:
    """The page with the links of its folded groups; `at` is what `find` said."""
    links = {get_relative_url(first, page.url): place for first, place in at.items()}

    def put(match: re.Match) -> str:
        if not (place := links.get(match["to"])):
            return match[0]
        url, _, anchor = place.partition("#")
        return f'{match["item"]}"{get_relative_url(url, page.url)}#{anchor}"'

    return FOLDED.sub(put, html)
