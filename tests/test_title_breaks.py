"""Titles break between names."""

from gipi.site.title_breaks import mark


def title(text: str) -> str:
    return f'<h1 id="a">{text}<a class="headerlink" href="#a">#</a></h1>'


def test_names_side_by_side_are_whole():
    assert mark(title("손실 함수·비용 함수")) == title(
        '<span class="gipi-whole">손실 함수·</span><wbr><span class="gipi-whole">비용 함수</span>'
    )


def test_a_number_stays_with_its_name():
    assert mark(title("텐서플로와 NumPy 2가 맞지 않을 때")) == title(
        '텐서플로와 <span class="gipi-whole">NumPy 2가</span> 맞지 않을 때'
    )


def test_other_titles_stay_as_they_are():
    for text in ("회사·학교 컴퓨터: 프록시, 인증서, 오프라인", "특성 공학과 자동화", "<code>pip 3</code>"):
        assert mark(title(text)) == title(text)
