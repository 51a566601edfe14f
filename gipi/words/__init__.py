"""What the machinery says to a reader, in the reader's language: words/<language>.yml and a little grammar.

Knows nothing of the guide. Never what a page says, nor what is said to those who write the guide.
"""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from pathlib import Path

import yaml
from babel import Locale
from babel.dates import format_date

from gipi.machine import yaml_text
from gipi.words.grammar import Grammar, grammar_of

FOLDER = "words"


class WordsProblem(Exception):
    """A words file lacks something; a sentence for whoever writes it."""


class Words:
    """The words of one language.

    `texts` are the parts of its file; a key is `part.name`. Templates are
    filled as `str.format` does, by name.
    """

    def __init__(self, language: str, texts: Mapping[str, Mapping]):
        self.language, self.texts = language, texts

    def __call__(self, key: str, /, **values: object) -> str:
        """The text of a key, filled in."""
        return self.template(key).format(**values)

    def template(self, key: str) -> str:
        """The text of a key as it stands, for a script that fills it in."""
        text = self._value(key)
        if not isinstance(text, str):
            raise WordsProblem(f"{FOLDER}/{self.language}.yml: ‘{key}’ is not one text.")
        return text

    def lines(self, key: str) -> list[str]:
        """The texts of a key that has several."""
        return list(self._value(key))

    def part(self, name: str) -> Mapping[str, str]:
        """All keys of a part of the file; none where the language needs none, such as `nav` in the source."""
        return self.texts.get(name, {})

    def count(self, key: str, number: int) -> str:
        """The text of a key in the form that the language has for this number, such as one and other."""
        forms = self._value(key)
        return forms.get(self.locale.plural_form(number), forms["other"]).format(number=number)

    def of(self, texts: Mapping[str, str]) -> str:
        """Of a text in several languages this one's, else the English one."""
        return texts.get(self.language, texts["en"])

    def day(self, iso: str) -> str:
        """A date in words."""
        return format_date(date.fromisoformat(iso), "long", self.locale)

    @cached_property
    def locale(self) -> Locale:
        """How the language writes dates and numbers."""
        return Locale.parse(self("language.locale"))

    @cached_property
    def grammar(self) -> Grammar:
        """What the language does to words, and no text file can say."""
        return grammar_of(self.language)

    def _value(self, key: str):
        part, _, name = key.partition(".")
        try:
            return self.texts[part][name]
        except KeyError:
            raise WordsProblem(f"{FOLDER}/{self.language}.yml lacks ‘{key}’: add it under ‘{part}’.") from None


def load(root: Path, language: str) -> Words:
    """The words of a language of the guide at `root`."""
    path = file(root, language)
    try:
        texts = yaml_text.load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise WordsProblem(
            f"{FOLDER}/{language}.yml is missing: copy another language's and translate it."
        ) from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise WordsProblem(f"{FOLDER}/{language}.yml:{line}: this is not YAML: {error.problem}.") from None
    return Words(language, texts)


def file(root: Path, language: str) -> Path:
    """Where the words of a language stand."""
    return root / FOLDER / f"{language}.yml"
