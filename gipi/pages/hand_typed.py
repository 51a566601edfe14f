"""Sentences that name the newest TensorFlow by hand, or date a version by hand: they age, and nobody notices."""

import re
from collections.abc import Iterator

from gipi.pages.page import Page
from gipi.pages.placeholders import PLACEHOLDER

# Only what is unmistakable, within one sentence or cell: each of the words has other uses.
NUMBER = r"`?2\.\d+(?:\.\d+)?"
CLAIMS = (
    rf"(?:가장 새(?:로운)?|최신)\s*(?:정식판|텐서플로|TensorFlow|안정판)[^.|]{{0,20}}?(?<![\w.]){NUMBER}",
    rf"(?:텐서플로|TensorFlow)[^.|\d]{{0,20}}(?:가장 새(?:로운)?|최신)[^.|\d]{{0,20}}?(?<![\w.]){NUMBER}",
    rf"(?:newest|latest)(?: stable)?(?: version| release)?(?: of)? TensorFlow[^.|]{{0,30}}?(?<![\w.]){NUMBER}",
    rf"(?:newest|latest) stable (?:version|release)[^.|]{{0,20}}?(?<![\w.]){NUMBER}",
    rf"\d{{4}}년 \d+월 \d+일\)? ?(?:현재|기준)[^.|]*?(?<![\w.]){NUMBER}",
    rf"(?<![\w.]){NUMBER}[^.|]*?\d{{4}}년 \d+월 \d+일\)? ?(?:현재|기준)",
    rf"(?<![\w.]){NUMBER}[^.|]*?\bas of \d+ [A-Z][a-z]+ \d{{4}}",
    rf"\b[Aa]s of \d+ [A-Z][a-z]+ \d{{4}}[^.|]*?(?<![\w.]){NUMBER}",
)
CLAIM = re.compile("|".join(f"(?:{claim})" for claim in CLAIMS))


def faults(page: Page) -> Iterator[str]:
    """Where a page names the newest TensorFlow by hand, or dates a version by hand; that would age."""
    for line in page.lines:
        if line.kind in ("prose", "heading") and (match := CLAIM.search(PLACEHOLDER.sub("|", line.text))):
            yield (
                f"{page.place}:{line.number}: ‘{match[0]}’ is typed by hand and will be wrong one day; "
                "let the source say it: <!-- gipi:version newest -->, … asked, … sentence 3.12 linux-x86_64."
            )
