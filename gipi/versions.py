"""data/versions.json: which TensorFlow goes with what; refreshed from the index, tried, and told in words."""

import argparse
import json
import re
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from packaging.specifiers import SpecifierSet
from packaging.version import Version

from gipi.output import write
from gipi.report import day

ROOT = Path(__file__).parent.parent
# What once broke releases that did not see it coming: the package, its first
# breaking version, the day that appeared, the first Python that can have it, and
# the constraint that keeps it out.
BREAKS = (
    ("protobuf", "4.21.0", "2022-05-26", "3.7", "protobuf<3.21"),
    ("numpy", "2.0.0", "2024-06-16", "3.9", "numpy<2"),
)


class VersionsProblem(Exception):
    """data/versions.json cannot be read or must not be replaced; a sentence for whoever asked."""


def file(root: Path = ROOT) -> Path:
    """Where the source lies."""
    return root / "data" / "versions.json"


def load(root: Path = ROOT) -> dict:
    """The source: "index" (written by refresh), "trials" (by try), "documented" and "reported" (by hand)."""
    path = file(root)
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {"index": {}, "trials": [], "documented": [], "reported": []}
    except json.JSONDecodeError as error:
        raise VersionsProblem(f"{path} is not JSON: {error}.") from None
    if missing := {"index", "trials", "documented", "reported"} - set(data):
        raise VersionsProblem(f"{path} has no {', '.join(sorted(missing))}.")
    return data


def save(data: dict, root: Path = ROOT) -> None:
    """Replace the source as a whole; the same data are the same bytes."""
    data["trials"].sort(key=lambda one: (Version(one["tensorflow"]), Version(one["python"]), *_key(one)[2:]))
    write(file(root), json.dumps(data, indent=1, ensure_ascii=False) + "\n")


# --- refresh -----------------------------------------------------------------


def differences(old: dict, new: dict, path: tuple[str, ...] = ()) -> list[str]:
    """What changed between two surveys, one readable line each."""
    lines = []
    for key in [*old, *(key for key in new if key not in old)]:
        here, a, b = (*path, key), old.get(key), new.get(key)
        if a == b:
            continue
        where = " ".join(here)
        if len(path) == 1 and a is None:
            lines.append(f"new: {where}, released {b['released']}, {_cells(b)}")
        elif len(path) == 1 and b is None:
            lines.append(f"no longer shown: {where}")
        elif (isinstance(a, dict) and isinstance(b, dict)) or not path:
            lines += differences(a or {}, b or {}, here)
        elif a is None:
            lines.append(f"new: {where}: {_short(b)}")
        elif b is None:
            lines.append(f"gone: {where}: {_short(a)}")
        else:
            lines.append(f"changed: {where}: {_short(a)} -> {_short(b)}")
    return lines


def _cells(release: dict) -> str:
    if "wheels" not in release:
        return f"Python {release['requires_python'] or 'any'}"
    return "; ".join(f"{system}: {', '.join(pythons)}" for system, pythons in release["wheels"].items())


def _short(value) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) < 300 else text[:297] + "..."


def refresh(root: Path = ROOT, index=None, today: date | None = None, renew: int | None = None) -> list[str]:
    """Ask the index and write what is new; the answer is a readable list of the differences.

    With nothing new the file stays byte for byte, its date too, unless that
    is `renew` days old or older. Raises `IndexProblem` or `VersionsProblem`
    before anything is written.
    """
    from gipi.index import Index, lost, survey  # only here: building the pages asks nobody

    if index is None:
        index = Index(root / ".gipi" / "metadata")
    today = today or datetime.now(UTC).date()
    old = load(root)["index"]
    if old and (gone := lost(old["packages"], index)):
        raise VersionsProblem(
            "The package index no longer lists: " + "; ".join(gone) + ". "
            " If that is meant to last, take these out of the file by hand and refresh again."
        )
    packages = survey(index)
    found = differences(old.get("packages", {}), packages)
    aged = renew is not None and old and (today - date.fromisoformat(old["asked"])).days >= renew
    if found or aged:
        data = load(root)  # a trial may have been added in the meantime
        data["index"] = {"asked": today.isoformat(), "packages": packages}
        save(data, root)
    if aged and not found:
        return [f"nothing new; asked again: {old['asked']} -> {today.isoformat()}"]
    return found


