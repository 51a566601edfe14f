"""The recipe: said once, and no install line of the guide that does not come from it."""

import re
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache

import nbformat
import pytest

from gipi.check_env import check_env
from gipi.pages.includes import sections
from gipi.pages.page import Page, slugs
from gipi.site import version_facts
from gipi.versions import recipe, source
from gipi.versions.choose import Choice, Selector
from gipi.versions.pins import pinned
from small import ROOT, WORDS_OF

DATA = source.load()
BELOW = recipe.bound(DATA)
# What installs TensorFlow or another backend, or makes an environment for it.
INSTALLS = re.compile(
    r"\bpip3? (?:\S+ )*?install\b(?!ed).*\b(?:tensorflow|tf-nightly|(?:torch|jax)\b)|"
    r"\bconda install\b.*\btensorflow|-m venv\b|\buv venv\b|\bconda create\b"
)
QUIET = re.compile(r" (?:-q|--quiet)(?= |$)")
SPAN = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
# Lines that are no advice, or that cannot be the recipe's, and why. (where, what the line matches, why)
EXCEPTIONS = (
    ("*install/legacy-2021", ".*", "the note's commands of 2021, and sets that still work on Python 3.8"),
    ("about/sources", ".*", "the note's commands of 2021, with what became of them"),
    ("snippets/errors/*", ".*", "steps that bring an error about, in environments that are thrown away"),
    ("errors/companion-packages", "tensorflow-text==", "two packages that must have one number"),
    ("errors/mac-import", r"tensorflow<2\.20", "the last that people report to work beside pyarrow"),
    ("errors/zsh-no-matches", "tensorflow>=2.15", "what a shell makes of it without quotes"),
    ("errors/disk-full", "--no-cache-dir", "the recipe's line, which keeps no files while the disk is full"),
    ("errors/no-module-pip", "--seed", "an environment of uv that has pip"),
    ("errors/*", "--override-channels", "the recipe's line, without channels that want terms accepted"),
    ("errors/e*", r"^python3 -m venv \.venv$", "the distribution's own Python, whose package was just installed"),
    ("snippets/install/ask", "mixed", "two versions that do not fit, in an environment that is thrown away"),
    ("snippets/install/company", "-m venv (lab|ours)$", "a make-believe company's, to be thrown away"),
    ("snippets/install/jupyter-kernel", " other$", "an environment without TensorFlow, to show what it says"),
    ("install/backends", "^pip install torch$", "names the bare command, to warn of it"),
    ("snippets/install/backends", " with-torch$", "a second environment beside the page's own"),
    ("snippets/concepts/backends", '"on-', "one for each backend, made in a loop and thrown away"),
    ("install/evidence", "tensorflow==", "how each trial was installed, not what to type"),
    (
        "*",
        r"^(uv )?pip install \"?tensorflow(\[and-cuda\])?\"?$",
        "names the bare command, to warn of it",
    ),
    ("install/conda", "py38", "the note's command"),
    (
        "install/conda",
        "--override-channels",
        "the recipe's line, without channels that want terms accepted",
    ),
    ("install/keras-import", "^pip install keras tensorflow$", "what was typed on a day of the past"),
    ("snippets/install/uv", "uv venv( --quiet)? try$", "of whatever Python is there, to be thrown away"),
    ("*install/linux", r"^python3 -m venv \.venv$", "the distribution's own Python, once its number is known"),
    ("*", r"^(python\S* )?-m venv$|^uv venv$", "names the command in a sentence"),
    ("*", "--python-platform|--python-version|--dry-run|--report", "asks the index, installs nothing"),
)


def lines(text: str) -> Iterator[str]:
    """Command lines, each whole: a line that goes on is joined, a prompt is taken off."""
    for line in re.sub(r"[ \t]*[\\`]\n[ \t]*", " ", text).split("\n"):
        yield re.sub(r"\s+", " ", re.sub(r"^(?:PS [^>]*>|\$|>) ", "", line.strip()))


