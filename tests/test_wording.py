"""Forms that this guide has decided against: one word for each thing, nothing for insiders only."""

import re
from typing import NamedTuple

import pytest

from gipi.guide import Guide
from gipi.pages.page import IMAGE, Page
from gipi.pages.page_checks import CITED
from small import ROOT, WORDS_OF

PAGES = Guide(ROOT).pages


class Form(NamedTuple):
    """A form that a page has at most `most` times, and what to write; `where` is how the slug begins."""

    pattern: str
    write: str
    most: int = 0
    where: str = ""


COUNTED = r"(?:\d|[첫한두세네몇]|다섯|여섯|열|스무|서른|예순|백|천|번째|마지막) ?걸음"
RELU = r"(?<![A-Za-z_.{#])relu(?![A-Za-z0-9_(])"  # not in a formula, a name or an id
FORMS = {
    "ko": [
        # One word for each thing.
        Form(COUNTED, "스텝: one update", where="concepts/"),
        Form(r"걸음을 (?:\S+ )?밟", "단계를 밟"),
        Form(r"화소", "픽셀"),
        Form(r"크기\(shape\)", "형태(shape)"),
        Form(r"칸수", "개수: 입력의 개수"),
        Form(r"매개변수|모수\b", "파라미터; once beside it, as the word of other books", most=1),
        Form(r"소용돌이", "나선"),
        Form(r"흩어진 정도", "표준 편차"),
        Form(r"(?<![가-힣])(?:선|누운) 줄무늬", "세로줄무늬, 가로줄무늬"),
        Form(r"(?:가중치|그레이디언트의) 길이", "크기(노름)"),
        Form(r"기울기 소실|기울기 폭[발주]", "그레이디언트 소실·폭주; once beside it", most=1),
        Form(r"활성 함수", "활성화 함수", most=1),
        Form(RELU, "렐루; `relu` as code", where="concepts/"),
        Form(r"텐서플로우|데이타|메세지", "텐서플로, 데이터, 메시지"),
        Form(r"숨은 층|히든 레이어", "은닉층"),
        Form(r"교차 엔트로피", "크로스 엔트로피; once beside it", most=1),
        Form(r"과적합", "과대적합; once beside it", most=1),
        Form(r"에폭", "에포크; once beside it", most=1),
        Form(r"환경(?:을|은|이)? ?(?:다시 |만들어 |만들고 )?(?:켜|켠|켤|켰|켭)", "환경을 활성화하"),
        Form(r"밀집 층의 신경망", "밀집 층 신경망"),
        # Korean.
        Form(r"^#+ .*(?:까요|나요|가요)(?: \{|$)", "a heading that asks ends with ?"),
        Form(r"\d %(?!p)", "% without a blank: 96%"),
        Form(r"백에 \S+ ?꼴", "3%쯤"),
        Form(r"찾아(?:지는지|진다|집니다)", "찾을 수 있"),
        Form(r"드는 품", "드는 계산량"),
        Form(r"(?:크게|에|보다|에게) 뒤집니다", "뒤처집니다: 뒤집다 is another word"),
        Form(r"유닛(?:이|은|을)? (?:켜|켠|켭|꺼)|칸[이만을]? (?:\S+ )?(?:켜|켠|켭)", "값을 낸다, 1이다"),
        Form(r"당신", "nothing: a reader is not addressed"),
        Form(r"것이라고 할 수 있습니다|에 다름 아니|시사하는 바", "the thing itself"),
        # Words that the house likes too much.
        Form(r"견주|견줍|견줄", "비교하다", most=2),
        Form(r"까닭", "이유", most=2),
        Form(r", 곧 ", "a sentence of its own, or brackets", most=2),
        # What only those know who made the guide.
        Form(r"steps_per_execution|from_tensors", "nothing: fit(x, y, batch_size=…) says it", where="concepts/"),
    ],
    "en": [
        Form(RELU, "ReLU; `relu` as code", where="concepts/"),
        Form(r"\d %(?!p)", "% without a blank: 96%"),
        Form(r"\b(?:color|behavior|neighbor|center|gray|favorite|labeled|modeling)s?\b", "the British spelling"),
        Form(r"thrown out", "throws you out"),
        Form(r"numerical differences?\b", "numerical differentiation"),
        Form(r"(?i)\bis compared as well\b", "also compare with …"),
        Form(r"(?i)\bgather(?:s|ing)?\b", "cluster", where="concepts/"),
        Form(r"(?i)\bKorean (?:books?|textbooks?|readers?|students?)\b", "nothing"),
        Form(r"(?i)\bit is important to note|\bdelve|\bleverage\b|\bsimply\b", "the thing itself", most=1),
        Form(r"steps_per_execution|from_tensors", "nothing: fit(x, y, batch_size=…) says it", where="concepts/"),
    ],
}  # fmt: skip
# The glossary lists the forms of others, and these pages speak of the note itself.
LISTS = {"glossary"}
OF_THE_NOTE = {"about/sources", "install/legacy-2021", "glossary"}
NOTE = {
    "ko": r"2021년(?:의)? (?:\S+ )?노트|(?<!\S)노트(?:는|의|에|에서|가|를|도|와|로는)(?=\s)",
    "en": r"(?i)\b2021 (?:\w+ )?note\b|\bnote of 2021\b|\bthe note(?:'s| (?:says|calls|tells|means|installs))\b",
}


