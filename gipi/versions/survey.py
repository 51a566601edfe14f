"""What the wheels on the package index say of themselves, and what follows for TensorFlow."""

import re

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

from gipi.versions.package_index import Wheel, Wheels, problems
from gipi.versions.recipe import BACKENDS

FIRST = {
    **{"tensorflow": "2.4", "tensorflow-cpu": "2.4", "keras": "2.2", "tf-keras": "2.14", "tensorflow-metal": "0"},
    **{"jaxlib": "0.12", "torch": "2.15"},
}


NEEDS = ("keras", "keras-nightly", "numpy", "protobuf", "tensorflow")


# Packages that carry what a TensorFlow wheel of the same version leaves out on
# some systems. Where one of them has no wheel, TensorFlow's own is of no use.
COMPANIONS = ("tensorflow-intel", "tensorflow-macos", "tensorflow-cpu-aws")


CUDA_SYSTEM = "linux-x86_64"  # the only one for which [and-cuda] is meant


MACHINES = {
    "windows-x86_64": ("Windows", "win32", "nt", "AMD64"),
    "windows-arm64": ("Windows", "win32", "nt", "ARM64"),
    "macos-arm64": ("Darwin", "darwin", "posix", "arm64"),
    "macos-x86_64": ("Darwin", "darwin", "posix", "x86_64"),
    "linux-x86_64": ("Linux", "linux", "posix", "x86_64"),
    "linux-arm64": ("Linux", "linux", "posix", "aarch64"),
}


def survey(index: Wheels) -> dict:
    """What the index holds today, in the form in which data/versions.json keeps it."""
    packages = {"tensorflow": _tensorflow(index), "coming": _coming(index)}
    others = tuple(BACKENDS.values())  # of Keras' other backends only the newest release matters
    for name in ("tensorflow-cpu", "tensorflow-metal", *others):
        shown = _newest(index, name)
        packages[name] = {
            str(version): {"released": _day(wheels), "wheels": _sizes(wheels)}
            for version, wheels in (shown[-1:] if name in others else shown)
        }
    for name in ("keras", "tf-keras"):
        packages[name] = {
            str(version): {
                "released": _day(wheels),
                "requires_python": wheels[0].requires_python,
                "size": wheels[0].size,
                "needs": _needed(index, wheels[0], "3.12", CUDA_SYSTEM)[0],
            }
            for version, wheels in _newest(index, name)
        }
    return packages


def _tensorflow(index: Wheels) -> dict:
    """Every minor's newest patch, and an older one where only that can be installed somewhere."""
    releases = {}
    for patches in _minors(index, "tensorflow").values():
        covered: set[tuple[str, str]] = set()
        for version, wheels in reversed(patches):
            sizes = _sizes(wheels)
            cells = {(system, python) for system, pythons in sizes.items() for python in pythons}
            if covered and not cells - covered:
                continue
            release = _release(index, version, wheels, sizes)
            lacking = {
                (system, python) for system, pythons in release.get("lacks", {}).items() for python in pythons
            }
            if not covered or cells - covered - lacking:
                releases[version] = release
                covered |= cells - lacking
    return {str(version): releases[version] for version in sorted(releases)}


def _release(index: Wheels, version: Version, wheels: list[Wheel], sizes: dict) -> dict:
    release: dict = {
        "released": _day(wheels),
        "requires_python": wheels[0].requires_python,
        "wheels": sizes,
    }
    groups: list[dict] = []  # cells that need the same
    lacks: dict[str, dict[str, str]] = {}
    for system, pythons in sizes.items():
        # The wheels of one system say the same for every Python, in their markers (all of 2.4-2.21 compared).
        wheel = max(
            (wheel for wheel in wheels if system in wheel.systems() and wheel.pythons()),
            key=lambda wheel: Version(wheel.pythons()[-1]),
        )
        for python in pythons:
            needs, more, lacking = _needed(index, wheel, python, system)
            if lacking:
                lacks.setdefault(system, {})[python] = lacking
                continue
            pythons[python] += more
            group = next((group for group in groups if group["needs"] == needs), None)
            if not group:
                groups.append(group := {"on": {}, "needs": needs})
            group["on"].setdefault(system, []).append(python)
        if system == CUDA_SYSTEM and (cuda := _cuda(index, wheel, list(pythons))):
            release["and-cuda"] = cuda
            if built := _built(index, wheel):
                release["built"] = built
    release["requires"] = groups
    if lacks:
        release["lacks"] = lacks
    return release


