"""What a class installs: requirements-class.txt, for one system at a time.

pip asks the computer on which it runs whether `; sys_platform == "win32"`
holds, also where it downloads for another one (pypa/pip #11664). So a file for
one system has no such conditions left, and any computer can collect for it.
"""

import re
from pathlib import Path

from packaging.requirements import Requirement

SOURCE = "requirements-class.txt"
PYTHONS = ("3.12", "3.13")  # for which one file holds
# What a condition may ask, on the computers of a class.
SYSTEMS = {
    "windows": {
        "sys_platform": "win32",
        "platform_system": "Windows",
        "os_name": "nt",
        "platform_machine": "AMD64",
    },
    "macos": {
        "sys_platform": "darwin",
        "platform_system": "Darwin",
        "os_name": "posix",
        "platform_machine": "arm64",
    },
    "linux": {
        "sys_platform": "linux",
        "platform_system": "Linux",
        "os_name": "posix",
        "platform_machine": "x86_64",
    },
}
PART = re.compile(r"^(?P<wanted>[A-Za-z0-9].*?) \\\n(?P<hashes>(?: +--hash=\S+(?: \\)?\n)+)", re.MULTILINE)


def name(system: str) -> str:
    """What the file for a system is called."""
    return SOURCE.replace(".txt", f"-{system}.txt")


def files(root: Path) -> dict[str, str]:
    """{name: text} of the file for each system; nothing where a guide has no class."""
    source = root / SOURCE
    if not source.is_file():
        return {}
    text = source.read_text(encoding="utf-8")
    return {name(system): _for(text, system) for system in SYSTEMS}


def _for(text: str, system: str) -> str:
    """The pins that hold on a system, each without its condition; ValueError: they differ between the Pythons."""
    by_python = [_pins(text, {**SYSTEMS[system], "python_version": python}) for python in PYTHONS]
    if any(pins != by_python[0] for pins in by_python):
        raise ValueError(f"{SOURCE}: on {system} the Pythons {', '.join(PYTHONS)} need different packages.")
    return "".join(by_python[0])


def _pins(text: str, environment: dict[str, str]) -> list[str]:
    pins = []
    for part in PART.finditer(text):
        wanted = Requirement(part["wanted"])
        python = environment["python_version"]
        there = {**environment, "python_full_version": f"{python}.0", "implementation_name": "cpython"}
        if not wanted.marker or wanted.marker.evaluate(there):
            pins.append(f"{wanted.name}{wanted.specifier} \\\n{part['hashes']}")
    return pins
