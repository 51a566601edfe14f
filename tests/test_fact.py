"""Facts of data/versions.json in the sentences of pages."""

import pytest

from gipi import fact
from gipi.versions import VersionsProblem


def test_facts_are_filled_into_prose(data):
    def fill(what):
        return fact.fill(f"a <!-- gipi:version {what} --> b", data, "en")

    assert fill("newest 3.12 windows-x86_64") == "a 2.21.0 b"
    assert fill("last windows-x86_64") == "a 2.21.0 b"
    assert fill("first 3.9 linux-x86_64") == "a 2.8.4 b"
    assert fill("pythons 2.21 linux-x86_64") == "a 3.12–3.13 b"
    assert fill("needs 2.8 numpy") == "a >=1.20 b"
    assert fill("asked") == "a 22 November 2026 b"
    assert fill("coming") == "a 2.22.0rc0 b"
    for wrong in (
        "newest 3.14 windows-arm64",
        "newest",
        "nothing 3",
        "first 3.14 linux-x86_64",
        "needs 2.99 numpy",
    ):
        with pytest.raises(VersionsProblem, match="has no answer"):
            fill(wrong)
