"""data/versions.json: asked of an index that lies in this file, never half written, never more than is known."""

import io
import json
import re
import zipfile
from datetime import date

import pytest
import requests

from gipi import trial, versions
from gipi.index import Index, IndexProblem, Past
from gipi.versions import VersionsProblem
from small import ROOT

ADDRESS = "https://index.test/simple/"
TODAY = date(2026, 11, 22)
LINUX, WINDOWS, ARM = "manylinux_2_17_x86_64", "win_amd64", "manylinux2014_aarch64"


def archive(name: str, requires: tuple[str, ...], python: str) -> bytes:
    """A wheel that holds nothing but its METADATA, and ballast before it."""
    project, version = name.split("-")[:2]
    lines = ["Metadata-Version: 2.1", f"Name: {project}", f"Version: {version}"]
    lines += [f"Requires-Python: {python}"] if python else []
    lines += [f"Requires-Dist: {line}" for line in requires]
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as file:
        file.writestr("ballast", b"0" * 200_000)
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
        self, project: str, version: str, *tags: str, requires=(), python="", day="2024-03-07", **more
    ) -> None:
        for tag in tags:
            name = f"{project.replace('-', '_')}-{version}-{tag}.whl"
            data = archive(name, requires, python)
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


KERAS = ("keras >=3.12.0", "numpy >=1.26.0", "protobuf >=6.31.1,<8.0.0", "absl-py >=1.0.0")
OLD = ("numpy (>=1.20)", "protobuf (<3.20,>=3.9.2)", "keras (<2.9,>=2.8.0rc0)")


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
    one.add("tensorflow", "2.21.0", *tags, requires=KERAS + cuda, python=">=3.10", day="2026-03-06")
    one.add("tensorflow", "2.22.0rc0", f"cp314-cp314-{LINUX}", requires=KERAS, day="2026-09-22")
    one.add("nvidia-cudnn-cu12", "9.28.0.42", f"py3-none-{LINUX}")
    one.add("tensorflow-cpu", "2.21.0", f"cp312-cp312-{LINUX}")
    one.add("keras", "3.15.1", "py3-none-any", requires=("numpy",), python=">=3.11")
    one.add("tf-keras", "2.21.0", "py3-none-any", requires=("tensorflow <2.22,>=2.21",), python=">=3.10")
    one.add("tensorflow-metal", "1.2.0", "cp312-cp312-macosx_12_0_arm64")
    return one


@pytest.fixture
def ask(there, tmp_path):
    """`ask()` refreshes a source in a folder of its own, and says what is new."""

    def refresh(today=TODAY, **options):
        return versions.refresh(tmp_path, connect(there), today, **options)

    refresh.file = tmp_path / "data" / "versions.json"
    refresh.data = lambda: versions.load(tmp_path)
    refresh.root = tmp_path
    return refresh


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


# --- the index -----------------------------------------------------------------


def test_wheels_say_for_which_python_and_system_they_are(there):
    tags = (
        "cp311-cp311-macosx_12_0_arm64",
        "cp39-abi3-win_amd64",
        "py3-none-any",
        "cp311-cp311-macosx_11_0_universal2",
    )
    there.add("one", "1.0", *tags, python=">=3.9,!=3.12.*")
    arm, stable, every, both = connect(there).wheels("one")
    assert arm.systems() == ["macos-arm64"] and arm.pythons() == ["3.11"]
    assert both.systems() == ["macos-arm64", "macos-x86_64"]
    assert stable.fits("3.11", "windows-x86_64") and not stable.fits("3.8", "windows-x86_64")
    assert every.fits("3.13", "linux-arm64")
    assert not every.fits("3.12", "linux-arm64"), "Requires-Python counts"
    assert not arm.fits("3.11", "windows-x86_64") and not arm.fits("3.10", "macos-arm64")


def test_a_withdrawn_wheel_is_not_there(there):
    there.add("one", "1.0", "py3-none-any")
    there.add("one", "1.1", "py3-none-any", yanked="broken")
    assert [str(wheel.version) for wheel in connect(there).wheels("one")] == ["1.0"]


def test_metadata_is_read_out_of_the_archive_without_downloading_it(there, tmp_path):
    index = connect(there, tmp_path)
    wheel = index.wheels("keras")[0]
    assert index.metadata(wheel)["requires_dist"] == ["numpy"]
    assert 0 < there.sent < wheel.size / 1.5
    there.down = True
    assert index.metadata(wheel)["requires_dist"] == ["numpy"], "what never changes is kept"


