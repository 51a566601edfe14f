"""What runs on the reader's computer: files that the site offers for download, and what the build adds to them."""

import pprint
import re
from pathlib import Path

SYSTEMS = ("windows-x64", "windows-arm64", "macos-arm64", "macos-x64", "linux-x64", "linux-arm64")
MARKED = re.compile(r"(?<=^# table: begin\n).*?(?=^# table: end\n)", re.MULTILINE | re.DOTALL)


def published(table: dict | None = None) -> str:
    """The text of check_env.py, with the guide's own version table in it if one is given.

    `table` is made of plain values: "date" ("2026-11-22"), "recommended" (the Python to take, "3.12"),
    "newest" (for each of SYSTEMS a dict from Python "3.12" to the newest stable TensorFlow "2.21.0" that
    installs there, or None), and "needs" (for each TensorFlow minor "2.21" the ranges of "keras", "numpy" and
    "protobuf" that work today, in pip's notation, or None for what TensorFlow brings itself).
    ValueError: the table has another shape.
    """
    source = Path(__file__).with_name("check_env.py").read_text(encoding="utf-8")
    if table is None:
        return source
    if problem := _problem(table):
        raise ValueError(f"The version table for check_env.py {problem}.")
    text = pprint.pformat(table, width=110, sort_dicts=False)
    return MARKED.sub(lambda _: f"TABLE = {text}\n", source)


def _problem(table: dict) -> str:
    if missing := {"date", "recommended", "newest", "needs"} - set(table):
        return f"lacks {', '.join(sorted(missing))}"
    if missing := set(SYSTEMS) - set(table["newest"]):
        return f"lacks the systems {', '.join(sorted(missing))}"
    for minor, ranges in table["needs"].items():
        if set(ranges) != {"keras", "numpy", "protobuf"}:
            return f"says of TensorFlow {minor} something other than keras, numpy and protobuf"
    return ""
