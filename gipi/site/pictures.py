"""The room of a page's drawings, kept before they arrive: nothing moves under the reader's eyes."""

import posixpath
import re
from collections.abc import Callable

IMAGE = re.compile(r'<img (?![^>]*\bheight=)(?=[^>]*\bsrc="([^":?#]+\.svg)")')
ROOT = re.compile(r"<svg\b[^>]*>")
SIZE = re.compile(r'\s(width|height)="([\d.]+)(pt|px|)"')
PIXELS = {"pt": 4 / 3, "px": 1, "": 1}


def with_sizes(html: str, url: str, read: Callable[[str], str | None]) -> str:
    """A page's HTML in which each drawing says how wide and high it is, in pixels.

    `url` is the page's address; `read` gives the text of the file at an address
    below the site's root, or None where there is no such file.
    """

    def put(match: re.Match) -> str:
        drawing = read(posixpath.normpath(posixpath.join(posixpath.dirname(url), match[1])))
        root = ROOT.search(drawing or "")
        sizes = {name: float(value) * PIXELS[unit] for name, value, unit in SIZE.findall(root[0] if root else "")}
        if sizes.keys() != {"width", "height"}:
            return match[0]
        return f'<img width="{sizes["width"]:.0f}" height="{sizes["height"]:.0f}" '

    return IMAGE.sub(put, html)
