"""Figures and drawings as the site shows them: in light and dark, wide and narrow, with their size and caption."""

import base64
import io
import re
from collections.abc import Callable
from html import escape, unescape
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from PIL import Image, ImageStat

from gipi.pages import labels
from gipi.pages.labels import NARROW

# What plots (gipi/runs/compare_figure.py) and drawings (docs/*/**/*.svg) are made of, and
# what each colour becomes in the dark. An <img> knows the scheme of the page around it
# (color-scheme), so one file serves both and a switch of the scheme loads nothing.
DARK = {
    "#fbfaf7": "#14181a",  # paper
    "#ffffff": "#1b2123",  # raised
    "#fff": "#1b2123",
    "#f1efe8": "#1c2224",  # sunk
    "#ececec": "#2a3033",
    "#e9e6dc": "#30383b",  # lines
    "#e4e0d6": "#2c3437",
    "#d8d4c8": "#3a4245",
    "#d3d3d3": "#3a4245",
    "#b9b4a5": "#6b6f6a",
    "#1f2430": "#e4e1d9",  # ink
    "#000000": "#e4e1d9",
    "#3c4048": "#c3c2bb",
    "#4a4f5a": "#c3c2bb",
    "#6a6f7a": "#a9aaa3",
    "#6b6f76": "#8b8f8c",
    "#1f6f6b": "#7ccabf",  # teal
    "#e3f0ef": "#1d2c2c",
    "#dfe8e2": "#22403d",
    "#b4472b": "#f09b7c",  # rust
    "#f7e5df": "#3a2620",
    "#6b5ca5": "#b9adf2",  # violet
    "#4b3f9e": "#b9adf2",
    "#7a5c00": "#dcb45c",
    "#8a2f6b": "#f098b8",
    "#3a4a5c": "#a7b8cc",
    "#cfe2dc": "#21403e",  # the mark
    "#86b8af": "#2f6a66",
    "#0d3f3d": "#c3e6df",
    "#f08a62": "#d0532f",
}
BOTH = {"#808080", "#b2b2b2"}  # greys that can be seen on either ground

BITMAP = re.compile(r'href="data:image/png;base64,\s*([^"]+)"')
TURNED = "image{filter:invert(.88) hue-rotate(180deg)}"  # dark as the paper there, not darker; red stays red
LIGHT = 160  # of 255: what shows a value by its brightness is darker on the whole, and stays as it is
COLOUR = re.compile(r"(?<=[\s:\"'])#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3})(?=[\s;\"'])")
PHONE = "screen and (max-width: 44.98em)"  # paper has the wide ones
IMAGE = re.compile(r"<p>\s*(?P<alone><img [^>]*>)\s*</p>|<img [^>]*>")
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
SIZE = re.compile(r'<svg\b[^>]*?\bviewBox="[\d.-]+ [\d.-]+ (?P<width>[\d.]+) (?P<height>[\d.]+)"')
POINT = 4 / 3  # CSS pixels


def colours(svg: str) -> set[str]:
    """The colours that an SVG names, but for those of a bitmap within it."""
    return {colour.lower() for colour in COLOUR.findall(svg)}


def both_schemes(svg: str) -> str:
    """The same picture for light and dark: its known colours become variables, with a dark value each."""
    names = {colour: f"--c{index}" for index, colour in enumerate(sorted(colours(svg) & DARK.keys()))}
    if not names:
        return svg
    light = ";".join(f"{name}:{colour}" for colour, name in names.items())
    dark = ";".join(f"{name}:{DARK[colour]}" for colour, name in names.items())
    turned = TURNED if _light(svg) else ""
    rules = f"<style>:root{{{light}}}@media (prefers-color-scheme:dark){{:root{{{dark}}}{turned}}}</style>"
    text = COLOUR.sub(
        lambda match: f"var({names[match[0].lower()]})" if match[0].lower() in names else match[0], svg
    )
    return re.sub(r"(<svg\b[^>]*>)", lambda match: match[0] + rules, text, count=1)


def _light(svg: str) -> bool:
    """Whether a bitmap in it is light on the whole, as ink on paper is: in the dark a slab with white words."""
    for data in BITMAP.findall(svg):
        grey = Image.open(io.BytesIO(base64.b64decode(data))).convert("L")
        if ImageStat.Stat(grey).mean[0] > LIGHT:
            return True
    return False


def size(svg: str) -> tuple[int, int] | None:
    """Width and height in CSS pixels, so that the page keeps their room."""
    if not (stated := SIZE.search(svg)):
        return None
    scale = POINT if re.search(r'<svg\b[^>]*?\bwidth="[\d.]+pt"', svg) else 1
    return round(float(stated["width"]) * scale), round(float(stated["height"]) * scale)


def replace(html: str, url: str, read: Callable[[str], str | None]) -> str:
    """HTML in which each SVG has its size, its narrow drawing, its title as a caption; the first comes at once.

    `url` is the page's address below the site's root, `read` gives the text of a file of the
    site, or None.
    """

    shown: list[str] = []

    def put(match: re.Match) -> str:
        image = match["alone"] or match[0]
        given = {name: unescape(value) for name, value in ATTRIBUTE.findall(image)}
        path = unquote(urlsplit(urljoin(f"/{url}", given.get("src", ""))).path).lstrip("/")
        if not path.endswith(".svg") or (text := read(path)) is None:
            return match[0]
        caption = given.pop("title", None)
        if measured := size(text):
            given |= {"width": str(measured[0]), "height": str(measured[1])}
        if shown:  # a first visit need not bring what stands far below
            given["loading"] = "lazy"
        shown.append(path)
        drawn = f"<img {_attributes(given)}>"
        if (narrow := read(_narrow(path))) is not None:
            attributes = {"media": PHONE, "srcset": _narrow(given["src"])}
            if measured := size(narrow):
                attributes |= {"width": str(measured[0]), "height": str(measured[1])}
            drawn = f"<picture><source {_attributes(attributes)}>{drawn}</picture>"
        if not match["alone"]:
            return drawn
        said = f"<figcaption>{escape(caption, quote=False)}</figcaption>" if caption else ""
        return f'<figure class="gipi-figure">{drawn}{said}</figure>'

    return IMAGE.sub(put, html)


def _narrow(path: str) -> str:
    folder, slash, name = path.rpartition("/")
    return f"{folder}{slash}{NARROW}/{name}"


def _attributes(given: dict[str, str]) -> str:
    return " ".join(f'{name}="{escape(value)}"' for name, value in given.items())


def published(path: Path, words: dict[str, str] | None = None) -> str:
    """The text of an SVG file as the site serves it, its labels in a page's language."""
    return both_schemes(labels.translated(path.read_text(encoding="utf-8"), words or {}))
