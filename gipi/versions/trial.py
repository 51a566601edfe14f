"""Install a TensorFlow as a user would, in an empty environment, and train one step: what really happened."""

import json
import os
import platform
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

from filelock import FileLock, Timeout

from gipi.machine.environment import without_credentials, without_secrets
from gipi.machine.interpreters import interpreter

LIMIT = 1800  # seconds for one command
ROOM = 20e9  # bytes that downloads kept for the next trial may take

# `tensorflow`, not `tensorflow-cpu`: it is what books, courses and this
# guide's own install pages tell people to type, and both have the same
# requirements. Two keras, because books say both.
TRAIN = """\
import numpy as np
{imports}
print("imported", flush=True)
model = keras.Sequential([keras.layers.Dense(1)])
model.compile(optimizer="sgd", loss="mse")
x = np.array([[0.0], [1.0], [2.0]])
loss = model.fit(x, 2 * x, epochs=1, verbose=0).history["loss"][-1]
assert np.isfinite(loss), loss
print("trained", flush=True)
"""
TF_KERAS = "import tensorflow as tf\nfrom tensorflow import keras"
KERAS = "import keras"

SHOWN = ("tensorflow", "keras", "keras-nightly", "numpy", "protobuf")
# pip and uv shall do here what they do in a plain shell: the index of this
# machine, but none of its further package folders.
KEPT = ("PIP_CERT", "PIP_INDEX_URL", "PIP_PROXY", "PIP_DEFAULT_TIMEOUT")
# What a full disk or a network that is gone makes of an installation says nothing about TensorFlow.
OUTSIDE = re.compile(
    r"No space left on device|os error 28|Failed to (write to|read from) the client cache"
    r"|Connection (refused|reset)|error sending request|Temporary failure in name resolution|[Tt]imed? ?out"
)
LEAD = re.compile(r"^[A-Za-z_][\w.]*(Error|Exception|Exit|Interrupt|Warning)\b")


class TrialProblem(Exception):
    """A trial cannot be made here; that says nothing about TensorFlow."""


def attempt(
    tensorflow: str, python: str, folder: Path, with_: tuple[str, ...] = (), installer: str = "pip"
) -> dict:
    """Install this TensorFlow for this Python (such as 3.11), import it, train one step.

    `with_` are further requirements for the same command; `installer` is pip
    or uv; `folder` keeps downloads between trials. Nothing else is left there.
    The answer's "outcome" is trained, or the step that failed: install,
    import, train; then "error" is the line that names the exception and
    "last_line" the last line of all where that is another.
    """
    base = interpreter(python)
    if not base:
        raise TrialProblem(f"There is no Python {python} on this machine, neither on the PATH nor among pyenv's.")
    folder.mkdir(parents=True, exist_ok=True)
    make_room(folder)
    with held(folder) as place:
        env = environment(folder, place)
        made = run([sys.executable, "-m", "uv", "venv", "-q", "--seed", "--python", base, "venv"], place, env)
        if made.returncode:
            raise TrialProblem(f"uv cannot make an environment with {base}: {made.stderr.strip()}")
        inside = str(place / "venv" / ("Scripts" if sys.platform == "win32" else "bin") / "python")
        wanted = [f"tensorflow=={tensorflow}", *with_]
        if installer == "pip":
            command, version = [inside, "-m", "pip", "install", "-q"], [inside, "-m", "pip", "--version"]
        else:
            uv = [sys.executable, "-m", "uv"]
            command, version = [*uv, "pip", "install", "-q", "--python", inside], [*uv, "--version"]
        result: dict = {
            "tensorflow": tensorflow,
            "python": said([inside, "-c", "import platform; print(platform.python_version())"], place, env),
            "system": system(),
            "os": distribution(),
            "installer": " ".join(said(version, place, env).split()[:2]),
            "command": _shown(installer, wanted),
            "with": list(with_),
            "date": datetime.now(UTC).date().isoformat(),
        }
        done = run([*command, *wanted], place, env)
        if done.returncode:
            blame(done, result["command"])
            return result | failed("install", done)
        listed = json.loads(
            said([sys.executable, "-m", "uv", "pip", "list", "--format", "json", "--python", inside], place, env)
        )
        versions = {package["name"]: package["version"] for package in listed}
        result["versions"] = {name: versions[name] for name in SHOWN if name in versions}
        result |= _train(TF_KERAS, inside, place, env)
        if result["outcome"] == "trained":
            result["import_keras"] = _train(KERAS, inside, place, env)
        return result


def resolve(wanted: str, python: str, before: date, folder: Path) -> dict[str, str] | None:
    """What uv would have installed for a requirement when the index held only what appeared before a day.

    {project: version} for Linux x86-64; None where there was no solution. pip
    may have chosen otherwise.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="resolve-", dir=folder) as place:
        source = Path(place) / "wanted.in"
        source.write_text(wanted + "\n", encoding="utf-8")
        command = [sys.executable, "-m", "uv", "pip", "compile", "-q", "--no-annotate", "--no-header"]
        command += ["--python-version", python, "--python-platform", "x86_64-manylinux_2_28"]
        command += ["--exclude-newer", f"{before.isoformat()}T00:00:00Z", str(source)]
        done = run(command, Path(place), environment(folder, Path(place)))
    if done.returncode:
        if "No solution found" in done.stderr or "unsatisfiable" in done.stderr:
            return None
        raise TrialProblem(f"uv cannot resolve {wanted} as of {before}: {done.stderr.strip()[-300:]}")
    pins = [line.split(";")[0].strip().split("==") for line in done.stdout.splitlines() if "==" in line]
    return dict(pins)


def system() -> str:
    """This machine in the names of `index.SYSTEMS`."""
    name = {"Windows": "windows", "Darwin": "macos", "Linux": "linux"}[platform.system()]
    machine = platform.machine().lower()
    return f"{name}-{'arm64' if machine in ('arm64', 'aarch64') else 'x86_64'}"


def _train(imports: str, python: str, place: Path, env: dict) -> dict:
    # An empty folder: a file of the trial's own must not be imported by mistake.
    inside = place / "empty"
    inside.mkdir(exist_ok=True)
    done = run([python, "-c", TRAIN.format(imports=imports)], inside, env)
    printed = done.stdout.split()
    if done.returncode == 0 and "trained" in printed:
        return {"outcome": "trained"}
    return failed("train" if "imported" in printed else "import", done)


def blame(done: subprocess.CompletedProcess, command: str) -> None:
    """Raise TrialProblem where an installation stopped for want of disk or network: no result of TensorFlow's."""
    if fault := OUTSIDE.search(done.stderr):
        raise TrialProblem(f"{command} stopped for want of something here: {fault[0]}.")


