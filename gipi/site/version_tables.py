"""data/versions.json in words and tables: what goes with what, and how that is known."""

from datetime import date
from itertools import groupby

from markupsafe import Markup
from packaging.version import Version

from gipi.machine import clock
from gipi.pages.placeholders import NoAnswer
from gipi.site.html import folded, html, phrase
from gipi.versions.source import (
    OLDEST,
    RECOMMENDED,
    bounds,
    minor,
    minor_of_python,
    newest,
    newest_for,
    pythons_for,
    state,
)
from gipi.words import Words

KINDS = ("right", "missed", "in_vain")  # what a back test finds
EVIDENCE = "evidence.md"  # the page on which the trials stand
BEST = "{ .gipi-best }"  # the column of the Python that the pages recommend
RECENT = (2, 13)  # TensorFlow; what is older is folded
STALE = 45  # days after which a page says that the index was asked long ago


def sentence(data: dict, python: str, system: str, words: Words) -> str:
    """What to install for this Python on this system, as one or two sentences with the date."""
    tensorflow, name, when = (
        newest_for(data, python, system),
        words(f"systems.{system}"),
        words.day(data["index"]["asked"]),
    )
    if tensorflow:
        return words("versions.newest", system=name, python=python, tensorflow=tensorflow, date=when)
    text = words("versions.no-newest", system=name, python=python, date=when)
    coming = next(iter(data["index"]["packages"]["coming"].items()), None)
    if coming and python in coming[1]["wheels"].get(system, {}):
        text += " " + words("versions.coming", coming=coming[0], python=python)
    return text


def note(data: dict, words: Words, today: date | None = None) -> str:
    """When the index was asked; says so where that is long ago."""
    asked = data["index"]["asked"]
    when = Markup('<time datetime="{}">{}</time>').format(asked, words.day(asked))
    return html(
        "asked",
        asked=phrase(words, "versions.asked", date=when),
        days=STALE,
        old=old(data, today or clock.today()),
        stale=words("versions.stale", days=STALE),
    )


def old(data: dict, today: date) -> bool:
    """Whether the index was asked so long ago that it must be said."""
    return (today - date.fromisoformat(data["index"]["asked"])).days > STALE


def system_table(data: dict, system: str, words: Words) -> str:
    """TensorFlow by Python for one system; each cell leads to its evidence. Equal neighbours share a line."""
    releases = data["index"]["packages"]["tensorflow"]
    pythons = {python for release in releases.values() for python in release["wheels"].get(system, {})}
    if not pythons:
        return words("versions.nothing", system=words(f"systems.{system}"))
    # The newest first: on a phone it is what stands in view.
    columns = [
        python for python in sorted(pythons, key=Version, reverse=True) if Version(python) >= Version(OLDEST)
    ]
    source = next((document for document in data["documented"] if system in document["says"]), None)
    best = f"{RECOMMENDED}<br><small>{words('versions.recommended')}</small> {BEST}"
    heads = [words("versions.tensorflow"), *(best if python == RECOMMENDED else python for python in columns)]
    if source:
        heads.append(words("versions.documents", address=source["address"]))
    parts: dict[bool, list[tuple[list[str], list[str]]]] = {False: [], True: []}  # {old: [(versions, cells), …]}
    covered: set[tuple[tuple[int, ...], str]] = set()
    for version in reversed(releases):
        cells = {(minor(version), python) for python in pythons_for(data, version, system) if python in columns}
        if system not in releases[version]["wheels"] or (version not in newest(data) and not cells - covered):
            continue
        covered |= cells
        row = [
            _cell(data, version, python, system, words) + (f" {BEST}" if python == RECOMMENDED else "")
            for python in columns
        ]
        if source:
            said = source["says"][system]
            row.append(next((span for of, span in said.items() if minor(of) == minor(version)), "–"))
        rows = parts[minor(version) < RECENT]
        if rows and rows[-1][1] == row:
            rows[-1][0].append(version)
        else:
            rows.append(([version], row))
    lines = []
    for old, rows in parts.items():
        table = [heads, ["---"] * len(heads), *([", ".join(versions), *row] for versions, row in rows)]
        text = "\n".join(map(_row, table)) if rows else ""
        if old and rows:
            of = words(
                "versions.older", span=joined([rows[-1][0][-1], *(rows[0][0][:1] if len(rows) > 1 else [])])
            )
            text = folded(of, text)
        lines.append(text)
    for trial in data["trials"]:
        cell = (trial["tensorflow"], minor_of_python(trial), system)
        mended = trial["installer"].startswith("uv") and trial["with"] and trial["outcome"] == "trained"
        if mended and trial["system"] == system and state(data, *cell)[0] == "ran":
            with_ = ", ".join(f"`{constraint}`" for constraint in trial["with"])
            tensorflow, python, _ = cell
            where = _evidence(*cell)
            lines.append(
                words("versions.uv", tensorflow=tensorflow, python=python, constraints=with_, trials=where)
            )
    for version, release in releases.items():
        if lacks := {
            python: what for python, what in release.get("lacks", {}).get(system, {}).items() if python in columns
        }:
            what = ", ".join(dict.fromkeys(lacks.values()))
            text = words("versions.lacking", tensorflow=version, python=joined(list(lacks)), package=what)
            lines.append(f'<span id="lacks-{version}-{system}"></span>{text}')
    for version, release in data["index"]["packages"]["coming"].items():
        if more := [python for python in release["wheels"].get(system, {}) if python not in pythons]:
            lines.append(words("versions.coming", coming=version, python=", ".join(more)))
    return "\n\n".join(filter(None, lines))


