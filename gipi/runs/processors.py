"""`python -m gipi.runs.processors`: run the pages as older processors would compute, and say where they differ.

What sums in another order rounds differently. Three libraries can be told to use no more than an older
processor has: oneDNN, which multiplies matrices for TensorFlow, OpenBLAS for NumPy and SciPy, and NumPy
itself. TensorFlow's own loops stay as they were built.
"""

import os
import subprocess
import sys

NEWER = "X86_V4 AVX512_ICL AVX512_SPR"  # as this NumPy names what needs AVX-512
SETTINGS = {
    "AVX2": {  # from 2013 on
        "ONEDNN_MAX_CPU_ISA": "AVX2",
        "OPENBLAS_CORETYPE": "Haswell",
        "NPY_DISABLE_CPU_FEATURES": NEWER,
    },
    "SSE4.1": {  # from 2008 on
        "ONEDNN_MAX_CPU_ISA": "SSE41",
        "OPENBLAS_CORETYPE": "Nehalem",
        "NPY_DISABLE_CPU_FEATURES": f"X86_V3 {NEWER}",
    },
}


def main(arguments: list[str]) -> int:
    """Run these pages, or all, with each set of instructions; 1 where a step differs."""
    failed = False
    for name, settings in SETTINGS.items():
        print(f"With the instructions of {name}:", flush=True)
        command = [sys.executable, "-m", "pytest", "-q", "--color=no", *(arguments or ["docs/ko"])]
        failed |= subprocess.run(command, env=os.environ | settings).returncode != 0
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