def _said(image: re.Match) -> str:
    return f"{image['alt']} {image['caption'] or ''}"


def spoken(page: Page) -> list[tuple[int, str]]:
    """What a page says, by line: without code, links, citations and formulas."""
    lines = [line for line in page.lines if line.kind in ("prose", "heading")]
    return [(line.number, CITED.sub(" ", IMAGE.sub(_said, line.text))) for line in lines]


@pytest.mark.parametrize("language", FORMS)
def test_no_page_has_a_form_decided_against(language):
    problems = []
    for slug, page in PAGES[language].items():
        if slug in LISTS:
            continue
        for form in FORMS[language]:
            places = [
                (number, match[0])
                for number, text in spoken(page)
                for match in re.finditer(form.pattern, text)
                if slug.startswith(form.where)
            ]
            problems += [
                f"{page.place}:{number}: ‘{word}’; write {form.write}" for number, word in places[form.most :]
            ]
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("language", NOTE)
def test_the_note_is_named_where_sources_are(language):
    """Who comes from a search does not know it: once at most, among a page's sources."""
    problems = []
    for slug, page in PAGES[language].items():
        if slug in OF_THE_NOTE:
            continue
        sources = next((line.number for line in page.lines if line.key == "## sources"), 0)
        places = [number for number, text in spoken(page) if re.search(NOTE[language], text)]
        allowed = [number for number in places if 0 < sources < number][:1]
        problems += [f"{page.place}:{number} speaks of the note" for number in places if number not in allowed]
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("language", PAGES)
def test_headings_of_a_concept_page_are_in_one_register(language):
    """합니다체, a question or a noun; the choices of a quiz are numbered alike."""
    problems = []
    for slug, page in PAGES[language].items():
        if not slug.startswith("concepts/"):
            continue
        problems += [
            f"{page.place}:{number}: {title}"
            for number, title in ((line.number, line.text) for line in page.lines if line.kind == "heading")
            if re.search(r"[가-힣](?<!니)다\s*(?:\{|$)", title)
        ]
        titles = [line for line in page.lines if re.match(r'\s*\?\?\? question "(?![①-⑨] )', line.text)]
        problems += [f"{page.place}:{line.number}: a choice begins with ①, ② …" for line in titles]
    assert not problems, "\n".join(problems)


TURNED = "on the (?:left|right)|(?:왼쪽|오른쪽)(?!으로)"  # further along an axis is the same on a phone


@pytest.mark.parametrize("language", PAGES)
def test_a_caption_names_no_side(language):
    """On a phone the panels of a figure, or of a drawing with a narrow twin, stand one above the other."""
    captions, found = 0, []
    for page in PAGES[language].values():
        for line in page.lines:
            for image in IMAGE.finditer(line.text):
                twin = page.path.parent / "narrow" / image["src"]
                side = TURNED if twin.is_file() else r"\((?:left|right|왼쪽|오른쪽)\)"
                captions += bool(image["caption"])
                if re.search(side, image["caption"] or ""):
                    found.append(f"{page.place}:{line.number}")
    assert captions and found == []


def test_a_form_is_found_and_code_is_not():
    text = "이 함수는 화소 3 %를 `화소`와 견주고"
    bare = CITED.sub(" ", text)
    hits = {form.pattern for form in FORMS["ko"] if re.search(form.pattern, bare)}
    assert hits == {"화소", r"\d %(?!p)", "견주|견줍|견줄"} and bare.count("화소") == 1
    assert re.search(NOTE["ko"], "2021년 공부 노트의 1절") and not re.search(NOTE["ko"], "주피터 노트북에서")
    assert re.search(NOTE["en"], "comes from the 2021 note that") and not re.search(NOTE["en"], "a note that log")
    assert re.search(COUNTED, "처음 예순 걸음") and not re.search(COUNTED, "발걸음")


def test_the_machinery_speaks_as_the_pages_do():
    for language, words in WORDS_OF.items():
        texts = [text for part in words.texts.values() for text in part.values() if isinstance(text, str)]
        for form in FORMS[language]:
            if not form.where and form.most < 2:
                assert not [text for text in texts if re.search(form.pattern, text)], form.write


@pytest.mark.parametrize("language", PAGES)
def test_a_concept_page_names_no_step_by_a_name_that_no_reader_sees(language):
    """Steps have names for us: “run it as far as `straighten`” sends a reader looking for what is not there."""
    found = []
    for slug, page in PAGES[language].items():
        code = "\n".join(step.code for step in page.steps)
        unseen = {step.name for step in page.steps if not re.search(rf"\b{step.name}\b", code)}
        prose = "\n".join(line.text for line in page.lines if line.kind == "prose")
        if slug.startswith("concepts/"):
            found += [f"{page.place}: `{name}`" for name in re.findall(r"`(\w+)`", prose) if name in unseen]
    assert found == []
