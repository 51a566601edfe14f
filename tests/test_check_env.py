"""check_env.py: every finding on altered facts, and the file itself under every Python at hand."""

import ast
import copy
import io
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from gipi.check_env import check_env as check
from gipi.check_env import table as published
from gipi.machine.interpreters import interpreter
from gipi.versions import recipe, source
from small import ROOT

SOURCE = Path(check.__file__)
HANGUL = re.compile("[가-힣]")

# A computer on which everything is in order, TensorFlow not yet installed.
FACTS = {
    "python": [3, 12, 1],
    "implementation": "CPython",
    "bits": 64,
    "system": "linux-x64",
    "rosetta": False,
    "avx": True,
    "redistributable": None,
    "gpus": [],
    "environment": "venv",
    "managed": False,
    "conda": False,
    "command": "python3",
    "own": ".venv/bin/python",
    "uv": False,
    "ensurepip": True,
    "space": 40.0,
    "network": [],
    "paths": {"prefix": "/home/kim/dl/.venv", "home": "/home/kim", "temp": "/tmp"},
    "long_paths": None,
    "in_the_way": [],
    "kernels": [],
    "packages": {"pip": "25.0"},
    "train": None,
}
WINDOWS = {
    "system": "windows-x64",
    "redistributable": "14.44.35211.0",
    "long_paths": False,
    "command": "py -3.12",
    "own": ".venv\\Scripts\\python",
    "paths": {"prefix": "C:\\dl\\.venv", "home": "C:\\Users\\kim", "temp": "C:\\Users\\kim\\Temp"},
}
INSTALLED = {
    "packages": {"pip": "25.0", "tensorflow": "2.21.0", "keras": "3.15.1", "numpy": "2.4.6", "protobuf": "7.36.2"},
    "train": {"kind": "down", "stage": "train", "status": "exit status 0", "seconds": 300, "lines": []},
}
KERNEL = {
    "folder": "dl",
    "name": "Python (dl)",
    "own": True,
    "there": True,
    "python": "/home/kim/dl/.venv/bin/python",
}


def computer(*changes: dict) -> dict:
    facts = copy.deepcopy(FACTS)
    for change in changes:
        facts.update(copy.deepcopy(change))
    return facts


def trained(kind: str, **more) -> dict:
    return {**INSTALLED, "train": {**INSTALLED["train"], "kind": kind, **more}}


def having(**packages) -> dict:
    return {**INSTALLED, "packages": {**INSTALLED["packages"], **packages}}


# finding -> (its level, what is different about the computer)
CASES = {
    "python": ("ok", {}),
    "python-new": ("bad", {"python": [3, 14, 0]}),
    "python-old": ("bad", {"python": [3, 6, 9], "system": "linux-arm64"}),
    "python-keras2": ("bad", {"python": [3, 8, 18]}),
    "implementation": ("bad", {"implementation": "PyPy"}),
    "bits": ("ok", {}),
    "bits-32": ("bad", {**WINDOWS, "bits": 32, "system": "windows-x86"}),
    "system": ("ok", {}),
    "system-windows-arm": ("bad", {**WINDOWS, "system": "windows-arm64"}),
    "system-other": ("bad", {"system": "linux-musl-x64"}),
    "system-rosetta": ("bad", {"system": "macos-x64", "rosetta": True, "avx": False}),
    "avx": ("ok", {}),
    "avx-missing": ("bad", {"avx": False}),
    "avx-unknown": ("ok", {"avx": None}),
    "redistributable": ("ok", WINDOWS),
    "redistributable-missing": ("bad", {**WINDOWS, "redistributable": False}),
    "gpu": ("ok", {"gpus": [{"name": "NVIDIA GeForce RTX 4060", "capability": "8.9"}]}),
    "gpu-windows": ("ok", {**WINDOWS, "gpus": [{"name": "NVIDIA GeForce RTX 4060", "capability": "8.9"}]}),
    "gpu-new": ("warn", {"gpus": [{"name": "NVIDIA GeForce RTX 5070 Ti", "capability": "12.0"}]}),
    "gpu-old": ("warn", {"gpus": [{"name": "NVIDIA GeForce GTX 970", "capability": "5.2"}]}),
    "environment-venv": ("ok", {}),
    "environment-conda": ("ok", {"environment": "conda", "conda": True}),
    "environment-base": ("warn", {"environment": "base", "conda": True}),
    "environment-none": ("warn", {"environment": "none"}),
    "environment-managed": ("bad", {"environment": "none", "managed": True}),
    "pip": ("ok", {}),
    "pip-old": ("bad", {"packages": {"pip": "18.1"}}),
    "pip-missing": ("warn", {"packages": {}}),
    "pip-uv": ("ok", {"packages": {}, "uv": True}),
    "ensurepip-missing": ("bad", {"environment": "none", "ensurepip": False}),
    "space": ("ok", {}),
    "space-low": ("bad", {"space": 1.2}),
    "network": ("ok", {"network": ["HTTPS_PROXY"]}),
    "path": ("ok", WINDOWS),
    "path-letters": ("warn", {**WINDOWS, "paths": {**WINDOWS["paths"], "home": "C:\\Users\\홍길동"}}),
    "path-letters-here": ("ok", {"paths": {**FACTS["paths"], "prefix": "/home/홍길동/.venv"}}),
    "path-long": ("warn", {**WINDOWS, "paths": {**WINDOWS["paths"], "prefix": "C:\\dl\\" + "long\\" * 20}}),
    "in-the-way": ("ok", {}),
    "in-the-way-found": ("bad", {"in_the_way": ["/home/kim/keras.py"]}),
    "kernel": ("ok", {"kernels": [KERNEL]}),
    "kernel-none": ("ok", {}),
    "kernel-elsewhere": ("warn", {"kernels": [{**KERNEL, "own": False}]}),
    "kernel-gone": ("warn", {"kernels": [{**KERNEL, "own": False, "there": False}]}),
    "tensorflow-absent": ("ok", {}),
    "tensorflow": ("ok", INSTALLED),
    "tensorflow-pre": ("warn", having(tensorflow="2.22.0rc0")),
    "tensorflow-unknown": ("warn", having(tensorflow="2.99.0")),
    "pair": ("ok", INSTALLED),
    "pair-wrong": ("bad", having(tensorflow="2.15.1", keras="2.15.0", protobuf="4.25.9")),
    "pair-missing": ("bad", {**INSTALLED, "packages": {"pip": "25.0", "tensorflow": "2.21.0", "keras": "3.15.1"}}),
    "pair-extra": ("warn", having(tensorflow="2.4.4", keras="2.2.2", numpy="1.19.5", protobuf="3.20.3")),
    "train": ("ok", INSTALLED),
    "train-up": ("bad", trained("up")),
    "train-error": ("bad", trained("error", stage="keras", status="exit status 1", lines=["ImportError: no"])),
    "train-dll-missing": (
        "bad",
        trained("dll-missing", stage="tensorflow", lines=["ImportError: DLL load failed"]),
    ),
    "train-dll-init": ("bad", trained("dll-init", stage="tensorflow", lines=["ImportError: DLL load failed"])),
    "train-illegal": ("bad", trained("illegal", stage="tensorflow", status="SIGILL")),
    "train-killed": ("bad", trained("killed", status="SIGKILL")),
    "train-crash": ("bad", trained("crash", stage="numpy", status="SIGSEGV")),
    "train-slow": ("bad", trained("slow", stage="tensorflow", status="")),
}


