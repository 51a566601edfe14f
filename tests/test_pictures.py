"""Drawings say how large they are before they arrive, serve both schemes, and give way to a narrow one."""

import base64
import io
import re

from PIL import Image

from gipi.site.pictures import both_schemes, replace

FILES = {
    "concepts/loss/curve.svg": '<?xml version="1.0"?>\n<svg viewBox="0 0 72 36" width="72pt" height="36pt"></svg>',
    "concepts/loss.svg": '<svg width="720" stroke-width="9" height="270" viewBox="0 0 720 270"></svg>',
    "concepts/narrow/loss.svg": '<svg viewBox="0 0 360 500" width="360" height="500"></svg>',
    "concepts/free.svg": "<svg></svg>",
}


def shown(html: str) -> str:
    return replace(html, "concepts/loss/", FILES.get)


def test_a_drawing_has_its_own_size_in_pixels():
    assert shown('<img alt="a" src="curve.svg" />') == '<img alt="a" src="curve.svg" width="96" height="48">'


def test_the_first_comes_at_once_and_the_others_as_a_reader_nears_them():
    first, second = re.findall("<img[^>]*>", shown('<img alt="a" src="curve.svg"><img alt="b" src="../loss.svg">'))
    assert "lazy" not in first and ' loading="lazy"' in second


def test_a_phone_gets_the_narrow_one():
    assert shown('<img alt="a" src="../loss.svg">') == (
        '<picture><source media="screen and (max-width: 44.98em)" srcset="../narrow/loss.svg"'
        ' width="360" height="500">'
        '<img alt="a" src="../loss.svg" width="720" height="270"></picture>'
    )


def test_a_figure_that_stands_alone_has_its_title_as_a_caption():
    assert shown('<p><img alt="a &lt; b" src="curve.svg" title="하나 &amp; 둘"></p>') == (
        '<figure class="gipi-figure"><img alt="a &lt; b" src="curve.svg" width="96" height="48">'
        "<figcaption>하나 &amp; 둘</figcaption></figure>"
    )


def test_what_is_not_ours_stays_as_it_is():
    for html in ('<img src="../nowhere.svg">', '<img src="https://example.org/a.svg">', '<img src="photo.png">'):
        assert shown(html) == html


def bitmap(colour: int) -> str:
    file = io.BytesIO()
    picture = Image.new("L", (4, 4), colour)
    picture.putpixel((1, 1), 0)
    picture.save(file, "png")
    data = base64.b64encode(file.getvalue()).decode()
    return f'<svg width="1"><rect fill="#fbfaf7"/><image href="data:image/png;base64,{data}"/></svg>'


def test_ink_on_white_paper_is_turned_in_the_dark():
    assert "image{filter:invert" in both_schemes(bitmap(255)).partition("dark")[2]
    assert "invert" not in both_schemes(bitmap(120))  # brightness is what it shows


def test_known_colours_become_variables_with_a_dark_value():
    text = both_schemes('<svg width="1"><rect fill="#1f6f6b" style="stroke: #FBFAF7; fill:#808080"/></svg>')
    assert text == (
        '<svg width="1"><style>:root{--c0:#1f6f6b;--c1:#fbfaf7}'
        "@media (prefers-color-scheme:dark){:root{--c0:#7ccabf;--c1:#14181a}}</style>"
        '<rect fill="var(--c0)" style="stroke: var(--c1); fill:#808080"/></svg>'
    )
