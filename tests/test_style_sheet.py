"""What a reader gets of the style sheets."""

from gipi.site.style_sheet import light, without_palette
from small import ROOT


def test_rules_stay_and_words_for_writers_go():
    assert light("/* Why. */\n.a,\n.b {\n  color: red; /* so */\n}\n\n.c { margin: 0 1px; }\n") == (
        ".a,\n.b {\ncolor: red;\n}\n.c { margin: 0 1px; }\n"
    )


def test_every_brace_is_closed():
    for path in (ROOT / "docs/theme/assets").glob("*.css"):
        css = light(path.read_text(encoding="utf-8"))
        assert css.count("{") == css.count("}") and "/*" not in css, path.name


def test_only_materials_palette_goes():
    links = [f'\n  <link rel="stylesheet" href="../{name}">' for name in ("main.min.css", "gipi.css")]
    palette = '\n  <link rel="stylesheet" href="../assets/stylesheets/palette.0a1b2c3d.min.css">'
    assert without_palette(links[0] + palette + links[1]) == "".join(links)
