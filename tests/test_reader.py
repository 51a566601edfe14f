"""check_env.py's table comes from data/versions.json."""

import subprocess
import sys

from gipi.check_env import table
from gipi.versions import source
from small import ROOT


def test_the_table_in_the_tree_is_the_one_of_the_source():
    """Otherwise: python -m gipi.versions refresh."""
    assert table.published(table.table(source.load()), table.words(ROOT)) == table.SOURCE.read_text(
        encoding="utf-8"
    )


def test_the_table_says_what_installs_and_what_works_with_it(data):
    told = table.table(data)
    assert told["date"] == "2026-11-22" and told["recommended"] == source.RECOMMENDED
    assert told["newest"]["linux-x64"] == {"3.9": "2.8.4", "3.10": "2.8.4", "3.12": "2.21.0", "3.13": "2.21.0"}
    assert told["newest"]["windows-x64"]["3.8"] == "2.13.0" and told["newest"]["windows-arm64"] == {}


def test_old_releases_get_the_bounds_that_they_need_today():
    needs = table.table(source.load())["needs"]
    assert needs["2.8"] == {"keras": ">=2.8.0rc0,<2.9", "numpy": ">=1.20,<2", "protobuf": ">=3.9.2,<3.21"}
    assert needs["2.4"]["keras"] is None and needs["2.15"]["protobuf"] == ">=3.20.3,<5"
    assert needs["2.16"]["numpy"].startswith(">=1.23.5"), "what an older Python may have"


def test_the_published_file_is_a_program(tmp_path, data):
    file = tmp_path / "check_env.py"
    file.write_text(table.published(table.table(source.load())), encoding="utf-8")
    done = subprocess.run([sys.executable, file, "--help"], capture_output=True, encoding="utf-8")
    assert done.returncode == 0 and "--lang" in done.stdout