def failed(stage: str, done: subprocess.CompletedProcess) -> dict:
    """What a trial says of a command that failed: the stage, the line that names the error, the last line."""
    error, last = last_lines(done.stderr)
    if done.returncode < 0:
        name = signal.Signals(-done.returncode).name
        error, last = f"killed by {name}", None
    return {"outcome": stage, "error": error} | ({"last_line": last} if last else {})


def last_lines(stderr: str) -> tuple[str, str | None]:
    """The line that names the error, and the last line where it is another one.

    >>> last_lines("Traceback …\\nTypeError: Unable to … was\\n\\t() -> handle\\n")
    ('TypeError: Unable to … was', '() -> handle')
    """
    lines = [line.strip() for line in stderr.replace("\r", "\n").split("\n") if line.strip()]
    if not lines:
        return "no message", None
    leads = [line for line in stderr.replace("\r", "\n").split("\n") if LEAD.match(line)]
    errors = [line for line in lines if line.startswith(("ERROR:", "error:", "×"))]
    lead = (leads or errors or lines)[-1].strip()
    return lead, lines[-1] if lines[-1] != lead else None


def _shown(installer: str, wanted: list[str]) -> str:
    """The command as a reader types it."""
    quoted = [f'"{requirement}"' if re.search(r"[<>]", requirement) else requirement for requirement in wanted]
    return " ".join(["uv pip install" if installer == "uv" else "pip install", *quoted])


def environment(folder: Path, place: Path) -> dict[str, str]:
    """A plain shell: nothing of this process' environment, no packages but the index'."""
    env = {
        key: value
        for key, value in without_secrets(os.environ).items()
        if key in KEPT or not key.startswith(("PIP_", "PYTHON", "UV_", "VIRTUAL_ENV", "GIPI_", "TF_", "KERAS_"))
    }
    return env | {
        "PIP_CACHE_DIR": str(folder / "pip"),
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_NO_COMPILE": "1",  # half a minute less; what is imported is compiled all the same
        "PYTHONUTF8": "1",
        "TF_CPP_MIN_LOG_LEVEL": "2",
        "TMPDIR": str(place),
        "UV_CACHE_DIR": str(folder / "uv"),
        "UV_NO_CONFIG": "1",
        "UV_PYTHON_DOWNLOADS": "never",
    }


def run(command: list[str], place: Path, env: dict) -> subprocess.CompletedProcess:
    """One command in a folder; TrialProblem where it takes more than LIMIT."""
    try:
        done = subprocess.run(
            command, cwd=place, env=env, capture_output=True, encoding="utf-8", errors="replace", timeout=LIMIT
        )
    except subprocess.TimeoutExpired:
        raise TrialProblem(f"{' '.join(command)[:80]} took more than {LIMIT} s.") from None
    done.stderr = without_credentials(done.stderr)  # its lines become sentences, and part of data/versions.json
    return done


def said(command: list[str], place: Path, env: dict) -> str:
    """What a command prints that must not fail."""
    done = run(command, place, env)
    if done.returncode:
        raise TrialProblem(f"{' '.join(command)[:80]}: {done.stderr.strip()[-300:]}")
    return done.stdout.strip()


def distribution() -> str:
    """This machine's system with its version, as people call it."""
    with suppress(OSError, AttributeError):
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    return platform.platform(terse=True)


@contextmanager
def held(folder: Path) -> Iterator[Path]:
    """An empty folder for one trial, held while it runs: another process tidies up only what nobody holds."""
    place = folder / f"trial-{uuid4().hex[:12]}"
    with FileLock(_hold(place)):
        place.mkdir()
        try:
            yield place
        finally:
            shutil.rmtree(place, ignore_errors=True)
    _hold(place).unlink(missing_ok=True)


def _hold(place: Path) -> Path:
    return place.with_name(f"{place.name}.lock")


def make_room(folder: Path) -> None:
    """Forget what an interrupted trial left; and the downloads, when they take too much and nobody uses them."""
    used = False
    for left in [path for path in folder.glob("trial-*") if path.is_dir()]:
        try:
            with FileLock(_hold(left), timeout=0):
                shutil.rmtree(left, ignore_errors=True)
            _hold(left).unlink(missing_ok=True)
        except Timeout:
            used = True
    kept = 0
    for place, _, names in os.walk(folder):
        for name in names:
            with suppress(OSError):  # another process may be tidying up
                kept += os.lstat(os.path.join(place, name)).st_size
    if kept > ROOM and not used:
        for cache in ("pip", "uv"):
            shutil.rmtree(folder / cache, ignore_errors=True)
