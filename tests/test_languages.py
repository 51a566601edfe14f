"""A language is a docs folder and a words file, and nothing else."""

from contextlib import chdir
from pathlib import Path
from urllib.parse import urljoin

import pytest
import yaml
from bs4 import BeautifulSoup
from mkdocs.commands.build import build
from mkdocs.config import load_config

from small import MKDOCS, ROOT, Guide, step

TERMS = """\
- id: loss
  ko: 손실
  en: loss
  define: {ko: 벗어난 정도입니다., en: How far off.}
- id: layer
  ko: 층
  en: layer
  ja: 層
  define: {ko: 층입니다., en: A layer., ja: 層です。}
"""


@pytest.fixture(scope="module")
def three(tmp_path_factory) -> Path:
    """The site of a guide to which Japanese was added."""
    guide = Guide(tmp_path_factory.mktemp("three"))
    theme = (
        f"theme: {{name: material, custom_dir: {(ROOT / 'docs' / 'theme').as_posix()}, language: ko, font: false}}"
    )
    nav = "nav: [첫 화면: index.md, 이해하기: [a.md], 용어집: glossary.md]"
    settings = MKDOCS.replace("theme: {name: material, language: ko, font: false}", theme)
    settings = settings.replace("markdown_extensions:\n", "markdown_extensions:\n  - def_list\n")
    guide.write("mkdocs.yml", settings + nav)
    guide.write("data/glossary.yml", TERMS)
    guide.snippet("a.py", say="print(1)")
    guide.write("snippets/a.txt", "--8<-- [start:say]\n1\n--8<-- [end:say]\n")
    guide.page(step("say"))
    guide.page("[A](a.md)", "index")
    guide.page("<!-- gipi:glossary -->", "glossary")

    (guide.root / "docs" / "ja").mkdir()
    for page in (guide.root / "docs" / "en").iterdir():
        (guide.root / "docs" / "ja" / page.name).write_text(
            page.read_text().replace("Here is text.", "ここです。")
        )
    words = yaml.safe_load(guide.read("words/en.yml"))
    words["language"] |= {"name": "日本語", "locale": "ja_JP"}
    words["nav"] |= {"이해하기": "理解する"}
    words["page"]["output"] = "出力"
    guide.write("words/ja.yml", yaml.safe_dump(words, allow_unicode=True))

    with chdir(guide.root):
        config = load_config(str(guide.root / "mkdocs.yml"))
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        config.plugins.on_shutdown()
    return guide.root / "site"


def soup(site: Path, address: str) -> BeautifulSoup:
    return BeautifulSoup((site / address / "index.html").read_text(encoding="utf-8"), "html.parser")


def test_all_three_are_built_and_lead_to_each_other(three):
    addresses = {"ko": "a/", "en": "en/a/", "ja": "ja/a/"}
    for language, address in addresses.items():
        page = soup(three, address)
        assert page.html["lang"] == language
        switches = {link["lang"]: link for link in page.select("a.gipi-switch")}
        assert {one: urljoin(address, link["href"]) for one, link in switches.items()} == {
            other: there for other, there in addresses.items() if other != language
        }
        alternates = {link["hreflang"]: link["href"] for link in page.select("link[hreflang]")}
        assert alternates == {one: f"http://localhost:8000/{there}" for one, there in addresses.items()} | {
            "x-default": "http://localhost:8000/a/"
        }
    assert [link["aria-label"] for link in soup(three, "a/").select("a.gipi-switch")] == [
        "English",
        "日本語",
    ]


def test_the_new_language_speaks_everywhere(three):
    page = soup(three, "ja/a/")
    assert "ここです。" in page.article.get_text() and page.select_one(".gipi-output .filename").text == "出力"
    assert "理解する" in page.get_text()
    lost = BeautifulSoup((three / "ja" / "404.html").read_text(encoding="utf-8"), "html.parser")
    assert [part["lang"] for part in lost.select(".gipi-lost > section")] == ["ko", "en", "ja"]


def test_what_has_no_word_yet_is_said_in_english(three):
    glossary = soup(three, "ja/glossary/").article
    assert {term.strong.text for term in glossary.select("dt")} == {"loss", "層"}
    assert "How far off." in glossary.text and "層です。" in glossary.text
