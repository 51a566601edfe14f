"""The package index, asked: one that lies in a file of this folder."""

import re

from gipi.versions.package_index import Index
from recorded import connect
from small import ROOT


def test_wheels_say_for_which_python_and_system_they_are(there):
    tags = (
        "cp311-cp311-macosx_12_0_arm64",
        "cp39-abi3-win_amd64",
        "py3-none-any",
        "cp311-cp311-macosx_11_0_universal2",
    )
    there.add("one", "1.0", *tags, python=">=3.9,!=3.12.*")
    arm, stable, every, both = connect(there).wheels("one")
    assert arm.systems() == ["macos-arm64"] and arm.pythons() == ["3.11"]
    assert both.systems() == ["macos-arm64", "macos-x86_64"]
    assert stable.fits("3.11", "windows-x86_64") and not stable.fits("3.8", "windows-x86_64")
    assert every.fits("3.13", "linux-arm64")
    assert not every.fits("3.12", "linux-arm64"), "Requires-Python counts"
    assert not arm.fits("3.11", "windows-x86_64") and not arm.fits("3.10", "macos-arm64")


def test_a_withdrawn_wheel_is_not_there(there):
    there.add("one", "1.0", "py3-none-any")
    there.add("one", "1.1", "py3-none-any", yanked="broken")
    assert [str(wheel.version) for wheel in connect(there).wheels("one")] == ["1.0"]


def test_metadata_is_read_out_of_the_archive_without_downloading_it(there, tmp_path):
    index = connect(there, tmp_path)
    wheel = index.wheels("keras")[0]
    assert index.metadata(wheel)["requires_dist"] == ["numpy"]
    assert 0 < there.sent < wheel.size / 1.5
    there.down = True
    assert index.metadata(wheel)["requires_dist"] == ["numpy"], "what never changes is kept"


def test_metadata_of_its_own_is_preferred(there):
    there.own_metadata = True
    index = connect(there)
    assert index.metadata(index.wheels("keras")[0])["requires_dist"] == ["numpy"]
    assert not any(url.endswith(".whl") for url in there.asked)


def test_the_address_is_the_one_of_pip(monkeypatch):
    monkeypatch.setenv("PIP_INDEX_URL", "https://mirror.test/simple/")
    assert Index()._client.endpoint == "https://mirror.test/simple/"


def test_no_host_of_an_index_stands_in_the_source_or_the_code():
    hosts = re.compile("py" + r"pi\.(org|python)|python" + "hosted|index" + r"-url.*http", re.IGNORECASE)
    for name in (*sorted(path.relative_to(ROOT) for path in ROOT.glob("gipi/**/*.py")), "data/versions.json"):
        assert not hosts.search((ROOT / name).read_text(encoding="utf-8")), name


def test_no_page_names_a_host_of_an_index():
    """Clients know where their index is; an address on a page is copied by people whose company forbids it."""
    hosts = re.compile("py" + r"pi\.(org|python)|python" + r"hosted|npm" + r"js\.(com|org)", re.IGNORECASE)
    pages = [*ROOT.glob("docs/*/**/*.md"), *ROOT.glob("snippets/**/*.*"), *ROOT.glob("words/*.yml")]
    assert [str(page) for page in pages if hosts.search(page.read_text(encoding="utf-8"))] == []
