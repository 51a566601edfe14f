"""The selector's answers in words: a form, a list of all combinations, and what the page's script reads."""

import json
import re
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup, escape
from packaging.version import Version

from gipi.site.html import html, phrase
from gipi.site.version_tables import EVIDENCE, anchor_of, joined
from gipi.versions import recipe
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
    "backends": "backends/",
    "windows-gpu": "backends/#windows-gpu",
}


class Said(NamedTuple):
    """What is said to some tools: what they install and how it is known, or why there is nothing."""

    tensorflow: str = ""
    wanted: str = ""
    evidence: str = ""
    no: Markup = Markup()


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
        """What the button says that leads to the nearest choice that works; "" where there is none."""
        if not (nearest := answer.nearest):
            return ""
        pairs = zip(Choice._fields, answer.choice, nearest, strict=True)
        said = [self._said(name, nearest) for name, old, new in pairs if old != new]
        return self.words("selector.choose", what=", ".join(said))

    def name(self, value: str) -> str:
        """A value of a choice as a reader would say it; conda, uv and 3.12 are called what they are."""
        return self.words.part("selector").get(value, value)

    def verdict(self, answer: Answer) -> Markup:
        """Whether it works, and why not, as HTML."""
        if answer.why:
            return Markup("<strong>{}</strong> {}").format(self.words("selector.no"), self.reason(answer.why))
        ran = any(fact.kind == "ran" for fact in answer.evidence)
        return self._phrase("yes-ran" if ran else "yes", tensorflow=answer.tensorflow)

    def _phrase(self, key: str, **values: object) -> Markup:
        """A text of the selector's words as HTML, with values that are escaped."""
        return phrase(self.words, f"selector.{key}", **values)

    def reason(self, why: Fact) -> Markup:
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
        return self._phrase(f"why-{why.kind}", **(about | facts))

    def fact(self, fact: Fact) -> Markup:
        """One thing that is known, as HTML."""
        words, about = self.words, fact.about
        if fact.kind in ("ran", "failed", "elsewhere"):
            trial = about["trial"]
            cell = anchor_of(trial["tensorflow"], minor_of_python(trial), trial["system"])
            record = f"{EVIDENCE.removesuffix('.md')}/#{cell}"
            where, when = words(f"systems.{trial['system']}"), words.day(trial["date"])
            return self._phrase(fact.kind, **(trial | {"where": where, "record": record, "date": when}))
        if fact.kind == "documented":
            source = about["by"]
            return self._phrase(
                "documented",
                version=about["version"],
                pythons=source["says"][about["target"]][about["version"]],
                address=source["address"],
                title=source["title"],
                date=words.day(about["date"]),
            )
        if fact.kind == "reported":
            return self._reported(about["by"])
        if fact.kind == "metal":
            released, pythons = words.day(about["released"]), joined(about["pythons"])
            return self._phrase("metal", version=about["version"], released=released, pythons=pythons)
        if fact.kind == "gpu":
            return self._phrase("gpu-note", address=GPU_SOURCE["address"], date=words.day(GPU_SOURCE["read"]))
        if fact.kind in ("gpu-instead", "torch-index"):
            return self._phrase(fact.kind, **self._links("windows-gpu"))
        if fact.kind == "wheel":
            return self._phrase("wheel", python=about["python"], date=words.day(about["date"]))
        note = fact.kind if fact.kind.startswith(("not-run-", "keras2")) else f"{fact.kind}-note"
        return self._phrase(note, **about)

    def _reported(self, report: dict) -> Markup:
        what = Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(self.words.of(report["what"])))))
        return self._phrase(
            "reported",
            what=what,
            thread=report["thread"],
            number="#" + report["thread"].rpartition("/")[2],
            date=self.words.day(report["date"]),
        )

    def _links(self, *names: str) -> dict[str, Markup]:
        """Links by their names, as HTML."""
        return {
            name.replace("-", "_"): Markup('<a href="{}">{}</a>').format(
                LINKS[name], self.words(f"selector.{name}-link")
            )
            for name in names
        }

    def first(self, choice: Choice) -> list[Markup]:
        """What has to be there before the first command, and where to get it, as HTML."""
        links = self._links(*LINKS)
        if choice.system != "windows":
            links["conda"] = links["miniforge"]
        said = [self._phrase("first-wsl2", **links)] if choice.system == "wsl2" else []
        said.append(self._phrase(f"first-{choice.tool}", python=choice.python, **links))
        if choice.tool == "venv" and choice.shell == "bash":
            said.append(self._phrase("first-apt", python=choice.python, **links))
        if choice.shell == "powershell":
            said.append(self._phrase("cmd"))
        return said

    def steps(self, answer: Answer) -> list[str]:
        """The commands, each to be typed and looked at by itself; making a folder and entering it is one."""
        return self._steps(self._commands[answer.choice])

    def without(self, choice: Choice, backend: str) -> list[str]:
        """The same for Keras without TensorFlow."""
        return self._steps(self.selector.without(choice, backend))

    def _steps(self, commands: Commands) -> list[str]:
        lines = commands.text.split("\n")
        into = len(commands.folder)
        return ["\n".join(lines[:into]), *lines[into:]] if into else lines

    def lines(self, key: str) -> list[str]:
        """All that is typed for a choice named by its key: the commands of its first sentences, then the steps.

        Where there is no TensorFlow, those of the first backend that there is instead.
        """
        choice = next(choice for choice in self.selector.choices() if choice.key == key)
        answer = self.selector.answer(choice)
        first = [line for said in self.first(choice) for line in re.findall(r"<code>([^<]+)</code>", said)]
        return [*first, *(self.without(choice, answer.instead[0]) if answer.instead else self.steps(answer))]

    def known_without(self, choice: Choice, backend: str) -> list[Markup]:
        """What is known of Keras on another backend, and what is not, as HTML."""
        (release,) = self.selector.packages[recipe.BACKENDS[backend]]
        facts = [
            self._phrase(
                "wheel-of",
                package=recipe.BACKENDS[backend],
                release=release,
                python=choice.python,
                date=self.asked,
            )
        ]
        if backend == "torch" and choice.target.startswith("linux-"):
            facts.append(self.fact(Fact("torch-index")))
        if choice.system in ("windows", "macos"):
            facts.append(self.fact(Fact(f"not-run-{choice.system}")))
        elif choice.processor == "arm64":
            facts.append(self.fact(Fact("not-run-arm64")))
        return facts

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
                "instead": [
                    {
                        "name": number(self.words("selector.with", backend=self.name(backend))),
                        "first": [number(text) for text in self.first(choice)],
                        "commands": [number(text) for text in self.without(choice, backend)],
                        "known": [number(text) for text in self.known_without(choice, backend)],
                    }
                    for backend in answer.instead
                ],
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
            more=self._links("backends")["backends"],
            systems=SYSTEMS,
            open_questions={"system": SYSTEMS, "tool": TOOLS},
            folded_questions={"processor": PROCESSORS, "python": self.selector.pythons, "device": DEVICES},
        )

    def combinations(self) -> str:
        """All combinations, for whom no script runs: folds for each computer and each tool, one for installing."""
        made = list(self._commands.values())
        return html(
            "combinations",
            words=self.words,
            computers=[self._computer(systems, processor) for systems, processor in _computers()],
            tools={tool: self._environments(tool) for tool in TOOLS},
            installs=sorted(
                {commands.install for commands in made}, key=lambda line: (line.startswith("uv"), line)
            ),
            checks=dict.fromkeys(line for commands in made for line in commands.check),
        )

    def _computer(self, systems: tuple[str, ...], processor: str) -> dict:
        """What each Python gets on one kind of computer; what holds for all of them stands below, once."""
        plain = Choice(systems[-1], processor, "venv", START["python"], "cpu")
        name = f"{' · '.join(self.name(system) for system in systems)} ({self._said('processor', plain)})"
        cpu, gpu = (self.selector.answer(plain._replace(device=device)) for device in DEVICES)
        if cpu.why and cpu.why.kind == "processor":
            return {"name": name, "no": self._no(cpu)}
        devices = DEVICES if gpu.works else ("cpu",)

        def cells(python: str) -> list[dict[Said, str]]:
            said = [self._cell(plain._replace(python=python, device=device)) for device in devices]
            return said[:1] if said == said[:1] * len(said) else said

        return {
            "name": name,
            "devices": [self.name(device) for device in devices],
            # Neighbours of which the same is said share a row.
            "rows": [(joined([*pythons]), same) for same, pythons in groupby(self.selector.pythons, cells)],
            "no_gpu": "" if gpu.works else self._no(gpu),
        }

    def _cell(self, choice: Choice) -> dict[Said, str]:
        """What is said, with the tools for which it is; one tool stands for all where they do not differ."""
        tools: dict[Said, list[str]] = {}
        for tool in TOOLS:
            answer = self.selector.answer(choice._replace(tool=tool))
            if answer.tensorflow:
                wanted = " ".join([self.selector.requirement(answer), *answer.constraints])
                said = Said(answer.tensorflow, wanted, ", ".join(dict.fromkeys(self._short(answer))))
            else:
                said = Said(no=self._no(answer))
            tools.setdefault(said, []).append(tool)
        return {said: ", ".join(names) if len(tools) > 1 else "" for said, names in tools.items()}

    def _short(self, answer: Answer) -> list[str]:
        """How an answer is known, in a word or two each."""
        return [
            self.words(f"selector.{fact.kind}-short", date=fact.about.get("trial", fact.about)["date"])
            for fact in answer.evidence
            if f"{fact.kind}-short" in self.words.part("selector")
        ]

    def _no(self, answer: Answer) -> Markup:
        """Why not, and in what the nearest differs."""
        assert answer.why, "only for an answer that does not work"
        said: list[str] = [self.reason(answer.why), *(self.fact(fact) for fact in answer.evidence)]
        if answer.nearest:
            pairs = zip(answer.choice, answer.nearest, strict=True)
            other = ", ".join(self.name(new) for old, new in pairs if old != new)
            said += [self.words("selector.nearest"), other]
        if answer.instead:
            said.append(self._phrase("or-instead", **self._links("backends")))
        return Markup(" ").join(said)

    def _environments(self, tool: str) -> list[dict]:
        """How an environment is made and entered with one tool, for each Python; Windows beside the others."""
        families: dict[str, dict[str, Commands]] = {}
        for choice, commands in self._commands.items():
            if choice.tool == tool:
                family = "windows" if choice.system == "windows" else "unix"
                families.setdefault(family, {})[choice.python] = commands
        if tool == "conda":
            families = {"everywhere": families["unix"]}  # the same lines
        environments = []
        for family, made in families.items():
            first = next(iter(made.values()))
            environments.append(
                {
                    "name": self.name(family),
                    "folder": first.folder,
                    "creates": [made[python].create[0] for python in sorted(made, key=Version)],
                    "enter": first.create[1:],
                }
            )
        return environments

    @cached_property
    def _commands(self) -> dict[Choice, Commands]:
        """What is typed for each choice that works."""
        answers = map(self.selector.answer, self.selector.choices())
        return {answer.choice: self.selector.commands(answer) for answer in answers if answer.works}


def _computers() -> list[tuple[tuple[str, ...], str]]:
    """The kinds of computer; WSL2 stands with the Linux that it is."""
    by_target: dict[tuple[str, str], list[str]] = {}
    for system, processors in SYSTEMS.items():
        for processor in processors:
            by_target.setdefault((Choice(system, processor, "", "", "").target, processor), []).append(system)
    return [(tuple(systems), processor) for (_, processor), systems in by_target.items()]
