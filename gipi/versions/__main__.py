"""python -m gipi.versions refresh | try | backtest: what writes data/versions.json."""

import argparse
import sys

from gipi.check_env import table
from gipi.versions import campaign, forecast, trial, update
from gipi.versions.package_index import IndexProblem
from gipi.versions.source import VersionsProblem, load, minor, newest


def _pair(data: dict, tensorflow: str, python: str) -> tuple[str, str]:
    """2.15 means its newest patch."""
    if tensorflow.count(".") == 1:
        found = [one for one in newest(data) if minor(one) == minor(tensorflow)]
        if not found:
            raise VersionsProblem(f"data/versions.json knows no TensorFlow {tensorflow}; run refresh first.")
        tensorflow = found[0]
    return tensorflow, python


def main(arguments: list[str] | None = None) -> int:
    """python -m gipi.versions refresh | try | backtest"""
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
    commands.add_parser("backtest", help="what the rules would have said before each break; takes minutes")
    options = parser.parse_args(arguments)
    if options.command == "try" and options.all == bool(options.tensorflow and options.python):
        parser.error("try needs --tensorflow and --python, or --all")
    try:
        if options.command == "refresh":
            print("\n".join(update.refresh(renew=options.renew)) or "Nothing new.")
            table.embed(load())
        elif options.command == "backtest":
            forecast.backtest()
        else:
            data = load()
            pairs = (
                campaign.plan(data, trial.system())
                if options.all
                else [_pair(data, options.tensorflow, options.python)]
            )
            installers = (options.installer,) if options.installer else ("pip", "uv") if options.all else ("pip",)
            made = campaign.try_(pairs, installers=installers, again=options.again, with_=tuple(options.with_))
            print(f"{made} {'trial' if made == 1 else 'trials'} made.")
    except (IndexProblem, VersionsProblem) as problem:
        print(f"{problem}\ndata/versions.json is unchanged.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
