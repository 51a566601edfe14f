"""What to type on which computer: a choice becomes commands, or why there are none and what is nearest."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from packaging.specifiers import SpecifierSet
from packaging.version import Version

from gipi.versions import recipe, source

SYSTEMS = {
    "windows": ("x86_64", "arm64"),
    "wsl2": ("x86_64", "arm64"),
    "macos": ("arm64", "x86_64"),
    "linux": ("x86_64", "arm64"),
}
PROCESSORS = ("x86_64", "arm64")
TOOLS = ("conda", "venv", "uv")
DEVICES = ("cpu", "gpu")
# Where TensorFlow computes on a GPU and where it does not; the index cannot tell.
GPU = "linux-x86_64"
GPU_SOURCE = {"address": "https://www.tensorflow.org/install/pip", "read": "2026-11-28"}
WINDOWS_GPU = "2.10"  # the last that had one there, according to the same page
KERAS_FROM = "3.11"  # the first Python that has today's Keras


class Choice(NamedTuple):
    """What a reader picks."""

    system: str
    processor: str
    tool: str
    python: str
    device: str

    @property
    def target(self) -> str:
        """The system as data/versions.json names it: WSL2 is a Linux."""
        return f"{'linux' if self.system == 'wsl2' else self.system}-{self.processor}"

    @property
    def key(self) -> str:
        return "-".join(self)

    @property
    def installer(self) -> str:
        """What installs packages: a conda environment is filled by pip too."""
        return "uv" if self.tool == "uv" else "pip"

    @property
    def shell(self) -> str:
        """Where the commands are typed."""
        if self.system == "windows":
            return "miniforge" if self.tool == "conda" else "powershell"
        return "zsh" if self.system == "macos" else "bash"


@dataclass(frozen=True)
class Fact:
    """One thing that is known or that stands in the way; `kind` is a key of site.selector_page's words."""

    kind: str
    about: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    """What is said to a choice: commands with what is known of them, or why there are none and what is nearest."""

    choice: Choice
    tensorflow: str | None
    constraints: tuple[str, ...]
    why: Fact | None
    nearest: Choice | None
    evidence: tuple[Fact, ...]
    instead: tuple[
        str, ...
    ] = ()  # what Keras can compute with on this very choice, where TensorFlow cannot be had

    @property
    def works(self) -> bool:
        return self.tensorflow is not None


class Commands(NamedTuple):
    """What is typed, in this order."""

    folder: tuple[str, ...]
    create: tuple[str, ...]
    install: str
    check: tuple[str, ...]

    @property
    def text(self) -> str:
        """All lines, to be pasted as they stand."""
        return "\n".join([*self.folder, *self.create, self.install, *self.check])


