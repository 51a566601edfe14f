"""What steps printed, as text: tidied, and as the file that holds it."""

import re
from textwrap import dedent


def tidy(text: str) -> str:
    """Printed text as a page can show it: LF, no tabs, no blanks behind a line or before all, no empty ends."""
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").expandtabs(4).split("\n")]
    return dedent("\n".join(lines)).strip("\n")


def render(texts: dict[str, str]) -> str:
    """A record file: one named section per step that printed."""
    parts = [f"--8<-- [start:{name}]\n{text}\n--8<-- [end:{name}]\n" for name, text in texts.items()]
    return "\n".join(parts)


NUMBER = re.compile(r"(?<![\w.])[-+]?(?:\d+\.\d*|\.\d+|\d+)(?:[eE][-+]?\d+)?(?![\w])")
