"""What the pages must satisfy without running: each function returns sentences, each with its place."""

import re
from contextlib import suppress
from pathlib import Path

from gipi.entries import error_dictionary, glossary
from gipi.pages import hand_typed
from gipi.pages.includes import MARKER, expand, sections
from gipi.pages.page import IMAGE, SOURCE, Line, Page, PageError, slugs
from gipi.pages.placeholders import PLACEHOLDER
from gipi.runs import compare_figure
from gipi.runs.compare_text import NUMBER
from gipi.site import version_facts
from gipi.versions import source

LANGUAGES = ("ko", "en")
HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]")
KOREAN_SPAN = re.compile(r'<(\w+)[^>]*\blang="ko"[^>]*>.*?</\1>', re.DOTALL)
# Code, citations, tags and formulas are not the page's own claims.
CITED = re.compile(r"`[^`]*`|\[[^\]]*\]\(https?:[^)]*\)|\]\([^)]*\)|<[^>]*>|\$[^$]*\$|§\s*[\d.]+")
# A term with its English, as a page introduces it: 손실 함수(loss function)는. Small letters only,
# for names of people and products, abbreviations and versions are no terms.
INTRODUCED = re.compile(r"(?P<ko>[가-힣][가-힣 -]*)\((?P<en>[a-z][a-z' -]*[a-z])(?=[,)])")
PERCENT = re.compile(r"(?<![\w.])(\d+(?:\.\d+)?)(?=\s*(?:%|퍼센트|percent\b))")
DECIMAL = re.compile(r"(?<![A-Za-z0-9_./-])\d+\.\d+(?!\.?\d|[A-Za-z_]|-\w)")


def page(root: Path, slug: str) -> list[str]:
    """Everything about one page, in both languages."""
    found, pages = [], []
    for language in LANGUAGES:
        path = root / "docs" / language / f"{slug}.md"
        other = f"docs/{'en' if language == 'ko' else 'ko'}/{slug}.md"
        if not path.is_file():
            return [f"{other}: the page is missing in the other language: docs/{language}/{slug}.md."]
        try:
            one = Page(root, path)
            _ = one.lines, one.meta, one.steps
            pages.append(one)
        except PageError as error:
            found.append(str(error))
    for one in pages:
        for test in (_description, _headings, _prose, _pictures, _includes):
            found += test(one)
    if len(pages) == 2:
        ko, en = pages
        found += _skeleton(ko, en) + _facts(ko, en) + _hangul(en) + _records(ko)
        for one in pages if slug.startswith("concepts/") else ():
            found += _numbers(one)
    return found


def site(root: Path) -> list[str]:
    """Every page, and what no single page can tell."""
    known = {language: slugs(root, language) for language in LANGUAGES}
    found = [sentence for slug in sorted({*known["ko"], *known["en"]}) for sentence in page(root, slug)]
    if not found:
        found = [sentence for slug in known["ko"] for sentence in _unrecorded(root, slug)]
    return (
        found
        + _orphans(root, known["ko"])
        + _shared_alt(root, known)
        + _notebooks(root)
        + _terms(root)
        + error_dictionary.check(root)
    )


def _notebooks(root: Path) -> list[str]:
    names = [
        {
            path.relative_to(root / "docs" / language).as_posix()
            for path in (root / "docs" / language).rglob("*.ipynb")
        }
        for language in LANGUAGES
    ]
    return [f"{name}: the notebook is missing in one language." for name in sorted(names[0] ^ names[1])]


def _terms(root: Path) -> list[str]:
    """The glossary is whole, and knows every term that a Korean page introduces."""
    path = root / "data" / "glossary.yml"
    if not path.is_file():
        return []
    try:
        terms = glossary.load(path)
    except glossary.GlossaryError as error:
        return [str(error)]
    found = []
    # The pages about the guide introduce its own tools: 지문(digest), 앵커(anchor).
    for slug in (slug for slug in slugs(root) if not slug.startswith("about/")):
        with suppress(PageError):  # already said
            found += _introduced(Page(root, root / "docs" / "ko" / f"{slug}.md"), terms)
    return found


