"""The glossary's page: Markdown from the terms."""

import re
from itertools import groupby

from gipi.entries.glossary import BOOKS, HANGUL, Term, owners_of, sharing

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


def render(terms: list[Term], language: str) -> str:
    """Markdown for the glossary page: a definition list under each initial.

    A headword links to the page that teaches it, as seen from glossary.md; the
    anchor of an entry is its id. The Markdown extensions attr_list and def_list
    read it.
    """
    owners = owners_of(terms)
    ordered = sorted(terms, key=lambda term: _order(term, language))
    parts = []
    for initial, members in groupby(ordered, key=lambda term: _initial(term, language)):
        parts.append(f"## {initial} {{ #{INITIAL_ANCHORS.get(initial, initial.lower())} }}")
        parts.extend(_item(term, language, owners) for term in members)
    return "\n\n".join(parts) + "\n"


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
    words = [word for word in term.names if sharing(term, word, owners)]
    others = {other.id: other for word in words for other in sharing(term, word, owners)}
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
