"""python -m gipi.runs.odds [PAGE …] [--try|--changed|--long|--repeat COMMIT|--all]: when conclusions hold."""

import argparse
import sys
from functools import partial
from pathlib import Path

from gipi.guide import Guide
from gipi.pages import conclusions
from gipi.pages.page import Page, PageError
from gipi.runs import counted
from gipi.runs.odds import chance, changes, long_steps, measure, repeat, worlds
from gipi.runs.session import StepFailure


def main(arguments: list[str] | None = None) -> int:
    """python -m gipi.runs.odds"""
    parser = argparse.ArgumentParser(prog="python -m gipi.runs.odds", description=__doc__)
    parser.add_argument(
        "pages",
        nargs="*",
        metavar="concepts/loss",
        help="without one: those whose counts are missing or of other code",
    )
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--try", action="store_true", dest="tried", help="ten worlds for writing; records nothing")
    how.add_argument("--changed", action="store_true", help="run what gipi:changed shows, and in ten other worlds")
    how.add_argument("--long", action="store_true", help="run and record the long steps")
    how.add_argument("--repeat", metavar="COMMIT", help="repeat one recorded world of two pages that it chooses")
    how.add_argument("--all", action="store_true", help="count every page anew; takes hours")
    options, say = parser.parse_args(arguments), partial(print, flush=True)
    guide = Guide(Path.cwd())
    pages = guide.pages[guide.source]
    try:
        if options.repeat:
            return 0 if repeat.commit(pages.values(), options.repeat, say) else 1
        for page in _chosen(pages, options):
            _refuse(page)
            if options.tried:
                _tell(measure.tried(page, measure.TRIED, say), say)
            elif options.changed:
                changes.run(page, say)
            elif options.long:
                long_steps.run(page, say)
            else:
                if options.all:
                    worlds.forget(page)
                measure.page(page, say)
                _tell(counted.load(page)["conclusions"], say)
    except (PageError, StepFailure) as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


def _chosen(pages: dict[str, Page], options: argparse.Namespace) -> list[Page]:
    if unknown := [slug for slug in options.pages if slug not in pages]:
        raise PageError(unknown[0], None, "there is no such page; write concepts/loss, without a suffix.")
    if options.pages:
        return [pages[slug] for slug in options.pages]
    if options.changed:
        return [page for page in pages.values() if set(changes.shown(page)) - counted.changed(page).keys()]
    concluding = conclusions.concluding(pages.values())
    return concluding if options.all else [page for page in concluding if counted.stale(page, counted.load(page))]


def _refuse(page: Page) -> None:
    """A page whose chance is out of reach, or whose conclusions are not well formed, cannot be counted."""
    if problems := chance.out_of_reach(page) + conclusions.faults(page):
        raise PageError(page.place, None, "\n".join(problems))


def _tell(counts: dict[str, dict], say) -> None:
    for label, conclusion in counts.items():
        none = "" if conclusion.get("chance", True) else ", chance plays no part"
        otherwise = f", not in {', '.join(map(str, conclusion['otherwise']))}" if conclusion["otherwise"] else ""
        say(f"{label}: {conclusion['answer']} in {conclusion['held']} of {conclusion['of']}{none}{otherwise}")


if __name__ == "__main__":
    sys.exit(main())
