"""Sentences that age: found where they are unmistakable, and nowhere else."""

import pytest

from gipi.pages import hand_typed
from gipi.pages.page import Page


def found(guide, text: str) -> list[str]:
    guide.page(text)
    return list(hand_typed.faults(Page(guide.root, guide.root / "docs/ko/a.md")))


@pytest.mark.parametrize(
    "text",
    [
        "가장 새로운 정식판은 2.21.0이고, 3.10용 휠이 있습니다.",
        "| 파이썬 3.14 | 2026년 11월 22일 현재 가장 새 정식판(2.21)은 3.13까지 |",
        "텐서플로는 지금 최신이 2.21입니다.",
        "The newest TensorFlow is 2.21.0.",
        "On that day the newest stable version was 2.21.0, with wheels.",
        "The latest stable release of TensorFlow, `2.21`, has no wheel.",
        "As of 22 November 2026, 2.21.0 is there.",
        "TensorFlow 2.21.0 for Windows (as of 22 November 2026).",
        "2.21.0까지 있습니다(2026년 11월 22일 기준).",
    ],
)
def test_the_newest_by_hand(guide, text):
    [said] = found(guide, text)
    assert said.startswith("docs/ko/a.md:9: ") and "<!-- gipi:version newest -->" in said


@pytest.mark.parametrize(
    "text",
    [
        "윈도우에서 GPU를 쓰는 것은 텐서플로 2.10이 마지막입니다.",
        "pip는 가장 새로운 것을 가져왔습니다. 그 뒤에 텐서플로 2.4를 설치했습니다.",
        "가장 새 3.12를 받으세요. pip가 최신 NumPy 2.4를 가져옵니다.",
        "가장 새로운 정식판은 텐서플로 <!-- gipi:version newest -->입니다. 2.16부터는 케라스 3입니다.",
        "We read the documentation as of 22 November 2026. TensorFlow 2.10 was the last.",
        "The newest TensorFlow is <!-- gipi:version newest -->; 2.16 brought Keras 3.",
        "for 3.8 there is nothing newer than TensorFlow 2.13",
        "로그 줄: 2026년 11월 22일, 리눅스, 텐서플로 2.21의 실제 출력.",
        "```text\nThe newest TensorFlow is 2.21.0.\n```",
    ],
)
def test_history_and_evidence_are_no_claims(guide, text):
    assert found(guide, text) == []