def found(facts: dict) -> dict[str, dict]:
    return {finding["id"]: finding for finding in check.judge(facts, check.TABLE)}


@pytest.mark.parametrize("name", CASES)
def test_finding_has_its_level_and_words(name):
    level, change = CASES[name]
    facts = computer(change)
    finding = found(facts)[name]
    assert finding["level"] == level
    korean, english = (check.sentences(finding, language) for language in ("ko", "en"))
    assert HANGUL.search(korean[0]) and english[0].isascii() and english[1].isascii()
    for what, do, typed in (korean, english):
        assert bool(do) == (level != "ok"), "a finding that is not ok says what to do"
        assert not re.search(r"[{}]|None|\((은|이|을|으로)\)", what + do + "".join(typed))
        assert (what[-1] == "." or ": " in what) and (not do or do[-1] == ".")
        # One sentence each, so one full stop that ends one.
        assert len(re.findall(r"[다요]\.(?!\w)", what)) <= 1
    for language in ("ko", "en"):
        assert finding["level"] in ("ok", "warn") or check.report(facts, check.TABLE, language)["status"] == 1
        what = check.hide(check.sentences(finding, language)[0])
        assert f"{check.WORDS[language]['level.' + level]} {what}" in check.render(facts, check.TABLE, language)


def test_every_finding_is_tried_and_has_words_in_both_languages():
    for words in check.WORDS.values():
        assert set(CASES) == {name.removeprefix("find.") for name in words if name.startswith("find.")}
        assert {name[3:] for name in words if name.startswith("do.")} == {
            name for name, (level, _) in CASES.items() if level != "ok"
        }
    assert set(check.TYPE) | check.BEFORE | check.REMAKE | check.WRONG | set(check.PAGES) <= set(CASES)


def test_the_words_in_the_tree_are_those_of_the_words_files():
    """Otherwise: python -m gipi.versions refresh."""
    assert published.words(ROOT) == check.WORDS and next(iter(check.WORDS)) == "ko"


@pytest.mark.parametrize("language", ["ko", "en"])
def test_all_words_exist_on_a_korean_windows_console(language):
    "".join(check.WORDS[language].values()).encode("cp949")


@pytest.mark.parametrize(
    "change", [{}, WINDOWS, {"system": "macos-arm64", "avx": None}, INSTALLED, {**WINDOWS, **INSTALLED}]
)
def test_a_computer_in_order_has_nothing_to_mend(change):
    facts = computer(change)
    assert {finding["level"] for finding in check.judge(facts, check.TABLE)} == {"ok"}
    assert check.render(facts, check.TABLE, "ko").endswith("고칠 것이 없습니다.")
    assert check.report(facts, check.TABLE, "en")["status"] == 0


def test_what_stops_an_installation_is_history_beside_a_tensorflow_that_is_there():
    facts = computer(having(tensorflow="2.22.0rc0"), {"python": [3, 14, 0]})
    assert found(facts)["python-new"]["level"] == "warn"


def test_a_kernel_of_this_python_suffices():
    facts = computer({"kernels": [{**KERNEL, "own": False}, {**KERNEL, "folder": "b", "name": "B"}]})
    assert "kernel-elsewhere" not in found(facts) and found(facts)["kernel"]["values"]["names"] == "'B'"


@pytest.mark.parametrize(("length", "long"), [(77, False), (78, True)])
def test_a_path_is_too_long_from_260_characters_on(length, long):
    facts = computer(WINDOWS)
    facts["paths"]["prefix"] = "C:\\".ljust(length, "x")
    assert ("path-long" in found(facts)) == long


