"""What is said of the verification: the line on each page and the tables of about/verification."""

import calendar
import json
import os.path
import statistics
from datetime import date
from pathlib import Path

from gipi.pages import notebook
from gipi.pages.page import Page, slugs
from gipi.runs import ledger
from gipi.runs.session import pythons

WORDS = {
    "ko": {
        "verified": "확인함",
        "older": "다른 버전으로 확인함",
        "partial": "패키지 색인이 필요한 단계를 빼고 확인함",
        "none": "아직 실행하지 않음",
        "pages": "| 페이지 | 단계 | 상태 | 실행한 날 | 초 |",
        "skips": "| 페이지 | 단계 | 무엇 | 까닭 |",
        "skipped": "실행하지 않음",
        "registry": "패키지 색인이 필요함",
        "no skips": "건너뛰는 단계가 없습니다.",
        "benchmark": "| 잰 것 | 초(중앙값) | 가장 짧게–길게 | 견준 것 |",
        "no benchmark": "아직 재지 않았습니다.",
        "no seconds": "이 안내서의 단계가 CPU로 몇 초 걸리는지는 아직 재지 않았습니다. "
        "다만 한 페이지의 단계가 CPU 30초를 넘지 않게 쓴다는 규칙이 있습니다.",
    },
    "en": {
        "verified": "verified",
        "older": "verified with other versions",
        "partial": "verified, but for the steps that need the package index",
        "none": "not run yet",
        "pages": "| page | steps | state | run on | seconds |",
        "skips": "| page | steps | what | why |",
        "skipped": "not run",
        "registry": "needs the package index",
        "no skips": "No step is skipped.",
        "benchmark": "| what | seconds (median) | shortest–longest | against |",
        "no benchmark": "Not measured yet.",
        "no seconds": "How many CPU seconds the steps of this guide take has not been measured yet. "
        "There is a rule, though: the steps of one page take at most 30.",
    },
}


def pages(root: Path, language: str) -> list[Page]:
    """The Markdown pages that have steps."""
    found = [Page(root, root / "docs" / language / f"{slug}.md") for slug in slugs(root, language)]
    return [one for one in found if one.steps]


def works(root: Path, language: str) -> list[tuple[ledger.Work, str, str]]:
    """Every page that has something to run: (what, its title, its source below docs/<language>)."""
    found = []
    for one in pages(root, language):
        title = next(line.text for line in one.lines if line.kind == "heading")
        found.append((ledger.work(Page(root, root / "docs" / "ko" / f"{one.slug}.md")), title, f"{one.slug}.md"))
    for slug in notebook.slugs(root):
        book = notebook.read(root, slug, language)
        title = next(line for line in book.cells[0].source.split("\n") if line.startswith("# "))
        found.append((ledger.notebook_work(root, slug), title, f"{slug}.ipynb"))
    return [(work, title.lstrip("# ").partition("{")[0].strip(), source) for work, title, source in found]


def day(iso: str, language: str) -> str:
    """A date in words."""
    one = date.fromisoformat(iso)
    if language == "ko":
        return f"{one.year}년 {one.month}월 {one.day}일"
    return f"{one.day} {calendar.month_name[one.month]} {one.year}"


def sentence(known: dict, language: str) -> str:
    """The verified line of a page, from what `ledger.state` says."""
    kind, steps = known["state"], known["steps"]
    if kind == "none":
        if language == "ko":
            return f"이 페이지의 {steps}단계는 이 소스 트리에서 아직 실행하지 않았습니다."
        return f"The {_count(steps)} of this page have not been run in this source tree yet."
    versions = ", ".join(
        f"{name} {known['versions'][key]}"
        for key, name in (("tensorflow", "TensorFlow"), ("keras", "Keras"))
        if key in known["versions"]
    )
    where = f"{known['system']}; {versions}" if versions else known["system"]
    when, seconds = day(known["date"], language), known["seconds"]
    done = steps - known["late"]
    if language == "ko":
        text = f"{done}단계를 {when}에 실행해 기록과 견주었습니다({where}, {seconds}초)."
        if kind == "older":
            text += " 지금 요구하는 버전과는 다른 버전입니다."
        if known["late"]:
            text += f" 패키지 색인이 필요한 {known['late']}단계는 최근 45일 안에 실행한 기록이 없습니다."
        return text
    text = f"{_count(done).capitalize()} ran on {when} and matched the record ({where}, {seconds} s)."
    if kind == "older":
        text += " These are not the versions required today."
    if known["late"]:
        late = _count(known["late"]).capitalize()
        text += f" {late} that need the package index did not run in the last 45 days."
    return text


def _count(number: int) -> str:
    return f"{number} step" if number == 1 else f"{number} steps"


