"""Sources of chance that another world cannot reach: a snippet must not use them."""

import ast
import re
from collections.abc import Iterator

from gipi.pages.page import Page, Step

# Another world shifts the seeds of these, and of what asks scikit-learn's check_random_state.
REACHED = {"default_rng", "seed", "set_random_seed", "set_seed"}
MAKERS = {"MT19937", "PCG64", "PCG64DXSM", "Philox", "RandomState", "SFC64", "SeedGenerator", "SeedSequence"}
MAKERS |= {"Random", "SystemRandom"}
# Their only argument is a seed.
SEEDED_BY_POSITION = {f"{name}{kind}" for name in ("Glorot", "He", "Lecun") for kind in ("Normal", "Uniform")}
# Layers that draw a seed of their own when they are made.
DRAWING = re.compile(r"(?:Alpha|Gaussian|Spatial)?Dropout(?:[123]D)?|GaussianNoise|Random[A-Z]\w*")
INSTEAD = "use keras.utils.set_random_seed, np.random.default_rng or random_state instead."


def out_of_reach(page: Page) -> list[str]:
    """Each call of a page's Python steps whose chance no other world would change."""
    problems = []
    trees = [(step, ast.parse(step.code)) for step in page.steps if step.language == "python" and not step.skip]
    nodes = [node for _, tree in trees for node in ast.walk(tree)]
    own = {node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    for step, tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and (what := _fault(node, own)):
                line = step.first + node.lineno - 1
                problems.append(
                    f"snippets/{page.slug}.py:{line}: {what} is chance that no other world reaches: {INSTEAD}"
                )
    return problems


def drawn_too_early(page: Page) -> list[str]:
    """Each layer with chance of its own that a page makes before it sets a seed: no two runs would agree.

    Looks at what runs while the steps run, not into functions: they are called later.
    """
    problems: list[str] = []
    for step, call in _calls_outside_functions(page):
        name = ast.unparse(call.func)
        last = name.rpartition(".")[2]
        if last == "set_random_seed":
            break
        if DRAWING.fullmatch(last) and "layers." in name:
            line = f"snippets/{page.slug}.py:{step.first + call.lineno - 1}"
            problems.append(
                f"{line}: {name} draws its seed when it is made: call keras.utils.set_random_seed before."
            )
    return problems


def _calls_outside_functions(page: Page) -> Iterator[tuple[Step, ast.Call]]:
    for step in page.steps:
        if step.language == "python" and not step.skip:
            for statement in ast.parse(step.code).body:
                if not isinstance(statement, ast.FunctionDef | ast.ClassDef):
                    yield from ((step, node) for node in ast.walk(statement) if isinstance(node, ast.Call))


def _fault(call: ast.Call, own: set[str]) -> str | None:
    """How a call is written, if its chance is out of reach; `own` are the page's own functions."""
    name = ast.unparse(call.func)
    last = name.rpartition(".")[2]
    if last in own:
        return None
    if last in MAKERS or last.startswith("stateless_") or name == "random.seed":
        return f"{name}(…)"
    if "random.Generator" in name:
        return f"{name}(…)"
    if last in SEEDED_BY_POSITION and call.args:
        return f"{name}({ast.unparse(call.args[0])})"
    for keyword in call.keywords:
        none = isinstance(keyword.value, ast.Constant) and keyword.value.value is None
        seeds = keyword.arg == "random_seed" or (keyword.arg == "seed" and last not in REACHED)
        if seeds and not none:
            return f"{name}({keyword.arg}=…)"
    return None