def test_long_paths_that_windows_allows_are_not_too_long():
    assert "path-long" not in found(computer(CASES["path-long"][1], {"long_paths": True}))


PIP = ".venv/bin/python -m pip install "
INSTALL = PIP + check.TABLE["packages"]
WINDOWS_INSTALL = INSTALL.replace("/bin/", "\\Scripts\\").replace("/", "\\")
CONDA_INSTALL = INSTALL.replace(".venv/bin/", "")
FOLDER, WINDOWS_FOLDER = ["mkdir -p ~/dl", "cd ~/dl"], ["mkdir C:\\dl", "cd C:\\dl"]


@pytest.mark.parametrize(
    ("change", "typed"),
    [
        ({}, [INSTALL]),
        ({"packages": {"pip": "18.1"}}, [PIP + "--upgrade pip", INSTALL]),
        ({"packages": {}}, [".venv/bin/python -m ensurepip --upgrade", INSTALL]),
        ({"packages": {}, "uv": True}, ["uv pip install " + check.TABLE["packages"]]),
        ({"own": "/home/kim/x/.venv/bin/python"}, [INSTALL.replace(".venv", "/home/kim/x/.venv")]),
        ({"environment": "none"}, [*FOLDER, "python3 -m venv .venv", INSTALL]),
        (
            {"environment": "none", "packages": {"pip": "18.1"}},
            [*FOLDER, "python3 -m venv .venv", PIP + "--upgrade pip", INSTALL],
        ),
        ({"environment": "none", "python": [3, 14, 0]}, [*FOLDER, "python3.12 -m venv .venv", INSTALL]),
        ({"python": [3, 14, 0]}, [*FOLDER, "python3.12 -m venv .venv", INSTALL]),
        (
            {"environment": "base", "conda": True},
            ["conda create -n dl python=3.12 -y", "conda activate dl", CONDA_INSTALL],
        ),
        (
            {"environment": "base", "conda": True, "python": [3, 13, 0]},
            ["conda create -n dl python=3.13 -y", "conda activate dl", CONDA_INSTALL],
        ),
        ({"environment": "conda", "conda": True, "own": "python"}, [CONDA_INSTALL]),
        (
            {**WINDOWS, "environment": "none", "python": [3, 14, 0]},
            [*WINDOWS_FOLDER, "py -3.12 -m venv .venv", WINDOWS_INSTALL],
        ),
        ({"system": "macos-x64", "python": [3, 13, 0]}, [*FOLDER, "python3.12 -m venv .venv", INSTALL]),
        ({"python": [3, 8, 18]}, [*FOLDER, "python3.12 -m venv .venv", INSTALL]),
        # A command by its number would find the wrong Python again.
        (CASES["bits-32"][1], []),
        (CASES["system-rosetta"][1], []),
        (CASES["system-windows-arm"][1], []),
        (CASES["system-other"][1], []),
        ({"avx": False}, []),
        (INSTALLED, []),
        (CASES["pair-wrong"][1], []),
    ],
)
def test_commands_for_this_computer(change, typed):
    facts = computer(change)
    assert check.commands(facts, check.TABLE, check.judge(facts, check.TABLE)) == typed


@pytest.mark.parametrize("change", [{"environment": "none"}, {**WINDOWS, "environment": "none"}])
def test_the_lines_are_the_guides_own(change):
    """The recipe's, but for the Python that is at hand."""
    facts = computer(change)
    tool, system = "venv", "windows" if "windows" in facts["system"] else "unix"
    below = recipe.bound(source.load())
    wanted = [line for part in ("folder", "install") for line in recipe.lines(below, tool, system, part)]
    typed = check.commands(facts, check.TABLE, check.judge(facts, check.TABLE))
    assert [line for line in typed if " -m venv " not in line] == wanted


@pytest.mark.parametrize("name", ["bits-32", "system-rosetta"])
def test_the_wrong_python_of_the_right_number_is_replaced_first(name):
    facts = computer(CASES[name][1])
    for language in ("ko", "en"):
        text = check.render(facts, check.TABLE, language)
        assert "https://www.python.org/downloads/" in text and "-m venv" not in text


def test_what_belongs_to_a_python_that_has_to_go_is_no_matter():
    assert not {"pip-old", "ensurepip-missing"} & set(
        found(
            computer({"python": [3, 6, 9], "packages": {"pip": "18.1"}, "environment": "none", "ensurepip": False})
        )
    )


def test_a_korean_user_name_is_said_once():
    paths = {"prefix": "C:\\Users\\홍길동\\dl", "home": "C:\\Users\\홍길동", "temp": "C:\\Users\\홍길동\\Temp"}
    told = check.report(computer({**WINDOWS, "paths": paths}), check.TABLE, "ko")
    said = [one["what"] for one in told["findings"] if one["id"] == "path-letters"]
    assert len(said) == 1 and "파이썬·홈 폴더·임시 폴더 경로에" in said[0]


