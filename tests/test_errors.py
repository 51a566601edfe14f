"""The error dictionary: its file, what the pages show of it, and where the two disagree."""

import json
import re
from pathlib import Path

import markdown
import mkdocs.utils
import pytest

from gipi.entries.error_dictionary import WHERE, DictionaryError, load
from gipi.guide import check
from gipi.site import error_pages
from gipi.site.error_pages import listing, texts
from small import WORDS_OF

ROOT = Path(__file__).resolve().parent.parent

NAN = """\
nan-loss:
  where: training
  messages:
    - text: "loss: nan"
      from: ran
"""
FONT = """\
korean-font:
  where: computer
  messages:
    - text: "Glyph … missing from font(s) …"
      from: https://github.com/matplotlib/matplotlib/issues/1
      section: fix
    - text: 한글이 `네모`로 나옵니다
      lang: ko
      from: https://matplotlib.org/stable/users
  also: ["findfont: Font family"]
"""


# The file


def test_the_real_file_is_whole():
    load(ROOT / "data" / "errors.yml")


@pytest.fixture
def read(tmp_path):
    (tmp_path / "data").mkdir()

    def read(text: str):
        path = tmp_path / "data" / "errors.yml"
        path.write_text(text, encoding="utf-8")
        return load(path)

    return read


def test_an_entry(read, tmp_path):
    nan, font = read(NAN + FONT)
    assert (nan.name, nan.slug, nan.ran, nan.also) == ("nan-loss", "errors/nan-loss", True, ())
    assert (font.ran, font.also) == (False, ("findfont: Font family",))
    assert [(one.section, one.lang) for one in font.messages] == [("fix", None), (None, "ko")]
    assert font.place == "data/errors.yml:6"
    assert read("# nothing yet\n") == load(tmp_path / "nowhere.yml") == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("nan-loss: [", "1: this is not YAML: "),
        ("- nan-loss", ": the file must be a mapping from an entry's name"),
        (NAN + NAN, "6: entry ‘nan-loss’ stands already at data/errors.yml:1"),
        ("NaN: x", "1: entry ‘NaN’ needs a name of small ASCII letters"),
        ("index: x", "1: entry ‘index’ needs a name"),
        ("nan-loss: text", "1: entry ‘nan-loss’ must have ‘messages’"),
        ("nan-loss: {message: []}", "1: entry ‘nan-loss’ has the unknown key ‘message’"),
        ("nan-loss: {messages: []}", "1: entry ‘nan-loss’ must say ‘where’ a person meets it: one of installing"),
        ("nan-loss: {where: training, messages: []}", "1: entry ‘nan-loss’ has no messages"),
        ("nan-loss: {where: training, messages: [x]}", "has a message (number 1) that is not a mapping"),
        (NAN + "      source: x\n", "(number 1) that has the unknown key ‘source’; the keys are text, from"),
        (NAN.replace("from: ran", "lang: ko"), "(number 1) that has no ‘from’; add it."),
        (NAN.replace('"loss: nan"', "12"), "(number 1) that has 12 as its ‘text’"),
        (NAN.replace("loss: nan", "loss\\nnan it is"), "(number 1) that takes more than one line"),
        (NAN.replace("loss: nan", "…: 1…"), "that consists of nothing but what varies: ‘…: 1…’"),
        (NAN.replace("ran", "someone"), "(number 1) that is from ‘someone’; write ‘ran’, or the https://"),
        (NAN + "      lang: en\n", "(number 1) that is in the language ‘en’; write ‘lang: ko’"),
        (FONT.replace("      lang: ko\n", ""), "(number 2) that contains Hangul"),
        (NAN + "  also: loss\n", "needs a list of texts as its ‘also’"),
        (NAN + '  also: ["…"]\n', "needs a list of texts as its ‘also’"),
        (NAN + '  also: ["loss: nan"]\n', "has the text ‘loss: nan’ twice; keep it once."),
    ],
)
def test_a_slip_is_told_in_one_sentence(read, text, sentence):
    with pytest.raises(DictionaryError) as caught:
        read(text)
    message = str(caught.value)
    assert message.startswith("data/errors.yml")
    assert sentence in message
    assert message.endswith(".") and "\n" not in message


# The navigation


def test_the_navigation_has_the_groups_of_the_dictionary_in_its_order():
    nav = mkdocs.utils.yaml_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["nav"]
    parts = (pages for part in nav if isinstance(part, dict) for pages in part.values())
    _, *groups = next(pages for pages in parts if pages[0] == "errors/index.md")
    entries = load(ROOT / "data" / "errors.yml")
    assert [next(iter(group)) for group in groups] == [WORDS_OF["ko"](f"errors.{where}") for where in WHERE]
    for group, where in zip(groups, WHERE, strict=True):
        (pages,) = group.values()
        assert pages == [f"{one.slug}.md" for one in entries if one.where == where]


# Pages and dictionary


def with_entry(guide, text: str = NAN, body: str = "<!-- gipi:messages -->") -> None:
    """A guide with the dictionary's page errors/nan-loss, on which a step prints the message."""
    guide.write("data/errors.yml", text)
    guide.page(body, "errors/nan-loss")


def record(guide, said: str) -> None:
    guide.write("snippets/errors/nan-loss.txt", f"# --8<-- [start:fit]\n{said}\n# --8<-- [end:fit]\n")


