"""Sources of chance that another world cannot reach: a snippet must not use them."""

import ast

from gipi.pages.page import Page

# Another world shifts the seeds of these, and of what asks scikit-learn's check_random_state.
REACHED = {"default_rng", "seed", "set_random_seed", "set_seed"}
MAKERS = {"MT19937", "PCG64", "PCG64DXSM", "Philox", "RandomState", "SFC64", "SeedGenerator", "SeedSequence"}
MAKERS |= {"Random", "SystemRandom"}
# Their only argument is a seed.
SEEDED_BY_POSITION = {f"{name}{kind}" for name in ("Glorot", "He", "Lecun") for kind in ("Normal", "Uniform")}
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
