"""The built site is the same bytes wherever, whenever and by whichever builder, and works wherever it is put."""

import os
import re
import subprocess
import sys

import pytest
from playwright.sync_api import expect
from test_ci import script

from browsing import BROWSER
from dialog import dialog
from small import Guide

ADDRESS = "http://localhost/some/path/"


def fill(guide: Guide) -> Guide:
    """Pages with links and a step, built for an address with a path."""
    guide.write("mkdocs.yml", guide.read("mkdocs.yml").replace("http://localhost:8000/", ADDRESS))
    guide.page("Read [the other page](b.md), or [this](b.md#more).", "index")
    guide.page("## More { #more }\n\nText.", "b")
    guide.snippet("a.py", say="print(1)")
    guide.steps("say")
    guide.write("snippets/a.txt", "--8<-- [start:say]\n1\n--8<-- [end:say]\n")
    return guide


def built(guide: Guide, builder: str = "mkdocs", **env: str) -> dict[str, bytes]:
    """The files that a builder makes of a guide, by name; without the builder's own, which ours does not write."""
    folder = guide.root / "site"
    done = subprocess.run(
        [sys.executable, "-m", builder, "build", "--quiet", "--site-dir", str(folder)],
        cwd=guide.root,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1", "SOURCE_DATE_EPOCH": "1767225600"} | env,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    files = {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()
    }
    return {name: re.sub(rb'<meta name="generator".*', b"", data) for name, data in files.items()}


def test_two_folders_two_days_two_builders_give_the_same_bytes(tmp_path):
    (tmp_path / "far" / "below").mkdir(parents=True)
    first = built(fill(Guide(tmp_path / "near")), PYTHONHASHSEED="1", TZ="Asia/Seoul")
    other = fill(Guide(tmp_path / "far" / "below" / "guide"))
    for file in other.root.rglob("*"):
        os.utime(file, (1, 1))
    for builder in ("mkdocs", "properdocs"):
        again = built(other, builder, PYTHONHASHSEED="2", TZ="America/New_York")
        assert again.keys() == first.keys()
        assert [name for name, data in again.items() if data != first[name]] == []
    assert {"index.html", "en/index.html", "a/a.ipynb", "sitemap.xml.gz"} <= first.keys()


def test_every_address_is_there_below_a_path(guide):
    mounted = script("mounted")
    built(fill(guide))
    site = guide.root / "site"
    lost = site / "404.html"
    lost.write_text('<link rel="expect" href="#begin"><a id="begin"></a>', encoding="utf-8")
    assert mounted.faults(site, ADDRESS) == []
    page = site / "b" / "index.html"
    links = (
        '<a href="/b/">1</a><a href="../none/">2</a><a href="../a">3</a><a href="https://elsewhere.test/">4</a>'
    )
    page.write_text(page.read_text(encoding="utf-8") + links, encoding="utf-8")
    assert mounted.faults(site, ADDRESS) == [
        "b/index.html: http://localhost/b/",
        "b/index.html: http://localhost/some/path/none/",
        "b/index.html: http://localhost/some/path/a",
    ]


@pytest.fixture
def below(site, tmp_path):
    """A window on the whole site below /some/path/, and what it asked for in vain."""
    (tmp_path / "some").mkdir()
    (tmp_path / "some" / "path").symlink_to(site.folder, target_is_directory=True)
    (tmp_path / "404.html").touch()
    with dialog(tmp_path) as window:
        window.root += "some/path/"
        window.faults = []
        window.page.on(
            "response", lambda answer: answer.status < 400 or window.faults.append(f"{answer.status} {answer.url}")
        )
        window.page.on(
            "request",
            lambda asked: asked.url.startswith((window.root, "blob:", "data:")) or window.faults.append(asked.url),
        )
        yield window


@BROWSER[0]
@BROWSER[1]
def test_search_selector_and_paste_box_work_below_a_path(below):
    page = below.open()
    (found,) = below.ask("손실 함수")
    assert "concepts/loss/" in found["pages"]
    page.goto(f"{below.root}install/")
    expect(page.locator("#gipi-answer div[role=status]")).to_contain_text("텐서플로 2.")
    page.locator(".gipi-switch").first.click()
    assert page.url.partition("?")[0] == f"{below.root}en/install/"
    page.goto(f"{below.root}errors/")
    page.locator("textarea").fill("ImportError: DLL load failed while importing _pywrap_tensorflow_internal")
    expect(page.locator('a[href*="dll-load-failed"]').first).to_be_visible()
    assert below.faults == []
