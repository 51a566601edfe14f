"""What a count is called: `count_params` counts biases too, so its number is one of parameters, not of weights."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SNIPPETS = sorted((ROOT / "snippets" / "concepts").glob("*.py"))


@pytest.mark.parametrize("path", SNIPPETS, ids=lambda path: path.stem)
def test_what_count_params_counts_are_parameters(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    wrong = [n for n, line in enumerate(lines, 1) if "count_params()" in line and "weight" in line]
    assert not wrong, f"{path.name}:{wrong[0]} calls parameters weights; biases are counted too."
