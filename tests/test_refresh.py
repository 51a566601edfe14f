"""data/versions.json, refreshed: never half written, and what is new is told."""

import json
from datetime import date

import pytest

from gipi.check_env import table
from gipi.versions import source, update
from gipi.versions.__main__ import main
from gipi.versions.package_index import IndexProblem
from gipi.versions.source import VersionsProblem
from recorded import KERAS, LINUX, WINDOWS, ran


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
    assert source.needs(data, "2.13.1", "3.9", "windows-x86_64") == {
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
    assert source.newest(data) == ["2.8.4", "2.13.1", "2.21.0"]
    assert source.newest_for(data, "3.8", "windows-x86_64") == "2.13.0"
    assert source.newest_for(data, "3.9", "windows-x86_64") == "2.13.1"


def test_what_cuda_brings_is_kept(ask):
    ask()
    release = ask.data()["index"]["packages"]["tensorflow"]["2.21.0"]
    assert release["and-cuda"] == {"needs": {"nvidia-cudnn-cu12": ">=9.3.0.75,<10.0"}}
    assert "cudnn" not in str(release["requires"])


def test_for_which_gpus_a_wheel_was_built_is_read_out_of_it(ask):
    ask()
    releases = ask.data()["index"]["packages"]["tensorflow"]
    assert releases["2.21.0"]["built"] == {"cuda": "12.5.1", "gpus": ["sm_60", "sm_89", "compute_90"]}
    assert "built" not in releases["2.13.1"]


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

    monkeypatch.setattr(update, "refresh", refuse)
    monkeypatch.setattr(table, "embed", None)
    assert main(["refresh"]) == 1
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
    with source.changing(ask.root) as data:
        data["trials"], data["reported"] = [ran()], [{"system": "windows-x86_64"}]
    there.add("keras", "3.16.0", "py3-none-any")
    assert ask()
    assert ask.data()["trials"] == [ran()] and ask.data()["reported"]
