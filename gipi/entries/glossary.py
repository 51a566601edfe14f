"""The terms of data/glossary.yml, and the glossary page's text made from them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
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

# In the order of Unicode's syllables; doubled consonants stand with the single ones.
INITIALS = "ㄱㄱㄴㄷㄷㄹㅁㅂㅂㅅㅅㅇㅈㅈㅊㅋㅌㅍㅎ"
INITIAL_ANCHORS = {
    "ㄱ": "giyeok",
    "ㄴ": "nieun",
    "ㄷ": "digeut",
    "ㄹ": "rieul",
    "ㅁ": "mieum",
    "ㅂ": "bieup",
    "ㅅ": "siot",
    "ㅇ": "ieung",
    "ㅈ": "jieut",
    "ㅊ": "chieut",
    "ㅋ": "kieuk",
    "ㅌ": "tieut",
    "ㅍ": "pieup",
    "ㅎ": "hieut",
    "A–Z": "latin",
}


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


def render(terms: list[Term], language: str) -> str:
    """Markdown for the glossary page: a definition list under each initial.

    A headword links to the page that teaches it, as seen from glossary.md; the
    anchor of an entry is its id. The Markdown extensions attr_list and def_list
    read it.
    """
    owners = _owners(terms)
    ordered = sorted(terms, key=lambda term: _order(term, language))
    parts = []
    for initial, members in groupby(ordered, key=lambda term: _initial(term, language)):
        parts.append(f"## {initial} {{ #{INITIAL_ANCHORS.get(initial, initial.lower())} }}")
        parts.extend(_item(term, language, owners) for term in members)
    return "\n\n".join(parts) + "\n"


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
    owners = _owners(terms)
    for term in terms:
        yield from ((term, complaint) for complaint in _undeclared(term, owners))


def _undeclared(term: Term, owners: dict[str, list[Term]]) -> Iterator[str]:
    """A word of two entries must say so wherever it is not the headword."""
    declared = {word.casefold() for word in term.ambiguous}
    for word in term.variants:
        others = _others(term, word, owners)
        if others and word.casefold() not in declared:
            yield (
                f"has the variant ‘{word}’, which entry ‘{others[0].id}’ goes by as well; take it out, "
                "or list it under ‘ambiguous’ too if readers use it for both."
            )
    for word in term.ambiguous:
        if not _others(term, word, owners):
            yield f"calls ‘{word}’ ambiguous, but no other entry goes by it; take it out of ‘ambiguous’."


def _owners(terms: list[Term]) -> dict[str, list[Term]]:
    """The entries that go by a word; words in lower case."""
    owners: dict[str, list[Term]] = {}
    for term in terms:
        for word in term.names:
            owners.setdefault(word.casefold(), []).append(term)
    return owners


def _others(term: Term, word: str, owners: dict[str, list[Term]]) -> list[Term]:
    return [other for other in owners[word.casefold()] if other is not term]


# Writing


def _initial(term: Term, language: str) -> str:
    """The heading under which the entry stands."""
    first = term.headword(language)[0]
    if language == "en":
        return first.upper()
    return INITIALS[(ord(first) - ord("가")) // 588] if "가" <= first <= "힣" else "A–Z"


def _order(term: Term, language: str) -> tuple[bool, str]:
    """Dictionary order: spaces do not count, and among Korean words Latin ones come last."""
    return _initial(term, language) == "A–Z", term.headword(language).replace(" ", "").casefold()


def _item(term: Term, language: str, owners: dict[str, list[Term]]) -> str:
    """One entry: its headwords, its definition, and a small line each for what else there is to say."""
    notes = _korean_names(term) if language == "ko" else _english_names(term)
    notes += _other_meanings(term, language, owners)
    lines = [_plain(term.define[language]), *(f"<small>{note}</small>" for note in notes)]
    return f"{_heading(term, language)}\n:   {'<br>'.join(lines)}"


def _heading(term: Term, language: str) -> str:
    word = f"**{_plain(term.headword(language))}**"
    if term.page:
        word = f"[{word}]({term.page}.md)"
    if term.ko != term.en:
        word += f" <small>{_plain(term.en)}</small>" if language == "ko" else f" {_korean(term.ko)}"
    return f"{word} {{ #{term.id} }}"


def _korean_names(term: Term) -> list[str]:
    names = [_plain(word) + _books(term, word, "ko") for word in _variants(term)]
    return [f"이렇게도 씁니다: {', '.join(names)}"] if names else []


def _english_names(term: Term) -> list[str]:
    words = _variants(term)
    latin = [_plain(word) for word in words if not HANGUL.search(word) and word.casefold() != term.en.casefold()]
    korean = [_korean(word) + _books(term, word, "en") for word in words if HANGUL.search(word)]
    lines = [f"Also: {', '.join(latin)}"] if latin else []
    return lines + ([f"In Korean also: {', '.join(korean)}"] if korean else [])


def _variants(term: Term) -> list[str]:
    """The other names to show: the variants, and a book's word that is our English headword."""
    known = {word.casefold() for word in term.variants}
    return [
        *term.variants,
        *(word for word in dict.fromkeys(term.books.values()) if word.casefold() not in known),
    ]


def _books(term: Term, word: str, language: str) -> str:
    """The books that have this word, in brackets."""
    books = [book for book, its in term.books.items() if its.casefold() == word.casefold()]
    names = books if language == "ko" else [BOOKS[book] for book in books]
    if not names:
        return ""
    return f"({', '.join(names)})" if language == "ko" else f" ({', '.join(names)})"


def _other_meanings(term: Term, language: str, owners: dict[str, list[Term]]) -> list[str]:
    """A line for words that stand for other entries too, with links to those."""
    words = [word for word in term.names if _others(term, word, owners)]
    others = {other.id: other for word in words for other in _others(term, word, owners)}
    if not others:
        return []
    links = ", ".join(f"[{_unmistakable(other, language)}](#{other.id})" for other in others.values())
    if language == "ko":
        return [f"{', '.join(f'‘{_plain(word)}’' for word in words)}의 다른 뜻: {links}"]
    shown = ", ".join(_korean(word) if HANGUL.search(word) else _plain(word) for word in words)
    return [f"Other meanings of {shown}: {links}"]


def _unmistakable(term: Term, language: str) -> str:
    """The headword; on the Korean page with the English one, which tells 정규화 from 정규화."""
    word = _plain(term.headword(language))
    return f"{word}({_plain(term.en)})" if language == "ko" and "(" not in word else word


def _korean(word: str) -> str:
    return f'<span lang="ko">{_plain(word)}</span>' if HANGUL.search(word) else _plain(word)


def _plain(text: str) -> str:
    """Text that Markdown leaves as it is."""
    return re.sub(r"([\\`*_\[\]])", r"\\\1", text)
