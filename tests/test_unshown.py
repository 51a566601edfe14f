"""Lines that only check what a page says run with their step, and no reader has to look at them."""

import pytest

from gipi.pages import export, unshown
from gipi.pages.publish import published
from small import step

SLUG = "concepts/a"
CODE = f'x = 3\nprint("x is", x)\n{unshown.MARK}\nlarge = x > 2\nprint("x above 2:", large)'


@pytest.fixture
def page(guide):
    """`page(printed, **code)`: a page whose steps show their code, and the outputs that were recorded."""

    def made(printed: dict[str, str], **code: str):
        guide.snippet(f"{SLUG}.py", **code)
        guide.snippet(f"{SLUG}.txt", **printed)
        guide.steps(*code, slug=SLUG)
        return guide.whole.pages["ko"][SLUG]

    return made


def test_checks_run_but_are_not_shown(page):
    own = page({"first": "x is 3\nx above 2: True"}, first=CODE)
    assert "large" in own.steps[0].code
    text = published(own, {}, "Output", "later")
    assert '```python\nx = 3\nprint("x is", x)\n```' in text
    assert 'title="Output"}\nx is 3\n```' in text
    assert unshown.faults(own) == []


def test_within_a_box_too(guide):
    guide.snippet(f"{SLUG}.py", first=CODE)
    guide.snippet(f"{SLUG}.txt", first="x is 3\nx above 2: True")
    box = '??? note "More"\n\n' + "\n".join(f"    {line}" for line in step("first", SLUG).splitlines())
    guide.page(box, SLUG)
    text = published(guide.whole.pages["en"][SLUG], {}, "Output", "later")
    assert '    ```python\n    x = 3\n    print("x is", x)\n    ```' in text
    assert 'title="Output"}\n    x is 3\n    ```' in text


def test_nor_are_they_in_what_is_taken_along(page):
    own = page({"first": "x is 3\nx above 2: True"}, first=CODE)
    cell = next(cell for cell in export.export(own, "http://localhost/").cells if cell.cell_type == "code")
    assert cell.source == 'x = 3\nprint("x is", x)' and cell.outputs[0].text == "x is 3\n"
    assert "large" not in export.script(own, "http://localhost/")[1]


@pytest.mark.parametrize(
    "below, printed, said",
    [
        ("for x in [1]:\n    print('a:', True)", "a: True", "holds more below"),
        ("print(f'{x}:', True)", "a: True", "holds more below"),
        ("print('b:', True)", "a: True", "holds more below"),
        ("print('told')\nprint('a:', True)", "told\na: True", "holds more below"),
        ("y = 1", "", "or less"),
        ("print('a:', True)\nlater = 1", "a: True", "makes later below"),
    ],
)
def test_only_checks_may_be_left_out(page, below, printed, said):
    first = f"x = 3\nprint('x', x)\n{unshown.MARK}\n{below}"
    own = page({"first": f"x 3\n{printed}".strip()}, first=first, second="print(later)")
    assert said in "\n".join(unshown.faults(own))


def test_what_only_checks_need_is_not_shown_either(page):
    """A reader met a variable that nothing in sight used."""
    first = f"x, wanted = 3, 4\nprint('x', x)\n{unshown.MARK}\nprint('a:', x < wanted)"
    own = page({"first": "x 3\na: True"}, first=first)
    assert "makes wanted above" in "\n".join(unshown.faults(own))
    first = first.replace(unshown.MARK, f"print('of', wanted)\n{unshown.MARK}")
    assert unshown.faults(page({"first": "x 3\nof 4\na: True"}, first=first)) == []


def test_something_is_shown(page):
    own = page({"first": "a: True"}, first=f"x = 3\n{unshown.MARK}\nprint('a:', x > 2)")
    assert "would be shown without any output" in "\n".join(unshown.faults(own))