@pytest.mark.parametrize(
    ("capability", "kind"), [("6.1", ""), ("7.5", ""), ("8.6", ""), ("9.0", ""), ("5.2", "old"), ("12.0", "new")]
)
def test_cards_that_a_wheel_was_built_for(capability, kind):
    cards = [{"name": "x", "capability": capability}]
    assert check.gpu_kind(cards, "sm_60 sm_70 sm_80 sm_89 compute_90") == kind
    assert check.gpu_kind([*cards, {"name": "y", "capability": "8.0"}], check.TABLE["gpus"]) == "", "one suffices"


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_finding_leads_to_its_page_where_the_address_is_known(language):
    facts = computer(CASES["python-new"][1])
    table = {**check.TABLE, "site": "https://gipi.test/guide/"}
    at = "https://gipi.test/guide/" + ("" if language == "ko" else "en/")
    assert at + "install/#what-cannot-work" in check.render(facts, table, language)
    assert "http" not in check.render(facts, check.TABLE, language)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_address_leads_to_a_heading(language):
    for name, target in check.PAGES.items():
        path, _, anchor = target.partition("#")
        folder = ROOT / "docs" / language / path
        page = folder / "index.md" if folder.is_dir() else folder.parent / f"{folder.name}.md"
        assert not anchor or f"{{ #{anchor} }}" in page.read_text(encoding="utf-8"), (name, target)
        assert page.is_file(), (name, target)


@pytest.mark.parametrize(
    ("version", "wanted", "fits"),
    [
        ("1.26.4", ">=1.23.5,<2", True),
        ("2.0.0", ">=1.23.5,<2", False),
        ("2.0", "<2", False),
        ("1.24.3", "<=1.24.3", True),
        ("1.19.5", "~=1.19.2", True),
        ("1.20.0", "~=1.19.2", False),
        ("2.15.0", "==2.15.*", True),
        ("2.16.0", "!=2.15.*", True),
        ("3.20", "==3.20.0", True),
        ("3.0.0rc1", ">2", True),
    ],
)
def test_ranges(version, wanted, fits):
    assert check.within(version, wanted) is fits


@pytest.mark.parametrize(
    ("text", "settled"),
    [
        ("3.12(으로)", "3.12로"),
        ("3.11(으로)", "3.11로"),
        ("3.13(으로)", "3.13으로"),
        ("3.12(은)", "3.12는"),
        ("3.13(을)", "3.13을"),
        ("'dl'(은)", "'dl'은"),
        ("훈련(이)", "훈련이"),
        ("불러오기(이)", "불러오기가"),
    ],
)
def test_particles_follow_the_sound(text, settled):
    assert check.settle(text) == settled


MISSING = "Traceback\nImportError: DLL load failed while importing x: "


@pytest.mark.parametrize(
    ("code", "text", "kind", "stage"),
    [
        (0, "@@ numpy\n@@ tensorflow\n@@ keras\n@@ train\n@@ down\n", "down", "train"),
        (-11, "@@ train\n@@ down\n", "down", "train"),
        (0, "@@ train\n@@ up\n", "up", "train"),
        (1, "@@ keras\nTraceback (most recent call last):\nValueError: x\n", "error", "keras"),
        (1, MISSING + "지정된 모듈을 찾을 수 없습니다.", "dll-missing", "start"),
        (1, MISSING + "The specified module could not be found.", "dll-missing", "start"),
        (1, MISSING + "DLL 초기화 루틴을 실행할 수 없습니다.", "dll-init", "start"),
        (1, MISSING + "A dynamic link library (DLL) initialization routine failed.", "dll-init", "start"),
        (1, MISSING + "The specified procedure could not be found.", "error", "start"),
        (-4, "@@ tensorflow\n", "illegal", "tensorflow"),
        (0xC000001D, "@@ tensorflow\n", "illegal", "tensorflow"),
        (0xC000001D - 2**32, "@@ tensorflow\n", "illegal", "tensorflow"),
        (-6, "@@ tensorflow\nThis was compiled to use AVX instructions, but", "illegal", "tensorflow"),
        (-9, "@@ train\n", "killed", "train"),
        (0xC0000005, "@@ train\n", "crash", "train"),
        (3, "@@ train\nsomething ended it\n", "crash", "train"),
        (None, "@@ tensorflow\n", "slow", "tensorflow"),
    ],
)
def test_how_a_step_ended(code, text, kind, stage):
    ended = check.outcome(code, text)
    assert (ended["kind"], ended["stage"]) == (kind, stage)
    assert not any(line.startswith("@@") for line in ended["lines"])


def test_a_path_says_nothing_of_its_owner(monkeypatch):
    monkeypatch.setenv("HOME", "C:\\Users\\홍길동")
    monkeypatch.setattr(os.path, "expanduser", lambda path: "C:\\Users\\홍길동")
    hide = check.hide
    assert hide("C:\\Users\\홍길동\\dl") == hide("c:/users/홍길동\\dl") == "~\\dl"
    assert hide({"a": ['File "C:\\\\Users\\\\홍길동\\\\dl\\\\x.py", line 1']}) == {
        "a": ['File "~\\\\dl\\\\x.py", line 1']
    }
    assert hide("C:\\Users\\HONGGI~1\\AppData") == "C:\\Users\\<user>\\AppData"
    assert hide("/home/kim/keras.py") == "/home/<user>/keras.py"
    assert hide(["C:\\Users\\홍길동전", 3, None, True])[1:] == [3, None, True]


# How facts are found on systems that this one is not


@pytest.mark.parametrize(
    ("answer", "states", "avx"), [(1, 0, True), (0, 7, True), (0, 3, False)], ids=["new", "old-windows", "none"]
)
def test_avx_on_windows(answer, states, avx, monkeypatch):
    import ctypes

    class Kernel:
        def IsProcessorFeaturePresent(self, number):
            return answer if number == 39 else 1

        GetEnabledXStateFeatures = type("Function", (), {"__call__": lambda self: states})()

    monkeypatch.setattr(ctypes, "windll", type("Libraries", (), {"kernel32": Kernel()}), raising=False)
    assert check._avx("windows-x64") is avx


