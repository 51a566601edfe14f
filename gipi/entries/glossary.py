"""The terms of data/glossary.yml, and the glossary page's text made from them."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import yaml

from gipi.entries import yaml_nodes

LISTS = ("variants", "search", "ambiguous", "everyday")
KEYS = ("id", *LISTS, "books", "define", "page")  # and the headword under each language's own code
LINGUA_FRANCA = "en"  # of the field: what a language has no word for is said in English

HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
IDENTIFIER = re.compile(r"[a-z][a-z0-9]+(-[a-z0-9]+)*")


class GlossaryError(ValueError):
    """Something wrong with the terms: where, and what to do about it."""


@dataclass(frozen=True)
class Term:
    """One entry; data/glossary.yml says what its fields mean."""

    id: str
    words: Mapping[str, str]  # the headword in each language
    define: Mapping[str, str]
    variants: tuple[str, ...] = ()
    search: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    everyday: tuple[str, ...] = ()
    books: Mapping[str, str] = field(default_factory=dict)
    page: str | None = None
    place: str = field(default="", compare=False)  # data/glossary.yml:31

    def headword(self, language: str) -> str:
        """The word that pages in this language use."""
        return self.words.get(language, self.words[LINGUA_FRANCA])

    def definition(self, language: str) -> str:
        """The sentence that pages in this language show."""
        return self.define.get(language, self.define[LINGUA_FRANCA])

    @property
    def names(self) -> tuple[str, ...]:
        """Every word that the entry goes by, each once; upper and lower case count as one."""
        words: dict[str, str] = {}
        for word in (*self.words.values(), *self.variants, *self.ambiguous):
            words.setdefault(word.casefold(), word)
        return tuple(words.values())


def load(path: Path, languages: tuple[str, ...], books: Collection[str]) -> list[Term]:
    """The terms in the file's order; none where there is no file.

    `languages` are those of the guide, the source first: under its docs folder `page` is looked up. A term
    must have the source's and the English word, any other language may come later. `books` are those that an
    entry may name. Raises GlossaryError with the file, the line, the entry and what to change.
    """
    if not path.is_file():
        return []
    rules = _Rules(languages, books, path.parent.parent / "docs" / languages[0])
    terms = [_term(entry, place, rules) for entry, place in _entries(path)]
    for term, complaint in _conflicts(terms):
        raise GlossaryError(f"{term.place}: entry ‘{term.id}’ {complaint}")
    return terms


# Reading


def _entries(path: Path) -> Iterator[tuple[dict, str]]:
    """Each entry with its place, for instance data/glossary.yml:31."""
    name = yaml_nodes.named(path)
    root = yaml_nodes.compose(path, GlossaryError)
    if not isinstance(root, yaml.SequenceNode):
        raise GlossaryError(f"{name}: the file must be a list of entries, each beginning with ‘- id: …’.")
    for node in root.value:
        place = f"{name}:{node.start_mark.line + 1}"
        if not isinstance(node, yaml.MappingNode):
            raise GlossaryError(f"{place}: an entry must be keys with values, beginning with ‘- id: …’.")
        entry = yaml.SafeLoader("").construct_document(node)
        if len(entry) < len(node.value):
            raise GlossaryError(f"{place}: entry ‘{entry.get('id')}’ has one of its keys twice; keep one.")
        yield entry, place


class _Rules(NamedTuple):
    """What an entry is held against."""

    languages: tuple[str, ...]
    books: Collection[str]
    docs: Path

    @property
    def needed(self) -> tuple[str, ...]:
        """The languages that no entry may lack."""
        return tuple(dict.fromkeys((self.languages[0], LINGUA_FRANCA)))


def _term(entry: dict, place: str, rules: _Rules) -> Term:
    """The entry as a Term, if nothing in it is missing, unknown or of the wrong kind."""
    for complaint in _complaints(entry, rules):
        raise GlossaryError(f"{place}: entry ‘{entry.get('id', '?')}’ {complaint}")
    lists = {key: tuple(entry.get(key, ())) for key in LISTS}
    words = {language: entry[language] for language in rules.languages if language in entry}
    return Term(
        entry["id"],
        words,
        entry["define"],
        **lists,
        books=entry.get("books", {}),
        page=entry.get("page"),
        place=place,
    )


def _complaints(entry: dict, rules: _Rules) -> Iterator[str]:
    """What is wrong with an entry by itself; only the first sentence is sure to make sense."""
    for key in entry:
        if key not in (*KEYS, *rules.languages):
            keys = ("id", *rules.languages, *KEYS[1:])
            yield f"has the unknown key ‘{key}’; the keys are {', '.join(keys)}."
    for key in ("id", *(language for language in rules.languages if language in (*rules.needed, *entry))):
        if not entry.get(key):
            yield f"has no ‘{key}’; add it."
        if not isinstance(entry[key], str):
            yield f"has {entry[key]!r} as its ‘{key}’, which YAML does not read as text; put it in quotes."
    if not IDENTIFIER.fullmatch(entry["id"]):
        yield "needs an id of small ASCII letters, digits and single hyphens, such as ‘loss-function’."
    for key in LISTS:
        if not isinstance(entry.get(key, []), list) or not all(
            isinstance(word, str) for word in entry.get(key, [])
        ):
            yield f"needs a list of words as its ‘{key}’, such as [SGD, 경사 하강]."
    yield from _definition_complaints(entry.get("define"), rules)
    for word in entry.get("everyday", []):
        if word not in [entry.get(language) for language in rules.languages]:
            yield f"calls ‘{word}’ an everyday word, but that is none of its headwords; take it out of ‘everyday’."
    yield from _repetitions(entry, rules)
    yield from _book_complaints(entry, rules)
    page = entry.get("page")
    if page is not None and not (rules.docs / f"{page}.md").is_file():
        place = f"docs/{rules.docs.name}/{page}.md"
        yield f"names the page ‘{page}’, but there is no {place}; correct it, or leave ‘page’ out."


def _definition_complaints(define: object, rules: _Rules) -> Iterator[str]:
    if not isinstance(define, dict):
        yield (
            "has no definition; add ‘define’ with one sentence for "
            + " and one for ".join(f"‘{language}’" for language in rules.needed)
            + "."
        )
        return
    for language in rules.needed:
        if not isinstance(define.get(language), str) or not define[language].strip():
            yield f"has no definition in ‘{language}’; add one sentence under ‘define’."
    for language in define:
        if language not in rules.languages:
            yield f"has a definition in ‘{language}’; the languages are {' and '.join(rules.languages)}."


def _repetitions(entry: dict, rules: _Rules) -> Iterator[str]:
    """A word twice in one entry; `ambiguous` repeats words on purpose."""
    seen = {entry[language].casefold() for language in rules.languages if language in entry}
    for word in (*entry.get("variants", []), *entry.get("search", [])):
        if word.casefold() in seen:
            yield f"has the word ‘{word}’ twice; keep it once."
        seen.add(word.casefold())


def _book_complaints(entry: dict, rules: _Rules) -> Iterator[str]:
    books = entry.get("books", {})
    if not isinstance(books, dict):
        yield "needs ‘books’ as pairs of a book and its word, such as ‘파이토치 한국어 튜토리얼: 변화도’."
    findable = {
        word.casefold() for word in (entry[LINGUA_FRANCA], *entry.get("variants", []), *entry.get("ambiguous", []))
    }
    for book, word in books.items():
        if book not in rules.books:
            yield f"names the unknown book ‘{book}’; correct it, or add it to ‘books’ in words/*.yml."
        if str(word).casefold() not in findable:
            yield f"says that {book} has ‘{word}’; add this word to the variants, so that readers find it."


# Comparing entries


def _conflicts(terms: list[Term]) -> Iterator[tuple[Term, str]]:
    """What is wrong between entries: the later one, and the sentence about it."""
    ids: dict[str, Term] = {}
    headwords: dict[str, Term] = {}
    for term in terms:
        if (first := ids.setdefault(term.id, term)) is not term:
            yield term, f"has the same id as the entry at {first.place}; choose another."
        for word in term.words.values():
            if (first := headwords.setdefault(word.casefold(), term)) is not term:
                yield (
                    term,
                    f"has the same headword ‘{word}’ as entry ‘{first.id}’; merge the two, "
                    "or tell them apart by a bracket, such as ‘커널(주피터)’.",
                )
    owners = owners_of(terms)
    for term in terms:
        yield from ((term, complaint) for complaint in _undeclared(term, owners))


def _undeclared(term: Term, owners: dict[str, list[Term]]) -> Iterator[str]:
    """A word of two entries must say so wherever it is not the headword."""
    declared = {word.casefold() for word in term.ambiguous}
    for word in term.variants:
        others = sharing(term, word, owners)
        if others and word.casefold() not in declared:
            yield (
                f"has the variant ‘{word}’, which entry ‘{others[0].id}’ goes by as well; take it out, "
                "or list it under ‘ambiguous’ too if readers use it for both."
            )
    for word in term.ambiguous:
        if not sharing(term, word, owners):
            yield f"calls ‘{word}’ ambiguous, but no other entry goes by it; take it out of ‘ambiguous’."


def owners_of(terms: list[Term]) -> dict[str, list[Term]]:
    """The entries that go by a word; words in lower case."""
    owners: dict[str, list[Term]] = {}
    for term in terms:
        for word in term.names:
            owners.setdefault(word.casefold(), []).append(term)
    return owners


def sharing(term: Term, word: str, owners: dict[str, list[Term]]) -> list[Term]:
    return [other for other in owners[word.casefold()] if other is not term]
