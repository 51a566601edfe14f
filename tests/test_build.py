"""What the build refuses: small guides, each with one mistake, and the sentence that names it."""

import json
import os
import re
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import mkdocs.utils
import pytest
from bs4 import BeautifulSoup

from building import build, command
from gipi.pages.page import Page
from gipi.runs import ledger
from small import ROOT, step

LANGUAGES = ("ko", "en")
SERVED = 20  # seconds until a change is served


@pytest.fixture
def right(guide):
    """A guide that builds: a page with a step, and a plain one."""
    guide.page("Read [the other page](b.md).", "index")
    guide.page("## More { #more }\n\nText.", "b")
    guide.snippet("a.py", say="print(1)")
    guide.steps("say")
    guide.write("snippets/a.txt", "--8<-- [start:say]\n1\n--8<-- [end:say]\n")
    return guide


def edit(guide, old: str, new: str, page: str = "index", languages=LANGUAGES) -> None:
    for language in languages:
        text = guide.read(f"docs/{language}/{page}.md")
        assert old in text
        guide.write(f"docs/{language}/{page}.md", text.replace(old, new))


def dead_link(guide):
    edit(guide, "(b.md)", "(none.md)", languages=["ko"])


def dead_anchor(guide):
    edit(guide, "(b.md)", "(b.md#none)", languages=["ko"])


def dead_anchor_of_the_page(guide):
    edit(guide, "(b.md)", "(#none)", languages=["ko"])


def dead_english_link(guide):
    edit(guide, "(b.md)", "(none.md)", languages=["en"])


def dead_english_anchor(guide):
    edit(guide, "(b.md)", "(b.md#none)", languages=["en"])


def one_language(guide):
    (guide.root / "docs/en/b.md").unlink()


def other_headings(guide):
    edit(guide, "{ #more }", "{ #moar }", "b", languages=["en"])


def other_include(guide):
    guide.snippet("a.py", say="print(1)", tell="print(1)")
    edit(guide, ":say", ":tell", "a", languages=["en"])


def same_anchor(guide):
    edit(guide, "{ #more }", "{ #page }", "b")


def unknown_fence(guide):
    guide.page("```rust\nx\n```", "b")


def unknown_directive(guide):
    guide.page("<!-- pytest-codeblocks:expect-joy -->\n\n" + step("say"), "a")


def missing_snippet(guide):
    (guide.root / "snippets/a.py").unlink()
    (guide.root / "snippets/a.txt").unlink()


def missing_section(guide):
    edit(guide, "a.py:say", "a.py:sing", "a")


def missing_output(guide):
    (guide.root / "snippets/a.txt").unlink()


def missing_text(guide):
    guide.page('--8<-- "none.md"', "b")


def front_matter(guide):
    guide.page("", "b", front='description: "never closed')


def not_utf8(guide):
    (guide.root / "docs/ko/b.md").write_bytes("---\ndescription: 쪽.\n---\n\n# 쪽 { #page }\n".encode("cp949"))


def no_alt_text(guide):
    guide.page("![](x.svg)", "b")


def broken_glossary(guide):
    guide.write("data/glossary.yml", "- id: loss\n")
    guide.page("<!-- gipi:glossary -->", "b")


def unanswered_placeholder(guide):
    edit(guide, "Here is text.", "Here is <!-- gipi:versions x --> text.", "b")


def unknown_placeholder(guide):
    guide.page("<!-- gipi:nothing -->", "b")


def damaged_record(guide):
    guide.write(".gipi/record.json", "{")


BAD = {
    dead_link: r"'index\.md' contains a link 'none\.md'",
    dead_anchor: r"'index\.md' contains a link 'b\.md#none', but .* does not contain an anchor '#none'",
    dead_anchor_of_the_page: r"'index\.md' contains a link '#none', but there is no such anchor",
    dead_english_link: r"'index\.md' contains a link 'none\.md'",
    dead_english_anchor: r"'index\.md' contains a link 'b\.md#none', but .* does not contain an anchor '#none'",
    one_language: r"docs/ko/b\.md: the page is missing in the other language: docs/en/b\.md\.",
    other_headings: r"docs/en/b\.md:9: here stands a heading '## moar', but docs/ko/b\.md:9 has a heading",
    other_include: r"docs/en/a\.md:10: here stands an include .*tell.*, but docs/ko/a\.md:10 has an include",
    same_anchor: r"docs/ko/b\.md:9: the anchor 'page' is already used on line 5\.",
    unknown_fence: r"docs/ko/b\.md:9: unknown fence language 'rust'",
    unknown_directive: r"docs/ko/a\.md:9: .*expect-joy",
    missing_snippet: r"docs/ko/a\.md:9: snippets/a\.py does not exist\.",
    missing_section: r"docs/ko/a\.md:9: snippets/a\.py has no section 'sing'\.",
    missing_output: r"docs/ko/a\.md:9: its output is not recorded yet; run pytest docs/ko/a\.md --update-out",
    missing_text: r"docs/ko/b\.md:9: Snippet at path 'none\.md' could not be found",
    front_matter: r"docs/ko/b\.md:\d: the front matter does not parse as YAML",
    not_utf8: r"docs/ko/b\.md:2: is not UTF-8; save the file as UTF-8\.",
    no_alt_text: r"docs/ko/b\.md:9: the image x\.svg has no alt text\.",
    broken_glossary: r"data/glossary\.yml:1: entry ‘loss’",
    unanswered_placeholder: r"docs/ko/b\.md:7: unknown part 'gipi:versions x'",
    damaged_record: r"\.gipi/record\.json is damaged: .* Delete it, or run pytest",
    unknown_placeholder: r"docs/ko/b\.md:9: unknown placeholder 'gipi:nothing'\.",
}


