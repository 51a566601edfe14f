"""What pages and records must agree on: every section is shown, every record belongs to a step."""

from collections.abc import Collection
from pathlib import Path

from gipi.pages import conclusions, predictions
from gipi.pages.includes import MARKER, sections
from gipi.pages.page import SOURCE, Page
from gipi.runs import compare_figure, counted

OFTEN = 0.9  # of the runs with other seeds, at least, where changed code decides a question


def records(ko: Page) -> list[str]:
    """Every section is shown, every record belongs to a step, every picture is the recorded one."""
    problems = []
    steps = {step.name: step for step in ko.steps}
    for suffix in SOURCE.values():
        source = ko.root / "snippets" / (ko.slug + suffix)
        for name in sections(source):
            if name not in steps:
                problems.append(f"snippets/{ko.slug}{suffix}: no fence of {ko.place} shows the section '{name}'.")
        shown = [step.name for step in ko.steps if SOURCE[step.language] == suffix]
        if shown != [name for name in sections(source) if name in shown]:
            problems.append(f"snippets/{ko.slug}{suffix}: its sections stand in another order than on {ko.place}.")
        if source.is_file():
            problems += _outside(source, f"snippets/{ko.slug}{suffix}")
    for name in sections(ko.record):
        if name not in steps or not steps[name].shows_output:
            problems.append(f"snippets/{ko.slug}.txt: the output '{name}' belongs to no step of {ko.place}.")
    for path in sorted((ko.root / "snippets" / ko.slug).glob("*.svg")):
        place = path.relative_to(ko.root).as_posix()
        if path.stem not in steps:
            problems.append(f"{place}: no step of {ko.place} draws it.")
        elif sentence := compare_figure.fault(path):
            problems.append(f"{place}: {sentence}")
    for path in sorted((ko.root / "snippets" / ko.slug / compare_figure.NARROW).glob("*.svg")):
        if path.stem not in steps:
            problems.append(f"{path.relative_to(ko.root).as_posix()}: no step of {ko.place} draws it.")
    return problems


def unrecorded(page: Page) -> list[str]:
    """A page cannot show an output that no run has written yet."""
    recorded = sections(page.record)
    marker = {True: "pytest -m registry", False: "pytest"}
    return [
        f"{page.place}:{step.line}: its output is not recorded yet; "
        f"run {marker[step.registry]} {page.place} --update-outputs."
        for step in page.steps
        if step.shows_output and step.name not in recorded
    ]


def questions(page: Page) -> list[str]:
    """Each prediction is decided by a line that a run still prints: else its choices no longer fit."""
    recorded, changed, problems = sections(page.record), counted.changed(page), []
    concluded = [f"{label}: {answer}" for label, answer in conclusions.recorded(page).items()]
    for prediction in predictions.read(page):
        if prediction.answer is None:
            continue  # said where the form is looked at
        changes = predictions.changed(prediction.answer)
        if any(each not in changed for each in changes):
            continue  # not run yet, which is said where that is looked at
        names = predictions.shown(page, prediction.answer)
        texts = [recorded.get(name, "") for name in names]
        texts += [changed[each] for each in changes]
        printed = {line.strip() for text in texts for line in text.split("\n")}
        if prediction.decides not in printed | {*concluded}:
            names += [f"{step} with {change}" for change, step in changes]
            problems.append(
                f"{page.place}:{prediction.line}: no run prints the line '{prediction.decides}' (any more), "
                f"neither {' nor '.join(map(repr, names))} nor a conclusion of the page: the question does not "
                "fit what the run shows; read its choices again."
            )
        problems += [f"{page.place}:{prediction.line}: {sentence}" for sentence in _chancy(page, prediction)]
    return problems


def _chancy(page: Page, prediction: predictions.Prediction) -> list[str]:
    """What another seed would too often answer otherwise, where changed code decides the question."""
    problems, label = [], prediction.decides.rpartition(": ")[0]
    for change, step in predictions.changed(prediction.answer) if prediction.answer else ():
        answer, held, of = counted.repeated(page, change, step).get(label, (None, 0, 0))
        if OFTEN * of > held:
            problems.append(
                f"with {change}, '{label}: {answer}' came out in {held} of {of} runs with other seeds: choose a "
                "value whose outcome is sure, or another printed line, and word question and choices anew."
            )
    return problems


def _outside(source: Path, place: str) -> list[str]:
    """Code that stands in no section would run in `python file.py` but on no page."""
    inside = False
    for number, line in enumerate(source.read_text(encoding="utf-8").split("\n"), start=1):
        mark = MARKER.search(line)
        if mark:
            inside = mark["type"] == "start"
        elif not inside and line.strip() and not line.lstrip().startswith("#"):
            return [f"{place}:{number}: the line stands in no section, so no page shows it."]
    return []


def orphans(root: Path, slugs: Collection[str], docs: str) -> list[str]:
    """Every file under snippets/ belongs to a page: `known` are their slugs, `docs` is where they lie."""
    problems = []
    base = root / "snippets"
    for path in sorted(base.rglob("*")):
        if path.is_dir() or "__pycache__" in path.parts:
            continue
        name = path.relative_to(base)
        if path.suffix in (".py", ".sh", ".txt"):
            slug = name.with_suffix("").as_posix()
        elif path.suffix == ".yml":  # the words of a page's figures: loss.ko.yml
            slug = name.with_suffix("").with_suffix("").as_posix()
        else:
            slug = name.parent.as_posix().removesuffix(f"/{compare_figure.NARROW}")
        if slug not in slugs:
            problems.append(f"snippets/{name.as_posix()}: there is no page {docs}/{slug}.md for it.")
    return problems
