"""A page with three conclusions: one sure, one of chance, one that no chance reaches."""

import material.plugins.search.plugin  # noqa: F401  pytester forgets what is first imported within a test
import mkdocs_jupyter.plugin  # noqa: F401
import numpy as np  # noqa: F401
import sklearn.model_selection  # noqa: F401

from gipi.pages.page import Page
from gipi.runs.odds.__main__ import main
from small import step

SLUG = "concepts/a"
DRAW = """
    import numpy as np

    SIDES = 6

    rng = np.random.default_rng(0)
    faces = rng.integers(1, SIDES + 1, 40)
    print("faces", faces.min(), faces.max())
    print("none above the sides:", bool(faces.max() <= SIDES))
    print("the first is high:", bool(faces[0] > 3))
"""
SUM = """
    LIMIT = 4
    print("two and two is below the limit:", 2 + 2 < LIMIT)
"""


def write(running):
    """Its pages and records; `running.one()` is the page, `running.file` where its counts go."""
    running.snippet(f"{SLUG}.py", sum=SUM, draw=DRAW)
    running.page(
        f"""
{step("sum", SLUG)}

Never <!-- gipi:odds two and two is below the limit -->.

<!-- gipi:turns -->

{step("draw", SLUG)}

Faces <!-- gipi:odds none above the sides -->, high <!-- gipi:odds the first is high -->.
""",
        SLUG,
    )
    running.test("docs/ko", "--update-outputs")
    running.one = lambda: Page(running.root, running.root / "docs" / "ko" / f"{SLUG}.md")
    running.file = running.root / "data" / "odds" / f"{SLUG}.json"
    return running


_counted: dict[str, str] = {}  # what counting wrote, by place


def count(running):
    """Count its page, or write what that came to the first time: the same code in the same worlds."""
    if not _counted:
        main([SLUG])
        written = [running.file, *(running.root / ".gipi" / "worlds").rglob("*.json")]
        _counted.update({str(path.relative_to(running.root)): path.read_text("utf-8") for path in written})
    for place, text in _counted.items():
        running.write(place, text)
