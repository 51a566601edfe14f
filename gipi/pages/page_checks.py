"""What one page must satisfy without running: each function gives sentences, each with its place."""

import itertools
import re

from gipi.pages.includes import expand, sections
from gipi.pages.page import Line, Page
from gipi.pages.records import NUMBER

HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]")


KOREAN_SPAN = re.compile(r'<(\w+)[^>]*\blang="ko"[^>]*>.*?</\1>', re.DOTALL)


# Code, citations, tags and formulas are not the page's own claims.
CITED = re.compile(r"`[^`]*`|\[[^\]]*\]\(https?:[^)]*\)|\]\([^)]*\)|<[^>]*>|\$[^$]*\$|§\s*[\d.]+")


PERCENT = re.compile(r"(?<![\w.])(\d+(?:\.\d+)?)(?=\s*(?:%|퍼센트|percent\b))")


TABLE_RULE = re.compile(r"^\s*\|(?:\s*:?-+:?\s*\|)+\s*$")
EMPTY_CELL = re.compile(r"\|\s*\|")


DECIMAL = re.compile(r"(?<![A-Za-z0-9_./-])\d+\.\d+(?!\.?\d|[A-Za-z_]|-\w)")


def description(page: Page) -> list[str]:
    if not str(page.meta.get("description") or "").strip():
        return [f"{page.place}:1: the front matter has no description."]
    return []


def headings(page: Page) -> list[str]:
    problems: list[str] = []
    seen: dict[str, int] = {}
    headings = [line for line in page.lines if line.kind == "heading"]
    if [line.key.split()[0] for line in headings].count("#") != 1:
        problems.append(f"{page.place}:1: a page has exactly one heading of the first level.")
    for line in headings:
        _, _, anchor = line.key.partition(" ")
        if not anchor:
            problems.append(f"{page.place}:{line.number}: the heading has no anchor; write {{ #name }} after it.")
        elif anchor in seen:
            problems.append(
                f"{page.place}:{line.number}: the anchor '{anchor}' is already used on line {seen[anchor]}."
            )
        seen.setdefault(anchor, line.number)
    return problems


def prose(page: Page) -> list[str]:
    """A section consists of more than code, pictures and headings."""
    problems, heading = [], None
    for line in [*page.lines, Line(0, "", "heading")]:
        if line.kind == "heading":
            if heading:
                problems.append(f"{page.place}:{heading.number}: the section has no prose of its own.")
            heading = line
        elif line.kind == "directive" and line.key.startswith("gipi:"):
            continue
        elif line.kind == "prose" and re.search(r"\w", re.sub(r"!\[[^\]]*\]\([^)]*\)|^\s*===.*$", "", line.text)):
            heading = None
    return problems


def pictures(page: Page) -> list[str]:
    return [
        f"{page.place}:{number}: the image {src} has no alt text."
        for number, alt, src in page.images
        if not alt.strip()
    ] + [
        f"{page.place}:{line.number}: the image has no alt text."
        for line in page.lines
        if line.kind == "prose" and re.search(r"<img(?![^>]*\balt=\"[^\"]+\")", line.text)
    ]


def tables(page: Page) -> list[str]:
    """Each column of a table has a heading; an empty one says nothing to who cannot see the table."""
    return [
        f"{page.place}:{head.number}: a column of the table has no heading."
        for head, rule in itertools.pairwise(page.lines)
        if head.kind == rule.kind == "prose" and TABLE_RULE.match(rule.text) and EMPTY_CELL.search(head.text)
    ]


def includes(page: Page) -> list[str]:
    """Includes outside of running fences expand too."""
    problems = []
    for line in page.lines:
        if re.match(r'\s*-+8<-+\s+"', line.text) and ".txt:" not in line.text:
            try:
                expand(page.root, [line.text.strip()])
            except Exception as error:
                problems.append(f"{page.place}:{line.number}: {str(error).rstrip('.')}.")
    return problems


def hangul(en: Page) -> list[str]:
    lines = [line for line in en.lines if line.kind in ("prose", "heading", "front")]
    text = "\n".join(line.text for line in lines)
    hidden = KOREAN_SPAN.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    return [
        f'{en.place}:{line.number}: Hangul on an English page; mark it with <span lang="ko">…</span>.'
        for line, rest in zip(lines, hidden.split("\n"), strict=True)
        if HANGUL.search(rest)
    ]


def numbers(page: Page, more: list[str]) -> list[str]:
    """Every decimal and percentage in the prose is one that a step of the page printed or was given.

    `more` are other texts that may stand behind one.
    """
    texts = [*sections(page.record).values(), *(step.code for step in page.steps), *more]
    printed = [number for text in texts for number in NUMBER.findall(text)]
    problems = []
    for line in page.lines:
        if line.kind not in ("prose", "heading") or re.match(r"\s*\[\^[^\]]+\]:", line.text):
            continue
        text = CITED.sub(" ", line.text)
        claims = [(m[1], float(m[1]) / 100, 2) for m in PERCENT.finditer(text)]
        percents = {written for written, _, _ in claims}
        claims += [(m[0], float(m[0]), 0) for m in DECIMAL.finditer(text) if m[0] not in percents]
        for written, value, shift in claims:
            digits = len(written.partition(".")[2]) + shift
            unit = 0.5 * 10**-digits * 1.001
            shown = any(
                abs(abs(float(number)) - value) <= unit
                or (shift and abs(abs(float(number)) / 100 - value) <= unit)
                for number in printed
            )
            if not shown:
                problems.append(
                    f"{page.place}:{line.number}: {written}{'%' if shift else ''} stands in the prose, "
                    "but no step of the page printed it."
                )
    return problems
