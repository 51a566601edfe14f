"""An environment, made with uv from one shared cache and taken away again; and the pages that run in it."""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from gipi.machine.interpreters import interpreter
from gipi.runs.odds.worlds import ENVIRONMENT
from gipi.runs.releases.environments import PYTHON, RECORDED, Environment
from gipi.versions import trial

# What the pages import besides, and what their session does.
LESSONS = ("matplotlib", "mlxtend", "pandas", "pillow", "scikit-learn")
SESSION = (
    "filelock",
    "markdown",
    "nbformat",
    "pymdown-extensions",
    "pytest-codeblocks",
    "pyyaml",
    "threadpoolctl",
)
SHOWN = ("tensorflow", "tensorflow-cpu", "keras", "torch", "jax", "numpy", "scikit-learn")
TORCH = re.compile(r"torch-(?P<version>[^-]+\+cpu)-cp(?P<python>\d+)-")
FOLDER = Path(tempfile.gettempdir()) / "gipi-releases"  # downloads stay here, and nothing else


class EnvironmentProblem(Exception):
    """An environment cannot be made or has ended; a sentence that says nothing about the pages."""


@dataclass
class Made:
    """A running environment: its versions, and pages to be run in it."""

    versions: dict[str, str]
    _process: subprocess.Popen
    _place: Path

    def run(self, page: str, steps: list[str]) -> dict:
        """What the steps of a page did there; see `inside`."""
        assert self._process.stdin and self._process.stdout, "both were asked for"
        try:
            self._process.stdin.write(json.dumps({"page": page, "steps": steps}) + "\n")
            self._process.stdin.flush()
            answer = self._process.stdout.readline()
        except BrokenPipeError:
            answer = ""
        if not answer:
            said = (self._place / "said").read_text(encoding="utf-8", errors="replace").strip()
            raise EnvironmentProblem(f"{page}: the environment ended: {said[-1000:]}")
        return json.loads(answer.replace(str(self._place), "…"))


@contextmanager
def made(environment: Environment, root: Path) -> Iterator[Made]:
    """The environment, ready to run pages of the guide at `root`."""
    base = interpreter(PYTHON)
    if not base:
        raise EnvironmentProblem(f"There is no Python {PYTHON} on this machine, neither on the PATH nor pyenv's.")
    FOLDER.mkdir(parents=True, exist_ok=True)
    trial.make_room(FOLDER)
    with trial.held(FOLDER) as place:
        env = trial.environment(FOLDER, place)
        _uv(["venv", "--python", base, "venv"], place, env)
        inside = str(place / "venv" / ("Scripts" if sys.platform == "win32" else "bin") / "python")
        install = ["pip", "install", "--python", inside]
        _uv([*install, *wanted(environment, root, place)], place, env)
        # What goes with it is today's, as far as it leaves alone what is there.
        frozen = place / "frozen.txt"
        frozen.write_text(_uv(["pip", "freeze", "--python", inside], place, env), encoding="utf-8")
        _uv([*install, "--constraint", str(frozen), *LESSONS, *SESSION], place, env)
        listed = json.loads(_uv(["pip", "list", "--format", "json", "--python", inside], place, env))
        versions = {
            package["name"].removesuffix("-cpu"): package["version"]
            for package in listed
            if package["name"] in SHOWN
        }
        env |= ENVIRONMENT | {
            "KERAS_BACKEND": environment.backend,
            "KERAS_HOME": str(place),  # a keras.json of this machine's says nothing here
            "PYTHONPATH": str(root),
        }
        empty = place / "empty"
        empty.mkdir()
        with (place / "said").open("w", encoding="utf-8") as said:
            process = subprocess.Popen(
                [inside, "-m", "gipi.runs.releases.inside", str(root)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=said,
                cwd=empty,
                env=env,
                text=True,
                encoding="utf-8",
            )
        try:
            yield Made(versions, process, place)
        finally:
            process.kill()
            process.communicate()


def wanted(environment: Environment, root: Path, place: Path) -> list[str]:
    """What uv shall install first, as it is said on its command line."""
    pins = [f"keras=={environment.keras}"] if environment.keras else []
    if environment.backend == "torch":
        return [*_torch(), *pins]
    if environment.backend == "jax":
        return ["jax", *pins]
    said = [f"{_tensorflow()}=={environment.tensorflow}", *pins]
    if environment.day:
        after = date.fromisoformat(environment.day) + timedelta(days=1)
        return ["--exclude-newer", f"{after.isoformat()}T00:00:00Z", *said]
    if environment.key != RECORDED:
        return said
    recorded = place / "recorded.txt"
    lines = (root / "requirements.txt").read_text(encoding="utf-8").splitlines()
    recorded.write_text("\n".join(line.rstrip("\\ ") for line in lines if "==" in line[:60]), encoding="utf-8")
    return [*said, "--constraint", str(recorded), *LESSONS, *SESSION]


def _tensorflow() -> str:
    """The wheel without CUDA, where there is one."""
    return "tensorflow-cpu" if trial.system() in ("linux-x86_64", "windows-x86_64") else "tensorflow"


def _torch() -> list[str]:
    """A PyTorch without 3 GB of CUDA: one that pip finds on this machine, else its makers' own index for CPUs."""
    wheels = [
        (match["version"], folder)
        for folder in os.environ.get("PIP_FIND_LINKS", "").split()
        for file in sorted(Path(folder).glob("torch-*.whl"))
        if (match := TORCH.match(file.name)) and match["python"] == PYTHON.replace(".", "")
    ]
    if not wheels:
        return ["--torch-backend", "cpu", "torch"]
    version, folder = wheels[-1]
    return ["--find-links", folder, f"torch=={version}"]


def _uv(arguments: list[str], place: Path, env: dict[str, str]) -> str:
    try:
        done = trial.run([sys.executable, "-m", "uv", *arguments, "-q"], place, env)
    except trial.TrialProblem as problem:
        raise EnvironmentProblem(str(problem)) from None
    if done.returncode:
        raise EnvironmentProblem(f"uv {' '.join(arguments)[:300]}: {done.stderr.strip()[-1000:]}")
    return done.stdout
