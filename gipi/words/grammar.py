"""What a language does to words: what may follow a noun, where a word stands in a dictionary."""

import re
from typing import Protocol

# What may follow a Korean noun without making another word of it: 층은, 층에서도 and
# 층입니다 speak of 층, but 층층이 does not, and 반복합니다 is a verb.
PARTICLE = (
    "들|은|는|이|가|을|를|과|와|의|에|에서|에게|로|으로|로서|으로서|로써|으로써|도|만|마다|까지|부터|보다|처럼"
    "|같이|끼리|대로|만큼|밖에|조차|뿐|씩|하고|이나|나|이든|든|이란|란|이라|라|이라는|라는|이라고|라고|이라면|라면"
    "|인|인데|일|임|이다|다|이며|며|이고|고|이면|면|이어서|여서|이지만|지만|이므로|므로|이자|이지|이어야|여야"
    "|입니다|이었습니다|였습니다|이에요|예요|이었던|였던|이던"
)
# Particles whose form depends on the last sound of what stands before them; a
# number has no fixed one. After code or bold too: `pip install x==2.21.0`을.
DEPENDENT = re.compile(
    r"[`*]*(?:(은|는|이|가|을|를|과|와|이?나|이?라|으?로(는|도|만|부터)?)(?![가-힣])|이?라[서고는])"
)
# In the order of Unicode's syllables; doubled consonants stand with the single ones.
INITIALS = "ㄱㄱㄴㄷㄷㄹㅁㅂㅂㅅㅅㅇㅈㅈㅊㅋㅌㅍㅎ"


class Grammar(Protocol):
    """What the guide asks of a language."""

    #: a regular expression for what may follow a noun that is still that noun
    after_noun: str
    #: whether the first letter of a term may be a capital where a sentence begins
    has_capitals: bool
    #: whether its readers read Hangul, which is marked as Korean for all others
    reads_hangul: bool
    #: the heading for words in Latin letters, last in the dictionary; None where these are the usual ones
    latin: str | None

    def initial(self, word: str) -> str:
        """The heading under which a dictionary has the word."""
        ...

    def clashes(self, text: str) -> str | None:
        """What stands at the beginning of `text` that cannot follow a number which may change; None if nothing."""
        ...


LATIN = "A–Z"  # under which a Korean list has what is written in Latin letters


class Plain:
    """A language in which nothing of this needs care."""

    after_noun = r"(?![\w/-]|\.\w)"
    has_capitals = True
    reads_hangul = False
    latin: str | None = None

    def initial(self, word: str) -> str:
        return word[0].upper()

    def clashes(self, text: str) -> str | None:
        return None


class English(Plain):
    after_noun = r"(?:e?s)?(?![\w/-]|\.\w)"  # layers, losses


class Korean:
    after_noun = rf"(?=(?:{PARTICLE}){{0,3}}(?![\w-]))"
    has_capitals = False
    reads_hangul = True
    latin: str | None = LATIN

    def initial(self, word: str) -> str:
        first = word[0]
        return INITIALS[(ord(first) - ord("가")) // 588] if "가" <= first <= "힣" else LATIN

    def clashes(self, text: str) -> str | None:
        match = DEPENDENT.match(text)
        return match[0].lstrip("`*") if match else None


def grammar_of(language: str) -> Grammar:
    """The grammar of a language; a language without one of its own gets the plain one."""
    grammars: dict[str, Grammar] = {"ko": Korean(), "en": English()}
    return grammars.get(language, Plain())
