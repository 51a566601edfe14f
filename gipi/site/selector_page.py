"""The selector's answers in words: a form, a list of all combinations, and what the page's script reads."""

import json
import re
from collections.abc import Iterable
from html import escape
from itertools import groupby

from packaging.version import Version

from gipi.site.verified import day
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
    requirement,
)
from gipi.versions.source import NAMES, RECOMMENDED, minor_of_python

START = {"system": "windows", "processor": "x86_64", "tool": "conda", "python": RECOMMENDED, "device": "cpu"}

WORDS = {
    "ko": {
        "system": "시스템",
        "processor": "프로세서",
        "tool": "도구",
        "python": "파이썬",
        "device": "계산하는 곳",
        "windows": "윈도우",
        "wsl2": "WSL2",
        "macos": "맥",
        "linux": "리눅스",
        "x86_64": "인텔 · AMD",
        "arm64": "ARM · 애플 실리콘",
        "cpu": "CPU",
        "gpu": "GPU",
        "powershell": "파워셸(PowerShell)",
        "miniforge": "Miniforge Prompt 또는 Anaconda Prompt",
        "zsh": "터미널(zsh)",
        "bash": "터미널(bash)",
        "answer": "고른 조합의 명령",
        "known": "이 조합에 대해 아는 것",
        "nearest": "가장 가까운 길:",
        "yes-ran": "<strong>됩니다: 텐서플로 {0}.</strong> 이 조합으로 한 단계 훈련까지 해 보았습니다.",
        "yes": "<strong>설치할 수 있습니다: 텐서플로 {0}.</strong> 이 조합을 그대로 실행해 보지는 않았습니다.",
        "no": "안 됩니다.",
        "first-conda": "먼저 필요한 것: conda. 없으면 {conda}부터 하세요. 파이썬은 conda가 내려받습니다.",
        "first-venv": "먼저 필요한 것: 64비트 파이썬 {python}. 있는지 보는 법은 {venv} 페이지에 있습니다.",
        "first-uv": "먼저 필요한 것: {uv}. 파이썬은 uv가 내려받습니다.",
        "first-wsl2": "먼저 {wsl}를 켜고, 아래 명령은 그 안의 리눅스 터미널에 넣으세요.",
        "cmd": "파워셸 대신 명령 프롬프트를 쓴다면 <code>Activate.ps1</code>을 <code>activate.bat</code>로"
        " 바꾸세요.",
        "ran": "{date} {where}의 빈 환경에 설치해 CPU로 한 단계 훈련했습니다:"
        ' <a href="{record}"><code>{command}</code></a> ({installer}, 파이썬 {python})',
        "failed": "제약 없이 설치하면 멈췄습니다({where}, {date}): <code>{command}</code>, <code>{error}</code>",
        "elsewhere": "텐서플로 {tensorflow} 자체는 다른 조합에서 설치해 한 단계 훈련했습니다"
        '(<a href="{record}">{where}, CPU, 파이썬 {python}, {installer}</a>, {date}).',
        "wheel": "패키지 색인에 파이썬 {python}용 휠이 있습니다({date}에 물음).",
        "documented": "텐서플로 문서에 적힌 조합: {version}, 파이썬 {pythons}(<a"
        ' href="{address}">{title}</a>, {date}).',
        "reported": '제보: {what} (<a href="{thread}">{number}</a>, {date})',
        "keras2": "텐서플로 {tensorflow}에는 케라스 2가 따라옵니다. 이 안내서의 코드는 케라스 3으로"
        " 돌렸으니 다르게 움직일 수 있습니다.",
        "gpu-note": "NVIDIA GPU에서는 실행해 보지 못했습니다. <code>[and-cuda]</code>는 CUDA 라이브러리를"
        ' 함께 설치하고, 드라이버는 따로 있어야 합니다(<a href="{address}">텐서플로 문서</a>, {date}에'
        " 읽음).",
        "wsl2-note": "WSL2에서는 실행해 보지 않았습니다. 위의 것은 리눅스에 관한 것이고, WSL2는 윈도우 안의"
        " 리눅스입니다.",
        "not-run-windows": "윈도우에서는 실행해 보지 않았습니다.",
        "not-run-macos": "맥에서는 실행해 보지 않았습니다.",
        "not-run-arm64": "ARM 리눅스에서는 실행해 보지 않았습니다.",
        "conda-note": "conda 명령은 여기서 실행해 보지 못했습니다. 패키지를 설치하는 것은 conda 환경에서도"
        " pip입니다.",
        "why-processor": "{name}용 텐서플로 휠이 하나도 없습니다(패키지 색인, {asked}에 물음).",
        "why-python": "{name}용 텐서플로 가운데 파이썬 {python}용은 없습니다. 이 컴퓨터용으로 마지막에 나온"
        " {last}에는 파이썬 {pythons}용 휠이 있습니다(패키지 색인, {asked}에 물음).",
        "why-python-coming": "파이썬 {python}용 정식판이 없습니다. 가장 새로운 정식판 {last}에는 파이썬"
        " {pythons}용 휠이 있습니다(패키지 색인, {asked}에 물음). {python}용은 시험판 {coming}뿐이고,"
        " 실행해 보지 않았습니다.",
        "why-gpu-python": "파이썬 {python}에 설치할 수 있는 텐서플로는 <code>[and-cuda]</code>로 CUDA를"
        " 함께 설치하지 못합니다. 파이썬 {able}에서는 됩니다(패키지 색인, {asked}에 물음).",
        "why-gpu-windows": "윈도우에 바로 설치한 텐서플로는 {windows_gpu} 다음부터 GPU를 쓰지 않습니다(<a"
        ' href="{address}">텐서플로 문서</a>, {read}에 읽음).',
        "why-gpu-macos": '맥용 텐서플로가 공식적으로 지원하는 GPU는 없습니다(<a href="{address}">텐서플로'
        " 문서</a>, {read}에 읽음).",
        "why-gpu-linux": 'ARM 리눅스용 텐서플로는 CPU용입니다(<a href="{address}">텐서플로 문서</a>,'
        " {read}에 읽음).",
        "metal": "애플의 플러그인 <code>tensorflow-metal</code> {version}({released})에 파이썬 {pythons}용"
        " 휠이 있지만 여기서 실행해 보지 않았습니다.",
        "make": "명령: {0} 환경 만들기",
        "install": "명령: 설치하고 확인하기",
        "everywhere": "어느 시스템에서나",
        "checked": "확인(GPU에서는 두 줄 모두)",
        "unix": "맥 · 리눅스 · WSL2",
        "ran-short": "훈련함 {0}",
        "wheel-short": "휠 {0}",
        "documented-short": "문서 {0}",
        "reported-short": "제보 {0}",
        "elsewhere-short": "다른 조합에서 훈련함 {0}",
        "conda-link": "미니포지 설치",
        "miniforge-link": "미니포지 설치",
        "wsl-link": "WSL2",
        "uv-link": "uv",
        "venv-link": "가상 환경: venv",
    },
    "en": {
        "system": "System",
        "processor": "Processor",
        "tool": "Tool",
        "python": "Python",
        "device": "Compute on",
        "windows": "Windows",
        "wsl2": "WSL2",
        "macos": "macOS",
        "linux": "Linux",
        "x86_64": "Intel · AMD",
        "arm64": "ARM · Apple silicon",
        "cpu": "CPU",
        "gpu": "GPU",
        "powershell": "PowerShell",
        "miniforge": "Miniforge Prompt or Anaconda Prompt",
        "zsh": "Terminal (zsh)",
        "bash": "Terminal (bash)",
        "answer": "Commands for your choice",
        "known": "What is known of this combination",
        "nearest": "The nearest that works:",
        "yes-ran": "<strong>Works: TensorFlow {0}.</strong> It was installed just so here and trained one step.",
        "yes": "<strong>Can be installed: TensorFlow {0}.</strong> Exactly this combination was not run here.",
        "no": "This cannot work.",
        "first-conda": "You need conda first; without it, begin with {conda}. conda downloads Python.",
        "first-venv": "You need a 64-bit Python {python} first; the page {venv} shows how to see whether it"
        " is there.",
        "first-uv": "You need {uv} first. uv downloads Python.",
        "first-wsl2": "First switch on {wsl}; the commands go into the Linux terminal inside it.",
        "cmd": "In the command prompt instead of PowerShell, write <code>activate.bat</code> for"
        " <code>Activate.ps1</code>.",
        "ran": 'On {date}, on {where}, <a href="{record}"><code>{command}</code></a> in an empty environment'
        " installed it, and it trained one step on the CPU ({installer}, Python {python}).",
        "failed": "On {date}, on {where}, what <code>{command}</code> installed failed: <code>{error}</code>",
        "elsewhere": "The same TensorFlow {tensorflow} was installed and trained one step in another"
        ' combination (<a href="{record}">{where}, CPU, Python {python}, {installer}</a>, {date}).',
        "wheel": "The package index has a wheel for Python {python} (asked on {date}).",
        "documented": "TensorFlow's documentation lists {version} with Python {pythons} (<a"
        ' href="{address}">{title}</a>, {date}).',
        "reported": 'Reported: {what} (<a href="{thread}">{number}</a>, {date})',
        "keras2": "TensorFlow {tensorflow} brings Keras 2. This guide's code was run with Keras 3 and may"
        " behave differently.",
        "gpu-note": "Not run on an NVIDIA GPU here. <code>[and-cuda]</code> brings the CUDA libraries; the"
        ' driver has to be there already (<a href="{address}">TensorFlow\'s documentation</a>, read on'
        " {date}).",
        "wsl2-note": "Not run in WSL2. What stands above is about Linux, and WSL2 is a Linux inside Windows.",
        "not-run-windows": "Not run on Windows here.",
        "not-run-macos": "Not run on a Mac here.",
        "not-run-arm64": "Not run on ARM Linux here.",
        "conda-note": "The conda commands could not be run here. Inside a conda environment, too, it is pip"
        " that installs the packages.",
        "why-processor": "There is no TensorFlow wheel for {name} at all (package index, asked on {asked}).",
        "why-python": "Of TensorFlow for {name}, no release is for Python {python}. The last is {last},"
        " with wheels for Python {pythons} (package index, asked on {asked}).",
        "why-python-coming": "There is no stable release for Python {python}. The newest, {last}, has"
        " wheels for Python {pythons} (package index, asked on {asked}). For {python} there is only the"
        " pre-release {coming}, not run here.",
        "why-gpu-python": "The TensorFlow that Python {python} can have does not bring CUDA with"
        " <code>[and-cuda]</code>. With Python {able} it does (package index, asked on {asked}).",
        "why-gpu-windows": "Installed directly on Windows, TensorFlow newer than {windows_gpu} uses no GPU"
        ' (<a href="{address}">TensorFlow\'s documentation</a>, read on {read}).',
        "why-gpu-macos": "TensorFlow for macOS has no official GPU support (<a"
        ' href="{address}">TensorFlow\'s documentation</a>, read on {read}).',
        "why-gpu-linux": "TensorFlow for ARM Linux is built for the CPU (<a"
        ' href="{address}">TensorFlow\'s documentation</a>, read on {read}).',
        "metal": "Apple's plugin <code>tensorflow-metal</code> {version} ({released}) has wheels for Python"
        " {pythons}. It was not run here.",
        "make": "Commands: an environment with {0}",
        "install": "Commands: install and check",
        "everywhere": "On every system",
        "checked": "Check (with a GPU, both lines)",
        "unix": "macOS · Linux · WSL2",
        "ran-short": "trained {0}",
        "wheel-short": "wheel {0}",
        "documented-short": "documented {0}",
        "reported-short": "reported {0}",
        "elsewhere-short": "trained in another combination {0}",
        "conda-link": "Miniforge",
        "miniforge-link": "Miniforge",
        "wsl-link": "WSL2",
        "uv-link": "uv",
        "venv-link": "Environments: venv",
    },
}
# Pages of this guide (as seen from install/) and of others that say how to get what the commands need.
LINKS = {
    "conda": "windows/#miniforge",
    "miniforge": "https://github.com/conda-forge/miniforge#readme",
    "venv": "venv/#which-python",
    "uv": "uv/",
    "wsl": "wsl2-gpu/",
}


