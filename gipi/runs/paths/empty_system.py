"""A freshly bootstrapped system in which an unprivileged user types: one root per system, an overlay per walk.

The overlay lies in memory, some 3 GB of it, and is gone when the walk ends.
Needs Linux, root and mmdebstrap. A walk sees none of this machine but its
network: resolver, certificates and the variables that say where the index is.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from gipi.machine.interpreters import interpreter
from gipi.runs.paths.plan import System, User

FOLDER = Path(tempfile.gettempdir()) / "gipi-paths"  # roots and downloads, kept between walks
LIMIT = 3600  # seconds for one walk
MIRROR = "http://deb.debian.org/debian"
# No more than every desktop has, and what makes a user an administrator.
PACKAGES = "python3,sudo,ca-certificates"
# Where this machine's network is, and what vouches for it.
FILES = ("PIP_CERT", "SSL_CERT_FILE")
NETWORK = (*FILES, "PIP_INDEX_URL", "PIP_PROXY", "PIP_DEFAULT_TIMEOUT", "HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY")
ENTER = r"""
set -eu
mount -t tmpfs -o size=8g tmpfs "$PLACE/disk"
trap 'echo "gipi kilobytes $(df --output=used "$PLACE/disk" | tail -1)" >&2' EXIT
mkdir "$PLACE/disk/upper" "$PLACE/disk/work"
mount -t overlay overlay -o "lowerdir=$LOWER,upperdir=$PLACE/disk/upper,workdir=$PLACE/disk/work" "$PLACE/root"
cd "$PLACE/root"
mount -t proc proc proc
mount --rbind /dev dev
mount --bind "$PLACE/laid" gipi
mount -o remount,bind,ro gipi
cp -L /etc/resolv.conf etc/resolv.conf
for file in $CERTIFICATES; do mkdir -p ".${file%/*}"; cp -L "$file" ".$file"; done
echo "ALL ALL=(ALL:ALL) NOPASSWD: ALL" > etc/sudoers.d/walk
chroot . useradd --badname --uid 1000 --create-home --home-dir "$HOME_" --shell /bin/bash "$USER_" 2>/dev/null
mkdir -p ".$HOME_/.cache"
mount --bind "$CACHE" ".$HOME_/.cache"
for given in $PYTHONS; do
  number=${given%%:*} rest=${given#*:}
  from=${rest%%:*} to=${rest#*:}
  case $to in
    uv) there=$HOME_/.local/share/uv/python/cpython-$number-linux-x86_64-gnu ;;
    *) there=/opt/python$number ;;
  esac
  mkdir -p ".$there"
  mount --bind "$from" ".$there"
  mount -o remount,bind,ro ".$there"
  echo "$there/lib" >> etc/ld.so.conf.d/walk.conf
  name=python${number%.*}
  # No link: an environment made through one looks for its library beside the link.
  if [ "$to" != uv ]; then
    printf '#!/bin/sh\nexec %s/bin/%s "$@"\n' "$there" "$name" > "usr/local/bin/$name"
    chmod +x "usr/local/bin/$name"
  fi
done
chroot . ldconfig
for folder in .cache .local .local/share .local/share/uv .local/share/uv/python; do
  [ ! -d ".$HOME_/$folder" ] || chown 1000:1000 ".$HOME_/$folder"
done
for window in gipi/window-*.sh; do
  echo "gipi window" >&2
  chroot --userspec=1000:1000 . env -i HOME="$HOME_" USER="$USER_" LOGNAME="$USER_" LANG=C.UTF-8 TERM=dumb \
    $PASSED bash -c 'cd; exec bash -l -e "$0"' "/$window" < <(yes) 2>&1
