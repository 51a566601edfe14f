"""The glossary's page: Markdown from the terms."""

import re
from itertools import groupby

from gipi.entries.glossary import HANGUL, LINGUA_FRANCA, Term, owners_of, sharing
from gipi.site.html import html
from gipi.words import Words

# In the order of Unicode's syllables; doubled consonants stand with the single ones.
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


def render(terms: list[Term], words: Words) -> str:
    """Markdown for the glossary page: a definition list under each initial.

    A bar before it jumps to each initial. A headword links to the page that
    teaches it, as seen from glossary.md; the anchor of an entry is its id. The
    Markdown extensions attr_list and def_list read it.
    """
    owners = owners_of(terms)

    def initial(term: Term) -> str:
        return words.grammar.initial(term.headword(words.language))

    def order(term: Term) -> tuple[bool, str]:
        """Dictionary order: spaces do not count, and words in another script come last."""
        word = term.headword(words.language).replace(" ", "").casefold()
        return initial(term) == words.grammar.latin, word

    ordered = sorted(terms, key=order)
    parts: list[str] = []
    if len(initials := dict.fromkeys(map(initial, ordered))) > 1:
        jumps = "".join(f'<a href="#{_anchor(initial)}">{initial}</a>' for initial in initials)
        name = words("glossary.jump")
        parts.append(html("find", label=words("glossary.find"), nothing=words("glossary.none")))
        parts.append(f'<nav class="gipi-jump" aria-label="{name}" data-search-exclude>{jumps}</nav>')
    for heading, members in groupby(ordered, key=initial):
        parts.append(f"## {heading} {{ #{_anchor(heading)} }}")
        parts.extend(_item(term, words, owners) for term in members)
    return "\n\n".join(parts) + "\n"


def _anchor(initial: str) -> str:
    return INITIAL_ANCHORS.get(initial, initial.lower())


def _item(term: Term, words: Words, owners: dict[str, list[Term]]) -> str:
    """One entry: its headwords, its definition, and a small line each for what else there is to say."""
    notes = [*_other_names(term, words), *_other_meanings(term, words, owners)]
    lines = [_plain(term.definition(words.language)), *(f"<small>{note}</small>" for note in notes)]
    return f"{_heading(term, words)}\n:   {'<br>'.join(lines)}"


def _heading(term: Term, words: Words) -> str:
    own = term.headword(words.language)
    word = f"**{_plain(own)}**"
    if term.page:
        word = f"[{word}]({term.page}.md)"
    if (other := counterpart(term, words.language)) != own:
        word += f" {_shown(other, words)}" if HANGUL.search(other) else f" <small>{_plain(other)}</small>"
    return f"{word} {{ #{term.id} }}"


def counterpart(term: Term, language: str) -> str:
    """The headword by which a reader finds the term elsewhere: the English one; on English pages the source's."""
    if language != LINGUA_FRANCA:
        return term.headword(LINGUA_FRANCA)
    return next(word for of, word in term.words.items())


def _other_names(term: Term, words: Words) -> list[str]:
    """The other names to show: the variants, and a book's word that is our English headword."""
    variants = {word.casefold() for word in term.variants}
    names = [
        *term.variants,
        *(word for word in dict.fromkeys(term.books.values()) if word.casefold() not in variants),
    ]
    if words.grammar.reads_hangul:
        own, korean = names, []
    else:
        own = [
            word
            for word in names
            if not HANGUL.search(word) and word.casefold() != term.headword(words.language).casefold()
        ]
        korean = [word for word in names if HANGUL.search(word)]
    return [
        words(key, names=", ".join(_shown(word, words) + _books(term, word, words) for word in group))
        for key, group in (("glossary.also", own), ("glossary.korean-also", korean))
        if group
    ]


def _books(term: Term, word: str, words: Words) -> str:
    """The books that have this word, in brackets."""
    books = [book for book, its in term.books.items() if its.casefold() == word.casefold()]
    return (
        words("glossary.in-books", books=", ".join(words.part("books")[book] for book in books)) if books else ""
    )


def _other_meanings(term: Term, words: Words, owners: dict[str, list[Term]]) -> list[str]:
    """A line for words that stand for other entries too, with links to those."""
    shared = [word for word in term.names if sharing(term, word, owners)]
    others = {other.id: other for word in shared for other in sharing(term, word, owners)}
    if not others:
        return []
    links = ", ".join(f"[{_unmistakable(other, words)}](#{other.id})" for other in others.values())
    listed = ", ".join(words("glossary.quoted", word=_shown(word, words)) for word in shared)
    return [words("glossary.other-meanings", words=listed, links=links)]


def _unmistakable(term: Term, words: Words) -> str:
    """The headword; on the Korean page with the English one, which tells 정규화 from 정규화."""
    word = _plain(term.headword(words.language))
    clear = not words.grammar.reads_hangul or "(" in word
    return word if clear else f"{word}({_plain(term.headword(LINGUA_FRANCA))})"


def _shown(word: str, words: Words) -> str:
    """A word as its readers see it: Hangul is marked where it is not the page's own script."""
    if HANGUL.search(word) and not words.grammar.reads_hangul:
        return f'<span lang="ko">{_plain(word)}</span>'
    return _plain(word)


def _plain(text: str) -> str:
    """Text that Markdown leaves as it is."""
    return re.sub(r"([\\`*_\[\]])", r"\\\1", text)
