"""The glossary in a browser: its terms narrowed by name, and a link that leads to one that was left out."""

import pytest
from playwright.sync_api import expect

from browsing import BROWSER, LANGUAGES, chromium, none
from small import WORDS_OF

pytestmark = BROWSER
ASKED = {"ko": ("비용함수", "loss"), "en": ("cost FUN", "loss")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_the_terms_stay_that_are_called_so(site, windows, language):
    typed, term = ASKED[language]
    found = []
    for window in windows:
        page = window.visit(site.url(language, "glossary"))
        terms = page.locator(".gipi-jump ~ dl dt")
        every = terms.count()
        expect(terms.last).to_be_visible()
        field = page.get_by_label(WORDS_OF[language]("glossary.find"))
        field.fill(typed)
        shown = page.locator(".gipi-jump ~ dl dt:visible")
        expect(shown.first).to_be_visible()
        assert 0 < shown.count() < every / 10
        assert page.locator("article h2:visible").count() < 6
        found += window.faults()
        field.fill("zzqqxx")
        expect(page.locator(".gipi-find [role=status]")).to_have_text(WORDS_OF[language]("glossary.none"))
        # A link to a term that is left out brings it back.
        page.evaluate(f"location.hash = {term!r}")
        expect(page.locator(f"#{term}")).to_be_in_viewport()
        expect(field).to_have_value("")
        assert shown.count() == every
    none(found)


def test_without_scripts_every_term_is_there_and_no_field(site, root):
    context = chromium().new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(root + "glossary/")
    expect(page.locator(".gipi-find")).to_be_hidden()
    expect(page.locator(".gipi-jump ~ dl dt").last).to_be_visible()
    context.close()
