"""All pages of a language as one document, to print or to save as PDF."""

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from markupsafe import Markup

from gipi.site.along import NAME as COPY
from gipi.site.html import document
from gipi.words import Words

NAME = "book.html"
LISTED = re.compile(
    r"^(?:(?P<level>#{2,6}) (?P<part>.+)|- \[(?P<title>.+?)\]\((?P<address>\S+?)\).*)$", re.MULTILINE
)
ARTICLE = re.compile(r'<article class="md-content__inner md-typeset">(?P<inside>.*)</article>', re.DOTALL)
STYLES = re.compile(r'<link rel="stylesheet" href="([^"]+)">')
# What a name is given to, and what names it.
NAMED = re.compile(
    r'(?P<what>\s(?:id|for|popovertarget|interestfor|aria-labelledby|aria-describedby)=")(?P<name>[^"]+)"'
)
GROUPED = re.compile(r'(?P<what>\sname="__)(?P<name>tabbed_[^"]+)"')
LINK = re.compile(r'(?P<what>\shref=")(?P<path>(?![a-z]+:|//)[^"#]*)(?P<anchor>#[^"]*)?"')
LOADED = re.compile(r'(?P<what>\s(?:src|srcset)=")(?P<path>(?![a-z]+:|//)[^"]+)"')
FOLD = re.compile(r"<details\b(?![^>]*\sopen\b)")
# What is there to be clicked.
LEFT_OUT = re.compile(r"<(form|template|script|noscript)\b.*?</\1>|<a class=\"headerlink\".*?</a>", re.DOTALL)


def written(folder: Path, words: Words) -> str:
    """The document for the language whose built site is `folder`; its addresses are as seen from there."""
    listed = list(_listed((folder / "llms.txt").read_text(encoding="utf-8")))
    names = {(folder / url).resolve(): _name(url) for _, _, url in listed if url is not None}
    parts = []
    for level, title, url in listed:
        if url is None:
            parts.append({"level": level, "title": title, "name": None, "text": None})
            continue
        page = (folder / url / "index.html").read_text(encoding="utf-8")
        text = Markup(_inside(page, folder / url, folder, names, _name(url)))
        parts.append({"level": level, "title": title, "name": _name(url), "text": text})
    home = (folder / "index.html").read_text(encoding="utf-8")
    fonts = [f"assets/{path.name}.css" for path in (folder / "assets").glob("formulas-*.woff")]
    return document("book", words=words, parts=parts, styles=[*STYLES.findall(home), *sorted(fonts)])


def _listed(text: str) -> Iterator[tuple[int, str, str | None]]:
    """(level, title, address below the language's root) of what llms.txt lists; no address: a part."""
    root = ""
    for match in LISTED.finditer(text):
        if match["part"]:
            yield len(match["level"]), match["part"], None
            continue
        address = match["address"].removesuffix(COPY)
        root = root or address  # the first is the front page
        yield 0, match["title"], address.removeprefix(root)


def _name(url: str) -> str:
    return "page-" + (url.strip("/").replace("/", "-") or "index")


def _inside(page: str, own: Path, folder: Path, names: Mapping[Path, str], name: str) -> str:
    """The text of one page, its names told apart from other pages', its links within the document."""
    match = ARTICLE.search(page)
    text = LEFT_OUT.sub("", match["inside"] if match else "")

    def named(match: re.Match) -> str:
        return f'{match["what"]}{name}--{match["name"]}"'

    def link(match: re.Match) -> str:
        path = match["path"].partition("?")[0]  # what a choice or a report carries is lost on paper
        if inside := names.get((own / path).resolve()):
            return f'{match["what"]}#{inside}{(match["anchor"] or "").replace("#", "--", 1)}"'
        to = os.path.relpath(os.path.normpath(own / path), folder).replace(os.sep, "/")
        return f'{match["what"]}{to}{"/" if path.endswith("/") else ""}{match["anchor"] or ""}"'

    def loaded(match: re.Match) -> str:
        to = os.path.relpath(os.path.normpath(own / match["path"]), folder).replace(os.sep, "/")
        return f'{match["what"]}{to}"'

    text = LOADED.sub(loaded, LINK.sub(link, NAMED.sub(named, text)))
    return FOLD.sub("<details open", GROUPED.sub(named, text))
