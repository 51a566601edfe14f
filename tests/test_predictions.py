"""A question that the run answers: its form, that its answer still holds, and what a reader meets."""

import re

import nbformat
import pytest

from counting import SLUG
from gipi.guide import Guide, check
from gipi.pages import export, predictions
from gipi.runs import counted
from gipi.runs.odds.__main__ import main
from gipi.site import choices
from gipi.site.odds import Answers
from small import ROOT, WORDS_OF, step

CODE = {"measure": "print('loss 0.25')\nprint('it falls: True')", "after": "x = 1"}
CHOICES = """
??? predict "It falls"
    Right. It goes down, as `measure` shows.

??? predict "It rises"
    No.

"""
ANSWER = """
??? answer "See the output"

    <!-- pytest-codeblocks:expected-output -->

    ```text
    --8<-- "concepts/a.txt:measure"
    ```

    That was it.
"""
MEASURE = step("measure", SLUG, shown=False)
RIGHT = {"en": "Right", "ko": "맞습니다"}


@pytest.fixture
def asking(guide):
    """`asking(body)` writes a page whose step `measure` printed something, and gives what is wrong with it."""

    def ask(body=CHOICES + ANSWER, decides="it falls: True", before=MEASURE):
        guide.snippet(f"{SLUG}.py", **{name: code for name, code in CODE.items() if f":{name}" in before})
        guide.write(
            f"snippets/{SLUG}.txt", "--8<-- [start:measure]\nloss 0.25\nit falls: True\n--8<-- [end:measure]\n"
        )
        question = f"What happens? <!-- gipi:odds it falls -->\n\n<!-- gipi:predict {decides} -->\n"
        guide.page(f"{before}\n{question}{body}\nBack to it.\n", SLUG)
        path = guide.root / f"docs/ko/{SLUG}.md"
        path.write_text(path.read_text(encoding="utf-8").replace("Right", RIGHT["ko"]), encoding="utf-8")
        ask.page = guide.whole.pages["en"][SLUG]
        return "\n".join(sentence for sentence in check.site(guide.whole) if "docs/en" in sentence)

    return ask


def test_a_question_as_it_should_be(asking):
    assert asking() == ""
    (one,) = predictions.read(asking.page)
    assert (one.decides, [fold.title for fold in one.choices]) == ("it falls: True", ["It falls", "It rises"])
    assert predictions.shown(asking.page, one.answer) == ["measure"]
    assert asking(decides="loss 0.25") == ""


FAULTS = {
    "one choice": (CHOICES[: CHOICES.index('??? predict "It rises')] + ANSWER, "has 1 choices; it needs 2 to 4"),
    "none is right": (CHOICES.replace("Right", "Yes") + ANSWER, "0 of the choices begin with 'Right'"),
    "both are right": (CHOICES.replace("No.", "Right.") + ANSWER, "2 of the choices begin with 'Right'"),
    "no reason": (CHOICES.replace("    No.\n", "") + ANSWER, "a choice has a title and a reason"),
    "no answer": (CHOICES, "below the choices stands the output"),
    "no title": (CHOICES + ANSWER.replace(' "See the output"', ""), "the answer has a title"),
    "nothing opens": (CHOICES + '??? answer "So"\n    Text.\n', "opens no recorded output"),
    "text between": (CHOICES.replace('??? predict "It r', 'Or:\n\n??? predict "It r') + ANSWER, "belongs to no"),
}  # fmt: skip


@pytest.mark.parametrize("body, says", FAULTS.values(), ids=FAULTS)
def test_what_a_question_must_have(asking, body, says):
    assert says in asking(body)


def test_a_line_that_a_comment_cannot_hold(asking):
    assert "holds <, >, ` or --" in asking(decides="a -> b")


def test_a_question_that_the_run_no_longer_answers(asking):
    assert (
        f"docs/en/{SLUG}.md:15: no run prints the line 'it falls: False' (any more), neither 'measure'"
        in asking(decides="it falls: False")
    )
    assert "no run prints the line 'loss 0.2'" in asking(decides="loss 0.2")  # a whole line, not its beginning


