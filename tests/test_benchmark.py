"""The seconds that install/wsl2-gpu begins with come from the benchmark's own file."""

import json
from pathlib import Path

import pytest

from gipi.guide import Guide
from gipi.guide.answers import answers
from small import step

SPENT = {"a": (1.0, 2.0), "b/long": (7.25, 4.0), "gone": (3.0, 9.0)}


@pytest.fixture
def measured(guide):
    guide.snippet("a.py", say="print(1)")
    guide.page(step("say"))
    guide.snippet("b/long.py", say="print(1)")
    guide.page(step("say", "b/long"), slug="b/long")

    def write(*slugs):
        pages = {slug: dict(zip(("cpu", "seconds"), SPENT[slug], strict=True)) for slug in slugs}
        rows = [{"what": "import", "seconds": 4.0}]
        known = {"date": "2026-11-22", "system": "Linux x86_64, 2 cores", "pages": pages, "rows": rows}
        guide.write("data/benchmark.json", json.dumps(known))

    return guide.root, write


def seconds(root: Path, language: str) -> str:
    """What install/wsl2-gpu says of a guide."""
    return answers(Guide(root), language, "install/wsl2-gpu")["seconds"]()


def test_cpu_seconds_are_summed_and_the_longest_page_is_linked(measured):
    root, write = measured
    write("a", "b/long", "gone")
    for language, says in (
        ("ko", ("3페이지", "11초", "3.0초", "7.2초", "4.0초")),
        ("en", ("3 pages", "11 CPU", "3.0 s", "7.2 s", "4.0 s")),
    ):
        text = seconds(root, language)
        for one in says:
            assert one in text
        assert "](../b/long.md)" in text
        assert "Linux x86_64, 2 cores" in text


def test_a_page_that_has_gone_is_named_and_not_linked(measured):
    root, write = measured
    write("gone")
    assert "`gone`" in seconds(root, "en")


@pytest.mark.parametrize("there", [True, False])
def test_without_a_measurement_the_text_says_so(measured, there):
    root, write = measured
    if there:
        write()
    assert "아직 재지 않았습니다" in seconds(root, "ko")
    assert "not been measured" in seconds(root, "en")
