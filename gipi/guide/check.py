"""What must be true of the guide without running it: each function returns sentences, each with its place."""

from contextlib import suppress
from pathlib import Path

from gipi.entries import error_dictionary, pasted, typed
from gipi.entries.glossary import GlossaryError, Term
from gipi.entries.introduced import introduced
from gipi.guide import Guide
from gipi.guide.answers import lines_of, of_language, of_page, stopping
from gipi.pages import hand_typed, labels, notebook, page_checks, placeholders, predictions, unshown
from gipi.pages.page import Page, PageError
from gipi.pages.pair_checks import skeleton
from gipi.runs import counted, record_checks
from gipi.runs.odds import shown
from gipi.runs.paths.plan import PlanProblem
from gipi.runs.signed import RecordProblem
from gipi.site import version_facts
from gipi.versions.source import VersionsProblem

ALONE = (
    page_checks.description,
    page_checks.headings,
    page_checks.prose,
    page_checks.pictures,
    page_checks.tables,
    page_checks.includes,
    labels.faults,
)


def site(guide: Guide) -> list[str]:
    """Every page, and what no single page can tell."""
    slugs = sorted({slug for pages in guide.pages.values() for slug in pages})
    problems = [sentence for slug in slugs for sentence in page(guide, slug)]
    source = guide.pages[guide.source]
    if not problems:
        problems = [sentence for own in source.values() for sentence in record_checks.unrecorded(own)]
    return (
        problems
        + record_checks.orphans(guide.root, source, f"docs/{guide.source}")
        + _shared_alt(guide)
        + _notebooks(guide)
        + _terms(guide)
        + _errors(guide)
        + _typed(guide)
        + _paths(guide)
        + _releases(guide)
    )


def page(guide: Guide, slug: str) -> list[str]:
    """Everything about one page, in every language."""
    problems, whole = [], []
    for language, pages in guide.pages.items():
        if slug not in pages:
            there = next(other for other in guide.languages if slug in guide.pages[other])
            return [
                f"docs/{there}/{slug}.md: the page is missing in the other language: docs/{language}/{slug}.md."
            ]
        try:
            own = pages[slug]
            _ = own.lines, own.meta, own.steps
            whole.append(own)
        except PageError as error:
            problems.append(str(error))
    for own in whole:
        for test in ALONE:
            problems += test(own)
        problems += predictions.faults(own, guide.words(own.language)("page.right"))
    if len(whole) < len(guide.languages):
        return problems
    first, *others = whole
    problems += record_checks.records(first) + shown.faults(first) + unshown.faults(first)
    problems += [sentence for own in whole for sentence in shown.of_one_run(own, first)]
    problems += [sentence for own in whole for sentence in record_checks.questions(own)]
    for other in others:
        problems += skeleton(first, other)
        if not guide.words(other.language).grammar.reads_hangul:
            problems += page_checks.hangul(other)
    problems += _facts(guide, whole)
    if slug.startswith("concepts/"):
        problems += [sentence for own in whole for sentence in page_checks.numbers(own, counted.numbers(first))]
    return problems


def _facts(guide: Guide, pages: list[Page]) -> list[str]:
    """What a sentence says of versions is said by the source, and all languages say the same.

    How often and in which order is up to each language.
    """
    problems, said = [], []
    for page in pages:
        places: dict[str, int] = {}
        for line in page.lines:
            if line.kind in ("prose", "heading", "directive"):
                for match in placeholders.matches(line.text):
                    places.setdefault(match["said"], line.number)
        said.append(places)
        if {"version", "install"} & {what.split()[0] for what in places}:
            try:
                problems += version_facts.check(page, guide.versions, guide.words(page.language))
            except VersionsProblem as problem:
                return [str(problem)]
        if page.slug.startswith(("install/", "errors/")):
            problems += hand_typed.faults(page)
        names = of_language(guide, page.language).keys() | of_page(guide, page.language, page.slug).keys()
        for what, number in places.items():
            if what.split()[0] not in names:
                problems.append(f"{page.place}:{number}: unknown placeholder 'gipi:{what.split()[0]}'.")
    for other, theirs in zip(pages[1:], said[1:], strict=True):
        for page, mine, place, its in (
            (pages[0], said[0], other.place, theirs),
            (other, theirs, pages[0].place, said[0]),
        ):
            for what in mine.keys() - its.keys():
                problems.append(f"{page.place}:{mine[what]}: 'gipi:{what}' does not stand in {place}.")
    return problems


