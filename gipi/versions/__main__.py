"""python -m gipi.versions refresh | try | follow | take | backtest: what writes data/versions.json."""

import argparse
import json
import sys
from pathlib import Path

from gipi.check_env import table
from gipi.machine.files import write
from gipi.versions import campaign, forecast, trial, update
from gipi.versions.choose import Selector
from gipi.versions.follow import follow
from gipi.versions.package_index import IndexProblem
from gipi.versions.pins import pinned
from gipi.versions.source import ROOT, VersionsProblem, load, minor, newest
from gipi.versions.take import take


def _pair(data: dict, tensorflow: str, python: str) -> tuple[str, str]:
    """2.15 means its newest patch."""
    if tensorflow.count(".") == 1:
        patches = [version for version in newest(data) if minor(version) == minor(tensorflow)]
        if not patches:
            raise VersionsProblem(f"data/versions.json knows no TensorFlow {tensorflow}; run refresh first.")
        tensorflow = patches[0]
    return tensorflow, python


def _arguments(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m gipi.versions", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    asking = commands.add_parser("refresh", help="ask the package index, write what is new")
    asking.add_argument(
        "--renew", type=int, metavar="DAYS", help="write today's date where the old one is this old"
    )
    trying = commands.add_parser("try", help="install in an empty environment and train one step; takes minutes")
    trying.add_argument("--tensorflow", metavar="2.15", help="a minor (its newest patch) or a release")
    trying.add_argument("--python", metavar="3.11", help="an interpreter at hand")
    trying.add_argument("--all", action="store_true", help="everything not tried yet, one at a time; takes hours")
    trying.add_argument("--installer", choices=("pip", "uv"), help="pip, unless --all: first pip, then uv")
    trying.add_argument("--with", nargs="+", dest="with_", default=[], metavar="numpy<2", help="how to mend it")
    trying.add_argument("--again", action="store_true", help="also what has been tried")
    following = commands.add_parser("follow", help="type the selector's lines for this machine as they stand")
    following.add_argument("--python", required=True, metavar="3.12")
    following.add_argument("--tool", required=True, choices=("venv", "uv"))
    following.add_argument("file", type=Path, help="where the outcome is written")
    taking = commands.add_parser("take", help="take in as trials what `follow` wrote on other machines")
    taking.add_argument("files", nargs="+", type=Path, metavar="FILE")
    commands.add_parser("backtest", help="what the rules would have said before each break; takes minutes")
    options = parser.parse_args(arguments)
    if options.command == "try" and options.all == bool(options.tensorflow and options.python):
        parser.error("try needs --tensorflow and --python, or --all")
    return options


def main(arguments: list[str] | None = None) -> int:
    """python -m gipi.versions refresh | try | follow | take | backtest"""
    options = _arguments(arguments)
    try:
        if options.command == "refresh":
            print("\n".join(update.refresh(renew=options.renew)) or "Nothing new.")
            table.embed(load())
        elif options.command == "follow":
            return _follow(options)
        elif options.command == "take":
            print("\n".join(take(options.files)))
        elif options.command == "backtest":
            forecast.backtest()
        else:
            _try(options)
    except (IndexProblem, VersionsProblem) as problem:
        print(f"{problem}\ndata/versions.json is unchanged.", file=sys.stderr)
        return 1
    return 0


def _try(options: argparse.Namespace) -> None:
    data = load()
    pairs = (
        campaign.plan(data, trial.system()) if options.all else [_pair(data, options.tensorflow, options.python)]
    )
    installers = (options.installer,) if options.installer else ("pip", "uv") if options.all else ("pip",)
    made = campaign.try_(pairs, installers=installers, again=options.again, with_=tuple(options.with_))
    print(f"{made} {'trial' if made == 1 else 'trials'} made.")


def _follow(options: argparse.Namespace) -> int:
    """1 where the lines did not lead to a trained step; the outcome is written all the same."""
    selector = Selector(load(), pinned(ROOT)["keras"])
    try:
        result = follow(selector, options.python, options.tool, ROOT / ".gipi" / "trial")
    except trial.TrialProblem as problem:
        print(f"The lines could not be followed: {problem}", file=sys.stderr)
        return 1
    write(options.file, json.dumps(result, indent=1, ensure_ascii=False) + "\n")
    print(campaign.told(result))
    return int(result["outcome"] != "trained")


if __name__ == "__main__":
    sys.exit(main())
