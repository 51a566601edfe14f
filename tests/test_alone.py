"""`python snippets/….py`: what README says of the snippets holds."""

import re
import subprocess
import sys
import venv
from importlib.metadata import packages_distributions
from pathlib import Path
from types import SimpleNamespace

import pytest
from test_ci import script

from gipi.pages import export
from gipi.pages.includes import sections
from gipi.pages.page import Page
from gipi.runs import groups
from small import ROOT, step

alone = script("alone")
FILES = {
    file.relative_to(ROOT / "snippets").with_suffix("").as_posix(): file
    for file in sorted((ROOT / "snippets").rglob("*.py"))
}
PAGES = {slug: Page(ROOT, ROOT / "docs" / "ko" / f"{slug}.md") for slug in FILES}


ALL = [slug for slug, page in PAGES.items() if not alone.left_out(page)]
SECONDS = groups.weights(ROOT)


def quickest(reason: str) -> str:
    """Of the files that differ from their page in this way, the one whose page takes the least."""
    return min(
        (slug for slug in ALL if reason in alone.differs(PAGES[slug])),
        key=lambda slug: SECONDS.get(PAGES[slug].place, 60),
    )


@pytest.mark.parametrize("reason", ["error", "bash"])
def test_a_file_whose_page_does_more_than_it(reason):
    """Its page goes on after an error, or bash works before its Python."""
    slug = quickest(reason)
    assert alone.fault(FILES[slug], PAGES[slug]) is None, slug


@pytest.mark.exhaustive
@pytest.mark.parametrize("slug", ALL)
def test_every_file(slug):
    assert alone.fault(FILES[slug], PAGES[slug]) is None


def written(guide, record: str, before: str = "") -> tuple:
    guide.snippet("a.sh", make="echo 5 > five")
    guide.snippet("a.py", one="print(open('five').read().strip())", two="int('a')", three="print(9)")
    first = step("make", language="bash", shown=False) if before else ""
    error = "<!-- pytest-codeblocks:expect-error ValueError -->\n"
    guide.page(f"{first}\n{step('one')}\n{step('two', before=error)}\n{step('three')}")
    guide.write("snippets/a.txt", record)
    return guide.root / "snippets/a.py", Page(guide.root, guide.root / "docs/ko/a.md")


RECORD = """--8<-- [start:one]
5
--8<-- [end:one]

--8<-- [start:two]
ValueError: invalid literal for int() with base 10: 'a'
--8<-- [end:two]

--8<-- [start:three]
9
--8<-- [end:three]
"""


def test_a_file_prints_what_is_recorded_up_to_its_error(guide):
    file, page = written(guide, RECORD, before="bash")
    assert alone.fault(file, page) is None
    file, page = written(guide, RECORD.replace("\n5", "\n6"), before="bash")
    assert alone.fault(file, page) == "line 1 of the output: printed '5', recorded '6'."
    file, page = written(guide, RECORD.replace("'a'", "'b'"), before="bash")
    assert "invalid literal for int() with base 10: 'a'" in alone.fault(file, page)
    file, page = written(guide, RECORD)
    assert alone.fault(file, page) == "FileNotFoundError: [Errno 2] No such file or directory: 'five'"


def test_no_file_is_taken_for_a_module():
    """Python looks beside the file that it runs first: an ipykernel.py in snippets/errors kept kernels from
    starting."""
    modules = {*sys.stdlib_module_names, *packages_distributions()}
    kept = {slug.rpartition("/")[2] for slug in FILES} - {"venv"}  # which nothing there imports
    taken_home = {export.script_name(page).removesuffix(".py") for page in PAGES.values()}
    assert not (kept | taken_home) & modules


TITLED = re.compile(r'```python title="([\w-]+\.py)"\n\s*--8<-- "(.+\.py):(.+)"')


def unknown(codes: list[str], file: str) -> str:
    """What ruff says of names that none of these steps has made; `file` lends them its exceptions."""
    command = [sys.executable, "-m", "ruff", "check", "--select", "F821", "--output-format", "concise"]
    command += ["--stdin-filename", f"snippets/{file}", "-"]
    return subprocess.run(
        command, input="\n".join(codes), capture_output=True, text=True, encoding="utf-8", cwd=ROOT, check=False
    ).stdout


def test_what_a_page_calls_one_file_knows_its_names():
    """Who saves the steps under their title as that file can run it."""
    found = {}
    for page in sorted((ROOT / "docs" / "ko").rglob("*.md")):
        files: dict[tuple[str, str], list[str]] = {}
        for title, file, section in TITLED.findall(page.read_text(encoding="utf-8")):
            files.setdefault((title, file), []).append(sections(ROOT / "snippets" / file)[section])
        for (title, file), codes in files.items():
            if "F821" in (said := unknown(codes, file)):
                found[f"{page.name}: {title}"] = said
    assert found == {}
    assert "F821" in unknown(["print(sys.prefix)"], "install/conda.py")


def test_without_pip_no_computer_gets_the_newest_release(monkeypatch, capsys):
    failed = SimpleNamespace(returncode=1, stdout="")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: failed)
    exec("import sys\n" + sections(FILES["install/index"])["ask"], {})
    said = capsys.readouterr().out.splitlines()
    assert said and all(line.endswith(": NOTHING") for line in said)


@pytest.mark.skipif(sys.platform == "win32", reason="where programs lie in an environment differs on Windows")
@pytest.mark.parametrize(("terminal", "same"), [("one", True), ("other", False)])
def test_two_environments_of_one_python_are_told_apart(tmp_path, terminal, same):
    for name in {"one", terminal}:
        venv.create(tmp_path / name, symlinks=True)
    done = subprocess.run(
        [tmp_path / "one/bin/python", "-c", sections(FILES["errors/module-not-found"])["which"]],
        env={"PATH": str(Path(tmp_path, terminal, "bin"))},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith(f"the terminal's python is this Python: {same}")