done
"""


class SystemProblem(Exception):
    """No walk can be made here; that says nothing about the pages."""


@dataclass(frozen=True)
class Said:
    """What a shell said, how it ended, and what it took: seconds, those of the CPU, megabytes of disk."""

    text: str
    status: int
    seconds: float
    cpu: float
    megabytes: float


def bootstrap(system: System, say) -> Path:
    """The root of a system, made where there is none; its package lists are empty, as on a new computer."""
    if sys.platform != "linux" or os.geteuid() != 0:
        raise SystemProblem("Walking a path takes root on a Linux: it makes a system of its own to walk in.")
    if not shutil.which("mmdebstrap"):
        raise SystemProblem("mmdebstrap is missing: apt install mmdebstrap.")
    root = FOLDER / "roots" / system.suite
    if (root / "etc" / "os-release").is_file():
        return root
    say(f"{system.name} is bootstrapped")
    half = FOLDER / "roots" / f"{system.suite}-half"
    half.parent.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(half, ignore_errors=True)
    command = ["mmdebstrap", "--variant=important", f"--include={PACKAGES}", system.suite, str(half), MIRROR]
    # A suite that is still being made may have a release file whose day is over.
    command[1:1] = ['--aptopt=Acquire::Check-Valid-Until "false"']
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise SystemProblem(f"{system.name} could not be bootstrapped: {done.stderr.strip()[-300:]}")
    for lists in (half / "var" / "lib" / "apt" / "lists").iterdir():
        shutil.rmtree(lists) if lists.is_dir() else lists.unlink()
    (half / "gipi").mkdir()
    half.rename(root)
    return root


def run(root: Path, user: User, windows: list[str], laid: dict[str, str | Path], pythons: dict[str, str]) -> Said:
    """Type each window's text into a login shell of this user; the first line that fails ends all.

    `laid` are files for /gipi: texts, or paths to copy. `pythons` are minor
    versions that the system shall have, with `uv` for uv's own place and
    `system` for the PATH.
    """
    place = Path(tempfile.mkdtemp(prefix="walk-", dir=FOLDER))
    try:
        for name in ("disk", "root", "laid"):
            (place / name).mkdir()
        place.chmod(0o755)
        for name, what in laid.items():
            if isinstance(what, Path):
                shutil.copy(what, place / "laid" / name)
            else:
                (place / "laid" / name).write_text(what, encoding="utf-8")
        for number, text in enumerate(windows):
            (place / "laid" / f"window-{number}.sh").write_text(text, encoding="utf-8")
        cache = FOLDER / "cache"
        cache.mkdir(exist_ok=True)
        passed = {name: os.environ[name] for name in NETWORK if os.environ.get(name)}
        env = {
            "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "LOWER": str(root),
            "PLACE": str(place),
            "CACHE": str(cache),
            "USER_": user.name,
            "HOME_": user.home,
            "CERTIFICATES": " ".join(passed[name] for name in FILES if name in passed),
            "PASSED": " ".join(f"{name}={value}" for name, value in passed.items()),
            "PYTHONS": " ".join(_given(number, to) for number, to in pythons.items()),
        }
        inside = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "bash", "-c", ENTER]
        start, before = time.monotonic(), _cpu()
        try:
            done = subprocess.run(
                inside, env=env, capture_output=True, encoding="utf-8", errors="replace", timeout=LIMIT
            )
        except subprocess.TimeoutExpired:
            raise SystemProblem(f"the walk took more than {LIMIT} s.") from None
        seconds, cpu = time.monotonic() - start, _cpu() - before
        used = re.search(r"^gipi kilobytes +(\d+)$", done.stderr, re.MULTILINE)
        if "gipi window" not in done.stderr or not used:
            raise SystemProblem(f"the system could not be entered: {done.stderr.strip()[-300:]}")
        return Said(done.stdout, done.returncode, seconds, cpu, int(used[1]) * 1024 / 1e6)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _given(number: str, to: str) -> str:
    """A Python of this machine as ENTER reads it: its release, its folder, and for whom it is."""
    program = interpreter(number)
    if not program:
        raise SystemProblem(f"There is no Python {number} on this machine to lay into the system.")
    code = "import platform, sys; print(platform.python_version(), sys.base_prefix, sep=':')"
    return (
        subprocess.run([program, "-c", code], capture_output=True, text=True, check=True).stdout.strip() + f":{to}"
    )


def _cpu() -> float:
    """CPU seconds of the processes that this one has waited for."""
    spent = os.times()
    return spent.children_user + spent.children_system
