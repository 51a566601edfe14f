"""The style sheets as readers get them, without what is there for writers and what is there for other sites."""

import re
from collections.abc import Iterator

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
BLANKS = re.compile(r"\s*\n\s*")
# Material's choice of colours, every one of which docs/theme/assets/gipi.css replaces.
PALETTE = re.compile(r"assets/stylesheets/palette\.\w+\.min\.css(\.map)?")
# Material's own, and what the guide has nothing of: a rule that is about such a class alone is left out.
MAIN = re.compile(r"assets/stylesheets/main\.\w+\.min\.css")
WITHOUT = {
    *("abstract", "bug", "card", "cards", "critic", "danger", "emojione", "example", "failure", "gemoji", "grid"),
    *("highlighttable", "keys", "linenodiv", "linenos", "md-annotation", "md-annotation-list", "md-author"),
    *("md-banner", "md-consent", "md-feedback", "md-meta", "md-pagination", "md-path", "md-pin", "md-post"),
    *("md-profile", "md-select", "md-social", "md-status", "md-tag", "md-tag-icon", "md-tags", "md-version"),
    *("mermaid", "quote", "task-list-control", "task-list-indicator", "task-list-item", "twemoji"),
}
CLASS = re.compile(r"\.(-?[a-zA-Z_][\w-]*)")
WITHIN = re.compile(r"\([^()]*(?:\([^()]*\)[^()]*)*\)")
ICON = re.compile(r"(--md-[\w-]+):url\(\"[^\"]*\"\);?")
LINK = re.compile(rf'\s*<link rel="stylesheet" href="[^"]*{PALETTE.pattern}">')


def light(css: str) -> str:
    """The same rules without comments and indentation; a line each, so that a browser still names it."""
    return BLANKS.sub("\n", COMMENT.sub("", css)).strip() + "\n"


def without_palette(html: str) -> str:
    """A page that does not ask for Material's colours before it is drawn."""
    return LINK.sub("", html)


def of_us(css: str, own: str) -> str:
    """Material's rules without those for what no page has, for text from right to left, and their pictures.

    `own` is what else may refer to a picture.
    """
    kept = "".join(_kept(css))
    named = {*re.findall(r"var\((--[\w-]+)", kept + own)}
    return ICON.sub(lambda match: match[0] if match[1] in named else "", kept)


def _kept(css: str) -> Iterator[str]:
    for head, body in _blocks(css):
        if head.startswith(("@media", "@supports")):
            if inner := "".join(_kept(body)):
                yield f"{head}{{{inner}}}"
        elif head.startswith("@"):
            yield f"{head}{{{body}}}"
        elif selectors := [selector for selector in _selectors(head) if _is_ours(selector)]:
            yield f"{','.join(selectors)}{{{body}}}"


def _blocks(css: str) -> Iterator[tuple[str, str]]:
    """Each rule's selector, or what a group of rules is for, and what stands in its braces."""
    start = depth = opened = 0
    for at, sign in enumerate(css):
        if sign == "{":
            depth += 1
            opened = at if depth == 1 else opened
        elif sign == "}":
            depth -= 1
            if depth == 0:
                yield css[start:opened].strip(), css[opened + 1 : at]
                start = at + 1


def _selectors(head: str) -> list[str]:
    """A list of selectors taken apart, but not within brackets."""
    parts = re.split(r",(?![^()]*\))", head)
    return [head] if any(part.count("(") != part.count(")") for part in parts) else parts


def _is_ours(selector: str) -> bool:
    """Whether it can be about something on our pages; what it excludes in brackets says nothing."""
    if "[dir=rtl]" in selector:
        return False
    names = {name.partition("__")[0].partition("--")[0] for name in CLASS.findall(WITHIN.sub("", selector))}
    return not names & WITHOUT
