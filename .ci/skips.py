"""Fail on any skipped test that .ci/skips.txt does not allow: a skip must not hide a test."""

import sys
from pathlib import Path
from xml.etree import ElementTree

allowed = [
    line.partition(" # ")[0].strip()
    for line in Path(__file__).with_name("skips.txt").read_text(encoding="utf-8").splitlines()
    if line.strip() and not line.startswith("#")
]
cases = ElementTree.parse(sys.argv[1]).iter("testcase")
skipped = {
    f"{case.get('classname')}::{case.get('name')}": case.find("skipped").get("message")
    for case in cases
    if case.find("skipped") is not None
}
unknown = {name: why for name, why in skipped.items() if name not in allowed}
for name, why in unknown.items():
    print(f"skipped, but not listed in .ci/skips.txt: {name} ({why})")
sys.exit(bool(unknown))
