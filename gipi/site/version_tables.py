"""data/versions.json in words and tables: what goes with what, and how that is known."""

from datetime import UTC, date, datetime
from itertools import groupby

from packaging.version import Version

from gipi.pages.placeholders import NoAnswer
from gipi.site.verified import day
from gipi.versions.source import (
    NAMES,
    OLDEST,
    bounds,
    minor,
    minor_of_python,
    newest,
    newest_for,
    pythons_for,
    state,
)

KINDS = ("right", "missed", "in_vain")  # what a back test finds
EVIDENCE = "evidence.md"  # the page on which the trials stand
STALE = 45  # days after which a page says that the index was asked long ago

WORDS = {
    "ko": {
        "ran": "훈련함",
        "mended": "훈련함",
        "failed": "멈춤",
        "wheel": "휠",
        "lacks": "설치 안 됨",
        "tensorflow": "텐서플로",
        "documents": "[텐서플로 문서]({0})",
        "nothing": "{0}용 텐서플로 휠은 없습니다.",
        "coming": "파이썬 {1}에는 시험판 {0}의 휠만 있습니다. 정식판이 없으면 pip는 시험판을 설치하기도 합니다.",
        "asked": "패키지 색인에 {0}에 물었습니다.",
        "stale": "{0}일이 넘었습니다. 그 뒤에 나온 것은 여기에 없습니다.",
        "trials": "| 파이썬(설치 프로그램) | 함께 적은 것 | 결과 | 함께 설치된 것 | 날짜 |",
        "uv": "텐서플로 {0}, 파이썬 {1}: [uv로 설치하면]({3}) {2}도 적어야 합니다. pip로는 그냥 됩니다.",
        "lacking": "텐서플로 {0}, 파이썬 {1}: `{2}`의 휠이 없습니다.",
        "trained": "한 단계 훈련함",
        "install": "설치하다 멈춤",
        "import": "불러오다 멈춤",
        "train": "훈련하다 멈춤",
        "no keras": "`import keras`로는 멈춤",
        "on": "실행한 곳: {0}",
        "needs": "| 텐서플로 | 나온 날 | 케라스 | NumPy | protobuf | 내려받는 크기(MB) |",
        "sizes": "윈도우 {0}, 리눅스 {1}",
        "for": "{0}(파이썬 {1})",
        "inside": "텐서플로 안에 있음",
        "cuda": "| 텐서플로 | CUDA 런타임 | cuDNN | NCCL | 안 되는 파이썬 |",
        "keras": "| 케라스 | 필요한 파이썬 | 나온 날 |",
        "any": "적혀 있지 않음",
        "backtest": "| 일어난 일 | 날 | 맞힌 경고 | 놓친 것 | 헛경고 |",
        "backtested": "{0}에 돌려 보았습니다. 전날 색인에 있던 것만 보고 규칙이 경고한 것을,"
        " 두 주 뒤 날짜로 uv가 고른 버전과 견주었습니다. 첫 숫자가 바뀌면 일어난 것으로 쳤습니다."
        " 살핀 것은 케라스, NumPy, protobuf와 새 파이썬뿐이고, 마이너마다 첫 릴리스와 마지막 패치를 보았습니다."
        " 설치해 실행하지는 않았습니다.",
        "legend": [
            "**훈련함**: 빈 환경에 설치해 한 단계 훈련했습니다. 누르면 명령과 결과가 나옵니다.",
            "**멈춤**: 설치하거나 불러오거나 훈련하다 멈췄습니다. 누르면 오류가 나옵니다.",
            "**휠**: 패키지 색인에 그 파이썬용 휠이 있습니다. 실행해 보지는 않았습니다.",
            "`numpy<2` 같은 **제약이 붙은 칸**: 명령에 함께 적어야 합니다."
            " ‘휠’ 옆에 있으면 다른 시스템이나 다른 파이썬에서 필요했거나 요구 조건에서 짐작한 제약입니다.",
            "**설치 안 됨**: 텐서플로 휠은 있지만 함께 필요한 패키지가 그 파이썬용으로 없습니다.",
            "**텐서플로 문서**: 텐서플로 팀이 그 마이너의 한 릴리스를 시험했다고 적은 파이썬입니다.",
            "파이썬 3.6과 3.7용 휠을 가진 옛 버전도 있지만 표에는 3.8부터 적었습니다.",
        ],
        "reported": "사용자들이 알린 것",
        "right": "맞힌 경고",
        "missed": "놓친 것",
        "in_vain": "헛경고",
        "none": "없음",
        "of": "{0}에 고친 문서를 {1}에 읽었습니다.",
        "python": "파이썬",
        "system": "시스템",
        "all": "모두",
        "shown": "표 {}개, {}줄",
        "without": "파이썬 {}에 설치할 수 있는 텐서플로가 없는 시스템: {}",
    },
    "en": {
        "ran": "trained",
        "mended": "trained",
        "failed": "fails",
        "wheel": "wheel",
        "lacks": "not installable",
        "tensorflow": "TensorFlow",
        "documents": "[TensorFlow's documentation]({0})",
        "nothing": "There is no TensorFlow wheel for {0}.",
        "coming": "For Python {1} there is only the pre-release {0}. pip may install it all the same.",
        "asked": "The package index was asked on {0}.",
        "stale": "That is more than {0} days ago. What appeared since is not here.",
        "trials": "| Python (installer) | with | result | came along | date |",
        "uv": "TensorFlow {0}, Python {1}: [with uv]({3}) the command needs {2} too; with pip it does not.",
        "lacking": "TensorFlow {0}, Python {1}: there is no wheel of `{2}`.",
        "trained": "trained one step",
        "install": "installing fails",
        "import": "importing fails",
        "train": "training fails",
        "no keras": "`import keras` fails",
        "on": "run on: {0}",
        "needs": "| TensorFlow | released | Keras | NumPy | protobuf | download (MB) |",
        "sizes": "Windows {0}, Linux {1}",
        "for": "{0} (Python {1})",
        "inside": "inside TensorFlow",
        "cuda": "| TensorFlow | CUDA runtime | cuDNN | NCCL | not for Python |",
        "keras": "| Keras | requires Python | released |",
        "any": "not stated",
        "backtest": "| what happened | day | warned rightly | missed | warned in vain |",
        "backtested": "Run on {0}. The rules saw only what the index held the day before."
        " What they warned of is compared with what uv picks two weeks later."
        " A new first number counts as a break. Only Keras, NumPy, protobuf and new Pythons were watched, for each"
        " minor's first release and newest patch; nothing was installed or run.",
        "legend": [
            "**trained**: installed in an empty environment and trained one step."
            " The link leads to the command and its result.",
            "**fails**: installing, importing or training stopped. The link leads to the error.",
            "**wheel**: the package index has a wheel for that Python. It was not run.",
            "A cell with a **constraint** such as `numpy<2`: it has to stand in the command too. Beside *wheel*"
            " it was needed on another system or Python, or is inferred from the requirements.",
            "**not installable**: TensorFlow has a wheel, but a package that it needs there has none.",
            "**TensorFlow's documentation**: the Python versions on which the TensorFlow team says it tested"
            " a release of that minor version.",
            "Old releases have wheels for Python 3.6 and 3.7 too; the tables begin with 3.8.",
        ],
        "reported": "What users report",
        "right": "warned rightly",
        "missed": "missed",
        "in_vain": "warned in vain",
        "none": "none",
        "of": "changed on {0}, read on {1}",
        "python": "Python",
        "system": "System",
        "all": "all",
        "shown": "tables: {}, rows: {}",
        "without": "no TensorFlow for Python {} on: {}",
    },
}


