"""What is said of the verification: the line on each page and the tables of about/verification."""

import os.path
import statistics
from collections import Counter
from collections.abc import Iterable, Mapping

from gipi.pages.page import Page
from gipi.runs.ledger import Work
from gipi.site.html import folded, html
from gipi.words import Words

STATES = ("verified", "older", "partial", "none")


def standing(states: Mapping[str, dict], words: Words) -> str:
    """How many pages with steps are in which state: a bar and its numbers."""
    counts = Counter(state["state"] for state in states.values())
    parts = [(kind, counts[kind], words(f"verified.{kind}")) for kind in STATES if counts[kind]]
    return html("standing", said=words("verified.standing", count=len(states)), parts=parts)


def table(works: Mapping[str, Work], states: Mapping[str, dict], titles: Mapping[str, str], words: Words) -> str:
    """All pages with steps and their state, as a Markdown table."""
    rows = [words("verified.pages"), "| --- | ---: | --- | --- | ---: |"]
    for slug, work in works.items():
        state = states[slug]
        when = words.day(state["date"]) if "date" in state else "–"
        seconds = state["seconds"] if "date" in state else "–"
        kind = words(f"verified.{state['state']}")
        rows.append(f"| [{titles[slug]}](../{work.file}) | {state['steps']} | {kind} | {when} | {seconds} |")
    return folded(words("verified.every-page", count=len(works)), "\n".join(rows))


def skips(pages: Iterable[Page], words: Words) -> str:
    """Every step that is not run, runs only with the package index, or has a rule of its own; and why."""
    rows: dict[tuple[str, str, str], list[str]] = {}  # (page, what, why): steps
    for page in pages:
        for step in page.steps:
            said = [(f"`{what}`", why) for what, why in step.reasons]
            if step.skip:
                said.append((words("verified.skipped"), step.skip))
            if step.registry:
                pythons = ", ".join(f"Python {version}" for version in step.pythons)
                said.append((words("verified.registry"), pythons or "–"))
            for what, why in said:
                rows.setdefault((page.slug, what, why), []).append(f"`{step.name}`")
    if not rows:
        return words("verified.no-skips")
    lines, above = [words("verified.skips"), "| --- | --- | --- |"], ""
    for (slug, what, why), names in rows.items():
        if slug != above:
            lines.append(f"| **[{slug}](../{slug}.md)** | | |")
            above = slug
        lines.append(f"| {', '.join(names)} | {what} | {why} |")
    return folded(words("verified.every-skip", count=len(rows)), "\n".join(lines))


def benchmark(measured: dict, words: Words) -> str:
    """What was measured as a Markdown table."""
    if not measured:
        return words("verified.no-benchmark")
    rows = [words("verified.benchmark"), "| --- | ---: | ---: | --- |"]
    for row in measured["rows"]:
        against = "; ".join(
            f"{words('benchmark.' + other['what'])} ({other['seconds']:.1f} s) × {other['ratio']}"
            for other in row["against"]
        )
        low, high = row["range"]
        what = words(f"benchmark.{row['what']}", **row["about"])
        rows.append(f"| {what} | {row['seconds']:.1f} | {low:.1f}–{high:.1f} | {against or '–'} |")
    return "\n".join(rows) + f"\n\n{words.day(measured['date'])}, {measured['system']}"


def suite(measured: dict, words: Words) -> str:
    """What the whole suite takes, and its slowest tests, as Markdown."""
    suite = measured.get("suite")
    if not suite:
        return words("verified.no-benchmark")
    rows = [words("verified.suite"), "| --- | ---: | ---: | ---: | ---: |"]
    for name, run in suite["runs"].items():
        share = run["wall"] * suite["cores"] / run["cpu"]
        what = words(f"benchmark.suite-{name}")
        rows.append(f"| {what} | {run['tests']} | {run['cpu']:.0f} | {run['wall']:.0f} | {share:.2f} |")
    slowest = [words("verified.slowest-row"), "| ---: | --- |"]
    slowest += [f"| {value:.1f} | `{name}` |" for name, value in suite["runs"]["all"]["slowest"]]
    folded = "\n".join(f"    {line}" for line in slowest)
    where = f"{words.day(suite['date'])}, {suite['system']}"
    return "\n".join(rows) + f'\n\n{where}\n\n??? note "{words("verified.slowest")}"\n\n{folded}'


def site(measured: dict, words: Words) -> str:
    """What the site costs beside bare Material, as Markdown."""
    cost = measured.get("site")
    if not cost:
        return words("verified.no-benchmark")
    build = cost["build"]
    rows = [
        words("verified.site"),
        "| --- | ---: | ---: |",
        f"| {words('benchmark.site-build')} | {build['cpu']:.1f} | {build['bare']:.1f} |",
    ]
    for page, visit in cost["visits"].items():
        weight, bare = (round(visit[name] / 1000) for name in ("bytes", "bare-bytes"))
        rows.append(f"| {words('benchmark.site-visit', page=page)} | {visit['performance']} | {visit['bare']} |")
        rows.append(f"| {words('benchmark.site-weight', page=page)} | {weight} | {bare} |")
    return "\n".join(rows) + f"\n\n{words.day(cost['date'])}"


def seconds(measured: dict, works: Mapping[str, Work], titles: Mapping[str, str], page: str, words: Words) -> str:
    """What the steps of this guide take on the CPU that was measured, in words.

    `works` are the pages that can be linked, by slug; links lead from the file `page`.
    """
    spent = {slug: page["cpu"] for slug, page in measured.get("pages", {}).items()}
    if not spent:
        return words("verified.no-seconds")
    longest = max(spent, key=spent.__getitem__)
    name = f"`{longest}`"
    if longest in works:  # a page that has gone since is named, not linked
        name = f"[{titles[longest]}]({os.path.relpath(works[longest].file, os.path.dirname(page))})"
    return words(
        "verified.cpu-seconds",
        count=len(spent),
        all=round(sum(spent.values())),
        middle=f"{statistics.median(spent.values()):.1f}",
        most=f"{spent[longest]:.1f}",
        name=name,
        when=words.day(measured["date"]),
        where=measured["system"],
        load=f"{next(row for row in measured['rows'] if row['what'] == 'import')['seconds']:.1f}",
    )
