"""The recipe by which this guide installs TensorFlow, or Keras without it, said once: all others take it.

A named Python, an environment, and no line that needs the environment switched
on: a Windows that runs no scripts refuses `Activate.ps1`, and the next pasted
line would install into whatever `python` is. TensorFlow stays below the first
minor version that nobody here has seen train: where a Python has only a
pre-release of it, pip stops instead of installing that without a word.
"""

from collections.abc import Iterable

from gipi.versions import classroom
from gipi.versions.source import RECOMMENDED, minor

TOOLS = ("conda", "venv", "uv", "cell")  # cell: of a notebook, whose kernel runs in the environment
SYSTEMS = ("windows", "unix")  # unix: macOS, Linux, WSL2
INSTALLS = ("install", "cpu", "gpu", "tensorflow", "jax", "torch", "torch-cpu", "notebook")
PARTS = (
    *("folder", "create", "inside", "named", *INSTALLS, "agree", "check", "check-jax", "check-torch", "gpus"),
    *("kernel", "jupyter", "download", "wheels", "wheelhouse", "class"),
)
# What Keras computes with where there is no TensorFlow, the lighter first, and the package whose wheels decide.
BACKENDS = {"jax": "jaxlib", "torch": "torch"}
# What is on the public index for Linux brings CUDA along, 3 GB of it; the wheels without lie at PyTorch's own.
TORCH_CPU = "https://download.pytorch.org/whl/cpu"
# What the snippets of this guide import besides TensorFlow.
EXTRA = ("keras", "matplotlib", "scikit-learn", "mlxtend", "pandas")
# One training step in one line, typed alike in every shell; the step of install/verify is this.
STEP = (
    "import keras, numpy as np; x = np.ones((8, 1)); m = keras.Sequential([keras.layers.Dense(1)]); "
    "m.compile('sgd', 'mse'); h = m.fit(x, 9 * x, epochs=2, verbose=0).history['loss']; "
    "print('loss went', 'down' if h[1] < h[0] else 'UP')"
)
CHECK = f'-c "{STEP}"'
# Which GPUs TensorFlow sees, and what they can compute; Keras then trains on the first.
GPUS = (
    '-c "import tensorflow as tf; look = tf.config.experimental.get_device_details; '
    "print([look(one) for one in tf.config.list_physical_devices('GPU')])\""
)


def best(pythons: Iterable[str]) -> str | None:
    """Of the Pythons that would do, the one to take: the recommended one, else the newest."""
    there = sorted(pythons, key=minor)
    return RECOMMENDED if RECOMMENDED in there else there[-1] if there else None


def bound(data: dict) -> str:
    """The first minor version of TensorFlow after all that trained here: 2.22."""
    trained = {trial["tensorflow"] for trial in data["trials"] if trial["outcome"] == "trained"}
    major, last = max(map(minor, trained or data["index"]["packages"]["tensorflow"]))
    return f"{major}.{last + 1}"


def newest(data: dict) -> str:
    """The release that the recipe gives a Python which can have it."""
    end = minor(bound(data))
    return [version for version in data["index"]["packages"]["tensorflow"] if minor(version) < end][-1]


def requirement(below: str, name: str = "tensorflow") -> str:
    """What stands behind `pip install` for TensorFlow, unquoted; `below` is what `bound` gives."""
    return f"{name}<{below}"


def check_with(backend: str) -> str:
    """The same step on another backend; named in the line itself, since each shell sets variables its own way."""
    return f"-c \"import os; os.environ['KERAS_BACKEND'] = '{backend}'; {STEP}\""


def without_cuda(tool: str, system: str, wanted: Iterable[str]) -> tuple[str, ...]:
    """PyTorch's wheel without CUDA from its own index, then the rest from the public one."""
    if tool == "uv":
        return (install(tool, system, ["--torch-backend=cpu", "torch", *wanted]),)
    return (
        install(tool, system, ["torch", "--index-url", TORCH_CPU]),
        install(tool, system, wanted),
    )


def folder(system: str) -> tuple[str, ...]:
    """A short folder without blanks or Hangul, and into it."""
    return ("mkdir C:\\dl", "cd C:\\dl") if system == "windows" else ("mkdir -p ~/dl", "cd ~/dl")


def interpreter(system: str, python: str) -> str:
    """A Python by its number, as it is typed where there is no environment yet."""
    return f"{'py -' if system == 'windows' else 'python'}{python}"


