"""One walk: what is typed, and whether it arrives or stops where the pages say."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import nbformat

from gipi.machine.environment import without_credentials
from gipi.pages.notebook import code
from gipi.runs.paths import blocks, empty_system, stand_ins
from gipi.runs.paths.plan import Walk
from gipi.versions.follow import TRAINED
from gipi.versions.source import RECOMMENDED
from gipi.versions.trial import OUTSIDE, last_lines

MARK = "gipi step "  # tells the steps apart in what the shell prints
KERNEL = "Python (dl)"  # as the page calls it
LOOK = f"""echo 'gipi look'
{stand_ins.PYTHON} -c "import platform; print('python', platform.python_version())"
{stand_ins.PYTHON} -c "from importlib import metadata as m
for name in ('tensorflow', 'tensorflow-cpu', 'keras', 'pip'):
    try: print(name, m.version(name))
    except m.PackageNotFoundError: pass"
"""


class Block(NamedTuple):
    """What is typed at once: the step that it belongs to, and what in it stands in for a person."""

    step: str
    text: str
    stand_ins: tuple[str, ...]


@dataclass(frozen=True)
class Script:
    """What a walk types, by window; and the Pythons that are laid into its system, and for whom."""

    windows: list[list[Block]]
    pythons: dict[str, str]

    @property
    def all(self) -> list[Block]:
        return [block for window in self.windows for block in window]


def typed(walk: Walk, shown: blocks.Shown) -> Script:
    """What is typed on a walk, from the pages as they stand. Raises PlanProblem."""
    windows: list[list[Block]] = [[]]
    numbered: tuple[str, ...] = ()
    for step in walk.steps:
        if (step.kind, step.what) == ("do", "number"):
            numbered = ("number",)
            continue
        if (step.kind, step.what) == ("do", "window"):
            windows.append([])
        if step.kind == "do":
            windows[-1].append(Block(step.what, stand_ins.step(step.what), (step.what,)))
        elif step.kind == "execute":
            book = step.what.rpartition("/")[2]
            windows[-1].append(Block(step.what, stand_ins.step("kernel").format(book=book), ("kernel",)))
        else:
            for text in blocks.of(step, shown):
                if not walk.root:
                    text = "\n".join(line for line in text.split("\n") if not line.startswith("sudo "))
                if numbered:
                    text = stand_ins.numbered(text, RECOMMENDED, walk.system)
                text, used = stand_ins.typed(text)
                if text:
                    windows[-1].append(Block(step.what, text, (*numbered, *used)))
    return Script(windows, _pythons(windows, walk))


def _pythons(windows: list[list[Block]], walk: Walk) -> dict[str, str]:
    """Which Pythons the lines name that the system lacks: uv would download its own, others have to be there."""
    text = "\n".join(block.text for window in windows for block in window)
    wanted = {number: "uv" for number in re.findall(r"uv venv .*--python (3\.\d+)", text)}
    if walk.laid:
        wanted |= {number: "system" for number in re.findall(r"^python(3\.\d+) -m venv", text, re.MULTILINE)}
    return {number: to for number, to in wanted.items() if number != walk.system.python}


def digest(walk: Walk, script: Script, books: Mapping[str, nbformat.NotebookNode]) -> str:
    """SHA-256 over all that decides how the walk ends and stands in this guide."""
    executed = [books[step.what] for step in walk.steps if step.kind == "execute"]
    cells = [cell.source for book in executed for cell in code(book)]
    stop = walk.stop and [walk.stop.at, walk.stop.says]
    parts = [walk.key, script.windows, cells, stop]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode("utf-8")).hexdigest()


def make(walk: Walk, script: Script, docs: Path, check_env: str, uv: Path, say) -> dict:
    """Walk it: what happened, as data/paths.json keeps it. Raises SystemProblem where nothing can be said."""
    root = empty_system.bootstrap(walk.system, say)
    laid: dict[str, str | Path] = {
        "check_env.py": check_env,
        **{
            f"{step.what.rpartition('/')[2]}.ipynb": docs / f"{step.what}.ipynb"
            for step in walk.steps
            if step.kind == "execute"
        },
        "uv": uv,
        "serve.py": stand_ins.SERVE,
        "answers.py": stand_ins.ANSWERS,
    }
    windows, number = [], 0
    for window in script.windows:
        lines = []
        for block in window:
            lines += [f"echo '{MARK}{number}'", block.text]
            number += 1
        windows.append("\n".join(lines) + "\n")
    said = empty_system.run(root, walk.user, [*windows, LOOK], laid, script.pythons)
    text = without_credentials(said.text)
    log = empty_system.FOLDER / "logs" / f"{walk.key}.txt"
    log.parent.mkdir(exist_ok=True)
    log.write_text(text, encoding="utf-8")
    result = ended(walk, script, text, said.status)
    # What a full disk or a network that is gone makes of a walk says nothing about the pages.
    if result["outcome"] == "broke" and (fault := OUTSIDE.search(text)):
        raise empty_system.SystemProblem(f"it stopped at {result['at']} for want of something here: {fault[0]}.")
    took = {"seconds": said.seconds, "cpu": said.cpu, "megabytes": said.megabytes}
    return {name: round(number) for name, number in took.items()} | result


def ended(walk: Walk, script: Script, text: str, status: int) -> dict:
    """How a walk ended, read off what its shells printed."""
    walked, _, looked = text.partition("gipi look\n")
    # A pip that shows its progress writes over its own lines, and what it leaves has no line end.
    parts = re.split(rf"{MARK}(\d+)\n", walked)
    reached = [int(number) for number in parts[1::2]]
    last = reached[-1] if reached else 0
    used = [name for block in script.all[: last + 1] for name in block.stand_ins]
    used += ["uv-python" if to == "uv" else "python" for to in script.pythons.values()]
    result: dict = {"stand-ins": list(dict.fromkeys(used))}
    if not looked:
        step, said = script.all[last].step, parts[-1]
        stopped = walk.stop and step == walk.stop.at and walk.stop.says in said
        return result | {"outcome": "stopped" if stopped else "broke", "at": step, "last": _line(walk, said)}
    versions = dict(re.findall(r"^(python|tensorflow|tensorflow-cpu|keras|pip) (\S+)$", looked, re.MULTILINE))
    lacks = [what for what, there in _wanted(walk, walked).items() if not there]
    if status or lacks or walk.stop:
        why = ", ".join(lacks) or ("did not stop" if walk.stop else f"ended with {status}")
        return result | {"outcome": "broke", "at": script.all[-1].step, "last": why, "versions": versions}
    return result | {"outcome": "arrived", "versions": versions} | _counted(walked)


def _wanted(walk: Walk, text: str) -> dict[str, bool]:
    """What an arrival must show: a trained step, the kernel in Jupyter's menu, each answer of the notebook yes."""
    kinds = {step.kind for step in walk.steps}
    shown = {"no trained step": TRAINED in text}
    if any(step.what.endswith("#choose") for step in walk.steps):
        shown["the kernel is not in the menu"] = bool(
            re.search(rf"^kernels: .*{re.escape(KERNEL)}", text, re.MULTILINE)
        )
    if "execute" in kinds:
        counted = _counted(text)
        shown["the notebook said no"] = bool(counted) and counted["yes"] == counted["of"]
    return shown


def _counted(text: str) -> dict:
    if shown := re.search(r"^(\d+) of (\d+) checks: yes$", text, re.MULTILINE):
        return {"yes": int(shown[1]), "of": int(shown[2])}
    return {}


def _line(walk: Walk, block: str) -> str:
    """The line that names what stopped it: the announced one where it is there."""
    if walk.stop:
        for line in block.split("\n"):
            if walk.stop.says in line:
                return line.strip()[:400]
    return last_lines(block)[0][:400]
