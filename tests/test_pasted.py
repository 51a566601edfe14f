"""Messages whose cure stands on other pages than the dictionary's: their file is right, the box gets them."""

import json

import pytest

from gipi.entries import pasted
from gipi.guide import check
from gipi.site.error_pages import texts


def test_they_lead_to_sections_that_are_there(guide):
    guide.page("## Terms { #terms }\n\nText.", "install/conda")
    guide.write("data/pasted.yml", "install/conda: {terms: [a b], none: [c d]}\ninstall/no: {x: [e]}\n")
    assert [one for one in check.site(guide.whole) if "pasted.yml" in one] == [
        *(
            f"data/pasted.yml: docs/{language}/install/conda.md has no section ‘none’; "
            "name the one that holds the cure."
            for language in guide.whole.languages
        ),
        "data/pasted.yml: there is no page ‘install/no’; correct the slug or take it out.",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- a\n", "must be a mapping"),
        ("a: [b]\n", "‘a’ needs its sections"),
        ("a: {b: [1]}\n", "‘a’ needs its sections"),
        ("a: [\n", "pasted.yml:2: this is not YAML"),
    ],
)
def test_what_is_wrong_is_said(guide, text, said):
    with pytest.raises(pasted.PastedError, match=said):
        pasted.load(guide.write("data/pasted.yml", text))


def test_the_box_gets_them(guide):
    cures = pasted.load(guide.write("data/pasted.yml", 'install/conda: {terms: ["Terms of …"]}\n'))
    said = texts([], cures, {"install/conda": "With `conda`"}, lambda slug, section: [[f"{slug} {section}"], []])
    assert json.loads(said) == [
        {
            "name": "../install/conda",
            "title": "With conda",
            "texts": [["Terms of …", "terms"]],
            "also": [],
            "fixes": {"": [["install/conda None"], []], "terms": [["install/conda terms"], []]},
        }
    ]
