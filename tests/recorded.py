"""A package index with a few small wheels, which lies in this file; and what a trial may find."""

import io
import json
import re
import zipfile
from datetime import date

import requests

from gipi.versions.package_index import BUILD_INFO, Index

ADDRESS = "https://index.test/simple/"
TODAY = date(2026, 11, 22)
LINUX, WINDOWS, ARM = "manylinux_2_17_x86_64", "win_amd64", "manylinux2014_aarch64"
KERAS = ("keras >=3.12.0", "numpy >=1.26.0", "protobuf >=6.31.1,<8.0.0", "absl-py >=1.0.0")
OLD = ("numpy (>=1.20)", "protobuf (<3.20,>=3.9.2)", "keras (<2.9,>=2.8.0rc0)")


def archive(name: str, requires: tuple[str, ...], python: str, built: str = "") -> bytes:
    """A wheel that holds its METADATA, what TensorFlow says of its build, and ballast before them."""
    project, version = name.split("-")[:2]
    lines = ["Metadata-Version: 2.1", f"Name: {project}", f"Version: {version}"]
    lines += [f"Requires-Python: {python}"] if python else []
    lines += [f"Requires-Dist: {line}" for line in requires]
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as file:
        file.writestr("ballast", b"0" * 200_000)
        if built:
            file.writestr(BUILD_INFO, built)
        file.writestr(f"{project}-{version}.dist-info/METADATA", "\n".join(lines) + "\n")
    return kept.getvalue()


class Recorded(requests.adapters.BaseAdapter):
    """An index with a few small wheels; every way in which it may fail can be switched on."""

    def __init__(self):
        super().__init__()
        self.files: dict[str, dict] = {}  # by file name
        self.down = self.whole = self.own_metadata = False
        self.page: bytes | None = None
        self.asked: list[str] = []
        self.sent = 0  # bytes of wheels

    def add(
        self, project: str, version: str, *tags: str, requires=(), python="", built="", day="2024-03-07", **more
    ) -> None:
        for tag in tags:
            name = f"{project.replace('-', '_')}-{version}-{tag}.whl"
            data = archive(name, requires, python, built)
            self.files[name] = {"project": project, "data": data, "python": python, "day": day, **more}

    def send(self, request, **_):
        self.asked.append(request.url)
        if self.down:
            raise requests.ConnectionError("no route to host")
        answer = requests.Response()
        answer.request, answer.url, answer.status_code = request, request.url, 200
        answer.raw = io.BytesIO(self._body(request, answer))
        return answer

    def close(self):
        pass

    def _body(self, request, answer) -> bytes:
        last = request.url.rstrip("/").rpartition("/")[2]
        if last.endswith(".whl"):
            data = self.files[last]["data"]
            if self.whole:
                return data
            first, end = map(int, re.findall(r"\d+", request.headers["Range"]))
            answer.status_code = 206
            self.sent += end + 1 - first
            return data[first : end + 1]
        if last.endswith(".metadata"):
            with zipfile.ZipFile(io.BytesIO(self.files[last.removesuffix(".metadata")]["data"])) as file:
                return file.read(file.namelist()[1])
        listed = [(name, one) for name, one in self.files.items() if one["project"] == last]
        if not listed:
            answer.status_code = 404
            return b""
        answer.headers["Content-Type"] = "application/vnd.pypi.simple.v1+json"
        if self.page is not None:
            return self.page
        files = [
            {
                "filename": name,
                "url": f"{ADDRESS}{last}/{name}",
                "hashes": {"sha256": name},
                "requires-python": one["python"] or None,
                "upload-time": f"{one['day']}T12:00:00.000000Z",
                "size": len(one["data"]),
                "yanked": one.get("yanked", False),
                "core-metadata": self.own_metadata,
            }
            for name, one in listed
        ]
        return json.dumps({"meta": {"api-version": "1.1"}, "name": last, "files": files}).encode()


def connect(there: Recorded, cache=None) -> Index:
    index = Index(cache)
    index._client.s.mount("https://", there)
    return index


def ran(tensorflow="2.21.0", python="3.12.1", installer="pip 26.3", with_=(), outcome="trained", **more) -> dict:
    return {
        "tensorflow": tensorflow,
        "python": python,
        "system": "linux-x86_64",
        "os": "Debian GNU/Linux 12 (bookworm)",
        "installer": installer,
        "command": " ".join(["pip install", f"tensorflow=={tensorflow}", *with_]),
        "with": list(with_),
        "date": "2026-11-22",
        "outcome": outcome,
        **({"import_keras": {"outcome": "trained"}} if outcome == "trained" else {"error": "TypeError: no | yes"}),
        **more,
    }