def test_metadata_of_its_own_is_preferred(there):
    there.own_metadata = True
    index = connect(there)
    assert index.metadata(index.wheels("keras")[0])["requires_dist"] == ["numpy"]
    assert not any(url.endswith(".whl") for url in there.asked)


def test_the_address_is_the_one_of_pip(monkeypatch):
    monkeypatch.setenv("PIP_INDEX_URL", "https://mirror.test/simple/")
    assert Index()._client.endpoint == "https://mirror.test/simple/"


def test_no_host_of_an_index_stands_in_the_source_or_the_code():
    hosts = re.compile("py" + r"pi\.(org|python)|python" + "hosted|index" + r"-url.*http", re.IGNORECASE)
    for name in ("gipi/index.py", "gipi/trial.py", "gipi/versions.py", "data/versions.json"):
        assert not hosts.search((ROOT / name).read_text(encoding="utf-8")), name


# --- refresh ---------------------------------------------------------------------


def test_refresh_with_nothing_new_leaves_the_file_byte_for_byte(ask):
    assert ask()
    before = ask.file.read_bytes()
    assert ask(date(2027, 1, 31)) == []
    assert ask.file.read_bytes() == before


def test_refresh_renews_the_date_only_when_told_to(ask):
    ask()
    before = ask.file.read_bytes()
    assert ask(date(2026, 12, 1), renew=28) == []
    assert ask.file.read_bytes() == before
    assert ask(date(2026, 12, 20), renew=28) == ["nothing new; asked again: 2026-11-22 -> 2026-12-20"]
    assert ask.data()["index"]["asked"] == "2026-12-20"


def test_what_is_new_is_told_line_by_line(ask, there):
    ask()
    tags = (f"cp312-cp312-{LINUX}", f"cp314-cp314-{LINUX}")
    there.add("tensorflow", "2.22.0", *tags, requires=("numpy >=2",), day="2026-12-01")
    there.add("keras", "3.16.0", "py3-none-any", python=">=3.12")
    assert ask(date(2026, 12, 2)) == [
        "new: tensorflow 2.22.0, released 2026-12-01, linux-x86_64: 3.12, 3.14",
        "no longer shown: coming 2.22.0rc0",
        "new: keras 3.16.0, released 2024-03-07, Python >=3.12",
    ]
    assert ask.data()["index"]["asked"] == "2026-12-02"


def test_a_changed_cell_is_told(ask, there):
    ask()
    there.add("tensorflow", "2.21.0", f"cp314-cp314-{LINUX}", requires=KERAS, python=">=3.10", day="2026-03-06")
    [*lines] = ask()
    assert any(line.startswith("new: tensorflow 2.21.0 wheels linux-x86_64 3.14: ") for line in lines)


def test_a_stub_has_the_needs_and_the_size_of_its_companion(ask, there):
    ask()
    data = ask.data()
    release = data["index"]["packages"]["tensorflow"]["2.13.1"]
    assert versions.needs(data, "2.13.1", "3.9", "windows-x86_64") == {
        "keras": ">=2.13.1,<2.14",
        "numpy": ">=1.22,<=1.24.3",
    }
    sizes = [
        len(there.files[f"{name}-2.13.1-cp39-cp39-{WINDOWS}.whl"]["data"])
        for name in ("tensorflow", "tensorflow_intel")
    ]
    assert release["wheels"]["windows-x86_64"]["3.9"] == sum(sizes)
    assert release["lacks"] == {"windows-x86_64": {"3.8": "tensorflow-intel ==2.13.1"}}


def test_an_older_patch_stays_where_only_that_can_be_installed(ask):
    ask()
    data = ask.data()
    assert list(data["index"]["packages"]["tensorflow"]) == ["2.8.4", "2.13.0", "2.13.1", "2.21.0"]
    assert versions.newest(data) == ["2.8.4", "2.13.1", "2.21.0"]
    assert versions.newest_for(data, "3.8", "windows-x86_64") == "2.13.0"
    assert versions.newest_for(data, "3.9", "windows-x86_64") == "2.13.1"


def test_what_cuda_brings_is_kept(ask):
    ask()
    release = ask.data()["index"]["packages"]["tensorflow"]["2.21.0"]
    assert release["and-cuda"] == {"needs": {"nvidia-cudnn-cu12": ">=9.3.0.75,<10.0"}}
    assert "cudnn" not in str(release["requires"])


