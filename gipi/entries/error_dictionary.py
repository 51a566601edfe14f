"""The error dictionary of data/errors.yml: what its pages show of it, and what must be true of both."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from gipi.entries import yaml_nodes
from gipi.pages.includes import sections
from gipi.pages.page import Page, PageError

FOLDER = "errors"
RAN = "ran"
KEYS = ("where", "messages", "also")
WHERE = ("installing", "importing", "old-code", "building", "training", "saving", "computer", "no-error")
MESSAGE_KEYS = ("text", "from", "section", "lang")

HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


class DictionaryError(ValueError):
    """Something wrong with an entry: where, and what to do about it."""


@dataclass(frozen=True)
class Message:
    """One message as people see it; `…` stands for whatever varies."""

    text: str
    source: str  # RAN, or the address of a thread or document
    section: str | None = None  # the anchor on the entry's page that deals with it
    lang: str | None = None  # "ko": the wording of a Korean Windows

    @property
    def ran(self) -> bool:
        """Whether a step of the entry's page printed it."""
        return self.source == RAN


@dataclass(frozen=True)
class Entry:
    """One error: its page is errors/<name>.md; `also` are fragments by which a paste is recognised."""

    name: str
    where: str  # where a person is who meets it: one of WHERE
    messages: tuple[Message, ...]
    also: tuple[str, ...] = ()
    place: str = field(default="", compare=False)  # data/errors.yml:31

    @property
    def slug(self) -> str:
        """The page's path without suffix."""
        return f"{FOLDER}/{self.name}"

    @property
    def ran(self) -> bool:
        """Whether this guide reproduces the error."""
        return any(message.ran for message in self.messages)


def load(path: Path) -> list[Entry]:
    """The entries in the file's order; none where there is no file.

    Raises DictionaryError with the file, the line, the entry and what to change.
    """
    if not path.is_file():
        return []
    name = yaml_nodes.named(path)
    root = yaml_nodes.compose(path, DictionaryError)
    if root is None:
        return []
    if not isinstance(root, yaml.MappingNode):
        raise DictionaryError(f"{name}: the file must be a mapping from an entry's name to its messages.")
    entries: dict[str, Entry] = {}
    for key, node in root.value:
        place = f"{name}:{key.start_mark.line + 1}"
        if key.value in entries:
            raise DictionaryError(
                f"{place}: entry ‘{key.value}’ stands already at {entries[key.value].place}; merge the two."
            )
        value = yaml.SafeLoader("").construct_document(node)
        for complaint in _complaints(key.value, value):
            raise DictionaryError(f"{place}: entry ‘{key.value}’ {complaint}")
        messages = tuple(
            Message(message["text"], message["from"], message.get("section"), message.get("lang"))
            for message in value["messages"]
        )
        entries[key.value] = Entry(key.value, value["where"], messages, tuple(value.get("also", ())), place)
    return list(entries.values())


def _complaints(name: str, value: object) -> Iterator[str]:
    """What is wrong with an entry by itself; only the first sentence is sure to make sense."""
    if not NAME.fullmatch(name) or name == "index":
        yield "needs a name of small ASCII letters, digits and single hyphens, such as ‘numpy-abi’, not ‘index’."
    if not isinstance(value, dict):
        yield "must have ‘messages’, a list of what people see, each with ‘text’ and ‘from’."
        return
    for key in value:
        if key not in KEYS:
            yield f"has the unknown key ‘{key}’; the keys are {', '.join(KEYS)}."
    if value.get("where") not in WHERE:
        yield f"must say ‘where’ a person meets it: one of {', '.join(WHERE)}."
    if not isinstance(value.get("messages"), list) or not value["messages"]:
        yield "has no messages; add ‘messages’, a list of what people see, each with ‘text’ and ‘from’."
        return
    for number, message in enumerate(value["messages"], start=1):
        for complaint in _message_complaints(message):
            yield f"has a message (number {number}) that {complaint}"
    also = value.get("also", [])
    if not isinstance(also, list) or not all(isinstance(text, str) and _letters(text) for text in also):
        yield "needs a list of texts as its ‘also’; put each in quotes."
    seen = set()
    for text in (*(message["text"] for message in value["messages"]), *also):
        if text in seen:
            yield f"has the text ‘{text}’ twice; keep it once."
        seen.add(text)


