"""How often a conclusion holds, as a sentence shows it: what stands for `<!-- gipi:odds … -->` and its like."""

import math
import os
import re
from collections.abc import Iterable
from functools import cached_property

from markupsafe import Markup, escape

from gipi.pages import conclusions, placeholders, predictions, unshown
from gipi.pages.page import Page
from gipi.pages.placeholders import NoAnswer
from gipi.runs import counted
from gipi.site.html import folded, html, phrase
from gipi.words import Words

SCALE = (("all", 30), ("mostly", 27), ("often", 20), ("chance", 0))  # of 30, at least
OF, SHOWN = 30, 2  # worlds, and how many of those that came out otherwise show their output
SURE = 0.95
SIGN = "✓"  # of a conclusion that no chance reaches
COUNT = re.compile(r"\d.*")
SENTENCE = "conclusion-"  # how the anchors of conclusions begin


class Answers:
    """What the placeholders of one page stand for; `plain` is for what is taken along: nothing to click."""

    def __init__(self, page: Page, pins: dict[str, str], words: Words, plain: bool = False):
        self._page, self._pins, self._words, self._plain = page, pins, words, plain
        self._buttons = 0
        self._met = False  # whether a reader has met a bracket with a count above
        self._said: set[str] = set()  # the conclusions that stand above

    @cached_property
    def _data(self) -> dict:
        return counted.load(self._page)

    @cached_property
    def _counted(self) -> bool:
        """Whether the counts are of the page as it is now."""
        return not counted.stale(self._page, self._data)

    def odds(self, *label: str) -> str:
        """How often a conclusion holds, in brackets: a button that opens the rest."""
        name = " ".join(label)
        if name not in conclusions.recorded(self._page):
            raise NoAnswer(f"no step prints the conclusion '{name}'.")
        if not self._counted:
            return f"({self._words('odds.uncounted')})"
        conclusion = self._data["conclusions"][name]
        said = said_of(conclusion, self._words, first=not self._met)
        self._met = self._met or conclusion["chance"]
        if self._plain:  # who cannot ask what is meant is told what chance decides, and no more
            return f"({said})" if conclusion["chance"] else ""
        self._buttons += 1
        sentence = "" if name in self._said else self._anchor(name)
        numbered = "" in placeholders.said(self._page, "turns")
        self._said.add(name)
        # A button is a box, which does not break as a line of text does: only the count is one.
        count = digits[0] if (digits := COUNT.search(said)) else said
        lines = self._lines(name, conclusion)
        before = said.removesuffix(count)
        # A sign: words would interrupt the sentence with what nobody asked, and readers took them for a leftover.
        sign = "" if conclusion["chance"] else SIGN
        return html(
            "odds",
            anchor=f"odds-{self._buttons}",
            sentence=sentence,
            number=self._number(name) if numbered else "",
            before=before,
            count=count,
            lines=lines,
            sign=sign,
        )

    def _lines(self, label: str, conclusion: dict) -> list[str]:
        """What a click opens: only what may stand in a sentence, and no span, since the search leaves out one."""
        words = self._words
        lines = [
            phrase(words, "odds.as-printed", label=inert(label), answer=conclusion["answer"]),
            words(
                "odds." + ("counted" if conclusion["chance"] else "unreached"),
                held=conclusion["held"],
                of=conclusion["of"],
            ),
        ]
        printed = {number: self._printed(label, number) for number in conclusion["otherwise"]}
        reached = {number: text for number, text in printed.items() if text is not None}
        if reached:
            lines.append(words("odds.otherwise", added=", ".join(map(added, reached))))
            lines += [self._world(number, text) for number, text in list(reached.items())[:SHOWN]]
        lines += [self._stopped(number) for number in printed if number not in reached]
        used = self._data["worlds"]["versions"].get("tensorflow")
        if used and used != self._pins.get("tensorflow"):
            lines.append(words("odds.versions", tensorflow=used))
        there = os.path.relpath("about/verification.md", os.path.dirname(self._page.slug) or ".")
        return [*lines, f"[{words('odds.more')}]({there}#odds)"]

    def _printed(self, label: str, number: int) -> str | None:
        """What the conclusion's step printed in a world; None where the page did not get as far."""
        place = self._data["worlds"]["numbers"].index(number)
        return counted.outputs(self._data)[place].get(conclusions.step_of(self._page)[label])

    def _world(self, number: int, printed: str) -> Markup:
        """A world in which a conclusion came out otherwise, and what its step printed there."""
        lines = Markup("<br>").join(map(inert, printed.split("\n")))
        title = self._words("odds.world", added=added(number))
        return Markup("{}<br><samp>{}</samp>").format(title, lines)

    def _stopped(self, number: int) -> Markup:
        """A world in which an earlier step failed: it counts as one that does not hold, but says nothing else."""
        failure = self._data["worlds"]["failures"].get(str(number), "")
        return phrase(self._words, "odds.no-output", added=added(number), failure=inert(failure))

    def turns(self, *label: str) -> str:
        """Which setting turns a conclusion (without a label: any of the page's): a table, and how to read it."""
        if not self._counted:
            return self._words("odds.uncounted-settings")
        settings = self._data.get("settings", {})
        if not settings:
            return self._words("odds.no-settings")
        rows = [self._words("odds.turns"), "| --- | ---: | --- | --- |"]
        for name, setting in settings.items():
            cells = [self._cell(setting, other, " ".join(label)) for other in setting["tried"]]
            cells = ["–"] * (2 - len(cells)) + cells
            rows.append(f"| `{name}` | {setting['value']} | {' | '.join(cells)} |")
        kept = any(
            not self._turned(setting, other, " ".join(label))
            for setting in settings.values()
            for other, held in setting["tried"].items()
            if isinstance(held, dict)
        )
        most = max(len(setting["worlds"]) for setting in settings.values())
        return "\n".join([*self._reading(most, kept, f"(#{SENTENCE}" in "".join(rows)), *rows])

    def _reading(self, of: int, kept: bool, numbered: bool) -> list[str]:
        """How to read the table, as far as its cells need it: a paragraph of its own, which no search quotes."""
        once = "-once" if of == 1 else ""
        names = [f"read{once}"] + [f"read-kept{once}"] * kept + ["read-number"] * numbered
        said = " ".join(self._words(f"odds.{name}", of=of) for name in names)
        return [said, ""] if self._plain else [said, "{: data-search-exclude }", ""]

    def _cell(self, setting: dict, other: str, label: str) -> str:
        """A value, and what became of the conclusions with it."""
        if not isinstance(setting["tried"][other], dict):
            return f"{other}: {self._words('odds.broken')}"
        of = len(setting["worlds"])
        key = "odds.turned" if of > 1 else "odds.turned-once"
        turned = [
            ("" if label else f"{self._which(name)}: ") + self._words(key, held=held, of=of)
            for name, held in self._turned(setting, other, label).items()
        ]
        return f"{other}: {', '.join(turned) or self._words('odds.kept')}"

    def _which(self, label: str) -> str:
        """A conclusion by its number on the page, which leads to its sentence; a plain text has its label."""
        if self._plain:  # what the page answers with False did not hold there
            return f"`{label}`" if conclusions.recorded(self._page)[label] else f"`{label}: False`"
        return f"[{self._number(label)}](#{self._anchor(label)})"

    def _number(self, label: str) -> str:
        """What a table that is about every conclusion of the page calls this one."""
        return self._words("odds.conclusion", number=self._place(label))

    def _anchor(self, label: str) -> str:
        """Where the first sentence that says a conclusion has its bracket."""
        return f"{SENTENCE}{self._place(label)}"

    def _place(self, label: str) -> int:
        return list(placeholders.said(self._page, "odds")).index(label) + 1

    def _turned(self, setting: dict, other: str, label: str) -> dict[str, int]:
        """The conclusions that held less often with a value than in the same worlds without it, and how often."""
        held = setting["tried"][other]
        if not isinstance(held, dict):
            return {}
        own = {
            name: sum(number not in self._data["conclusions"][name]["otherwise"] for number in setting["worlds"])
            for name in held
        }
        return {name: count for name, count in held.items() if count < own[name] and label in ("", name)}

    def changed(self, change: str, step: str) -> str:
        """What a step prints with another setting."""
        printed = counted.changed(self._page).get((change, step))
        if printed is None:
            raise NoAnswer(
                f"'{change} {step}' has not been run with this code; "
                f"run python -m gipi.runs.odds --changed {self._page.slug}."
            )
        printed = unshown.output(next(own for own in self._page.steps if own.name == step), printed)
        title, again = self._words("odds.changed", change=change.replace("=", " = ")), self._again(change, step)
        if self._plain:
            return f"{title}:\n\n```text\n{printed}\n```{again}"
        again += "\n{: data-search-exclude }" if again else ""  # it gives the answer away
        return f'```{{.text .gipi-output .gipi-of-{step} title="{title}"}}\n{printed}\n```{again}'

    def _again(self, change: str, step: str) -> str:
        """In how many other worlds the conclusion that decides the question came out as in this output."""
        repeated = counted.repeated(self._page, change, step)
        for prediction in predictions.read(self._page):
            label = prediction.decides.rpartition(": ")[0]
            if (
                prediction.answer
                and (change, step) in predictions.changed(prediction.answer)
                and label in repeated
            ):
                _, held, of = repeated[label]
                return f"\n\n{self._words('odds.changed-again', held=held, of=of)}"
        return ""