def _needed(index: Wheels, wheel: Wheel, python: str, system: str) -> tuple[dict[str, str], int, str]:
    """(what it requires of `NEEDS`, bytes of its companions, the companion that has nothing here or "")."""
    needs: dict[str, str] = {}
    size = 0
    for wanted in _requirements(index, wheel, python, system):
        name = canonicalize_name(wanted.name)
        if name in NEEDS:
            needs[name] = ordered(wanted.specifier)
        if name in COMPANIONS:
            companion = _fitting(index, wanted, python, system)
            if not companion:
                return {}, 0, f"{name} {wanted.specifier}"
            more, bytes_, lacking = _needed(index, companion, python, system)
            if lacking:
                return {}, 0, lacking
            needs |= more
            size += companion.size + bytes_
    return dict(sorted(needs.items())), size, ""


def _fitting(index: Wheels, wanted: Requirement, python: str, system: str) -> Wheel | None:
    """The newest wheel that meets a requirement for this Python on this system, or None."""
    fitting = [
        wheel
        for wheel in index.wheels(canonicalize_name(wanted.name))
        if wheel.version in wanted.specifier and wheel.fits(python, system)
    ]
    return max(fitting, key=lambda wheel: wheel.version, default=None)


def _cuda(index: Wheels, wheel: Wheel, pythons: list[str]) -> dict:
    """What [and-cuda] adds, and for which Python one of these packages has no wheel."""
    cuda: dict = {}
    for python in pythons:
        plain = {str(requirement) for requirement in _requirements(index, wheel, python, CUDA_SYSTEM)}
        with_it = _requirements(index, wheel, python, CUDA_SYSTEM, "and-cuda")
        added = [requirement for requirement in with_it if str(requirement) not in plain]
        if not added:
            continue
        cuda["needs"] = {
            canonicalize_name(requirement.name): ordered(requirement.specifier) for requirement in added
        }
        lacking = [requirement for requirement in added if not _fitting(index, requirement, python, CUDA_SYSTEM)]
        if lacking:
            cuda.setdefault("lacks", {})[python] = f"{lacking[0].name} {lacking[0].specifier}"
    return cuda


def _built(index: Wheels, wheel: Wheel) -> dict:
    """The CUDA that a wheel was built with, and the GPUs: sm_89 is code for 8.9 and what has the same
    first number; compute_90 can be translated for newer ones when it is first used."""
    text = index.build_info(wheel)
    cuda = re.search(r"'cuda_version', '([\d.]+)'", text)
    gpus = re.search(r"'cuda_compute_capabilities', \[([^\]]*)\]", text)
    return {"cuda": cuda[1], "gpus": re.findall(r"\w+", gpus[1])} if cuda and gpus else {}


def _requirements(index: Wheels, wheel: Wheel, python: str, system: str, extra: str = "") -> list[Requirement]:
    surroundings = environment(python, system) | {"extra": extra}
    said = index.metadata(wheel).get("requires_dist", [])
    with problems(wheel.name):
        lines = [Requirement(line) for line in said]
    return [
        requirement
        for requirement in lines
        if requirement.marker is None or requirement.marker.evaluate(surroundings)
    ]


def environment(python: str, system: str) -> dict[str, str]:
    """The values of environment markers for CPython on this system."""
    name, platform, family, machine = MACHINES[system]
    return {
        "implementation_name": "cpython",
        "implementation_version": f"{python}.0",
        "os_name": family,
        "platform_machine": machine,
        "platform_python_implementation": "CPython",
        "platform_release": "",
        "platform_system": name,
        "platform_version": "",
        "python_full_version": f"{python}.0",
        "python_version": python,
        "sys_platform": platform,
    }


