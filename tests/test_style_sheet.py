"""What a reader gets of the style sheets."""

from gipi.site.style_sheet import light, of_us, without_palette
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


def test_of_materials_rules_those_stay_that_a_page_can_need():
    icon = '--md-{}-icon:url("data:image/svg+xml;charset=utf-8,<svg/>");'
    css = (
        ":root{" + icon.format("nav") + icon.format("post") + "--md-hue:225}"
        ".md-post,.md-nav{color:red}.md-post__meta,.bug>p{color:red}.md-nav::after{content:var(--md-nav-icon)}"
        ":is(.md-typeset,.md-post):not(.grid){color:red}[dir=ltr] a{left:0}[dir=rtl] a{right:0}"
        "@media print{.md-consent{display:none}}@media screen{.md-version{top:0}.md-nav{top:0}}"
        "@keyframes a{to{top:0}}"
    )
    assert of_us(css, "") == (
        ":root{" + icon.format("nav") + "--md-hue:225}"
        ".md-nav{color:red}.md-nav::after{content:var(--md-nav-icon)}"
        ":is(.md-typeset,.md-post):not(.grid){color:red}[dir=ltr] a{left:0}"
        "@media screen{.md-nav{top:0}}"
        "@keyframes a{to{top:0}}"
    )
    assert icon.format("post") in of_us(css, ".a { mask-image: var(--md-post-icon) }")
