"""A page as a list of steps: fences, directives, expanded includes, digest."""

import hashlib
import io
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter
from pathlib import Path

import yaml
from pymdownx.snippets import SnippetMissingError

from gipi.machine import yaml_text
from gipi.pages.codeblocks import extract_from_buffer
from gipi.pages.includes import MARKER, expand, sections
from gipi.pages.marks import PREFIX, MarkError, Marks
from gipi.pages.marks import read as read_marks

RUN = ("python", "bash")
SHOWN = ("text", "console", "powershell", "yaml", "toml")
SOURCE = {"python": ".py", "bash": ".sh"}
TIME_LIMIT = 60

FENCE = re.compile(r"^(?P<indent>[ \t]*)(?P<ticks>`{3,}|~{3,})[ \t]*(?P<info>[^`]*)$")
COMMENT = re.compile(r"^\s*<!--\s*(?P<text>(?:(?!-->).)*?)\s*-->\s*$")
HEADING = re.compile(r"^(?P<level>#{1,6})\s+(?P<title>.*?)\s*(?:\{\s*#(?P<anchor>[\w-]+)\s*\})?\s*$")
IMAGE = re.compile(r'!\[(?P<alt>[^\]]*)\]\((?P<src>[^)\s]+)(?:\s+"(?P<caption>[^"]*)")?\s*\)')
# What looks like a directive, but is part of another line or is written otherwise.
INLINE_CODE = re.compile(r"`[^`]*`")
STRAY = re.compile(r"<!--[-\s]*pytest[-.]")
INCLUDE = re.compile(r'^\s*-+8<-+ +"(?P<path>[^":]+):(?P<section>[A-Za-z][-\w]*)"\s*$')


class PageError(Exception):
    """Something wrong with a page: where, and what to do about it."""

    def __init__(self, place: str, line: int | None, sentence: str):
        super().__init__(f"{place}:{line}: {sentence}" if line else f"{place}: {sentence}")


@dataclass(frozen=True)
class Line:
    """A line of a page and what it is: `kind` names one of the page's parts."""

    number: int
    text: str
    kind: str  # front, fence, code, close, directive, comment, heading, prose, blank
    key: str = ""  # what both languages must share


@dataclass
class Step:
    """A fence that runs, with what its directives say about it."""

    line: int
    language: str
    name: str  # the section of the snippet file
    code: str
    first: int  # the line of the snippet file on which `code` begins
    shows_output: bool = False
    marks: list[str] = field(default_factory=list)
    error: str | None = None  # exception type, or exit status for bash
    stderr: bool = False
    tolerance: float | None = None
    varies: list[str] = field(default_factory=list)
    timeout: float = TIME_LIMIT
    long: bool = False  # runs by command, not with the tests
    reasons: list[tuple[str, str]] = field(default_factory=list)  # (directive, why)

    @cached_property
    def _said(self) -> Marks:
        return read_marks(self.marks)

    @property
    def registry(self) -> bool:
        """Whether the step needs the package index."""
        return self._said.registry

    @property
    def skip(self) -> str | None:
        """The reason for which the step is never run."""
        return self._said.skip

    @property
    def pythons(self) -> tuple[str, ...]:
        """The interpreters that the step needs beside the one that runs pytest, such as 3.8."""
        return self._said.pythons


