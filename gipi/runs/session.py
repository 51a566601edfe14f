"""One page's session: its steps run in one `__main__`, in an empty folder, and are seen from outside."""

import contextlib
import gc
import io
import linecache
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
import traceback
import types
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.abc import InspectLoader
from pathlib import Path
from types import MappingProxyType
from typing import NoReturn

from threadpoolctl import threadpool_limits

from gipi.machine.environment import without_secrets
from gipi.machine.interpreters import bash, interpreter
from gipi.pages.page import SOURCE, Page, Step
from gipi.pages.records import tidy
from gipi.runs import compare_figure

GRACE = 10  # seconds beyond its limit after which a step in native code is killed

# What a reader's terminal has and a test run lacks, or the reverse.
ENVIRONMENT = {
    "COLUMNS": "80",
    "MPLBACKEND": "Agg",
    # NumPy's and SciPy's own threads wait for each other by spinning: a regression on the digits, 0.06 s of
    # CPU with one, took 4 s with two, and on a busy machine 18 s.
    "OPENBLAS_NUM_THREADS": "1",
    "PIP_CONFIG_FILE": os.devnull,
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    "TF_CPP_MIN_LOG_LEVEL": "2",
}
IMPORTS = re.compile(r"^\s*(?:import|from) (?:keras|tensorflow)\b", re.MULTILINE)
# A machine's own package folders would answer instead of the index that readers ask; and into an environment
# that is switched on where the tests run, `uv pip install` would install, not into the page's own.
FOREIGN = ("PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS", "VIRTUAL_ENV", "CONDA_PREFIX")
NOTHING: Mapping[str, str] = MappingProxyType({})


class StepTimeout(BaseException):
    """Raised inside a step that outlives its limit; no `except Exception` holds it."""


class StepFailure(Exception):
    """A step did something other than its page says; the text is for the page's author.

    `what` is only that: the exception, or how the step ended.
    """

    def __init__(self, text: str, what: str = ""):
        super().__init__(text)
        self.what = what or text


@dataclass
class Outcome:
    """What a step did."""

    printed: str
    stderr: str
    drawn: list[list[dict]] = field(default_factory=list)  # the data of each figure
    pictures: list[tuple[str, str | None]] = field(default_factory=list)  # svg, and that for a phone
    seconds: float = 0.0
    cpu: float = 0.0


class _Source(InspectLoader):
    """The loader of a `__main__` that has no file: it gives the source, as linecache asks for it."""

    def __init__(self, text: str):
        self._text = text

    def get_source(self, fullname: str) -> str:
        return self._text