def reports(data: dict, system: str, words: Words) -> str:
    """What users report of a system, as a list with threads and dates; "" where there is nothing."""
    reported = [report for report in data["reported"] if report["system"] == system]
    lines = [
        f"- {words.of(report['what'])} [{_thread(report)}]({report['thread']}), {report['date']}"
        for report in reported
    ]
    return "\n".join([f"{words('versions.reported')}:", "", *lines]) if reported else ""


def trials_table(data: dict, words: Words) -> str:
    """Every trial, by TensorFlow: with what, what happened, the exact last line, the date.

    Trials that ended alike share a line; which Python and installer they had stands at its beginning.
    """
    seen = set()
    where = sorted({f"{trial['os']}, {trial['system']}" for trial in data["trials"]})
    parts = [words("versions.on", where="; ".join(where))]
    # The newest first; plain before mended.
    ordered = sorted(data["trials"], key=lambda trial: Version(trial["tensorflow"]), reverse=True)
    for tensorflow, trials in groupby(ordered, key=lambda trial: trial["tensorflow"]):
        lines: dict[tuple[str, ...], dict[str, list[str]]] = {}
        for trial in sorted(
            trials, key=lambda trial: (len(trial["with"]), Version(trial["python"]), trial["installer"])
        ):
            anchor = anchor_of(tensorflow, minor_of_python(trial), trial["system"])
            mark = "" if anchor in seen else f'<span id="{anchor}"></span>'
            seen.add(anchor)
            brought = trial.get("versions", {}).items()
            listed = ", ".join(f"{name} {version}" for name, version in brought if name != "tensorflow")
            with_ = " ".join(f"`{constraint}`" for constraint in trial["with"]) or "–"
            said = (with_, _result(trial, words), listed or "–", trial["date"])
            lines.setdefault(said, {}).setdefault(trial["python"], []).append(mark + trial["installer"])
        rows = []
        for line, who in lines.items():
            pythons = (f"{python} ({', '.join(installers)})" for python, installers in who.items())
            rows.append(_row([", ".join(pythons), *line]))
        title = f"### {words('versions.tensorflow')} {tensorflow} {{ #trials-{tensorflow.replace('.', '-')} }}"
        table = "\n".join([words("versions.trials"), _row(["---"] * 5), *rows])
        parts += [title, table if minor(tensorflow) >= RECENT else folded(_counted(rows, words), table)]
    return "\n\n".join(parts)


def _counted(rows: list[str], words: Words) -> str:
    return words.count("versions.results", len(rows))


def _result(trial: dict, words: Words) -> str:
    if trial["outcome"] != "trained":
        text = f"{words('versions.' + trial['outcome'])}: {_code(trial['error'])}"
        return text + (f" … {_code(trial['last_line'])}" if "last_line" in trial else "")
    if trial["import_keras"]["outcome"] != "trained":
        return (
            f"{words('versions.trained')}; {words('versions.no-keras')}: {_code(trial['import_keras']['error'])}"
        )
    return words("versions.trained")


