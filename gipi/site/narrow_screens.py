"""What a narrow screen has to know of a page: outputs that stand in columns, tables that become lists."""

import re
from html import unescape

OUTPUT = re.compile(r'<div class="(?P<classes>[^"]*gipi-output[^"]*)">(?P<inside>.*?)</div>', re.DOTALL)
# A matrix, a drawn table, a row with two gaps; a label and what stands beside it can be read when it wraps, too.
COLUMNS = re.compile(r"\[\[|^\s*\[.*\]\s*$\n^\s*\[|\S {3,}\S.* {3,}\S|[|┃│]", re.MULTILINE)
COMMAND = re.compile(
    r'<div class="language-(?:bash|console|powershell) highlight(?=">(?:<span class="filename">[^<]*</span>)?'
    r"<pre><span></span><code>[^\n]*\n?</code>)"
)
TABLE = re.compile(r"<table>(.*?)</table>", re.DOTALL)
HEAD = re.compile(r"<th\b[^>]*>(.*?)</th>", re.DOTALL)
ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
CELL = re.compile(r"<td\b(?P<rest>[^>]*)>(?P<text>.*?)</td>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")
MOST = 20  # rows of a table that becomes a list; a longer one is looked through by columns
LONG = 24  # letters of a cell that three columns of a phone would break into six lines
WHOLE = (
    100  # of the widest row of three or four columns, a syllable of Hangul as two: more than two lines of a phone
)


def mark(html: str) -> str:
    """HTML whose outputs, commands and tables say how a narrow screen shows them.

    A command that stands alone may wrap: nobody takes its second line for another command.
    """
    return TABLE.sub(_table, COMMAND.sub(r"\g<0> gipi-wrap", OUTPUT.sub(_output, html)))


def _output(match: re.Match) -> str:
    if not COLUMNS.search(_text(match["inside"])):
        return match[0]
    return match[0].replace("gipi-output", "gipi-output gipi-columns", 1)


def _table(match: re.Match) -> str:
    heads = [_text(head) for head in HEAD.findall(match[1])]
    rows = [[_text(cell["text"]) for cell in CELL.finditer(row)] for row in ROW.findall(match[1])]
    wordy = {column for row in rows for column, text in enumerate(row) if len(text) > LONG}
    # Beside three others, a column with a sentence has room for one word a line.
    sentence = len(heads) > 3 and any(len(text) > 2 * LONG for row in rows for text in row)
    widest = sum(
        max((_width(row[column]) for row in rows if row[column:]), default=0) for column in range(len(heads))
    )
    listed = len(wordy) > 1 or sentence or (wordy and len(heads) < 5 and widest > WHOLE)
    if len(heads) < 3 or not listed or len(rows) > MOST or any(row and len(row) != len(heads) for row in rows):
        return match[0]

    def row(whole: re.Match) -> str:
        names = iter(heads)
        return CELL.sub(
            lambda cell: f'<td{cell["rest"]} data-th="{_quoted(next(names))}">{cell["text"]}</td>', whole[0]
        )

    # No class: it is by having none that Material, and gipi.css, know a table of text.
    return f"<table data-stack>{ROW.sub(row, match[1])}</table>"


def _width(text: str) -> int:
    return sum(2 if letter >= "\u1100" else 1 for letter in text)


def _text(html: str) -> str:
    return unescape(TAG.sub("", html)).strip("\n")


def _quoted(text: str) -> str:
    return text.replace("&", "&amp;").replace('"', "&quot;")