def _message_complaints(message: object) -> Iterator[str]:
    if not isinstance(message, dict):
        yield 'is not a mapping; write ‘text: "…"’ and below it ‘from: …’.'
        return
    for key in message:
        if key not in MESSAGE_KEYS:
            yield f"has the unknown key ‘{key}’; the keys are {', '.join(MESSAGE_KEYS)}."
    for key in ("text", "from"):
        if key not in message:
            yield f"has no ‘{key}’; add it."
    for key, text in message.items():
        if not isinstance(text, str) or not text.strip():
            yield f"has {text!r} as its ‘{key}’, which YAML does not read as text; put it in quotes."
    text, source = message["text"], message["from"]
    if "\n" in text.strip():
        yield "takes more than one line; give the line that tells most."
    if not _letters(text):
        yield f"consists of nothing but what varies: ‘{text}’; write out what does not vary."
    if source != RAN and not re.fullmatch(r"https://[^\s/]+/\S*", source):
        yield f"is from ‘{source}’; write ‘ran’, or the https:// address of a thread or document."
    if message.get("lang") not in (None, "ko"):
        yield f"is in the language ‘{message['lang']}’; write ‘lang: ko’, or leave it out for English."
    if HANGUL.search(text) and message.get("lang") != "ko":
        yield f"contains Hangul: ‘{text}’; add ‘lang: ko’."


def _letters(text: str) -> bool:
    """Whether something is there to recognise a paste by."""
    return len(re.findall(r"[^\W_]", text.replace("…", ""))) >= 6


# What pages and dictionary must agree on


def check(entries: list[Entry], pages: Mapping[str, Mapping[str, Page]]) -> list[str]:
    """A sentence for each disagreement between data/errors.yml and the pages under docs/*/errors.

    `pages` are those of each language by slug, the source language first.
    """
    problems, slugs = [], {entry.slug for entry in entries}
    for language, own in pages.items():
        there = {slug for slug in own if slug.startswith(f"{FOLDER}/")}
        for slug in sorted(there - slugs - {f"{FOLDER}/index"}):
            problems.append(
                f"docs/{language}/{slug}.md: data/errors.yml has no entry ‘{Path(slug).name}’; "
                "add it, with its messages."
            )
        for entry in entries:
            place = f"docs/{language}/{entry.slug}.md"
            if entry.slug not in there:
                problems.append(f"{entry.place}: entry ‘{entry.name}’ has no page {place}; write it.")
                continue
            try:
                anchors = own[entry.slug].headings
            except PageError:
                continue  # already said
            for message in entry.messages:
                if message.section and message.section not in anchors:
                    problems.append(
                        f"{entry.place}: entry ‘{entry.name}’ leads to the section ‘{message.section}’, "
                        f"which {place} does not have."
                    )
    first = next(iter(pages.values()))
    return problems + [
        sentence for entry in entries if entry.slug in first for sentence in _unprinted(first[entry.slug], entry)
    ]


def _unprinted(page: Page, entry: Entry) -> Iterator[str]:
    """Messages that no step of the page printed, although they are `from: ran`."""
    printed = "\n".join(sections(page.record).values())
    for message in entry.messages:
        if message.ran and not pattern(message.text).search(printed):
            yield (
                f"{entry.place}: entry ‘{entry.name}’ says that a step printed ‘{message.text}’, "
                f"but snippets/{page.slug}.txt does not contain it; write … for what varies, or name its thread."
            )


def pattern(text: str) -> re.Pattern:
    """A message as a regular expression: `…` stands for anything within a line."""
    return re.compile("[^\n]*".join(re.escape(part) for part in text.split("…")))
