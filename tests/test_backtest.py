"""The back test: the rules see what was there the day before, and are counted honestly."""

from datetime import date

import pytest

from gipi.site.version_tables import backtest_table
from gipi.versions import forecast, source
from gipi.versions.package_index import IndexProblem, Past
from recorded import LINUX, TODAY, connect
from small import WORDS_OF


@pytest.fixture
def history(there):
    """What lay on the index before and after NumPy 2."""
    there.add("numpy", "1.26.4", "py3-none-any", day="2024-02-05")
    there.add("numpy", "2.0.0", "py3-none-any", day="2024-06-16")
    there.add("protobuf", "4.25.3", "py3-none-any", day="2024-02-15")
    there.add("keras", "2.15.0", "py3-none-any", day="2023-11-07")
    bounded = ("keras <2.16,>=2.15.0", "numpy <2.0.0,>=1.23.5")
    there.add("tensorflow", "2.15.1", f"cp311-cp311-{LINUX}", requires=bounded, day="2024-03-08")
    there.add("tensorflow", "2.16.0rc0", f"cp312-cp312-{LINUX}", requires=("keras >=3.0.0",), day="2024-03-09")
    there.add("keras", "3.0.5", "py3-none-any", day="2024-02-14")
    return there


def test_the_rules_warn_of_what_the_index_of_that_day_shows(history):
    past = Past(connect(history), date(2024, 6, 16))
    said = [(one["wanted"], one["package"], one["why"]) for one in forecast.warnings(past)]
    assert said == [
        ("tensorflow==2.8.0", "numpy", "open"),
        ("tensorflow==2.8.4", "numpy", "open"),
        ("tensorflow", "keras", "coming"),
        ("tensorflow", "python", "python"),
    ]


def test_a_backtest_counts_what_was_missed_and_what_was_in_vain(history, ask, monkeypatch):
    ask()
    monkeypatch.setattr(forecast, "EVENTS", (("2024-06-16", "numpy 2"),))

    def resolve(wanted, python, before, folder):
        if python == "3.13":
            return None
        late = before > date(2024, 6, 16)
        broken = late and wanted == "tensorflow==2.8.4"
        return {
            "numpy": "2.0.0" if broken else "1.26.4",
            "protobuf": "5.0" if late and wanted == "tensorflow" else "4.0",
        }

    [result] = forecast.backtest(ask.root, connect(history), resolve, TODAY)
    assert [(one["wanted"], one["from"], one["to"]) for one in result["right"]] == [
        ("tensorflow==2.8.4", "1.26.4", "2.0.0")
    ]
    assert [(one["wanted"], one["package"]) for one in result["missed"]] == [("tensorflow", "protobuf")]
    assert [one["package"] for one in result["in_vain"]] == ["numpy", "keras", "python"]
    assert ask.data()["backtest"]["ran"] == "2026-11-22"
    table = backtest_table(ask.data(), WORDS_OF["en"])
    assert "| numpy 2 | 2024-06-16 | 1 | 1 | 3 |" in table
    assert "    - warned rightly: numpy 1.26.4 → 2.0.0: 2.8.4\n" in table
    assert "    - missed: protobuf 4.0 → 5.0: tensorflow\n" in table
    before = ask.file.read_bytes()
    history.down = True
    with pytest.raises(IndexProblem):
        forecast.backtest(ask.root, connect(history), resolve, TODAY)
    assert ask.file.read_bytes() == before


def test_the_page_judges_the_committed_back_test_rightly():
    """install/versions: far more was cried in vain than was missed."""
    events = source.load()["backtest"]["events"]
    missed, in_vain = (sum(len(event[kind]) for event in events) for kind in ("missed", "in_vain"))
    assert len(events) == 4 and in_vain > 5 * missed