def test_a_guide_that_is_right_builds(right):
    done = build(right)
    assert (done.fine, done.complaints) == (True, [])
    assert "docs/ko/a.md: not run yet in this tree" in done.said
    for file in ("index.html", "b/index.html", "en/index.html", "en/b/index.html"):
        assert (right.root / "site" / file).is_file()


@pytest.mark.parametrize(("spoil", "says"), BAD.items(), ids=[spoil.__name__ for spoil in BAD])
def test_bad_input_stops_the_build_with_a_sentence(right, spoil, says):
    spoil(right)
    done = build(right)
    assert not done.fine
    assert re.search(says, done.said), done.said
    assert len(done.complaints) == 1, done.said


@pytest.mark.parametrize("spoil", [dead_link, one_language], ids=["by MkDocs", "by the guide"])
def test_the_command_ends_with_the_sentence_and_a_status(right, spoil):
    """What `mkdocs build` itself adds to a build in this process."""
    spoil(right)
    done = command(right)
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert re.search(BAD[spoil], done.stderr), done.stderr


def test_the_command_builds(right):
    done = command(right)
    assert done.returncode == 0 and (right.root / "site" / "en" / "b" / "index.html").is_file(), done.stderr


def test_a_site_is_published_only_with_its_record(right, monkeypatch):
    right.snippet("c.py", say="print(2)")
    right.steps("say", slug="c", shown=False)

    def pass_(slug):
        work = ledger.work(Page(right.root, right.root / f"docs/ko/{slug}.md"))
        steps = {name: ledger.stamp(0.5, 0.5) for name in work.steps}
        ledger.merge(right.root, {slug: {"digest": work.digest, "steps": steps}})

    pass_("a")
    monkeypatch.setenv("GIPI_PUBLISH", "1")
    done = build(right)
    assert not done.fine
    assert "these pages have no record of a run, so they cannot be published: c.md." in done.said
    pass_("c")
    done = build(right)
    assert (done.fine, "not run yet" in done.said) == (True, False), done.said
    right.write("snippets/a.txt", right.read("snippets/a.txt").replace("1", "7"))
    assert "cannot be published: a.md." in build(right).said


def test_a_page_that_asks_the_index_is_published_only_with_that_record_too(right, monkeypatch):
    """Today's, not one of long ago."""
    right.snippet("c.py", say="print(2)", ask="print(3)")
    right.page(
        step("say", "c", shown=False) + step("ask", "c", shown=False, before="<!-- pytest.mark.registry -->\n"),
        "c",
    )

    def record(**days):
        for slug, names in (("a", None), ("c", days)):
            work = ledger.work(Page(right.root, right.root / f"docs/ko/{slug}.md"))
            steps = {name: ledger.stamp(0.5, 0.5) for name in work.steps if names is None or name in names}
            for name, day in (names or {}).items():
                steps[name] |= {"ran": f"{day}T12:00:00"} if day else {}
            ledger.merge(right.root, {slug: {"digest": work.digest, "steps": steps}})

    monkeypatch.setenv("GIPI_PUBLISH", "1")
    record(say=None)
    said = build(right).said
    assert "cannot be published: c.md. Run pytest, and pytest -m registry" in said
    record(say=None, ask="2020-01-01")
    assert "cannot be published: c.md." in build(right).said
    record(say=None, ask=None)
    assert build(right).fine


def test_serving_shows_both_languages_and_follows_a_change(right):
    with open(ROOT / "mkdocs.yml", encoding="utf-8") as file:
        watched = mkdocs.utils.yaml_load(file)["watch"]
    for name in watched:
        if not Path(name).suffix:
            (right.root / name).mkdir(parents=True, exist_ok=True)
    right.write("mkdocs.yml", right.read("mkdocs.yml") + f"watch: {json.dumps(watched)}\n")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = right.root / "serve.log"
    with open(log, "wb") as said:
        server = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}"],
            cwd=right.root,
            env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
            stdout=said,
            stderr=said,
        )
    try:

        def served(url: str, text: str) -> None:
            """Wait until the page at `url` contains `text`."""
            end, body = time.monotonic() + SERVED, "nothing"
            while time.monotonic() < end:
                try:
                    with urlopen(f"http://127.0.0.1:{port}/{url}", timeout=SERVED) as answer:
                        body = BeautifulSoup(answer.read(), "html.parser").get_text()
                except (URLError, ConnectionError):
                    body = "nothing"
                if text in body:
                    return
                time.sleep(0.2)
            pytest.fail(f"/{url} does not show {text!r} after {SERVED} s:\n{body}\n{log.read_text()}")

        served("a/", "print(1)")
        served("en/a/", "print(1)")
        right.write("snippets/a.py", right.read("snippets/a.py").replace("print(1)", "print(1 + 0)"))
        served("a/", "print(1 + 0)")
        served("en/a/", "print(1 + 0)")
        edit(right, "Here is text.", "Here is new text.", "b", languages=["en"])
        served("en/b/", "Here is new text.")
    finally:
        server.terminate()
        server.wait(10)
