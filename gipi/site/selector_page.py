"""The selector's answers in words: a form, a list of all combinations, and what the page's script reads."""

import json
import re
from collections.abc import Iterable
from html import escape
from itertools import groupby

from packaging.version import Version

from gipi.site.html import html
from gipi.site.version_tables import EVIDENCE, anchor_of, joined
from gipi.versions.choose import (
    DEVICES,
    GPU_SOURCE,
    PROCESSORS,
    SYSTEMS,
    TOOLS,
    WINDOWS_GPU,
    Answer,
    Choice,
    Commands,
    Fact,
    Selector,
)
from gipi.versions.source import RECOMMENDED, minor_of_python
from gipi.words import Words

START = {"system": "windows", "processor": "x86_64", "tool": "conda", "python": RECOMMENDED, "device": "cpu"}

# Pages of this guide (as seen from install/) and of others that say how to get what the commands need.
LINKS = {
    "conda": "windows/#miniforge",
    "miniforge": "https://github.com/conda-forge/miniforge#readme",
    "venv": "venv/#which-python",
    "uv": "uv/",
    "wsl": "wsl2-gpu/",
    "linux": "linux/#python",
    "terms": "conda/#terms",
}


class Advice:
    """The selector's answers in one language."""

    def __init__(self, selector: Selector, words: Words):
        self.selector, self.words = selector, words
        self.asked = words.day(selector.data["index"]["asked"])

    # In words

    def title(self, choice: Choice) -> str:
        """The choice as a reader would say it."""
        return ", ".join(self._said(name, choice) for name in Choice._fields)

    def _said(self, name: str, choice: Choice) -> str:
        """One part of a choice; a processor has another name in a Mac."""
        value = getattr(choice, name)
        if name == "python":
            return f"{self.name('python')} {value}"
        return self.words.part("selector").get(f"{choice.system}-{value}", self.name(value))

    def mend(self, answer: Answer) -> str:
        """What the button says that leads to the nearest choice that works."""
        pairs = zip(Choice._fields, answer.choice, answer.nearest, strict=True)
        return self.words(
            "selector.choose", what=", ".join(self._said(name, answer.nearest) for name, a, b in pairs if a != b)
        )

    def name(self, value: str) -> str:
        """A value of a choice as a reader would say it; conda, uv and 3.12 are called what they are."""
        return self.words.part("selector").get(value, value)

    def verdict(self, answer: Answer) -> str:
        """Whether it works, and why not, as HTML."""
        if not answer.works:
            return f"<strong>{self.words('selector.no')}</strong> {self.reason(answer.why)}"
        ran = any(fact.kind == "ran" for fact in answer.evidence)
        return self.words("selector.yes-ran" if ran else "selector.yes", tensorflow=answer.tensorflow)

    def reason(self, why: Fact) -> str:
        """What stands in the way, as HTML."""
        about = why.about
        facts = {
            "name": self.words(f"systems.{about['target']}"),
            "asked": self.asked,
            "windows_gpu": WINDOWS_GPU,
            "address": GPU_SOURCE["address"],
            "read": self.words.day(GPU_SOURCE["read"]),
            "coming": ", ".join(about.get("coming", ())),
        }
        facts |= {name: joined(about[name]) for name in ("pythons", "able") if name in about}
        return self.words(f"selector.why-{why.kind}", **(about | facts))

    def fact(self, fact: Fact) -> str:
        """One thing that is known, as HTML."""
        words, about = self.words, fact.about
        if fact.kind in ("ran", "failed", "elsewhere"):
            trial = {name: escape(str(value), quote=False) for name, value in about["trial"].items()}
            where = words(f"systems.{about['trial']['system']}")
            cell = anchor_of(trial["tensorflow"], minor_of_python(about["trial"]), trial["system"])
            record = f"{EVIDENCE.removesuffix('.md')}/#{cell}"
            said = trial | {"where": where, "record": record, "date": words.day(trial["date"])}
            return words(f"selector.{fact.kind}", **said)
        if fact.kind == "documented":
            source = about["by"]
            pythons = source["says"][about["target"]][about["version"]]
            return words(
                "selector.documented",
                version=about["version"],
                pythons=pythons,
                address=source["address"],
                title=source["title"],
                date=words.day(about["date"]),
            )
        if fact.kind == "reported":
            return self._reported(about["by"])
        if fact.kind == "metal":
            return words(
                "selector.metal",
                version=about["version"],
                released=words.day(about["released"]),
                pythons=joined(about["pythons"]),
            )
        if fact.kind == "gpu":
            return words("selector.gpu-note", address=GPU_SOURCE["address"], date=words.day(GPU_SOURCE["read"]))
        if fact.kind == "wheel":
            return words("selector.wheel", python=about["python"], date=words.day(about["date"]))
        note = fact.kind if fact.kind.startswith(("not-run-", "keras2")) else f"{fact.kind}-note"
        return words(f"selector.{note}", **about)

    def _reported(self, report: dict) -> str:
        what = re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(self.words.of(report["what"]), quote=False))
        number = "#" + report["thread"].rpartition("/")[2]
        return self.words(
            "selector.reported",
            what=what,
            thread=report["thread"],
            number=number,
            date=self.words.day(report["date"]),
        )

    def first(self, choice: Choice) -> list[str]:
        """What has to be there before the first command, and where to get it, as HTML."""
        links = {
            name: f'<a href="{address}">{self.words(f"selector.{name}-link")}</a>'
            for name, address in LINKS.items()
        }
        if choice.system != "windows":
            links["conda"] = links["miniforge"]
        said = [self.words("selector.first-wsl2", **links)] if choice.system == "wsl2" else []
        said.append(self.words(f"selector.first-{choice.tool}", python=choice.python, **links))
        if choice.tool == "venv" and choice.shell == "bash":
            said.append(self.words("selector.first-apt", python=choice.python, **links))
        if choice.shell == "powershell":
            said.append(self.words("selector.cmd"))
        return said

    def steps(self, answer: Answer) -> list[str]:
        """The commands, each to be typed and looked at by itself; making a folder and entering it is one."""
        commands = self.selector.commands(answer)
        lines = commands.text.split("\n")
        into = len(commands.folder)
        return ["\n".join(lines[:into]), *lines[into:]] if into else lines

    def lines(self, key: str) -> list[str]:
        """All that is typed for a choice named by its key: the commands of its first sentences, then the steps."""
        choice = next(choice for choice in self.selector.choices() if choice.key == key)
        first = [line for said in self.first(choice) for line in re.findall(r"<code>([^<]+)</code>", said)]
        return [*first, *self.steps(self.selector.answer(choice))]

    # For the script

    def data(self) -> str:
        """Every answer as JSON: {"texts": [each once], "answers": {choice: its parts as numbers of texts}}."""
        texts: dict[str, int] = {}

        def number(text: str) -> int:
            return texts.setdefault(text, len(texts))

        answers = {}
        for choice in self.selector.choices():
            answer = self.selector.answer(choice)
            answers[choice.key] = {
                "works": answer.works,
                "verdict": number(self.verdict(answer)),
                "nearest": answer.nearest and answer.nearest._asdict(),
                "mend": answer.nearest and number(self.mend(answer)),
                "shell": number(self.name(choice.shell)),
                "commands": [number(text) for text in self.steps(answer)] if answer.works else [],
                "first": [number(text) for text in self.first(choice)] if answer.works else [],
                "known": [number(self.fact(fact)) for fact in answer.evidence],
            }
        return json.dumps({"texts": [*texts], "answers": answers}, ensure_ascii=False, separators=(",", ":"))

    # In the page

    def form(self) -> str:
        """The form and the place of its answer, hidden until the script has the answers.

        Two questions stand open; what has a good answer for nearly everybody is folded, with its values.
        """
        return html(
            "selector",
            words=self.words,
            start=START,
            systems=SYSTEMS,
            open_questions={"system": SYSTEMS, "tool": TOOLS},
            folded_questions={"processor": PROCESSORS, "python": self.selector.pythons, "device": DEVICES},
        )

    def combinations(self) -> str:
        """All combinations, for whom no script runs: folds for each computer and each tool, one for installing."""
        parts = ['<div class="gipi-combinations" data-search-exclude>']
        parts += [self._computer(systems, processor) for systems, processor in _computers()]
        parts += [self._environment(tool) for tool in TOOLS]
        return "\n".join([*parts, self._install(), "</div>"])

    def _computer(self, systems: tuple[str, ...], processor: str) -> str:
        """What each Python gets on one kind of computer; what holds for all of them stands below, once."""
        plain = Choice(systems[-1], processor, "venv", START["python"], "cpu")
        name = f"{' · '.join(self.name(system) for system in systems)} ({self._said('processor', plain)})"
        cpu, gpu = (self.selector.answer(plain._replace(device=device)) for device in DEVICES)
        if not cpu.works and cpu.why.kind == "processor":
            return _fold(name, f"<p>{self._no(cpu)}</p>")
        devices = DEVICES if gpu.works else ("cpu",)

        def cells(python: str) -> list[str]:
            return [self._cell(plain._replace(python=python, device=device)) for device in devices]

        # Neighbours of which the same is said share a row.
        rows = [[joined([*pythons]), *same] for same, pythons in groupby(self.selector.pythons, cells)]
        heads = [self.name("python"), *(self.name(device) for device in devices)]
        table = _table(heads, rows)
        return _fold(name, table if gpu.works else f"{table}<p>{self.name('gpu')}: {self._no(gpu)}</p>")

    def _cell(self, choice: Choice) -> str:
        """What to install and how it is known; for each installer where they differ."""
        said: dict[str, list[str]] = {}
        for tool in TOOLS:
            answer = self.selector.answer(choice._replace(tool=tool))
            if answer.works:
                kinds = [
                    self._short(fact)
                    for fact in answer.evidence
                    if f"{fact.kind}-short" in self.words.part("selector")
                ]
                wanted = " ".join([self.selector.requirement(answer), *answer.constraints])
                text = f"{answer.tensorflow}: <code>{escape(wanted)}</code><br>{', '.join(dict.fromkeys(kinds))}"
            else:
                text = self._no(answer)
            said.setdefault(text, []).append(tool)
        if len(said) == 1:
            return next(iter(said))
        return "<br>".join(f"{', '.join(tools)}: {text}" for text, tools in said.items())

    def _short(self, fact: Fact) -> str:
        return self.words(f"selector.{fact.kind}-short", date=fact.about.get("trial", fact.about)["date"])

    def _no(self, answer: Answer) -> str:
        """Why not, and in what the nearest differs."""
        said = [self.reason(answer.why), *(self.fact(fact) for fact in answer.evidence)]
        if not answer.nearest:
            return " ".join(said)
        pairs = zip(answer.choice, answer.nearest, strict=True)
        other = ", ".join(self.name(new) for old, new in pairs if old != new)
        return " ".join([*said, self.words("selector.nearest"), other])

    def _environment(self, tool: str) -> str:
        """How an environment is made and entered with one tool, for each Python; Windows beside the others."""
        families: dict[bool, dict[str, Commands]] = {}
        for answer in self._able():
            if answer.choice.tool == tool:
                windows = answer.choice.system == "windows"
                families.setdefault(windows, {})[answer.choice.python] = self.selector.commands(answer)
        if tool == "conda":
            del families[True]  # the same lines
        names = {
            True: self.name("windows"),
            False: self.words("selector.unix" if len(families) > 1 else "selector.everywhere"),
        }
        parts = []
        for windows, made in families.items():
            commands = next(iter(made.values()))
            creates = [made[python].create[0] for python in sorted(made, key=Version)]
            steps = [_codes(commands.folder, ", ")] if commands.folder else []
            steps += [_codes(creates, "<br>"), *(_codes([line]) for line in commands.create[1:])]
            parts.append(f"<p>{names[windows]}</p><ol>{''.join(f'<li>{step}</li>' for step in steps)}</ol>")
        return _fold(self.words("selector.make", tool=tool), "".join(parts))

    def _install(self) -> str:
        """The lines that install, each once, and those that check."""
        made = [self.selector.commands(answer) for answer in self._able()]
        lines = sorted({commands.install for commands in made}, key=lambda line: (line.startswith("uv"), line))
        checks = dict.fromkeys(line for commands in made for line in commands.check)
        parts = [
            f"<ul>{''.join(f'<li>{_codes([line])}</li>' for line in lines)}</ul>",
            f"<p>{self.words('selector.checked')}</p>",
        ]
        parts += [f"<pre>{_codes([line])}</pre>" for line in checks]
        return _fold(self.words("selector.install"), "".join(parts))

    def _able(self) -> list[Answer]:
        return [answer for choice in self.selector.choices() if (answer := self.selector.answer(choice)).works]


def _computers() -> list[tuple[tuple[str, ...], str]]:
    """The kinds of computer; WSL2 stands with the Linux that it is."""
    by_target: dict[tuple[str, str], list[str]] = {}
    for system, processors in SYSTEMS.items():
        for processor in processors:
            by_target.setdefault((Choice(system, processor, "", "", "").target, processor), []).append(system)
    return [(tuple(systems), processor) for (_, processor), systems in by_target.items()]


def _fold(summary: str, inside: str) -> str:
    return f"<details><summary>{summary}</summary>{inside}</details>"


def _table(heads: list[str], rows: list[list[str]]) -> str:
    head = "".join(f"<th>{title}</th>" for title in heads)
    body = "".join(f"<tr>{_cells(row)}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cells(row: list[str]) -> str:
    """What holds for both CPU and GPU is said once."""
    if len(row) > 2 and len({*row[1:]}) == 1:
        return f'<td>{row[0]}</td><td colspan="{len(row) - 1}">{row[1]}</td>'
    return "".join(f"<td>{cell}</td>" for cell in row)


def _codes(lines: Iterable[str], between: str = "") -> str:
    return between.join(f"<code>{escape(line, quote=False)}</code>" for line in lines)
