"""A cell: what a page's code did in an environment, held against what the page shows.

{"digest": of what the page does and prints, "ran", "versions", "cpu", "compared": how many steps,
 "differs": {step: {"printed", "recorded"} or {"figure": true}},
 "conclusions": {label: whether it came out as recorded},
 "stop": {"step", "error", "needs": whether it is TensorFlow that is missing}}
"""

import re

from gipi.pages import conclusions
from gipi.pages.includes import sections
from gipi.pages.page import Page, Step
from gipi.runs import compare_figure, compare_text, counted
from gipi.runs.releases.environments import Environment

STATES = ("same", "other", "stops", "needs")
LACKS = re.compile(r"\b(?:ModuleNotFoundError|ImportError)\b.*\btensorflow\b", re.IGNORECASE)
LONGEST = 300  # letters of a line that a table shows


def state(cell: dict) -> str:
    """One of STATES: the same · other numbers · stops · stops for want of TensorFlow."""
    if stop := cell.get("stop"):
        return "needs" if stop["needs"] else "stops"
    return "other" if cell["differs"] else "same"


def cell(page: Page, answer: dict, environment: Environment) -> dict:
    """What one run showed; `answer` is what `inside` gave. A step after one that stopped is not compared."""
    steps, differs = {step.name: step for step in page.steps}, {}
    held: dict[str, bool] = {}
    recorded = sections(page.record)
    done = [ran["step"] for ran in answer["ran"] if "error" not in ran]
    for ran in answer["ran"]:
        if "error" in ran:
            continue
        step = steps[ran["step"]]
        if difference := _difference(page, step, ran["printed"], ran["drawn"]):
            differs[step.name] = difference
        printed = conclusions.read(ran["printed"])
        for label, said in conclusions.read(recorded.get(step.name, "")).items():
            held[label] = printed.get(label) is said
    result = {"compared": len(done), "differs": differs, "conclusions": held}
    if stopped := next((ran for ran in answer["ran"] if "error" in ran), None):
        lacks = environment.tensorflow is None and LACKS.search(stopped["error"])
        result["stop"] = {"step": stopped["step"], "error": line(stopped["error"]), "needs": bool(lacks)}
    elif answer["failure"]:
        due = [step.name for step in counted.due(page)]
        at = next((name for name in due if name not in done), due[-1])
        result["stop"] = {"step": at, "error": line(answer["failure"]), "needs": False}
    return result


def settled(first: dict, second: dict) -> dict:
    """What two runs of a cell agree on: a difference, or a stop, that the second did not have was an accident.

    Where they stopped at different steps, the later stop counts: so far both may come.
    """
    if "stop" not in first or "stop" not in second:
        whole = second if "stop" in first else first
    else:
        whole = max(first, second, key=lambda run: run["compared"])
    differs = {
        step: said
        for step, said in whole["differs"].items()
        if step in first["differs"] and step in second["differs"]
    }
    held = {
        label: right or first["conclusions"].get(label, False) or second["conclusions"].get(label, False)
        for label, right in whole["conclusions"].items()
    }
    return {**whole, "differs": differs, "conclusions": held}


def _difference(page: Page, step: Step, printed: str, drawn: list) -> dict | None:
    """The first difference between what a step did and its record, by the page's own tolerances."""
    recorded = sections(page.record).get(step.name, "")
    forgiven, _ = conclusions.forgive(printed, recorded, counted.weaker(page))
    if difference := compare_text.first(forgiven, recorded, step.tolerance, step.varies):
        _, ours, theirs = difference
        return {"printed": line(ours or ""), "recorded": line(theirs or "")}
    path = page.figure(step)
    if bool(drawn) != path.is_file() or (drawn and compare_figure.difference(drawn[0], path, step.tolerance)):
        return {"figure": True}
    return None


def line(text: str) -> str:
    """Text as a table can show it: one line, without the folders of a run."""
    text = " ".join(text.split())
    text = re.sub(r"[^\s'\"(]*/(?:gipi-\w+|venv/lib/python[\d.]+/site-packages)/", "…/", text)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