def documents(data: dict, words: Words) -> str:
    """Whose documentation says which Python was tested, of which day, and when it was read."""
    lines = []
    for source in data["documented"]:
        of = words("versions.of", changed=source["of"], read=source["read"])
        lines.append(f"- [{source['title']}]({source['address']}): {of}")
    return "\n".join(lines)


def needs_table(data: dict, words: Words) -> str:
    """What each minor's newest patch requires (Linux x86-64), how large it is, when it appeared."""
    releases = data["index"]["packages"]["tensorflow"]
    rows = [words("versions.needs"), "| --- | --- | --- | --- | --- | --- |"]
    for version in reversed(newest(data)):
        release = releases[version]
        groups = [group for group in release["requires"] if "linux-x86_64" in group["on"]]
        cells = []
        for names in (("keras", "keras-nightly"), ("numpy",), ("protobuf",)):
            said: dict[str, list[str]] = {}
            for group in groups:
                wanted = next(
                    (f"{_prefix(name)}{bounds(group['needs'][name])}" for name in names if name in group["needs"]),
                    "",
                )
                said.setdefault(wanted, []).extend(group["on"]["linux-x86_64"])
            parts = [f"`{spec}`" if spec else words("versions.inside") for spec in said]
            if len(said) > 1:
                parts = [
                    words("versions.for", range=part, pythons=joined(pythons))
                    for part, pythons in zip(parts, said.values(), strict=True)
                ]
            cells.append(", ".join(parts))
        size = [
            max(release["wheels"].get(system, {"": 0}).values()) for system in ("windows-x86_64", "linux-x86_64")
        ]
        windows, linux = (round(number / 1e6) for number in size)
        sizes = words("versions.sizes", windows=windows, linux=linux)
        rows.append(_row([version, release["released"], *cells, sizes]))
    return "\n".join(rows)


def cuda_table(data: dict, words: Words) -> str:
    """What tensorflow[and-cuda] brings on Linux."""
    rows = [words("versions.cuda"), "| --- | --- | --- | --- | --- |"]
    for version in reversed(newest(data)):
        if cuda := data["index"]["packages"]["tensorflow"][version].get("and-cuda"):
            parts = [
                next((f"`{bounds(spec)}`" for name, spec in cuda["needs"].items() if part in name), "–")
                for part in ("cuda-runtime", "cudnn", "nccl")
            ]
            lacks = [f"{python} ({what})" for python, what in cuda.get("lacks", {}).items()]
            rows.append(_row([version, *parts, ", ".join(lacks) or "–"]))
    return "\n".join(rows)


def keras_table(data: dict, words: Words) -> str:
    """Which Python each Keras wants; neighbours that want the same stand together."""
    groups: list[list[tuple[str, dict]]] = []
    for version, release in data["index"]["packages"]["keras"].items():
        if groups and groups[-1][0][1]["requires_python"] == release["requires_python"]:
            groups[-1].append((version, release))
        else:
            groups.append([(version, release)])
    rows = [words("versions.keras"), "| --- | --- | --- |"]
    for group in reversed(groups):
        (first, old), (last, new) = group[0], group[-1]
        wanted = f"`{old['requires_python']}`" if old["requires_python"] else words("versions.any")
        days = old["released"] if first == last else f"{old['released']} – {new['released']}"
        rows.append(_row([first if first == last else f"{first} – {last}", wanted, days]))
    return "\n".join(rows)


def backtest_table(data: dict, words: Words) -> str:
    """What the rules would have said before each break: how often right, missed, in vain; and of what."""
    if "backtest" not in data:
        raise NoAnswer("data/versions.json has no back test; run python -m gipi.versions backtest.")
    details = []
    rows = [words("versions.backtest"), "| --- | --- | ---: | ---: | ---: |"]
    for event in data["backtest"]["events"]:
        rows.append(_row([event["event"], event["day"], *(str(len(event[kind])) for kind in KINDS)]))
        details.append(f'??? note "{event["event"]}, {event["day"]}"')
        details += [
            f"    - {words(f'versions.{kind}')}: {_listed(event[kind]) or words('versions.none')}"
            for kind in KINDS
        ]
        details.append("")
    ran = words("versions.backtested", date=words.day(data["backtest"]["ran"]))
    return "\n".join([*rows, "", ran, "", *details])