def shown(language: str, slug: str) -> Iterator[tuple[str, str]]:
    """(place, line) of each line of code on a page, within sentences too, but for what the recipe fills in."""
    page = Page(ROOT, ROOT / "docs" / language / f"{slug}.md")
    block: list[str] = []
    for line in page.lines:
        if line.kind == "code":
            block.append(line.text)
        elif block:
            for one in lines("\n".join(block)):
                yield f"{page.place}:{line.number}", one
            block = []
        if line.kind in ("prose", "heading"):
            for span in SPAN.findall(line.text):
                yield f"{page.place}:{line.number}", span


def everything() -> Iterator[tuple[str, str, str]]:
    """(slug, place, line) of all code that the guide shows."""
    for language in ("ko", "en"):
        for slug in slugs(ROOT, language):
            for place, line in shown(language, slug):
                yield slug, place, line
        for path in (ROOT / "docs" / language).rglob("*.ipynb"):
            slug = path.relative_to(ROOT / "docs" / language).with_suffix("").as_posix()
            for cell in nbformat.read(path, as_version=4).cells:
                texts = [cell.source] if cell.cell_type == "code" else SPAN.findall(cell.source)
                for line in (line for text in texts for line in lines(text)):
                    yield slug, f"{slug}.ipynb: {cell.id}", line
    for path in (ROOT / "snippets").rglob("*.sh"):
        slug = path.relative_to(ROOT / "snippets").with_suffix("").as_posix()
        for name, code in sections(path).items():
            for line in lines(code):
                yield f"snippets/{slug}", f"snippets/{slug}.sh: {name}", line


@cache
def allowed() -> set[str]:
    """Every line of the recipe."""
    found = set()
    for tool in recipe.TOOLS:
        for system in recipe.SYSTEMS:
            for part in recipe.INSTALLS if tool == "cell" else recipe.PARTS:
                found |= {QUIET.sub("", one) for one in recipe.lines(BELOW, tool, system, part)}
    return found


PYTHON = re.escape(source.RECOMMENDED)
# An environment of the named Python, by its own name or at a place of its own.
CREATES = re.compile(
    rf"(?:py -|python){PYTHON} -m venv (?:C:\\dl\\|~/dl/)?\.venv|uv venv(?: --seed)? --python {PYTHON}|"
    rf"conda create -n dl(?: -c conda-forge --override-channels)? python={PYTHON}(?: [\w-]+)*(?: -y)?"
)
# The environment's own pip, by its path if need be.
PLACE = r"(?:(?:C:\\dl\\)?\.venv\\Scripts\\|(?:~/dl/)?\.venv/bin/)?"
PIP = re.compile(rf"(?:[A-Z]+=\S+ )?(?:{PLACE}python -m pip|uv pip|%pip) install (.+)")


def keeps(line: str) -> bool:
    """Whether a line is the recipe's, or varies it in what it leaves open: other packages, options, a place."""
    plain = QUIET.sub("", line)
    if plain in allowed() or CREATES.fullmatch(plain):
        return True
    asked = PIP.fullmatch(plain)
    wanted = {
        f'"{recipe.requirement(BELOW, name)}"' for name in ("tensorflow", "tensorflow-cpu", "tensorflow[and-cuda]")
    }
    return bool(asked) and {word for word in asked[1].split() if "tensorflow" in word} <= wanted


def excepted(slug: str, line: str) -> bool:
    return any(fnmatch(slug, where) and re.search(what, line) for where, what, _ in EXCEPTIONS)


def test_no_install_line_but_the_recipes():
    found = [
        f"{place}: {line}"
        for slug, place, line in everything()
        if INSTALLS.search(line) and not keeps(line) and not excepted(slug, line)
    ]
    assert not found, (
        "these lines do not come from the recipe; write <!-- gipi:install TOOL SYSTEM PART -->, "
        "or an exception with its reason:\n" + "\n".join(found)
    )


def test_every_exception_is_one():
    seen = [(slug, QUIET.sub("", line)) for slug, _, line in everything() if INSTALLS.search(line)]
    for where, what, why in EXCEPTIONS:
        assert why
        assert any(fnmatch(slug, where) and re.search(what, line) for slug, line in seen), (where, what)


