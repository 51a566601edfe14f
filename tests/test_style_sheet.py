"""What a reader gets of the style sheet."""

from gipi.site.style_sheet import light
from small import ROOT


def test_rules_stay_and_words_for_writers_go():
    assert light("/* Why. */\n.a,\n.b {\n  color: red; /* so */\n}\n\n.c { margin: 0 1px; }\n") == (
        ".a,\n.b {\ncolor: red;\n}\n.c { margin: 0 1px; }\n"
    )


def test_every_brace_is_closed():
    css = light((ROOT / "docs/theme/assets/gipi.css").read_text(encoding="utf-8"))
    assert css.count("{") == css.count("}") and "/*" not in css