@pytest.mark.parametrize(("flags", "avx"), [("fpu avx avx2", True), ("fpu sse4_2", False), (None, None)])
def test_avx_on_linux(flags, avx, monkeypatch, tmp_path):
    (tmp_path / "cpuinfo").write_text(f"processor : 0\nflags\t\t: {flags}\n" if flags else "processor : 0\n")
    monkeypatch.setattr(check, "open", lambda *args, **how: (tmp_path / "cpuinfo").open(**how), raising=False)
    assert check._avx("linux-x64") is avx
    assert check._avx("linux-arm64") is None


@pytest.mark.parametrize(
    ("machine", "translated", "system", "avx"),
    [
        ("arm64", "0", ("macos-arm64", False), None),
        ("x86_64", "0", ("macos-x64", False), True),
        ("x86_64", "1", ("macos-x64", True), False),
    ],
)
def test_macs(machine, translated, system, avx, monkeypatch):
    said = {"sysctl.proc_translated": translated, "hw.optional.avx1_0": "0" if translated == "1" else "1"}
    monkeypatch.setattr(check, "_sysctl", said.__getitem__)
    monkeypatch.setattr(check.platform, "machine", lambda: machine)
    monkeypatch.setattr(check.sys, "platform", "darwin")
    monkeypatch.setattr(check.os, "name", "posix")
    assert check._system() == system
    assert check._avx(system[0]) is avx