# Rules for a block that is pasted into PowerShell


def blocks() -> Iterator[tuple[str, str, list[str]]]:
    """(place, the text of its section, lines) of each powershell fence, and of what recipe and selector give."""
    for tool in ("venv", "uv"):
        for part in recipe.PARTS:
            yield f"the recipe: {tool} {part}", "", [*recipe.lines(BELOW, tool, "windows", part)]
    selector = Selector(DATA, pinned(ROOT)["keras"])
    for choice in selector.choices():
        if choice.shell == "powershell":
            answer = selector.answer(choice)
            typed = [selector.commands(answer)] if answer.works else []
            for commands in [*typed, *(selector.without(choice, backend) for backend in answer.instead)]:
                yield f"the selector: {choice.key}", "", commands.text.split("\n")
    for language in ("ko", "en"):
        for slug in slugs(ROOT, language):
            page = Page(ROOT, ROOT / "docs" / language / f"{slug}.md")
            section, inside = [], None
            found: list[tuple[int, list[str], list[str]]] = []
            for line in page.lines:
                if line.kind == "heading":
                    section = []
                section.append(line.text)
                if line.kind == "fence" and line.key == "powershell":
                    inside = (line.number, section, [])
                elif line.kind == "close" and inside:
                    found.append(inside)
                    inside = None
                elif inside:
                    inside[2].append(line.text.strip())
            for number, around, code in found:
                yield f"{page.place}:{number}", "\n".join(around), code


def test_a_powershell_block_needs_no_permission_and_no_activation():
    """A pasted block goes on after a line that fails, so no line may hang on one that can be refused."""
    found = []
    for place, around, code in blocks():
        for before, line in zip(["", *code], code, strict=False):
            if re.search(r"&&|\|\||^(?:export|source|set|unset|\w+=\S+) ", line):
                found.append(f"{place}: PowerShell 5 does not know it: {line}")
            if (
                re.search(r"\.ps1\b|\bScripts\\activate(?!\.bat)\b", line, re.IGNORECASE)
                and "Set-ExecutionPolicy" not in before
            ):
                found.append(f"{place}: a script may be refused; allow it on the line before: {line}")
            if line.startswith("Set-ExecutionPolicy") and line != code[-1] and "-Force" not in line:
                found.append(f"{place}: asks back, and takes the next pasted line for the answer: {line}")
            if re.match(r"(?:pip3?|jupyter|ipython|deactivate|conda)\b", line):
                found.append(f"{place}: needs an environment that is switched on: {line}")
            if line.startswith("wsl --install") and " -d " not in line:
                found.append(f"{place}: brings whichever Ubuntu is new, and its Python: {line}")
            if re.match(r"python3?\b", line) and not re.search("스토어|Microsoft Store", around):
                found.append(f"{place}: may be the Store's; call a Python by its path, or say what then: {line}")
    assert not found, "\n".join(found)


def test_packages_are_looked_up_before_one_is_installed():
    """On a new Debian, Ubuntu or WSL2 there are no package lists yet, and nothing can be installed."""
    found = []
    for language in ("ko", "en"):
        for slug in slugs(ROOT, language):
            page = Page(ROOT, ROOT / "docs" / language / f"{slug}.md")
            looked = False
            for line in page.lines:
                if line.kind == "fence":
                    looked = False
                elif line.kind == "code" and "apt update" in line.text:
                    looked = True
                elif line.kind == "code" and re.search(r"\bsudo apt(?:-get)? install\b", line.text) and not looked:
                    found.append(f"{page.place}:{line.number}: sudo apt update first")
    assert not found, "\n".join(found)
    for words in WORDS_OF.values():
        told = words.template("selector.first-apt")
        assert 0 < told.find("<code>sudo apt update</code>") < told.find("<code>sudo apt install")
    assert check_env.TYPE["ensurepip-missing"][0] == "sudo apt update"


# The recipe itself


