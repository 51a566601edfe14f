"""Facts of data/versions.json inside a page's sentences: what stands for `<!-- gipi:version … -->`.

A number has no fixed last sound, so a Korean sentence is worded such that no
particle that depends on it follows; CONTRIBUTING.md has examples.
"""

import re
from collections.abc import Callable
from datetime import date

from gipi.machine import clock
from gipi.pages.page import Page
from gipi.pages.placeholders import PLACEHOLDER, NoAnswer
from gipi.site.version_tables import STALE, joined, old, sentence
from gipi.versions import recipe
from gipi.versions.source import RECOMMENDED, bounds, mends, minor, needs, newest, newest_for, pythons_for
from gipi.words import Words

FIXED = ("asked", "sentence", "size")  # end in the same word whatever the number is


def answer(data: dict, words: Words, what: str, *rest: str, today: date | None = None) -> str:
    """A fact of the source, by the words behind `gipi:version`. `NoAnswer` where it says nothing.

    asked: when the index was asked. recommended: the Python to take.
    newest [PYTHON SYSTEM]: the newest TensorFlow, of all or there. sentence
    PYTHON SYSTEM: the same in a sentence. coming: the pre-release. first, last
    [PYTHON] SYSTEM: the first and last TensorFlow there. pythons [TENSORFLOW]
    SYSTEM: for which Pythons; newest-python, too-new SYSTEM: the last of them,
    and the one after it. needs TENSORFLOW PACKAGE: a range. open PACKAGE: the
    TensorFlows that admit a release of it that breaks them. gpus: the compute
    capabilities that the newest was built for; cuda: the CUDA it was built with. size PYTHON SYSTEM
    [PROJECT]: of the newest wheel. release PROJECT SYSTEM: the newest of a
    package other than TensorFlow, with its date and Pythons.
    """
    try:
        if what == "asked":
            return _asked(data, words, today or clock.today(), *rest)
        text = _FACTS[what](data, words, *rest)
    except (KeyError, TypeError, IndexError, StopIteration, ValueError):
        text = None
    if not text:
        raise NoAnswer(f"data/versions.json has no answer to 'gipi:version {' '.join((what, *rest))}'.")
    return text


def install(data: dict, tool: str, system: str, *parts: str) -> str:
    """A fence with lines of the recipe, by the words behind `gipi:install`; see `gipi.versions.recipe.lines`.

    `NoAnswer` where the recipe has no such part.
    """
    try:
        below = recipe.bound(data)
        lines = [line for part in parts or [""] for line in recipe.lines(below, tool, system, part)]
    except KeyError:
        raise NoAnswer(
            f"the recipe has no 'gipi:install {' '.join((tool, system, *parts))}'; write a tool "
            f"({', '.join(recipe.TOOLS)}), a system ({', '.join(recipe.SYSTEMS)}) and parts "
            f"({', '.join(recipe.PARTS)})."
        ) from None
    # conda's own prompt is no PowerShell, and %pip is not a shell's.
    shells = {"conda": "console", "cell": "text"}
    shell = shells.get(tool, "powershell" if system == "windows" else "console")
    return "\n".join([f"```{shell}", *lines, "```"])


def check(page: Page, data: dict, words: Words) -> list[str]:
    """The placeholders that the source does not answer, and Korean particles that fit only some numbers."""
    problems = []
    for line in page.lines:
        for match in PLACEHOLDER.finditer(line.text):
            if match["name"] not in ("version", "install"):
                continue
            asked = match["rest"].split()
            try:
                if match["name"] == "install":
                    install(data, *[*asked, "", ""][: max(2, len(asked))])
                    continue
                answer(data, words, *asked or [""])
            except NoAnswer as problem:
                problems.append(f"{page.place}:{line.number}: {problem}")
                continue
            clash = words.grammar.clashes(line.text[match.end() :])
            if clash and asked[0] not in FIXED:
                problems.append(
                    f"{page.place}:{line.number}: ‘{clash}’ fits only some numbers; "
                    "word the sentence so that none follows, see CONTRIBUTING.md."
                )
    return problems


def _asked(data: dict, words: Words, today: date) -> str:
    asked = data["index"]["asked"]
    return words.day(asked) + (words("versions.long-ago", days=STALE) if old(data, today) else "")


