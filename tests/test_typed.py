"""What people type for a page: its file is right, and its words reach the index of the search."""

import pytest

from gipi.entries import typed
from gipi.guide import check
from gipi.site import search

GPU = "install/gpu: [그래픽 카드, graphics card]\n"


def test_words_belong_to_pages(guide):
    guide.page("", "install/gpu")
    guide.write("data/typed.yml", GPU + "install/tpu: [tpu]\n")
    assert [one for one in check.site(guide.whole) if "typed.yml" in one] == [
        "data/typed.yml: there is no page ‘install/tpu’; correct the slug or take its words out."
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- a\n", "must be a mapping"),
        ("a: b\n", "‘a’ needs a list of words"),
        ("a: [3.12]\n", "‘a’ needs a list of words"),
        ("a: [b, b]\n", "‘a’ has ‘b’ twice"),
        ("a: [\n", "typed.yml:2: this is not YAML"),
    ],
)
def test_what_is_wrong_is_said(guide, text, said):
    with pytest.raises(typed.TypedError, match=said):
        typed.load(guide.write("data/typed.yml", text))


def test_the_index_has_them_where_somebody_types_them():
    docs = [{"location": "install/gpu/", "title": "", "text": ""}, {"location": "", "title": "", "text": ""}]
    words = {"install/gpu": ["그래픽 카드", "graphics card"], "index": ["홈"]}
    for language, mine in (("ko", ["그래픽 카드", "graphics card"]), ("en", ["graphics card"])):
        index = search.enrich({"config": {}, "docs": [dict(doc) for doc in docs]}, [], words, language)
        assert index["docs"][0]["typed"] == mine
    assert "typed" not in index["docs"][1]