class Session:
    """The running page. Close it: it has changed the folder, the environment and `__main__`."""

    def __init__(
        self,
        page: Page,
        watchdog=None,
        cores: set[int] | None = None,
        offered: Mapping[str, str] = NOTHING,
        pictures: bool = False,
    ):
        """`cores` are those to which a page keeps that imports TensorFlow; None: all.

        `offered` are the files that the page offers, by name: who follows it has downloaded them.
        `pictures`: what is drawn is wanted as SVG, too, for a record. That takes several times as long.
        """
        self.page, self._watchdog, self._cores, self._pictures = page, watchdog, cores, pictures
        self._name = Path(page.slug).name + SOURCE["python"]
        self._main = types.ModuleType("__main__")
        self._main.__file__ = self._name
        with contextlib.ExitStack() as undo:  # a constructor that fails halfway leaves nothing changed either
            self._begin(undo)
            for name, text in offered.items():
                (self.folder / name).write_text(text, encoding="utf-8", newline="\n")
            self._reset(undo)
            self._undo = undo.pop_all()

    def close(self) -> None:
        """Put everything back."""
        self._undo.close()

    @property
    def _tensorflow(self) -> bool:
        return any(IMPORTS.search(step.code) for step in self.page.steps if step.language == "python")

    def _begin(self, undo: contextlib.ExitStack) -> None:
        """Another folder, environment and `__main__`; `undo` puts them back."""
        folder = tempfile.TemporaryDirectory(prefix="gipi-", ignore_cleanup_errors=True)
        self.folder = Path(undo.enter_context(folder))
        if self._cores and self._tensorflow:
            undo.callback(os.sched_setaffinity, 0, os.sched_getaffinity(0))
            os.sched_setaffinity(0, self._cores)
        undo.callback(_close_figures)
        undo.enter_context(contextlib.chdir(self.folder))
        undo.callback(_restore, dict(os.environ), list(sys.path), sys.argv, sys.modules["__main__"])
        for name in ({*os.environ} - {*without_secrets(os.environ)}) | {*FOREIGN}:
            os.environ.pop(name, None)
        os.environ.update(ENVIRONMENT)
        undo.enter_context(threadpool_limits(1, user_api="blas"))  # of what is loaded, and asks no environment
        os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
        sys.path.insert(0, str(self.folder))
        sys.argv = [self._name]
        sys.modules["__main__"] = self._main
        source = self.page.root / "snippets" / (self.page.slug + SOURCE["python"])
        if source.is_file():
            # AutoGraph, inspect and tracebacks read the source through the loader.
            self._main.__loader__ = _Source(source.read_text(encoding="utf-8"))
            linecache.updatecache(self._name, self._main.__dict__)

    def _reset(self, undo: contextlib.ExitStack) -> None:
        """Clear away what the page before may have left behind in a shared process."""
        for module in list(sys.modules.values()):
            # Of what is there: PyTorch makes up whatever it is asked for.
            getattr(module, "__dict__", {}).get("__warningregistry__", {}).clear()
        # No page may live on the seed of the page before it.
        random.seed()
        if "numpy" in sys.modules:
            sys.modules["numpy"].random.seed()
        if self._tensorflow:
            # Once in a process, so it belongs to no step and to no step's seconds.
            with contextlib.suppress(Exception):  # where they are missing or broken, the step says so
                import keras
                import tensorflow  # noqa: F401
        if keras := sys.modules.get("keras"):
            keras.utils.clear_session()
            keras.utils.set_random_seed(random.randrange(2**31))
        if any("matplotlib" in step.code for step in self.page.steps):
            import matplotlib as mpl
            import matplotlib.pyplot as plt

            plt.close("all")
            mpl.rcdefaults()
            mpl.rcParams.update(compare_figure.STYLE)
            # The session itself takes the open figures after each step.
            undo.callback(setattr, plt, "show", plt.show)
            plt.show = lambda *args, **kwargs: None
        # What is alive now is modules. Not frozen, the collector would go through all of TensorFlow each time
        # that a page clears its models away.
        gc.freeze()

    def run(self, step: Step) -> Outcome:
        """Run a step; a StepFailure says what it did that its page does not say."""
        start, spent = time.perf_counter(), cpu()
        with _watched(self._watchdog, f"{self.page.place}:{step.line}", step.timeout + GRACE):
            outcome = self._python(step) if step.language == "python" else self._bash(step)
        outcome.seconds, outcome.cpu = time.perf_counter() - start, cpu() - spent
        outcome.printed = tidy(outcome.printed)
        return outcome

    def _python(self, step: Step) -> Outcome:
        raised = None
        with captured(together=step.stderr) as streams, _plain_warnings():
            try:
                # Leading newlines keep the line numbers of the snippet file.
                code = compile("\n" * (step.first - 1) + step.code, self._name, "exec", dont_inherit=True)
                with _limit(step.timeout):
                    exec(code, self._main.__dict__)
            except KeyboardInterrupt:
                raise
            except BaseException as error:
                raised = error
        printed, stderr = streams()
        outcome = Outcome(printed, stderr)
        try:
            outcome.drawn, outcome.pictures = self._figures()
        except Exception as error:
            raise self._failure(step, f"its figure cannot be drawn: {error}", outcome) from error
        if isinstance(raised, StepTimeout):
            raise self._failure(step, f"stopped after {step.timeout:g} s.", outcome)
        if raised is None and step.error:
            raise self._failure(step, f"should have raised {step.error}, but ran to its end.", outcome)
        if raised is not None:
            names = [kind.__name__ for kind in type(raised).__mro__]
            if step.error not in names:
                raise self._failure(step, self._traceback(raised), outcome)
            outcome.printed += "".join(traceback.format_exception_only(raised))
        return outcome

    def _figures(self) -> tuple[list[list[dict]], list[tuple[str, str | None]]]:
        """The data and the pictures of what is drawn."""
        drawn: list[list[dict]] = []
        pictures: list[tuple[str, str | None]] = []
        if plt := sys.modules.get("matplotlib.pyplot"):
            for figure in map(plt.figure, plt.get_fignums()):
                figure.draw_without_rendering()  # what cannot be drawn fails also where nobody wants the picture
                drawn.append(compare_figure.data(figure))
                if self._pictures:
                    pictures.append((compare_figure.svg(figure), compare_figure.narrow(figure)))
            plt.close("all")
        return drawn, pictures

    def _bash(self, step: Step) -> Outcome:
        environment = dict(os.environ)
        for version in step.pythons:
            # A folder that holds `python3.8` alone: nothing else of that interpreter shadows ours.
            folder = self.folder / ".python" / version
            folder.mkdir(parents=True, exist_ok=True)
            link = folder / f"python{version}"
            if not link.exists():
                there = interpreter(version)
                assert there, "a step whose Python is missing is skipped before"
                link.symlink_to(there)
            environment["PATH"] = os.pathsep.join([str(folder), environment["PATH"]])
        shell = bash()
        assert shell, "a bash step is skipped before where there is no bash"
        process = subprocess.Popen(
            [shell, "-euo", "pipefail", "-c", step.code],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT if step.stderr else subprocess.PIPE,
            env=environment,
            cwd=self.folder,
            start_new_session=True,
        )
        try:
            out, err = process.communicate(timeout=step.timeout)
        except subprocess.TimeoutExpired:
            _kill(process)
            out, err = process.communicate()
            raise self._failure(step, f"stopped after {step.timeout:g} s.", _texts(out, err)) from None
        except BaseException:
            _kill(process)
            raise
        outcome = _texts(out, err)
        status = process.returncode
        if str(status) != (step.error or "0"):
            wanted = f" (expected was {step.error})" if step.error else ""
            raise self._failure(step, f"ended with exit status {status}{wanted}.", outcome)
        if step.error and not step.stderr:
            outcome.printed += "\n".join(tidy(outcome.stderr).split("\n")[-1:])
        return outcome

    def _failure(self, step: Step, what: str, outcome: Outcome) -> StepFailure:
        source = f"snippets/{self.page.slug}{SOURCE[step.language]}:{step.first}"
        text = f"{self.page.place}:{step.line}: {what}\n\n{source}\n"
        text += "".join(f"    {line}\n" for line in step.code.rstrip().split("\n"))
        for name, printed in (("stdout", outcome.printed), ("stderr", outcome.stderr)):
            if printed.strip():
                text += f"\n{name}:\n" + "".join(f"    {line}\n" for line in tidy(printed).split("\n")[-30:])
        if re.match(r"ModuleNotFoundError: No module named '(tensorflow|keras)\b", what):
            text += "\nTensorFlow or Keras is not installed here: python -m pip install -r requirements.txt\n"
        return StepFailure(text.rstrip(), what)

    def _traceback(self, error: BaseException) -> str:
        """The reader's own lines and the real exception."""
        shown = traceback.TracebackException.from_exception(error)
        shown.stack = traceback.StackSummary.from_list(
            [frame for frame in shown.stack if frame.filename == self._name]
        )
        shown.__context__ = shown.__cause__ = None
        last = "".join(shown.format_exception_only()).strip()
        return f"{last}\n\n" + "".join(shown.stack.format()).rstrip()


