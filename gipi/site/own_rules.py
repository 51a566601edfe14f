"""Outputs that are compared by a rule of their own say so, for readers who compare their own run."""

import json
import re
from collections.abc import Iterable
from html import escape

from gipi.pages.page import Step

OUTPUT = re.compile(r'<div class="(?P<classes>[^"]*\bgipi-output\b[^"]*)"')
OF = re.compile(r"\bgipi-of-([\w-]+)")  # what a step prints with another setting: its name, see gipi/site/odds.py


def mark(html: str, steps: Iterable[Step]) -> str:
    """A page with all its `steps`, each output of which carries its tolerance and what varies in it."""
    named = {step.name: (step.tolerance, step.varies) for step in steps if step.shows_output}
    rules = iter([*named.values()])

    def put(match: re.Match) -> str:
        other = OF.search(match["classes"])
        tolerance, varies = named.get(other[1], (None, [])) if other else next(rules, (None, []))
        said = [match[0]]
        if tolerance is not None:
            said.append(f'data-tolerance="{tolerance:g}"')
        if varies:
            said.append(f'data-varies="{escape(json.dumps(varies, ensure_ascii=False))}"')
        return " ".join(said)

    return OUTPUT.sub(put, html)
