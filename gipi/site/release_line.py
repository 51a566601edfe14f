"""Where a page's code gives the same, in a line at its foot."""

from collections.abc import Mapping

from gipi.pages.export import packages
from gipi.pages.page import Page
from gipi.runs.releases.environments import RECORDED, Environment
from gipi.site.release_table import KINDS, by_release, code, kind, spans
from gipi.words import Words


def line(page: Page, fresh: Mapping[str, dict], environments: list[Environment], words: Words) -> str:
    """What is known of a page under other releases; `fresh` are its cells, by environment.

    "" where nothing is known, and of a page whose code uses none of them: that says nothing.
    """
    if "tensorflow" not in packages(page):
        return ""
    if not {environment.key for environment in environments if environment.key != RECORDED} & fresh.keys():
        return ""
    said = [_sentence(page, which, fresh, environments, words) for which in _kinds(fresh)]
    return " ".join(said)


def _kinds(fresh: Mapping[str, dict]) -> list[tuple[str, str | None]]:
    """What came out, each once, in the order of KINDS; with the step where it stopped."""
    kinds = {_kind(cell): None for cell in fresh.values()}
    return sorted(kinds, key=lambda pair: (KINDS.index(pair[0]), pair[1] or ""))


def _kind(cell: dict) -> tuple[str, str | None]:
    return kind(cell), cell["stop"]["step"] if "stop" in cell else None


def _sentence(
    page: Page,
    which: tuple[str, str | None],
    fresh: Mapping[str, dict],
    environments: list[Environment],
    words: Words,
) -> str:
    what, step = which
    own = [
        environment
        for environment in environments
        if environment.key in fresh and _kind(fresh[environment.key]) == which
    ]
    where = words("releases.and").join(_places(own, fresh, environments, words))
    if what == "numbers" and not any(fresh[environment.key]["conclusions"] for environment in own):
        what = "only-numbers"
    number = [own.name for own in page.steps].index(step) if step else 0
    return words(f"releases.line-{what}", where=where, step=words.lines("releases.nth")[number])


def _places(
    own: list[Environment], fresh: Mapping[str, dict], environments: list[Environment], words: Words
) -> list[str]:
    """Where it is so: minors of TensorFlow whose cells all agree, the others by their Keras; back ends."""
    by_minor: dict[str, list[Environment]] = {}
    for environment in environments:
        if environment.minor:
            by_minor.setdefault(environment.minor, []).append(environment)
    minors = sorted(by_minor, key=lambda minor: tuple(map(int, minor.split("."))))
    whole = [minor for minor in minors if all(environment in own for environment in by_minor[minor])]
    places = [words("releases.in-tensorflow", range=spans(whole, minors))] if whole else []
    by_keras: dict[str, list[str]] = {}
    for environment in sorted(own, key=by_release):
        if environment.minor and environment.minor not in whole:
            keras = words("releases.keras", version=fresh[environment.key]["versions"]["keras"])
            by_keras.setdefault(keras, []).append(environment.minor)
    for keras, some in by_keras.items():
        places.append(words("releases.in-tensorflow-keras", range=spans(some, minors), keras=keras))
    others = [environment.backend for environment in own if not environment.minor]
    return places + [words(f"releases.in-{backend}") for backend in others]


def stops(
    page: Page, stopping: list[tuple[Environment, dict]], environments: list[Environment], words: Words
) -> str:
    """The TensorFlows under which a page stops, each step and error once; `stopping` has their cells.

    Of a TensorFlow that stops with one Keras and not with the other, the one is named.
    """
    names, fresh = [step.name for step in page.steps], {environment.key: cell for environment, cell in stopping}
    said = []
    for stop in {tuple(sorted(cell["stop"].items())): cell["stop"] for _, cell in stopping}.values():
        own = [environment for environment, cell in stopping if cell["stop"] == stop]
        where = words("releases.and").join(_places(own, fresh, environments, words))
        nth = words.lines("releases.nth")[names.index(stop["step"])]
        said.append(words("releases.stops-here", where=where, step=nth, error=code(stop["error"])))
    return "\n\n".join(said)