def _close_figures() -> None:
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close("all")


def _restore(environment: dict[str, str], path: list[str], argv: list[str], main: types.ModuleType) -> None:
    os.environ.clear()
    os.environ.update(environment)
    sys.path[:], sys.argv, sys.modules["__main__"] = path, argv, main


def _texts(out: bytes, err: bytes | None) -> Outcome:
    return Outcome(out.decode("utf-8", "replace"), (err or b"").decode("utf-8", "replace"))


def _kill(process: subprocess.Popen) -> None:
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()


def cpu() -> float:
    """CPU seconds of this process and of its ended children."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


@contextlib.contextmanager
def _watched(watchdog, place: str, seconds: float):
    """Let the watchdog hold the clock; a step that calls os._exit does not end the run as if all were well."""
    if watchdog is None:
        yield
        return
    end, own = os._exit, os.getpid()

    def exit_red(status: int) -> NoReturn:
        if os.getpid() != own:  # a forked child may end as it likes
            end(status)
        watchdog.close()  # it is armed, so it says whose fault this is
        end(status or 1)

    watchdog.arm(place, seconds)
    os._exit = exit_red
    try:
        yield
    finally:
        os._exit = end
        watchdog.disarm()


@contextlib.contextmanager
def _limit(seconds: float):
    """Raise StepTimeout after `seconds`, where signals can: Python code, `fit`, subprocesses."""
    if not hasattr(signal, "SIGALRM") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(signum, frame):
        raise StepTimeout

    before = signal.signal(signal.SIGALRM, ring)
    # It rings again, in case the step swallows the first.
    signal.setitimer(signal.ITIMER_REAL, seconds, 1.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextlib.contextmanager
def captured(together: bool = False):
    """Take what is written to the file descriptors 1 and 2, by Python, native code or children.

    Yields a function that gives both texts afterwards; `together` puts stderr
    into the first, in the order in which it came.
    """
    texts: list[str] = []
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        streams = sys.stdout, sys.stderr
        for stream in streams:
            stream.flush()
        saved = os.dup(1), os.dup(2)
        os.dup2(out.fileno(), 1)
        os.dup2((out if together else err).fileno(), 2)
        sys.stdout, sys.stderr = _stream(1), _stream(2)
        try:
            yield lambda: tuple(texts)
        finally:
            for stream in (sys.stdout, sys.stderr):
                with contextlib.suppress(Exception):
                    stream.flush()
            sys.stdout, sys.stderr = streams
            for number, copy in enumerate(saved, start=1):
                os.dup2(copy, number)
                os.close(copy)
            for file in (out, err):
                file.seek(0)
                texts.append(file.read().decode("utf-8", "replace"))


def _stream(descriptor: int) -> io.TextIOWrapper:
    # Shared offsets (both descriptors may be one file) need every write at once.
    raw = io.FileIO(descriptor, "w", closefd=False)
    return io.TextIOWrapper(raw, encoding="utf-8", errors="replace", newline="\n", write_through=True)


@contextlib.contextmanager
def _plain_warnings():
    """Warnings as `python file.py` shows them; pytest would keep them for itself."""

    def show(message, category, filename, lineno, file=None, line=None):
        print(warnings.formatwarning(message, category, filename, lineno, line), end="", file=sys.stderr)

    with warnings.catch_warnings():
        warnings.resetwarnings()
        for kind in (ResourceWarning, ImportWarning, PendingDeprecationWarning, DeprecationWarning):
            warnings.simplefilter("ignore", kind)
        warnings.filterwarnings("default", category=DeprecationWarning, module="__main__")
        warnings.showwarning = show
        yield
