"""`python snippets/….py` for each page: a file runs to its end, or to the error that its page shows."""

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from gipi.pages.page import Page  # noqa: E402


def fault(file: Path, page: Page) -> str | None:
    """Why a file does not run by itself; None where it does."""
    steps = [step for step in page.steps if step.language == "python"]
    expected = {step.error for step in steps if step.error}
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, str(file)],
            cwd=folder,
            capture_output=True,
            encoding="utf-8",
            timeout=sum(step.timeout for step in steps),
        )
    last = (done.stderr.strip().splitlines() or [""])[-1]
    name = last.partition(":")[0].rpartition(".")[2]
    return None if done.returncode == 0 or name in expected else last or f"exit status {done.returncode}"


def main(names: list[str]) -> int:
    """All files, or the named ones; prints those that fail."""
    files = [Path(name).resolve() for name in names] or sorted((ROOT / "snippets").rglob("*.py"))
    failed = 0
    for file in files:
        slug = file.relative_to(ROOT / "snippets").with_suffix(".md")
        page = Page(ROOT, ROOT / "docs" / "ko" / slug)
        if any(step.skip or step.registry for step in page.steps if step.language == "python"):
            continue  # the page says why they do not run everywhere
        if why := fault(file, page):
            failed += 1
            print(f"{file.relative_to(ROOT).as_posix()}: {why}", flush=True)
    print(f"{len(files)} files, {failed} do not run by themselves.")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