def _introduced(ko: Page, terms: list[glossary.Term]) -> list[str]:
    """Korean and English of an introduced term are names of the same entry.

    English that the page's steps contain or print is a label, unless the glossary knows it.
    """
    found = []
    shown = "\n".join([*sections(ko.record).values(), *(step.code for step in ko.steps)])
    for line in ko.lines:
        if line.kind not in ("prose", "heading"):
            continue
        text = CITED.sub("", IMAGE.sub("", line.text)).replace("*", "")  # alt text names what a figure shows
        for match in INTRODUCED.finditer(text):
            if complaint := _unknown(match["ko"], match["en"], terms, shown):
                found.append(f"{ko.place}:{line.number}: {complaint}")
    return found


def _unknown(before: str, english: str, terms: list[glossary.Term], shown: str) -> str | None:
    """What is wrong with a term; `before` is the Korean text up to the bracket, of which it is the end."""
    entries = [term for term in terms if english in map(str.casefold, term.names)]
    # 크기(shape) is a headword with its bracket.
    if any(before.endswith(name.partition("(")[0]) for term in entries for name in term.names):
        return None
    korean = " ".join(before.split()[-len(english.split()) :])
    if entries:
        return f"the glossary calls {english} {entries[0].ko}, not {korean}: use that, or add it to the variants."
    if re.search(rf"(?<![a-z]){english}(?![a-z])", shown):
        return None
    return f"the term {korean}({english}) is not in data/glossary.yml: add it, or use a headword from there."


def _description(one: Page) -> list[str]:
    if not str(one.meta.get("description") or "").strip():
        return [f"{one.place}:1: the front matter has no description."]
    return []


def _headings(one: Page) -> list[str]:
    found, seen = [], {}
    headings = [line for line in one.lines if line.kind == "heading"]
    if [line.key.split()[0] for line in headings].count("#") != 1:
        found.append(f"{one.place}:1: a page has exactly one heading of the first level.")
    for line in headings:
        _, _, anchor = line.key.partition(" ")
        if not anchor:
            found.append(f"{one.place}:{line.number}: the heading has no anchor; write {{ #name }} after it.")
        elif anchor in seen:
            found.append(
                f"{one.place}:{line.number}: the anchor '{anchor}' is already used on line {seen[anchor]}."
            )
        seen.setdefault(anchor, line.number)
    return found


def _prose(one: Page) -> list[str]:
    """A section consists of more than code, pictures and headings."""
    found, heading = [], None
    for line in [*one.lines, Line(0, "", "heading")]:
        if line.kind == "heading":
            if heading:
                found.append(f"{one.place}:{heading.number}: the section has no prose of its own.")
            heading = line
        elif line.kind == "directive" and line.key.startswith("gipi:"):
            continue
        elif line.kind == "prose" and re.search(r"\w", re.sub(r"!\[[^\]]*\]\([^)]*\)|^\s*===.*$", "", line.text)):
            heading = None
    return found


def _pictures(one: Page) -> list[str]:
    return [
        f"{one.place}:{number}: the image {src} has no alt text."
        for number, alt, src in one.images
        if not alt.strip()
    ] + [
        f"{one.place}:{line.number}: the image has no alt text."
        for line in one.lines
        if line.kind == "prose" and re.search(r"<img(?![^>]*\balt=\"[^\"]+\")", line.text)
    ]


def _includes(one: Page) -> list[str]:
    """Includes outside of running fences expand too."""
    found = []
    for line in one.lines:
        if re.match(r'\s*-+8<-+\s+"', line.text) and ".txt:" not in line.text:
            try:
                expand(one.root, [line.text.strip()])
            except Exception as error:
                found.append(f"{one.place}:{line.number}: {str(error).rstrip('.')}.")
    return found


