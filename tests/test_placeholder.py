"""What stands for a placeholder, and where one that cannot be filled stands."""

import pytest

from gipi.pages.page import Page
from gipi.pages.placeholders import NoAnswer, PlaceholderProblem, fill_line
from gipi.pages.publish import published


def twice(word: str, other: str = "x") -> str:
    if word == "no":
        raise NoAnswer("nothing is known of no.")
    return f"{word}\n\n{other}"


ANSWERS = {"table": lambda: "| a |\n| - |", "twice": twice}


def fill(line: str) -> str:
    return fill_line(line, ANSWERS, "docs/ko/p.md:7")


def test_alone_on_its_line_or_within_a_sentence():
    assert fill("<!-- gipi:table -->") == "| a |\n| - |"
    assert fill("A <!-- gipi:twice b c --> d <!--gipi:twice e-->.") == "A b\n\nc d e\n\nx."


def test_a_table_keeps_its_indentation():
    assert fill("    <!-- gipi:twice a b -->") == "    a\n\n    b"


def test_other_comments_stay():
    assert fill("<!-- gipi is our name -->") == "<!-- gipi is our name -->"


def test_code_in_double_backticks_shows_a_placeholder():
    shown = "write ``<!-- gipi:twice a -->`` there"
    assert fill(shown) == shown
    assert fill("`x==<!-- gipi:twice a b -->`") == "`x==a\n\nb`"


@pytest.mark.parametrize(
    "placeholder, says",
    [
        ("gipi:nothing", "unknown placeholder 'gipi:nothing'"),
        ("gipi:table a", "'gipi:table a': too many positional arguments"),
        ("gipi:twice", "'gipi:twice': missing a required argument: 'word'"),
        ("gipi:twice no", "nothing is known of no"),
    ],
)
def test_what_cannot_be_filled_is_said_with_its_line(placeholder, says):
    with pytest.raises(PlaceholderProblem, match=rf"docs/ko/p\.md:7: {says}"):
        fill(f"three <!-- {placeholder} -->")


def test_what_a_page_shows_in_a_fence_is_published_as_it_stands(guide):
    """Directives and placeholders work outside of code only, or no page could explain them."""
    fence = "````text\n<!-- pytest-codeblocks:expected-output -->\n```text\n<!-- gipi:table -->\n```\n````"
    guide.page(f"{fence}\n\n<!-- gipi:table -->")
    text = published(Page(guide.root, guide.root / "docs/ko/a.md"), ANSWERS, "Output", "later")
    assert fence in text and text.endswith("\n\n| a |\n| - |\n")
