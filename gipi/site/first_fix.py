"""What the box on errors/index shows of a page: what to do, in a sentence or two, and what to type first."""

import re
from collections.abc import Iterator
from html import unescape
from posixpath import join, normpath

from mkdocs.utils import get_relative_url

from gipi.words import Words

WHERE_SHOWN = "errors/"  # the address of the page that holds the box
FIX = "fix"  # the section of an error's page below whose headings the cures of single messages stand
ANATOMY = ("message", "cause", FIX, "fixed")  # what each has; other sections are about some of its messages
SAID = re.compile(r"<p>(?P<p>.*?)</p>|<li>(?P<li>(?:(?!<[lpuo]).)*?)</li>", re.DOTALL)
NOT_SAID = re.compile(r"<sup\b.*?</sup>|<a class=\"headerlink\".*?</a>", re.DOTALL)
HREF = re.compile(r'(?<=href=")(?!https?:)([^"]*)')
CODE = re.compile(
    r'<div class="language-(?P<shell>console|powershell|text) highlight(?: gipi-wrap)?">'
    r'(?:<span class="filename">.*?</span>)?<pre>.*?<code>(?P<code>.*?)</code></pre>',
    re.DOTALL,
)
TABS = re.compile(
    r'<div class="tabbed-set.*?<div class="tabbed-labels">(?P<labels>.*?)</div>\s*'
    r'<div class="tabbed-content">(?P<blocks>.*?)</div>\s*</div>\s*</div>',
    re.DOTALL,
)
LABEL = re.compile(r"<label[^>]*>(.*?)</label>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")


def first_fix(html: str, address: str, section: str | None, words: Words) -> list:
    """[paragraphs of what to do, [[command, shell, tab, the computers it is for, what to do before it], …]].

    All for a message that this section of a page deals with; `address` is the page's, below the site's root.
    Paragraphs are HTML. An error's page begins with its cure; of its sections only those below `FIX` have one of
    their own, the others explain.
    """
    own = _section(html, section)
    if f'<h2 id="{FIX}">' not in html or f' id="{section}">' in _part(html, FIX):
        say, run = [_said(own)], _commands(own, words)
    else:
        top = html.partition("<h2 ")[0]
        say = [_said(top), *([] if section in (None, *ANATOMY) else [_said(own)])]
        run = _plain(_behind_the_cure(top)) or _commands(_section(html, FIX), words)
    run = [[*typed, "" if before in say else _linked(before, address)] for *typed, before in run]
    return [[_linked(paragraph, address) for paragraph in say if paragraph], run]


def _part(html: str, anchor: str) -> str:
    """What stands below a heading of the second level, its own headings included."""
    return html.partition(f'<h2 id="{anchor}">')[2].partition("<h2 ")[0]


def _section(html: str, anchor: str | None) -> str:
    """What stands below a heading, up to the next one; "" where there is none."""
    below = html.partition(f' id="{anchor}">')[2]
    return re.split(r"<h[1-6] ", below.partition("</h")[2], maxsplit=1)[0]


def _said(html: str, which: int = 0) -> str:
    """The first paragraph, or another one."""
    paragraphs = [match["p"] or match["li"] or "" for match in SAID.finditer(html)]
    return NOT_SAID.sub("", paragraphs[which]).strip() if paragraphs else ""


def _behind_the_cure(top: str) -> str:
    """What follows right on a page's first paragraph; a later block belongs to something else."""
    behind = top.partition("</p>")[2].lstrip()
    return behind if CODE.match(behind) else ""


def _plain(html: str) -> list[list]:
    code = CODE.search(html)
    return [_run(code, html, "", [])] if code and code["shell"] != "text" else []


def _commands(html: str, words: Words) -> list[list]:
    """The first command; of one that stands in tabs, that of each tab.

    None where a table decides which it is, or a first step does without.
    """
    html = re.split(r"<table|</li>", html, maxsplit=1)[0]
    tabs = TABS.search(html)
    if not tabs or ((plain := CODE.search(html)) and plain.start() < tabs.start()):
        return _plain(html)
    blocks = tabs["blocks"].split('<div class="tabbed-block">')[1:]
    runs = []
    for label, block in zip(LABEL.findall(tabs["labels"]), blocks, strict=False):
        name = _text(label)
        places = list(_places(name, words))
        code = CODE.search(block)
        # What a notebook's cell takes is no command of a shell.
        if code and (code["shell"] != "text" or "notebook" in places):
            runs.append(_run(code, block, name, places))
    return runs


def _run(code: re.Match, html: str, tab: str, places: list[str]) -> list:
    return [_text(code["code"]), code["shell"], tab, places, _said(html[: code.start()], -1)]


def _places(label: str, words: Words) -> Iterator[str]:
    """The computers that a tab's label names."""
    for place in ("windows", "macos", "linux", "notebook"):
        if any(name in label for name in words.lines(f"places.{place}")):
            yield place


def _text(html: str) -> str:
    return unescape(TAG.sub("", html)).strip("\n")


def _linked(html: str, address: str) -> str:
    """Its links as the page that holds the box must write them."""
    return HREF.sub(lambda link: _seen_from_the_box(link[1], address), html)


def _seen_from_the_box(link: str, address: str) -> str:
    path, mark, anchor = link.partition("#")
    target = normpath(join(address, path)) + ("/" if path.endswith("/") or not path else "")
    return get_relative_url(target, WHERE_SHOWN) + mark + anchor