def sentence(data: dict, python: str, system: str, language: str) -> str:
    """What to install for this Python on this system, as one or two sentences with the date."""
    found, name = newest_for(data, python, system), NAMES[language][system]
    when = day(data["index"]["asked"], language)
    coming = next(iter(data["index"]["packages"]["coming"].items()), None)
    if found:
        if language == "ko":
            return f"{name}에서 파이썬 {python}에 설치할 수 있는 가장 새로운 텐서플로: {found} ({when} 기준)."
        return f"The newest TensorFlow for Python {python} on {name} is {found} (as of {when})."
    if language == "ko":
        text = f"{name}에서 파이썬 {python}에 설치할 수 있는 텐서플로는 없습니다({when} 기준)."
    else:
        text = f"There is no TensorFlow for Python {python} on {name} (as of {when})."
    if coming and python in coming[1]["wheels"].get(system, {}):
        text += " " + WORDS[language]["coming"].format(coming[0], python)
    return text


def note(data: dict, language: str, today: date | None = None) -> str:
    """When the index was asked; says so where that is long ago."""
    words, asked = WORDS[language], data["index"]["asked"]
    when = f'<time datetime="{asked}">{day(asked, language)}</time>'
    hidden = "" if old(data, today or datetime.now(UTC).date()) else " hidden"
    text = words["asked"].format(when)
    return (
        f'<p id="asked">{text} '
        f'<strong class="gipi-stale" data-days="{STALE}"{hidden}>{words["stale"].format(STALE)}</strong></p>'
    )


