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
ROOM = 0.92  # of its panel for a title: in another language its letters are other ones
TALLER = 1.3  # than in proportion: a plot's letters do not shrink with it
EXPONENTS = 12  # points of a power of ten: what stands raised in it is 0.7 as large

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

    Plots beside one another come to stand below one another; pictures, which need no axis, and a
    grid stay side by side. A legend that lies on what is drawn, or takes its room, comes to stand
    above it. The figure is not the same afterwards.
    """
    width, height = figure.get_size_inches()
    places = [axes.get_subplotspec() for axes in figure.axes if axes.get_subplotspec()]
    if width <= PHONE or not places or len(places) < len(figure.axes):
        return None
    rows, columns = places[0].get_gridspec().get_geometry()
    if rows == 1 and columns > 1 and not _side_by_side(figure):
        for axes, cell in zip(figure.axes, figure.add_gridspec(columns, 1), strict=True):
            axes.set_subplotspec(cell)
            axes.tick_params(labelleft=True)
            if axes.get_shared_x_axes().joined(axes, figure.axes[-1]):
                axes.label_outer()
        rows, height = columns, height * columns * PHONE / width
    elif columns > 1:
        height *= PHONE / width * (1 if all(map(_picture, figure.axes)) else TALLER)
    figure.set_size_inches(PHONE, min(height, PHONE * rows))
    for axes in figure.axes:
        for axis in (axes.xaxis, axes.yaxis):
            if any("^" in label.get_text() for label in axis.get_ticklabels()):
                axis.set_tick_params(labelsize=EXPONENTS)
        for image in axes.images:  # smoothed, a small one has more colours, and weighs more than the wide figure's
            image.set_interpolation("nearest")
        _move_legend(axes)
    _close_up(figure)
    return svg(figure)


def _picture(axes) -> bool:
    """Whether nothing is read off at its edges."""
    return not axes.axison or not (len(axes.get_xticks()) or len(axes.get_yticks()))


def _side_by_side(figure) -> bool:
    """Whether the panels of a row are pictures whose titles have room beside one another."""
    if not all(map(_picture, figure.axes)):
        return False
    figure.draw_without_rendering()  # or sizes are in the last SVG's own pixels
    titles = [axes.title.get_window_extent().width / figure.dpi for axes in figure.axes]
    return max(titles) < ROOM * PHONE / len(titles)


def _move_legend(axes) -> None:
    """Put a legend above its axes, where it stands beside them or would cover what they show."""
    if not (legend := axes.get_legend()):
        return
    figure = axes.figure
    figure.draw_without_rendering()
    box = legend.get_window_extent()
    if axes.bbox.padded(1).containsx(box.x1) and not _covered(axes, box):
        return
    handles, names = legend.legend_handles, [text.get_text() for text in legend.get_texts()]
    title = legend.get_title().get_text() or None
    legend.remove()
    figure.draw_without_rendering()
    above = 1.0
    if axes.get_title():
        above = axes.transAxes.inverted().transform(axes.title.get_window_extent())[1][1]
    for columns in range(len(names), 0, -1):
        legend = axes.legend(
            handles,
            names,
            title=title,
            loc="lower right",
            bbox_to_anchor=(1, above),
            ncols=columns,
            columnspacing=1.2,
        )
        if legend.get_window_extent().width <= axes.bbox.width:
            break


def _covered(axes, box) -> bool:
    """Whether something that is drawn reaches into a box."""
    from matplotlib.transforms import Bbox

    inner = Bbox.from_extents(box.x0 + 2, box.y0 + 2, box.x1 - 2, box.y1 - 2)
    paths = [line.get_path().transformed(line.get_transform()) for line in axes.lines]
    paths += [patch.get_path().transformed(patch.get_transform()) for patch in axes.patches]
    for collection in axes.collections:
        points = collection.get_offset_transform().transform(collection.get_offsets())
        if len(points) and inner.count_contains(points):
            return True
        if not len(collection.get_offsets()) or type(collection).__name__ != "PathCollection":
            paths += [path.transformed(collection.get_transform()) for path in collection.get_paths()]
    return any(len(path.vertices) and path.intersects_bbox(inner, filled=False) for path in paths)


def _close_up(figure) -> None:
    """Take away the room above and below what keeps its proportions."""
    for _ in range(3):
        figure.draw_without_rendering()
        width, height = figure.get_size_inches()
        spare = height - figure.get_tightbbox().height
        if spare < 0.3:
            return
        figure.set_size_inches(width, height - spare + 0.15)


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


def record(drawn: list[dict], picture: str, phone: str | None = None) -> str:
    """The text of the file beside the SVG: its hash, that of a phone's and, a line each, what it draws."""
    rows = ",\n".join(json.dumps(artist, ensure_ascii=False) for artist in drawn)
    second = f'"narrow": "{_hash(phone)}",\n' if phone else ""
    return f'{{"svg": "{_hash(picture)}",\n{second}"drawn": [\n{rows}\n]}}\n'


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8").replace("\r\n", "\n")


def _hash(picture: str) -> str:
    return hashlib.sha256(picture.encode("utf-8")).hexdigest()


def save(path: Path, drawn: list[dict], picture: str, phone: str | None = None) -> None:
    """Write the SVG and, beside it, what it draws; and the SVG for a phone."""
    write(path, picture)
    write(path.with_suffix(".json"), record(drawn, picture, phone))
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
    for name, text in ((path.name, picture), (f"{NARROW}/{path.name}", _text(phone) if phone.is_file() else "")):
        if len(text.encode("utf-8")) > LIMIT:
            return f"{name} weighs {len(text) // 1000} kB, more than {LIMIT // 1000} kB: draw fewer points."
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
