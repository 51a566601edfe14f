"""Every entry of the error dictionary answers in the same order: a reader in trouble knows where to look."""

import re
from pathlib import Path

import pytest

from gipi.pages.page import Page, slugs

ROOT = Path(__file__).resolve().parent.parent
ORDER = ["message", "cause", "fix", "fixed", "why", "sources", "similar"]
ENTRIES = [slug for slug in slugs(ROOT, "ko") if slug.startswith("errors/") and slug != "errors/index"]


@pytest.mark.parametrize("slug", ENTRIES)
def test_an_entry_has_its_parts_in_order(slug):
    page = Page(ROOT, ROOT / "docs" / "ko" / f"{slug}.md")  # English has the same headings: gipi.check
    anchors = list(page.headings)
    assert anchors[0] == Path(slug).name
    assert [anchor for anchor in anchors if anchor in ORDER] == ORDER


@pytest.mark.parametrize("slug", ENTRIES)
@pytest.mark.parametrize("language", ["ko", "en"])
def test_an_entry_shows_its_messages_under_their_heading(slug, language):
    page = Page(ROOT, ROOT / "docs" / language / f"{slug}.md")
    before = None
    for line in page.lines:
        if line.kind == "heading":
            before = line.key
        elif line.key == "gipi:messages":
            assert before == "## message"
            return
    pytest.fail("the page does not show its messages")


@pytest.mark.parametrize("slug", ENTRIES)
@pytest.mark.parametrize("language", ["ko", "en"])
def test_an_entry_ends_with_up_to_three_neighbours(slug, language):
    page = Page(ROOT, ROOT / "docs" / language / f"{slug}.md")
    text = "\n".join(line.text for line in page.lines).partition("{ #similar }")[2]
    neighbours = re.findall(r"^- \[[^]]+\]\(([a-z-]+)\.md[#)]", text, flags=re.MULTILINE)
    assert 1 <= len(neighbours) <= 3
    assert len(set(neighbours)) == len(neighbours) and Path(slug).name not in neighbours
