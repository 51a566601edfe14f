"""data/odds/<page>.json: in which worlds a page's conclusions hold, and whether that is of today's code.

worlds       {"code", "ran", "system", "versions", "cpu", "numbers", "outputs", "chance from", "failures"}
conclusions  {label: {"answer", "held", "of", "chance", "otherwise"}}
settings     {name: {"value", "worlds", "tried": {other: {label: held} or a failure}}}
changed      {"RATE=0.1": {step: {"code", "printed", "elsewhere"}}}, printed in world 0; elsewhere: by the number
             of ten others, what the step printed there or null; empty where no seed is set
long         {step: {"code", "printed", "ran", "system", "versions", "cpu"}}
fingerprint  SHA-256 over all of that
"""

import ast
import hashlib
import json
import re
from functools import cache
from pathlib import Path

from gipi.machine.files import write
from gipi.pages import conclusions
from gipi.pages.includes import sections
from gipi.pages.page import Page, Step
from gipi.runs import ledger
from gipi.runs.signed import fingerprint

APART = 1000  # seeds between two worlds; a page uses fewer


def due(page: Page, last: str | None = None) -> list[Step]:
    """The steps that are repeated in other worlds; those up to `last`, if it is given and one of them."""
    steps = [step for step in page.steps if not (step.skip or step.registry or step.long)]
    names = [step.name for step in steps]
    return steps[: names.index(last) + 1] if last in names else steps


def file(page: Page) -> Path:
    """Where a page's counts are."""
    return page.root / "data" / "odds" / f"{page.slug}.json"


def load(page: Page) -> dict:
    """What was counted; empty where nothing was."""
    path = file(page)
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def save(page: Page, parts: dict) -> None:
    """Write parts of the file, keep the others, sign all of it."""
    data = {key: value for key, value in (load(page) | parts).items() if key != "fingerprint" and value}
    data["fingerprint"] = fingerprint(data)
    text = json.dumps(data, ensure_ascii=False, indent=1)
    # Numbers in a row, not in a column; a line break stands in no JSON string.
    rows = re.sub(r"\[\n([^\[\]{}\"]*)\n *\]", lambda match: f"[{' '.join(match[1].split())}]", text)
    write(file(page), rows + "\n")


def code(steps: list[Step]) -> str:
    """SHA-256 over what steps do: comments, blank lines and the width of lines do not count."""
    parts = [_meaning(step.code) if step.language == "python" else json.dumps(step.code) for step in steps]
    return hashlib.sha256(f"[{', '.join(parts)}]".encode()).hexdigest()


def digest(page: Page) -> str:
    """SHA-256 over what the page's steps do, print and draw."""
    return page.digest(lambda step: code([step]))


@cache
def _meaning(python: str) -> str:
    """What Python code does, as JSON; asked for the same steps again and again."""
    return json.dumps(_tree(ast.parse(python)))


def _tree(node):
    """A syntax tree as lists, without what is empty: each Python adds such fields of its own."""
    if isinstance(node, ast.AST):
        named = [
            (name, _tree(value)) for name, value in ast.iter_fields(node) if value is not None and value != []
        ]
        return [type(node).__name__, named]
    if isinstance(node, list):
        return [_tree(child) for child in node]
    return repr(node)


def code_until(page: Page, name: str) -> str:
    """The same over the steps up to the one with this name."""
    names = [step.name for step in page.steps]
    return code(page.steps[: names.index(name) + 1] if name in names else [])


def changed(page: Page) -> dict[tuple[str, str], str]:
    """What steps print with another constant, by (change, step), as far as it is of today's code."""
    return {
        (change, step): stamp["printed"]
        for change, steps in load(page).get("changed", {}).items()
        for step, stamp in steps.items()
        if stamp["code"] == code_until(page, step) and "elsewhere" in stamp
    }


def repeated(page: Page, change: str, step: str) -> dict[str, tuple[bool, int, int]]:
    """The conclusions of changed code: each answer, in how many other worlds it was the same, of how many.

    Empty where no seed is set up to the step.
    """
    stamp = load(page)["changed"][change][step]
    there = [conclusions.read(text or "") for text in stamp["elsewhere"].values()]
    own = conclusions.read(stamp["printed"]) if there else {}
    return {
        label: (answer, sum(answers.get(label) is answer for answers in there), len(there))
        for label, answer in own.items()
    }


def first_world(page: Page, last: str | None = None) -> int:
    """The first of the recorded worlds, given by the code, so that nobody chose it; 1 to 10 are for writing."""
    return 11 + int(code(due(page, last))[:8], 16) % 100_000


