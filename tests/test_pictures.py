"""Drawings say how large they are before they arrive."""

from gipi.site.pictures import with_sizes

FILES = {
    "concepts/loss/curve.svg": '<?xml version="1.0"?>\n<svg viewBox="0 0 72 36" width="72pt" height="36pt"></svg>',
    "concepts/loss.svg": '<svg width="720" stroke-width="9" height="270"></svg>',
    "concepts/free.svg": '<svg viewBox="0 0 72 36"></svg>',
}


def sized(html: str) -> str:
    return with_sizes(html, "concepts/loss/", FILES.get)


def test_a_drawing_has_its_own_size_in_pixels():
    assert sized('<img alt="a" src="curve.svg" />') == '<img width="96" height="48" alt="a" src="curve.svg" />'
    assert sized('<p><img src="../loss.svg"></p>') == '<p><img width="720" height="270" src="../loss.svg"></p>'


def test_what_has_no_size_or_has_one_already_stays_as_it_is():
    for html in (
        '<img src="../free.svg">',
        '<img src="../nowhere.svg">',
        '<img height="10" src="curve.svg">',
        '<img src="https://example.org/a.svg">',
        '<img src="photo.png">',
    ):
        assert sized(html) == html
