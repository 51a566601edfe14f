"""What a page tells a narrow screen."""

from gipi.site.narrow_screens import mark

LONG = "<td>무엇을 어떻게 하면 되는지 긴 문장으로 적은 칸입니다</td>"


def output(text: str) -> str:
    return f'<div class="language-text gipi-output highlight"><pre><code>{text}</code></pre></div>'


def test_what_stands_in_columns_keeps_them():
    for text in ("[[1 2]\n [3 4]]", "epoch 1    0.31    0.88", "a | b"):
        assert "gipi-columns" in mark(output(text)), text
    said = "loss went down", "0.99 -> by hand 0.010, by Keras 0.010", "mean by hand:  5.75", "all 0       units: 1"
    for text in said:
        assert mark(output(text)) == output(text), text


def test_one_command_wraps_and_several_do_not():
    block = (
        '<div class="language-console highlight"><span class="filename">터미널</span>'
        '<pre><span></span><code>pip <span class="s">"a"</span>\n</code></pre></div>'
    )
    assert '<div class="language-console highlight gipi-wrap">' in mark(block)
    for other in (block.replace("\n", "\nls\n"), block.replace("console", "python")):
        assert mark(other) == other


def test_one_long_column_beside_two_others_makes_a_list_too():
    head = "<thead><tr><th>문구</th><th>뜻</th><th>갈 곳</th></tr></thead>"
    said = "<td>initialization routine failed: DLL 초기화 루틴을 실행할 수 없습니다</td>"
    row = f"<tr>{said}<td>파일은 찾았지만 시작하다 실패했습니다</td><td>시작하다 실패할 때</td></tr>"
    assert "data-stack" in mark(f"<table>{head}<tbody>{row}</tbody></table>")
    assert "data-stack" not in mark(f"<table>{head}<tbody>{row.replace(said, '<td>짧은 말</td>')}</tbody></table>")


def test_a_table_of_sentences_becomes_a_list_whose_cells_know_their_heading():
    head = "<thead><tr><th>안 되는 것</th><th>왜</th><th>가장 &quot;가까운&quot; 길</th></tr></thead>"
    table = f"<table>{head}<tbody><tr><td>a</td>{LONG}{LONG}</tr></tbody></table>"
    shown = mark(table)
    assert shown.startswith("<table data-stack>")
    assert shown.count('data-th="') == 3 and 'data-th="가장 &quot;가까운&quot; 길"' in shown
    row = f"<tr><td>a</td>{LONG}{LONG}</tr>"
    for other in (table.replace(LONG, "<td>x</td>"), f"<table>{head}{row * 30}</table>"):
        assert "data-stack" not in mark(other)


def test_one_sentence_in_four_columns_is_enough():
    """A table of settings in which one conclusion turns with one of them."""
    heads = "<th>설정</th><th>페이지의 값</th><th>절반</th><th>두 배</th>"
    turned = "<td>4: 5 of each, frozen ahead of scratch by over 0.05 1/3</td>"
    row = f"<tr><td>REACH</td><td>2</td><td>1: the same</td>{turned}</tr>"
    assert mark(f"<table>{heads}{row}</table>").startswith("<table data-stack>")
    assert "data-stack" not in mark(f"<table>{heads}{row.replace('5 of each, ', '')}</table>")