@pytest.mark.parametrize(
    ("kind", "system"), [("win-amd64", "windows-x64"), ("win-arm64", "windows-arm64"), ("win32", "windows-x86")]
)
def test_kinds_of_python_on_windows(kind, system, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(check.os, "name", "nt")
        patch.setattr(check.sys, "platform", "win32")
        patch.setattr(check.sysconfig, "get_platform", lambda: kind)
        found = check._system()
    assert found == (system, False)


def test_conda_is_told_from_its_base(monkeypatch, tmp_path):
    monkeypatch.setattr(check.sys, "prefix", str(tmp_path))
    monkeypatch.setattr(check.sys, "base_prefix", str(tmp_path))
    assert check._environment() == "none"
    (tmp_path / "conda-meta").mkdir()
    assert check._environment() == "conda"
    (tmp_path / "condabin").mkdir()
    assert check._environment() == "base"
    monkeypatch.setattr(check.sys, "base_prefix", "/elsewhere")
    assert check._environment() == "venv"


def test_the_version_of_a_dll_is_read_as_windows_keeps_it(monkeypatch):
    import ctypes
    import struct

    fixed = struct.pack("<4I", 0xFEEF04BD, 0, (14 << 16) | 44, (35211 << 16) | 1)
    kept = ctypes.create_string_buffer(fixed, len(fixed))

    class Version:
        def GetFileVersionInfoSizeW(self, path, _):
            return 64

        def GetFileVersionInfoW(self, path, _, size, data):
            return 1

        def VerQueryValueW(self, data, block, found, size):
            found._obj.value, size._obj.value = ctypes.addressof(kept), len(fixed)
            return 1

    monkeypatch.setattr(ctypes, "windll", type("Libraries", (), {"version": Version()}), raising=False)
    assert check._file_version("msvcp140_1.dll") == "14.44.35211.1"


def test_cards_are_asked_of_their_driver(monkeypatch):
    said = b"NVIDIA GeForce RTX 5070 Ti, 12.0\nNVIDIA A100, 80GB, 8.0\nNVIDIA-SMI has failed\n"
    monkeypatch.setattr(check.shutil, "which", lambda name: "/usr/bin/nvidia-smi")
    monkeypatch.setattr(check.subprocess, "check_output", lambda *args, **how: said)
    assert [one["capability"] for one in check._gpus()] == ["12.0", "8.0"]
    monkeypatch.setattr(check.shutil, "which", lambda name: None)
    assert check._gpus() == []


def test_the_network_is_told_by_names_alone(monkeypatch):
    for name in ("HTTPS_PROXY", "https_proxy", "REQUESTS_CA_BUNDLE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("https_proxy", "http://kim:secret@proxy.example.com:8080")
    assert "HTTPS_PROXY" in check._network() and "secret" not in str(check._network())


def test_an_environment_of_uv_is_known_by_its_note(monkeypatch, tmp_path):
    monkeypatch.setattr(check.sys, "prefix", str(tmp_path))
    (tmp_path / "pyvenv.cfg").write_text("home = /usr/bin\nuv = 0.13.9\n")
    assert check._made_by_uv()
    (tmp_path / "pyvenv.cfg").write_text("home = /usr/bin\nversion = 3.12.1\n")
    assert not check._made_by_uv()


def test_its_own_python_is_typed_from_where_it_is_run(monkeypatch, tmp_path):
    monkeypatch.delenv("CONDA_PREFIX", raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(check.sys, "executable", str(tmp_path / ".venv" / "bin" / "python"))
    assert check._own() == os.path.join(".venv", "bin", "python")
    monkeypatch.chdir(tmp_path.parent.parent)
    monkeypatch.setattr(check.sys, "executable", str(tmp_path.parent.parent.parent / "a b" / "python"))
    assert check._own().count("a b/python") == 1 and check._own()[0] in "'&"


def test_json_is_readable_and_stays_json():
    told = {"what": "텐서플로 é"}
    for encoding, there in (("utf-8", True), ("cp949", False), ("ascii", False)):
        stream = type("Stream", (), {"encoding": encoding})
        text = check.readable(told, stream)
        assert json.loads(text) == told and ("텐서플로" in text) == there


def test_an_externally_managed_python_is_known_by_its_mark(monkeypatch, tmp_path):
    monkeypatch.setattr(check.sysconfig, "get_path", lambda name: str(tmp_path))
    assert check._managed() is False
    (tmp_path / "EXTERNALLY-MANAGED").write_text("")
    assert check._managed() is True


def test_packages_are_read_from_the_names_of_their_notes(tmp_path):
    for name in (
        "tensorflow_cpu-2.21.0.dist-info",
        "numpy-1.19.5-py3.8.egg-info",
        "pip-25.0.1.dist-info",
        "x-1.dist-info",
    ):
        (tmp_path / name).mkdir()
    found = {"tensorflow-cpu": "2.21.0", "tensorflow": "2.21.0", "numpy": "1.19.5", "pip": "25.0.1"}
    assert check._packages([str(tmp_path), str(tmp_path / "gone")]) == found


def test_a_fact_that_cannot_be_found_out_is_no_crash(monkeypatch):
    def broken(*args):
        raise OSError("no")

    names = [name for name in vars(check) if name.startswith("_") and callable(vars(check)[name])]
    for name in set(names) - {"_names", "_temp", "_account_home", "_run"}:
        monkeypatch.setattr(check, name, broken)
    facts = check.look()
    told = check.report(facts, check.TABLE, "ko")
    assert facts["system"] == "unknown" and "system-other" in {finding["id"] for finding in told["findings"]}


def test_a_notebook_has_no_bytes_to_write():
    stream = io.StringIO()
    check.say("한글 —", stream)
    assert stream.getvalue() == "한글 —\n"


# The published file


def test_the_build_puts_its_own_table_in():
    table = copy.deepcopy(check.TABLE)
    table["newest"]["linux-x64"]["3.14"] = "2.22.0"
    table["newest"]["linux-arm64"]["3.14"] = None
    table["date"] = "2027-01-31"
    text = published.published(table)
    assigned = [
        node for node in ast.parse(text).body if isinstance(node, ast.Assign) and node.targets[0].id == "TABLE"
    ]
    assert [ast.literal_eval(node.value) for node in assigned] == [table]
    same = [published.marked("table").sub("", one) for one in (text, published.published())]
    assert same[0] == same[1] and published.published() == SOURCE.read_text(encoding="utf-8")
    newer = computer({"python": [3, 14, 0]})
    assert {finding["id"] for finding in check.judge(newer, table)} >= {"python"}
    newer["system"] = "linux-arm64"
    assert {finding["id"] for finding in check.judge(newer, table)} >= {"python-new"}


@pytest.mark.parametrize("lost", ["site", "date", "packages", "gpus", "newest", "linux-x64", "numpy"])
def test_a_table_of_another_shape_is_refused(lost):
    table = copy.deepcopy(check.TABLE)
    for part in (table, table["newest"], table["needs"]["2.21"]):
        part.pop(lost, None)
    with pytest.raises(ValueError, match="version table"):
        published.published(table)


def test_the_file_asks_for_nothing_but_the_standard_library():
    imported = set()
    for node in ast.walk(ast.parse(SOURCE.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            imported |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported.add(node.module)
    assert {name.partition(".")[0] for name in imported} <= sys.stdlib_module_names
    assert not imported & {"socket", "urllib", "urllib.request", "http", "http.client", "ssl", "ftplib"}


# The file itself, run as a reader runs it

PYTHONS = ("3.6", "3.7", "3.8", "3.9", "3.10", "3.11", "3.12", "3.13")


# Outside of the environment of these tests: it has no TensorFlow, which would be trained each time.
PLAIN = getattr(sys, "_base_executable", sys.executable)


class Reader:
    """A reader's folder and home, both empty, and the file in another folder."""

    def __init__(self, folder: Path):
        self.home, self.work, downloads = folder / "kim", folder / "work", folder / "downloads"
        for one in (self.home, self.work, downloads):
            one.mkdir()
        self.file = downloads / "check_env.py"
        shutil.copy(SOURCE, self.file)
        kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TEMP", "TMP") if name in os.environ}
        self.env = {**kept, "HOME": str(self.home), "USERPROFILE": str(self.home), "LANG": "C.UTF-8"}

    def run(self, *args: str, python: str = PLAIN, **env: str) -> subprocess.CompletedProcess:
        """Run it; raw bytes come back, so that encodings show."""
        before = self.files()
        done = subprocess.run(
            [python, "-B", str(self.file), *args],
            cwd=self.work,
            env={**self.env, **env},
            capture_output=True,
            timeout=120,
        )
        assert self.files() == before, "it changes nothing"
        return done

    def report(self, **options) -> dict:
        done = self.run("--json", **options)
        told = json.loads(done.stdout)
        assert told["status"] == done.returncode
        text = done.stdout.decode()
        for path in (self.home, Path.home()):
            assert str(path) not in text and json.dumps(str(path))[1:-1] not in text
        told["ids"] = {finding["id"]: finding for finding in told["findings"]}
        return told

    def files(self) -> dict[Path, tuple]:
        top = self.home.parent
        return {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in top.rglob("*") if path.is_file()}

    def install(self, **contents: str) -> str:
        """Fake packages, with the fake notes of an installation beside them; the folder to put on PYTHONPATH."""
        folder = self.home.parent / "installed"
        contents = {"numpy": "", "keras": "", "protobuf": "", **contents}
        versions = {"tensorflow": "2.21.0", "keras": "3.15.1", "numpy": "2.4.6", "protobuf": "7.36.2"}
        for name, text in contents.items():
            (folder / name).mkdir(parents=True)
            (folder / name / "__init__.py").write_text(text, encoding="utf-8")
            (folder / f"{name}-{versions[name]}.dist-info").mkdir()
        return str(folder)


@pytest.fixture
def someone(tmp_path) -> Reader:
    return Reader(tmp_path)


@pytest.fixture
def python(request) -> str:
    if request.param == f"{sys.version_info[0]}.{sys.version_info[1]}":
        return PLAIN
    found = interpreter(request.param)
    if not found:
        pytest.skip(f"no Python {request.param} at hand")
    return found


@pytest.mark.parametrize("python", PYTHONS, indirect=True)
def test_runs_on_this_python(python, someone):
    told = someone.report(python=python)
    version = told["facts"]["python"]
    assert told["facts"]["bits"] == 64 and {"bits", "in-the-way"} <= set(told["ids"])
    wanted = "python-keras2" if version < [3, 9] else "python"
    if told["facts"]["system"] == "linux-x64":
        assert wanted in told["ids"]
    for language in ("ko", "en"):
        done = someone.run("--lang", language, python=python)
        assert done.returncode == told["status"]
        assert bool(HANGUL.search(done.stdout.decode())) == (language == "ko")
    assert someone.run("--lang", "fr", python=python).returncode == 2
    assert someone.run("please", python=python).returncode == 2
    assert b"--json" in someone.run("--help", python=python).stdout


def test_an_older_python_is_told_so(someone):
    old = interpreter("2.7") or interpreter("3.5")
    if not old:
        pytest.skip("no Python before 3.6 at hand")
    done = someone.run(python=old)
    assert done.returncode == 1
    assert b"is too old" in done.stdout and b"3.12" in done.stdout and not done.stderr
    korean = someone.run(python=old, PYTHONIOENCODING="utf-8")
    assert "너무 오래되었습니다" in korean.stdout.decode()


@pytest.mark.parametrize(
    ("env", "korean"),
    [
        ({"LANG": "ko_KR.UTF-8"}, True),
        ({"LANG": "en_US.UTF-8"}, False),
        ({"LANG": "ko_KR.UTF-8", "LC_ALL": "en_US.UTF-8"}, False),
        ({"LANG": "C"}, False),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="Windows has its own setting for this")
def test_speaks_the_language_of_the_system(env, korean, someone):
    assert bool(HANGUL.search(someone.run(**env).stdout.decode())) == korean


@pytest.mark.parametrize("python", ["3.6", "3.11"], indirect=True)
@pytest.mark.parametrize(("encoding", "read"), [("cp949", "cp949"), ("ascii", "utf-8"), ("cp1252", "utf-8")])
def test_korean_goes_through_any_console(python, encoding, read, someone):
    done = someone.run("--lang", "ko", python=python, PYTHONIOENCODING=encoding)
    assert done.returncode in (0, 1) and not done.stderr
    assert "64비트 파이썬입니다." in done.stdout.decode(read)


def test_letters_that_a_console_lacks_are_escaped(someone):
    (someone.work / "é").mkdir()
    someone.work = someone.work / "é"
    (someone.work / "keras.py").write_text("")
    done = someone.run("--lang", "ko", PYTHONIOENCODING="cp949")
    assert done.returncode == 1 and "\\xe9/keras.py" in done.stdout.decode("cp949").replace("\\keras", "/keras")


@pytest.mark.parametrize("name", ["keras.py", "tensorflow.py", "numpy/__init__.py"])
def test_a_file_in_the_way_is_found(name, someone):
    (someone.work / name).parent.mkdir(exist_ok=True)
    (someone.work / name).write_text("raise SystemExit('imported')")
    told = someone.report()
    assert name.removesuffix("/__init__.py") in told["ids"]["in-the-way-found"]["what"] and told["status"] == 1


def test_files_of_the_reader_do_not_stand_in_for_the_standard_library(someone):
    for name in ("json", "random", "platform", "keras"):
        (someone.file.parent / f"{name}.py").write_text("raise SystemExit('imported')")
    told = someone.report()
    assert "keras.py" in told["ids"]["in-the-way-found"]["what"]


def test_a_korean_home_is_seen_and_kept_secret(someone):
    home = someone.home.parent / "홍길동"
    home.mkdir()
    someone.home, temp = home, str(home / "Temp")
    told = someone.report(HOME=str(home), USERPROFILE=str(home), TMPDIR=temp, TEMP=temp)
    assert told["facts"]["paths"]["home"] == "~" and told["facts"]["paths"]["temp"].startswith("~")
    assert any(name.startswith("path-letters") for name in told["ids"])
    assert "홍길동" not in json.dumps(told, ensure_ascii=False)
    assert "홍길동" not in someone.run("--lang", "ko", HOME=str(home), USERPROFILE=str(home)).stdout.decode()


def kernel(folder: Path, name: str, python: str) -> None:
    (folder / "kernels" / name).mkdir(parents=True)
    spec = {"argv": [python, "-m", "ipykernel_launcher"], "display_name": f"Python ({name})", "language": "python"}
    (folder / "kernels" / name / "kernel.json").write_text(json.dumps(spec))


@pytest.mark.skipif(sys.platform == "win32", reason="the fake Python is a link")
def test_kernels_are_read_from_disk(someone, tmp_path):
    other = tmp_path / "other" / "bin" / "python"
    other.parent.mkdir(parents=True)
    other.symlink_to(Path(PLAIN).resolve())
    data = tmp_path / "jupyter"
    kernel(data, "other", str(other))
    told = someone.report(JUPYTER_PATH=str(data))
    elsewhere = told["ids"]["kernel-elsewhere"]
    assert "'Python (other)'" in elsewhere["what"] and elsewhere["level"] != "bad"
    kernel(data, "gone", str(tmp_path / "gone" / "bin" / "python"))
    (data / "kernels" / "broken").mkdir()
    (data / "kernels" / "broken" / "kernel.json").write_text("[1")
    (data / "kernels" / "r").mkdir()
    (data / "kernels" / "r" / "kernel.json").write_text('{"argv": ["/gone/R"], "language": "R"}')
    told = someone.report(JUPYTER_PATH=str(data))
    assert told["ids"]["kernel-gone"]["type"] == ["jupyter kernelspec remove gone"]
    names = [one["folder"] for one in told["facts"]["kernels"]]
    assert sorted(names) == ["gone", "other"]
    kernel(someone.home / ".local" / "share" / "jupyter", "dl", PLAIN)
    told = someone.report(JUPYTER_PATH=str(data))
    if sys.platform != "darwin":
        assert "'Python (dl)'" in told["ids"]["kernel"]["what"] and "kernel-elsewhere" not in told["ids"]


@pytest.fixture(scope="module")
def venv(tmp_path_factory) -> Path:
    """An environment of this Python, without pip."""
    folder = tmp_path_factory.mktemp("venv") / ".venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", "--symlinks", str(folder)], check=True)
    return folder


def test_an_environment_is_recognised(someone, venv):
    inside = str(venv / ("Scripts" if os.name == "nt" else "bin") / "python")
    told = someone.report(python=inside)
    assert {"environment-venv", "pip-missing"} <= set(told["ids"])
    (venv / "share" / "jupyter" / "kernels" / "python3").mkdir(parents=True)
    spec = {"argv": ["python", "-m", "ipykernel_launcher"], "display_name": "Python 3", "language": "python"}
    (venv / "share" / "jupyter" / "kernels" / "python3" / "kernel.json").write_text(json.dumps(spec))
    assert "kernel" in someone.report(python=inside)["ids"]


FAKES = {
    "dll-missing": "raise ImportError('DLL load failed while importing _pywrap: 지정된 모듈을 찾을 수 없습니다.')",
    "dll-init": "raise ImportError('DLL load failed while importing x: DLL 초기화 루틴을 실행할 수 없습니다.')",
    "error": "raise ImportError('numpy.core.umath failed to import')",
    "illegal": "import os, signal; os.kill(os.getpid(), signal.SIGILL)",
    "killed": "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
    "crash": "print('the last words', flush=True); import os; os.abort()",
}


@pytest.mark.parametrize("python", ["3.6", "3.11", "3.13"], indirect=True)
@pytest.mark.parametrize("kind", FAKES)
def test_a_broken_tensorflow_is_survived(python, kind, someone):
    if os.name == "nt" and "signal" in FAKES[kind]:
        pytest.skip("Windows has no such signal")
    told = someone.report(python=python, PYTHONPATH=someone.install(tensorflow=FAKES[kind]))
    finding = told["ids"][f"train-{kind}"]
    assert finding["level"] == "bad" and told["status"] == 1
    assert told["facts"]["train"]["stage"] == "tensorflow"
    if kind == "error":
        assert finding["lines"][-1] == "ImportError: numpy.core.umath failed to import"
    if kind == "crash":
        assert finding["lines"] == ["the last words"] and "SIGABRT" in finding["what"]
    assert told["facts"]["packages"]["tensorflow"] == "2.21.0" and "pair" in told["ids"]
    assert "in-the-way" in told["ids"], "an installed package on PYTHONPATH is not in the way"


def test_last_lines_are_shown_to_the_reader(someone):
    installed = someone.install(tensorflow=FAKES["dll-missing"])
    done = someone.run("--lang", "ko", PYTHONPATH=installed, PYTHONIOENCODING="cp949")
    text = done.stdout.decode("cp949")
    assert "| ImportError: DLL load failed while importing _pywrap: 지정된 모듈을 찾을 수 없습니다." in text
    assert "vc_redist.x64.exe" in text


def test_a_keras_file_in_the_way_is_what_the_training_meets(someone):
    (someone.work / "keras.py").write_text("# my notes")
    numpy = "linspace = lambda *a: A()\nclass A:\n    reshape = lambda *a: 1"
    installed = someone.install(numpy=numpy, tensorflow="__version__ = '2.21.0'")
    told = someone.report(PYTHONPATH=installed)
    assert "in-the-way-found" in told["ids"]
    assert told["ids"]["train-error"]["lines"][-1].startswith("AttributeError: module 'keras' has no attribute")


def test_a_step_that_never_ends_is_ended(someone, monkeypatch):
    installed = someone.install(tensorflow="import time; print('waiting', flush=True); time.sleep(60)")
    monkeypatch.setenv("PYTHONPATH", installed)
    ended = check.train(seconds=2)
    assert (ended["kind"], ended["stage"], ended["lines"]) == ("slow", "tensorflow", ["waiting"])


def test_trains_one_step_with_the_real_thing(someone):
    pytest.importorskip("numpy")
    if not {"tensorflow", "keras"} <= set(check._packages(sys.path)):
        pytest.skip("TensorFlow is not installed here")
    told = someone.report(python=sys.executable)
    assert told["ids"]["train"]["what"] == "Trained one step, and the loss went down."
    assert "pair-wrong" not in told["ids"] and told["status"] == 0