class Advice:
    """The selector's answers in one language."""

    def __init__(self, selector: Selector, language: str):
        self.selector, self.language, self.words = selector, language, WORDS[language]
        self.asked = day(selector.data["index"]["asked"], language)

    # In words

    def title(self, choice: Choice) -> str:
        """The choice as a reader would say it."""
        words = [self.words.get(one, one) for one in choice]
        words[3] = f"{self.words['python']} {choice.python}"
        return ", ".join(words)

    def verdict(self, answer: Answer) -> str:
        """Whether it works, and why not, as HTML."""
        if not answer.works:
            return f"<strong>{self.words['no']}</strong> {self.reason(answer.why)}"
        ran = any(fact.kind == "ran" for fact in answer.known)
        return self.words["yes-ran" if ran else "yes"].format(answer.tensorflow)

    def reason(self, why: Fact) -> str:
        """What stands in the way, as HTML."""
        about = why.about
        facts = {
            "name": NAMES[self.language][about["target"]],
            "asked": self.asked,
            "windows_gpu": WINDOWS_GPU,
            "address": GPU_SOURCE["address"],
            "read": day(GPU_SOURCE["read"], self.language),
            "coming": ", ".join(about.get("coming", ())),
        }
        facts |= {name: joined(about[name]) for name in ("pythons", "able") if name in about}
        return self.words[f"why-{why.kind}"].format(**(about | facts))

    def fact(self, one: Fact) -> str:
        """One thing that is known, as HTML."""
        words, about = self.words, one.about
        if one.kind in ("ran", "failed", "elsewhere"):
            trial = {name: escape(str(value), quote=False) for name, value in about["trial"].items()}
            where = NAMES[self.language][about["trial"]["system"]]
            cell = anchor_of(trial["tensorflow"], minor_of_python(about["trial"]), trial["system"])
            record = f"{EVIDENCE.removesuffix('.md')}/#{cell}"
            return words[one.kind].format(
                **(trial | {"where": where, "record": record, "date": day(trial["date"], self.language)})
            )
        if one.kind == "documented":
            source = about["by"]
            pythons = source["says"][about["target"]][about["version"]]
            return words["documented"].format(
                version=about["version"],
                pythons=pythons,
                address=source["address"],
                title=source["title"],
                date=day(about["date"], self.language),
            )
        if one.kind == "reported":
            return self._reported(about["by"])
        if one.kind == "metal":
            return words["metal"].format(
                version=about["version"],
                released=day(about["released"], self.language),
                pythons=joined(about["pythons"]),
            )
        if one.kind == "gpu":
            return words["gpu-note"].format(
                address=GPU_SOURCE["address"], date=day(GPU_SOURCE["read"], self.language)
            )
        if one.kind == "wheel":
            return words["wheel"].format(python=about["python"], date=day(about["date"], self.language))
        return words.get(f"{one.kind}-note", words.get(one.kind, "")).format(**about)

    def _reported(self, report: dict) -> str:
        what = re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(report["what"][self.language], quote=False))
        number = "#" + report["thread"].rpartition("/")[2]
        return self.words["reported"].format(
            what=what, thread=report["thread"], number=number, date=day(report["date"], self.language)
        )

    def first(self, choice: Choice) -> list[str]:
        """What has to be there before the first command, and where to get it, as HTML."""
        links = {name: f'<a href="{address}">{self.words[f"{name}-link"]}</a>' for name, address in LINKS.items()}
        if choice.system != "windows":
            links["conda"] = links["miniforge"]
        said = [self.words["first-wsl2"].format(**links)] if choice.system == "wsl2" else []
        said.append(self.words[f"first-{choice.tool}"].format(python=choice.python, **links))
        if choice.shell == "powershell":
            said.append(self.words["cmd"])
        return said

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
                "title": answer.nearest and number(self.title(answer.nearest)),
                "shell": number(self.words[choice.shell]),
                "commands": number(self.selector.commands(answer).text if answer.works else ""),
                "first": [number(text) for text in self.first(choice)] if answer.works else [],
                "known": [number(self.fact(one)) for one in answer.known],
            }
        return json.dumps({"texts": [*texts], "answers": answers}, ensure_ascii=False, separators=(",", ":"))

    # In the page

    def form(self) -> str:
        """The form and the place of its answer, hidden until the script has the answers."""
        options = {
            "system": tuple(SYSTEMS),
            "processor": PROCESSORS,
            "tool": TOOLS,
            "python": tuple(self.selector.pythons),
            "device": DEVICES,
        }
        away = "hidden data-search-exclude"
        parts = [f'<form {away} id="gipi-selector" class="gipi-selector" data-answers="selector.json">']
        for name, values in options.items():
            parts.append(f"<fieldset><legend>{self.words[name]}</legend>")
            for value in values:
                checked = " checked" if value == START[name] else ""
                parts.append(
                    f'<label><input type="radio" name="{name}" value="{value}"{checked}>'
                    f"<span>{self.words.get(value, value)}</span></label>"
                )
            parts.append("</fieldset>")
        parts += [
            "</form>",
            f'<section {away} id="gipi-answer" class="gipi-answer" aria-label="{self.words["answer"]}">',
            '<div role="status" tabindex="-1"><p class="gipi-answer__title"></p>',
            '<p class="gipi-answer__verdict"></p></div>',
            f'<p class="gipi-answer__nearest">{self.words["nearest"]} <a href="?"></a></p>',
            '<div class="gipi-answer__commands"><ul class="gipi-answer__first"></ul>',
            '<div class="highlight"><span class="filename"></span><pre><code></code></pre></div></div>',
            f'<div class="gipi-answer__evidence"><p>{self.words["known"]}</p><ul></ul></div>',
            "</section>",
        ]
        return "\n".join(parts)

    def combinations(self) -> str:
        """All combinations, for whom no script runs: folds for each computer and each tool, one for installing."""
        parts = ['<div class="gipi-combinations" data-search-exclude>']
        parts += [self._computer(systems, processor) for systems, processor in _computers()]
        parts += [self._environment(tool) for tool in TOOLS]
        return "\n".join([*parts, self._install(), "</div>"])

    def _computer(self, systems: tuple[str, ...], processor: str) -> str:
        """What each Python gets on one kind of computer; what holds for all of them stands below, once."""
        name = f"{' · '.join(self.words[one] for one in systems)} ({self.words[processor]})"
        plain = Choice(systems[-1], processor, "venv", START["python"], "cpu")
        cpu, gpu = (self.selector.answer(plain._replace(device=device)) for device in DEVICES)
        if not cpu.works and cpu.why.kind == "processor":
            return _fold(name, f"<p>{self._no(cpu)}</p>")
        devices = DEVICES if gpu.works else ("cpu",)

        def cells(python: str) -> list[str]:
            return [self._cell(plain._replace(python=python, device=device)) for device in devices]

        # Neighbours of which the same is said share a row.
        rows = [[joined([*pythons]), *same] for same, pythons in groupby(self.selector.pythons, cells)]
        heads = [self.words["python"], *(self.words[device] for device in devices)]
        table = _table(heads, rows)
        return _fold(name, table if gpu.works else f"{table}<p>{self.words['gpu']}: {self._no(gpu)}</p>")

    def _cell(self, choice: Choice) -> str:
        """What to install and how it is known; for each installer where they differ."""
        said: dict[str, list[str]] = {}
        for tool in TOOLS:
            answer = self.selector.answer(choice._replace(tool=tool))
            if answer.works:
                kinds = [self._short(one) for one in answer.known if f"{one.kind}-short" in self.words]
                wanted = " ".join([requirement(answer), *answer.constraints])
                text = f"<code>{escape(wanted)}</code><br>{', '.join(dict.fromkeys(kinds))}"
            else:
                text = self._no(answer)
            said.setdefault(text, []).append(tool)
        if len(said) == 1:
            return next(iter(said))
        return "<br>".join(f"{', '.join(tools)}: {text}" for text, tools in said.items())

    def _short(self, one: Fact) -> str:
        return self.words[f"{one.kind}-short"].format(one.about.get("trial", one.about)["date"])

    def _no(self, answer: Answer) -> str:
        """Why not, and in what the nearest differs."""
        said = [self.reason(answer.why), *(self.fact(one) for one in answer.known)]
        if not answer.nearest:
            return " ".join(said)
        pairs = zip(answer.choice, answer.nearest, strict=True)
        other = ", ".join(self.words.get(new, new) for old, new in pairs if old != new)
        return " ".join([*said, self.words["nearest"], other])

    def _environment(self, tool: str) -> str:
        """How an environment is made and entered with one tool, for each Python; Windows beside the others."""
        families: dict[bool, dict[str, Commands]] = {}
        for answer in self._able():
            if answer.choice.tool == tool:
                windows = answer.choice.system == "windows"
                families.setdefault(windows, {})[answer.choice.python] = self.selector.commands(answer)
        if tool == "conda":
            del families[True]  # the same lines
        names = {True: self.words["windows"], False: self.words["unix" if len(families) > 1 else "everywhere"]}
        parts = []
        for windows, made in families.items():
            one = next(iter(made.values()))
            creates = [made[python].create for python in sorted(made, key=Version)]
            steps = [_codes(one.folder, ", ")] if one.folder else []
            steps += [_codes(creates, "<br>"), _codes([one.enter])]
            parts.append(f"<p>{names[windows]}</p><ol>{''.join(f'<li>{step}</li>' for step in steps)}</ol>")
        return _fold(self.words["make"].format(tool), "".join(parts))

    def _install(self) -> str:
        """The lines that install, each once, and those that check."""
        made = [self.selector.commands(one) for one in self._able()]
        lines = sorted({one.install for one in made}, key=lambda line: (line.startswith("uv"), line))
        checks = dict.fromkeys(line for one in made for line in one.check)
        parts = [
            f"<ul>{''.join(f'<li>{_codes([line])}</li>' for line in lines)}</ul>",
            f"<p>{self.words['checked']}</p>",
        ]
        parts += [f"<pre>{_codes([line])}</pre>" for line in checks]
        return _fold(self.words["install"], "".join(parts))

    def _able(self) -> list[Answer]:
        return [answer for one in self.selector.choices() if (answer := self.selector.answer(one)).works]


def _computers() -> list[tuple[tuple[str, ...], str]]:
    """The kinds of computer; WSL2 stands with the Linux that it is."""
    found: dict[tuple[str, str], list[str]] = {}
    for system, processors in SYSTEMS.items():
        for processor in processors:
            found.setdefault((Choice(system, processor, "", "", "").target, processor), []).append(system)
    return [(tuple(systems), processor) for (_, processor), systems in found.items()]


def _fold(summary: str, inside: str) -> str:
    return f"<details><summary>{summary}</summary>{inside}</details>"


def _table(heads: list[str], rows: list[list[str]]) -> str:
    head = "".join(f"<th>{one}</th>" for one in heads)
    body = "".join(f"<tr>{_cells(row)}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cells(row: list[str]) -> str:
    """What holds for both CPU and GPU is said once."""
    if len(row) > 2 and len({*row[1:]}) == 1:
        return f'<td>{row[0]}</td><td colspan="{len(row) - 1}">{row[1]}</td>'
    return "".join(f"<td>{cell}</td>" for cell in row)


def _codes(lines: Iterable[str], between: str = "") -> str:
    return between.join(f"<code>{escape(line, quote=False)}</code>" for line in lines)
