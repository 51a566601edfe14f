"""Ask the package index: a project's wheels, what they say of themselves, what follows for TensorFlow."""

import io
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import requests
from packaging.metadata import parse_email
from packaging.requirements import Requirement
from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.tags import Tag
from packaging.utils import canonicalize_name, parse_wheel_filename
from packaging.version import InvalidVersion, Version
from pypi_simple import PyPISimple, UnsupportedContentTypeError, UnsupportedRepoVersionError
from pypi_simple.errors import NoSuchProjectError
from requests.adapters import HTTPAdapter
from urllib3 import Retry

from gipi.runs.compare_text import write

# What a wheel's platform tag is called here. Wheels for musl are left out: TensorFlow has none.
SYSTEMS = {
    "windows-x86_64": r"win_amd64",
    "windows-arm64": r"win_arm64",
    "macos-arm64": r"macosx_\d+_\d+_(arm64|universal2)",
    "macos-x86_64": r"macosx_\d+_\d+_(x86_64|universal2)",
    "linux-x86_64": r"(manylinux\w*|linux)_x86_64",
    "linux-arm64": r"(manylinux\w*|linux)_aarch64",
}

FIRST = {"tensorflow": "2.4", "tensorflow-cpu": "2.4", "keras": "2.2", "tf-keras": "2.14", "tensorflow-metal": "0"}
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

SECONDS = 60  # to wait for an answer


class IndexProblem(Exception):
    """The index cannot be asked, or its answer cannot be used; a sentence for whoever asked."""


@dataclass(frozen=True)
class Wheel:
    """A wheel that has not been withdrawn, as the index lists it."""

    project: str
    name: str  # of the file
    version: Version
    tags: frozenset[Tag]
    requires_python: str  # "" where none is given
    day: date  # on which it appeared
    size: int  # bytes
    sha256: str
    address: str
    own_metadata: bool  # the index offers the metadata as a file of its own (PEP 658)

    def systems(self) -> list[str]:
        """The systems that it is for, in the order of `SYSTEMS`."""
        platforms = {tag.platform for tag in self.tags}
        return [
            system
            for system, pattern in SYSTEMS.items()
            if "any" in platforms or any(re.fullmatch(pattern, one) for one in platforms)
        ]

    def pythons(self) -> list[str]:
        """The CPython versions in its name, such as 3.11; empty for a wheel that is for every one."""
        named = {tag.interpreter for tag in self.tags if tag.interpreter.startswith("cp")}
        found = {f"{tag[2]}.{tag[3:]}" for tag in named if len(tag) > 3 and tag[2:].isdigit()}
        return sorted(found, key=Version)

    def fits(self, python: str, system: str) -> bool:
        """Whether pip takes it for this Python (such as 3.11) on this system."""
        wanted = {f"cp{python.replace('.', '')}", "py3", f"py{python.replace('.', '')}"}
        interpreters = {tag.interpreter for tag in self.tags}
        stable = any(tag.abi == "abi3" for tag in self.tags) and any(
            Version(one) <= Version(python) for one in self.pythons()
        )
        return (
            (stable or bool(wanted & interpreters))
            and system in self.systems()
            and SpecifierSet(self.requires_python).contains(f"{python}.99")
        )


