"""The script with which a reader compares a page's run with their own: what the build puts into it."""

import inspect
from collections.abc import Mapping
from pathlib import Path
from pprint import pformat

from gipi.check_env import check_env
from gipi.check_env.table import marked
from gipi.pages import export
from gipi.pages.includes import sections
from gipi.pages.page import Page

SOURCE = Path(__file__).with_name("compare_page.py")
SHARED = (check_env.language_of_system, check_env.say)
EXAMPLE = "compare_loss.py"  # in the lines on how to run it
WIDTH = 110


def name(page: Page) -> str | None:
    """What a page's script is called; None for pages that have none: others than lessons, and those with bash."""
    steps = [step.language for step in page.steps]
    lesson = page.slug.startswith(("concepts/", "practice/"))
    return f"compare_{Path(page.slug).name}.py" if lesson and steps and {*steps} == {"python"} else None


def script(page: Page, facts: Mapping, words: Mapping[str, Mapping[str, str]]) -> str:
    """The text of the file.

    `facts` are those that the page itself does not know: "versions" (with which it was recorded, as a text),
    "luck" ({conclusion that did not hold in every world: (held, of)}), and for each language "elsewhere" (where
    its code gives the same), "address" (of the page), "more" (of what to do about a difference).
    `words` are those of each language.
    """
    recorded = sections(page.record)
    steps = [
        {
            "name": step.name,
            "due": not (step.skip or step.registry or step.long),
            "first": step.first,
            "code": step.code,
            "prints": recorded.get(step.name, ""),
            "tolerance": step.tolerance,
            "varies": step.varies,
            "error": step.error,
            "stderr": step.stderr,
        }
        for step in page.steps
    ]
    own = f"{Path(page.slug).name}.py"
    about = {"name": own, **facts, "packages": export.PACKAGES, "steps": steps}
    text = SOURCE.read_text(encoding="utf-8").replace(EXAMPLE, f"compare_{own}", 2)
    for part, content in (
        ("shared", "\n\n".join(inspect.getsource(function) for function in SHARED)),
        ("page", f"PAGE = {_laid_out(about)}\n"),
        ("words", f"WORDS = {_laid_out(words)}\n"),
    ):
        before, after = marked(part).split(text)
        text = before + content + after
    return text


def _laid_out(value: Mapping) -> str:
    """A value as Python in which each line of a step's code has a line."""
    return pformat({**value}, width=WIDTH, sort_dicts=False)
