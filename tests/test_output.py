"""Printed text against recorded text, on strings and on every record of the guide."""

import re

import pytest

from gipi.machine import files
from gipi.pages.includes import sections
from gipi.pages.page import Page, slugs
from gipi.runs import compare_text
from small import ROOT


@pytest.mark.parametrize(
    ("printed", "recorded"),
    [
        ("loss 0.500", "loss 0.500"),
        ("loss 0.501", "loss 0.499"),
        ("loss  9.99", "loss 10.01"),
        ("a\r\nb  \n", "a\nb"),
        ("-0.0", "0.0"),
        ("1e-3", "0.001"),
    ],
)
def test_equal(printed, recorded):
    assert compare_text.difference(printed, recorded) is None


@pytest.mark.parametrize(
    ("printed", "recorded", "says"),
    [
        ("loss 0.53", "loss 0.50", "printed 'loss 0.53', recorded 'loss 0.50'"),
        ("100 images", "101 images", "line 1"),
        ("Loss 0.5", "loss 0.5", "line 1"),
        ("a\nb", "a", "printed 2 lines, recorded 1"),
        ("conv2d", "conv3d", "line 1"),
        ("0.01", "0.00", "line 1"),
        ("x = 1", "x  = 1", "line 1"),
        ("nan", "0.1", "line 1"),
    ],
)
def test_different(printed, recorded, says):
    assert says in compare_text.difference(printed, recorded)


def test_a_directive_widens():
    assert compare_text.difference("loss 0.53, 7 steps", "loss 0.50, 7 steps", tolerance=0.1) is None
    assert compare_text.difference("took 3 s", "took 9 s", varies=[r"\d+ s"]) is None
    assert compare_text.difference("took 3 m", "took 9 s", varies=[r"\d+ s"])


def recorded_steps():
    for slug in slugs(ROOT, "ko"):
        page = Page(ROOT, ROOT / "docs" / "ko" / f"{slug}.md")
        known = sections(page.record)
        for step in page.steps:
            if step.name in known:
                yield pytest.param(step, known[step.name], id=f"{slug}:{step.name}")


@pytest.mark.parametrize(("step", "text"), list(recorded_steps()))
def test_no_change_of_a_record_passes(step, text):
    """5 % on each number, a letter on each word: every change fails, but where a directive allows it."""
    free = [match.span() for pattern in step.varies for match in re.finditer(pattern, text)]

    def allowed(match):
        return any(start < match.end() and match.start() < end for start, end in free)

    def differs(match, new):
        changed = text[: match.start()] + new + text[match.end() :]
        return compare_text.difference(changed, text, step.tolerance, step.varies)

    for match in compare_text.NUMBER.finditer(text):
        value = float(match[0]) * 1.05 or 0.05
        if not allowed(match) and (step.tolerance or 0) < 0.05:
            assert differs(match, f"{value:.12g}"), f"{match[0]} may become {value:.12g}"
    for match in re.finditer(r"[^\W\d_]+", text):
        if not allowed(match):
            assert differs(match, match[0] + "x"), f"'{match[0]}' may change"


def test_the_numbers_of_the_guide_are_tried():
    assert sum(len(compare_text.NUMBER.findall(text)) for _, text in (p.values for p in recorded_steps())) > 300


def test_write_replaces_a_file_as_a_whole(tmp_path):
    path = tmp_path / "deep" / "a.txt"
    files.write(path, "one\n")
    files.write(path, "둘\n")
    assert path.read_bytes() == "둘\n".encode()
    assert [one.name for one in path.parent.iterdir()] == ["a.txt"]