class Index:
    """A connection to the index that pip uses on this machine. `cache` keeps metadata, which never changes."""

    def __init__(self, cache: Path | None = None):
        address = _configured()
        self._client = PyPISimple(address) if address else PyPISimple()
        again = HTTPAdapter(max_retries=Retry(3, backoff_factor=1, status_forcelist=(502, 503, 504)))
        self._client.s.mount("https://", again)
        self._cache = cache
        self._wheels: dict[str, list[Wheel]] = {}

    def wheels(self, project: str) -> list[Wheel]:
        """All wheels of a project, pre-releases included, withdrawn ones not."""
        if project not in self._wheels:
            with _problems(project):
                page = self._client.get_project_page(project, timeout=SECONDS)
                self._wheels[project] = [
                    _wheel(project, package)
                    for package in page.packages
                    if package.package_type == "wheel" and not package.is_yanked and _usable(package.filename)
                ]
            if not self._wheels[project]:
                raise IndexProblem(f"The package index lists no wheel of {project}.")
        return self._wheels[project]

    def metadata(self, wheel: Wheel) -> dict:
        """What a wheel's METADATA says: {"requires_dist": [...], "requires_python": ..., …}.

        Taken from the index' own copy, or read out of the archive by range requests.
        """
        kept = self._cache / f"{wheel.sha256}.txt" if self._cache else None
        if kept and kept.is_file():
            return parse_email(kept.read_bytes())[0]
        with _problems(wheel.name):
            if wheel.own_metadata:
                answer = self._client.s.get(f"{wheel.address}.metadata", timeout=SECONDS)
                answer.raise_for_status()
                text = answer.content
            else:
                text = self._inside(wheel)
        found = parse_email(text)[0]
        if "name" not in found or "version" not in found:
            raise IndexProblem(f"The metadata of {wheel.name} has no name or no version.")
        if kept:
            write(kept, text.decode("utf-8"))
        return found

    def _inside(self, wheel: Wheel) -> bytes:
        with zipfile.ZipFile(io.BufferedReader(_Remote(self._client.s, wheel), 65536)) as archive:
            names = [name for name in archive.namelist() if re.fullmatch(r"[^/]+\.dist-info/METADATA", name)]
            if len(names) != 1:
                raise IndexProblem(f"{wheel.name} holds {len(names)} METADATA files instead of one.")
            return archive.read(names[0])


class Past:
    """An index as it was before a day: what appeared later is not there, what was withdrawn since neither."""

    def __init__(self, index: Index, before: date):
        self._index, self._before = index, before
        self.metadata = index.metadata

    def wheels(self, project: str) -> list[Wheel]:
        """All wheels of a project that had appeared."""
        return [wheel for wheel in self._index.wheels(project) if wheel.day < self._before]


class _Remote(io.RawIOBase):
    """A file that lies on a server and is read by range requests."""

    def __init__(self, session: requests.Session, wheel: Wheel):
        self._session, self._wheel, self._at = session, wheel, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._at = offset + {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._wheel.size}[whence]
        return self._at

    def readinto(self, buffer) -> int:
        count = min(len(buffer), self._wheel.size - self._at)
        if count <= 0:
            return 0
        span = f"bytes={self._at}-{self._at + count - 1}"
        headers = {"Range": span, "Accept-Encoding": "identity"}
        with self._session.get(self._wheel.address, headers=headers, timeout=SECONDS) as answer:
            answer.raise_for_status()
            if answer.status_code != requests.codes.partial_content:
                raise IndexProblem(
                    f"The package index offers neither the metadata of {self._wheel.name} nor parts of the file."
                )
            part = answer.content
        if len(part) != count:
            raise IndexProblem(f"The package index sent {len(part)} bytes of {self._wheel.name}, not {count}.")
        buffer[:count] = part
        self._at += count
        return count


@contextmanager
def _problems(what: str) -> Iterator[None]:
    """Whatever goes wrong while asking becomes an `IndexProblem`."""
    try:
        yield
    except NoSuchProjectError:
        raise IndexProblem(f"The package index knows no project {what}.") from None
    except requests.JSONDecodeError as error:
        raise IndexProblem(f"The package index' answer about {what} is not JSON: {error}") from error
    except requests.RequestException as error:
        raise IndexProblem(f"The package index did not answer about {what}: {_short(error)}") from error
    except (UnsupportedContentTypeError, UnsupportedRepoVersionError, ValueError, zipfile.BadZipFile) as error:
        raise IndexProblem(f"The package index' answer about {what} cannot be read: {_short(error)}") from error


def _short(error: Exception) -> str:
    return re.sub(r"\s+", " ", str(error))[:300]


def _usable(filename: str) -> bool:
    """Whether a wheel's name follows the rules; a few ancient ones do not, and pip ignores them too."""
    try:
        parse_wheel_filename(filename)
    except (ValueError, InvalidVersion):
        return False
    return True


