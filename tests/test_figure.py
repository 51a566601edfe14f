"""Figures compared by what they draw."""

import json
import re

import matplotlib.pyplot  # noqa: F401 - before pytester, which would load NumPy a second time
import pytest

from gipi.runs import compare_figure
from gipi.site import pictures
from small import ROOT, step

DRAW = """
    import matplotlib.pyplot as plt

    fig, ax = plt.subplots()
    ax.plot([0, 1, 2], [{height}, 1, 0], label="loss")
    ax.scatter([0, 1], [0, 2])
    ax.bar([0, 1], [1, 2])
    ax.imshow([[0, 1], [1, 0]])
    ax.fill_between([0, 1], [0, 0], [1, 1])
    ax.text(0, 1, "here")
    ax.set(title="{title}", xlabel="step")
    ax.legend()
    plt.show()
"""


def draw(running, height=4, title="A curve"):
    running.snippet("a.py", curve=DRAW.format(height=height, title=title))
    running.page(step("curve", shown=False) + "\n![A curve that falls](a/curve.svg)\n")


def outcome(running, *args) -> str:
    return running.test("docs/ko", *args).stdout.str()


def test_a_figure_is_saved_with_its_data_and_compared(running):
    draw(running)
    running.test("docs/ko", "--update-outputs").assert_outcomes(passed=2)
    first = running.read("snippets/a/curve.svg"), running.read("snippets/a/curve.json")
    drawn = json.loads(first[1])["drawn"]
    assert {"artist": "line", "label": "loss", "x": [0, 1, 2], "y": [4, 1, 0]} in drawn
    assert [one["artist"] for one in drawn[1:-1]] == [
        "line",
        "patch",
        "patch",
        "PathCollection",
        "FillBetweenPolyCollection",
        "image",
    ]
    running.test("docs/ko").assert_outcomes(passed=2)
    running.test("docs/ko", "--update-outputs")
    assert (running.read("snippets/a/curve.svg"), running.read("snippets/a/curve.json")) == first


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"height": 40}, "curve.svg: the y of 'loss' differs from the record."),
        ({"title": "Another"}, "curve.svg: the title of 'A curve' differs from the record."),
    ],
)
def test_another_figure_fails(running, change, says):
    draw(running)
    outcome(running, "--update-outputs")
    draw(running, **change)
    assert f"docs/ko/a.md:9: {says}" in outcome(running)


def test_a_figure_a_little_different_passes(running):
    draw(running)
    outcome(running, "--update-outputs")
    draw(running, height=4.01)
    running.test("docs/ko").assert_outcomes(passed=2)


def test_a_picture_is_made_where_it_is_recorded_and_what_cannot_be_drawn_fails_everywhere(running, monkeypatch):
    draw(running)
    outcome(running, "--update-outputs")
    monkeypatch.setattr(compare_figure, "svg", None)
    running.test("docs/ko").assert_outcomes(passed=2)
    draw(running, title="$\\frac{1$")
    assert "docs/ko/a.md:9: its figure cannot be drawn: " in outcome(running)


def test_a_picture_edited_by_hand_is_noticed(running):
    draw(running)
    outcome(running, "--update-outputs")
    running.write("snippets/a/curve.svg", running.read("snippets/a/curve.svg").replace("#1f6f6b", "#ff0000"))
    shown = outcome(running)
    assert "docs/ko/a.md:9: curve.svg is not the picture that was recorded: it was edited by hand" in shown
    assert "snippets/a/curve.svg: curve.svg is not the picture" in shown


def test_a_figure_and_its_page_disagree(running):
    draw(running)
    running.page(step("curve", shown=False))
    assert "docs/ko/a.md:9: draws a figure that the page does not show; add ![…](a/curve.svg)." in outcome(
        running, "--update-outputs"
    )
    running.snippet("a.py", curve="x = 1")
    running.page(step("curve", shown=False) + "\n![A curve that falls](a/curve.svg)\n")
    assert "docs/ko/a.md:9: draws nothing, but the page shows a/curve.svg." in outcome(running)
    two = "import matplotlib.pyplot as plt\nplt.figure()\nplt.figure()"
    running.snippet("a.py", curve=two)
    assert "docs/ko/a.md:9: draws 2 figures; a step draws one." in outcome(running)


def test_a_figure_that_no_step_draws_any_more_is_removed(running):
    draw(running)
    outcome(running, "--update-outputs")
    running.snippet("a.py", line=DRAW.format(height=1, title="x"))
    running.page(step("line", shown=False) + "\n![A line](a/line.svg)\n")
    assert "snippets/a/curve.svg: no step of docs/ko/a.md draws it." in outcome(running)
    outcome(running, "--update-outputs")
    left = {
        path.relative_to(running.root / "snippets/a").as_posix() for path in running.root.glob("snippets/a/**/*.*")
    }
    assert left == {"line.json", "line.svg", "narrow/line.svg"}