# --- try ---------------------------------------------------------------------


def _key(trial: dict) -> tuple:
    """What a trial tried; a later one with the same key replaces it."""
    python = ".".join(trial["python"].split(".")[:2])
    return (trial["tensorflow"], python, trial["system"], trial["installer"].split()[0], tuple(trial["with"]))


def plan(data: dict, system: str) -> list[tuple[str, str]]:
    """Every (TensorFlow, Python) to try here: each minor's newest with its newest Python first, then the others.

    The order of a minor's own Pythons is newest first; 3.6 and 3.7 are left out.
    """
    rounds: list[list[tuple[str, str]]] = []
    for version, release in reversed(data["index"]["packages"]["tensorflow"].items()):
        if version not in newest(data):
            continue
        lacks = release.get("lacks", {}).get(system, {})
        pythons = [
            one for one in release["wheels"].get(system, {}) if one not in lacks and Version(one) >= Version("3.8")
        ]
        for place, python in enumerate(reversed(pythons)):
            rounds += [[] for _ in range(place + 1 - len(rounds))]
            rounds[place].append((version, python))
    return [pair for one in rounds for pair in one]


def newest(data: dict) -> list[str]:
    """The newest patch of every minor of TensorFlow, ascending."""
    found = {}
    for version in data["index"]["packages"]["tensorflow"]:
        found[Version(version).release[:2]] = version
    return list(found.values())


def needs(data: dict, tensorflow: str, python: str, system: str) -> dict[str, str]:
    """What this TensorFlow requires there of keras, numpy, protobuf: {name: range}; {} where it has nothing."""
    release = data["index"]["packages"]["tensorflow"].get(tensorflow, {})
    for group in release.get("requires", []):
        if python in group["on"].get(system, []):
            return group["needs"]
    return {}


def mends(data: dict, tensorflow: str, python: str, system: str) -> tuple[str, ...]:
    """The constraints that keep out what came after this release and broke with what was before.

    A rule, not a measurement: the requirement has no upper bound that keeps
    the breaking version out, and the release is older than it.
    """
    found, release = [], data["index"]["packages"]["tensorflow"].get(tensorflow)
    for name, breaking, appeared, first, constraint in BREAKS if release else ():
        wanted = needs(data, tensorflow, python, system).get(name)
        exposed = release["released"] < appeared and Version(python) >= Version(first)
        if wanted is not None and exposed and SpecifierSet(wanted).contains(breaking):
            found.append(constraint)
    return tuple(found)


def try_(
    pairs: list[tuple[str, str]],
    root: Path = ROOT,
    installers: tuple[str, ...] = ("pip",),
    again: bool = False,
    with_: tuple[str, ...] = (),
    attempt=None,
) -> int:
    """Try each (TensorFlow, Python) plainly and, where that fails, mended; what has been tried is not repeated.

    It is mended with the constraints of the rule, unless others are given.
    Each result is written before the next trial begins. Returns how many
    trials were made.
    """
    from gipi import trial

    attempt, system, made = attempt or trial.attempt, trial.system(), 0
    for installer in installers:
        for tensorflow, python in pairs:
            second = with_ or mends(load(root), tensorflow, python, system)
            for constraints in ((), second) if second else ((),):
                key = (tensorflow, python, system, installer, constraints)
                result = next((one for one in load(root)["trials"] if _key(one) == key), None)
                if result is None or again:
                    try:
                        result = attempt(tensorflow, python, root / ".gipi" / "trial", constraints, installer)
                    except trial.TrialProblem as problem:
                        print(f"not tried: {tensorflow}, Python {python}, {installer}: {problem}", flush=True)
                        break
                    data = load(root)
                    data["trials"] = [one for one in data["trials"] if _key(one) != key] + [result]
                    save(data, root)
                    made += 1
                    print(told(result), flush=True)
                elif len(pairs) == 1:
                    print(f"{told(result)} (on {result['date']})", flush=True)
                if result["outcome"] == "trained":
                    break
    return made