def old(data: dict, today: date) -> bool:
    """Whether the index was asked so long ago that it must be said."""
    return (today - date.fromisoformat(data["index"]["asked"])).days > STALE


def system_table(data: dict, system: str, language: str) -> str:
    """TensorFlow by Python for one system; each cell leads to its evidence. Equal neighbours share a line."""
    words, releases = WORDS[language], data["index"]["packages"]["tensorflow"]
    pythons = {one for release in releases.values() for one in release["wheels"].get(system, {})}
    if not pythons:
        return words["nothing"].format(NAMES[language][system])
    columns = [one for one in sorted(pythons, key=Version) if Version(one) >= Version(OLDEST)]
    source = next((one for one in data["documented"] if system in one["says"]), None)
    heads = [words["tensorflow"], *columns, *([words["documents"].format(source["address"])] if source else [])]
    rows: list[tuple[list[str], list[str]]] = []  # (versions, cells)
    covered: set[tuple[str, str]] = set()
    for version in reversed(releases):
        cells = {(minor(version), one) for one in pythons_for(data, version, system) if one in columns}
        if system not in releases[version]["wheels"] or (version not in newest(data) and not cells - covered):
            continue
        covered |= cells
        row = [_cell(data, version, python, system, language) for python in columns]
        if source:
            said = source["says"][system]
            row.append(next((span for of, span in said.items() if minor(of) == minor(version)), "–"))
        if rows and rows[-1][1] == row:
            rows[-1][0].append(version)
        else:
            rows.append(([version], row))
    table = [heads, ["---"] * len(heads), *([", ".join(versions), *row] for versions, row in rows)]
    lines = ["\n".join(map(_row, table))]
    for one in data["trials"]:
        cell = (one["tensorflow"], minor_of_python(one), system)
        mended = one["installer"].startswith("uv") and one["with"] and one["outcome"] == "trained"
        if mended and one["system"] == system and state(data, *cell)[0] == "ran":
            with_ = ", ".join(f"`{constraint}`" for constraint in one["with"])
            lines.append(words["uv"].format(*cell[:2], with_, _evidence(*cell)))
    for version, release in releases.items():
        if lacks := {
            one: what for one, what in release.get("lacks", {}).get(system, {}).items() if one in columns
        }:
            what = ", ".join(dict.fromkeys(lacks.values()))
            text = words["lacking"].format(version, joined(list(lacks)), what)
            lines.append(f'<span id="lacks-{version}-{system}"></span>{text}')
    for version, release in data["index"]["packages"]["coming"].items():
        if more := [one for one in release["wheels"].get(system, {}) if one not in pythons]:
            lines.append(words["coming"].format(version, ", ".join(more)))
    return "\n\n".join(lines)


def reports(data: dict, system: str, language: str) -> str:
    """What users report of a system, as a list with threads and dates; "" where there is nothing."""
    found = [one for one in data["reported"] if one["system"] == system]
    lines = [f"- {one['what'][language]} [{_thread(one)}]({one['thread']}), {one['date']}" for one in found]
    return "\n".join([f"{WORDS[language]['reported']}:", "", *lines]) if found else ""


def trials_table(data: dict, language: str) -> str:
    """Every trial, by TensorFlow: with what, what happened, the exact last line, the date.

    Trials that ended alike share a line; which Python and installer they had stands at its beginning.
    """
    words, seen = WORDS[language], set()
    where = sorted({f"{one['os']}, {one['system']}" for one in data["trials"]})
    parts = [words["on"].format("; ".join(where))]
    # The newest first; plain before mended.
    ordered = sorted(data["trials"], key=lambda one: Version(one["tensorflow"]), reverse=True)
    for tensorflow, trials in groupby(ordered, key=lambda one: one["tensorflow"]):
        lines: dict[tuple[str, ...], dict[str, list[str]]] = {}
        for one in sorted(trials, key=lambda one: (len(one["with"]), Version(one["python"]), one["installer"])):
            anchor = anchor_of(tensorflow, minor_of_python(one), one["system"])
            mark = "" if anchor in seen else f'<span id="{anchor}"></span>'
            seen.add(anchor)
            brought = one.get("versions", {}).items()
            listed = ", ".join(f"{name} {version}" for name, version in brought if name != "tensorflow")
            with_ = " ".join(f"`{constraint}`" for constraint in one["with"]) or "–"
            line = (with_, _result(one, words), listed or "–", one["date"])
            lines.setdefault(line, {}).setdefault(one["python"], []).append(mark + one["installer"])
        rows = []
        for line, who in lines.items():
            pythons = (f"{python} ({', '.join(installers)})" for python, installers in who.items())
            rows.append(_row([", ".join(pythons), *line]))
        title = f"### {words['tensorflow']} {tensorflow} {{ #trials-{tensorflow.replace('.', '-')} }}"
        parts += [title, "\n".join([words["trials"], _row(["---"] * 5), *rows])]
    return "\n\n".join(parts)


