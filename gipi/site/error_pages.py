"""What pages show of the error dictionary: messages with their evidence, the list, what the box knows."""

import json
import re
from pathlib import Path

from gipi.entries.error_dictionary import Entry, Message, headings
from gipi.pages.page import Page

BOX = "errors/box.js"  # the script of errors/index, below docs/theme/src


THREAD = re.compile(r"https://github\.com/(?P<repo>[^/]+/[^/]+)/(?:issues|pull|discussions)/(?P<number>\d+)")


WORDS = {
    "ko": {
        "ran": "이 페이지에서 재현함",
        "reported": "제보",
        "documented": "문서",
        "korean": "한국어 윈도우의 문구",
        "dealt with": "다루는 곳",
        "list ran": "여기서 재현함",
        "list reported": "제보에 바탕을 둠",
    },
    "en": {
        "ran": "reproduced on this page",
        "reported": "reported",
        "documented": "documented",
        "korean": "as Korean Windows says it",
        "dealt with": "see",
        "list ran": "reproduced here",
        "list reported": "as reported",
    },
}


def title(root: Path, entry: Entry, language: str) -> str:
    """The heading of the entry's page, in Markdown."""
    return next(iter(headings(Page(root, root / "docs" / language / f"{entry.slug}.md")).values()))


def render(entry: Entry, titles: dict[str, str], language: str) -> str:
    """Markdown for the entry's page: each message as a block, its evidence beneath.

    `titles` are the headings of this page, see `headings`.
    """
    words, parts = WORDS[language], []
    for message in entry.messages:
        notes = [_evidence(message, language)]
        if message.lang == "ko":
            notes.insert(0, words["korean"])
        if message.section:
            notes.append(f"{words['dealt with']}: [{titles[message.section]}](#{message.section})")
        block = f"```{{.text .gipi-message}}\n{message.text.strip()}\n```"
        if message.lang:
            block = f'<div lang="{message.lang}" markdown>\n\n{block}\n\n</div>'
        parts.append(f"{block}\n\n{' · '.join(notes)}\n{{ .gipi-evidence }}")
    return "\n\n".join(parts) + "\n"


def listing(root: Path, entries: list[Entry], language: str) -> str:
    """Markdown for errors/index: every entry with the message that tells most, and what it rests on."""
    words, lines = WORDS[language], []
    for entry in entries:
        evidence = words["list ran" if entry.ran else "list reported"]
        first = entry.messages[0]
        lines.append(
            f"- [**{title(root, entry, language)}**]({entry.name}.md) <small>{evidence}</small><br>"
            f"{_code(first.text, first.lang)}"
        )
    return "\n".join(lines) + "\n"


def texts(root: Path, entries: list[Entry], language: str) -> str:
    """JSON for the box on errors/index: of each entry its name, title and texts, with the section of each."""
    found = []
    for entry in entries:
        known = [[one.text, one.section] if one.section else [one.text] for one in entry.messages]
        plain = re.sub(r"[`*]", "", title(root, entry, language))
        found.append({"name": entry.name, "title": plain, "texts": known + [[text] for text in entry.also]})
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def _evidence(message: Message, language: str) -> str:
    words = WORDS[language]
    if message.ran:
        return words["ran"]
    if thread := THREAD.match(message.source):
        return f"{words['reported']}: [{thread['repo']} #{thread['number']}]({message.source})"
    host, _, path = message.source.removeprefix("https://").partition("/")
    # On GitHub the repository says who speaks.
    name = "/".join(path.split("/")[:2]).partition("#")[0] if host == "github.com" else host.removeprefix("www.")
    return f"{words['documented']}: [{name}]({message.source})"


def _code(text: str, lang: str | None) -> str:
    """A code span, whatever backticks and marks the text has in it."""
    ticks = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    span = f"{ticks}{pad}{text}{pad}{ticks}"
    return f'<span lang="ko">{span}</span>' if lang else span