def told(trial: dict) -> str:
    """A trial in one line."""
    end = "trained" if trial["outcome"] == "trained" else f"{trial['outcome']} failed: {trial['error']}"
    keras = trial.get("import_keras")
    if keras and keras["outcome"] != "trained":
        end += f"; import keras: {keras['error']}"
    return f"Python {trial['python']}, {trial['installer']}: {trial['command']}: {end}"


# --- in words and tables -------------------------------------------------------

OLDEST = "3.8"  # Python in the tables; the source holds older ones
STALE = 45  # days after which a page says that the index was asked long ago

NAMES = {
    "ko": {
        "windows-x86_64": "윈도우(x64)",
        "windows-arm64": "윈도우(ARM64)",
        "macos-arm64": "애플 실리콘 맥",
        "macos-x86_64": "인텔 맥",
        "linux-x86_64": "리눅스(x86-64)",
        "linux-arm64": "리눅스(ARM64)",
    },
    "en": {
        "windows-x86_64": "Windows (x64)",
        "windows-arm64": "Windows (ARM64)",
        "macos-arm64": "Macs with Apple silicon",
        "macos-x86_64": "Macs with Intel processors",
        "linux-x86_64": "Linux (x86-64)",
        "linux-arm64": "Linux (ARM64)",
    },
}

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
        "coming": "시험판 {0}에는 파이썬 {1}용 휠이 있습니다. 시험판은 `--pre`를 붙여야 설치됩니다.",
        "asked": "패키지 색인에 {0}에 물었습니다.",
        "stale": "**45일이 넘었습니다. 그 뒤에 나온 것은 여기에 없습니다.**",
        "trials": "| 명령 | 파이썬 | 설치 프로그램 | 결과 | 함께 깔린 것 | 날짜 |",
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
        "for": "{0} (파이썬 {1})",
        "inside": "텐서플로 안에 있음",
        "cuda": "| 텐서플로 | CUDA 런타임 | cuDNN | NCCL | 안 되는 파이썬 |",
        "keras": "| 케라스 | 바라는 파이썬 | 나온 날 |",
        "any": "적혀 있지 않음",
        "backtest": "| 일어난 일 | 날 | 맞힌 경고 | 놓친 것 | 헛경고 |",
        "backtested": "{0}에 돌려 보았습니다. 전날 색인에 있던 것만 보고 규칙이 경고한 것을,"
        " 두 주 뒤 날짜로 uv가 고른 버전과 견주었습니다. 첫 숫자가 바뀌면 일어난 것으로 쳤습니다."
        " 살핀 것은 케라스, NumPy, protobuf와 새 파이썬뿐이고, 마이너마다 첫 릴리스와 마지막 패치를 보았습니다."
        " 설치해 실행하지는 않았습니다.",
        "legend": [
            "**훈련함**: 빈 환경에 설치해 한 단계 훈련했습니다. 누르면 명령과 결과가 나옵니다.",
            "**휠**: 패키지 색인에 그 파이썬용 휠이 있습니다. 실행해 보지는 않았습니다.",
            "`numpy<2` 같은 **제약이 붙은 칸**: 명령에 함께 적어야 합니다."
            " ‘휠’ 옆에 있으면 다른 시스템이나 다른 파이썬에서 필요했거나 요구 조건에서 짐작한 제약입니다.",
            "**설치 안 됨**: 텐서플로 휠은 있지만 함께 필요한 패키지가 그 파이썬용으로 없습니다.",
            "**텐서플로 문서**: 텐서플로 팀이 시험했다고 적은 파이썬입니다.",
            "파이썬 3.6과 3.7용 휠을 가진 옛 버전도 있지만 표에는 3.8부터 적었습니다.",
        ],
        "reported": "사용자들이 알린 것",
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
        "coming": "The pre-release {0} has a wheel for Python {1}. A pre-release is installed only with `--pre`.",
        "asked": "The package index was asked on {0}.",
        "stale": "**That is more than 45 days ago. What appeared since is not here.**",
        "trials": "| command | Python | installer | result | came with it | date |",
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
            "**wheel**: the package index has a wheel for that Python. It was not run.",
            "A cell with a **constraint** such as `numpy<2`: it has to stand in the command too. Beside *wheel*"
            " it was needed on another system or Python, or is inferred from the requirements.",
            "**not installable**: TensorFlow has a wheel, but a package that it needs there has none.",
            "**TensorFlow's documentation**: the Python versions that the TensorFlow team says it tested.",
            "Old releases have wheels for Python 3.6 and 3.7 too; the tables begin with 3.8.",
        ],
        "reported": "What users report",
    },
}