def complaints(guide) -> list[str]:
    return [one for one in check.site(guide.whole) if "entry ‘" in one]


def test_an_entry_and_its_page_agree(guide):
    with_entry(guide)
    record(guide, "3/3 - loss: nan")
    assert complaints(guide) == []


def test_a_page_without_its_entry(guide):
    guide.write("data/errors.yml", "")
    guide.page("", "errors/oom")
    guide.page("", "errors/index")
    assert complaints(guide) == [
        f"docs/{language}/errors/oom.md: data/errors.yml has no entry ‘oom’; add it, with its messages."
        for language in ("ko", "en")
    ]


def test_an_entry_without_its_page(guide):
    guide.write("data/errors.yml", NAN)
    assert complaints(guide)[0] == (
        "data/errors.yml:1: entry ‘nan-loss’ has no page docs/ko/errors/nan-loss.md; write it."
    )


def test_a_section_that_the_page_does_not_have(guide):
    with_entry(guide, NAN + "      section: fix\n")
    record(guide, "loss: nan")
    assert complaints(guide) == [
        "data/errors.yml:1: entry ‘nan-loss’ leads to the section ‘fix’, "
        f"which docs/{language}/errors/nan-loss.md does not have."
        for language in ("ko", "en")
    ]


@pytest.mark.parametrize(
    ("text", "said", "found"),
    [
        ("loss: nan", "loss: 0.5", False),
        ("loss: … nan", "loss: 1.0 - val_loss: nan", True),
        ("loss: … nan", "loss: 1.0\nval_loss: nan", False),
    ],
)
def test_what_ran_was_printed(guide, text, said, found):
    with_entry(guide, NAN.replace("loss: nan", text))
    record(guide, said)
    expected = (
        f"data/errors.yml:1: entry ‘nan-loss’ says that a step printed ‘{text}’, but "
        "snippets/errors/nan-loss.txt does not contain it; write … for what varies, or name its thread."
    )
    assert complaints(guide) == ([] if found else [expected])


def test_a_slip_in_the_file_is_told_by_the_check(guide):
    guide.write("data/errors.yml", "nan-loss: {where: training}")
    assert complaints(guide) == [
        "data/errors.yml:1: entry ‘nan-loss’ has no messages; "
        "add ‘messages’, a list of what people see, each with ‘text’ and ‘from’."
    ]


# What the pages show


def html(text: str) -> str:
    extensions = ["attr_list", "md_in_html", "pymdownx.highlight", "pymdownx.superfences"]
    return markdown.markdown(text, extensions=extensions)


def test_a_message_stands_with_its_evidence(read):
    nan, font = read(NAN + FONT)
    assert error_pages.shown(nan, {}, WORDS_OF["ko"]) == (
        "```{.text .gipi-message}\nloss: nan\n```\n\n이 페이지에서 재현함\n{ .gipi-evidence }\n"
    )
    shown = html(error_pages.shown(font, {"fix": "Fix `it`"}, WORDS_OF["en"]))
    assert (
        '<p class="gipi-evidence">reported: <a href="https://github.com/matplotlib/matplotlib/issues/1">' in shown
    )
    assert '>matplotlib/matplotlib #1</a> · see: <a href="#fix">Fix <code>it</code></a></p>' in shown
    assert re.search(r'<div lang="ko">\n<div class="[^"]*gipi-message', shown)
    assert "as Korean Windows says it · documented: <a" in shown


def titles(guide) -> dict[str, str]:
    return {slug: page.title for slug, page in guide.whole.pages["en"].items()}


def test_the_list_has_every_entry(guide):
    path = guide.write("data/errors.yml", NAN + FONT.replace("Glyph", "`Glyph` *"))
    for name in ("nan-loss", "korean-font"):
        guide.page("", f"errors/{name}")
    shown = html(listing(load(path), titles(guide), WORDS_OF["en"]))
    assert (
        '<a href="nan-loss.md"><strong>Page errors/nan-loss</strong></a> <small>reproduced here</small>' in shown
    )
    assert "<code>loss: nan</code>" in shown
    assert "<code>`Glyph` * … missing from font(s) …</code>" in shown
    assert "<small>as reported</small>" in shown
    assert shown.index('<h3 id="training">Training</h3>') < shown.index('<h3 id="computer">')
    assert "Installing" not in shown, "a group without entries has no heading"


def test_the_box_gets_every_text(guide):
    path = guide.write("data/errors.yml", NAN + FONT)
    guide.page("", "errors/nan-loss")
    guide.page("", "errors/korean-font")
    fixes = {None: [["Do it."], []], "fix": [["Do it."], [["brew", "console", "Mac", ["macos"], ""]]]}
    nan, font = json.loads(texts(load(path), {}, titles(guide), lambda slug, section: fixes[section]))
    assert nan == {
        "name": "nan-loss",
        "title": "Page errors/nan-loss",
        "texts": [["loss: nan"]],
        "also": [],
        "fixes": {"": [["Do it."], []]},
    }
    assert font["fixes"] == {"": fixes[None], "fix": fixes["fix"]}
    assert font["texts"] == [["Glyph … missing from font(s) …", "fix"], ["한글이 `네모`로 나옵니다"]]
    assert font["also"] == ["findfont: Font family"]
