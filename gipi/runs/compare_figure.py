"""What a step draws: saved the same way every time, compared by the data it draws."""

import hashlib
import io
import json
import math
from pathlib import Path

from gipi.machine.files import write
from gipi.pages.labels import NARROW

SPAN = 0.02  # of the range that a drawn array covers
LIMIT = 40_000  # bytes of an SVG
PHONE = 4.0  # inches: at this width 11-point letters are some 12 pixels high on a phone

# A figure stands on a light card in both colour schemes; each colour has a
# contrast of at least 4.5:1 on it, and the first three differ in lightness.
STYLE: dict = {
    "axes.axisbelow": True,
    "axes.edgecolor": "#6b6f76",
    "axes.facecolor": "#fbfaf7",
    "axes.grid": True,
    "axes.labelcolor": "#1f2430",
    "axes.prop_cycle": "cycler('color', ['#1f6f6b', '#b4472b', '#4b3f9e', '#7a5c00', '#8a2f6b', '#3a4a5c'])",
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlesize": "medium",
    "figure.constrained_layout.use": True,
    "figure.facecolor": "#fbfaf7",
    "font.size": 11,
    "grid.color": "#e4e0d6",
    "legend.frameon": False,
    "savefig.facecolor": "#fbfaf7",
    "svg.fonttype": "none",
    "svg.hashsalt": "gipi",
    "text.color": "#1f2430",
    "xtick.color": "#3c4048",
    "ytick.color": "#3c4048",
}


def svg(figure) -> str:
    """The figure as SVG, byte for byte the same on one machine."""
    buffer = io.StringIO()
    figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    return "\n".join(line.rstrip() for line in buffer.getvalue().splitlines()) + "\n"


def narrow(figure) -> str | None:
    """The same figure for a phone, its letters as large as there; None where it is no wider than that.

    Panels beside one another come to stand below one another; a grid of them
    stays as it is. The figure is not the same afterwards: take its data first.
    """
    width, height = figure.get_size_inches()
    places = [axes.get_subplotspec() for axes in figure.axes if axes.get_subplotspec()]
    if width <= PHONE or not places or len(places) < len(figure.axes):
        return None
    rows, columns = places[0].get_gridspec().get_geometry()
    if columns > 1:
        if rows > 1 or not any(len(axes.get_xticks()) for axes in figure.axes):
            return None
        for axes, cell in zip(figure.axes, figure.add_gridspec(columns, 1), strict=True):
            axes.set_subplotspec(cell)
            axes.tick_params(labelleft=True)
            if axes.get_shared_x_axes().joined(axes, figure.axes[-1]):
                axes.label_outer()
        rows, height = columns, height * columns * PHONE / width
    figure.set_size_inches(PHONE, min(height, PHONE * rows))
    return svg(figure)


def data(figure) -> list[dict]:
    """What the figure's artists draw: one dict per artist, numbers to four digits."""
    artists = []
    for index, axes in enumerate(figure.axes):
        artists.append(
            {
                "axes": index,
                "title": axes.get_title(),
                "x": axes.get_xlabel(),
                "y": axes.get_ylabel(),
                "scale": [axes.get_xscale(), axes.get_yscale()],
                "legend": [text.get_text() for text in axes.get_legend().get_texts()] if axes.get_legend() else [],
            }
        )
        for line in axes.lines:
            artists.append(_artist("line", line, x=line.get_xdata(), y=line.get_ydata()))
        for patch in axes.patches:
            box = patch.get_path().get_extents(patch.get_patch_transform())
            artists.append(_artist("patch", patch, box=box.extents))
        for collection in axes.collections:
            artists.append(_collection(collection))
        for image in axes.images:
            artists.append(_artist("image", image, values=image.get_array()))
        for text in axes.texts:
            artists.append({"text": text.get_text(), "at": _numbers(text.get_position())})
    return artists


def _artist(kind: str, artist, **arrays) -> dict:
    label = str(artist.get_label())
    named = {} if label.startswith("_") else {"label": label}
    return {"artist": kind, **named, **{name: _numbers(values) for name, values in arrays.items()}}


