"""What a page says of how often a conclusion holds."""

import json
import re

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from counting import DRAW, SLUG, SUM, count
from gipi.pages import placeholders
from gipi.pages.page import Page, slugs
from gipi.pages.placeholders import NoAnswer, said
from gipi.runs import counted
from gipi.runs.odds import shown
from gipi.runs.odds.__main__ import main
from gipi.site import odds
from small import ROOT, WORDS_OF

HIGH, NEVER = "the first is high", "two and two is below the limit"


def one(held: int, chance: bool = True) -> dict:
    return {"answer": True, "held": held, "of": 30, "chance": chance, "otherwise": list(range(30 - held))}


@pytest.mark.parametrize(
    "held, words",
    [(30, "all"), (29, "mostly"), (27, "mostly"), (26, "often"), (20, "often"), (19, "chance"), (0, "chance")],
)
def test_words_follow_the_count(held, words):
    assert odds.kind(one(held)) == words
    assert odds.kind(one(held, chance=False)) == "no chance"


def test_every_count_is_said_with_its_numbers():
    for words in WORDS_OF.values():
        for held in (30, 28, 23, 7):
            said = odds.said_of(one(held), words)
            assert str(held) in said and "30" in said


@pytest.mark.parametrize("plain", [False, True])
def test_the_first_bracket_of_a_page_says_what_was_counted(counting, plain):
    count(counting)
    page = answers(counting, plain=plain)
    page.odds(*NEVER.split())  # chance plays no part: it says nothing of seeds
    first, second = (page.odds(*HIGH.split()) for _ in range(2))
    assert "reruns with other random numbers: " in first
    assert "numbers: " not in second.partition("</button>")[0] and "of 8 reruns" in second


def test_how_often_thirty_runs_may_be_wrong():
    # Held every time: the bound is the thirtieth root of 5 %.
    assert odds.fails_at_most(30, 30) == pytest.approx(1 - 0.05 ** (1 / 30))
    assert odds.fails_at_most(27, 30) == pytest.approx(0.239, abs=0.001)
    assert "| mostly | 27–29 | 24% |" in odds.scale(WORDS_OF["en"])


@pytest.mark.parametrize("slug", [slug for slug in slugs(ROOT, "ko") if slug.startswith("concepts/")])
def test_the_table_of_settings_comes_after_them(slug):
    """Who reads down the page has met each setting that the table of all of them names."""
    page = Page(ROOT, ROOT / "docs" / "ko" / f"{slug}.md")
    at = said(page, "turns").get("")
    for name in counted.load(page).get("settings", {}) if at else ():
        [met] = [step.line for step in page.steps if re.search(rf"^{name} = ", step.code, re.MULTILINE)]
        assert met < at, f"{page.place}:{at}: {name} is first met on line {met}"


def answers(counting, language="en", **options):
    return odds.Answers(counting.one(), {}, WORDS_OF[language], **options)


def test_a_click_shows_where_it_did_not_hold(counting):
    count(counting)
    page = answers(counting)
    said = page.odds(*HIGH.split())
    assert 'popovertarget="odds-1"' in said and "chance decides, " in said and " of 8" in said
    opened = said.partition("</button>")[2]
    other = counted.load(counting.one())["conclusions"][HIGH]["otherwise"][0]
    assert f"{other * 1000}" in opened and "<samp>faces" in opened
    assert "data-search-exclude" in opened and "](../about/verification.md#odds)" in opened
    korean = answers(counting, "ko")
    assert ' aria-label="난수와 상관없음">✓</button></span>' in korean.odds(*NEVER.split()), "a sign, no words"
    again = page.odds(*HIGH.split())
    assert re.search(r"[(]chance decides, <span><button [^>]*>\d of 8 reruns</button>[)]</span></span>", again)
    plain = answers(counting, plain=True)
    assert plain.odds(*NEVER.split()) == "", "nobody can ask what is meant"
    assert plain.odds(*HIGH.split()).startswith("(chance decides, ")


