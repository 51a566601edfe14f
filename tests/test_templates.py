"""The templates use what MiniJinja has too: the builder that follows MkDocs renders with it."""

from pathlib import Path
from types import SimpleNamespace

import jinja2
import material
import minijinja
import pytest
from jinja2 import nodes

from small import ROOT

THEME = ROOT / "docs" / "theme"
TEMPLATES = sorted(THEME.rglob("*.html"))
BASE = Path(material.__file__).parent / "templates"
IMPORTED = {"lang"}  # Material's base.html imports partials/language.html by this name

MATERIALS = {"url", "striptags"}  # filters that Material's own base.html uses


def method_calls(source: str) -> list[str]:
    """The calls of methods in a template; calling what another template defines is none."""
    tree = jinja2.Environment().parse(source)
    imported = IMPORTED | {node.target for node in tree.find_all(nodes.Import)}
    return [
        f"line {call.lineno}: .{call.node.attr}(…)"
        for call in tree.find_all(nodes.Call)
        if isinstance(call.node, nodes.Getattr)
        and not (isinstance(call.node.node, nodes.Name) and call.node.node.name in imported)
    ]


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.relative_to(THEME).as_posix())
def test_a_template_is_one_for_minijinja_too(file):
    source = file.read_text(encoding="utf-8")
    assert method_calls(source) == []
    env = minijinja.Environment()
    env.add_template(file.name, source)  # raises where it does not parse


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.relative_to(THEME).as_posix())
def test_a_template_uses_filters_that_there_are(file):
    """MiniJinja's own, or those without which Material's templates would not work anywhere."""
    tree = jinja2.Environment().parse(file.read_text(encoding="utf-8"))
    for name in {used.name for used in tree.find_all(nodes.Filter)} - MATERIALS:
        extra = {"replace": "('a', 'b')", "join": "('a')"}.get(name, "")
        minijinja.Environment().eval_expr(f"'a' | {name}{extra}")  # raises where there is none


def test_method_calls_are_found():
    said = method_calls('{% import "x" as own %}\n{{ own.t(1) }}{{ lang.t(2) }}\n{{ a.split() }}{{ {}.get("b") }}')
    assert said == ["line 3: .split(…)", "line 3: .get(…)"]


# Both engines, given the same values, write the same.


def loader(name: str) -> str | None:
    return next(
        (file.read_text(encoding="utf-8") for folder in (THEME, BASE) if (file := folder / name).is_file()), None
    )


def both(name: str, **values) -> list[str]:
    values = {"config": CONFIG, "lang": SimpleNamespace(t=lambda key: key), **values}
    one = jinja2.Environment(loader=jinja2.FunctionLoader(loader)).get_template(name).render(**values)
    other = minijinja.Environment(loader=loader, auto_escape_callback=lambda _: False).render_template(
        name, **values
    )
    return [" ".join(text.split()) for text in (one, other)]


CONFIG = {
    "extra": {
        "alternate": [
            {"lang": "ko", "name": "한국어", "link": ""},
            {"lang": "en", "name": "English", "link": "en/"},
        ],
        "assumes": {"1부": "없습니다"},
        "words": {"nav": "차례"},
    },
    "theme": {"language": "ko"},
}


@pytest.mark.parametrize(
    "base, href", [("..", "../en/a/"), (".", "./en/a/"), ("/", "/en/a/"), ("/b/", "/b/en/a/")]
)
def test_the_language_switch(base, href):
    one, other = both("partials/alternate.html", base_url=base, page={"url": "a/"})
    assert one == other and f'href="{href}"' in one


def test_the_place_in_the_path():
    part = {"title": "1부", "gipi_at": None, "children": []}

    def child(url: str, way: str | None) -> SimpleNamespace:
        return SimpleNamespace(parent=part, url=url, is_index=False, meta={"gipi_way": way, "gipi_badge": None})

    page = child("b/", "read")
    part["children"] = [child("a/", "read"), page, child("c/", "read"), child("for-teachers/", None)]
    one, other = both("partials/place.html", page=page)
    assert one == other and "2/3" in one and "없습니다" in one and one.count("<i") == 3
    one, other = both("partials/place.html", page=part["children"][-1])
    assert one == other and "<b>1부</b>" in one and "<i" not in one


@pytest.mark.parametrize("key, word", [("nav", "차례"), ("toc", "목차"), ("gipi.none", "gipi.none")])
def test_words_of_ours_then_materials_then_the_key(key, word):
    name = "try.html"
    source = '{% import "partials/language.html" as lang with context %}{{ lang.t(key) }}'
    env = jinja2.Environment(
        loader=jinja2.ChoiceLoader([jinja2.DictLoader({name: source}), jinja2.FunctionLoader(loader)])
    )
    assert env.get_template(name).render(config=CONFIG, key=key).strip() == word


def test_blanks_become_one():
    source = (THEME / "main.html").read_text(encoding="utf-8")
    start = source.index("{% macro tight")
    macro = source[start : source.index("{% endmacro %}", start)] + "{% endmacro %}"
    html = "\n  <a>\n" + " " * 300 + "b \n\n c</a>\n"
    for engine in (
        jinja2.Environment().from_string(macro + "{{ tight(html) }}").render,
        lambda **values: minijinja.Environment().render_str(macro + "{{ tight(html) }}", **values),
    ):
        assert engine(html=html).strip() == "<a> b c</a>"