def _releases(data: dict) -> dict:
    return data["index"]["packages"]["tensorflow"]


def _there(data: dict, *where: str) -> list[str]:
    """The TensorFlow releases that can be installed on a system, or for a Python on a system."""
    *python, system = where
    pythons = {version: pythons_for(data, version, system) for version in _releases(data)}
    return [version for version, there in pythons.items() if there and set(python) <= set(there)]


def _newest(data: dict, words: Words, python: str | None = None, system: str | None = None) -> str | None:
    if python is None:
        return list(_releases(data))[-1]
    if system is None:
        raise TypeError("a Python is on a system")
    return newest_for(data, python, system)


def _first(data: dict, words: Words, *where: str) -> str:
    return _there(data, *where)[0]


def _last(data: dict, words: Words, *where: str) -> str:
    return _there(data, *where)[-1]


def _of(data: dict, tensorflow: str) -> str:
    """2.15 means its newest patch."""
    return next(version for version in newest(data) if minor(version) == minor(tensorflow))


def _pythons(data: dict, words: Words, *where: str) -> str:
    *tensorflow, system = where
    version = _of(data, *tensorflow) if tensorflow else _there(data, system)[-1]
    return joined(pythons_for(data, version, system))


def _newest_python(data: dict, words: Words, system: str) -> str:
    return pythons_for(data, _there(data, system)[-1], system)[-1]


def _too_new(data: dict, words: Words, system: str) -> str:
    return f"3.{int(_newest_python(data, words, system).split('.')[1]) + 1}"


def _needs(data: dict, words: Words, tensorflow: str, name: str) -> str:
    version = _of(data, tensorflow)
    python = pythons_for(data, version, "linux-x86_64")[-1]
    return bounds(needs(data, version, python, "linux-x86_64")[name])


def _open(data: dict, words: Words, name: str) -> str:
    """From the first to the last minor, which are all that lie between."""
    versions, all_ = [], newest(data)
    for version in all_:
        pythons = pythons_for(data, version, "linux-x86_64")
        constraints = mends(data, version, pythons[-1], "linux-x86_64") if pythons else ()
        if any(constraint.startswith(f"{name}<") for constraint in constraints):
            versions.append(version)
    if versions != all_[all_.index(versions[0]) :][: len(versions)]:
        return ", ".join(map(_short, versions))
    return joined([_short(version) for version in versions])


def _short(version: str) -> str:
    return ".".join(map(str, minor(version)))


def _size(data: dict, words: Words, python: str, system: str, project: str = "tensorflow") -> str:
    """Megabytes of the newest wheel there."""
    releases = data["index"]["packages"][project].values()
    sizes = [
        release["wheels"][system][python] for release in releases if python in release["wheels"].get(system, {})
    ]
    return f"{sizes[-1] / 1e6:.0f} MB"


def _release(data: dict, words: Words, project: str, system: str) -> str:
    version, release = list(data["index"]["packages"][project].items())[-1]
    when, pythons = words.day(release["released"]), joined(list(release["wheels"][system]))
    return words("versions.release", version=version, date=when, pythons=pythons)


def _built(data: dict) -> dict:
    """Of the newest release that says it."""
    return [release["built"] for release in _releases(data).values() if "built" in release][-1]


def _gpus(data: dict, words: Words) -> str:
    """6.0, 7.0, 8.0, 8.9, 9.0"""
    return ", ".join(
        f"{number[:-1]}.{number[-1]}" for number in re.findall(r"\d+", " ".join(_built(data)["gpus"]))
    )


_FACTS: dict[str, Callable[..., str | None]] = {
    "cuda": lambda data, words: _built(data)["cuda"],
    "gpus": _gpus,
    "coming": lambda data, words: next(iter(data["index"]["packages"]["coming"]), None),
    "first": _first,
    "last": _last,
    "needs": _needs,
    "newest": _newest,
    "newest-python": _newest_python,
    "open": _open,
    "pythons": _pythons,
    "recommended": lambda data, words: RECOMMENDED,
    "release": _release,
    "sentence": lambda data, words, python, system: sentence(data, python, system, words),
    "size": _size,
    "too-new": _too_new,
}
