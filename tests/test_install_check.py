"""practice/install-check: where readers are sent, its first question can be answered with yes."""

import sys
import types

import pytest

from gipi.pages import notebook
from small import ROOT

BOOK = notebook.read(ROOT, "practice/install-check", "ko")


@pytest.mark.parametrize(("colab", "answer"), [(True, "yes"), (False, "no")])
def test_colab_needs_no_environment(colab, answer, monkeypatch, capsys):
    """Colab runs the system's Python, and is a new computer each time."""
    monkeypatch.setattr(sys, "prefix", sys.base_prefix)
    monkeypatch.setenv("TF_CPP_MIN_LOG_LEVEL", "2")
    if colab:
        monkeypatch.setitem(sys.modules, "google.colab", types.ModuleType("google.colab"))
    exec(notebook.code(BOOK)[0].source, {})
    assert f"inside a virtual environment: {answer}\n" in capsys.readouterr().out


@pytest.mark.parametrize("own", ["keras.py", "keras/__init__.py"])
def test_a_file_or_folder_of_the_same_name_is_seen(own, monkeypatch, tmp_path, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / own).parent.mkdir(exist_ok=True)
    (tmp_path / own).write_text("")
    first, kernel = (cell.source for cell in notebook.code(BOOK)[:2])
    exec(first + "\n" + kernel, {})
    said = capsys.readouterr().out
    assert "nothing named keras here: no\n" in said and "nothing named tensorflow here: yes\n" in said
