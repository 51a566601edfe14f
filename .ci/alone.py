"""`python snippets/….py` for each page: a file runs to its end, or to the error that its page shows, and prints
what is recorded up to there."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from gipi.machine.environment import without_secrets  # noqa: E402
from gipi.machine.interpreters import bash  # noqa: E402
from gipi.pages.includes import sections  # noqa: E402
from gipi.pages.page import Page  # noqa: E402
from gipi.pages.records import tidy  # noqa: E402
from gipi.runs import compare_text, session  # noqa: E402


def differs(page: Page) -> list[str]:
    """In what the page does more than its file: it goes on after an error, or bash works before its Python."""
    steps, found = [step for step in page.steps if not step.registry], []
    for number, step in enumerate(steps):
        follows = any(later.language == "python" for later in steps[number + 1 :])
        if step.language == "bash" and follows:
            found.append("bash")
        if step.language == "python" and step.error:
            found.append("error")
    return found


def left_out(page: Page) -> bool:
    """Whether the page says why its Python does not run everywhere."""
    return any(step.skip or step.registry for step in page.steps if step.language == "python")


def fault(file: Path, page: Page) -> str | None:
    """Why a file does not do by itself what its page shows; None where it does.

    Bash steps before its first Python run first: it may go on with what they made.
    """
    steps = [step for step in page.steps if step.language == "python"]
    before = page.steps[: page.steps.index(steps[0])]
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    end = next((number for number, step in enumerate(steps) if step.error), None)
    with tempfile.TemporaryDirectory() as folder:
        options = {
            "cwd": folder,
            "env": without_secrets(os.environ | session.ENVIRONMENT | {"PATH": path}),
            "capture_output": True,
            "encoding": "utf-8",
        }
        for step in before:
            if not step.registry:
                subprocess.run([bash(), "-euo", "pipefail", "-c", step.code], timeout=step.timeout, **options)
        done = subprocess.run([sys.executable, str(file)], timeout=sum(step.timeout for step in steps), **options)
    last = (done.stderr.strip().splitlines() or [""])[-1]
    recorded = sections(page.record)
    if end is None and done.returncode:
        return last or f"exit status {done.returncode}"
    if end is not None:
        step = steps[end]
        line = recorded.get(step.name, "").rpartition("\n")[2]
        name = last.partition(":")[0].rpartition(".")[2]
        if compare_text.difference(last, line, step.tolerance, step.varies) if line else name != step.error:
            return last or f"should have ended with {step.error}"
    shown = [step for step in steps[:end] if step.name in recorded]
    if any(step.stderr for step in shown):
        return None  # the page shows both streams as one
    wanted, printed = tidy("\n".join(recorded[step.name] for step in shown)), tidy(done.stdout)
    if end is not None:  # the step that fails may have printed before
        printed = "\n".join(printed.split("\n")[: len(wanted.split("\n"))])
    tolerance = max((step.tolerance for step in shown if step.tolerance), default=None)
    return compare_text.difference(printed, wanted, tolerance, [one for step in shown for one in step.varies])


def main(names: list[str]) -> int:
    """All files, or the named ones; prints those that fail."""
    files = [Path(name).resolve() for name in names] or sorted((ROOT / "snippets").rglob("*.py"))
    failed = 0
    for file in files:
        slug = file.relative_to(ROOT / "snippets").with_suffix(".md")
        page = Page(ROOT, ROOT / "docs" / "ko" / slug)
        if left_out(page):
            continue
        if why := fault(file, page):
            failed += 1
            print(f"{file.relative_to(ROOT).as_posix()}: {why}", flush=True)
    print(f"{len(files)} files, {failed} do not do by themselves what their pages show.")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