def evidence(data: dict, tensorflow: str, python: str, system: str) -> list[dict]:
    """All that is known of one combination, strongest first; empty where there is nothing.

    Each has a "kind": ran (in "trial": what was done and what happened),
    lacks ("what": the package without a wheel), wheel, documented ("by"),
    reported ("by"), and a "date".
    """
    release = data["index"]["packages"]["tensorflow"].get(tensorflow, {})
    found = [
        {"kind": "ran", "date": one["date"], "trial": one}
        for one in data["trials"]
        if _key(one)[:3] == (tensorflow, python, system)
    ]
    if python in release.get("wheels", {}).get(system, {}):
        found.append({"kind": "wheel", "date": data["index"]["asked"]})
    if lacking := release.get("lacks", {}).get(system, {}).get(python):
        found.insert(-1, {"kind": "lacks", "date": data["index"]["asked"], "what": lacking})
    for source in data["documented"]:
        for version, pythons in source["says"].get(system, {}).items():
            if _minor(version) == _minor(tensorflow) and python in _span(pythons):
                found.append({"kind": "documented", "date": source["of"], "by": source, "version": version})
    for report in data["reported"]:
        same = "tensorflow" in report and _minor(report["tensorflow"]) == _minor(tensorflow)
        if same and (report["system"], report["python"]) == (system, python):
            found.append({"kind": "reported", "date": report["date"], "by": report})
    return found


def state(
    data: dict, tensorflow: str, python: str, system: str, installer: str = "pip"
) -> tuple[str, tuple[str, ...]]:
    """(what may be said of a combination, the constraints that its command needs with this installer).

    ran: the plain command trained. mended: only with the constraints. failed:
    neither. wheel: nothing was run with this installer; constraints are
    inferred. lacks, none: it cannot be installed.
    """
    known = evidence(data, tensorflow, python, system)
    kinds = {one["kind"] for one in known}
    trials = [one["trial"] for one in known if one["kind"] == "ran"]
    trials = [one for one in trials if one["installer"].startswith(installer)]
    if any(one["outcome"] == "trained" and not one["with"] for one in trials):
        return "ran", ()
    for one in trials:
        if one["outcome"] == "trained":
            return "mended", tuple(one["with"])
    if trials:
        return "failed", ()
    if "lacks" in kinds or "wheel" not in kinds:
        return ("lacks" if "lacks" in kinds else "none"), ()
    elsewhere = [
        one
        for one in data["trials"]
        if one["tensorflow"] == tensorflow and one["installer"].startswith(installer) and not one["with"]
    ]
    if any(one["outcome"] == "trained" for one in elsewhere):
        return "wheel", ()
    return "wheel", mends(data, tensorflow, python, system)


def newest_for(data: dict, python: str, system: str) -> str | None:
    """The newest TensorFlow that can be installed for this Python on this system."""
    for version in reversed(data["index"]["packages"]["tensorflow"]):
        if state(data, version, python, system)[0] not in ("none", "lacks"):
            return version
    return None


def pythons_for(data: dict, tensorflow: str, system: str) -> list[str]:
    """The Python versions for which this TensorFlow can be installed on this system."""
    release = data["index"]["packages"]["tensorflow"].get(tensorflow, {})
    lacks = release.get("lacks", {}).get(system, {})
    return [one for one in release.get("wheels", {}).get(system, {}) if one not in lacks]


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
    asked = date.fromisoformat(data["index"]["asked"])
    text = WORDS[language]["asked"].format(day(data["index"]["asked"], language))
    if ((today or datetime.now(UTC).date()) - asked).days > STALE:
        text += " " + WORDS[language]["stale"]
    return f"{text}\n{{ #asked }}"