def inert(text: str) -> Markup:
    """Text within a sentence of which neither HTML nor Markdown makes anything."""
    marks = re.compile(r"[\\*_`\[\]{}|~^$:=+]")
    return Markup(marks.sub(lambda match: f"&#{ord(match[0])};", escape(text)))


def said_of(conclusion: dict, words: Words, first: bool = False) -> str:
    """The words that a count allows, with the count; the first of a page says in full what was counted."""
    count = words("odds.count-first" if first else "odds.count", held=conclusion["held"], of=conclusion["of"])
    return words("odds." + kind(conclusion), count=count)


def added(number: int) -> str:
    """What a world adds to every seed."""
    return str(number * counted.APART)


def kind(conclusion: dict) -> str:
    """The words that a count allows: a key of WORDS."""
    if not conclusion["chance"]:
        return "no chance"
    return next(name for name, least in SCALE if conclusion["held"] * OF >= least * conclusion["of"])


def fails_at_most(held: int, of: int) -> float:
    """The largest share of failing worlds that still leaves a chance of 5 % to see so many hold or more.

    The exact bound of Clopper and Pearson, one-sided, found by halving.
    """
    low, high = 0.0, 1.0
    for _ in range(40):
        share = (low + high) / 2
        seen = sum(
            math.comb(of, failed) * share**failed * (1 - share) ** (of - failed) for failed in range(of - held + 1)
        )
        low, high = (share, high) if seen > 1 - SURE else (low, share)
    return low


