"""python -m gipi.runs.releases [WORD …] [--list|--again|--some N]: run the pages' code under other releases."""

import argparse
import sys
from functools import partial
from pathlib import Path

from gipi.guide import Guide
from gipi.machine import clock
from gipi.pages.page import Page
from gipi.runs import counted
from gipi.runs.releases import cells, made, record
from gipi.runs.releases.environments import RECORDED, Environment
from gipi.runs.signed import RecordProblem


def main(arguments: list[str] | None = None) -> int:
    """python -m gipi.runs.releases"""
    parser = argparse.ArgumentParser(prog="python -m gipi.runs.releases", description=__doc__)
    parser.add_argument("words", nargs="*", metavar="torch", help="only cells whose name has all these words")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--list", action="store_true", help="say what is recorded, and what is due; run nothing")
    how.add_argument("--again", action="store_true", help="also what is not due")
    how.add_argument("--some", type=int, metavar="N", help="at most N of those that are due")
    options, say = parser.parse_args(arguments), partial(print, flush=True)
    try:
        return Sweep(Guide(Path.cwd()), say).run(options)
    except (RecordProblem, made.EnvironmentProblem) as problem:
        print(problem, file=sys.stderr)
        return 1


class Sweep:
    """What is to be looked at, and what is known of it."""

    def __init__(self, guide: Guide, say):
        self._guide, self._say = guide, say
        self._pages = {page.slug: page for page in record.looked_at(guide.pages[guide.source].values())}
        self._environments = {environment.key: environment for environment in guide.environments}

    def run(self, options: argparse.Namespace) -> int:
        """Look at what is due; 1 where something could not be, or the recorded release is not the same here."""
        chosen = [
            (environment, page)
            for environment in self._environments.values()
            for page in self._pages.values()
            if set(options.words) <= {page.slug, *environment.key.split()}
        ]
        if not chosen:
            raise made.EnvironmentProblem(f"No cell has the words {' '.join(options.words)}; --list names all.")
        if options.list:
            for environment, page in chosen:
                self._say(f"{page.slug} · {environment.key}: {self._told(environment, page)}")
            return 0
        wanted = [
            (environment, page) for environment, page in chosen if options.again or self._due(environment, page)
        ][: options.some]
        recorded, by_environment = self._environments[RECORDED], dict[str, dict[str, Page]]()
        for environment, page in wanted:
            # What the others are held against comes first, whether it was chosen or not.
            for key in {RECORDED if self._due(recorded, page) else environment.key, environment.key}:
                by_environment.setdefault(key, {})[page.slug] = page
        failed = False
        for key in [key for key in self._environments if key in by_environment]:
            try:
                failed |= not self._sweep(self._environments[key], [*by_environment[key].values()])
            except made.EnvironmentProblem as problem:
                self._say(f"{key}: {problem}")
                failed = True
        return int(failed)

    def _sweep(self, environment: Environment, pages: list[Page]) -> bool:
        """Run pages in an environment; whether all of them could be, and say something of the release."""
        if environment.key != RECORDED and not (pages := [page for page in pages if self._sound(page)]):
            return False
        self._say(f"{environment.key} …")
        with made.made(environment, self._guide.root) as place:
            self._say(f"{environment.key}: {', '.join(' '.join(pair) for pair in place.versions.items())}")
            for page in pages:
                names = [step.name for step in counted.due(page)]
                answer = place.run(page.place, names)
                cell, cpu = cells.cell(page, answer, environment), answer["cpu"]
                if cell["differs"] or answer["failure"]:  # once may be an accident
                    answer = place.run(page.place, names)
                    cell, cpu = cells.settled(cell, cells.cell(page, answer, environment)), cpu + answer["cpu"]
                stamp = {"digest": counted.digest(page), "ran": clock.today().isoformat()}
                cell |= stamp | {"versions": place.versions, "cpu": round(cpu, 1)}
                record.save(self._guide.root, page.slug, environment.key, cell, self._pages, self._environments)
                self._say(f"{page.slug} · {environment.key}: {told(cell)} ({cell['cpu']} s)")
        return environment.key != RECORDED or all([self._sound(page) for page in pages])

    def _sound(self, page: Page) -> bool:
        """Whether the page is the same here with the release of its record: else other releases say nothing."""
        cell = record.load(self._guide.root).get(page.slug, {}).get(RECORDED)
        if (
            cell
            and not record.due(cell, counted.digest(page), self._environments[RECORDED])
            and cells.state(cell) == "same"
        ):
            return True
        said = told(cell) if cell else "not run"
        self._say(
            f"{page.slug}: {said} with the recorded release: on this machine the table would measure the machine."
        )
        return False

    def _due(self, environment: Environment, page: Page) -> str | None:
        return record.due(
            self._guide.released.get(page.slug, {}).get(environment.key), counted.digest(page), environment
        )

    def _told(self, environment: Environment, page: Page) -> str:
        cell, why = self._guide.released.get(page.slug, {}).get(environment.key), self._due(environment, page)
        said = told(cell) if cell else "nothing"
        return f"{said} (due: {why})" if why else said


def told(cell: dict) -> str:
    """A cell in a line, for who runs the command."""
    parts = [cells.state(cell)]
    if cell["differs"]:
        turned = [label for label, held in cell["conclusions"].items() if not held]
        parts.append(f"other in {', '.join(cell['differs'])}")
        parts.append(f"turned: {'; '.join(turned)}" if turned else f"{len(cell['conclusions'])} conclusions hold")
    if stop := cell.get("stop"):
        parts.append(f"at {stop['step']}: {stop['error']}")
    return ", ".join(parts)


if __name__ == "__main__":
    sys.exit(main())