def table(root: Path, language: str) -> str:
    """All pages with steps and their state, as a Markdown table."""
    known = ledger.read(root)
    rows = [WORDS[language]["pages"], "| --- | ---: | --- | --- | ---: |"]
    for work, title, source in works(root, language):
        state = ledger.state(root, work, known)
        when = day(state["date"], language) if "date" in state else "–"
        seconds = state["seconds"] if "date" in state else "–"
        kind = WORDS[language][state["state"]]
        rows.append(f"| [{title}](../{source}) | {state['steps']} | {kind} | {when} | {seconds} |")
    return "\n".join(rows)


def skips(root: Path, language: str) -> str:
    """Every step that is not run, runs only with the package index, or has a rule of its own; and why."""
    words = WORDS[language]
    rows: dict[tuple[str, str, str], list[str]] = {}  # (page, what, why): steps
    for one in pages(root, language):
        for step in one.steps:
            said = [(f"`{what}`", why) for what, why in step.reasons]
            if step.skip:
                said.append((words["skipped"], step.skip))
            if step.registry:
                said.append(
                    (words["registry"], ", ".join(f"Python {version}" for version in pythons(step)) or "–")
                )
            for what, why in said:
                rows.setdefault((one.slug, what, why), []).append(f"`{step.name}`")
    if not rows:
        return words["no skips"]
    lines = [words["skips"], "| --- | --- | --- | --- |"]
    for (slug, what, why), names in rows.items():
        lines.append(f"| [{slug}](../{slug}.md) | {', '.join(names)} | {what} | {why} |")
    return "\n".join(lines)


def unverified(root: Path) -> dict[str, str]:
    """The pages that are not verified in this tree, with their state."""
    known = ledger.read(root)
    states = {source: ledger.state(root, work, known)["state"] for work, _, source in works(root, "ko")}
    return {source: state for source, state in states.items() if state != "verified"}


def benchmark(root: Path, language: str) -> str:
    """The benchmark's own file as a Markdown table."""
    file = root / "data" / "benchmark.json"
    if not file.is_file():
        return WORDS[language]["no benchmark"]
    measured = json.loads(file.read_text(encoding="utf-8"))
    rows = [WORDS[language]["benchmark"], "| --- | ---: | ---: | --- |"]
    for row in measured["rows"]:
        against = "; ".join(
            f"{one['what'][language]} ({one['seconds']:.1f} s) × {one['ratio']}" for one in row["against"]
        )
        low, high = row["range"]
        rows.append(
            f"| {row['what'][language]} | {row['seconds']:.1f} | {low:.1f}–{high:.1f} | {against or '–'} |"
        )
    where = f"{day(measured['date'], language)}, {measured['system']}"
    return "\n".join(rows) + f"\n\n{where}"


def seconds(root: Path, language: str, page: str) -> str:
    """What the steps of this guide take on the CPU that was measured, in words; links lead from `page`."""
    file = root / "data" / "benchmark.json"
    measured = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    spent = {slug: one["cpu"] for slug, one in measured.get("pages", {}).items()}
    if not spent:
        return WORDS[language]["no seconds"]
    longest = max(spent, key=spent.__getitem__)
    name = f"`{longest}`"
    for work, title, source in works(root, language):
        if work.slug == longest:  # a page that has gone since is named, not linked
            name = f"[{title}]({os.path.relpath(source, os.path.dirname(page))})"
    numbers = {
        "count": len(spent),
        "all": round(sum(spent.values())),
        "middle": f"{statistics.median(spent.values()):.1f}",
        "most": f"{spent[longest]:.1f}",
        "name": name,
        "when": day(measured["date"], language),
        "where": measured["system"],
        "load": f"{measured['rows'][0]['seconds']:.1f}",
    }
    if language == "ko":
        text = (
            "**코드가 있는 {count}페이지의 단계를 CPU만으로 모두 돌렸더니 "
            "CPU 시간으로 {all}초였습니다**(패키지 색인에 묻는 단계는 뺐습니다). "
            "한 페이지의 중앙값은 {middle}초이고, 가장 오래 걸린 페이지는 {name} 페이지({most}초)입니다. "
            "{when}에 GPU가 없는 컴퓨터({where})에서 쟀습니다. "
            "그 컴퓨터에서 텐서플로와 케라스를 한 번 불러오는 데 걸린 {load}초는 따로입니다."
        )
    else:
        text = (
            "**The steps of the {count} pages that have code took {all} CPU seconds together, with no GPU** "
            "(without those that ask the package index). "
            "The median page took {middle} s, the longest {most} s: {name}. "
            "Measured on {when} on a computer without a GPU ({where}), where importing TensorFlow and Keras once "
            "took another {load} s."
        )
    return text.format(**numbers)