class Selector:
    """All answers that one source gives.

    `keras` is the version that this guide's code runs with.
    """

    def __init__(self, data: dict, keras: str):
        self.data, self.keras = data, keras
        self.packages = data["index"]["packages"]
        self._answers: dict[Choice, Answer] = {}
        self._commands: dict[Choice, Commands] = {}
        self._newest: dict[tuple[str, ...], tuple[str | None, tuple[str, ...]]] = {}

    @cached_property
    def below(self) -> str:
        """The recipe's bound."""
        return recipe.bound(self.data)

    @cached_property
    def newest(self) -> str:
        """The release that the recipe gives."""
        return recipe.newest(self.data)

    @cached_property
    def pythons(self) -> list[str]:
        """Every Python for which a release or a pre-release has a wheel, ascending."""
        releases = [*self.packages["tensorflow"].values(), *self.packages["coming"].values()]
        pythons = {python for release in releases for wheels in release["wheels"].values() for python in wheels}
        return sorted((python for python in pythons if Version(python) >= Version(source.OLDEST)), key=Version)

    def choices(self) -> Iterator[Choice]:
        """Every combination, possible or not."""
        for system, processors in SYSTEMS.items():
            for processor in processors:
                for tool in TOOLS:
                    for python in self.pythons:
                        for device in DEVICES:
                            yield Choice(system, processor, tool, python, device)

    def answer(self, choice: Choice) -> Answer:
        """What to say to this choice; thought out once."""
        if choice not in self._answers:
            self._answers[choice] = self._answer(choice)
        return self._answers[choice]

    def _answer(self, choice: Choice) -> Answer:
        if why := self.why(choice):
            facts = tuple(self._metal(choice)) if choice.device == "gpu" else ()
            if why.kind == "gpu-windows":
                facts += (Fact("gpu-instead"),)
            return Answer(choice, None, (), why, self.nearest(choice), facts, tuple(self._instead(choice)))
        tensorflow, constraints = self._release(choice)
        assert tensorflow, "why() finds nothing in the way of this choice"
        facts = tuple(self._evidence(choice, tensorflow, constraints))
        return Answer(choice, tensorflow, constraints, None, None, facts)

    # Which TensorFlow

    def _release(self, choice: Choice) -> tuple[str | None, tuple[str, ...]]:
        """The newest TensorFlow for this choice and the constraints that it needs; (None, ()) where none works."""
        same = (choice.target, choice.installer, choice.python, choice.device)
        if same not in self._newest:
            self._newest[same] = next(self._releases(choice), (None, ()))
        return self._newest[same]

    def _releases(self, choice: Choice) -> Iterator[tuple[str, tuple[str, ...]]]:
        for version in reversed(self.packages["tensorflow"]):
            if choice.device == "gpu" and not self._has_cuda(version, choice):
                continue
            said = source.state(self.data, version, choice.python, choice.target, choice.installer)
            if said[0] not in ("none", "lacks", "failed"):
                yield version, said[1]

    def _has_cuda(self, version: str, choice: Choice) -> bool:
        """Whether tensorflow[and-cuda] can be installed: it brings CUDA, so that only a driver is needed."""
        cuda = self.packages["tensorflow"][version].get("and-cuda")
        return bool(choice.target == GPU and cuda and choice.python not in cuda.get("lacks", {}))

    # What stands in the way

    def why(self, choice: Choice) -> Fact | None:
        """Why this choice cannot work; None where it can. What cannot be mended by another Python comes first."""
        about: dict = {"target": choice.target, "python": choice.python}
        there = {
            version: pythons
            for version in self.packages["tensorflow"]
            if (pythons := source.pythons_for(self.data, version, choice.target))
        }
        if not there:
            return Fact("processor", about)
        if choice.device == "gpu" and choice.target != GPU:
            return Fact(f"gpu-{choice.target.partition('-')[0]}", about)
        last = list(there)[-1]
        about |= {"last": last, "pythons": there[last]}
        if not self._release(choice._replace(device="cpu"))[0]:
            coming = [version for version, it in self.packages["coming"].items() if self._comes(it, choice)]
            return Fact("python-coming" if coming else "python", about | {"coming": coming})
        if not self._release(choice)[0]:
            able = [python for python in self.pythons if self._release(choice._replace(python=python))[0]]
            return Fact("gpu-python", about | {"able": able})
        return None

    def _comes(self, release: dict, choice: Choice) -> bool:
        return choice.python in release["wheels"].get(choice.target, {})

    def _metal(self, choice: Choice) -> Iterator[Fact]:
        """Apple's plugin for the GPU, where its newest release has wheels, and what is reported of it."""
        version, release = list(self.packages["tensorflow-metal"].items())[-1]
        if pythons := list(release["wheels"].get(choice.target, {})):
            yield Fact("metal", {"version": version, "released": release["released"], "pythons": pythons})
            for report in self.data["reported"]:
                if report["system"] == choice.target and "tensorflow-metal" in report["what"]["en"]:
                    yield Fact("reported", {"by": report, "date": report["date"]})

    def _instead(self, choice: Choice) -> Iterator[str]:
        """The backends that have wheels for a choice; for a GPU it is not a line but a page that helps."""
        if choice.device == "cpu" and Version(choice.python) >= Version(KERAS_FROM):
            for backend, package in recipe.BACKENDS.items():
                (release,) = self.packages[package].values()
                if self._comes(release, choice):
                    yield backend

    def nearest(self, choice: Choice) -> Choice | None:
        """The choice that works and differs least: same device before same system, and the Python of the recipe.

        A reader keeps the processor and, but for WSL2 inside Windows, the system.
        """
        systems = {"windows": ("windows", "wsl2")}.get(choice.system, (choice.system,))
        devices = ("gpu", "cpu") if choice.device == "gpu" else ("cpu",)
        for device in devices:
            for system in systems:
                others = [choice._replace(system=system, python=python, device=device) for python in self.pythons]
                able = {other.python: other for other in others if not self.why(other)}
                if python := recipe.best(able):
                    return able[python]
        return None

    # What is known

    def _evidence(self, choice: Choice, tensorflow: str, constraints: tuple[str, ...]) -> Iterator[Fact]:
        """The evidence, strongest first, then what it does not cover."""
        target, python = choice.target, choice.python
        evidence = source.evidence(self.data, tensorflow, python, target)
        same = self._trials(tensorflow, choice.installer, constraints)
        here = [trial for trial in same if (source.minor_of_python(trial), trial["system"]) == (python, target)]
        # No GPU, no WSL2 and no conda took part in any trial.
        if here and choice.device == "cpu" and choice.system != "wsl2" and choice.tool != "conda":
            yield Fact("ran", {"trial": here[0]})
        elif other := here or same or self._trials(tensorflow, "", constraints):
            yield Fact(
                "elsewhere", {"trial": min(other, key=lambda trial: source.minor_of_python(trial) != python)}
            )
        if constraints:
            failed = [
                fact["trial"]
                for fact in evidence
                if fact["kind"] == "ran" and fact["trial"]["outcome"] != "trained"
            ]
            for trial in failed:
                if trial["installer"].startswith(choice.installer) and not trial["with"]:
                    yield Fact("failed", {"trial": trial})
        for fact in evidence:
            if fact["kind"] in ("wheel", "documented", "reported"):
                yield Fact(fact["kind"], {"python": python, "target": target, **fact})
        wanted = source.needs(self.data, tensorflow, python, target).get("keras")
        if not wanted or not SpecifierSet(wanted).contains(self.keras):
            yield Fact("keras2", {"tensorflow": tensorflow})
        if choice.device == "gpu":
            yield Fact("gpu", {})
        tried = any(trial["system"] == target for trial in self.data["trials"])
        if choice.system == "wsl2":
            yield Fact("wsl2", {})
        elif choice.system != "linux" and not tried:
            yield Fact(f"not-run-{choice.system}", {})
        elif choice.processor == "arm64" and not tried:
            yield Fact("not-run-arm64", {})
        if choice.tool == "conda":
            yield Fact("conda", {})

    def _trials(self, tensorflow: str, installer: str, constraints: tuple[str, ...]) -> list[dict]:
        """Where the same command trained, with this installer, on any system and Python."""
        return [
            trial
            for trial in self.data["trials"]
            if (trial["tensorflow"], tuple(trial["with"]), trial["outcome"])
            == (tensorflow, constraints, "trained")
            and trial["installer"].startswith(installer)
        ]

    # What to type

    def commands(self, answer: Answer) -> Commands:
        """From nothing to one training step; only for an answer that works; put together once."""
        if answer.choice not in self._commands:
            self._commands[answer.choice] = self._typed(answer)
        return self._commands[answer.choice]

    def _typed(self, answer: Answer) -> Commands:
        choice = answer.choice
        tool, system = choice.tool, "windows" if choice.system == "windows" else "unix"
        checks = ("gpus", "check") if choice.device == "gpu" else ("check",)
        return Commands(
            () if tool == "conda" else recipe.folder(system),
            recipe.create(tool, system, choice.python),
            recipe.install(tool, system, [self.requirement(answer), *answer.constraints, *recipe.EXTRA]),
            tuple(line for part in checks for line in recipe.lines(self.below, tool, system, part)),
        )

    def without(self, choice: Choice, backend: str) -> Commands:
        """The same for Keras on another backend: from nothing to one training step without TensorFlow."""
        system = "windows" if choice.system == "windows" else "unix"
        part = "torch-cpu" if backend == "torch" and choice.target.startswith("linux-") else backend
        return Commands(
            () if choice.tool == "conda" else recipe.folder(system),
            recipe.create(choice.tool, system, choice.python),
            "\n".join(recipe.lines(self.below, choice.tool, system, part)),
            recipe.lines(self.below, choice.tool, system, f"check-{backend}"),
        )

    def requirement(self, answer: Answer) -> str:
        """TensorFlow as it is written behind `pip install`: the recipe's, where that gives the same release."""
        name = "tensorflow[and-cuda]" if answer.choice.device == "gpu" else "tensorflow"
        if answer.tensorflow == self.newest and not answer.constraints:
            return recipe.requirement(self.below, name)
        return f"{name}=={answer.tensorflow}"