def ordered(specifier: SpecifierSet) -> str:
    """A version range as people write it: from, to, but not.

    >>> ordered(SpecifierSet("!=4.21.0,<5.0.0dev,>=3.20.3"))
    '>=3.20.3,<5.0.0dev,!=4.21.0'
    """
    rank = {"<": 1, "<=": 1, "!=": 2}
    return ",".join(
        str(part)
        for part in sorted(
            specifier, key=lambda part: (rank.get(part.operator, 0), Version(part.version.rstrip(".*")))
        )
    )


def _minors(index: Wheels, name: str) -> dict[tuple[int, ...], list[tuple[Version, list[Wheel]]]]:
    """The stable releases of a project from `FIRST` on, patches of a minor together, ascending."""
    releases: dict[Version, list[Wheel]] = {}
    for wheel in index.wheels(name):
        if not wheel.version.is_prerelease and wheel.version >= Version(FIRST[name]):
            releases.setdefault(wheel.version, []).append(wheel)
    minors: dict[tuple[int, ...], list[tuple[Version, list[Wheel]]]] = {}
    for version in sorted(releases):
        wheels = sorted(releases[version], key=lambda release: release.name)
        minors.setdefault(version.release[:2], []).append((version, wheels))
    return minors


def _newest(index: Wheels, name: str) -> list[tuple[Version, list[Wheel]]]:
    return [patches[-1] for patches in _minors(index, name).values()]


def _coming(index: Wheels) -> dict:
    """The newest pre-release, where it is newer than every release."""
    newest = max(wheel.version for wheel in index.wheels("tensorflow"))
    if not newest.is_prerelease:
        return {}
    wheels = [wheel for wheel in index.wheels("tensorflow") if wheel.version == newest]
    return {str(newest): {"released": _day(wheels), "wheels": _sizes(wheels)}}


def _sizes(wheels: list[Wheel]) -> dict[str, dict[str, int]]:
    """{system: {Python: bytes of the download}}."""
    sizes: dict[str, dict[str, int]] = {}
    for system in MACHINES:
        fitting = [(python, wheel) for wheel in wheels if system in wheel.systems() for python in wheel.pythons()]
        if fitting:
            sizes[system] = {
                python: wheel.size
                for python, wheel in sorted(fitting, key=lambda pair: Version(pair[0]))
                if wheel.fits(python, system)
            }
    return sizes


def _day(wheels: list[Wheel]) -> str:
    return min(wheel.day for wheel in wheels).isoformat()


def lost(old: dict, index: Wheels) -> list[str]:
    """What the source holds and the index no longer lists, or has withdrawn."""
    gone = []
    for name, releases in old.items():
        project = "tensorflow" if name == "coming" else name
        if name == "coming":  # a pre-release may go when the release comes
            continue
        listed: dict[str, list[Wheel]] = {}
        for wheel in index.wheels(project):
            listed.setdefault(str(wheel.version), []).append(wheel)
        for version, release in releases.items():
            if version not in listed:
                gone.append(f"{name} {version}")
                continue
            for system, pythons in release.get("wheels", {}).items():
                now = _sizes(listed[version]).get(system, {})
                gone += [
                    f"{name} {version} for Python {python} on {system}" for python in pythons if python not in now
                ]
    return gone


def requirements(index: Wheels, system: str) -> list[dict]:
    """What TensorFlow's releases require of keras, numpy and protobuf, for their newest Python on this system.

    Each minor's first release, which books name, and its newest patch,
    ascending; last a pre-release that is newer than all: {"tensorflow",
    "python", "needs"}.
    """
    releases = []
    ends = {patches[at][0] for patches in _minors(index, "tensorflow").values() for at in (0, -1)}
    for version in [*sorted(ends), *map(Version, _coming(index))]:
        wheels = [
            wheel for wheel in index.wheels("tensorflow") if wheel.version == version and system in wheel.systems()
        ]
        if wheels:
            wheel = max(wheels, key=lambda wheel: Version(wheel.pythons()[-1]))
            python = wheel.pythons()[-1]
            needs = _needed(index, wheel, python, system)[0]
            releases.append({"tensorflow": str(version), "python": python, "needs": needs})
    return releases


def major(index: Wheels, project: str, specifier: str = "") -> int:
    """The first number of the newest release of a project that lies in a range."""
    wanted = SpecifierSet(specifier)
    return max(wheel.version for wheel in index.wheels(project) if wheel.version in wanted).major