def _skeleton(ko: Page, en: Page) -> list[str]:
    """Both languages have the same headings, fences, includes, directives and pictures, in this order."""
    parts = [list(_parts(one)) for one in (ko, en)]
    for (mine, a), (theirs, b) in zip(*parts, strict=False):
        if mine != theirs:
            return [f"{en.place}:{b}: here stands {theirs}, but {ko.place}:{a} has {mine}."]
    if len(parts[0]) != len(parts[1]):
        longer, rest = (
            (ko, parts[0][len(parts[1]) :]) if len(parts[0]) > len(parts[1]) else (en, parts[1][len(parts[0]) :])
        )
        return [f"{longer.place}:{rest[0][1]}: {rest[0][0]} has no counterpart in the other language."]
    return []


def _facts(ko: Page, en: Page) -> list[str]:
    """What a sentence says of versions is said by the source, and both languages say the same.

    How often and in which order is up to each language.
    """
    found, said = [], []
    for one in (ko, en):
        places: dict[str, int] = {}
        for line in one.lines:
            for match in PLACEHOLDER.finditer(line.text):
                places.setdefault(match["said"], line.number)
        said.append(places)
        if "version" in {what.split()[0] for what in places}:
            try:
                found += version_facts.check(one, source.load(one.root))
            except source.VersionsProblem as problem:
                return [str(problem)]
        if one.slug.startswith(("install/", "errors/")):
            found += hand_typed.found(one)
    for one, mine, other, theirs in ((ko, said[0], en, said[1]), (en, said[1], ko, said[0])):
        for what in mine.keys() - theirs.keys():
            found.append(f"{one.place}:{mine[what]}: 'gipi:{what}' does not stand in {other.place}.")
    return found


def _parts(one: Page):
    images = {}
    for number, _, src in one.images:
        images.setdefault(number, []).append(src)
    for line in one.lines:
        if line.kind == "heading":
            yield f"a heading '{line.key}'", line.number
        elif line.kind == "fence":
            marked = re.search(r'hl_lines="[^"]*"', line.text)
            yield f"a fence '{line.key}{' ' + marked[0] if marked else ''}'", line.number
        elif line.kind == "directive":
            # A reason is prose; what it is the reason of is not.
            yield (
                f"a directive '{re.split(r': |reason=', line.key.partition(':')[2] or line.key)[0]}'",
                line.number,
            )
        elif line.kind == "code" and "8<--" in line.text:
            yield f"an include {line.key}", line.number
        for src in images.get(line.number, ()):
            yield f"an image {src}", line.number


def _hangul(en: Page) -> list[str]:
    prose = [line for line in en.lines if line.kind in ("prose", "heading", "front")]
    text = "\n".join(line.text for line in prose)
    hidden = KOREAN_SPAN.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    return [
        f'{en.place}:{line.number}: Hangul on an English page; mark it with <span lang="ko">…</span>.'
        for line, rest in zip(prose, hidden.split("\n"), strict=True)
        if HANGUL.search(rest)
    ]


def _records(ko: Page) -> list[str]:
    """Every section is shown, every record belongs to a step, every picture is the recorded one."""
    found = []
    steps = {step.name: step for step in ko.steps}
    for suffix in SOURCE.values():
        source = ko.root / "snippets" / (ko.slug + suffix)
        for name in sections(source):
            if name not in steps:
                found.append(f"snippets/{ko.slug}{suffix}: no fence of {ko.place} shows the section '{name}'.")
        shown = [step.name for step in ko.steps if SOURCE[step.language] == suffix]
        if shown != [name for name in sections(source) if name in shown]:
            found.append(f"snippets/{ko.slug}{suffix}: its sections stand in another order than on {ko.place}.")
        if source.is_file():
            found += _outside(source, f"snippets/{ko.slug}{suffix}")
    for name in sections(ko.record):
        if name not in steps or not steps[name].shows_output:
            found.append(f"snippets/{ko.slug}.txt: the output '{name}' belongs to no step of {ko.place}.")
    for path in sorted((ko.root / "snippets" / ko.slug).glob("*.svg")):
        place = path.relative_to(ko.root).as_posix()
        if path.stem not in steps:
            found.append(f"{place}: no step of {ko.place} draws it.")
        elif sentence := compare_figure.fault(path):
            found.append(f"{place}: {sentence}")
    return found


