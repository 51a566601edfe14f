"""The line above a page's title: what was run for it, where and when, and what its advice rests on besides."""

from collections.abc import Mapping
from dataclasses import dataclass

from gipi.entries.error_dictionary import Entry
from gipi.words import Words

NAMES = {"tensorflow": "TensorFlow", "keras": "Keras"}


@dataclass(frozen=True)
class Rests:
    """On what a page rests that was not run here, or not everywhere it is for."""

    reported: int = 0  # of the messages that it shows, those that no step of its own printed
    messages: int = 0
    unrun: tuple[str, ...] = ()  # front matter: where its advice is for, and nothing was run

    @classmethod
    def of(cls, meta: Mapping, entry: Entry | None) -> "Rests":
        """From a page's front matter and, for an error, its entry in the dictionary."""
        messages = entry.messages if entry else ()
        return cls(sum(not message.ran for message in messages), len(messages), tuple(meta.get("unrun", ())))

    @property
    def documents(self) -> bool:
        """Whether the page's advice, or a message that it shows, rests on documents or reports."""
        return bool(self.reported or self.unrun)


def badge(state: Mapping | None, rests: Rests, source: str, words: Words) -> dict | None:
    """The facts in a line, and the receipt that a tap opens; None where there is nothing to say.

    {"facts": [{"kind", "text"}], "said": [sentences], "rows": [(name, text)], "again": (name, command) or None};
    `state` is what `ledger.state` says, None for a page without steps; `source` lies under docs/<language>.
    """
    facts: list[dict] = []
    said: list[str] = []
    rows: list[tuple[str, str]] = []
    if state:
        fact, said, rows = _run(state, words)
        facts.append(fact)
    if rests.documents:
        fact, more = _documents(rests, words)
        facts.append(fact)
        said += more
    if not facts:
        return None
    again = (words("badge.again"), f"pytest docs/{words.language}/{source}") if state else None
    return {"facts": facts, "said": said, "rows": rows, "again": again}


def _run(state: Mapping, words: Words) -> tuple[dict, list[str], list[tuple[str, str]]]:
    """What was run: the fact, the sentences, and the receipt's rows."""
    steps = words.count("badge.steps", state["steps"])
    if state["state"] == "none":
        return {"kind": "none", "text": f"{steps} · {words('badge.none')}"}, [words("badge.said-none")], []
    older = state["state"] == "older"
    system = state["system"].partition(" ")[0]
    parts = [
        words("badge.some", all=steps, done=state["steps"] - state["late"]) if state["late"] else steps,
        words.part("badge").get(system, system),
        *([words("badge.older")] if older else []),
        words.day(state["date"]),
    ]
    said = [words("badge.said-older" if older else "badge.said-ran")]
    if state["late"]:
        said.append(words("badge.said-late"))
    versions = [f"{name} {state['versions'][key]}" for key, name in NAMES.items() if key in state["versions"]]
    rows = [
        (words("badge.where"), state["system"]),
        (words("badge.versions"), ", ".join(versions)),
        (words("badge.when"), words.day(state["date"])),
        (words("badge.took"), words("badge.seconds", number=state["seconds"])),
    ]
    return {"kind": "older" if older else "ran", "text": " · ".join(parts)}, said, [row for row in rows if row[1]]


def _documents(rests: Rests, words: Words) -> tuple[dict, list[str]]:
    """What rests on documents and reports: the fact and the sentences."""
    if not rests.unrun and rests.reported < rests.messages:
        text = words("badge.messages", all=rests.messages, reported=rests.reported)
        return {"kind": "documents", "text": text}, [words("badge.said-messages")]
    parts, said = [words("badge.documents")], [words("badge.said-documents")]
    if rests.unrun:
        names = [words.part("badge").get(place, place) for place in rests.unrun]
        places = words("badge.last").join(filter(None, [words("badge.between").join(names[:-1]), names[-1]]))
        parts.append(words("badge.unrun", places=places))
        said.append(words("badge.said-unrun", places=places))
    return {"kind": "documents", "text": " · ".join(parts)}, said


def sentence(state: Mapping, words: Words) -> str:
    """The line at the foot of a page, from what `ledger.state` says."""
    steps = state["steps"]
    if state["state"] == "none":
        return words("verified.line-none", steps=words.count("verified.steps", steps))
    versions = ", ".join(
        f"{name} {state['versions'][key]}"
        for key, name in (("tensorflow", "TensorFlow"), ("keras", "Keras"))
        if key in state["versions"]
    )
    said = [
        words(
            "verified.line-ran",
            steps=words.count("verified.steps", steps - state["late"]),
            date=words.day(state["date"]),
            where=f"{state['system']}; {versions}" if versions else state["system"],
            seconds=state["seconds"],
        )
    ]
    if state["state"] == "older":
        said.append(words("verified.line-older"))
    if state["late"]:
        said.append(words("verified.line-late", steps=words.count("verified.steps", state["late"])))
    return " ".join(said)
