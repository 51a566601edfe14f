"""The selector's lines, typed as they stand into this machine's own shell: what a reader would meet."""

import base64
import json
import os
import re
import sys
import sysconfig
from datetime import UTC, datetime
from pathlib import Path

from gipi.machine.interpreters import bash
from gipi.versions import trial
from gipi.versions.choose import Choice, Selector
from gipi.versions.trial import TrialProblem

TRAINED = "loss went down"  # what the last line prints once a step was trained
MARK = "gipi line "  # tells the lines apart in what the shell prints


def follow(selector: Selector, python: str, tool: str, folder: Path) -> dict:
    """Type the selector's lines for this machine, venv or uv, without a GPU; the answer is a trial's.

    `folder` keeps downloads, as in `trial.attempt`. On Windows the lines make
    C:\\dl, so it must not be there; elsewhere the home folder is an empty one.
    """
    system, _, processor = trial.system().partition("-")
    answer = selector.answer(Choice(system, processor, tool, python, "cpu"))
    if answer.tensorflow is None:
        raise TrialProblem(f"The selector has no lines for {system} {processor}, {tool}, Python {python}.")
    commands = selector.commands(answer)
    lines = commands.text.splitlines()
    folder.mkdir(parents=True, exist_ok=True)
    with trial.held(folder) as place:
        env = trial.environment(folder, place) | {"HOME": str(place)}
        env["PATH"] += os.pathsep + sysconfig.get_path("scripts")  # uv, where it is nowhere else
        made = Path("C:/dl") if system == "windows" else None
        if made and made.exists():
            raise TrialProblem("C:\\dl is already there; the selector's lines want to make it.")
        done = trial.run(_typed(system, lines), place, env)
        inside = next((made or place).rglob("pyvenv.cfg"), None)
        if inside is None:
            raise TrialProblem(f"The lines made no environment: {trial.last_lines(done.stderr)[0]}")
        interpreter = str(inside.parent / ("Scripts/python.exe" if system == "windows" else "bin/python"))
        version = ["uv", "--version"] if tool == "uv" else [interpreter, "-m", "pip", "--version"]
        listed = [sys.executable, "-m", "uv", "pip", "list", "--format", "json", "--python", interpreter]
        there = {package["name"]: package["version"] for package in json.loads(trial.said(listed, place, env))}
        result = {
            "tensorflow": there.get("tensorflow", answer.tensorflow),
            "python": trial.said(
                [interpreter, "-c", "import platform; print(platform.python_version())"], place, env
            ),
            "system": trial.system(),
            "os": trial.distribution(),
            "installer": " ".join(trial.said(version, place, env).split()[:2]),
            "command": commands.install,
            "with": list(answer.constraints),
            "date": datetime.now(UTC).date().isoformat(),
        }
        reached = [int(number) for number in re.findall(rf"^{MARK}(\d+)$", done.stdout, re.MULTILINE)]
        last = reached[-1] if reached else 0
        if last < lines.index(commands.install):
            raise TrialProblem(f"The lines stopped before they installed, at '{lines[last]}'.")
        if lines[last] == commands.install:
            trial.blame(done, lines[last])
            return result | trial.failed("install", done)
        result["versions"] = {name: there[name] for name in trial.SHOWN if name in there}
        if done.returncode == 0 and TRAINED in done.stdout:
            return result | {"outcome": "trained", "import_keras": {"outcome": "trained"}}
        # The check is one line: whether it is the import that fails is asked once more.
        alone = trial.run([interpreter, "-c", trial.KERAS], place, env)
        return result | trial.failed("train" if alone.returncode == 0 else "import", done)


def _typed(system: str, lines: list[str]) -> list[str]:
    """The command that gives these lines to the system's shell, and stops at the first that fails.

    Windows' PowerShell runs no scripts, as on a private Windows that nobody has changed.
    """
    if system != "windows":
        shell = "zsh" if system == "macos" else bash() or "bash"
        typed = (f"echo '{MARK}{number}'\n{line}" for number, line in enumerate(lines))
        return [shell, "-e", "-c", "\n".join(typed)]
    stops = "if (-not $?) { exit 1 }\nif ($LASTEXITCODE) { exit $LASTEXITCODE }"
    typed = (f"Write-Output '{MARK}{number}'\n{line}\n{stops}" for number, line in enumerate(lines))
    program = "\n".join(["$ErrorActionPreference = 'Stop'", "$ProgressPreference = 'SilentlyContinue'", *typed])
    encoded = base64.b64encode(program.encode("utf-16-le")).decode()
    quiet = ["-NoLogo", "-NoProfile", "-NonInteractive", "-OutputFormat", "Text", "-ExecutionPolicy", "Restricted"]
    return ["powershell", *quiet, "-EncodedCommand", encoded]