def _down(there):
    there.down = True


def _not_json(there):
    there.page = b"<html>Please log in</html>"


def _other_json(there):
    there.page = b'{"meta": {"api-version": "1.1"}, "files": "none"}'


def _no_sizes(there):
    files = [{"filename": "tensorflow-2.21.0-cp312-cp312-win_amd64.whl", "url": "x", "hashes": {}}]
    there.page = json.dumps({"meta": {"api-version": "1.0"}, "name": "tensorflow", "files": files}).encode()


def _lost_release(there):
    there.files = {name: one for name, one in there.files.items() if "2.13.1" not in name}


def _lost_wheel(there):
    del there.files[f"tensorflow-2.21.0-cp313-cp313-{LINUX}.whl"]


def _withdrawn(there):
    for name, one in there.files.items():
        if name.startswith("tensorflow-2.21.0"):
            one["yanked"] = True


def _lost_project(there):
    there.files = {name: one for name, one in there.files.items() if one["project"] != "keras"}


def _no_parts(there):
    there.whole = True
    there.add("tensorflow", "2.22.0", f"cp312-cp312-{LINUX}")


def _broken_archive(there):
    there.add("tensorflow", "2.22.0", f"cp312-cp312-{LINUX}")
    there.files[f"tensorflow-2.22.0-cp312-cp312-{LINUX}.whl"]["data"] = b"0" * 300_000


def _broken_requirement(there):
    there.add("tensorflow", "2.22.0", f"cp312-cp312-{LINUX}", requires=("numpy >>> 2",))


@pytest.mark.parametrize(
    "fault, says",
    [
        (_down, "did not answer about tensorflow"),
        (_not_json, "not JSON|cannot be read"),
        (_other_json, "cannot be read"),
        (_no_sizes, "does not say how large tensorflow-2.21.0-cp312-cp312-win_amd64.whl is"),
        (_lost_release, "no longer lists: tensorflow 2.13.1"),
        (_lost_wheel, "tensorflow 2.21.0 for Python 3.13 on linux-x86_64"),
        (_withdrawn, "no longer lists: tensorflow 2.21.0"),
        (_lost_project, "knows no project keras"),
        (_no_parts, "neither the metadata"),
        (_broken_requirement, "tensorflow-2.22.0.* cannot be read"),
        (_broken_archive, "tensorflow-2.22.0.* cannot be read"),
    ],
)
def test_a_failure_is_said_and_leaves_the_old_file(ask, there, fault, says):
    ask()
    before = ask.file.read_bytes()
    fault(there)
    with pytest.raises((IndexProblem, VersionsProblem), match=says):
        ask(date(2026, 12, 2))
    assert ask.file.read_bytes() == before


def test_the_command_says_the_failure_and_ends_with_1(ask, there, monkeypatch, capsys):
    def refuse(**_):
        raise IndexProblem("The package index did not answer about tensorflow.")

    monkeypatch.setattr(versions, "refresh", refuse)
    assert versions.main(["refresh"]) == 1
    said = capsys.readouterr()
    assert said.err == "The package index did not answer about tensorflow.\ndata/versions.json is unchanged.\n"
    assert not said.out


def test_a_broken_source_is_not_overwritten(ask):
    ask()
    ask.file.write_text("{", encoding="utf-8")
    with pytest.raises(VersionsProblem, match="is not JSON"):
        ask()
    assert ask.file.read_text(encoding="utf-8") == "{"


def test_a_refresh_keeps_what_others_wrote(ask, there):
    ask()
    data = ask.data()
    data["trials"], data["reported"] = [ran()], [{"system": "windows-x86_64"}]
    versions.save(data, ask.root)
    there.add("keras", "3.16.0", "py3-none-any")
    assert ask()
    assert ask.data()["trials"] == [ran()] and ask.data()["reported"]


# --- trials ------------------------------------------------------------------------


def test_the_rule_names_the_constraint(ask):
    ask()
    data = ask.data()
    assert versions.mends(data, "2.8.4", "3.10", "linux-x86_64") == ("numpy<2",)
    assert versions.mends(data, "2.21.0", "3.12", "linux-x86_64") == (), "appeared after NumPy 2"
    assert versions.mends(data, "2.13.1", "3.9", "windows-x86_64") == (), "has an upper bound"


