"""What runs on the reader's computer: files that the site offers for download, and what the build adds to them."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

from packaging.version import Version

from gipi.machine.files import write
from gipi.pages.settings import source_language
from gipi.versions import recipe, source
from gipi.words import FOLDER, load

SOURCE = Path(__file__).with_name("check_env.py")
WIDTH = 100  # columns of a line of the table
SYSTEMS = ("windows-x64", "windows-arm64", "macos-arm64", "macos-x64", "linux-x64", "linux-arm64")
MARKED = r"(?<=^# {name}: begin\n).*?(?=^# {name}: end\n)"


def published(table: dict | None = None, words: Mapping[str, Mapping[str, str]] | None = None) -> str:
    """The text of check_env.py, with the guide's own version table and words in it where they are given.

    `table` is made of plain values: "site" (the guide's address, or ""), "date" ("2026-11-22"),
    "recommended" (the Python to take, "3.12"), "packages" (what stands behind `pip install`),
    "gpus" (what TensorFlow is built for, "sm_89 compute_90"),
    "newest" (for each of SYSTEMS a dict from Python "3.12" to the newest stable TensorFlow "2.21.0" that
    installs there, or None), and "needs" (for each TensorFlow minor "2.21" the ranges of "keras", "numpy" and
    "protobuf" that work today, in pip's notation, or None for what TensorFlow brings itself).
    `words` are those of each language, the guide's own first. ValueError: the table has another shape.
    """
    text = SOURCE.read_text(encoding="utf-8")
    if table is not None and (problem := _problem(table)):
        raise ValueError(f"The version table for check_env.py {problem}.")
    for name, value in (("table", table), ("words", words)):
        if value:
            before, after = marked(name).split(text)
            text = f"{before}{name.upper()} = {_written(value)}\n{after}"
    return text


def marked(name: str) -> re.Pattern:
    """What stands between the marks of a name in the file."""
    return re.compile(MARKED.format(name=name), re.MULTILINE | re.DOTALL)


def words(root: Path) -> dict[str, dict[str, str]]:
    """What check_env.py says, of every language that has words; the guide's own first."""
    own = source_language(root)
    languages = sorted(
        (path.stem for path in (root / FOLDER).glob("*.yml")), key=lambda language: (language != own, language)
    )
    return {language: dict(load(root, language).part("check_env")) for language in languages}


def embed(data: dict, root: Path = source.ROOT) -> None:
    """Write both into the file of the tree too, so that it is complete where it lies."""
    write(SOURCE, published(table(data), words(root)))


def table(data: dict) -> dict:
    """What data/versions.json says, in the shape of `published`: what installs where, and what works with it."""
    releases = data["index"]["packages"]["tensorflow"]
    by_system, built = {}, [release["built"] for release in releases.values() if "built" in release]
    for system in source.SYSTEMS:
        pythons = {python for release in releases.values() for python in release["wheels"].get(system, {})}
        newest = {python: source.newest_for(data, python, system) for python in sorted(pythons, key=Version)}
        there = {python: tensorflow for python, tensorflow in newest.items() if tensorflow}
        by_system[system.replace("x86_64", "x64")] = there
    return {
        "site": "",
        "date": data["index"]["asked"],
        "recommended": source.RECOMMENDED,
        "packages": recipe.quoted([recipe.requirement(recipe.bound(data)), *recipe.EXTRA]),
        "gpus": " ".join(built[-1]["gpus"] if built else ()),
        "newest": by_system,
        "needs": {
            ".".join(map(str, source.minor(version))): _ranges(data, version) for version in source.newest(data)
        },
    }


def _ranges(data: dict, tensorflow: str) -> dict[str, str | None]:
    """The ranges of keras, numpy and protobuf, with the bounds that an old release needs today.

    They are to hold for every patch of a minor and for every Python: what works shall not be called wrong.
    """
    there = (
        (system, source.pythons_for(data, tensorflow, system)) for system in ("linux-x86_64", *source.SYSTEMS)
    )
    system, (first, *_, last) = next((system, [*pythons, pythons[-1]]) for system, pythons in there if pythons)
    wanted = source.needs(data, tensorflow, first, system)
    mended = source.mends(data, tensorflow, last, system)
    ranges: dict[str, str | None] = {}
    for name in ("keras", "numpy", "protobuf"):
        bounds = [source.bounds(wanted[name])] if name in wanted else []
        bounds += [constraint.removeprefix(name) for constraint in mended if constraint.startswith(f"{name}<")]
        ranges[name] = ",".join(bounds) or None
    # The last patches of 2.6 to 2.9 keep protobuf 3.20 out, the first ones do not, and worked with it.
    if source.minor(tensorflow) < (2, 10) and ranges["protobuf"]:
        ranges["protobuf"] = ranges["protobuf"].replace("<3.20", "<3.21")
    return ranges


def _written(value: Mapping | str | None, indent: int = 0) -> str:
    """A value as Python, laid out as ruff leaves it."""
    if not isinstance(value, Mapping):
        # A text with a quotation mark as ruff writes it.
        return (
            f"'{value}'"
            if value and '"' in value
            else "None"
            if value is None
            else json.dumps(value, ensure_ascii=False)
        )
    line = "{" + ", ".join(f"{json.dumps(key)}: {_written(below)}" for key, below in value.items()) + "}"
    if "{" not in line[1:] and indent + len(line) < WIDTH:
        return line
    inner = " " * (indent + 4)
    lines = [f"{inner}{json.dumps(key)}: {_written(below, indent + 4)},\n" for key, below in value.items()]
    return "{\n" + "".join(lines) + " " * indent + "}"


def _problem(table: dict) -> str:
    if missing := {"site", "date", "recommended", "packages", "gpus", "newest", "needs"} - set(table):
        return f"lacks {', '.join(sorted(missing))}"
    if missing := set(SYSTEMS) - set(table["newest"]):
        return f"lacks the systems {', '.join(sorted(missing))}"
    for minor, ranges in table["needs"].items():
        if set(ranges) != {"keras", "numpy", "protobuf"}:
            return f"says of TensorFlow {minor} something other than keras, numpy and protobuf"
    return ""
