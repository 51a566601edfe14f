"""What happens to an error message on its way from the screen into the box: forms made from clean pastes."""

import html
import json
import random
import re
import textwrap
import unicodedata

LOGS = """\
WARNING: All log messages before absl::InitializeLog() is called are written to STDERR
I0000 00:00:1732761234.567890   12345 port.cc:153] oneDNN custom operations are on. You may see slightly \
different numerical results due to floating-point round-off errors from different computation orders. To turn \
them off, set the environment variable `TF_ENABLE_ONEDNN_OPTS=0`.
2024-11-28 10:11:12.131415: I external/local_xla/xla/tsl/cuda/cudart_stub.cc:32] Could not find cuda drivers on \
your machine, GPU will not be used.
2024-11-28 10:11:12.202122: I tensorflow/core/platform/cpu_feature_guard.cc:210] This TensorFlow binary is \
optimized to use available CPU instructions in performance-critical operations.
To enable the following instructions: AVX2 FMA, in other operations, rebuild TensorFlow with the appropriate \
compiler flags."""

FRAME = re.compile(r'^(?P<indent> *)File "(?P<path>[^"]+)", line (?P<line>\d+)(?:, in (?P<name>\S+))?$')
ERROR = re.compile(r"^[\w.]*(?:Error|Exception)\b")


def ansi(text: str) -> str:
    """Colours as IPython and Python 3.13 put them."""
    text = re.sub(r'(File )("[^"]+")(, line )(\d+)', "\\1\x1b[35m\\2\x1b[0m\\3\x1b[35m\\4\x1b[0m", text)
    return re.sub(
        r"(?m)^([\w.]*(?:Error|Exception|Warning))(: .*)?$", "\x1b[1;31m\\1\x1b[0m\x1b[35m\\2\x1b[0m", text
    )


def lost_escapes(text: str) -> str:
    """Colours whose escape character did not survive the copying."""
    return ansi(text).replace("\x1b", "")


def ipython(text: str) -> str | None:
    """A plain traceback as IPython shows it: signatures, numbered lines, an arrow; None where there is none."""
    plain = any(FRAME.match(line) for line in text.split("\n")) and "-->" not in text
    return _ipython(text) if plain else None


def _ipython(text: str) -> str:
    lines, found = text.split("\n"), []
    for at, line in enumerate(lines):
        if line.startswith("Traceback (most recent call last)"):
            name = next((ERROR.match(one)[0] for one in lines[at:] if ERROR.match(one)), "Error")
            found += ["-" * 75, f"{name:<42}{'Traceback (most recent call last)'}"]
        elif frame := FRAME.match(line):
            number = int(frame["line"])
            place = "Cell In[3]" if frame["path"].startswith("<") else f"File {frame['path']}:{number}"
            where = (
                ", line 1" if place.startswith("Cell") else f", in {frame['name'] or '<module>'}(*args, **kwargs)"
            )
            code = lines[at + 1].strip() if at + 1 < len(lines) and lines[at + 1].startswith("    ") else "f()"
            found += ["", f"{place}{where}", f"    {max(number - 1, 1):>3} try:", f"--> {number:>4}     {code}"]
            found += [
                f"    {number + 1:>3} except ValueError as e:",
                f"    {number + 2:>3}     raise TypeError(e)",
            ]
        elif not (at and FRAME.match(lines[at - 1]) and line.startswith("    ")) and not re.fullmatch(
            r"\s*[\^~]+\s*", line
        ):
            found.append(line)
    return "\n".join(found)


def wrapped(width: int):
    """Lines broken by the terminal, in the middle of words; Hangul takes two columns."""

    def wrap(text: str) -> str:
        found = []
        for line in text.split("\n"):
            row, columns = "", 0
            for character in line:
                wide = 2 if unicodedata.east_asian_width(character) in "WF" else 1
                if columns + wide > width:
                    found.append(row)
                    row, columns = "", 0
                row, columns = row + character, columns + wide
            found.append(row)
        return "\n".join(found)

    return wrap


def signed(sign: str):
    """A sign before each line, as in a comment or a quotation."""
    return lambda text: "\n".join(f"{sign}{line}".rstrip() for line in text.split("\n"))


def mail(text: str) -> str:
    """Quoted by a mail program: lines broken between words, each with its sign."""
    rows = [row for line in text.split("\n") for row in textwrap.wrap(line, 72, break_on_hyphens=False) or [""]]
    return "\n".join(f"> {row}" for row in rows)


def notebook(text: str) -> str:
    """The lines of a notebook's file."""
    lines = ansi(text).split("\n")
    return ",\n".join(f"      {json.dumps(line + chr(10))}" for line in lines)


def smart(text: str) -> str:
    """Quotes as a word processor or a blog sets them."""
    text = re.sub(r"'([^'\n]*)'", "‘\\1’", text)
    return re.sub(r'"([^"\n]*)"', "“\\1”", text)


def after_logs(text: str) -> str:
    return f"{LOGS}\n{text}"


def in_a_session(text: str) -> str:
    """Between the prompts of a terminal."""
    return (
        "(base) PS C:\\Users\\kim> cd C:\\dl\n(base) PS C:\\dl> python train.py\n"
        f"{text}\n(base) PS C:\\dl> pip list\n"
    )


def other_words(text: str) -> str:
    """In the middle of somebody's question."""
    return f"안녕하세요. 처음 배우는데 이런 오류가 나옵니다.\n\n```\n{text}\n```\n\n감사합니다!"


def after_another(text: str) -> str:
    """After an attempt that failed for a reason of its own, as further up in a terminal."""
    return f"""\
>>> import numpi
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
    import numpi
ModuleNotFoundError: No module named 'numpi'
>>> exit()
C:\\dl>python train.py
{text}"""


FORMS = {
    "colours": ansi,
    "colours, escapes lost": lost_escapes,
    "IPython": ipython,
    "80 columns": wrapped(80),
    "120 columns": wrapped(120),
    "# comment": signed("# "),
    "// comment": signed("// "),
    "* comment": signed(" * "),
    "> quotation": signed("> "),
    "> > quotation": signed("> > "),
    "mail": mail,
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "HTML": lambda text: html.escape(text),
    "notebook file": notebook,
    "smart quotes": smart,
    "no-break spaces": lambda text: text.replace("  ", "\xa0\xa0").replace("\n ", "\n\xa0"),
    "indented": signed("    "),
    "blank lines": lambda text: text.replace("\n", "\n\n"),
    "in a question": other_words,
    "in a session": in_a_session,
}
# Where the message is about what TensorFlow logs, other logs change what the paste is about.
FORMS_OF_ERRORS = {"after logs": after_logs, "after another error": after_another}


def cuts(text: str, telling: int) -> dict[str, str]:
    """Without its top or its end; `telling` is the line that must remain."""
    lines, chance = text.split("\n"), random.Random(telling)
    found = {}
    if telling:
        found["top cut off"] = "\n".join(lines[chance.randint(max(0, telling - 6), telling) :])
    if telling < len(lines) - 1:
        found["end cut off"] = "\n".join(lines[: telling + 1])
    return found