def test_trials_go_on_where_they_stopped(ask, monkeypatch, capsys):
    monkeypatch.setattr(trial, "system", lambda: "linux-x86_64")
    ask()
    made = []

    def attempt(tensorflow, python, folder, with_, installer):
        if len(made) == 3:
            raise KeyboardInterrupt
        made.append((tensorflow, python, with_, installer))
        works = tensorflow != "2.8.4" or with_
        return ran(tensorflow, f"{python}.1", f"{installer} 1.0", with_, "trained" if works else "import")

    pairs = versions.plan(ask.data(), "linux-x86_64")
    assert pairs == [("2.21.0", "3.13"), ("2.8.4", "3.10"), ("2.21.0", "3.12"), ("2.8.4", "3.9")]
    with pytest.raises(KeyboardInterrupt):
        versions.try_(pairs, ask.root, attempt=attempt)
    assert made == [
        ("2.21.0", "3.13", (), "pip"),
        ("2.8.4", "3.10", (), "pip"),
        ("2.8.4", "3.10", ("numpy<2",), "pip"),
    ]
    assert len(ask.data()["trials"]) == 3, "an interrupted run loses nothing"
    made.clear()
    assert versions.try_(pairs, ask.root, attempt=attempt) == 3
    assert [one[:3] for one in made] == [
        ("2.21.0", "3.12", ()),
        ("2.8.4", "3.9", ()),
        ("2.8.4", "3.9", ("numpy<2",)),
    ]
    made.clear()
    assert versions.try_(pairs, ask.root, attempt=attempt) == 0
    assert versions.try_(pairs[:1], ask.root, ("uv",), attempt=attempt) == 1, "uv is a trial of its own"
    made.clear()
    two = ("numpy<2", "protobuf<3.21")
    assert versions.try_(pairs[1:2], ask.root, with_=two, attempt=attempt) == 1, "what is known is not repeated"
    assert made == [("2.8.4", "3.10", two, "pip")]
    assert "import failed: TypeError" in capsys.readouterr().out


def test_a_trial_that_cannot_be_made_is_no_result(ask, monkeypatch, capsys):
    monkeypatch.setattr(trial, "system", lambda: "linux-x86_64")
    ask()
    before = ask.file.read_bytes()

    def attempt(*_):
        raise trial.TrialProblem("There is no Python 3.13 on this machine.")

    assert versions.try_([("2.21.0", "3.13")], ask.root, attempt=attempt) == 0
    assert "not tried" in capsys.readouterr().out
    assert ask.file.read_bytes() == before


@pytest.mark.parametrize(
    "stderr, error, last",
    [
        ("Traceback:\n  File x\nValueError: no\n", "ValueError: no", None),
        ("TypeError: The signature was\n\t() -> handle\n", "TypeError: The signature was", "() -> handle"),
        (
            "ERROR: Could not find\nERROR: No matching distribution found for x\n",
            "ERROR: No matching distribution found for x",
            None,
        ),
        (
            "tensorflow.python.framework.errors_impl.NotFoundError: y\n",
            "tensorflow.python.framework.errors_impl.NotFoundError: y",
            None,
        ),
        ("", "no message", None),
    ],
)
def test_the_last_line_of_an_error(stderr, error, last):
    assert trial.last_lines(stderr) == (error, last)


def test_a_trial_runs_in_a_plain_shell(monkeypatch, tmp_path):
    for name in ("PIP_FIND_LINKS", "PIP_EXTRA_INDEX_URL", "PYTHONPATH", "UV_INDEX", "TF_USE_LEGACY_KERAS"):
        monkeypatch.setenv(name, "x")
    monkeypatch.setenv("PIP_INDEX_URL", ADDRESS)
    env = trial._environment(tmp_path, tmp_path)
    assert "x" not in env.values() and env["PIP_INDEX_URL"] == ADDRESS


def test_a_missing_interpreter_is_said(tmp_path):
    with pytest.raises(trial.TrialProblem, match=r"no Python 3\.99"):
        trial.attempt("2.21.0", "3.99", tmp_path)


# --- backtest ------------------------------------------------------------------------


