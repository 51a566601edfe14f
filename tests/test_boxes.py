"""A closed box says on its title when later code needs its code: who copies what stands open is warned."""

import pytest

from gipi.guide import Guide
from gipi.pages.boxes import needed
from small import ROOT, step

SLUG = "concepts/a"
REAL = Guide(ROOT)


def boxed(title: str, *steps: str) -> str:
    body = "\n".join(f"    {line}" if line else "" for text in steps for line in text.splitlines())
    return f'??? note "{title}"\n\n{body}\n'


@pytest.fixture
def titles(guide):
    """`titles(text, **code)`: the titles of the boxes that later code needs."""

    def asking(text: str, **code: str) -> list[str]:
        guide.snippet(f"{SLUG}.py", **code)
        guide.page(text, SLUG)
        page = guide.whole.pages["en"][SLUG]
        return [page.lines[number - 1].text for number in sorted(needed(page))]

    return asking


def shown(*names: str) -> list[str]:
    return [step(name, SLUG, shown=False) for name in names]


@pytest.mark.parametrize(
    "boxed_code, later, warned",
    [
        ("import numpy as np\nx = np.ones(3)", "print(x)", True),
        ("import numpy as np", "print(np.ones(3))", True),
        ("def double(x):\n    return 2 * x", "print(double(2))", True),
        ("x = 1", "x = x + 1", True),
        ("x = 1", "x += 1", True),
        ("x = 1", "def tell():\n    print(x)", True),
        ("x = 1", "print([y + x for y in [1]])", True),
        ("row = 1", "rows = [row for row in [2]]", False),
        ("x = 1", "def tell():\n    print(x)\n\n\nx = 2\ntell()", False),
        ("for row in [1]:\n    print(row)", "for row in [2]:\n    print(row)", False),
        ("x = 1", "def double(x):\n    return 2 * x", False),
        ("x = 1", "x = 2\nprint(x)", False),
        ("x = 1", "print('nothing of it')", False),
    ],
)
def test_a_box_is_needed_if_later_code_uses_what_only_it_makes(titles, boxed_code, later, warned):
    first, second = shown("first", "second")
    said = titles(f"{boxed('The data', first)}\nThen:\n\n{second}", first=boxed_code, second=later)
    assert said == (['??? note "The data"'] if warned else [])


def test_what_stands_open_too_needs_no_box(titles):
    first, second, third = shown("first", "second", "third")
    text = f"{first}\n{boxed('Again', second)}\nThen:\n\n{third}"
    assert titles(text, first="x = 1", second="x = 2", third="print(x)") == []


def test_a_box_that_needs_itself_is_not_needed(titles):
    first, second = shown("first", "second")
    assert titles(boxed("Both", first, second), first="x = 1", second="print(x)") == []


def test_an_exercise_does_not_send_to_its_answers():
    pages = [page for slug, page in REAL.pages["ko"].items() if slug.startswith("practice/")]
    assert pages and not any(needed(page) for page in pages)


@pytest.mark.parametrize("language, words", [("ko", "(뒤의 코드에 필요)"), ("en", "(later code needs it)")])
def test_the_published_title_says_so(site, language, words):
    folder = site.folder / ("" if language == "ko" else language)
    text = (folder / "concepts" / "tensor" / "index.html").read_text(encoding="utf-8")
    assert f"{words}</summary>" in text