def test_a_run_that_stopped_is_not_said_to_have_come_out_otherwise(counting, monkeypatch):
    count(counting)
    data = counted.load(counting.one())
    stopped, *others = data["conclusions"][HIGH]["otherwise"]
    at, outputs = data["worlds"]["numbers"].index(stopped), [dict(world) for world in counted.outputs(data)]
    outputs[at] = {}
    monkeypatch.setattr(counted, "outputs", lambda _: outputs)
    data["worlds"]["failures"][str(stopped)] = "a division by zero"
    monkeypatch.setattr(counted, "load", lambda _: data)
    said = answers(counting).odds(*HIGH.split())
    [otherwise] = re.findall(r"It came out otherwise [^:]+: ([\d, ]+)", said)
    assert otherwise == ", ".join(odds.added(number) for number in others)
    assert f"With {odds.added(stopped)} added to every seed, the page did not get as far as this step: a" in said


def test_a_setting_that_turns_a_conclusion_is_in_the_table(counting):
    count(counting)
    rows = answers(counting).turns(*NEVER.split()).split("\n")
    assert "| `LIMIT` | 4 | 2: the same | 8: in 0 of 3 runs |" in rows
    assert "| `SIDES` | 6 | 3: the same | 12: the same |" in rows
    luck = answers(counting).turns(*HIGH.split()).split("\n")
    assert "| `LIMIT` | 4 | 2: the same | 8: the same |" in luck, "LIMIT has no part in what chance decides"
    for language in ("ko", "en"):
        name = f"docs/{language}/{SLUG}.md"
        counting.write(name, counting.read(name).replace("<!-- gipi:turns -->", ""))
    assert f"'{NEVER}' turns with another LIMIT" in "\n".join(shown.faults(counting.one()))


def test_a_table_of_all_conclusions_leads_to_each_by_its_number(counting):
    """What is not shown cannot be called by its label; a reader finds the sentence."""
    count(counting)
    own, labels = answers(counting), list(placeholders.said(counting.one(), "odds"))
    reading, table = own.turns().split("\n\n")
    number = labels.index(NEVER) + 1
    assert f"8: [Conclusion {number}](#conclusion-{number}): in 0 of 3 runs" in table
    assert WORDS_OF["en"]("odds.read-number") in reading
    first, again = own.odds(*NEVER.split()), own.odds(*NEVER.split())
    assert f"<b>Conclusion {number}: " in first
    assert f'id="conclusion-{number}"' in first and 'id="conclusion' not in again
    plain = answers(counting, plain=True).turns()
    assert f"`{NEVER}: False`: in 0 of 3 runs" in plain and "#" not in plain


def test_a_table_explains_a_cell_only_where_it_has_one(counting, monkeypatch):
    """A reader met a rule for cells that said "the same", and there was none."""
    count(counting)
    kept = WORDS_OF["en"]("odds.read-kept")
    assert kept in answers(counting).turns()
    data = counted.load(counting.one())
    limit = data["settings"]["LIMIT"]
    data["settings"] = {"LIMIT": {**limit, "tried": {"8": limit["tried"]["8"]}}}
    monkeypatch.setattr(counted, "load", lambda _: data)
    reading, table = answers(counting).turns().split("\n\n")
    assert "in 0 of 3 runs" in table and kept not in reading


@pytest.mark.parametrize(
    "language, read, times",
    [("ko", "설정을 한 번에 하나만", "3번씩"), ("en", "One setting was changed at a time", "3 times")],
)
def test_a_table_of_settings_says_how_to_read_it(counting, language, read, times):
    count(counting)
    for plain in (False, True):
        reading, table = answers(counting, language, plain=plain).turns().split("\n\n")
        assert reading.startswith(read) and times in reading and table.startswith("| ")
        assert ("data-search-exclude" in reading) != plain
        assert WORDS_OF[language]("odds.kept").lower() in [
            word.lower() for word in re.findall("[‘“](.*?)[’”]", reading)
        ]
    counting.snippet(f"{SLUG}.py", sum=SUM, draw='print("always:", 1 + 1 == 2)')  # nothing that a seed reaches
    text = counting.read(f"docs/ko/{SLUG}.md").replace("none above the sides", "always")
    counting.page(text.replace(", high <!-- gipi:odds the first is high -->", ""), SLUG)
    counting.test("docs/ko", "--update-outputs")
    main([SLUG])
    reading, table = answers(counting, language).turns().split("\n\n")
    assert reading.startswith(read) and times not in reading and "of 1" not in table
    otherwise = re.escape(WORDS_OF[language]("odds.turned-once", label="LABEL")).replace("LABEL", "[^`]+")
    assert re.search(otherwise, table)


