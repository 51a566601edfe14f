"""Hints: the first use of a glossary term in a page opens its definition, without a script."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import accumulate
from typing import NamedTuple

from markupsafe import Markup

from gipi.entries.glossary import Term
from gipi.site.html import html
from gipi.words import Words
from gipi.words.grammar import Grammar

# With one in a paragraph a page has seldom more than twelve; twelve dotted words
# help, forty would make prose look like a list of links.
MOST = 12

# These pages speak of the guide, not of deep learning: there 깊이 is its name.
WITHOUT = ("index", "glossary", "about/")

# A word in these is a title, an exact text, or does something already when it is pressed.
SKIPPED = frozenset({"a", "button", "code", "figure", "kbd", "label", "math", "pre", "summary", "svg", "th"})
SKIPPED |= {"h1", "h2", "h3", "h4", "h5", "h6", "script", "select", "style", "textarea"}
SKIPPED_CLASSES = frozenset({"admonition-title", "arithmatex", "footnote", "gipi-hint", "jp-OutputArea"})
BLOCKS = frozenset({"p", "li", "dt", "dd", "td", "blockquote", "div", "section", "details"})
# Most of a page's tags stand within code and formulas; as many blanks are read much faster.
NO_TEXT = re.compile(r"(<(pre|math)\b[^>]*>)(.*?)(?=</\2>)", re.DOTALL)
NO_LINE_END = re.compile(r"[^\n]")
# Under this heading stand titles and references, to the end of the page.
SOURCES = "sources"
VOID = frozenset({"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})

# A button is a box, and a line may end beside any box: these hold on to it.
BEFORE_BUTTON = re.compile(r"[‘“(「『'\"]+$")
AFTER_BUTTON = re.compile(r"[가-힣]*[’”)」』'\".,:;!?…·]*")


class Text(NamedTuple):
    """A stretch of running text: where it stands in the page, and in which of its blocks."""

    start: int
    end: int
    block: int


class Place(NamedTuple):
    """A word that gets a hint: where it stands in the page, and its term."""

    start: int
    end: int
    term: Term


class Hints:
    """The hints of one language."""

    def __init__(self, terms: list[Term], words: Words):
        self.words = words
        unclear = {word.casefold() for term in terms for word in (*term.ambiguous, *term.everyday)}
        headwords = {term.headword(words.language): term for term in terms}
        # What means one thing only.
        self.clear = {word: term for word, term in headwords.items() if word.casefold() not in unclear}
        self.pattern = _pattern(terms, words.grammar)

    def add(self, content: str, slug: str, glossary: str) -> str:
        """The HTML of a page in which first uses of terms are buttons, with the definitions at its end.

        A term gets its button in the first paragraph, list item or cell that has no
        other one yet. `slug` is the page's own: it needs no hint for what it teaches.
        `glossary` is the address of the glossary page as seen from this page. Nothing
        that stands in the HTML is changed, it is only added to.
        """
        if slug.startswith(WITHOUT):
            return content
        places = list(self._places(content, slug))
        parts, done = [], 0
        for place in places:
            start, end, button = _button(content, place)
            parts += [content[done:start], button]
            done = end
        return "".join([*parts, content[done:], *(_hint(place.term, self.words, glossary) for place in places)])

    def _places(self, content: str, slug: str) -> Iterator[Place]:
        hinted, full = set(), set()
        for text in texts(content):
            for match in self.pattern.finditer(content, text.start, text.end):
                term = _term(match["word"], content[text.start : match.start()], self.clear)
                if term and term.page != slug and term.id not in hinted and text.block not in full:
                    hinted.add(term.id)
                    full.add(text.block)
                    yield Place(match.start(), match.end(), term)
                    if len(hinted) == MOST:
                        return


def texts(content: str) -> list[Text]:
    """The running text of a page, in order."""
    reader = _Reader(content)
    reader.feed(NO_TEXT.sub(lambda match: match[1] + NO_LINE_END.sub(" ", match[3]), content))
    reader.close()
    return reader.texts


def _pattern(terms: list[Term], grammar: Grammar) -> re.Pattern:
    """Any name of any term, the longest first: 훈련 in 훈련 데이터, a variant of 훈련 세트, is not 훈련."""
    names = sorted({name for term in terms for name in term.names}, key=len, reverse=True)
    longest = "|".join(map(re.escape, names)) or r"(?!)"
    flags = re.IGNORECASE if grammar.has_capitals else re.NOFLAG
    return re.compile(rf"(?<![\w./-])(?P<word>{longest}){grammar.after_noun}", flags)


def _term(word: str, before: str, clear: dict[str, Term]) -> Term | None:
    """The term whose headword this is, if it gets a hint here: not in the title of a book.

    An English headword may have a capital of its own only where a sentence begins.
    """
    if before.rfind("『") > before.rfind("』"):
        return None
    if word not in clear and not re.search(r"[\w,;]\s+$", before):
        word = word[0].lower() + word[1:]
    return clear.get(word)


class _Reader(HTMLParser):
    """Notes where running text stands; a parser, because tags nest and regular expressions do not."""

    def __init__(self, content: str):
        super().__init__(convert_charrefs=False)  # so that a text is as long as it is in the page
        self.lines = [0, *accumulate(len(line) + 1 for line in content.split("\n"))]
        self.texts: list[Text] = []
        self.skipping: list[str] = []  # a skipped element, and what is open in it
        self.block = 0
        self.ended = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.block += tag in BLOCKS
        named = dict(attrs)
        self.ended = self.ended or named.get("id") == SOURCES
        classes = (named.get("class") or "").split()
        skipped = tag in SKIPPED or not SKIPPED_CLASSES.isdisjoint(classes)
        if tag not in VOID and (self.skipping or skipped):
            self.skipping.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element without content, such as <br/>, has no text to skip."""

    def handle_endtag(self, tag: str) -> None:
        self.block += tag in BLOCKS
        if tag in self.skipping:  # an end tag may be left out: </li> ends the <p> in it too
            while self.skipping.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not self.skipping and not self.ended:
            line, column = self.getpos()
            start = self.lines[line - 1] + column
            self.texts.append(Text(start, start + len(data), self.block))


def _button(content: str, place: Place) -> tuple[int, int, str]:
    """Start, end and HTML of the button, with what must stay on its line.

    `interestfor` opens the hint when the pointer rests on the word, in browsers
    that know it; a click shows instead of toggling, or it would close that hint.
    """
    held = BEFORE_BUTTON.search(content, max(place.start - 3, 0), place.start)
    start = held.start() if held else place.start
    held = AFTER_BUTTON.match(content, place.end)
    end = held.end() if held else place.end
    word = Markup(content[place.start : place.end])  # already HTML
    button = html("hint_button", term=place.term.id, word=word)
    if (start, end) == place[:2]:
        return start, end, button
    return start, end, f"<span>{content[start : place.start]}{button}{content[place.end : end]}</span>"


def _hint(term: Term, words: Words, glossary: str) -> str:
    return "\n" + html(
        "hint",
        term=term.id,
        word=term.headword(words.language),
        definition=term.definition(words.language),
        address=glossary,
        more=words("glossary.hint-more"),
    )