def test_a_conclusion_of_another_step_decides_about_a_figure(asking, guide):
    figure = '??? answer "See"\n\n    ![A line that falls.](a/after.svg)\n'
    (guide.root / "snippets/concepts/a").mkdir(parents=True)
    assert asking(CHOICES + figure, before=step("measure", SLUG) + step("after", SLUG, shown=False)) == ""
    assert "neither 'after' nor" in asking(
        CHOICES + figure, "loss 0.25", before=step("measure", SLUG) + step("after", SLUG, shown=False)
    )


def test_a_figure_is_asked_about_right_after_its_step(asking):
    figure = '??? answer "See"\n\n    ![A line that falls.](a/measure.svg)\n'
    said = asking(CHOICES + figure, before=MEASURE + step("after", SLUG, shown=False))
    assert "the answer shows 'measure', but another step stands between" in said


def test_both_languages_ask_the_same(asking, guide):
    asking()
    path = guide.root / f"docs/en/{SLUG}.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("gipi:predict it falls: True", "gipi:predict loss 0.25"), encoding="utf-8")
    assert "'gipi:predict it falls: True' does not stand in docs/en" in "\n".join(check.site(guide.whole))
    path.write_text(text.replace('??? predict "It rises"\n    No.\n\n', ""), encoding="utf-8")
    assert "here stands a fold '??? answer'" in "\n".join(check.site(guide.whole))


def test_who_runs_the_page_is_asked_first(asking):
    asking()
    book = export.export(asking.page, "http://localhost/")
    nbformat.validate(book)
    kinds = [(cell.cell_type, cell.get("outputs")) for cell in book.cells]
    assert kinds == [("markdown", None), ("code", []), ("markdown", None)]
    before, _, after = (cell.source for cell in book.cells)
    assert before.endswith("-->\n\n- ○ It falls\n- ○ It rises") and "predict" not in before
    assert (
        "<details><summary>It falls</summary>\n\nRight. It goes down, as `measure` shows.\n\n</details>" in after
    )
    assert after.startswith("That was it.") and after.endswith("Back to it.")
    _, text = export.script(asking.page, "http://localhost/")
    assert text.index("- ○ It rises") < text.index("print('loss 0.25')") < text.index("**It rises**")


def test_choices_stand_apart_from_their_reasons_where_no_code_stands_between(counting):
    body = "\n## Change { #change }\n\nWhat then?\n\n<!-- gipi:predict faces 1 2 -->\n" + CHOICES
    path = counting.root / f"docs/ko/{SLUG}.md"
    answer = '??? answer "See"\n    <!-- gipi:changed SIDES=2 draw -->\n'
    path.write_text(path.read_text(encoding="utf-8") + body + answer, encoding="utf-8")
    facts = dict.fromkeys(("odds", "turns"), lambda *label: "")
    facts["changed"] = lambda change, step: f"{change}: 1 2"
    book = export.export(counting.one(), "http://localhost/", facts)
    (told,) = (cell.source for cell in book.cells if "What then?" in cell.source)
    assert "- ○ It falls\n- ○ It rises\n\n<details><summary>It falls" in told
    assert told.endswith("<details><summary>See</summary>\n\nSIDES=2: 1 2\n\n</details>")


def change(counting, decides: str, changed: str) -> None:
    """A section at the end of the page, in both languages, that asks what a change does."""
    body = f"""

## Change {{ #change }}

What then?

<!-- gipi:predict {decides} -->

??? predict "One and two"
    Right. `x`

??? predict "One to six"
    No.

??? answer "See"

    <!-- gipi:changed {changed} -->
"""
    for language in ("ko", "en"):
        path = counting.root / f"docs/{language}/{SLUG}.md"
        told = path.read_text(encoding="utf-8") + body.replace("Right", RIGHT[language])
        path.write_text(told, encoding="utf-8")


