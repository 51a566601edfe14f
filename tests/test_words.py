"""The words files: the same keys in every language, each used, none missing."""

import re
from string import Formatter

import pytest

from gipi.words import Words, WordsProblem
from small import ROOT, WORDS_OF

SOURCE, *OTHERS = WORDS_OF.values()
# The titles of mkdocs.yml's navigation are the source's own; books go by their own names.
OF_OTHERS = {"nav"}
# Part and key are joined by a variable: `verified.` and a state, `versions.` and a result.
COMPUTED = re.compile(r"""["']([\w-]+)\.(?:["'] \+|[\w-]*\{)""")
LITERAL = re.compile(r"""["']([\w-]+\.[\w.-]+)["']""")


def keys(words: Words) -> dict[str, object]:
    return {
        f"{part}.{name}": text
        for part, texts in words.texts.items()
        if part not in OF_OTHERS
        for name, text in texts.items()
    }


def blanks(text) -> set[str]:
    """What a text leaves to be filled in."""
    return {name for _, name, _, _ in Formatter().parse(text) if name} if isinstance(text, str) else set()


@pytest.mark.parametrize("words", OTHERS, ids=lambda words: words.language)
def test_every_language_says_the_same_things(words):
    own, theirs = keys(SOURCE), keys(words)
    missing = {key for key in own if key not in theirs and not key.startswith("theme.")}
    assert not missing, f"words/{words.language}.yml lacks {missing}"
    assert {key for key in theirs if key not in own} <= {"glossary.korean-also"}
    for key in own.keys() & theirs.keys():
        assert blanks(own[key]) == blanks(theirs[key]), key


@pytest.mark.parametrize("words", OTHERS, ids=lambda words: words.language)
def test_every_title_of_the_navigation_is_translated(words):
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:")[2].partition("\ntheme:")[0]
    titles = set(re.findall(r"- ([^:\n]+):", text))
    assert titles == set(words.part("nav"))
    assert set(SOURCE.part("assumes")) == set(words.part("assumes")) <= titles


def test_no_key_is_unused():
    code = "\n".join(
        path.read_text(encoding="utf-8")
        for pattern in ("gipi/**/*.py", "gipi/**/*.html", "docs/theme/**/*.html")
        for path in ROOT.glob(pattern)
    )
    used, computed = set(LITERAL.findall(code)), set(COMPUTED.findall(code))
    whole = set(re.findall(r"""part\(["'](\w+)["']\)""", code))
    unused = [
        key
        for key in keys(SOURCE)
        if key not in used and key.partition(".")[0] not in computed | whole and not key.startswith("theme.")
    ]
    assert unused == []
    # Material knows its own words; ours must stand in a template.
    ours = {key.removeprefix("theme.") for key in keys(SOURCE) if key.startswith("theme.gipi.")}
    assert {key for key in ours if key not in code} == set()


def test_a_missing_key_says_where_it_belongs():
    with pytest.raises(WordsProblem, match=r"words/ko\.yml lacks ‘verified\.nothing’: add it under ‘verified’"):
        SOURCE("verified.nothing")


def test_no_reader_is_spoken_to_from_code():
    """Hangul in Python is grammar, a pattern, or an example in a message for whoever writes the guide."""
    allowed = {"words/grammar.py", "pages/hand_typed.py", "pages/page_checks.py", "entries/introduced.py"}
    allowed |= {"check_env/check_env.py"}  # one file without imports; the build puts its words in
    found = []
    for path in sorted((ROOT / "gipi").rglob("*.py")):
        name = path.relative_to(ROOT / "gipi").as_posix()
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
            quoted = re.sub(r"‘[^’]*’|\[[^\]]*\]|#.*|\"\"\".*", "", line)
            if name not in allowed and re.search(r"[가-힣]{2}", quoted):
                found.append(f"{name}:{number}: {line.strip()}")
    assert found == []
