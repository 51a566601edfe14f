"""A page as plain Markdown, for a reader to copy or a program to read: everything expanded, nothing to click."""

import os
import re
from html import unescape
from pathlib import Path

import nbformat

from gipi.pages.includes import expand
from gipi.pages.notebook import alt, printed
from gipi.pages.page import FENCE, IMAGE

FOLD = re.compile(r'^(?P<indent>\s*)(?:!!!|\?\?\?\+?|===)\s+(?:[\w -]*?\s*)?"(?P<title>.*)"\s*$')
BARE_FOLD = re.compile(r"^(?P<indent>\s*)(?:!!!|\?\?\?\+?)\s+[\w -]+$")
OUTPUT = re.compile(r'^\{\.text \.gipi-output title="(?P<title>[^"]*)"\}$')
FIGURE = re.compile(IMAGE.pattern + r"(?:\{[^}]*\})?")
ATTRIBUTES = re.compile(r"[ \t]*\{:?\s*[#.][^}]*\}|^\{:\s*data-[^}]*\}$", re.MULTILINE)
LINK = re.compile(
    r"\[(?P<text>(?:[^\[\]]|\[[^\]]*\])*)\]\((?!https?:|mailto:|<)(?P<to>[^)#\s]*)(?P<anchor>#[^)]*)?\)"
)
CODE = re.compile(r"(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)")
# HTML that is there for a browser: what can be clicked goes, what marks up stays as Markdown.
CLICKED = re.compile(
    r"<(section) hidden\b.*?</section>|<(form|template|nav|noscript|script|label|textarea)\b.*?</\2>"
    r"|<(\w+)\b[^>]*\shidden(?=[\s>])[^>]*>[^<]*</\3>",
    re.DOTALL,
)
CLICKED_SPAN = re.compile(r"<span popover\b(?:<span\b.*?</span>|.)*?</span>", re.DOTALL)
# Behind what no chance reaches a page says so on a click; a text that nobody can click says nothing.
IDLE = re.compile(r'\s*<span class="gipi-odds gipi-odds--idle">.*?</button>(?:\)</span>)?</span>')
HTML_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
MARKUP = (
    (re.compile(r"<summary>(.*?)</summary>", re.DOTALL), r"\n\n**\1**\n\n"),
    (re.compile(r"</?(?:strong|b)>"), "**"),
    (re.compile(r"</?em>"), "*"),
    (re.compile(r"</?(?:code|samp|kbd)>"), "`"),
    (re.compile(r"\s*<br\s*/?>\s*"), " · "),
    (re.compile(r'<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL), r"[\2](\1)"),
    (re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>"), ""),
)


def page(root: Path, text: str, slug: str, address: str, figure: str) -> str:
    """What `publish.published` gave, as Markdown that any reader shows: no include, attribute or HTML in it.

    `address` is where the language's site begins, for links; `figure` is what
    stands for a picture, a template that says `{alt}`.
    """
    return _cleaned("\n".join(expand(root, text.split("\n"))), slug, address, figure)


def book(book: nbformat.NotebookNode, slug: str, address: str, figure: str, output: str) -> str:
    """A notebook that is a page, in the same way; `output` is the title above what a cell printed."""
    parts = []
    for cell in book.cells:
        if cell.cell_type != "code":
            parts.append(cell.source)
            continue
        parts.append(f"```python\n{cell.source}\n```")
        if text := printed(cell):
            parts.append(f"{output}:\n\n```text\n{text}\n```")
        if described := alt(cell):
            parts.append(figure.format(alt=described))
    return _cleaned("\n\n".join(parts), slug, address, figure)


def _cleaned(text: str, slug: str, address: str, figure: str) -> str:
    lines: list[str] = []
    prose: list[str] = []
    fence = ""

    def flush() -> None:
        said = _prose("\n".join(prose), slug, address, figure).strip("\n")
        lines.extend(["", said, ""] if said else [""])
        prose.clear()

    for line in _unfolded(text.split("\n")):
        if fence:
            lines.append(line)
            if len(line.strip()) >= len(fence) and {*line.strip()} == {fence[0]}:
                fence = ""
        elif match := FENCE.match(line):
            flush()
            fence = match["ticks"]
            info = match["info"].strip()
            if shown := OUTPUT.match(info):
                lines += [f"{match['indent']}{shown['title']}:", ""]
                info = "text"
            elif info.startswith("{"):
                info = info.strip("{}").split()[0].lstrip(".")
            lines.append(f"{match['indent']}{fence}{info.split(' ')[0]}")
        else:
            prose.append(line)
    flush()
    return "\n".join(lines).strip("\n") + "\n"


def _unfolded(lines: list[str]) -> list[str]:
    """Boxes, folds and tabs as a bold title and their content, whatever stands in one another."""
    unfolded: list[str] = []
    fence, number = "", 0
    while number < len(lines):
        line = lines[number]
        number += 1
        if fence:
            if len(line.strip()) >= len(fence) and {*line.strip()} == {fence[0]}:
                fence = ""
        elif match := FENCE.match(line):
            fence = match["ticks"]
        elif match := FOLD.match(line) or BARE_FOLD.match(line):
            indent = match["indent"] + "    "
            inside = []
            while number < len(lines) and (not lines[number].strip() or lines[number].startswith(indent)):
                inside.append(match["indent"] + lines[number][len(indent) :])
                number += 1
            title = match.groupdict().get("title")
            unfolded += ["", *([f"{match['indent']}**{title}**", ""] if title else []), *_unfolded(inside), ""]
            continue
        unfolded.append(line)
    return unfolded


def _prose(text: str, slug: str, address: str, figure: str) -> str:
    """Text without HTML and attributes; code within it stays as it is."""
    kept: list[str] = []

    def keep(match: re.Match) -> str:
        kept.append(match[0])
        return f"\x00{len(kept) - 1}\x00"

    def said(match: re.Match) -> str:
        return figure.format(alt=unescape(match["alt"])) + (f" {match['caption']}" if match["caption"] else "")

    def absolute(match: re.Match) -> str:
        return f"[{match['text']}]({_address(match['to'], slug, address)}{match['anchor'] or ''})"

    text = CODE.sub(keep, text)
    text = HTML_TABLE.sub(
        _table,
        CLICKED.sub("", CLICKED_SPAN.sub("", IDLE.sub("", re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)))),
    )
    for pattern, instead in MARKUP:
        text = pattern.sub(instead, text)
    text = ATTRIBUTES.sub("", FIGURE.sub(said, text))
    text = LINK.sub(absolute, text)
    text = re.sub(r"[ \t]+$", "", unescape(text), flags=re.MULTILINE)
    text = re.sub(r"\n{3,}", "\n\n", text)
    return re.sub(r"\x00(\d+)\x00", lambda match: kept[int(match[1])], text)


def _table(match: re.Match) -> str:
    """An HTML table as Markdown's, its first row as the head."""
    rows = [re.findall(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in match[0].split("</tr>")]
    lines = ["| " + " | ".join(cell.strip() for cell in row) + " |" for row in rows if row]
    lines.insert(1, "|" + " --- |" * len(rows[0]))
    return "\n\n" + "\n".join(lines) + "\n\n"


def _address(target: str, slug: str, address: str) -> str:
    """Where a link of a page leads, as an address: to another page, or to a file that lies beside them."""
    path = os.path.normpath(os.path.join(os.path.dirname(slug), target)) if target else f"{slug}.md"
    path = re.sub(r"(?:(?:^|(?<=/))index)?\.(?:md|ipynb)$", "/", path.replace(os.sep, "/")).replace("//", "/")
    return address + path.lstrip("/") + ("/" if target.endswith("/") else "")