@pytest.fixture
def history(there):
    """What lay on the index before and after NumPy 2."""
    there.add("numpy", "1.26.4", "py3-none-any", day="2024-02-05")
    there.add("numpy", "2.0.0", "py3-none-any", day="2024-06-16")
    there.add("protobuf", "4.25.3", "py3-none-any", day="2024-02-15")
    there.add("keras", "2.15.0", "py3-none-any", day="2023-11-07")
    bounded = ("keras <2.16,>=2.15.0", "numpy <2.0.0,>=1.23.5")
    there.add("tensorflow", "2.15.1", f"cp311-cp311-{LINUX}", requires=bounded, day="2024-03-08")
    there.add("tensorflow", "2.16.0rc0", f"cp312-cp312-{LINUX}", requires=("keras >=3.0.0",), day="2024-03-09")
    there.add("keras", "3.0.5", "py3-none-any", day="2024-02-14")
    return there


def test_the_rules_warn_of_what_the_index_of_that_day_shows(history):
    past = Past(connect(history), date(2024, 6, 16))
    said = [(one["wanted"], one["package"], one["why"]) for one in versions.warnings(past)]
    assert said == [
        ("tensorflow==2.8.0", "numpy", "open"),
        ("tensorflow==2.8.4", "numpy", "open"),
        ("tensorflow", "keras", "coming"),
        ("tensorflow", "python", "python"),
    ]


def test_a_backtest_counts_what_was_missed_and_what_was_in_vain(history, ask, monkeypatch):
    ask()
    monkeypatch.setattr(versions, "EVENTS", (("2024-06-16", "numpy 2"),))

    def resolve(wanted, python, before, folder):
        if python == "3.13":
            return None
        late = before > date(2024, 6, 16)
        broken = late and wanted == "tensorflow==2.8.4"
        return {
            "numpy": "2.0.0" if broken else "1.26.4",
            "protobuf": "5.0" if late and wanted == "tensorflow" else "4.0",
        }

    [result] = versions.backtest(ask.root, connect(history), resolve, TODAY)
    assert [(one["wanted"], one["from"], one["to"]) for one in result["right"]] == [
        ("tensorflow==2.8.4", "1.26.4", "2.0.0")
    ]
    assert [(one["wanted"], one["package"]) for one in result["missed"]] == [("tensorflow", "protobuf")]
    assert [one["package"] for one in result["in_vain"]] == ["numpy", "keras", "python"]
    assert ask.data()["backtest"]["ran"] == "2026-11-22"
    table = versions.backtest_table(ask.data(), "en")
    assert (
        "| numpy 2 | 2024-06-16 | 1: numpy: 2.8.4 (1.26.4 → 2.0.0) | 1: protobuf: tensorflow (4.0 → 5.0) |"
        in table
    )
    before = ask.file.read_bytes()
    history.down = True
    with pytest.raises(IndexProblem):
        versions.backtest(ask.root, connect(history), resolve, TODAY)
    assert ask.file.read_bytes() == before


# --- words and tables ----------------------------------------------------------------


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


def test_nothing_is_said_beyond_the_evidence(data):
    state = versions.state
    assert state(data, "2.21.0", "3.12", "linux-x86_64") == ("ran", ())
    assert state(data, "2.8.4", "3.10", "linux-x86_64") == ("mended", ("numpy<2",))
    assert state(data, "2.21.0", "3.13", "linux-x86_64") == ("wheel", ()), "pip was not tried"
    assert state(data, "2.21.0", "3.13", "linux-x86_64", "uv") == ("failed", ())
    assert state(data, "2.8.4", "3.10", "linux-x86_64", "uv") == ("wheel", ("numpy<2",)), "inferred by the rule"
    assert state(data, "2.21.0", "3.12", "linux-arm64") == ("wheel", ())
    assert state(data, "2.8.4", "3.9", "linux-x86_64") == ("wheel", ("numpy<2",)), "inferred from 3.10"
    assert state(data, "2.13.1", "3.8", "windows-x86_64") == ("lacks", ())
    assert state(data, "2.21.0", "3.12", "windows-arm64") == ("none", ())


def test_evidence_is_dated_and_strongest_first(data):
    found = versions.evidence(data, "2.8.4", "3.10", "linux-x86_64")
    assert [one["kind"] for one in found] == ["ran", "ran", "wheel", "documented"]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", one["date"]) for one in found)
    assert versions.evidence(data, "2.21.0", "3.14", "linux-x86_64") == []


