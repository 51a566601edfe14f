"""Terms that a Korean page introduces with their English: the glossary must know both words."""

import re

from gipi.entries.glossary import Term
from gipi.pages.includes import sections
from gipi.pages.page import IMAGE, Page
from gipi.pages.page_checks import CITED

# A term with its English, as a page introduces it: 손실 함수(loss function)는. Small letters only,
# for names of people and products, abbreviations and versions are no terms.
INTRODUCED = re.compile(r"(?P<ko>[가-힣][가-힣 -]*)\((?P<en>[a-z][a-z' -]*[a-z])(?=[,)])")


def introduced(ko: Page, terms: list[Term]) -> list[str]:
    """Korean and English of an introduced term are names of the same entry.

    English that the page's steps contain or print is a label, unless the glossary knows it.
    """
    problems = []
    shown = "\n".join([*sections(ko.record).values(), *(step.code for step in ko.steps)])
    for line in ko.lines:
        if line.kind not in ("prose", "heading"):
            continue
        text = CITED.sub("", IMAGE.sub("", line.text)).replace("*", "")  # alt text names what a figure shows
        for match in INTRODUCED.finditer(text):
            if complaint := _unknown(match["ko"], match["en"], terms, shown):
                problems.append(f"{ko.place}:{line.number}: {complaint}")
    return problems


def _unknown(before: str, english: str, terms: list[Term], shown: str) -> str | None:
    """What is wrong with a term; `before` is the Korean text up to the bracket, of which it is the end."""
    entries = [term for term in terms if english in map(str.casefold, term.names)]
    # 크기(shape) is a headword with its bracket.
    if any(before.endswith(name.partition("(")[0]) for term in entries for name in term.names):
        return None
    korean = " ".join(before.split()[-len(english.split()) :])
    if entries:
        ours = entries[0].headword("ko")
        return f"the glossary calls {english} {ours}, not {korean}: use that, or add it to the variants."
    if re.search(rf"(?<![a-z]){english}(?![a-z])", shown):
        return None
    return f"the term {korean}({english}) is not in data/glossary.yml: add it, or use a headword from there."
