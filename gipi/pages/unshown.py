"""What runs with a step, but is not shown: below MARK, lines that only print conclusions, and what these print.

A reader who copies a step is spared what only checks the page's sentences; the tests run the whole.
"""

import ast

from gipi.pages import names
from gipi.pages.conclusions import LINE
from gipi.pages.includes import sections
from gipi.pages.page import Page, Step

MARK = "# Only checks what the page says:"


def code(step: Step) -> str:
    """The code of a step as far as it is shown."""
    return step.code.removesuffix(_below(step)).removesuffix(f"{MARK}\n")


def output(step: Step, printed: str) -> str:
    """What a step printed, as far as the code is shown that prints it."""
    lines = printed.split("\n")
    return "\n".join(lines[: len(lines) - len(_labels(step))])


def faults(page: Page) -> list[str]:
    """Sentences about steps of which more than checks is left out, or all that they print."""
    problems, recorded = [], sections(page.record)
    for number, step in enumerate(page.steps):
        if not (below := _below(step)):
            continue
        place = f"snippets/{page.slug}.py: the step '{step.name}'"
        lines, labels = recorded.get(step.name, "").split("\n"), _labels(step)
        said = [match["label"] for line in lines[-len(labels) :] if (match := LINE.match(line))]
        if None in labels or not labels or said != labels:
            problems.append(f"{place} holds more below '{MARK}' than names and print(\"label:\", …), or less.")
        if len(lines) == len(labels):
            problems.append(f"{place} would be shown without any output.")
        needed = set().union(*(names.read(code(later)).needs for later in page.steps[number + 1 :]))
        if lost := names.read(below).makes & needed:
            problems.append(f"{place} makes {', '.join(sorted(lost))} below '{MARK}', but later code needs it.")
        made = set().union(*(names.read(code(earlier)).makes for earlier in page.steps[: number + 1]))
        if idle := names.read(below).needs & made - _used(page):
            problems.append(
                f"{place} makes {', '.join(sorted(idle))} above '{MARK}', but only what is below uses it."
            )
    return problems


def _used(page: Page) -> set[str]:
    """The names that the code uses which the page shows."""
    trees = [ast.parse(code(step)) for step in page.steps if step.language == "python" and not step.error]
    loaded = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Name)]
    return {node.id for node in loaded if isinstance(node.ctx, ast.Load)}


def _below(step: Step) -> str:
    return step.code.partition(f"{MARK}\n")[2]


def _labels(step: Step) -> list[str | None]:
    """What the lines below the mark print, a label for each line; None for what may print anything else."""
    labels: list[str | None] = []
    for statement in ast.parse(_below(step)).body:
        match statement:
            case ast.Assign() | ast.FunctionDef():
                pass
            case ast.Expr(ast.Call(ast.Name("print"), [ast.Constant(str(text)), _])) if text.endswith(":"):
                labels.append(text.removesuffix(":"))
            case _:
                labels.append(None)
    return labels
