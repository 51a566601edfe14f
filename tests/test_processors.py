"""Pages run as older processors compute."""

import platform
import subprocess
import sys

import pytest

from gipi.runs import processors

ASKED = """
import threadpoolctl
from numpy._core._multiarray_umath import __cpu_features__ as has
print([has[name] for name in {off}], [one["architecture"] for one in threadpoolctl.threadpool_info()])
"""


@pytest.mark.skipif(
    platform.machine() not in ("x86_64", "AMD64"), reason="the settings name instructions of x86 processors"
)
@pytest.mark.parametrize("name", processors.SETTINGS)
def test_the_settings_are_heard(name, monkeypatch):
    """NumPy and OpenBLAS say what they use; a name that NumPy does not know fails."""
    settings = processors.SETTINGS[name]
    for key, value in settings.items():
        monkeypatch.setenv(key, value)
    off, kind = settings["NPY_DISABLE_CPU_FEATURES"].split(), settings["OPENBLAS_CORETYPE"]
    done = subprocess.run([sys.executable, "-c", ASKED.format(off=off)], capture_output=True, text=True)
    assert done.stdout == f"{[False] * len(off)} {[kind]}\n", done.stderr


def test_a_page_that_rounds_otherwise_is_told(running, monkeypatch, capfd):
    running.snippet("a.py", one="import os\n\nprint(1.5 if os.environ['ONEDNN_MAX_CPU_ISA'] == 'AVX2' else 2.5)")
    running.write("snippets/a.txt", "--8<-- [start:one]\n1.5\n--8<-- [end:one]\n")
    running.steps("one")
    monkeypatch.chdir(running.root)
    assert processors.main(["docs/ko/a.md", "-n", "0", "-p", "no:cacheprovider"]) == 1
    said = capfd.readouterr().out
    assert said.index("AVX2:") < said.index("2 passed") < said.index("SSE4.1:") < said.index("printed '2.5'")