def scale(words: Words) -> str:
    """Which count allows which words, and how far off each may be."""
    above = OF
    rows = [words("odds.scale", of=OF), "| --- | ---: | ---: |"]
    for name, least in SCALE:
        counts = str(least) if least == above else f"{least}–{above}"
        bound = f"{fails_at_most(least, OF):.0%}" if least else "–"
        rows.append(f"| {words('odds.scale-' + name)} | {counts} | {bound} |")
        above = least - 1
    return "\n".join(rows)


def table(pages: Iterable[Page], titles: dict[str, str], words: Words) -> str:
    """Every conclusion of the guide below its page, with its count; `titles` names the pages by slug."""
    rows, count = [words("odds.list"), "| --- | --- | --- |"], 0
    for page in conclusions.concluding(pages):
        data = counted.load(page)
        rows.append(f"| **[{titles[page.slug]}](../{page.slug}.md)** | | |")
        fresh = not counted.stale(page, data)
        turning = counted.turns(data) if fresh else {}
        for label, answer in conclusions.recorded(page).items():
            said = _share(data["conclusions"][label], words) if fresh else words("odds.uncounted")
            names = ", ".join(f"`{name}`" for name in sorted(turning.get(label, ()))) or "–"
            rows.append(f"| `{label}: {answer}` | {said} | {names} |")
            count += 1
    return folded(words("odds.every", count=count), "\n".join(rows)) if count else words("odds.none")


def _share(conclusion: dict, words: Words) -> str:
    """A count as a table says it."""
    return f"{conclusion['held']}/{conclusion['of']}" if conclusion["chance"] else said_of(conclusion, words)


def uncounted(pages: Iterable[Page]) -> list[str]:
    """The pages whose conclusions are not counted with their code of today, and why."""
    reasons = {page.slug: counted.stale(page, counted.load(page)) for page in conclusions.concluding(pages)}
    return [f"{slug} ({why})" for slug, why in reasons.items() if why]
