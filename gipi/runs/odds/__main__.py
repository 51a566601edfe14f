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
    how.add_argument("--changed", action="store_true", help="run what gipi:changed shows; counts nothing")
    how.add_argument("--long", action="store_true", help="run and record the long steps")
    how.add_argument("--repeat", metavar="COMMIT", help="repeat one recorded world of two pages that it chooses")
    how.add_argument("--all", action="store_true", help="count every page anew; takes hours")
    options, say = parser.parse_args(arguments), partial(print, flush=True)
    guide = Guide(Path.cwd())
    pages = guide.pages[guide.source]
    try:
        if options.repeat:
            return 0 if repeat.commit(pages.values(), options.repeat, say) else 1
        for one in _chosen(pages, options):
            _refuse(one)
            if options.tried:
                _tell(measure.tried(one, measure.TRIED, say), say)
            elif options.changed:
                changes.run(one, say)
            elif options.long:
                long_steps.run(one, say)
            else:
                if options.all:
                    worlds.forget(one)
                measure.page(one, say)
                _tell(counted.load(one)["conclusions"], say)
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
        return [one for one in pages.values() if set(changes.shown(one)) - counted.changed(one).keys()]
    found = conclusions.concluding(pages.values())
    return found if options.all else [one for one in found if counted.stale(one, counted.load(one))]


def _refuse(one: Page) -> None:
    """A page whose chance is out of reach, or whose conclusions are not well formed, cannot be counted."""
    if problems := chance.out_of_reach(one) + conclusions.faults(one):
        raise PageError(one.place, None, "\n".join(problems))


def _tell(found: dict[str, dict], say) -> None:
    for label, known in found.items():
        none = "" if known.get("chance", True) else ", no chance in it"
        otherwise = f", not in {', '.join(map(str, known['otherwise']))}" if known["otherwise"] else ""
        say(f"{label}: {known['answer']} in {known['held']} of {known['of']}{none}{otherwise}")


if __name__ == "__main__":
    sys.exit(main())
