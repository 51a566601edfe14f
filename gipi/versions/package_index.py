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
from typing import Protocol

import requests
from packaging.metadata import RawMetadata, parse_email
from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.tags import Tag
from packaging.utils import parse_wheel_filename
from packaging.version import InvalidVersion, Version
from pypi_simple import PyPISimple, UnsupportedContentTypeError, UnsupportedRepoVersionError
from pypi_simple.errors import NoSuchProjectError
from requests.adapters import HTTPAdapter
from urllib3 import Retry

from gipi.machine.environment import without_credentials
from gipi.machine.files import write

# What a wheel's platform tag is called here. Wheels for musl are left out: TensorFlow has none.
SYSTEMS = {
    "windows-x86_64": r"win_amd64",
    "windows-arm64": r"win_arm64",
    "macos-arm64": r"macosx_\d+_\d+_(arm64|universal2)",
    "macos-x86_64": r"macosx_\d+_\d+_(x86_64|universal2)",
    "linux-x86_64": r"(manylinux\w*|linux)_x86_64",
    "linux-arm64": r"(manylinux\w*|linux)_aarch64",
}


BUILD_INFO = "tensorflow/python/platform/build_info.py"
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
            if "any" in platforms or any(re.fullmatch(pattern, platform) for platform in platforms)
        ]

    def pythons(self) -> list[str]:
        """The CPython versions in its name, such as 3.11; empty for a wheel that is for every one."""
        named = {tag.interpreter for tag in self.tags if tag.interpreter.startswith("cp")}
        versions = {f"{tag[2]}.{tag[3:]}" for tag in named if len(tag) > 3 and tag[2:].isdigit()}
        return sorted(versions, key=Version)

    def fits(self, python: str, system: str) -> bool:
        """Whether pip takes it for this Python (such as 3.11) on this system."""
        wanted = {f"cp{python.replace('.', '')}", "py3", f"py{python.replace('.', '')}"}
        interpreters = {tag.interpreter for tag in self.tags}
        stable = any(tag.abi == "abi3" for tag in self.tags) and any(
            Version(own) <= Version(python) for own in self.pythons()
        )
        return (
            (stable or bool(wanted & interpreters))
            and system in self.systems()
            and SpecifierSet(self.requires_python).contains(f"{python}.99")
        )


class Wheels(Protocol):
    """What an index says of its wheels, be it today's or an earlier day's."""

    def wheels(self, project: str) -> list[Wheel]:
        """All wheels of a project."""

    def metadata(self, wheel: Wheel) -> RawMetadata:
        """What a wheel says of itself."""

    def build_info(self, wheel: Wheel) -> str:
        """What TensorFlow's build says that a wheel was built for."""


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
            with problems(project):
                page = self._client.get_project_page(project, timeout=SECONDS)
                self._wheels[project] = [
                    _wheel(project, package)
                    for package in page.packages
                    if package.package_type == "wheel" and not package.is_yanked and _usable(package.filename)
                ]
            if not self._wheels[project]:
                raise IndexProblem(f"The package index lists no wheel of {project}.")
        return self._wheels[project]

    def metadata(self, wheel: Wheel) -> RawMetadata:
        """What a wheel's METADATA says: {"requires_dist": [...], "requires_python": ..., …}.

        Taken from the index' own copy, or read out of the archive by range requests.
        """
        kept = self._cache / f"{wheel.sha256}.txt" if self._cache else None
        if kept and kept.is_file():
            return parse_email(kept.read_bytes())[0]
        with problems(wheel.name):
            if wheel.own_metadata:
                answer = self._client.s.get(f"{wheel.address}.metadata", timeout=SECONDS)
                answer.raise_for_status()
                text = answer.content
            else:
                text = self._inside(wheel)
        metadata = parse_email(text)[0]
        if "name" not in metadata or "version" not in metadata:
            raise IndexProblem(f"The metadata of {wheel.name} has no name or no version.")
        if kept:
            write(kept, text.decode("utf-8"))
        return metadata

    def _inside(self, wheel: Wheel) -> bytes:
        with self._archive(wheel) as archive:
            names = [name for name in archive.namelist() if re.fullmatch(r"[^/]+\.dist-info/METADATA", name)]
            if len(names) != 1:
                raise IndexProblem(f"{wheel.name} holds {len(names)} METADATA files instead of one.")
            return archive.read(names[0])

    def build_info(self, wheel: Wheel) -> str:
        """The file in which TensorFlow's build says what it was built for; "" where the wheel has none."""
        kept = self._cache / f"{wheel.sha256}.build_info.txt" if self._cache else None
        if kept and kept.is_file():
            return kept.read_text(encoding="utf-8")
        with problems(wheel.name), self._archive(wheel) as archive:
            text = archive.read(BUILD_INFO).decode("utf-8") if BUILD_INFO in archive.namelist() else ""
        if kept:
            write(kept, text)
        return text

    def _archive(self, wheel: Wheel) -> zipfile.ZipFile:
        return zipfile.ZipFile(io.BufferedReader(_Remote(self._client.s, wheel), 65536))


class Past:
    """An index as it was before a day: what appeared later is not there, what was withdrawn since neither."""

    def __init__(self, index: Wheels, before: date):
        self._index, self._before = index, before

    def metadata(self, wheel: Wheel) -> RawMetadata:
        """What a wheel says of itself, which never changes."""
        return self._index.metadata(wheel)

    def build_info(self, wheel: Wheel) -> str:
        """What its build says, which never changes either."""
        return self._index.build_info(wheel)

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
def problems(what: str) -> Iterator[None]:
    """Whatever goes wrong while asking becomes an `IndexProblem`."""
    try:
        yield
    except NoSuchProjectError:
        raise IndexProblem(f"The package index knows no project {what}.") from None
    except requests.JSONDecodeError as error:
        raise IndexProblem(f"The package index' answer about {what} is not JSON: {_short(error)}") from None
    except requests.RequestException as error:
        raise IndexProblem(f"The package index did not answer about {what}: {_short(error)}") from None
    except (UnsupportedContentTypeError, UnsupportedRepoVersionError, ValueError, zipfile.BadZipFile) as error:
        raise IndexProblem(f"The package index' answer about {what} cannot be read: {_short(error)}") from None


def _short(error: Exception) -> str:
    # The error itself is not shown beside it: its text has the address with the credentials.
    return re.sub(r"\s+", " ", without_credentials(str(error)))[:300]


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