def _wheel(project: str, package) -> Wheel:
    _, version, _, tags = parse_wheel_filename(package.filename)
    if package.size is None or package.upload_time is None:
        raise IndexProblem(
            f"The package index does not say how large {package.filename} is or when it appeared"
            " (PEP 700); ask another index: PIP_INDEX_URL."
        )
    return Wheel(
        project,
        package.filename,
        version,
        tags,
        _requires_python(package.requires_python),
        package.upload_time.date(),
        package.size,
        package.digests.get("sha256", ""),
        package.url,
        bool(package.has_metadata),
    )


def _requires_python(text: str | None) -> str:
    try:
        SpecifierSet(text or "")
    except InvalidSpecifier:
        return ""  # as pip does
    return text or ""


def _configured() -> str:
    """The index that this machine's pip is told to ask; "" where it asks the public one."""
    if address := os.environ.get("PIP_INDEX_URL"):
        return address
    command = [sys.executable, "-m", "pip", "config", "get", "global.index-url"]
    asked = subprocess.run(command, capture_output=True, encoding="utf-8")
    return asked.stdout.strip() if asked.returncode == 0 else ""


def survey(index: Index) -> dict:
    """What the index holds today, in the form in which data/versions.json keeps it."""
    packages = {"tensorflow": _tensorflow(index), "coming": _coming(index)}
    packages["tensorflow-cpu"] = {
        str(version): {"released": _day(wheels), "wheels": _sizes(wheels)}
        for version, wheels in _newest(index, "tensorflow-cpu")
    }
    packages["tensorflow-metal"] = {
        str(version): {"released": _day(wheels), "wheels": _sizes(wheels)}
        for version, wheels in _newest(index, "tensorflow-metal")
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


def _tensorflow(index: Index) -> dict:
    """Every minor's newest patch, and an older one where only that can be installed somewhere."""
    found = {}
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
                found[version] = release
                covered |= cells - lacking
    return {str(version): found[version] for version in sorted(found)}


def _release(index: Index, version: Version, wheels: list[Wheel], sizes: dict) -> dict:
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
            (one for one in wheels if system in one.systems() and one.pythons()),
            key=lambda one: Version(one.pythons()[-1]),
        )
        for python in pythons:
            needs, more, lacking = _needed(index, wheel, python, system)
            if lacking:
                lacks.setdefault(system, {})[python] = lacking
                continue
            pythons[python] += more
            group = next((one for one in groups if one["needs"] == needs), None)
            if not group:
                groups.append(group := {"on": {}, "needs": needs})
            group["on"].setdefault(system, []).append(python)
        if system == CUDA_SYSTEM and (cuda := _cuda(index, wheel, list(pythons))):
            release["and-cuda"] = cuda
    release["requires"] = groups
    if lacks:
        release["lacks"] = lacks
    return release


def _needed(index: Index, wheel: Wheel, python: str, system: str) -> tuple[dict[str, str], int, str]:
    """(what it requires of `NEEDS`, bytes of its companions, the companion that has nothing here or "")."""
    needs: dict[str, str] = {}
    size = 0
    for wanted in _requirements(index, wheel, python, system):
        name = canonicalize_name(wanted.name)
        if name in NEEDS:
            needs[name] = ordered(wanted.specifier)
        if name in COMPANIONS:
            found = _fitting(index, wanted, python, system)
            if not found:
                return {}, 0, f"{name} {wanted.specifier}"
            more, bytes_, lacking = _needed(index, found, python, system)
            if lacking:
                return {}, 0, lacking
            needs |= more
            size += found.size + bytes_
    return dict(sorted(needs.items())), size, ""


def _fitting(index: Index, wanted: Requirement, python: str, system: str) -> Wheel | None:
    """The newest wheel that meets a requirement for this Python on this system, or None."""
    fitting = [
        one
        for one in index.wheels(canonicalize_name(wanted.name))
        if one.version in wanted.specifier and one.fits(python, system)
    ]
    return max(fitting, key=lambda one: one.version, default=None)


