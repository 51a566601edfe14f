"""The picture that stands beside a link to this guide elsewhere: the mark and the name.

A build's computer may have no Korean font, so the two syllables are drawn as
lines. What a page is called is left to the text that every place shows beside
the picture.
"""

import re
from io import BytesIO
from pathlib import Path

from fontTools.pens.recordingPen import RecordingPen
from fontTools.svgLib.path.parser import parse_path
from PIL import Image, ImageDraw, ImageFont

NAME = "assets/card.png"
MARK = "docs/theme/assets/favicon.svg"  # of quadratic curves and circles, 64 units wide
SIZE = (1200, 630)
PAPER, INK, QUIET = "#fbfaf7", "#1f2430", "#585d66"
FINER = 3  # drawn so many times as large, then made smaller: even edges
SHAPE = re.compile(r'<(?P<kind>path|circle) fill="(?P<fill>[^"]+)" (?P<rest>[^>]*)/>')

# The strokes of 깊이 in a field 420 wide and 210 high: lines, and the ring (centre and radius).
STROKES = (
    ((20, 22), (104, 22), (98, 62), (70, 96), (26, 116)),
    ((168, 6), (168, 122)),
    ((28, 146), (178, 146)),
    ((72, 146), (72, 200)),
    ((134, 146), (134, 200)),
    ((16, 200), (190, 200)),
    ((396, 2), (396, 214)),
)
RING = ((292, 102), 58)
WIDTH = 19


def drawn(root: Path) -> bytes:
    """The card as a PNG; `root` is where the mark's drawing lies."""
    picture = Image.new("RGB", (SIZE[0] * FINER, SIZE[1] * FINER), PAPER)
    pen = ImageDraw.Draw(picture)
    _mark(pen, (root / MARK).read_text(encoding="utf-8"), (90, 115), 400 / 64)
    _name(pen, (620, 150))
    pen.text((612 * FINER, 410 * FINER), "Gipi", QUIET, ImageFont.load_default(100 * FINER))
    file = BytesIO()
    picture.resize(SIZE, Image.Resampling.LANCZOS).save(file, "PNG", optimize=True)
    return file.getvalue()


def _mark(pen: ImageDraw.ImageDraw, svg: str, at: tuple[float, float], scale: float) -> None:
    def place(x: float, y: float) -> tuple[float, float]:
        return (at[0] + x * scale) * FINER, (at[1] + y * scale) * FINER

    for shape in SHAPE.finditer(svg):
        rest = dict(re.findall(r'(\w+)="([^"]*)"', shape["rest"]))
        if shape["kind"] == "circle":
            radius = float(rest["r"]) * scale * FINER
            pen.circle(place(float(rest["cx"]), float(rest["cy"])), radius, shape["fill"])
        else:
            pen.polygon([place(*point) for point in _outline(rest["d"])], shape["fill"])


def _outline(path: str) -> list[tuple[float, float]]:
    """The points of a closed path of quadratic curves, sixteen to a curve."""
    record, points = RecordingPen(), []
    parse_path(path, record)
    for kind, values in record.value:
        if kind in ("moveTo", "lineTo"):
            points.append(values[0])
        elif kind == "qCurveTo":
            (x0, y0), ((x1, y1), (x2, y2)) = points[-1], values
            for step in range(1, 17):
                t = step / 16
                a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t * t
                points.append((a * x0 + b * x1 + c * x2, a * y0 + b * y1 + c * y2))
    return points


def _name(pen: ImageDraw.ImageDraw, at: tuple[float, float]) -> None:
    def place(point: tuple[float, float]) -> tuple[float, float]:
        return (at[0] + point[0]) * FINER, (at[1] + point[1]) * FINER

    for stroke in STROKES:
        pen.line([place(point) for point in stroke], INK, WIDTH * FINER, joint="curve")
    centre, radius = RING
    pen.circle(place(centre), (radius + WIDTH / 2) * FINER, outline=INK, width=WIDTH * FINER)