def count(numbers: list[int], printed: list[dict[str, str]], page: Page) -> dict:
    """How often each recorded conclusion came out as recorded; `printed` is by world, then by step."""
    counts, steps = {}, conclusions.step_of(page)
    for label, answer in conclusions.recorded(page).items():
        held = [conclusions.read(texts.get(steps[label], "")).get(label) is answer for texts in printed]
        counts[label] = {
            "answer": answer,
            "held": sum(held),
            "of": len(held),
            "otherwise": [number for number, right in zip(numbers, held, strict=True) if not right],
        }
    return counts


def outputs(data: dict) -> list[dict[str, str]]:
    """What each recorded world printed, by step."""
    steps = data["worlds"]["outputs"]
    return [
        {
            step: printed["texts"][printed["of"][place]]
            for step, printed in steps.items()
            if printed["of"][place] is not None
        }
        for place in range(len(data["worlds"]["numbers"]))
    ]


def stale(page: Page, data: dict) -> str | None:
    """Why the counts do not speak of the page as it is now; None where they do."""
    if "worlds" not in data:
        return "its conclusions have not been counted"
    if data["worlds"]["code"] != code(due(page)):
        return "its conclusions were counted with other code"
    if {label: conclusion["answer"] for label, conclusion in data["conclusions"].items()} != conclusions.recorded(
        page
    ):
        return "its record answers otherwise than when the conclusions were counted"
    tried = [held for setting in data.get("settings", {}).values() for held in setting["tried"].values()]
    if any(held.keys() != data["conclusions"].keys() for held in tried if isinstance(held, dict)):
        return "some of its conclusions were not counted with other settings"
    return None


def faults(page: Page) -> list[str]:
    """What was edited by hand, and long steps whose output is of other code."""
    data, name = load(page), file(page).relative_to(page.root).as_posix()
    if not data:
        return _long_faults(page, {})
    if data.get("fingerprint") != fingerprint(data):
        return [f"{name} was edited by hand; run python -m gipi.runs.odds {page.slug}."]
    if not stale(page, data):
        again = count(data["worlds"]["numbers"], outputs(data), page)
        if {label: {**conclusion, "chance": None} for label, conclusion in again.items()} != {
            label: {**conclusion, "chance": None} for label, conclusion in data["conclusions"].items()
        }:
            return [f"{name}: its counts are not those of its outputs; run python -m gipi.runs.odds {page.slug}."]
    return _long_faults(page, data.get("long", {}))


def _long_faults(page: Page, stamps: dict) -> list[str]:
    problems, recorded = [], sections(page.record)
    for number, step in enumerate(page.steps):
        if not step.long:
            continue
        stamp, printed = stamps.get(step.name), recorded.get(step.name, "")
        if not stamp or stamp["code"] != code(page.steps[: number + 1]):
            what = "has not run with this code"
        elif stamp["printed"] != _hash(printed):
            what = "was recorded with another output"
        else:
            continue
        problems.append(
            f"{page.place}:{step.line}: the long step {what}; run python -m gipi.runs.odds --long {page.slug}."
        )
    return problems


def long_stamp(page: Page, step: Step, printed: str, seconds: float, cpu: float) -> dict:
    """What vouches for a long step: the code up to it, what it printed, when and with what."""
    before = page.steps[: page.steps.index(step) + 1]
    return {"code": code(before), "printed": _hash(printed), **ledger.stamp(seconds, cpu)}


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def turns(data: dict) -> dict[str, set[str]]:
    """The conclusions that hold mostly, but not with a setting halved or doubled; and with which setting."""
    turning: dict[str, set[str]] = {}
    for name, setting in data.get("settings", {}).items():
        for held in setting["tried"].values():
            for label, times in held.items() if isinstance(held, dict) else ():
                unchanged = data["conclusions"][label]
                if 2 * times < len(setting["worlds"]) and 10 * unchanged["held"] >= 9 * unchanged["of"]:
                    turning.setdefault(label, set()).add(name)
    return turning


def numbers(page: Page) -> list[str]:
    """Texts whose numbers a page's sentences may name: other settings, and what changed code printed."""
    data = load(page)
    tried = [other for setting in data.get("settings", {}).values() for other in setting["tried"]]
    return [*tried, *changed(page).values()]


def weaker(page: Page) -> set[str]:
    """The conclusions that may come out otherwise on another computer: not all worlds agreed."""
    data = load(page)
    if not data or stale(page, data):
        return set()
    return {label for label, conclusion in data["conclusions"].items() if conclusion["held"] < conclusion["of"]}
