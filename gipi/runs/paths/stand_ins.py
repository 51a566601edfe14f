"""What a person does otherwise than by typing a page's lines, and what is done for it; each is told on the page.

What is done may use /gipi, where `empty_system` lays the files of this guide that a reader downloads.
"""

import re

from gipi.runs.paths.plan import PlanProblem, System

FOLDER = "~/dl"
PYTHON = f"{FOLDER}/.venv/bin/python"

# What a line is typed as, by the stand-in's name; None: as it stands, in an empty system prepared for it.
LINES: dict[str, tuple[re.Pattern, str | None]] = {
    "password": (re.compile(r"^sudo "), None),
    "question": (re.compile(r"^sudo apt install "), None),
    "server": (re.compile(r"^\S+ -m notebook$"), "python3 /gipi/serve.py {line}"),
    "uv": (
        re.compile(r"^curl .*https://astral\.sh/uv/install\.sh \| sh$"),
        "mkdir -p ~/.local/bin && cp /gipi/uv ~/.local/bin/",
    ),
}
# What is done at a step of its own.
STEPS = {
    "download": "cp /gipi/check_env.py .",
    "folder": f"mkdir {FOLDER} && cd {FOLDER}",
    "kernel": (
        f"cp /gipi/{{book}}.ipynb . && {PYTHON} -m nbconvert --to notebook --execute --output executed"
        f" --ExecutePreprocessor.kernel_name=dl {{book}}.ipynb && python3 /gipi/answers.py executed.ipynb"
    ),
    "window": f"cd {FOLDER} 2>/dev/null || true",
}
# What is prepared in a system, by what its lines ask for.
PREPARED = {"python": "a Python that the distribution lacks", "uv-python": "a Python that uv would download"}
NAMES = (*LINES, *STEPS, "number", *PREPARED)


def typed(text: str) -> tuple[str, tuple[str, ...]]:
    """A block as it is given to the shell, and the names of what stands in for a person."""
    lines: list[str] = []
    used: list[str] = []
    for line in text.split("\n"):
        instead = line
        for name, (pattern, other) in LINES.items():
            if pattern.match(line):
                used.append(name)
                instead = other.format(line=line) if other else instead
        lines.append(instead)
    return "\n".join(lines), tuple(dict.fromkeys(used))


def step(name: str) -> str:
    """What is done at a step that is no section of a page."""
    if name not in STEPS:
        raise PlanProblem(
            f"data/paths.yml: nobody knows how to do ‘{name}’; there are {', '.join(STEPS)}, number."
        )
    return STEPS[name]


def numbered(text: str, recommended: str, system: System) -> str:
    """The lines with the distribution's own number, as the page of venv says."""
    return text.replace(recommended, system.python)


# A server never ends: it is started as it stands, asked for what its menu offers, and ended.
SERVE = r"""
import json, re, subprocess, sys, time, urllib.request
server = subprocess.Popen(
    sys.argv[1:], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
)
said = ""
for line in server.stdout:
    said += line
    if found := re.search(r"(http://(?:localhost|127\.0\.0\.1):\d+)/\S*\?token=(\w+)", line):
        break
else:
    sys.exit("the server ended: " + said[-400:])
for tried in range(30):  # it tells its address before it listens
    try:
        with urllib.request.urlopen(f"{found[1]}/api/kernelspecs?token={found[2]}", timeout=60) as answer:
            kernels = json.load(answer)["kernelspecs"]
        break
    except urllib.error.URLError as error:
        refused = error
        time.sleep(1)
else:
    server.kill()
    sys.exit(f"the server does not answer: {refused}")
server.kill()
server.wait()
print("kernels:", sorted(one["spec"]["display_name"] for one in kernels.values()))
"""
ANSWERS = r"""
import json, sys
with open(sys.argv[1], encoding="utf-8") as file:
    for cell in json.load(file)["cells"]:
        for output in cell.get("outputs", []):
            if output.get("name") == "stdout":
                print("".join(output["text"]), end="")
"""
