"""Fixtures: a small guide in a folder, one on which pytest runs, a package index, and the published site."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock

import browsing
import counting as counting_page
from browsing import Window, served
from gipi.runs.odds import measure
from gipi.versions import source
from gipi.versions.update import refresh
from recorded import ADDRESS, ARM, KERAS, LINUX, OLD, TODAY, WINDOWS, Recorded, connect, ran
from small import ROOT, Guide


@pytest.fixture
def guide(tmp_path) -> Guide:
    return Guide(tmp_path)


@pytest.fixture
def running(pytester, monkeypatch) -> Guide:
    """A guide on which `running.test(...)` runs pytest in this process."""
    one = Guide(pytester.path)
    monkeypatch.syspath_prepend(str(ROOT))
    one.test = lambda *args: pytester.runpytest("-q", "-p", "no:cacheprovider", *args)
    one.spawn = lambda *args, timeout=60: pytester.runpytest_subprocess(
        "-q", "-p", "no:cacheprovider", *args, timeout=timeout
    )
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    return one


@pytest.fixture
def counting(running, monkeypatch) -> Guide:
    """The guide of `counting`, where a page is counted in eight worlds."""
    monkeypatch.chdir(running.root)
    monkeypatch.setattr(measure, "WORLDS", 8)
    return counting_page.write(running)


class Site:
    """The published site: its folder, what the build said, and where its pages lie."""

    address = "http://localhost:8000/"

    def __init__(self, folder: Path, said: str):
        self.folder, self.said = folder, said

    @staticmethod
    def url(language: str, slug: str) -> str:
        """The address of a page below the site's root."""
        page = "" if slug == "index" else slug.removesuffix("/index") + "/"
        return page if language == "ko" else f"en/{page}"


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Site:
    """The whole site, built strictly once per run, where TensorFlow and Keras cannot be imported."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, answer = shared / "site", shared / "site.json"
    with FileLock(shared / "site.lock"):  # the other workers wait, and find it built
        if not answer.is_file():
            status, said = _build(folder, shared / "fake")
            answer.write_text(json.dumps({"status": status, "said": said}), encoding="utf-8")
    built = json.loads(answer.read_text(encoding="utf-8"))
    if built["status"]:
        pytest.fail(f"mkdocs build --strict fails:\n{built['said']}", pytrace=False)
    return Site(folder, built["said"])


def _build(folder: Path, fake: Path) -> tuple[int, str]:
    fake.mkdir()
    for name in ("tensorflow", "keras"):
        (fake / f"{name}.py").write_text(f"raise SystemExit('the build imports {name}')\n")
    env = {key: value for key, value in os.environ.items() if not key.startswith("GIPI_")}
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", str(folder)],
        cwd=ROOT,
        env=env | {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(fake), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
    )
    return done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="session")
def root(site) -> Iterator[str]:
    """The address at which the site is served."""
    with served(site.folder) as address:
        yield address


@pytest.fixture(scope="session")
def windows(root) -> tuple[Window, Window]:
    """A wide window in light colours and a narrow one in dark colours."""
    return Window(root, 1280, "light"), Window(root, 360, "dark")


@pytest.fixture
def wide(windows) -> Window:
    return windows[0]


def pytest_sessionfinish():
    browsing.close()


@pytest.fixture
def there(monkeypatch) -> Recorded:
    """What the index holds."""
    monkeypatch.setenv("PIP_INDEX_URL", ADDRESS)
    one = Recorded()
    one.add("tensorflow", "2.3.0", f"cp38-cp38-{LINUX}")  # too old to matter
    one.add("tensorflow", "2.8.0", f"cp310-cp310-{LINUX}", requires=OLD[:1], day="2022-02-02")
    one.add("tensorflow", "2.8.4", f"cp39-cp39-{LINUX}", f"cp310-cp310-{LINUX}", requires=OLD, day="2022-11-16")
    stub = ('tensorflow-intel ==2.13.0 ; platform_system == "Windows"',)
    one.add(
        "tensorflow", "2.13.0", f"cp38-cp38-{WINDOWS}", f"cp39-cp39-{WINDOWS}", requires=stub, day="2023-07-05"
    )
    stub = ('tensorflow-intel ==2.13.1 ; platform_system == "Windows"',)
    one.add(
        "tensorflow", "2.13.1", f"cp38-cp38-{WINDOWS}", f"cp39-cp39-{WINDOWS}", requires=stub, day="2023-09-26"
    )
    needs = ("keras <2.14,>=2.13.1", "numpy <=1.24.3,>=1.22")
    one.add("tensorflow-intel", "2.13.0", f"cp38-cp38-{WINDOWS}", f"cp39-cp39-{WINDOWS}", requires=needs)
    one.add("tensorflow-intel", "2.13.1", f"cp39-cp39-{WINDOWS}", requires=needs)
    cuda = ('nvidia-cudnn-cu12 <10.0,>=9.3.0.75 ; extra == "and-cuda"',)
    tags = (f"cp312-cp312-{LINUX}", f"cp313-cp313-{LINUX}", f"cp312-cp312-{WINDOWS}", f"cp312-cp312-{ARM}")
    built = "[('cuda_compute_capabilities', ['sm_60', 'sm_89', 'compute_90']), ('cuda_version', '12.5.1')]"
    one.add("tensorflow", "2.21.0", *tags, requires=KERAS + cuda, python=">=3.10", built=built, day="2026-03-06")
    one.add("tensorflow", "2.22.0rc0", f"cp314-cp314-{LINUX}", requires=KERAS, day="2026-09-22")
    one.add("nvidia-cudnn-cu12", "9.28.0.42", f"py3-none-{LINUX}")
    one.add("tensorflow-cpu", "2.21.0", f"cp312-cp312-{LINUX}")
    one.add("keras", "3.15.1", "py3-none-any", requires=("numpy",), python=">=3.11")
    one.add("tf-keras", "2.21.0", "py3-none-any", requires=("tensorflow <2.22,>=2.21",), python=">=3.10")
    one.add("tensorflow-metal", "1.2.0", "cp312-cp312-macosx_12_0_arm64")
    one.add("jaxlib", "0.12.0.1", f"cp314-cp314-{LINUX}", f"cp314-cp314-{WINDOWS}")
    one.add("torch", "2.15.0", f"cp314-cp314-{LINUX}")
    return one


@pytest.fixture
def ask(there, tmp_path):
    """`ask()` refreshes a source in a folder of its own, and says what is new."""

    def asking(today=TODAY, **options):
        return refresh(tmp_path, connect(there), today, **options)

    asking.file = tmp_path / "data" / "versions.json"
    asking.data = lambda: source.load(tmp_path)
    asking.root = tmp_path
    return asking


@pytest.fixture
def data(ask) -> dict:
    ask()
    one = ask.data()
    one["trials"] = [
        ran(),
        ran("2.8.4", "3.10.13", outcome="import", last_line="() -> handle"),
        ran("2.8.4", "3.10.13", with_=("numpy<2",)),
        ran("2.21.0", "3.13.0", "uv 0.13.9", outcome="import"),
    ]
    one["documented"] = [
        {
            "title": "Tested",
            "address": "https://docs.test/",
            "of": "2026-03-11",
            "read": "2026-11-22",
            "says": {"linux-x86_64": {"2.8.0": "3.7–3.10"}},
        }
    ]
    return one