def system_table(data: dict, system: str, language: str) -> str:
    """TensorFlow by Python for one system; each cell leads to its evidence."""
    words, releases = WORDS[language], data["index"]["packages"]["tensorflow"]
    pythons = {one for release in releases.values() for one in release["wheels"].get(system, {})}
    if not pythons:
        return words["nothing"].format(NAMES[language][system])
    columns = [one for one in sorted(pythons, key=Version) if Version(one) >= Version(OLDEST)]
    source = next((one for one in data["documented"] if system in one["says"]), None)
    heads = [words["tensorflow"], *columns, *([words["documents"].format(source["address"])] if source else [])]
    rows = [_row(heads), _row(["---"] * len(heads))]
    covered: set[tuple[str, str]] = set()
    for version in reversed(releases):
        cells = {(_minor(version), one) for one in pythons_for(data, version, system) if one in columns}
        if system not in releases[version]["wheels"] or (version not in newest(data) and not cells - covered):
            continue
        covered |= cells
        row = [version, *(_cell(data, version, python, system, language) for python in columns)]
        if source:
            said = source["says"][system]
            row.append(next((f"{of}: {span}" for of, span in said.items() if _minor(of) == _minor(version)), "–"))
        rows.append(_row(row))
    lines = ["\n".join(rows)]
    for one in data["trials"]:
        cell = (one["tensorflow"], _minor_of_python(one), system)
        mended = one["installer"].startswith("uv") and one["with"] and one["outcome"] == "trained"
        if mended and one["system"] == system and state(data, *cell)[0] == "ran":
            with_ = ", ".join(f"`{constraint}`" for constraint in one["with"])
            lines.append(words["uv"].format(*cell[:2], with_, f"#{_anchor(*cell)}"))
    for version, release in releases.items():
        if lacks := {
            one: what for one, what in release.get("lacks", {}).get(system, {}).items() if one in columns
        }:
            what = ", ".join(dict.fromkeys(lacks.values()))
            text = words["lacking"].format(version, _joined(list(lacks)), what)
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
    """Every trial: the command, what happened, the exact last line, the date."""
    words = WORDS[language]
    rows, seen = [words["trials"], "| --- | --- | --- | --- | --- | --- |"], set()
    # The newest first; the trials of one cell stay in their order: plain before mended.
    ordered = sorted(
        data["trials"], key=lambda one: (Version(one["tensorflow"]), Version(one["python"])), reverse=True
    )
    for one in ordered:
        anchor = _anchor(one["tensorflow"], _minor_of_python(one), one["system"])
        mark = "" if anchor in seen else f'<span id="{anchor}"></span>'
        seen.add(anchor)
        result = words[one["outcome"]]
        if one["outcome"] != "trained":
            result += f": {_code(one['error'])}" + (f" … {_code(one['last_line'])}" if "last_line" in one else "")
        elif one["import_keras"]["outcome"] != "trained":
            result += f"; {words['no keras']}: {_code(one['import_keras']['error'])}"
        brought = {name: version for name, version in one.get("versions", {}).items() if name != "tensorflow"}
        listed = ", ".join(f"{name} {version}" for name, version in brought.items()) or "–"
        command = f"{mark}`{one['command']}`"
        rows.append(_row([command, one["python"], one["installer"], result, listed, one["date"]]))
    where = sorted({f"{one['os']}, {one['system']}" for one in data["trials"]})
    return "\n".join(rows) + "\n\n" + words["on"].format("; ".join(where))


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
                    (f"{_prefix(name)}{_range(group['needs'][name])}" for name in names if name in group["needs"]),
                    "",
                )
                said.setdefault(found, []).extend(group["on"]["linux-x86_64"])
            parts = [f"`{spec}`" if spec else words["inside"] for spec in said]
            if len(said) > 1:
                parts = [
                    words["for"].format(part, _joined(pythons))
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
                next((f"`{_range(spec)}`" for name, spec in cuda["needs"].items() if part in name), "–")
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
    """What the rules would have said before each break: right, missed, in vain; "" where that was not asked."""
    if "backtest" not in data:
        return ""
    words = WORDS[language]
    rows = [words["backtest"], "| --- | --- | --- | --- | --- |"]
    for event in data["backtest"]["events"]:
        cells = [f"{len(event[kind])}: {_listed(event[kind])}" if event[kind] else "0" for kind in KINDS]
        rows.append(_row([event["event"], event["day"], *cells]))
    return "\n".join(rows) + "\n\n" + words["backtested"].format(day(data["backtest"]["ran"], language))


def _listed(cases: list[dict]) -> str:
    """numpy: 2.7.4 (1.26.4 → 2.0.0), 2.8.4 (…); python: 3.13."""
    groups: dict[str, list[str]] = {}
    for one in cases:
        name = one["python"] if one["package"] == "python" else one["wanted"].replace("tensorflow==", "")
        change = f" ({one['from']} → {one['to']})" if one.get("from") else ""
        groups.setdefault(one["package"], []).append(name + change)
    return "; ".join(f"{package}: {', '.join(names)}" for package, names in groups.items())


def render(data: dict, language: str, today: date | None = None) -> str:
    """All tables with their legend: what stands for `<!-- gipi:versions -->`."""
    titles = {
        "ko": (
            "어느 텐서플로가 무엇을 바라나",
            "GPU와 함께: `tensorflow[and-cuda]`",
            "케라스와 파이썬",
            "해 본 것",
        ),
        "en": (
            "What each TensorFlow requires",
            "With a GPU: `tensorflow[and-cuda]`",
            "Keras and Python",
            "What was tried",
        ),
    }[language]
    parts = [note(data, language, today), "\n".join(f"- {line}" for line in WORDS[language]["legend"])]
    for system, name in NAMES[language].items():
        parts += [
            f"### {name} {{ #{system} }}",
            system_table(data, system, language),
            reports(data, system, language),
        ]
    tables = (needs_table, cuda_table, keras_table, trials_table)
    for title, anchor, table in zip(
        titles, ("requires", "and-cuda", "keras-python", "trials"), tables, strict=True
    ):
        parts += [f"### {title} {{ #{anchor} }}", table(data, language)]
    return "\n\n".join(part for part in parts if part)


FACT = re.compile(r"<!--\s*gipi:version\s+([^>]*?)\s*-->")


def fill(text: str, data: dict, language: str, today: date | None = None) -> str:
    """A page's text with every `<!-- gipi:version … -->` replaced by what the source says.

    asked · newest 3.12 windows-x86_64 · sentence 3.12 windows-x86_64 · last
    macos-x86_64 · first 3.13 linux-x86_64 · pythons 2.21 windows-x86_64 ·
    needs 2.15 numpy · coming. Raises `VersionsProblem` where it says nothing.
    """

    def said(match: re.Match) -> str:
        what, *rest = match[1].split()
        try:
            found = _FACTS[what](data, language, *rest)
        except (KeyError, TypeError, IndexError, StopIteration):
            found = None
        if not found:
            raise VersionsProblem(f"data/versions.json has no answer to 'gipi:version {match[1]}'.")
        return found

    return FACT.sub(said, text)


def _last(data: dict, language: str, system: str) -> str:
    releases = data["index"]["packages"]["tensorflow"]
    return [version for version in releases if pythons_for(data, version, system)][-1]


def _first(data: dict, language: str, python: str, system: str) -> str:
    releases = data["index"]["packages"]["tensorflow"]
    return next(version for version in releases if python in pythons_for(data, version, system))


def _asked_needs(data: dict, language: str, minor: str, name: str) -> str:
    version = next(one for one in newest(data) if _minor(one) == _minor(minor))
    python = pythons_for(data, version, "linux-x86_64")[-1]
    return _range(needs(data, version, python, "linux-x86_64")[name])


def _pythons(data: dict, language: str, minor: str, system: str) -> str:
    version = next(one for one in newest(data) if _minor(one) == _minor(minor))
    return _joined(pythons_for(data, version, system))


_FACTS = {
    "asked": lambda data, language: day(data["index"]["asked"], language),
    "coming": lambda data, language: next(iter(data["index"]["packages"]["coming"]), None),
    "first": _first,
    "last": _last,
    "needs": _asked_needs,
    "newest": lambda data, language, python, system: newest_for(data, python, system),
    "pythons": _pythons,
    "sentence": lambda data, language, python, system: sentence(data, python, system, language),
}


def _cell(data: dict, version: str, python: str, system: str, language: str) -> str:
    kind, with_ = state(data, version, python, system)
    if kind == "none":
        return "–"
    target = {"wheel": "asked", "lacks": f"lacks-{version}-{system}"}.get(kind, _anchor(version, python, system))
    return " · ".join([f"[{WORDS[language][kind]}](#{target})", *(f"`{one}`" for one in with_)])


def _anchor(version: str, python: str, system: str) -> str:
    return f"ran-{version}-{python}-{system}"


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _code(text: str) -> str:
    return "`" + text.replace("`", "'").replace("|", "¦") + "`"


def _thread(report: dict) -> str:
    return "#" + report["thread"].rpartition("/")[2]


def _minor(version: str) -> tuple[int, ...]:
    return Version(version).release[:2]


def _minor_of_python(trial: dict) -> str:
    return ".".join(trial["python"].split(".")[:2])


def _span(pythons: str) -> list[str]:
    """3.8–3.11 in full."""
    first, _, last = pythons.partition("–")
    return [f"3.{one}" for one in range(int(first.split(".")[1]), int((last or first).split(".")[1]) + 1)]


def _joined(pythons: list[str]) -> str:
    """3.8, 3.9, 3.10 as 3.8–3.10."""
    return pythons[0] if len(pythons) == 1 else f"{pythons[0]}–{pythons[-1]}"


def _range(specifier: str) -> str:
    """A range without the single versions that it leaves out."""
    return ",".join(part for part in specifier.split(",") if not part.startswith("!="))


def _prefix(name: str) -> str:
    return "keras-nightly " if name == "keras-nightly" else ""


# --- backtest ------------------------------------------------------------------

# The day on which it came, and what: a package's new major, or a Python.
EVENTS = (
    ("2022-05-26", "protobuf 4"),
    ("2024-03-07", "keras 3"),
    ("2024-06-16", "numpy 2"),
    ("2024-10-07", "python 3.13"),
)
PYTHONS = {"3.11": "2022-10-24", "3.12": "2023-10-02", "3.13": "2024-10-07", "3.14": "2025-10-07"}
WATCHED = ("keras", "numpy", "protobuf")
KINDS = ("right", "missed", "in_vain")


def warnings(index, system: str = "linux-x86_64") -> list[dict]:
    """What the rules say will break next, from what the index holds: {"wanted", "python", "package", "why"}.

    open: a release admits a major of the package that does not exist yet.
    coming: a pre-release brings another major than the newest release, for
    whoever installs without a version. python: the next Python has no wheel.
    """
    from gipi.index import major, requirements

    *releases, last = requirements(index, system)
    coming = last if Version(last["tensorflow"]).is_prerelease else None
    releases = releases if coming else [*releases, last]
    found = []
    for one in releases:
        for package, range_ in one["needs"].items():
            if package in WATCHED and SpecifierSet(range_).contains(f"{major(index, package) + 1}.0.0"):
                found.append(_warning(f"tensorflow=={one['tensorflow']}", one["python"], package, "open"))
    if coming:
        newest_ = releases[-1]
        for package in sorted(set(coming["needs"]) & set(newest_["needs"]) & set(WATCHED)):
            if major(index, package, coming["needs"][package]) != major(index, package, newest_["needs"][package]):
                found.append(_warning("tensorflow", newest_["python"], package, "coming"))
    latest = max((one["python"] for one in (*releases, last)), key=Version)
    following = f"3.{int(latest.split('.')[1]) + 1}"
    found.append(_warning("tensorflow", following, "python", "python"))
    return found


def _warning(wanted: str, python: str, package: str, why: str) -> dict:
    return {"wanted": wanted, "python": python, "package": package, "why": why}


def backtest(root: Path = ROOT, index=None, resolve=None, today: date | None = None) -> list[dict]:
    """Warn as if it were the day before each event, then look two weeks later, and keep the result in the source.

    A warning came true where the resolved major of the package changed, or
    where a Python had come out and nothing can be installed for it. What
    changed without a warning was missed.
    """
    from gipi import trial
    from gipi.index import Index, Past, requirements

    index = index or Index(root / ".gipi" / "metadata")
    resolve = resolve or trial.resolve
    folder, results = root / ".gipi" / "trial", []
    for day_, event in EVENTS:
        before = date.fromisoformat(day_)
        after = before + timedelta(days=14)
        past = Past(index, before)
        said = warnings(past)
        asked = [
            (f"tensorflow=={one['tensorflow']}", one["python"])
            for one in requirements(past, "linux-x86_64")
            if not Version(one["tensorflow"]).is_prerelease
        ]
        asked += [("tensorflow", asked[-1][1])]
        happened = []
        for wanted, python in asked:
            old, new = resolve(wanted, python, before, folder), resolve(wanted, python, after, folder)
            for package in WATCHED:
                a, b = (old or {}).get(package), (new or {}).get(package)
                if a and b and Version(a).major != Version(b).major:
                    happened.append({"wanted": wanted, "python": python, "package": package, "from": a, "to": b})
        for one in said:
            out = PYTHONS.get(one["python"], "9") <= after.isoformat()
            if one["why"] == "python" and out and resolve("tensorflow", one["python"], after, folder) is None:
                happened.append({**_warning("tensorflow", one["python"], "python", ""), "from": "", "to": ""})
        keys = ("wanted", "python", "package")
        true = {tuple(one[key] for key in keys) for one in happened}
        warned = {tuple(one[key] for key in keys) for one in said}
        results.append(
            {
                "event": event,
                "day": day_,
                "right": [one for one in happened if tuple(one[key] for key in keys) in warned],
                "missed": [one for one in happened if tuple(one[key] for key in keys) not in warned],
                "in_vain": [one for one in said if tuple(one[key] for key in keys) not in true],
            }
        )
        print(
            f"{event}: {len(results[-1]['right'])} right, {len(results[-1]['missed'])} missed,"
            f" {len(results[-1]['in_vain'])} in vain",
            flush=True,
        )
    data = load(root)
    data["backtest"] = {"ran": (today or datetime.now(UTC).date()).isoformat(), "events": results}
    save(data, root)
    return results


def _pair(data: dict, tensorflow: str, python: str) -> tuple[str, str]:
    """2.15 means its newest patch."""
    if tensorflow.count(".") == 1:
        found = [one for one in newest(data) if _minor(one) == _minor(tensorflow)]
        if not found:
            raise VersionsProblem(f"data/versions.json knows no TensorFlow {tensorflow}; run refresh first.")
        tensorflow = found[0]
    return tensorflow, python


def main(arguments: list[str] | None = None) -> int:
    """python -m gipi.versions refresh | try | backtest"""
    parser = argparse.ArgumentParser(prog="python -m gipi.versions", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    asking = commands.add_parser("refresh", help="ask the package index, write what is new")
    asking.add_argument(
        "--renew", type=int, metavar="DAYS", help="write today's date where the old one is this old"
    )
    trying = commands.add_parser("try", help="install in an empty environment and train one step; takes minutes")
    trying.add_argument("--tensorflow", metavar="2.15", help="a minor (its newest patch) or a release")
    trying.add_argument("--python", metavar="3.11", help="an interpreter at hand")
    trying.add_argument("--all", action="store_true", help="everything not tried yet, one at a time; takes hours")
    trying.add_argument("--installer", choices=("pip", "uv"), help="pip, unless --all: first pip, then uv")
    trying.add_argument("--with", nargs="+", dest="with_", default=[], metavar="numpy<2", help="how to mend it")
    trying.add_argument("--again", action="store_true", help="also what has been tried")
    commands.add_parser("backtest", help="what the rules would have said before each break; takes minutes")
    options = parser.parse_args(arguments)
    if options.command == "try" and options.all == bool(options.tensorflow and options.python):
        parser.error("try needs --tensorflow and --python, or --all")
    from gipi.index import IndexProblem

    try:
        if options.command == "refresh":
            print("\n".join(refresh(renew=options.renew)) or "Nothing new.")
        elif options.command == "backtest":
            backtest()
        else:
            from gipi.trial import system

            data = load()
            pairs = plan(data, system()) if options.all else [_pair(data, options.tensorflow, options.python)]
            installers = (options.installer,) if options.installer else ("pip", "uv") if options.all else ("pip",)
            made = try_(pairs, installers=installers, again=options.again, with_=tuple(options.with_))
            print(f"{made} {'trial' if made == 1 else 'trials'} made.")
    except (IndexProblem, VersionsProblem) as problem:
        print(f"{problem}\ndata/versions.json is unchanged.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
