# --8<-- [start:look]
import platform
import sys
import sysconfig

mac = (platform.system(), platform.machine())
checks = {
    "Python 3.10 to 3.13": (3, 10) <= sys.version_info[:2] <= (3, 13),
    "64-bit Python": sys.maxsize > 2**32,
    "not Windows on ARM": sysconfig.get_platform() != "win-arm64",
    "not an Intel Mac": mac != ("Darwin", "x86_64"),
    "path in plain letters": max(sys.prefix) < "\x80",
}
for name, fits in checks.items():
    print(f"{name}: {'yes' if fits else 'NO'}")
# --8<-- [end:look]

# --8<-- [start:ask]
import json
import subprocess


def choice(python, system):
    command = [sys.executable, "-m", "pip", "install", "tensorflow"]
    command += ["--dry-run", "--quiet", "--ignore-installed", "--no-deps"]
    command += ["--only-binary", ":all:", "--target", "nowhere"]
    command += ["--python-version", python, "--platform", system]
    command += ["--report", "-"]
    answer = subprocess.run(command, capture_output=True, text=True)
    if answer.returncode:
        return "NOTHING"
    return json.loads(answer.stdout)["install"][0]["metadata"]["version"]


current = choice("3.12", "manylinux_2_27_x86_64")
for computer, python, system in [
    ("Windows, 64-bit", "3.12", "win_amd64"),
    ("Mac, Apple silicon", "3.12", "macosx_12_0_arm64"),
    ("Linux, 64-bit", "3.12", "manylinux_2_27_x86_64"),
    ("Mac, Intel", "3.12", "macosx_10_15_x86_64"),
    ("Windows, 64-bit", "3.14", "win_amd64"),
    ("Windows, 32-bit Python", "3.12", "win32"),
    ("Windows on ARM", "3.12", "win_arm64"),
]:
    found = choice(python, system)
    kind = "an older release"
    if found == "NOTHING":
        kind = "NOTHING"
    elif found == current:
        kind = "the newest release"
    elif "rc" in found:
        kind = "only a preview"
    print(f"{computer}, Python {python}: {kind}")
# --8<-- [end:ask]