def _result(trial: dict, words: dict) -> str:
    if trial["outcome"] != "trained":
        text = f"{words[trial['outcome']]}: {_code(trial['error'])}"
        return text + (f" … {_code(trial['last_line'])}" if "last_line" in trial else "")
    if trial["import_keras"]["outcome"] != "trained":
        return f"{words['trained']}; {words['no keras']}: {_code(trial['import_keras']['error'])}"
    return words["trained"]


def documents(data: dict, language: str) -> str:
    """Whose documentation says which Python was tested, of which day, and when it was read."""
    words = WORDS[language]
    return "\n".join(
        f"- [{one['title']}]({one['address']}): {words['of'].format(one['of'], one['read'])}"
        for one in data["documented"]
    )


def needs_table(data: dict, language: str) -> str:
    """What each minor's newest patch requires (Linux x86-64), how large it is, when it appeared."""
    words, releases = WORDS[language], data["index"]["packages"]["tensorflow"]
    rows = [words["needs"], "| --- | --- | --- | --- | --- | --- |"]
    for version in reversed(newest(data)):
        release = releases[version]
        groups = [one for one in release["requires"] if "linux-x86_64" in one["on"]]
        cells = []
        for names in (("keras", "keras-nightly"), ("numpy",), ("protobuf",)):
            said: dict[str, list[str]] = {}
            for group in groups:
                found = next(
                    (f"{_prefix(name)}{bounds(group['needs'][name])}" for name in names if name in group["needs"]),
                    "",
                )
                said.setdefault(found, []).extend(group["on"]["linux-x86_64"])
            parts = [f"`{spec}`" if spec else words["inside"] for spec in said]
            if len(said) > 1:
                parts = [
                    words["for"].format(part, joined(pythons))
                    for part, pythons in zip(parts, said.values(), strict=True)
                ]
            cells.append(", ".join(parts))
        size = [max(release["wheels"].get(one, {"": 0}).values()) for one in ("windows-x86_64", "linux-x86_64")]
        sizes = words["sizes"].format(*(round(one / 1e6) for one in size))
        rows.append(_row([version, release["released"], *cells, sizes]))
    return "\n".join(rows)


def cuda_table(data: dict, language: str) -> str:
    """What tensorflow[and-cuda] brings on Linux."""
    rows = [WORDS[language]["cuda"], "| --- | --- | --- | --- | --- |"]
    for version in reversed(newest(data)):
        if cuda := data["index"]["packages"]["tensorflow"][version].get("and-cuda"):
            parts = [
                next((f"`{bounds(spec)}`" for name, spec in cuda["needs"].items() if part in name), "–")
                for part in ("cuda-runtime", "cudnn", "nccl")
            ]
            lacks = [f"{python} ({what})" for python, what in cuda.get("lacks", {}).items()]
            rows.append(_row([version, *parts, ", ".join(lacks) or "–"]))
    return "\n".join(rows)


def keras_table(data: dict, language: str) -> str:
    """Which Python each Keras wants; neighbours that want the same stand together."""
    groups: list[list[tuple[str, dict]]] = []
    for version, release in data["index"]["packages"]["keras"].items():
        if groups and groups[-1][0][1]["requires_python"] == release["requires_python"]:
            groups[-1].append((version, release))
        else:
            groups.append([(version, release)])
    rows = [WORDS[language]["keras"], "| --- | --- | --- |"]
    for group in reversed(groups):
        (first, old), (last, new) = group[0], group[-1]
        wanted = f"`{old['requires_python']}`" if old["requires_python"] else WORDS[language]["any"]
        days = old["released"] if first == last else f"{old['released']} – {new['released']}"
        rows.append(_row([first if first == last else f"{first} – {last}", wanted, days]))
    return "\n".join(rows)


