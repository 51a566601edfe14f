"""Run a page's steps on this computer and say of each whether it does what the page shows.

    python compare_loss.py            in the language of your system
    python compare_loss.py --lang en

The steps run in order, in an empty temporary folder. Figures are not compared. Nothing is installed or sent.
Ends with 0 if every step is the same or within its limit, with 1 if one is not.
"""

import argparse
import contextlib
import io
import math
import os
import platform
import re
import sys
import tempfile
import traceback
import types
import warnings
from itertools import repeat, zip_longest
from textwrap import dedent

# What both downloads say and how they say it; the build puts their text here.
# shared: begin
from gipi.check_env.check_env import language_of_system, say

# shared: end

# The page: its steps with what each printed when it was recorded. Written by the build.
# page: begin
PAGE: dict = {}
# page: end

# words: begin
WORDS: dict = {}
# words: end

DECIMALS = 0.02  # relative, where a step has no limit of its own
NUMBER = re.compile(r"(?<![\w.])[-+]?(?:\d+\.\d*|\.\d+|\d+)(?:[eE][-+]?\d+)?(?![\w])")
ANSWER = re.compile(r"^(?P<label>\S[^:\n]*): (?:True|False)$")
LONGEST = 300  # letters of a line that is shown
# As where the page was run: figures go nowhere, a table has 80 columns, TensorFlow's notes stay out.
ENVIRONMENT = {"COLUMNS": "80", "MPLBACKEND": "Agg", "TF_CPP_MIN_LOG_LEVEL": "2"}
MODULES = {
    "tensorflow": "TensorFlow",
    "torch": "PyTorch",
    "jax": "JAX",
    "keras": "Keras",
    "numpy": "NumPy",
    "sklearn": "scikit-learn",
}


def tidy(text):
    """Printed text as lines: no tabs, no blanks behind a line or before all, no empty ends."""
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").expandtabs(4).split("\n")]
    return dedent("\n".join(lines)).strip("\n").split("\n")


def same(mine, theirs, tolerance, varies):
    """Whether two lines agree: text and whole numbers exactly, decimals to the limit."""
    for pattern in varies:
        mine, theirs = re.sub(pattern, "...", mine), re.sub(pattern, "...", theirs)
    if mine == theirs:
        return True
    between = [[re.sub(r"^ +| +$", " ", text) for text in NUMBER.split(line)] for line in (mine, theirs)]
    if between[0] != between[1]:
        return False
    return all(map(close, NUMBER.findall(mine), NUMBER.findall(theirs), repeat(tolerance)))


def close(a, b, tolerance):
    """Whether two printed numbers agree."""
    if tolerance is None and not re.search(r"[.eE]", a + b):
        return int(a) == int(b)
    return math.isclose(float(a), float(b), rel_tol=DECIMALS if tolerance is None else tolerance)


def held_against(printed, step, luck):
    """(state, line number, mine, the page's, conclusions that luck turned): "same", "within" or "different".

    `luck` are the conclusions that did not hold with every seed.
    """
    within, turned = None, []
    pairs = zip_longest(tidy(printed), tidy(step["prints"]))
    for number, (mine, theirs) in enumerate(pairs, start=1):
        if mine == theirs:
            continue
        mine_said, said = ANSWER.match(mine or ""), ANSWER.match(theirs or "")
        if mine_said and said and mine_said.group("label") == said.group("label") in luck:
            turned.append(said.group("label"))
        elif mine is None or theirs is None or not same(mine, theirs, step["tolerance"], step["varies"]):
            return "different", number, mine, theirs, turned
        within = within or (number, mine, theirs)
    return ("within", *within, turned) if within else ("same", None, None, None, turned)


def run(step, main):
    """What a step printed, and the error that stopped it or None."""
    buffer, error = io.BytesIO(), None
    out = io.TextIOWrapper(buffer, "utf-8", write_through=True)
    err = out if step["stderr"] else io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            # Leading newlines: the lines have the numbers that they have in the file.
            code = compile("\n" * (step["first"] - 1) + step["code"], PAGE["name"], "exec", dont_inherit=True)
            exec(code, main.__dict__)
            if step["error"]:
                raise RuntimeError("should have raised " + step["error"])
        except KeyboardInterrupt:
            raise
        except BaseException as raised:
            error = raised
    printed = buffer.getvalue().decode("utf-8", "replace")
    if error and step["error"] in [kind.__name__ for kind in type(error).__mro__]:
        return printed + "".join(traceback.format_exception_only(type(error), error)), None
    return printed, error