def test_sentences_come_from_the_source(data):
    text = versions.sentence(data, "3.12", "windows-x86_64", "en")
    assert text == "The newest TensorFlow for Python 3.12 on Windows (x64) is 2.21.0 (as of 22 November 2026)."
    assert "윈도우(x64)에서 파이썬 3.12에 설치할 수 있는 가장 새로운 텐서플로: 2.21.0" in versions.sentence(
        data, "3.12", "windows-x86_64", "ko"
    )
    none = versions.sentence(data, "3.14", "linux-x86_64", "en")
    assert none.startswith("There is no TensorFlow for Python 3.14 on Linux (x86-64)") and "2.22.0rc0" in none


def test_facts_are_filled_into_prose(data):
    def fill(what):
        return versions.fill(f"a <!-- gipi:version {what} --> b", data, "en")

    assert fill("newest 3.12 windows-x86_64") == "a 2.21.0 b"
    assert fill("last windows-x86_64") == "a 2.21.0 b"
    assert fill("first 3.9 linux-x86_64") == "a 2.8.4 b"
    assert fill("pythons 2.21 linux-x86_64") == "a 3.12–3.13 b"
    assert fill("needs 2.8 numpy") == "a >=1.20 b"
    assert fill("asked") == "a 22 November 2026 b"
    assert fill("coming") == "a 2.22.0rc0 b"
    for wrong in (
        "newest 3.14 windows-arm64",
        "newest",
        "nothing 3",
        "first 3.14 linux-x86_64",
        "needs 2.99 numpy",
    ):
        with pytest.raises(VersionsProblem, match="has no answer"):
            fill(wrong)


def test_an_old_date_is_said(data):
    assert "45" not in versions.note(data, "en", date(2027, 1, 6))
    assert "more than 45 days ago" in versions.note(data, "en", date(2027, 1, 7))
    assert "45일이 넘었습니다" in versions.note(data, "ko", date(2027, 1, 7))


def test_every_cell_leads_to_its_evidence(data):
    for language in ("ko", "en"):
        text = versions.render(data, language, TODAY)
        there = set(re.findall(r'(?:id="|\{ #)([\w.-]+)', text))
        wanted = set(re.findall(r"\]\(#([\w.-]+)\)", text))
        assert wanted and wanted <= there
    row = next(line for line in text.split("\n") if line.startswith("| 2.8.4 |"))
    assert "[trained](#ran-2.8.4-3.10-linux-x86_64) · `numpy<2`" in row and "2.8.0: 3.7–3.10" in row


def test_what_only_uv_needs_is_said_below_the_table(data):
    data["trials"] += [
        ran(installer="uv 0.13.9", outcome="import"),
        ran(installer="uv 0.13.9", with_=("protobuf<8",)),
    ]
    text = versions.system_table(data, "linux-x86_64", "en")
    assert "[with uv](#ran-2.21.0-3.12-linux-x86_64) the command needs `protobuf<8` too" in text


def test_both_languages_have_the_same_anchors_and_tables(data):
    korean, english = (versions.render(data, language, TODAY) for language in ("ko", "en"))
    assert re.findall(r"#[\w.-]+", korean) == re.findall(r"#[\w.-]+", english)
    assert korean.count("|") == english.count("|")
    assert not re.search("[가-힣]", english)


def test_an_error_with_a_pipe_does_not_break_the_table(data):
    rows = [line for line in versions.trials_table(data, "en").split("\n") if line.startswith("|")]
    assert {row.count("|") for row in rows} == {7}


# --- what is committed ----------------------------------------------------------------


def test_the_committed_source_is_whole():
    data = versions.load()
    minors = [tuple(map(int, one.split(".")[:2])) for one in versions.newest(data)]
    assert minors[0] == (2, 4) and minors == [(2, minor) for minor in range(4, 4 + len(minors))]
    for one in data["trials"]:
        assert set(one) >= {"python", "system", "os", "installer", "command", "with", "date", "outcome"}
        assert one["outcome"] == "trained" or one["error"]
    for source in data["documented"]:
        assert source["address"].startswith("https://") and source["of"] and source["read"]
    for report in data["reported"]:
        assert re.search(r"/issues/\d+$", report["thread"]) and set(report["what"]) == {"ko", "en"}
    text = versions.file().read_text(encoding="utf-8")
    assert text == json.dumps(data, indent=1, ensure_ascii=False) + "\n"
    for language in ("ko", "en"):
        assert versions.render(data, language)