def backtest_table(data: dict, language: str) -> str:
    """What the rules would have said before each break: how often right, missed, in vain; and of what."""
    if "backtest" not in data:
        raise NoAnswer("data/versions.json has no back test; run python -m gipi.versions backtest.")
    words, details = WORDS[language], []
    rows = [words["backtest"], "| --- | --- | ---: | ---: | ---: |"]
    for event in data["backtest"]["events"]:
        rows.append(_row([event["event"], event["day"], *(str(len(event[kind])) for kind in KINDS)]))
        details.append(f'??? note "{event["event"]}, {event["day"]}"')
        details += [f"    - {words[kind]}: {_listed(event[kind]) or words['none']}" for kind in KINDS]
        details.append("")
    ran = words["backtested"].format(day(data["backtest"]["ran"], language))
    return "\n".join([*rows, "", ran, "", *details])


def _listed(cases: list[dict]) -> str:
    """numpy 1.26.4 → 2.0.0: 2.7.4, 2.8.4; python: 3.13."""
    groups: dict[str, list[str]] = {}
    for one in cases:
        name = one["python"] if one["package"] == "python" else one["wanted"].replace("tensorflow==", "")
        change = f" {one['from']} → {one['to']}" if one.get("from") else ""
        groups.setdefault(one["package"] + change, []).append(name)
    return "; ".join(f"{package}: {', '.join(names)}" for package, names in groups.items())


def systems(data: dict, language: str, today: date | None = None) -> str:
    """A table for each system under one legend, and a form that a script shows and fills with life."""
    words = WORDS[language]
    parts = [
        note(data, language, today),
        "\n".join(f"- {line}" for line in words["legend"]),
        _form(data, language),
    ]
    for system, name in NAMES[language].items():
        parts += [
            f'<div class="gipi-system" data-system="{system}" markdown>',
            f"### {name} {{ #{system} }}",
            system_table(data, system, language),
            reports(data, system, language),
            "</div>",
        ]
    return "\n\n".join(part for part in parts if part)


def _form(data: dict, language: str) -> str:
    words = WORDS[language]
    pythons = {
        python
        for release in data["index"]["packages"]["tensorflow"].values()
        for there in release["wheels"].values()
        for python in there
        if Version(python) >= Version(OLDEST)
    }
    choices = {
        "python": {one: one for one in sorted(pythons, key=Version)},
        "system": NAMES[language],
    }
    selects = [
        f'<span><label for="gipi-{name}">{words[name]}</label> '
        f'<select id="gipi-{name}" name="{name}"><option value="">{words["all"]}</option>'
        + "".join(f'<option value="{value}">{text}</option>' for value, text in options.items())
        + "</select></span>"
        for name, options in choices.items()
    ]
    said = f'<output data-shown="{words["shown"]}" data-without="{words["without"]}"></output>'
    return f'<form class="gipi-filter" hidden>{"".join(selects)}{said}</form>'


PARTS = {
    "systems": systems,
    "requires": lambda data, language, today: needs_table(data, language),
    "and-cuda": lambda data, language, today: cuda_table(data, language),
    "keras": lambda data, language, today: keras_table(data, language),
    "trials": lambda data, language, today: trials_table(data, language),
    "documents": lambda data, language, today: documents(data, language),
    "backtest": lambda data, language, today: backtest_table(data, language),
    "asked": note,
}


def render(data: dict, language: str, part: str = "systems", *, today: date | None = None) -> str:
    """What stands for `<!-- gipi:versions part -->`; `NoAnswer` where there is no such part, or no source."""
    if part not in PARTS:
        raise NoAnswer(f"unknown part 'gipi:versions {part}'; there are {', '.join(PARTS)}.")
    if not data["index"]:
        raise NoAnswer("there is no data/versions.json; run python -m gipi.versions refresh.")
    return PARTS[part](data, language, today)


def _cell(data: dict, version: str, python: str, system: str, language: str) -> str:
    kind, with_ = state(data, version, python, system)
    if kind == "none":
        return "–"
    target = {"wheel": "#asked", "lacks": f"#lacks-{version}-{system}"}.get(
        kind, _evidence(version, python, system)
    )
    return " · ".join([f"[{WORDS[language][kind]}]({target})", *(f"`{one}`" for one in with_)])


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
