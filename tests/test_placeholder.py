"""What stands for a placeholder, and where one that cannot be filled stands."""

import pytest

from gipi.pages.placeholders import NoAnswer, PlaceholderProblem, fill


def twice(word: str, other: str = "x") -> str:
    if word == "no":
        raise NoAnswer("nothing is known of no.")
    return f"{word}\n\n{other}"


ANSWERS = {"table": lambda: "| a |\n| - |", "twice": twice}


def test_alone_on_its_line_or_within_a_sentence():
    text = "<!-- gipi:table -->\n\nA <!-- gipi:twice b c --> d <!--gipi:twice e-->."
    assert fill(text, ANSWERS, "p.md") == "| a |\n| - |\n\nA b\n\nc d e\n\nx."


def test_a_table_keeps_its_indentation():
    assert fill("- x\n\n    <!-- gipi:twice a b -->\n", ANSWERS, "p.md") == "- x\n\n    a\n\n    b\n"


def test_other_comments_stay():
    assert fill("<!-- gipi is our name -->", ANSWERS, "p.md") == "<!-- gipi is our name -->"


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
        fill(f"one\n\nthree <!-- {placeholder} -->", ANSWERS, "docs/ko/p.md", above=4)