def _notebooks(guide: Guide) -> list[str]:
    names = [set(notebook.slugs(guide.root, language)) for language in guide.languages]
    lacking = sorted({name for there in names for name in there if not all(name in others for others in names)})
    return [f"{name}.ipynb: the notebook is missing in one language." for name in lacking]


def _terms(guide: Guide) -> list[str]:
    """The glossary is whole, and knows every term that a page of the source introduces."""
    try:
        terms: list[Term] = guide.terms
    except GlossaryError as error:
        return [str(error)]
    problems = []
    # The pages about the guide introduce its own tools: 지문(digest), 앵커(anchor).
    for page in guide.pages[guide.source].values() if terms else ():
        if not page.slug.startswith("about/"):
            with suppress(PageError):  # already said
                problems += introduced(page, terms)
    return problems


def _errors(guide: Guide) -> list[str]:
    try:
        return error_dictionary.check(guide.errors, guide.pages)
    except error_dictionary.DictionaryError as error:
        return [str(error)]


def _typed(guide: Guide) -> list[str]:
    try:
        slugs = {*guide.pages[guide.source], *notebook.slugs(guide.root, guide.source)}
        return typed.strangers(guide.typed, slugs) + pasted.astray(guide.cures, guide.pages)
    except (typed.TypedError, pasted.PastedError) as error:
        return [str(error)]


def _paths(guide: Guide) -> list[str]:
    """What is walked stands on the pages, and what is recorded was walked to its end."""
    try:
        lines_of(guide)
        recorded = guide.walked
    except (PlanProblem, RecordProblem) as problem:
        return [str(problem)]
    planned = {walk.key for walk in guide.walks}
    again = "mend the page or the recipe, then run python -m gipi.runs.paths"
    return [
        f"data/paths.json: nobody walks ‘{key}’ any more; run python -m gipi.runs.paths."
        for key in recorded.keys() - planned
    ] + [
        f"data/paths.json: ‘{key}’ broke at {result['at']}: {result['last']}; {again} {key}."
        for key, result in recorded.items()
        if result["outcome"] == "broke"
    ]


def _releases(guide: Guide) -> list[str]:
    """What is recorded of other releases is the command's, and a page that stops under one says so."""
    try:
        recorded = guide.released
    except RecordProblem as problem:
        return [str(problem)]
    problems = []
    for slug in sorted(recorded.keys() & guide.pages[guide.source].keys()):
        if not (stops := stopping(guide, slug)):
            continue
        names = ", ".join(environment.key for environment, _ in stops)
        for pages in guide.pages.values():
            if slug in pages and not placeholders.said(pages[slug], "stops"):
                problems.append(
                    f"{pages[slug].place}: its code stops under {names}; say so where the step stands, with "
                    "<!-- gipi:stops --> alone on its line, or write the step so that it runs there."
                )
    return problems


def _shared_alt(guide: Guide) -> list[str]:
    problems = []
    for pages in guide.pages.values():
        seen: dict[str, tuple[str, str]] = {}
        for page in pages.values():
            try:
                images = page.images
            except PageError:
                continue  # already said
            for number, alt, src in images:
                source = (Path(page.slug).parent / src).as_posix()
                place, other = seen.setdefault(alt, (f"{page.place}:{number}", source))
                if other != source:
                    problems.append(f"{page.place}:{number}: the alt text is the same as on {place}.")
    return problems