def _unrecorded(root: Path, slug: str) -> list[str]:
    """A page cannot show an output that no run has written yet."""
    one = Page(root, root / "docs" / "ko" / f"{slug}.md")
    known = sections(one.record)
    marker = {True: "pytest -m registry", False: "pytest"}
    return [
        f"{one.place}:{step.line}: its output is not recorded yet; "
        f"run {marker[step.registry]} {one.place} --update-outputs."
        for step in one.steps
        if step.shows_output and step.name not in known
    ]


def _outside(source: Path, place: str) -> list[str]:
    """Code that stands in no section would run in `python file.py` but on no page."""
    inside = False
    for number, line in enumerate(source.read_text(encoding="utf-8").split("\n"), start=1):
        mark = MARKER.search(line)
        if mark:
            inside = mark["type"] == "start"
        elif not inside and line.strip() and not line.lstrip().startswith("#"):
            return [f"{place}:{number}: the line stands in no section, so no page shows it."]
    return []


def _numbers(one: Page) -> list[str]:
    """Every decimal and percentage in the prose is one that a step of the page printed or was given."""
    texts = [*sections(one.record).values(), *(step.code for step in one.steps)]
    printed = [number for text in texts for number in NUMBER.findall(text)]
    found = []
    for line in one.lines:
        if line.kind not in ("prose", "heading") or re.match(r"\s*\[\^[^\]]+\]:", line.text):
            continue
        text = CITED.sub(" ", line.text)
        claims = [(m[1], float(m[1]) / 100, 2) for m in PERCENT.finditer(text)]
        percents = {written for written, _, _ in claims}
        claims += [(m[0], float(m[0]), 0) for m in DECIMAL.finditer(text) if m[0] not in percents]
        for written, value, shift in claims:
            digits = len(written.partition(".")[2]) + shift
            unit = 0.5 * 10**-digits * 1.001
            known = any(
                abs(abs(float(number)) - value) <= unit
                or (shift and abs(abs(float(number)) / 100 - value) <= unit)
                for number in printed
            )
            if not known:
                found.append(
                    f"{one.place}:{line.number}: {written}{'%' if shift else ''} stands in the prose, "
                    "but no step of the page printed it."
                )
    return found


def _orphans(root: Path, known: list[str]) -> list[str]:
    """Every file under snippets/ belongs to a page."""
    found = []
    base = root / "snippets"
    for path in sorted(base.rglob("*")):
        if path.is_dir() or "__pycache__" in path.parts:
            continue
        name = path.relative_to(base)
        slug = name.with_suffix("").as_posix() if path.suffix in (".py", ".sh", ".txt") else name.parent.as_posix()
        if slug not in known:
            found.append(f"snippets/{name.as_posix()}: there is no page docs/ko/{slug}.md for it.")
    return found


def _shared_alt(root: Path, known: dict[str, list[str]]) -> list[str]:
    found = []
    for language in LANGUAGES:
        seen: dict[str, tuple[str, str]] = {}
        for slug in known[language]:
            try:
                one = Page(root, root / "docs" / language / f"{slug}.md")
                images = one.images
            except PageError:
                continue  # already said
            for number, alt, src in images:
                source = (Path(slug).parent / src).as_posix()
                place, other = seen.setdefault(alt, (f"{one.place}:{number}", source))
                if other != source:
                    found.append(f"{one.place}:{number}: the alt text is the same as on {place}.")
    return found
