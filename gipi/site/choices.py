"""A prediction as a reader meets it: a line that says to choose first, and choices that no search quotes."""

import re

from gipi.site.html import html
from gipi.words import Words

CHOICE = re.compile(r'<details class="predict"(?P<rest>>\s*<summary>.*?</summary>\s*<p>(?P<said>\w*))', re.DOTALL)


def label(words: Words) -> str:
    """What stands above the choices, in place of the line that decides."""
    return html("choose", said=words("page.predict"))


def mark(page: str, words: Words) -> str:
    """A page's HTML whose choices say whether they are right, and which the search leaves out.

    Most of them say what is not so.
    """
    right = words("page.right")

    def put(match: re.Match) -> str:
        kind = "predict right" if match["said"] == right else "predict"
        return f'<details class="{kind}" data-search-exclude{match["rest"]}'

    return CHOICE.sub(put, page)
