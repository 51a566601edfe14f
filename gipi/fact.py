"""Facts of data/versions.json inside a page's sentences."""

import re
from datetime import date

from gipi.compatibility import bounds, joined, sentence
from gipi.report import day
from gipi.versions import VersionsProblem, minor, needs, newest, newest_for, pythons_for

FACT = re.compile(r"<!--\s*gipi:version\s+([^>]*?)\s*-->")


def fill(text: str, data: dict, language: str, today: date | None = None) -> str:
    """A page's text with every `<!-- gipi:version … -->` replaced by what the source says.

    asked · newest 3.12 windows-x86_64 · sentence 3.12 windows-x86_64 · last
    macos-x86_64 · first 3.13 linux-x86_64 · pythons 2.21 windows-x86_64 ·
    needs 2.15 numpy · coming. Raises `VersionsProblem` where it says nothing.
    """

    def said(match: re.Match) -> str:
        what, *rest = match[1].split()
        try:
            found = _FACTS[what](data, language, *rest)
        except (KeyError, TypeError, IndexError, StopIteration):
            found = None
        if not found:
            raise VersionsProblem(f"data/versions.json has no answer to 'gipi:version {match[1]}'.")
        return found

    return FACT.sub(said, text)


def _last(data: dict, language: str, system: str) -> str:
    releases = data["index"]["packages"]["tensorflow"]
    return [version for version in releases if pythons_for(data, version, system)][-1]


def _first(data: dict, language: str, python: str, system: str) -> str:
    releases = data["index"]["packages"]["tensorflow"]
    return next(version for version in releases if python in pythons_for(data, version, system))


def _asked_needs(data: dict, language: str, wanted: str, name: str) -> str:
    version = next(one for one in newest(data) if minor(one) == minor(wanted))
    python = pythons_for(data, version, "linux-x86_64")[-1]
    return bounds(needs(data, version, python, "linux-x86_64")[name])


def _pythons(data: dict, language: str, wanted: str, system: str) -> str:
    version = next(one for one in newest(data) if minor(one) == minor(wanted))
    return joined(pythons_for(data, version, system))


_FACTS = {
    "asked": lambda data, language: day(data["index"]["asked"], language),
    "coming": lambda data, language: next(iter(data["index"]["packages"]["coming"]), None),
    "first": _first,
    "last": _last,
    "needs": _asked_needs,
    "newest": lambda data, language, python, system: newest_for(data, python, system),
    "pythons": _pythons,
    "sentence": lambda data, language, python, system: sentence(data, python, system, language),
}