def _cuda(index: Index, wheel: Wheel, pythons: list[str]) -> dict:
    """What [and-cuda] adds, and for which Python one of these packages has no wheel."""
    found: dict = {}
    for python in pythons:
        plain = {str(one) for one in _requirements(index, wheel, python, CUDA_SYSTEM)}
        with_it = _requirements(index, wheel, python, CUDA_SYSTEM, "and-cuda")
        added = [one for one in with_it if str(one) not in plain]
        if not added:
            continue
        found["needs"] = {canonicalize_name(one.name): ordered(one.specifier) for one in added}
        lacking = [one for one in added if not _fitting(index, one, python, CUDA_SYSTEM)]
        if lacking:
            found.setdefault("lacks", {})[python] = f"{lacking[0].name} {lacking[0].specifier}"
    return found


def _requirements(index: Index, wheel: Wheel, python: str, system: str, extra: str = "") -> list[Requirement]:
    surroundings = environment(python, system) | {"extra": extra}
    said = index.metadata(wheel).get("requires_dist", [])
    with _problems(wheel.name):
        lines = [Requirement(line) for line in said]
    return [one for one in lines if one.marker is None or one.marker.evaluate(surroundings)]


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
        str(one)
        for one in sorted(
            specifier, key=lambda one: (rank.get(one.operator, 0), Version(one.version.rstrip(".*")))
        )
    )


def _minors(index: Index, name: str) -> dict[tuple[int, ...], list[tuple[Version, list[Wheel]]]]:
    """The stable releases of a project from `FIRST` on, patches of a minor together, ascending."""
    releases: dict[Version, list[Wheel]] = {}
    for wheel in index.wheels(name):
        if not wheel.version.is_prerelease and wheel.version >= Version(FIRST[name]):
            releases.setdefault(wheel.version, []).append(wheel)
    minors: dict[tuple[int, ...], list[tuple[Version, list[Wheel]]]] = {}
    for version in sorted(releases):
        wheels = sorted(releases[version], key=lambda one: one.name)
        minors.setdefault(version.release[:2], []).append((version, wheels))
    return minors


def _newest(index: Index, name: str) -> list[tuple[Version, list[Wheel]]]:
    return [patches[-1] for patches in _minors(index, name).values()]


def _coming(index: Index) -> dict:
    """The newest pre-release, where it is newer than every release."""
    newest = max(wheel.version for wheel in index.wheels("tensorflow"))
    if not newest.is_prerelease:
        return {}
    wheels = [wheel for wheel in index.wheels("tensorflow") if wheel.version == newest]
    return {str(newest): {"released": _day(wheels), "wheels": _sizes(wheels)}}


def _sizes(wheels: list[Wheel]) -> dict[str, dict[str, int]]:
    """{system: {Python: bytes of the download}}."""
    found: dict[str, dict[str, int]] = {}
    for system in MACHINES:
        fitting = [(python, one) for one in wheels if system in one.systems() for python in one.pythons()]
        if fitting:
            found[system] = {
                python: one.size
                for python, one in sorted(fitting, key=lambda pair: Version(pair[0]))
                if one.fits(python, system)
            }
    return found


def _day(wheels: list[Wheel]) -> str:
    return min(wheel.day for wheel in wheels).isoformat()


def lost(old: dict, index: Index) -> list[str]:
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
                gone += [f"{name} {version} for Python {one} on {system}" for one in pythons if one not in now]
    return gone


def requirements(index: Index, system: str) -> list[dict]:
    """What TensorFlow's releases require of keras, numpy and protobuf, for their newest Python on this system.

    Each minor's first release, which books name, and its newest patch,
    ascending; last a pre-release that is newer than all: {"tensorflow",
    "python", "needs"}.
    """
    found = []
    ends = {patches[at][0] for patches in _minors(index, "tensorflow").values() for at in (0, -1)}
    for version in [*sorted(ends), *map(Version, _coming(index))]:
        wheels = [one for one in index.wheels("tensorflow") if one.version == version and system in one.systems()]
        if wheels:
            wheel = max(wheels, key=lambda one: Version(one.pythons()[-1]))
            python = wheel.pythons()[-1]
            needs = _needed(index, wheel, python, system)[0]
            found.append({"tensorflow": str(version), "python": python, "needs": needs})
    return found


def major(index: Index, project: str, specifier: str = "") -> int:
    """The first number of the newest release of a project that lies in a range."""
    wanted = SpecifierSet(specifier)
    return max(one.version for one in index.wheels(project) if one.version in wanted).major
