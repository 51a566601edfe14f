"""What the site costs beside bare Material on the same pages: building it, and a visit as Lighthouse sees it.

Bare Material is the theme with its search and the same Markdown extensions,
without this guide's templates, scripts and hooks. Both are built and visited in
turn within one run, so that a noisy machine disturbs both alike.
"""

import gzip
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import yaml

from gipi.guide import Guide
from gipi.pages.settings import settings

ROUNDS = 3
VISITED = ("concepts/loss/", "install/")  # the page that most are like, and the heaviest that most see
LIGHTHOUSE = "lighthouse@12"  # from npm, into a folder of its own: half a gigabyte is no dependency of a guide
FLAGS = "--headless --no-sandbox --disable-gpu --disable-background-networking --no-first-run"


def measure(root: Path) -> dict:
    """{"build": {"cpu", "bare", "ratio"}, "visits": {page: {"performance", "bytes", "bare", "bare-bytes"}}}.

    CPU seconds of building every language; Lighthouse's performance score (0 to
    100, mobile) and bytes as a server sends them. Medians over rounds. Needs
    Chromium and npm.
    """
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        ours = [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(work / "ours")]
        bare = [
            [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(_bare(root, work, language))]
            for language in Guide(root).languages
        ]
        cpu: dict[str, list[float]] = {"ours": [], "bare": []}
        for _ in range(ROUNDS):
            cpu["ours"].append(_cpu([ours], root))
            cpu["bare"].append(_cpu(bare, root))
        spent = {name: statistics.median(values) for name, values in cpu.items()}
        return {
            "build": {
                "cpu": round(spent["ours"], 2),
                "bare": round(spent["bare"], 2),
                "ratio": round(spent["ours"] / spent["bare"], 2),
            },
            "visits": _visits(work, Guide(root).source),
        }


def _bare(root: Path, work: Path, language: str) -> Path:
    """The configuration of a language in bare Material."""
    theme = work / "theme"
    theme.mkdir(exist_ok=True)
    for template in (root / "docs" / "theme").glob("*.html"):
        (theme / template.name).write_text('{% extends "base.html" %}', encoding="utf-8")  # pages name them
    extensions = []
    for entry in settings(root)["markdown_extensions"]:
        name = next(iter(entry)) if isinstance(entry, dict) else entry
        extensions.append({name: {"base_path": [str(root / "snippets")]}} if name.endswith("snippets") else entry)
    config = {
        "site_name": "bare",
        "docs_dir": str(root / "docs" / language),
        "site_dir": str(work / "bare" / language),
        "theme": {"name": "material", "custom_dir": str(theme), "language": language, "font": False},
        "plugins": ["search"],
        "markdown_extensions": extensions,
    }
    path = work / f"{language}.yml"
    path.write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")
    return path


def _cpu(commands: list[list[str]], root: Path) -> float:
    """CPU seconds of commands and what they start."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    for command in commands:
        done = subprocess.run(
            command, cwd=root, capture_output=True, text=True, env=os.environ | {"NO_COLOR": "1"}
        )
        if done.returncode:
            sys.exit(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _visits(work: Path, language: str) -> dict:
    npm, chromium = shutil.which("npm"), shutil.which("chromium")
    if not npm or not chromium:
        sys.exit("Lighthouse needs npm and chromium on the PATH.")
    subprocess.run([npm, "install", "--silent", "--prefix", str(work / "npm"), LIGHTHOUSE], check=True)
    program = work / "npm" / "node_modules" / ".bin" / "lighthouse"
    visits: dict[str, dict] = {}
    with _served(work / "ours") as ours, _served(work / "bare" / language) as bare:
        for page in VISITED:
            scores: dict[str, list[tuple[float, int]]] = {"ours": [], "bare": []}
            for _ in range(ROUNDS):
                for name, address in (("ours", ours), ("bare", bare)):
                    scores[name].append(_lighthouse(program, chromium, address + page))
            performance = {name: statistics.median(score for score, _ in all_) for name, all_ in scores.items()}
            visits[page] = {
                "performance": round(100 * performance["ours"]),
                "bare": round(100 * performance["bare"]),
                "bytes": scores["ours"][-1][1],
                "bare-bytes": scores["bare"][-1][1],
            }
    return visits


def _lighthouse(program: Path, chromium: str, address: str) -> tuple[float, int]:
    """Performance (0 to 1) and bytes of a visit."""
    done = subprocess.run(
        [
            str(program),
            address,
            "--output=json",
            "--quiet",
            "--only-categories=performance",
            f"--chrome-flags={FLAGS}",
        ],
        capture_output=True,
        text=True,
        env=os.environ | {"CHROME_PATH": chromium},
    )
    if done.returncode:
        sys.exit(f"Lighthouse failed on {address}:\n{done.stderr}")
    said = json.loads(done.stdout)
    return said["categories"]["performance"]["score"], said["audits"]["total-byte-weight"]["numericValue"]


class _Compressing(SimpleHTTPRequestHandler):
    """Sends text as a server on the web does: compressed."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        file = path / "index.html" if path.is_dir() else path
        if not file.is_file():
            self.send_error(404)
            return
        kind, body = self.guess_type(str(file)), file.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", kind)
        if not kind.startswith(("image/png", "font/")):
            body = gzip.compress(body)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nobody reads it."""


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Compressing, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