def test_a_phone_gets_the_same_figure_with_letters_as_large_as_there(running):
    draw(running)
    outcome(running, "--update-outputs")
    wide, phone = running.read("snippets/a/curve.svg"), running.read("snippets/a/narrow/curve.svg")
    width = [float(re.search(r'width="([\d.]+)pt"', one)[1]) for one in (wide, phone)]
    assert width == [460.8, 288]
    assert [one.count("<text") for one in (wide, phone)].count(0) == 0
    running.write("snippets/a/narrow/curve.svg", phone.replace("#1f6f6b", "#ff0000"))
    assert "narrow/curve.svg is not the picture that was recorded with curve.svg" in outcome(running)


@pytest.fixture
def plt():
    import matplotlib.pyplot as plt

    with plt.rc_context(compare_figure.STYLE):
        yield plt
        plt.close("all")


def narrow(figure) -> str | None:
    """A phone's figure, as the session makes it: after the wide one, which is drawn in other pixels."""
    compare_figure.svg(figure)
    return compare_figure.narrow(figure)


def test_panels_beside_one_another_come_to_stand_below_one_another(plt):
    figure, axes = plt.subplots(1, 2, figsize=(6.4, 3.6))
    narrow(figure)
    left, right = (one.get_position() for one in axes)
    assert left.y0 > right.y1 and abs(left.x0 - right.x0) < 0.01
    small, _ = plt.subplots(figsize=(4, 3))
    assert narrow(small) is None


@pytest.mark.parametrize("title", ["one layer", "a title with no room beside others"])
def test_pictures_stay_beside_one_another_where_their_titles_have_room(plt, title):
    figure, axes = plt.subplots(1, 3, figsize=(6.4, 2.6))
    for one in axes:
        one.imshow([[0, 1], [1, 0]])
        one.set(title=title, xticks=[], yticks=[])
    narrow(figure)
    first, last = axes[0].get_position(), axes[-1].get_position()
    assert (abs(first.y0 - last.y0) < 0.01) == (title == "one layer")


@pytest.mark.parametrize("size", [(6.4, 4.4), (4.6, 4.2)])
def test_a_grid_is_drawn_for_a_phone_too(plt, size):
    grid, axes = plt.subplots(2, 2, figsize=size)
    assert narrow(grid)
    assert axes[0, 0].get_position().x1 < axes[0, 1].get_position().x0


def test_no_room_is_left_around_what_keeps_its_proportions(plt):
    figure, axes = plt.subplots(figsize=(6.4, 3.6))
    axes.set(aspect="equal", xlim=(0, 4), ylim=(0, 1))
    narrow(figure)
    assert figure.get_size_inches()[1] < 2


@pytest.mark.parametrize("where", ["on the curve", "beside", "free"])
def test_a_legend_stands_above_what_it_would_cover_or_push_aside(plt, where):
    figure, axes = plt.subplots(figsize=(6.4, 3.6))
    for name in ("training", "validation"):
        axes.plot([0, 1, 2, 3], [3, 1, 1, 3] if where == "on the curve" else [0, 1, 2, 3], label=name)
    kinds = {"on the curve": {"loc": "upper right"}, "free": {"loc": "upper left"}}
    axes.legend(**kinds.get(where, {"loc": "center left", "bbox_to_anchor": (1.02, 0.5)}))
    narrow(figure)
    figure.draw_without_rendering()
    legend, shown = axes.get_legend().get_window_extent(), axes.bbox
    assert (legend.y0 >= shown.y1) == (where != "free")
    assert legend.x0 >= 0 and legend.x1 <= figure.bbox.x1


ROOM = 328  # px that a figure has on a screen of 360 px
LEAST = 9  # px of the smallest letters there
FONT = re.compile(r"font(?:-size)?[:=]\s*[\"']?(?:\w+ )*([\d.]+)(?:px)?")


def test_every_figure_can_be_read_on_a_phone():
    found = []
    for path in [*ROOT.glob("snippets/**/*.svg"), *ROOT.glob("docs/*/**/*.svg")]:
        if path.parent.name == "narrow":
            continue
        phone = compare_figure.for_phone(path)
        drawn = (phone if phone.is_file() else path).read_text(encoding="utf-8")
        width, _ = pictures.size(drawn)
        unit = width / float(pictures.SIZE.search(drawn)["width"])
        letters = [float(size) * unit * min(1, ROOM / width) for size in FONT.findall(drawn)]
        if letters and min(letters) < LEAST:
            found.append(f"{path.relative_to(ROOT)}: letters of {min(letters):.1f} px")
    assert not found, "\n".join(found)


def test_a_figure_has_a_weight_limit(tmp_path):
    path = tmp_path / "a.svg"
    compare_figure.save(path, [], "<svg>" + "x" * compare_figure.LIMIT + "</svg>\n")
    assert "a.svg weighs 40 kB, more than 40 kB: draw fewer points." in compare_figure.fault(path)
    compare_figure.save(path, [], "<svg>\n", "<svg>" + "x" * compare_figure.LIMIT + "</svg>\n")
    assert compare_figure.fault(path).startswith("narrow/a.svg weighs 40 kB")
