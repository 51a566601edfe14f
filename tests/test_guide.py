"""What the pages of the guide owe their readers, beyond what every page must satisfy."""

import re

import pytest

from gipi.guide import Guide, check
from gipi.pages.includes import sections
from gipi.pages.page import Page, slugs
from small import ROOT

CONCEPTS = [slug for slug in slugs(ROOT, "ko") if slug.startswith("concepts/") and slug != "concepts/index"]
PARTS = ("run", "what-happened", "mixed-up", "check-yourself", "sources")
# The pages about results that can be trusted, and where a reader first met what each is about.
FIRST_SEEN = {
    "learning-rate": ("training-loop", "gradient-descent", "optimizer"),
    "batch-epoch": ("training-loop", "gradient-descent"),
    "generalization": ("shallow-learning", "training-loop", "weights-parameters"),
    "dataset-split": ("deep-learning", "training-loop"),
    "metrics": ("deep-learning", "loss"),
    "overfitting": ("shallow-learning", "training-loop"),
    "regularization": ("loss", "optimizer"),
    "transfer-learning": ("representation-learning", "joint-learning"),
    "inference": ("tensor", "weights-parameters"),
}


def page(slug, language="ko"):
    return Page(ROOT, ROOT / "docs" / language / f"{slug}.md")


def test_nothing_is_wrong():
    assert check.site(Guide(ROOT)) == []


@pytest.mark.parametrize("slug", CONCEPTS)
def test_a_concept_page_runs_what_it_teaches(slug):
    one = page(slug)
    assert sum(step.shows_output for step in one.steps) >= 3
    if any(step.registry for step in one.steps):  # runs in environments of their own, which draw nothing
        return
    drawn = {f"{slug.rpartition('/')[2]}/{step.name}.svg" for step in one.steps if one.figure(step).exists()}
    assert drawn & {src for _, _, src in one.images}, "no figure drawn by a run"


@pytest.mark.parametrize("slug", CONCEPTS)
def test_a_concept_page_has_the_anatomy(slug):
    anchors = [line.key.partition(" ")[2] for line in page(slug).lines if line.kind == "heading"]
    assert [anchor for anchor in anchors if anchor in PARTS] == list(PARTS)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_an_idea_leads_on_to_its_page_and_the_page_back(language):
    def leads(one: str, other: str) -> bool:
        return f"]({other}.md" in "\n".join(page(f"concepts/{one}", language).raw)

    pairs = [(early, late) for late, seen in FIRST_SEEN.items() for early in seen]
    assert [pair for pair in pairs if not leads(*pair)] == [], "no link forward"
    assert [pair for pair in pairs if not leads(*pair[::-1])] == [], "no link back"


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_plans_of_a_class_add_up(language):
    """Hours of 50 minutes; the second plan is the first and more, the third the second without its check."""
    text = "\n".join(page("practice/class", language).raw).partition("{ #hours }")[2].partition("\n## ")[0]
    plans = [
        [int(one) for one in re.findall(r"^    \| (\d+) \|", plan, re.M)] for plan in text.split('\n=== "')[1:]
    ]
    assert [sum(plan) for plan in plans] == [50, 100, 200]
    assert plans[1][0] == sum(plans[0]) and plans[2][1] == sum(plans[1]) - plans[0][0]


@pytest.mark.parametrize("slug", CONCEPTS)
@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_choice_of_a_question_is_explained(slug, language):
    lines = page(slug, language).raw
    choices = [index for index, line in enumerate(lines) if line.startswith("??? question")]
    assert len(choices) >= 2
    for index in choices:
        body = [line for line in lines[index + 1 : index + 8] if line.strip()]
        assert body and body[0].startswith("    ") and len(body[0].split()) > 3


def test_a_figure_of_a_run_is_compared_by_data_that_is_there():
    for slug in slugs(ROOT, "ko"):
        for path in (ROOT / "snippets" / slug).glob("*.svg"):
            assert '"artist"' in path.with_suffix(".json").read_text(encoding="utf-8"), path


def test_records_are_ascii_so_that_both_languages_share_them():
    for slug in slugs(ROOT, "ko"):
        for name, text in sections(page(slug).record).items():
            if slug != "concepts/neural-network":  # summary() draws its table with box characters
                assert text.isascii(), f"{slug}: {name}"
