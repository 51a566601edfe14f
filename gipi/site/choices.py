"""A prediction as a reader meets it: a line that says to choose first, and choices that no search quotes."""

from gipi.site.html import html
from gipi.words import Words

CHOICE = '<details class="predict"'


def label(words: Words) -> str:
    """What stands above the choices, in place of the line that decides."""
    return html("choose", said=words("page.predict"))


def mark(page: str) -> str:
    """A page's HTML whose choices the search leaves out: most of them say what is not so."""
    return page.replace(CHOICE, f"{CHOICE} data-search-exclude")