class Page:
    """One page of the guide, read and taken apart. `path` lies under `root/docs/<language>`."""

    def __init__(self, root: Path, path: Path):
        self.root, self.path = root, path
        self.place = path.relative_to(root).as_posix()
        self.language, _, rest = path.relative_to(root / "docs").as_posix().partition("/")
        self.slug = rest.removesuffix(".md")

    @cached_property
    def raw(self) -> list[str]:
        """The lines of the file."""
        try:
            text = self.path.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            line = self.path.read_bytes()[: error.start].count(b"\n") + 1
            raise self.fault(line, "is not UTF-8; save the file as UTF-8.") from None
        return text.removeprefix("\ufeff").split("\n")

    def fault(self, line: int | None, sentence: str) -> PageError:
        """An error on a line of this page."""
        return PageError(self.place, line, sentence)

    @cached_property
    def front_end(self) -> int:
        """How many lines the front matter takes."""
        if self.raw[0].rstrip() != "---":
            return 0
        for number, line in enumerate(self.raw[1:], start=2):
            if line.rstrip() == "---":
                return number
        raise self.fault(1, "the front matter has no closing line '---'.")

    @cached_property
    def meta(self) -> dict:
        """The front matter."""
        try:
            meta = yaml_text.load("\n".join(self.raw[1 : self.front_end - 1])) if self.front_end else {}
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line = mark.line + 2 if mark else 1
            problem = getattr(error, "problem", None) or "unreadable"
            raise self.fault(line, f"the front matter does not parse as YAML: {problem}.") from None
        if not isinstance(meta or {}, dict):
            raise self.fault(1, "the front matter does not parse as YAML: write 'key: value' lines.")
        return meta or {}

    @cached_property
    def lines(self) -> list[Line]:
        """Every line with its kind."""
        lines, open_fence, in_comment = [], None, False
        for number, text in enumerate(self.raw, start=1):
            kind, key = "prose", ""
            if number <= self.front_end:
                kind = "front"
            elif open_fence:
                kind, key = "code", text.strip()
                stripped = text.strip()
                if len(stripped) >= len(open_fence) and set(stripped) == {open_fence[0]}:
                    kind, key, open_fence = "close", "", None
            elif in_comment:
                kind, in_comment = "comment", "-->" not in text
            elif match := FENCE.match(text):
                kind, key, open_fence = "fence", self._fence(number, match["info"]), match["ticks"]
            elif match := COMMENT.match(text):
                kind, key = "comment", match["text"]
                if key.startswith(("pytest-codeblocks:", "pytest.mark.", "gipi:")):
                    kind = "directive"
            elif text.lstrip().startswith("<!--") and not re.sub(r"<!--.*?(-->|$)", "", text).strip():
                kind, in_comment = "comment", "-->" not in text
            elif match := HEADING.match(text):
                kind, key = "heading", f"{match['level']} {match['anchor'] or ''}"
            elif not text.strip():
                kind = "blank"
            lines.append(Line(number, text, kind, key))
        if open_fence:
            start = next(line.number for line in reversed(lines) if line.kind == "fence")
            raise self.fault(start, "the code fence is never closed.")
        return lines

    def _fence(self, number: int, info: str) -> str:
        """The language of a fence; an unknown one is an error, so that none is skipped."""
        match = re.match(r"\s*(?:\{[^}]*?\.)?([\w+#-]+)", info)
        word = match[1] if match else ""
        if word in RUN + SHOWN:
            return word
        languages = f"{', '.join(RUN)} run; {', '.join(SHOWN)} are only shown"
        if not word:
            raise self.fault(number, f"the code fence has no language ({languages}).")
        raise self.fault(number, f"unknown fence language '{word}' ({languages}).")

    @cached_property
    def steps(self) -> list[Step]:
        """The fences that run, in order, with their code expanded."""
        own, normal = self._normalised()
        try:
            blocks = extract_from_buffer(io.StringIO("\n".join(normal) + "\n"))
        except RuntimeError as error:
            line = self._faulty_directive(normal)
            raise self.fault(line, f"{str(error).rstrip('.')}.") from None
        steps, before = [], 0
        for block in blocks:
            mine = [directive for line, directive in own if before < line < block.lineno]
            before = block.lineno
            if block.syntax not in RUN:
                if mine:
                    raise self.fault(block.lineno, "a directive stands before a fence that does not run.")
                continue
            steps.append(self._step(block, mine))
        self._no_directive_left_over(own, before)
        names = [step.name for step in steps]
        for step in steps:
            if names.count(step.name) > 1:
                raise self.fault(step.line, f"section '{step.name}' is shown more than once.")
        return steps

    def _normalised(self) -> tuple[list[tuple[int, str]], list[str]]:
        """Our own directives by line, and the page as pytest-codeblocks reads it.

        The library compares whole fence lines and knows neither `~~~` nor front
        matter; the number of lines stays the same.
        """
        own, normal, ticks = [], [], "`" * 9
        for line in self.lines:
            text = line.text
            if line.kind == "fence":
                text = text[: len(text) - len(text.lstrip())] + ticks + line.key
            elif line.kind == "close":
                text = ticks
            elif line.kind == "directive":
                text = f"<!--{line.key}-->"
                keyword = line.key.removeprefix("pytest-codeblocks:").strip()
                if keyword.split()[0].rstrip(":") in ("cont", "skip", "skipif", "skipfile"):
                    raise self.fault(
                        line.number,
                        f"'{keyword}' is not used here: a page is one session, and a skip "
                        'is written <!-- pytest.mark.skip(reason="…") -->.',
                    )
                if line.key.startswith("gipi:"):
                    text = ""
                elif OWN.match(keyword):
                    own.append((line.number, keyword))
                    text = ""
                elif keyword.startswith(PREFIX):
                    try:
                        read_marks([keyword])
                    except MarkError as error:
                        raise self.fault(line.number, str(error)) from None
                    own.append((line.number, keyword))
                    text = ""
                elif keyword == "expect-exception":  # the library would let the step fail in any way
                    raise self.fault(line.number, "'expect-exception' is not used here: expect-error ValueError.")
            elif line.kind != "code":
                if STRAY.search(INLINE_CODE.sub("", text)):
                    raise self.fault(line.number, "a directive stands on a line of its own: <!-- … -->.")
                text = ""
            normal.append(text)
        return own, normal

    def _faulty_directive(self, normal: list[str]) -> int:
        """The line of the first directive that the library refuses."""
        for number, text in enumerate(normal, start=1):
            if "pytest-codeblocks:" in text and not re.search(
                r"expected-output(-ignore-whitespace)?\s*-->|importorskip\(", text
            ):
                return number
        return next(n for n, text in enumerate(normal, 1) if "pytest-codeblocks:" in text)

    def _no_directive_left_over(self, own: list[tuple[int, str]], before: int) -> None:
        for line, directive in own:
            if line > before:
                raise self.fault(line, f"no fence follows the directive '{directive}'.")

    def _step(self, block, directives: list[str]) -> Step:
        name, first, code = self._included(block.lineno, block.syntax, block.code)
        step = Step(block.lineno, block.syntax, name, code, first)
        if block.importorskip:
            raise self.fault(block.lineno, "importorskip would hide a step; use a skip with its reason.")
        for directive in directives:
            self._apply(step, directive)
        if block.expected_output is not None:
            match = INCLUDE.match(block.expected_output)
            if not match or (match["path"], match["section"]) != (f"{self.slug}.txt", name):
                raise self.fault(
                    block.lineno,
                    f'the output of this step is shown by --8<-- "{self.slug}.txt:{name}", never typed by hand.',
                )
            step.shows_output = True
        return step

    def _apply(self, step: Step, directive: str) -> None:
        """Set what one of our own directives or marks says."""
        if directive.startswith(PREFIX):
            step.marks.append(directive)
            return
        match = OWN.match(directive)
        assert match, "what is no directive of ours was refused before"
        keyword, value, reason = match["keyword"], (match["value"] or "").strip(), match["reason"]
        if keyword == "show-stderr":
            step.stderr = True
            return
        if not value:
            raise self.fault(step.line, f"the directive '{keyword}' lacks its value.")
        if keyword == "expect-error":
            step.error = value
            return
        if not reason:
            raise self.fault(step.line, f"the directive '{keyword}' needs a reason: '{keyword} {value}: why'.")
        step.reasons.append((f"{keyword} {value}", reason.strip()))
        if keyword == "varies":
            try:
                re.compile(value.strip("/"))
            except re.error as error:
                raise self.fault(step.line, f"'{value}' is not a regular expression: {error}.") from None
            step.varies.append(value.strip("/"))
            return
        try:
            number = float(value)
        except ValueError:
            raise self.fault(step.line, f"'{keyword} {value}' needs a number.") from None
        if keyword == "long":
            step.long, keyword = True, "timeout"
        setattr(step, keyword, number)

    def _included(self, line: int, language: str, fence: str) -> tuple[str, int, str]:
        """Name, first line and code of the section that a fence shows."""
        match = INCLUDE.match(fence)
        wanted = self.slug + SOURCE[language]
        if not match or match["path"] != wanted:
            raise self.fault(
                line,
                f'a {language} fence shows one section of its page\'s file: --8<-- "{wanted}:name".',
            )
        source = self.root / "snippets" / wanted
        if not source.is_file():
            raise self.fault(line, f"snippets/{wanted} does not exist.")
        name = match["section"]
        try:
            code = "\n".join(expand(self.root, [fence.strip()])) + "\n"
        except SnippetMissingError:
            raise self.fault(line, f"snippets/{wanted} has no section '{name}'.") from None
        marks = source.read_text(encoding="utf-8").split("\n")
        for number, text in enumerate(marks, start=1):
            if (mark := MARKER.search(text)) and (mark["type"], mark["name"]) == ("start", name):
                return name, number + 1, code
        raise self.fault(line, f"snippets/{wanted} has no section '{name}'.")

    @cached_property
    def images(self) -> list[tuple[int, str, str]]:
        """(line, alt text, source) of every image outside code."""
        return [
            (line.number, match["alt"], match["src"])
            for line in self.lines
            if line.kind == "prose"
            for match in IMAGE.finditer(line.text)
        ]

    @cached_property
    def headings(self) -> dict[str, str]:
        """The anchors of the page's headings, with their titles in Markdown."""
        titles = {}
        for line in self.lines:
            if line.kind == "heading" and (match := HEADING.match(line.text)) and match["anchor"]:
                titles[match["anchor"]] = match["title"]
        return titles

    @property
    def title(self) -> str:
        """What the page is called, in Markdown."""
        return next(
            match["title"] for line in self.lines if line.kind == "heading" and (match := HEADING.match(line.text))
        )

    @property
    def record(self) -> Path:
        """The file that holds what the page's steps printed."""
        return self.root / "snippets" / f"{self.slug}.txt"

    def figure(self, step: Step) -> Path:
        """The file that holds what a step drew."""
        return self.root / "snippets" / self.slug / f"{step.name}.svg"

    def digest(self, runs: Callable[[Step], str] = attrgetter("code")) -> str:
        """SHA-256 over what the page's steps run, print and draw; the same in both languages.

        `runs` gives what a step runs: its code to the letter, or what counts of it.
        """
        recorded = sections(self.record)
        parts = []
        for step in self.steps:
            drawn = self.figure(step)
            parts.append(
                [
                    step.language,
                    step.name,
                    runs(step),
                    recorded.get(step.name),
                    [step.marks, step.error, step.stderr, step.tolerance, step.varies, step.timeout],
                    drawn.read_bytes().decode("utf-8").replace("\r\n", "\n") if drawn.exists() else None,
                ]
            )
        return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode("utf-8")).hexdigest()


OWN = re.compile(
    r"^(?P<keyword>expect-error|show-stderr|tolerance|varies|timeout|long)\b\s*"
    r"(?P<value>/.*/|[^:]*)(?::\s*(?P<reason>.*))?$"
)


def find_root(path: Path) -> Path | None:
    """The folder of the project that a file belongs to."""
    return next((folder for folder in path.parents if (folder / "mkdocs.yml").is_file()), None)


def slugs(root: Path, language: str) -> list[str]:
    """Every Markdown page of a language, as paths without suffix, sorted."""
    base = root / "docs" / language
    return sorted(path.relative_to(base).with_suffix("").as_posix() for path in base.rglob("*.md"))
