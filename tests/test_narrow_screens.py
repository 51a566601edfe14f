"""What a page tells a narrow screen."""

from gipi.site.narrow_screens import mark

LONG = "<td>무엇을 어떻게 하면 되는지 긴 문장으로 적은 칸입니다</td>"


def output(text: str) -> str:
    return f'<div class="language-text gipi-output highlight"><pre><code>{text}</code></pre></div>'


def test_what_stands_in_columns_keeps_them():
    for text in ("[[1 2]\n [3 4]]", "loss     0.31", "a | b"):
        assert "gipi-columns" in mark(output(text)), text
    for text in ("loss went down", "0.99 -> by hand 0.010, by Keras 0.010", "mean by hand:  5.75"):
        assert mark(output(text)) == output(text), text


def test_a_table_of_sentences_becomes_a_list_whose_cells_know_their_heading():
    head = "<thead><tr><th>안 되는 것</th><th>왜</th><th>가장 &quot;가까운&quot; 길</th></tr></thead>"
    table = f"<table>{head}<tbody><tr><td>a</td>{LONG}{LONG}</tr></tbody></table>"
    shown = mark(table)
    assert shown.startswith("<table data-stack>")
    assert shown.count('data-th="') == 3 and 'data-th="가장 &quot;가까운&quot; 길"' in shown
    row = f"<tr><td>a</td>{LONG}{LONG}</tr>"
    for other in (table.replace(LONG, "<td>x</td>"), f"<table>{head}{row * 30}</table>"):
        assert "data-stack" not in mark(other)