def _listed(cases: list[dict]) -> str:
    """numpy 1.26.4 → 2.0.0: 2.7.4, 2.8.4; python: 3.13."""
    groups: dict[str, list[str]] = {}
    for case in cases:
        name = case["python"] if case["package"] == "python" else case["wanted"].replace("tensorflow==", "")
        change = f" {case['from']} → {case['to']}" if case.get("from") else ""
        groups.setdefault(case["package"] + change, []).append(name)
    return "; ".join(f"{package}: {', '.join(names)}" for package, names in groups.items())


def systems(data: dict, words: Words, today: date | None = None) -> str:
    """A table for each system under one legend, and a form that a script shows and fills with life."""
    parts = [
        note(data, words, today),
        _form(data, words),
        folded(words("versions.legend-title"), "\n".join(f"- {line}" for line in words.lines("versions.legend"))),
    ]
    for system, name in words.part("systems").items():
        parts += [
            f'<div class="gipi-system" data-system="{system}" markdown>',
            f"### {name} {{ #{system} }}",
            system_table(data, system, words),
            reports(data, system, words),
            "</div>",
        ]
    return "\n\n".join(part for part in parts if part)


def _form(data: dict, words: Words) -> str:
    pythons = {
        python
        for release in data["index"]["packages"]["tensorflow"].values()
        for there in release["wheels"].values()
        for python in there
        if Version(python) >= Version(OLDEST)
    }
    return html(
        "filter",
        choices=[
            ("python", words("versions.python"), [(python, python) for python in sorted(pythons, key=Version)]),
            ("system", words("versions.system"), words.part("systems").items()),
        ],
        all=words("versions.all"),
        shown=words.template("versions.shown"),
        without=words.template("versions.without"),
    )


PARTS = {
    "systems": systems,
    "requires": lambda data, words, today: needs_table(data, words),
    "and-cuda": lambda data, words, today: cuda_table(data, words),
    "keras": lambda data, words, today: keras_table(data, words),
    "trials": lambda data, words, today: trials_table(data, words),
    "documents": lambda data, words, today: documents(data, words),
    "backtest": lambda data, words, today: backtest_table(data, words),
    "asked": note,
}


def render(data: dict, words: Words, part: str = "systems", *, today: date | None = None) -> str:
    """What stands for `<!-- gipi:versions part -->`; `NoAnswer` where there is no such part, or no source."""
    if part not in PARTS:
        raise NoAnswer(f"unknown part 'gipi:versions {part}'; there are {', '.join(PARTS)}.")
    if not data["index"]:
        raise NoAnswer("there is no data/versions.json; run python -m gipi.versions refresh.")
    return PARTS[part](data, words, today)


def _cell(data: dict, version: str, python: str, system: str, words: Words) -> str:
    kind, with_ = state(data, version, python, system)
    if kind == "none":
        return "–"
    target = {"wheel": "#asked", "lacks": f"#lacks-{version}-{system}"}.get(
        kind, _evidence(version, python, system)
    )
    link = f"[{words(f'versions.{kind}')}]({target}){{ .gipi-{kind} }}"
    return " · ".join([link, *(f"`{package}`" for package in with_)])


def anchor_of(version: str, python: str, system: str) -> str:
    """The anchor of a cell's trials on the evidence page."""
    return f"{version}-{python}-{system}"


def _evidence(version: str, python: str, system: str) -> str:
    """Where the trials of a cell stand, seen from a page beside that one."""
    return f"{EVIDENCE}#{anchor_of(version, python, system)}"


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _code(text: str) -> str:
    return "`" + text.replace("`", "'").replace("|", "¦") + "`"


def _thread(report: dict) -> str:
    return "#" + report["thread"].rpartition("/")[2]


def joined(pythons: list[str]) -> str:
    """3.8, 3.9, 3.10 as 3.8–3.10."""
    return pythons[0] if len(pythons) == 1 else f"{pythons[0]}–{pythons[-1]}"


def _prefix(name: str) -> str:
    return "keras-nightly " if name == "keras-nightly" else ""
