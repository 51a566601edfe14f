"""Where a page's title breaks on a narrow screen: between names, never within one, nor before its number."""

import re

TITLE = re.compile(r'(?P<open><h1\b[^>]*>)(?P<text>[^<]*)(?=</h1>|<a class="headerlink")')
NUMBERED = re.compile(r"\b[A-Za-z]+ \d[\w.]*")
MOST = 9  # letters of a name that is kept whole where several stand side by side


def mark(html: str) -> str:
    """The page with its title's names kept whole; what a search reads of it stays."""
    return TITLE.sub(lambda match: match["open"] + _marked(match["text"]), html, count=1)


def _marked(title: str) -> str:
    names = title.split("·")
    if len(names) > 1 and " " in title and all(len(name) <= MOST for name in names):
        return "<wbr>".join(_whole(f"{name}·") for name in names[:-1]) + "<wbr>" + _whole(names[-1])
    return NUMBERED.sub(lambda match: _whole(match[0]), title)


def _whole(name: str) -> str:
    return f'<span class="gipi-whole">{name}</span>'