def create(tool: str, system: str, python: str = RECOMMENDED) -> tuple[str, ...]:
    """An environment of this Python; conda's has a name and is entered, in a prompt that conda itself brings."""
    if tool == "conda":
        return (f"conda create -n dl python={python} -y", "conda activate dl")
    if tool == "uv":
        return (f"uv venv --python {python}",)
    return (f"{interpreter(system, python)} -m venv .venv",)


def run(tool: str, system: str) -> str:
    """The environment's own Python, as it is typed."""
    if tool == "conda":
        return "python"
    return ".venv\\Scripts\\python" if system == "windows" else ".venv/bin/python"


def install(tool: str, system: str, wanted: Iterable[str]) -> str:
    """The line that installs."""
    pip = {"uv": "uv pip", "cell": "%pip"}.get(tool) or f"{run(tool, system)} -m pip"
    return f"{pip} install {quoted(wanted)}"


def quoted(wanted: Iterable[str]) -> str:
    """Requirements as every shell reads them alike: a bracket means something in zsh, < in all of them."""
    return " ".join(
        f'"{requirement}"' if set(requirement) & set("[<>!") else requirement for requirement in wanted
    )


def lines(below: str, tool: str, system: str, part: str) -> tuple[str, ...]:
    """A part of the recipe, by the name that pages use; KeyError where there is none; `below` as of `bound`.

    folder, create; inside, named: whether the Python is the environment's, and
    the named one. install: TensorFlow and what this guide imports; cpu, gpu:
    the same for a Linux without and with an NVIDIA card; tensorflow: nothing
    else; jax, torch: one of these instead of TensorFlow; torch-cpu: without CUDA
    on Linux. agree: whether the versions fit. check: one training step, -jax and
    -torch on that backend; gpus: what TensorFlow sees. notebook, kernel, jupyter: install Jupyter, register the
    environment as its kernel, start it. download, wheels: the same without a
    network, collected by a twin computer's Python and installed from the folder.
    wheelhouse, class: what a class installs, collected by any computer for
    Windows, and installed from the folder.
    """
    if tool not in TOOLS or system not in SYSTEMS or (tool == "cell" and part not in INSTALLS):
        raise KeyError(f"{tool} {system} {part}")
    python, named = run(tool, system), minor(RECOMMENDED)
    tensorflow = requirement(below)
    all_ = quoted([tensorflow, *EXTRA, "notebook", "ipykernel"])

    def pip(*wanted: str) -> tuple[str, ...]:
        return (install(tool, system, wanted),)

    return {
        "folder": folder(system),
        "create": create(tool, system),
        "install": pip(tensorflow, *EXTRA),
        "cpu": pip(requirement(below, "tensorflow-cpu"), *EXTRA),
        "gpu": pip(requirement(below, "tensorflow[and-cuda]"), *EXTRA),
        "tensorflow": pip(tensorflow),
        "jax": pip("jax", *EXTRA),
        "torch": pip("torch", *EXTRA),
        "torch-cpu": without_cuda(tool, system, EXTRA),
        "inside": (f"{python} -c \"import sys; print('inside:', sys.prefix != sys.base_prefix)\"",),
        "named": (f"{python} -c \"import sys; print('Python {RECOMMENDED}:', sys.version_info[:2] == {named})\"",),
        "agree": ("uv pip check" if tool == "uv" else f"{python} -m pip check",),
        "check": (f"{python} {CHECK}",),
        **{f"check-{backend}": (f"{python} {check_with(backend)}",) for backend in BACKENDS},
        "gpus": (f"{python} {GPUS}",),
        "notebook": pip("notebook", "ipykernel"),
        "kernel": (f'{python} -m ipykernel install --user --name dl --display-name "Python (dl)"',),
        "jupyter": (f"{python} -m notebook",),
        "download": (f"{interpreter(system, RECOMMENDED)} -m pip download -d wheels {all_}",),
        "wheels": (f"{python} -m pip install --no-index --find-links wheels {all_}",),
        "wheelhouse": (
            f"{interpreter(system, RECOMMENDED)} -m pip download --no-deps --only-binary=:all: "
            f"--platform win_amd64 --python-version {RECOMMENDED} -r {classroom.name('windows')} -d wheelhouse",
        ),
        "class": (
            f"{python} -m pip install --no-index --find-links wheelhouse --require-hashes "
            f"-r {classroom.name('windows' if system == 'windows' else 'linux')}",
        ),
    }[part]