def _collection(collection) -> dict:
    kind = type(collection).__name__
    arrays = {}
    if collection.get_array() is not None:
        arrays["values"] = collection.get_array()
    if kind == "PathCollection":
        arrays["at"] = collection.get_offsets()
    elif kind != "QuadMesh":
        arrays["boxes"] = [path.get_extents().extents for path in collection.get_paths() if len(path.vertices)]
    return _artist(kind, collection, **arrays)


def _numbers(values) -> list:
    import numpy as np

    array = np.ma.filled(np.ma.asarray(values), np.nan)
    if array.dtype.kind not in "fiub":
        return [str(value) for value in array.ravel()]
    return [_round(value) for value in array.astype(float).ravel()]


def _round(value: float) -> float | str:
    return float(f"{value:.4g}") if math.isfinite(value) else str(value)


def record(picture: str, drawn: list[dict], phone: str | None = None) -> str:
    """The text of the file beside the SVG: its hash, that of a phone's and, a line each, what it draws."""
    rows = ",\n".join(json.dumps(artist, ensure_ascii=False) for artist in drawn)
    second = f'"narrow": "{_hash(phone)}",\n' if phone else ""
    return f'{{"svg": "{_hash(picture)}",\n{second}"drawn": [\n{rows}\n]}}\n'


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8").replace("\r\n", "\n")


def _hash(picture: str) -> str:
    return hashlib.sha256(picture.encode("utf-8")).hexdigest()


def save(path: Path, picture: str, drawn: list[dict], phone: str | None = None) -> None:
    """Write the SVG and, beside it, what it draws; and the SVG for a phone."""
    write(path, picture)
    write(path.with_suffix(".json"), record(picture, drawn, phone))
    if phone:
        write(for_phone(path), phone)
    else:
        for_phone(path).unlink(missing_ok=True)


def for_phone(path: Path) -> Path:
    """Where the figure for a phone stands."""
    return path.parent / NARROW / path.name


def fault(path: Path) -> str | None:
    """A sentence about a recorded figure that is not what a run wrote, or None."""
    beside = path.with_suffix(".json")
    if not path.is_file() or not beside.is_file():
        missing = path if not path.is_file() else beside
        return f"{missing.name} is missing: record it with --update-outputs."
    picture, stamp = _text(path), json.loads(beside.read_text(encoding="utf-8"))
    if stamp["svg"] != _hash(picture):
        return f"{path.name} is not the picture that was recorded: it was edited by hand; run --update-outputs."
    phone = for_phone(path)
    if stamp.get("narrow") != (_hash(_text(phone)) if phone.is_file() else None):
        return (
            f"{NARROW}/{phone.name} is not the picture that was recorded with {path.name}; run --update-outputs."
        )
    if len(picture.encode("utf-8")) > LIMIT:
        return f"{path.name} weighs {len(picture) // 1000} kB, more than {LIMIT // 1000} kB: draw fewer points."
    return None


def difference(drawn: list[dict], path: Path, tolerance: float | None = None) -> str | None:
    """A sentence about the first difference between what was drawn and the record, or None.

    Labels must be equal; each array agrees to 2 % (or `tolerance`) of the range it covers.
    """
    if sentence := fault(path):
        return sentence
    recorded = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["drawn"]
    if len(drawn) != len(recorded):
        return f"{path.name} draws {len(drawn)} artists, recorded are {len(recorded)}."
    for got, want in zip(drawn, recorded, strict=True):
        named = want.get("label") or want.get("title") or want.get("text") or want.get("artist")
        if got.keys() != want.keys():
            return f"{path.name}: '{named}' is another kind of artist than recorded."
        for key in want:
            if not _same(got[key], want[key], SPAN if tolerance is None else tolerance):
                return f"{path.name}: the {key} of '{named}' differs from the record."
    return None


def _same(got, want, tolerance: float) -> bool:
    if not isinstance(want, list) or any(isinstance(value, str) for value in want):
        return got == want
    if len(got) != len(want):
        return False
    if not want:
        return True
    span = max(want) - min(want) or max(abs(value) for value in want)
    return all(not isinstance(a, str) and abs(a - b) <= tolerance * span for a, b in zip(got, want, strict=True))
