"""What pages show of the error dictionary: messages with their evidence, the list, what the box knows."""

import json
import re
from collections.abc import Callable, Iterable, Mapping

from gipi.entries.error_dictionary import WHERE, Entry, Message
from gipi.entries.pasted import Cure
from gipi.pages.page import Page
from gipi.pages.placeholders import NoAnswer
from gipi.words import Words

BOX = "errors/box.js"  # the script of errors/index, below docs/theme/src


THREAD = re.compile(r"https://github\.com/(?P<repo>[^/]+/[^/]+)/(?:issues|pull|discussions)/(?P<number>\d+)")
FEW = 3  # messages of an entry that stand open: who looks for one more unfolds the rest


def messages(entries: Iterable[Entry], page: Page, words: Words) -> str:
    """The messages of the entry that a page is about; NoAnswer where there is none."""
    for entry in entries:
        if entry.slug == page.slug:
            return shown(entry, page.headings, words)
    raise NoAnswer(
        "'gipi:messages' shows the messages of an error's own page, "
        f"but data/errors.yml has no entry for '{page.slug}'."
    )


def shown(entry: Entry, headings: Mapping[str, str], words: Words) -> str:
    """Markdown for the entry's page: each message as a block, its evidence beneath.

    `headings` are those of this page: {anchor: title in Markdown}.
    """
    parts: list[str] = []
    for message in entry.messages:
        notes = [_evidence(message, words)]
        if message.lang == "ko":
            notes.insert(0, words("errors.korean"))
        if message.section:
            notes.append(f"{words('errors.dealt-with')}: [{headings[message.section]}](#{message.section})")
        block = f"```{{.text .gipi-message}}\n{message.text.strip()}\n```"
        if message.lang:
            block = f'<div lang="{message.lang}" markdown>\n\n{block}\n\n</div>'
        parts.append(f"{block}\n\n{' · '.join(notes)}\n{{ .gipi-evidence }}")
    if len(parts) > FEW + 1:
        more = words("errors.more", count=len(parts) - FEW)
        parts[FEW:] = [f"<details markdown>\n<summary>{more}</summary>", *parts[FEW:], "</details>"]
    return "\n\n".join(parts) + "\n"


def listing(entries: Iterable[Entry], titles: Mapping[str, str], words: Words) -> str:
    """Markdown for errors/index: every entry with the message that tells most, and what it rests on.

    They are grouped by where a person is, for that is known when the name of the error says nothing yet.
    """
    listed, lines = list(entries), []
    for where in WHERE:
        group = [entry for entry in listed if entry.where == where]
        if group:
            lines += ["", f"### {words(f'errors.{where}')} {{ #{where} }}", ""]
        for entry in group:
            evidence = words("errors.list-ran" if entry.ran else "errors.list-reported")
            first = entry.messages[0]
            lines.append(
                f"- [**{titles[entry.slug]}**]({entry.name}.md) <small>{evidence}</small><br>"
                f"{_code(first.text, first.lang)}"
            )
    return "\n".join(lines) + "\n"


def texts(
    entries: Iterable[Entry],
    cures: Mapping[str, list[Cure]],
    titles: Mapping[str, str],
    fix: Callable[[str, str | None], list],
) -> str:
    """JSON for the box on errors/index: each entry with its title, messages and their sections, fragments, fixes.

    After them the pages of `cures`, named as errors/index links to them. `titles` are by slug; `fix` says of a
    slug and a section what to do first.
    """
    pages = []
    for entry in entries:
        shown = [
            [message.text, message.section] if message.section else [message.text] for message in entry.messages
        ]
        pages.append(_entry(entry.name, entry.slug, titles, shown, entry.also, fix))
    for slug, messages in cures.items():
        shown = [[message.text, message.section] for message in messages]
        pages.append(_entry(f"../{slug}", slug, titles, shown, (), fix))
    return json.dumps(pages, ensure_ascii=False, separators=(",", ":"))


def _entry(
    name: str,
    slug: str,
    titles: Mapping[str, str],
    texts: list[list[str]],
    also: tuple[str, ...],
    fix: Callable[[str, str | None], list],
) -> dict:
    whole = fix(slug, None)
    fixes = {"": whole}
    for section in sorted({section for _, *sections in texts for section in sections}):
        # What the page as a whole says need not be said again for each of its sections.
        if (said := fix(slug, section)) != whole:
            fixes[section] = said
    return {"name": name, "title": _plain(titles[slug]), "texts": texts, "also": also, "fixes": fixes}


def _plain(title: str) -> str:
    return re.sub(r"[`*]", "", title)


def _evidence(message: Message, words: Words) -> str:
    if message.ran:
        return words("errors.ran")
    if thread := THREAD.match(message.source):
        return f"{words('errors.reported')}: [{thread['repo']} #{thread['number']}]({message.source})"
    host, _, path = message.source.removeprefix("https://").partition("/")
    # On GitHub the repository says who speaks.
    name = "/".join(path.split("/")[:2]).partition("#")[0] if host == "github.com" else host.removeprefix("www.")
    return f"{words('errors.documented')}: [{name}]({message.source})"


def _code(text: str, lang: str | None) -> str:
    """A code span, whatever backticks and marks the text has in it."""
    ticks = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    span = f"{ticks}{pad}{text}{pad}{ticks}"
    return f'<span lang="ko">{span}</span>' if lang else span
