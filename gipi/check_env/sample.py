"""A made-up class, and what the teacher's command prints of its answers: for the page that shows it."""

import json

from gipi.check_env import check_env

MADE = "2026-11-29 10:05:00"
READY = {"tensorflow": "2.21.0", "keras": "3.15.1", "numpy": "2.5.5", "protobuf": "7.36.2", "pip": "25.0"}
STEP = {"kind": "down", "stage": "train", "status": "", "seconds": 300, "lines": []}
# A laptop on which everything is in order.
LAPTOP = {
    "python": [3, 12, 10],
    "implementation": "CPython",
    "bits": 64,
    "system": "windows-x64",
    "rosetta": False,
    "avx": True,
    "redistributable": "14.44.35211.0",
    "gpus": [],
    "environment": "venv",
    "managed": False,
    "conda": False,
    "command": "py -3.12",
    "own": ".venv\\Scripts\\python",
    "uv": False,
    "ensurepip": True,
    "space": 40.0,
    "network": [],
    "paths": {"prefix": "C:\\dl\\.venv", "home": "C:\\Users\\kim", "temp": "C:\\Temp"},
    "long_paths": True,
    "in_the_way": [],
    "kernels": [],
    "packages": READY,
    "train": STEP,
}
NONE_YET = {"environment": "none", "packages": {"pip": "25.0"}, "train": None}
# What is different about each pupil's.
PUPILS: dict[str, dict] = {
    "01": {},
    "02": {},
    "03": NONE_YET,
    "04": NONE_YET | {"python": [3, 14, 0]},
    "05": NONE_YET | {"bits": 32, "system": "windows-x86"},
    "06": {"redistributable": False, "train": STEP | {"kind": "dll-missing", "stage": "tensorflow"}},
    "07": {"in_the_way": ["C:\\dl\\keras.py"]},
}


def printed(table: dict, language: str) -> str:
    """What `check_env.py --tabulate` prints of them, in a language; `table` as in check_env.py."""
    files = {}
    for pupil, different in PUPILS.items():
        answer = check_env.answer(LAPTOP | different, table, pupil, MADE)
        files[check_env.NAMED % pupil] = json.dumps(answer).encode()
    files["check_env-08.json"] = b'{"answer": 1, "name": "0'  # the stick was pulled out
    return check_env.tabulate(files, table, language)[0]