def where(error):
    """The line of the page's code at which an error came."""
    lines = [at.lineno for at in traceback.extract_tb(error.__traceback__) if at.filename == PAGE["name"]]
    return lines[-1] if lines else 0


def line(text):
    """Text as one line that can be shown."""
    text = " ".join(str(text).split())
    return text if len(text) <= LONGEST else text[:LONGEST] + "..."


def compare(words):
    """Run all steps and say how each went; the states that occurred."""
    main = types.ModuleType("__main__")
    main.__file__ = PAGE["name"]
    sys.modules["__main__"] = main
    sys.path[0] = os.getcwd()  # not the folder of this file, where a keras.py may lie
    sys.argv = [PAGE["name"]]
    # AutoGraph and inspect read the source where it lies.
    rows = [""] * max(step["first"] + step["code"].count("\n") for step in PAGE["steps"])
    for step in PAGE["steps"]:
        rows[step["first"] - 1 : step["first"] - 1 + step["code"].count("\n")] = step["code"].split("\n")[:-1]
    with open(PAGE["name"], "w", encoding="utf-8") as file:
        file.write("\n".join(rows) + "\n")
    states = []
    for number, step in enumerate(PAGE["steps"], start=1):
        name = words["step"].format(number=number, name=step["name"])
        if "stopped" in states or not step["due"]:
            say(name + ": " + words["after" if "stopped" in states else "left-out"])
            continue
        printed, error = run(step, main)
        if plots := sys.modules.get("matplotlib.pyplot"):
            plots.close("all")
        if error:
            states.append("stopped")
            say(name + ": " + words["stopped"].format(line=where(error)))
            say("    " + line(f"{type(error).__name__}: {error}"))
            if isinstance(error, ModuleNotFoundError):
                package = PAGE["packages"].get(error.name, error.name)
                say("    " + words["missing"].format(package=package, python=sys.executable))
            continue
        state, at, mine, theirs, turned = held_against(printed, step, PAGE["luck"])
        states.append(state)
        say(name + ": " + words["silent" if not step["prints"] and state == "same" else state])
        if state != "same":
            missing = words["nothing"]
            say("    " + words["mine"].format(line=at, text=missing if mine is None else line(mine)))
            say("    " + words["theirs"].format(line=at, text=missing if theirs is None else line(theirs)))
        for label in turned:
            held, of = PAGE["luck"][label]
            say("    " + words["luck"].format(label=label, held=held, of=of))
    return states


def told(states, words, language):
    """What to make of it: how many, the versions on both sides, where others saw the same, where to read on."""
    counts = {name: states.count(name) for name in ("same", "within", "different", "stopped")}
    say("")
    say(words["sum"].format(**counts))
    mine = ["Python " + platform.python_version()]
    for module, name in MODULES.items():
        if version := getattr(sys.modules.get(module), "__version__", None):
            mine.append(f"{name} {version}")
    say(words["yours"].format(versions=", ".join(mine)))
    if PAGE["versions"]:
        say(words["recorded"].format(versions=PAGE["versions"]))
    if PAGE["elsewhere"].get(language):
        say(words["elsewhere"].format(text=PAGE["elsewhere"][language]))
    if counts["different"] or counts["stopped"]:
        say(words["more"].format(address=PAGE["more"][language]))


def main(arguments=None):
    """The exit status: 0 the same or within the limits, 1 not."""
    parser = argparse.ArgumentParser(prog="compare_" + PAGE["name"], description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--lang", choices=sorted(WORDS), help="without it, the system's language")
    language = parser.parse_args(arguments).lang or language_of_system()
    words = WORDS[language]
    os.environ.update(ENVIRONMENT)
    warnings.filterwarnings("ignore", message=".*non-interactive, and thus cannot be shown")
    say(words["begins"].format(count=len(PAGE["steps"]), page=PAGE["address"][language]))
    before = os.getcwd(), sys.modules["__main__"], sys.argv, list(sys.path)
    with tempfile.TemporaryDirectory(prefix="gipi-") as folder:
        os.chdir(folder)
        try:
            states = compare(words)
        finally:  # a notebook that runs this file goes on; Windows removes no folder that somebody is in
            os.chdir(before[0])
            sys.modules["__main__"], sys.argv, sys.path[:] = before[1:]
    told(states, words, language)
    return int("different" in states or "stopped" in states)


if __name__ == "__main__":
    sys.exit(main())
