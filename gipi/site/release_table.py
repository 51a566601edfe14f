"""The pages' code under other releases, as tables: what came out, what differs, what was installed."""

from collections.abc import Iterable, Mapping
from itertools import groupby

from gipi.pages.page import Page
from gipi.runs.releases import cells, record
from gipi.runs.releases.environments import Environment
from gipi.site.html import folded
from gipi.site.odds import inert
from gipi.words import Words

KINDS = ("same", "numbers", "turned", "stops", "needs")
SHOWN = ("tensorflow", "keras", "torch", "jax", "numpy", "scikit-learn")


def kind(cell: Mapping) -> str:
    """One of KINDS: the state, and of other numbers whether a conclusion is another, too."""
    state = cells.state(dict(cell))
    if state != "other":
        return state
    return "numbers" if all(cell["conclusions"].values()) else "turned"


class Tables:
    """What stands for `<!-- gipi:releases … -->`; `titles` names the pages by slug."""

    def __init__(
        self,
        pages: Iterable[Page],
        environments: list[Environment],
        released: record.Cells,
        titles: Mapping[str, str],
        words: Words,
    ):
        self._pages, self._environments, self._words = list(pages), environments, words
        self._released, self._titles = released, titles
        self._fresh = {page.slug: record.fresh(released, page, environments) for page in self._pages}

    def table(self) -> str:
        """A row for each page, a column for each minor of TensorFlow, PyTorch and JAX."""
        columns = self.columns()
        heads = [self._words("releases.page"), *(self._head(name) for name in columns)]
        rows = [heads, ["---"] * len(heads)]
        for page in self._pages:
            link = f"[{self._titles[page.slug]}](../{page.slug}.md)"
            rows.append([link, *(self._cell(page, own) for own in columns.values())])
        body = "\n".join("| " + " | ".join(row) + " |" for row in rows)
        legend = "\n".join(
            f"- {self._key(name)}: {self._words(f'releases.means-{name}')}" for name in (*KINDS, "due")
        )
        title = " ".join(self._key(name) for name in KINDS)
        return "\n\n".join(
            [
                self.when(),
                folded(f"{self._words('releases.legend')} {title}", legend),
                f'<div class="gipi-releases" markdown>\n\n{body}\n\n</div>',
            ]
        )

    def columns(self) -> dict[str, list[Environment]]:
        """The environments of each column: those of TensorFlow by its minor, the others by their back end."""
        columns: dict[str, list[Environment]] = {}
        for environment in sorted(self._environments, key=by_release):
            columns.setdefault(environment.minor or environment.backend, []).append(environment)
        return columns

    def when(self) -> str:
        """From when to when the cells were run, and how many of them are due."""
        days = sorted(cell["ran"] for own in self._fresh.values() for cell in own.values())
        if not days:
            return self._words("releases.nothing")
        span = [self._words.day(day) for day in dict.fromkeys((days[0], days[-1]))]
        due = len(self._pages) * len(self._environments) - len(days)
        said = self._words("releases.when", cells=len(days), days="–".join(span))
        return f"{said} {self._words('releases.due-cells', number=due)}" if due else said

    def differences(self) -> str:
        """Every cell that is not the same: where, at which step, and how. Alike ones of a page share a line."""
        lines, count = [], 0
        for page in self._pages:
            alike: dict[str, list[Environment]] = {}
            for environment in sorted(self._environments, key=by_release):
                cell = self._fresh[page.slug].get(environment.key)
                if cell and kind(cell) != "same":
                    alike.setdefault(self._said(page, cell), []).append(environment)
            if alike:
                lines.append(f"\n[{self._titles[page.slug]}](../{page.slug}.md)\n")
            for said, where in alike.items():
                names = ", ".join(self._name(page, environment) for environment in where)
                lines.append(f"- **{names}**: {said}")
            count += sum(map(len, alike.values()))
        if not lines:
            return self._words("releases.no-differences")
        return folded(self._words("releases.every-difference", count=count), "\n".join(lines))

    def installed(self) -> str:
        """What the environments had, as the newest of their cells says."""
        rows = [self._words("releases.installed"), "| --- | --- | --- | --- | --- |"]
        for environment in sorted(self._environments, key=by_release):
            own = [fresh[environment.key] for fresh in self._fresh.values() if environment.key in fresh]
            if not own:
                name = f"{self._backend(environment)} {environment.tensorflow or ''}"
                keras = environment.keras or self._words("releases.keras-of-day")
                rows.append(f"| {name} | {keras} | – | – | {self._words('releases.not-yet')} |")
                continue
            newest = max(own, key=lambda cell: cell["ran"])
            versions = newest["versions"]
            names = (environment.backend, "keras", "numpy", "scikit-learn")
            first, *rest = [versions.get(name, "–") for name in names]
            name = f"{self._backend(environment)} {first}"
            rows.append(f"| {' | '.join([name, *rest, self._words.day(newest['ran'])])} |")
        return "\n".join(rows)

    def _head(self, column: str) -> str:
        named = self._words.part("releases").get(column)
        return named or f"<small>{self._words('releases.tensorflow')}</small><br>{column}"

    def _cell(self, page: Page, environments: list[Environment]) -> str:
        """What a column says of a page: one word where its environments agree, else one for each Keras."""
        fresh, parts = self._fresh[page.slug], {}
        for environment in environments:
            parts[environment] = kind(fresh[environment.key]) if environment.key in fresh else "due"
        if len({*parts.values()}) == 1:
            return self._key(next(iter(parts.values())))
        said = [
            f"{self._key(name)}<br><small>{self._keras(page, environment)}</small>"
            if environment.key in fresh
            else self._key(name)
            for environment, name in parts.items()
        ]
        return "<br>".join(dict.fromkeys(said))

    def _key(self, name: str) -> str:
        return f'<span class="gipi-cell gipi-cell--{name}">{self._words(f"releases.{name}")}</span>'

    def _keras(self, page: Page, environment: Environment) -> str:
        return self._words("releases.keras", version=self._fresh[page.slug][environment.key]["versions"]["keras"])

    def _name(self, page: Page, environment: Environment) -> str:
        version = self._fresh[page.slug][environment.key]["versions"].get(environment.backend, "")
        return f"{self._backend(environment)} {version} <small>{self._keras(page, environment)}</small>"

    def _backend(self, environment: Environment) -> str:
        return self._words(f"releases.{environment.backend}")

    def _said(self, page: Page, cell: Mapping) -> str:
        """What is not the same in a cell, in words."""
        parts = []
        nth = dict(zip((step.name for step in page.steps), self._words.lines("releases.nth"), strict=False))
        if cell["differs"]:
            name, difference = next(iter(cell["differs"].items()))
            key = "releases.figure" if "figure" in difference else "releases.printed"
            lines = {which: code(difference.get(which, "")) for which in ("printed", "recorded")}
            parts.append(self._words(key, step=nth[name], name=name, **lines))
            if more := len(cell["differs"]) - 1:
                parts.append(self._words.count("releases.more", more))
            turned = [label for label, held in cell["conclusions"].items() if not held]
            if turned:
                parts.append(self._words("releases.labels", labels=", ".join(map(code, turned))))
            elif cell["conclusions"]:
                parts.append(self._words("releases.held"))
        if stop := cell.get("stop"):
            key = "releases.lacks" if stop["needs"] else "releases.stopped"
            parts.append(self._words(key, step=nth[stop["step"]], name=stop["step"], error=code(stop["error"])))
        return " ".join(parts)


def code(text: str) -> str:
    """Text as code within a cell of a table."""
    return f"<code>{inert(text)}</code>"


def spans(minors: Iterable[str], all_minors: list[str]) -> str:
    """Minors as ranges of neighbours: 2.16–2.18, 2.21."""
    places = sorted(all_minors.index(minor) for minor in minors)
    parts = []
    for _, run in groupby(enumerate(places), key=lambda pair: pair[1] - pair[0]):
        own = [all_minors[place] for _, place in run]
        parts.append(own[0] if len(own) == 1 else f"{own[0]}–{own[-1]}")
    return ", ".join(parts)


def by_release(environment: Environment) -> tuple:
    """TensorFlow by its minor, with the Keras of its day first; the others behind it."""
    numbers = tuple(map(int, environment.minor.split("."))) if environment.minor else (99,)
    return numbers, environment.day is None
