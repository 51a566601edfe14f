"""The terms of data/glossary.yml, and the glossary page's text made from them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

# The books and guides that an entry may name, and what the English page calls them.
BOOKS = {
    "파이토치 한국어 튜토리얼": "PyTorch Korea tutorials",
    "텐서플로 한국어 문서": "TensorFlow documentation in Korean",
    "Dive into Deep Learning 한국어판": "Dive into Deep Learning in Korean",
    "구글 머신러닝 용어집": "Google machine learning glossary",
    "eng2kor 용어집": "eng2kor glossary",
    "CS231n 한국어 용어집": "CS231n glossary in Korean",
    "『케라스 창시자에게 배우는 딥러닝』 초판": "first Korean edition of Deep Learning with Python",
    "『밑바닥부터 시작하는 딥러닝』": '<span lang="ko">『밑바닥부터 시작하는 딥러닝』</span>',
}

LISTS = ("variants", "search", "ambiguous", "everyday")
KEYS = ("id", "ko", "en", *LISTS, "books", "define", "page")
LANGUAGES = ("ko", "en")

HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
IDENTIFIER = re.compile(r"[a-z][a-z0-9]+(-[a-z0-9]+)*")


class GlossaryError(ValueError):
    """Something wrong with the terms: where, and what to do about it."""


@dataclass(frozen=True)
class Term:
    """One entry; data/glossary.yml says what its fields mean."""

    id: str
    ko: str
    en: str
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
        return self.ko if language == "ko" else self.en

    @property
    def names(self) -> tuple[str, ...]:
        """Every word that the entry goes by, each once; upper and lower case count as one."""
        words: dict[str, str] = {}
        for word in (self.ko, self.en, *self.variants, *self.ambiguous):
            words.setdefault(word.casefold(), word)
        return tuple(words.values())


def load(path: Path) -> list[Term]:
    """The terms in the file's order; `page` is looked up in docs/ko beside the file's folder.

    Raises GlossaryError with the file, the line, the entry and what to change.
    """
    docs = path.parent.parent / "docs" / "ko"
    terms = [_term(entry, place, docs) for entry, place in _entries(path)]
    for term, complaint in _conflicts(terms):
        raise GlossaryError(f"{term.place}: entry ‘{term.id}’ {complaint}")
    return terms


# Reading


def _entries(path: Path) -> Iterator[tuple[dict, str]]:
    """Each entry with its place, for instance data/glossary.yml:31."""
    name = "/".join(path.parts[-2:])
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        raise GlossaryError(f"{name}:{error.problem_mark.line + 1}: this is not YAML: {error.problem}.") from error
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


def _term(entry: dict, place: str, docs: Path) -> Term:
    """The entry as a Term, if nothing in it is missing, unknown or of the wrong kind."""
    for complaint in _complaints(entry, docs):
        raise GlossaryError(f"{place}: entry ‘{entry.get('id', '?')}’ {complaint}")
    lists = {key: tuple(entry.get(key, ())) for key in LISTS}
    return Term(**entry | lists, place=place)


def _complaints(entry: dict, docs: Path) -> Iterator[str]:
    """What is wrong with an entry by itself; only the first sentence is sure to make sense."""
    for key in entry:
        if key not in KEYS:
            yield f"has the unknown key ‘{key}’; the keys are {', '.join(KEYS)}."
    for key in ("id", "ko", "en"):
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
    yield from _definition_complaints(entry.get("define"))
    for word in entry.get("everyday", []):
        if word not in (entry["ko"], entry["en"]):
            yield f"calls ‘{word}’ an everyday word, but that is none of its headwords; take it out of ‘everyday’."
    yield from _repetitions(entry)
    yield from _book_complaints(entry)
    page = entry.get("page")
    if page is not None and not (docs / f"{page}.md").is_file():
        yield f"names the page ‘{page}’, but there is no docs/ko/{page}.md; correct it, or leave ‘page’ out."


def _definition_complaints(define: object) -> Iterator[str]:
    if not isinstance(define, dict):
        yield "has no definition; add ‘define’ with one sentence for ‘ko’ and one for ‘en’."
    for language in LANGUAGES:
        if not isinstance(define.get(language), str) or not define[language].strip():
            yield f"has no definition in ‘{language}’; add one sentence under ‘define’."
    for language in define:
        if language not in LANGUAGES:
            yield f"has a definition in ‘{language}’; the languages are ko and en."


def _repetitions(entry: dict) -> Iterator[str]:
    """A word twice in one entry; `ambiguous` repeats words on purpose."""
    seen = {entry["ko"].casefold(), entry["en"].casefold()}
    for word in (*entry.get("variants", []), *entry.get("search", [])):
        if word.casefold() in seen:
            yield f"has the word ‘{word}’ twice; keep it once."
        seen.add(word.casefold())


def _book_complaints(entry: dict) -> Iterator[str]:
    books = entry.get("books", {})
    if not isinstance(books, dict):
        yield "needs ‘books’ as pairs of a book and its word, such as ‘파이토치 한국어 튜토리얼: 변화도’."
    findable = {word.casefold() for word in (entry["en"], *entry.get("variants", []))}
    for book, word in books.items():
        if book not in BOOKS:
            yield f"names the unknown book ‘{book}’; correct it, or add it to BOOKS in gipi/entries/glossary.py."
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
        for word in (term.ko, term.en):
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
