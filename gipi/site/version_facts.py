"""Facts of data/versions.json inside a page's sentences: what stands for `<!-- gipi:version … -->`.

A number has no fixed last sound, so a Korean sentence is worded such that no
particle that depends on it follows: 텐서플로 2.21.0까지, 파이썬 3.13에서.
"""

import re
from datetime import UTC, date, datetime

from gipi.pages.page import Page
from gipi.pages.placeholders import PLACEHOLDER, NoAnswer
from gipi.site.verified import day
from gipi.site.version_tables import STALE, joined, old, sentence
from gipi.versions.source import RECOMMENDED, bounds, mends, minor, needs, newest, newest_for, pythons_for

# After code or bold too: `pip install tensorflow==2.21.0`을.
PARTICLE = re.compile(
    r"[`*]*(?:(은|는|이|가|을|를|과|와|이?나|이?라|으?로(는|도|만|부터)?)(?![가-힣])|이?라[서고는])"
)
FIXED = ("asked", "sentence", "size")  # end in the same word whatever the number is
WORDS = {"ko": f"({STALE}일 넘음)", "en": f" (more than {STALE} days ago)"}


def answer(data: dict, language: str, what: str, *rest: str, today: date | None = None) -> str:
    """A fact of the source, by the words behind `gipi:version`. `NoAnswer` where it says nothing.

    asked: when the index was asked. recommended: the Python to take.
    newest [PYTHON SYSTEM]: the newest TensorFlow, of all or there. sentence
    PYTHON SYSTEM: the same in a sentence. coming: the pre-release. first, last
    [PYTHON] SYSTEM: the first and last TensorFlow there. pythons [TENSORFLOW]
    SYSTEM: for which Pythons; newest-python, too-new SYSTEM: the last of them,
    and the one after it. needs TENSORFLOW PACKAGE: a range. open PACKAGE: the
    TensorFlows that admit a release of it that breaks them. size PYTHON SYSTEM
    [PROJECT]: of the newest wheel. release PROJECT SYSTEM: the newest of a
    package other than TensorFlow, with its date and Pythons.
    """
    try:
        if what == "asked":
            return _asked(data, language, today or datetime.now(UTC).date(), *rest)
        found = _FACTS[what](data, language, *rest)
    except (KeyError, TypeError, IndexError, StopIteration, ValueError):
        found = None
    if not found:
        raise NoAnswer(f"data/versions.json has no answer to 'gipi:version {' '.join((what, *rest))}'.")
    return found


def check(page: Page, data: dict) -> list[str]:
    """The placeholders that the source does not answer, and Korean particles that fit only some numbers."""
    found = []
    for line in page.lines:
        for match in PLACEHOLDER.finditer(line.text):
            if match["name"] != "version":
                continue
            words = match["rest"].split()
            try:
                answer(data, page.language, *words or [""])
            except NoAnswer as problem:
                found.append(f"{page.place}:{line.number}: {problem}")
            particle = PARTICLE.match(line.text, match.end())
            if page.language == "ko" and particle and words[0] not in FIXED:
                found.append(
                    f"{page.place}:{line.number}: ‘{particle[0].lstrip('`*')}’ fits only some numbers; "
                    "word the sentence so that none follows (까지, 에서, 용)."
                )
    return found


def _asked(data: dict, language: str, today: date) -> str:
    asked = data["index"]["asked"]
    return day(asked, language) + (WORDS[language] if old(data, today) else "")


def _releases(data: dict) -> dict:
    return data["index"]["packages"]["tensorflow"]


def _there(data: dict, python: str | None, system: str) -> list[str]:
    """The TensorFlow releases that can be installed on a system."""
    pythons = {version: pythons_for(data, version, system) for version in _releases(data)}
    return [version for version, there in pythons.items() if there and python in (None, *there)]


def _newest(data: dict, language: str, python: str | None = None, system: str | None = None) -> str | None:
    if python is None:
        return list(_releases(data))[-1]
    return newest_for(data, python, system)


def _first(data: dict, language: str, *where: str) -> str:
    *python, system = where
    return _there(data, *(python or [None]), system)[0]


def _last(data: dict, language: str, *where: str) -> str:
    *python, system = where
    return _there(data, *(python or [None]), system)[-1]


def _of(data: dict, tensorflow: str) -> str:
    """2.15 means its newest patch."""
    return next(one for one in newest(data) if minor(one) == minor(tensorflow))


def _pythons(data: dict, language: str, *where: str) -> str:
    *tensorflow, system = where
    version = _of(data, *tensorflow) if tensorflow else _there(data, None, system)[-1]
    return joined(pythons_for(data, version, system))


def _newest_python(data: dict, language: str, system: str) -> str:
    return pythons_for(data, _there(data, None, system)[-1], system)[-1]


def _too_new(data: dict, language: str, system: str) -> str:
    return f"3.{int(_newest_python(data, language, system).split('.')[1]) + 1}"


def _needs(data: dict, language: str, tensorflow: str, name: str) -> str:
    version = _of(data, tensorflow)
    python = pythons_for(data, version, "linux-x86_64")[-1]
    return bounds(needs(data, version, python, "linux-x86_64")[name])


def _open(data: dict, language: str, name: str) -> str:
    """From the first to the last minor, which are all that lie between."""
    found, all_ = [], newest(data)
    for version in all_:
        pythons = pythons_for(data, version, "linux-x86_64")
        constraints = mends(data, version, pythons[-1], "linux-x86_64") if pythons else ()
        if any(one.startswith(f"{name}<") for one in constraints):
            found.append(version)
    if found != all_[all_.index(found[0]) :][: len(found)]:
        return ", ".join(map(_short, found))
    return joined([_short(one) for one in found])


def _short(version: str) -> str:
    return ".".join(map(str, minor(version)))


def _size(data: dict, language: str, python: str, system: str, project: str = "tensorflow") -> str:
    """Megabytes of the newest wheel there."""
    releases = data["index"]["packages"][project].values()
    sizes = [one["wheels"][system][python] for one in releases if python in one["wheels"].get(system, {})]
    return f"{sizes[-1] / 1e6:.0f} MB"


def _release(data: dict, language: str, project: str, system: str) -> str:
    version, release = list(data["index"]["packages"][project].items())[-1]
    when, pythons = day(release["released"], language), joined(list(release["wheels"][system]))
    return f"{version}({when}, 파이썬 {pythons})" if language == "ko" else f"{version} ({when}, Python {pythons})"


_FACTS = {
    "coming": lambda data, language: next(iter(data["index"]["packages"]["coming"]), None),
    "first": _first,
    "last": _last,
    "needs": _needs,
    "newest": _newest,
    "newest-python": _newest_python,
    "open": _open,
    "pythons": _pythons,
    "recommended": lambda data, language: RECOMMENDED,
    "release": _release,
    "sentence": lambda data, language, python, system: sentence(data, python, system, language),
    "size": _size,
    "too-new": _too_new,
}
