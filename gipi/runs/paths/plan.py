"""data/paths.yml: which systems, users and routes there are, and which of them is walked."""

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from gipi.machine import yaml_text

KINDS = ("do", "execute", "selector")  # what a step is besides a section of a page
SECTION = re.compile(r"(?P<page>[\w/-]+)#(?P<anchor>[\w-]+)")


class PlanProblem(ValueError):
    """Something wrong with data/paths.yml: what, and what to do about it."""


@dataclass(frozen=True)
class System:
    """A distribution that can be bootstrapped: `python` is the minor version of its `python3`."""

    key: str
    name: str
    suite: str
    python: str


@dataclass(frozen=True)
class User:
    """Who walks: a name and a home folder."""

    key: str
    name: str
    home: str


@dataclass(frozen=True)
class Step:
    """A section of a page (`what` is page#anchor, `tab` the one chosen), or a key of `KINDS` and what it names."""

    kind: str
    what: str
    tab: str | None = None


@dataclass(frozen=True)
class Stop:
    """Where a walk ends on purpose: at which step, in which words, and which section says so beforehand."""

    at: str
    says: str
    announced: str


@dataclass(frozen=True)
class Walk:
    """A route, walked by a user on a system.

    `root` is false where the lines that begin with sudo are left out; `laid`
    is true where the Python that the lines name is there already, too.
    """

    system: System
    route: str
    steps: tuple[Step, ...]
    user: User
    stop: Stop | None = None
    root: bool = True
    laid: bool = False

    @property
    def key(self) -> str:
        return " ".join(
            [self.system.key, self.route, self.user.key, *([] if self.root or self.laid else ["rootless"])]
        )


def load(root: Path) -> list[Walk]:
    """All walks, in the file's order; none where there is no file. Raises PlanProblem."""
    path = root / "data" / "paths.yml"
    if not path.is_file():
        return []
    try:
        said = yaml_text.load(path.read_text(encoding="utf-8"))
        systems = {key: System(key, **fields) for key, fields in said["systems"].items()}
        users = {key: User(key, **fields) for key, fields in said["users"].items()}
        routes = {key: tuple(map(_step, steps)) for key, steps in said["routes"].items()}
        walks = [_walk(fields, systems, routes, users) for fields in said["walked"]]
    except yaml.YAMLError as error:
        raise PlanProblem(f"data/paths.yml is not YAML: {error}.") from None
    except (AttributeError, KeyError, TypeError) as error:
        raise PlanProblem(
            f"data/paths.yml: {error!r}; it has systems, users, routes and walked, and a walk names one of each."
        ) from None
    keys = [walk.key for walk in walks]
    if twice := {key for key in keys if keys.count(key) > 1}:
        raise PlanProblem(f"data/paths.yml: walked twice: {', '.join(sorted(twice))}; keep it once.")
    if idle := routes.keys() - {walk.route for walk in walks}:
        raise PlanProblem(f"data/paths.yml: nobody walks {', '.join(sorted(idle))}; walk it or take it out.")
    return walks


def _step(said: str | dict) -> Step:
    if isinstance(said, dict):
        ((key, value),) = said.items()
        if key in KINDS:
            return Step(key, value)
    else:
        key, value = said, None
    if not SECTION.fullmatch(key):
        raise PlanProblem(f"data/paths.yml: ‘{key}’ is no step; write page#section, or one of {', '.join(KINDS)}.")
    return Step("section", key, value)


def _walk(said: dict, systems: dict, routes: dict, users: dict) -> Walk:
    rest = {key: value for key, value in said.items() if key not in ("system", "route", "user", "stop")}
    stop = Stop(**said["stop"]) if "stop" in said else None
    return Walk(
        systems[said["system"]], said["route"], routes[said["route"]], users[said["user"]], stop=stop, **rest
    )