def test_what_is_not_counted_with_this_code_says_so(counting):
    assert answers(counting).odds(*HIGH.split()) == "(not counted yet)"
    count(counting)
    counting.write(f"snippets/{SLUG}.py", counting.read(f"snippets/{SLUG}.py").replace("= 4", "= 5"))
    assert answers(counting, "ko").odds(*HIGH.split()) == "(아직 세지 않음)"
    assert odds.uncounted([counting.one()]) == [f"{SLUG} (its conclusions were counted with other code)"]


def test_a_conclusion_without_a_sentence_is_an_error(counting):
    for language in ("ko", "en"):
        name = f"docs/{language}/{SLUG}.md"
        counting.write(name, counting.read(name).replace(f"<!-- gipi:odds {HIGH} -->", ""))
    assert f"no sentence says how often '{HIGH}' holds" in "\n".join(shown.faults(counting.one()))


def test_a_label_that_no_step_prints_is_an_error(counting):
    with pytest.raises(NoAnswer, match="no step prints the conclusion 'none'"):
        answers(counting).odds("none")
    assert "no step prints the conclusion 'none'" in found(counting, "Text <!-- gipi:odds none -->.")


def found(counting, text: str) -> str:
    for language in ("ko", "en"):
        name = f"docs/{language}/{SLUG}.md"
        counting.write(name, f"{counting.read(name)}\n{text}\n")
    return "\n".join(shown.faults(counting.one()))


def test_a_bracket_that_counts_many_runs_stands_behind_no_number_of_one(counting):
    count(counting)

    def told(sentence: str) -> list[str]:
        name = f"docs/en/{SLUG}.md"
        before = counting.read(name)
        counting.write(name, f"{before}\n{sentence} <!-- gipi:odds {HIGH} -->.\n")
        faults = shown.of_one_run(Page(counting.root, counting.root / name), counting.one())
        counting.write(name, before)
        return faults

    [fault] = told("It came to 0.958, as it should")
    assert "0.958 is of one run" in fault and f"say what '{HIGH}' says" in fault
    assert "29 is of one run" in told("In 29% of all")[0]
    assert told("It came to 0.958. With 6.0 sides it is high") == [], "the setting is the same in all runs"
    assert told("It came to 0.958. The first is high") == []


def test_a_change_is_shown_once_it_has_run(counting):
    assert "'SIDES=2 draw' has not been run" in found(counting, "<!-- gipi:changed SIDES=2 draw -->")
    main([SLUG])
    assert shown.faults(counting.one()) == []
    text = answers(counting).changed("SIDES=2", "draw")
    assert text.startswith(
        '```{.text .gipi-output .gipi-of-draw title="Output with SIDES = 2, run from the top"}\nfaces 1 2\n'
    )
    assert "write <!-- gipi:changed NAME=number STEP -->" in found(counting, "<!-- gipi:changed SIDES -->")


def test_the_site_publishes_no_odds_of_other_code(counting, monkeypatch, caplog):
    count(counting)
    counting.page(
        "## How { #odds }\n\nHere they are.\n\n<!-- gipi:scale -->\n\n<!-- gipi:conclusions -->",
        "about/verification",
    )
    counting.test("docs/ko")
    monkeypatch.setenv("GIPI_PUBLISH", "1")
    build(load_config(str(counting.root / "mkdocs.yml")))
    for language, idle in (("", "난수와 상관없음"), ("en/", "chance plays no part")):
        html = counting.read(f"site/{language}{SLUG}/index.html")
        assert f' aria-label="{idle}">✓' in html and 'id="odds-3"' in html and "<!-- gipi:" not in html
        assert counting.read(f"site/{language}about/verification/index.html").count("<tr>") >= 9
    index = [one["text"] for one in json.loads(counting.read("site/search/search_index.json"))["docs"]]
    assert any("✓" in text for text in index) and not any("시드마다" in text for text in index)
    counting.snippet(f"{SLUG}.py", sum=SUM.replace("4", "3"), draw=DRAW)
    counting.test("docs/ko", "--update-outputs")
    with pytest.raises(Abort):
        build(load_config(str(counting.root / "mkdocs.yml")))
    assert "these pages conclude what was not counted with their code" in caplog.text