def test_what_is_beyond_all_that_trained_is_kept_out():
    trained = {source.minor(one["tensorflow"]) for one in DATA["trials"] if one["outcome"] == "trained"}
    first = tuple(map(int, recipe.bound(DATA).split(".")))
    assert first not in trained and (first[0], first[1] - 1) in trained
    for coming in DATA["index"]["packages"]["coming"]:
        assert source.minor(coming) >= first, "the pre-release would be installed where nothing else is"


def test_the_step_of_the_page_is_the_recipes():
    assert sections(ROOT / "snippets/install/verify.sh")["line"].strip() == f"python {recipe.CHECK}"


def test_one_rule_says_which_python_to_take():
    """The selector, check_env.py and the pages name the same one for a Python that has no TensorFlow."""
    assert recipe.best(["3.9", "3.12", "3.13"]) == source.RECOMMENDED
    assert recipe.best(["3.8", "3.10", "3.9"]) == "3.10"
    assert recipe.best([]) is None
    selector = Selector(DATA, pinned(ROOT)["keras"])
    for system, target in (("windows", "windows-x64"), ("linux", "linux-x64"), ("macos", "macos-x64")):
        for python in ("3.14", "3.7"):
            facts = {"python": [3, int(python[2:])], "rosetta": False, "system": target, "packages": {}}
            there = check_env.read(check_env.TABLE, facts)
            asked = Choice(system, "x86_64", "venv", python, "cpu")
            if python in selector.pythons and there["newest"] is None:
                assert selector.answer(asked).nearest.python == there["best"]
            assert there["best"] == source.RECOMMENDED


@pytest.mark.parametrize("words", [("venv",), ("pip", "unix", "create"), ("venv", "windows", "dance")])
def test_a_part_that_the_recipe_lacks_is_said(words):
    with pytest.raises((version_facts.NoAnswer, TypeError)):
        version_facts.install(DATA, *words)


def test_a_page_that_asks_for_what_the_recipe_lacks_is_told(guide):
    body = "# A { #a }\n\nText.\n\n<!-- gipi:install venv windows dance -->\n"
    guide.page(body)
    page = Page(guide.root, guide.root / "docs" / "ko" / "a.md")
    (told,) = version_facts.check(page, DATA, WORDS_OF["ko"])
    assert told.startswith("docs/ko/a.md:") and "dance" in told and "folder, create" in told


def test_the_finder_finds():
    for line in (
        "pip install tensorflow==2.21.0",
        "python -m pip install --upgrade tensorflow",
        "python3 -m venv .venv",
        "%pip install tensorflow",
        "conda create -n dl python=3.12",
    ):
        assert INSTALLS.search(line), line
    assert not INSTALLS.search("python -m pip uninstall tensorflow-metal")


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ('.venv/bin/python -m pip install --no-cache-dir "tensorflow<{bound}" pandas', True),
        ("py -{python} -m venv C:\\dl\\.venv", True),
        ("conda create -n dl -c conda-forge --override-channels python={python} -y", True),
        ('.venv/bin/python -m pip install tensorflow "keras<4"', False),
        ('pip install "tensorflow<{bound}"', False),
        ('python3 -m pip install "tensorflow<{bound}"', False),
        ("py -3.14 -m venv .venv", False),
        ("conda create -n dl python", False),
    ],
)
def test_what_the_recipe_leaves_open_may_vary(line, kept):
    assert keeps(line.format(bound=recipe.bound(DATA), python=source.RECOMMENDED)) == kept


def test_a_part_becomes_a_fence_of_its_shell():
    assert version_facts.install(DATA, "uv", "windows", "create", "agree") == (
        f"```powershell\nuv venv --python {source.RECOMMENDED}\nuv pip check\n```"
    )
    assert version_facts.install(DATA, "conda", "windows", "create").startswith("```console\n")
    assert version_facts.install(DATA, "cell", "unix", "tensorflow").startswith("```text\n%pip install ")


def test_lines_are_joined():
    assert [*lines("a \\\n  b\n$ c")] == ["a b", "c"]
