"""The style sheets as readers get them: what is there for writers is a quarter of their weight."""

import re

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
BLANKS = re.compile(r"\s*\n\s*")
# Material's choice of colours, every one of which docs/theme/assets/gipi.css replaces.
PALETTE = re.compile(r"assets/stylesheets/palette\.\w+\.min\.css(\.map)?")
LINK = re.compile(rf'\s*<link rel="stylesheet" href="[^"]*{PALETTE.pattern}">')


def light(css: str) -> str:
    """The same rules without comments and indentation; a line each, so that a browser still names it."""
    return BLANKS.sub("\n", COMMENT.sub("", css)).strip() + "\n"


def without_palette(html: str) -> str:
    """A page that does not ask for Material's colours before it is drawn."""
    return LINK.sub("", html)