def test_what_changed_code_prints_decides(counting):
    change(counting, "faces 1 2", "SIDES=2 draw")
    page = counting.one()
    assert "has not been run" in "\n".join(check.site(counting.whole))
    assert main(["--changed"]) == 0
    assert "predict" not in "\n".join(check.site(counting.whole))
    stamp = counted.load(page)["changed"]["SIDES=2"]["draw"]
    counted.save(page, {"changed": {"SIDES=2": {"draw": stamp | {"printed": "faces 1 3"}}}})
    said = "\n".join(check.site(counting.whole))
    assert "no run prints the line 'faces 1 2' (any more), neither 'draw with SIDES=2'" in said


def test_what_another_seed_answers_otherwise_decides_no_question(counting):
    change(counting, "the first is high: True", "SIDES=7 draw")
    assert main(["--changed"]) == 0
    page = counting.one()
    _, held, of = counted.repeated(page, "SIDES=7", "draw")["the first is high"]
    assert held < 9 and of == 10
    said = "\n".join(check.site(counting.whole))
    for language in ("ko", "en"):
        assert f"docs/{language}/{SLUG}.md" in said
    assert f"with SIDES=7, 'the first is high: True' came out in {held} of 10 runs with other seeds" in said


def test_nine_of_ten_is_enough_and_the_page_says_so(counting):
    change(counting, "none above the sides: True", "SIDES=7 draw")
    assert main(["--changed"]) == 0
    page = counting.one()
    stamp = counted.load(page)["changed"]["SIDES=7"]["draw"]
    first = next(iter(stamp["elsewhere"]))
    stamp["elsewhere"][first] = None  # a world that did not get so far
    counted.save(page, {"changed": {"SIDES=7": {"draw": stamp}}})
    assert "SIDES=7" not in "\n".join(check.site(counting.whole))
    line = "The answer to this question was the same in 9 of 10 reruns with other random numbers."
    for plain in (True, False):
        text = Answers(page, {}, WORDS_OF["en"], plain=plain).changed("SIDES=7", "draw")
        assert text.endswith(line if plain else f"{line}\n{{: data-search-exclude }}")
    facts = {"changed": Answers(page, {}, WORDS_OF["ko"], plain=True).changed} | dict.fromkeys(
        ("odds", "turns"), lambda *label: ""
    )
    book = export.export(page, "http://localhost/", facts)
    told = "\n".join(cell.source for cell in book.cells)
    assert "난수까지 바꾸어 다시 돌린 10번 가운데 9번, 이 물음의 답이 같았습니다." in told


def test_nothing_is_said_of_seeds_where_no_chance_is(counting):
    change(counting, "two and two is below the limit: False", "LIMIT=3 sum")
    assert main(["--changed"]) == 0
    text = Answers(counting.one(), {}, WORDS_OF["en"], plain=True).changed("LIMIT=3", "sum")
    assert text.endswith("two and two is below the limit: False\n```")


GUIDE = Guide(ROOT)
CONCEPTS = [slug for slug in GUIDE.pages["ko"] if slug.startswith("concepts/") and GUIDE.pages["ko"][slug].steps]


@pytest.mark.parametrize("slug", CONCEPTS)
def test_a_concept_page_asks_twice_and_lets_a_value_be_changed(slug):
    page = GUIDE.pages["ko"][slug]  # English asks the same: gipi.guide.check
    asked = predictions.read(page)
    changing = [one for one in asked if one.answer and predictions.changed(one.answer)]
    assert len(asked) - len(changing) >= 2
    assert len(changing) >= 1
    assert "change" in page.headings


def test_a_choice_says_whether_it_is_right_and_no_search_quotes_it():
    page = "".join(
        f'<details class="predict"><summary>{choice}</summary>\n<p>{said}</p>\n</details>\n'
        for choice, said in (("It falls", "Right. It does."), ("It rises", "Rightly no."), ("Neither", "No."))
    )
    marked = choices.mark(page, WORDS_OF["en"])
    assert re.findall(r'<details class="([a-z ]+)" data-search-exclude>', marked) == [
        "predict right",
        "predict",
        "predict",
    ]
    assert choices.mark(marked, WORDS_OF["en"]) == marked
