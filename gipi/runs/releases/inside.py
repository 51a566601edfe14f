"""python -m gipi.runs.releases.inside ROOT: runs pages in another environment, as many as are asked for.

Reads a line of JSON for each, {"page": path, "steps": [names]}; answers with one,
{"ran": [{"step", "printed", "drawn"} or {"step", "error"}], "failure", "cpu"}, or ends where a
session cannot even begin. Imports what that environment has: the session and the page, nothing of the site.
"""

import json
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from gipi.pages.page import Page, Step
from gipi.runs import forks, session

STEP_LIMIT, LIMIT = 900, 3600  # seconds of a step and of a page; the machine may be busy


def main() -> None:
    """Answer until there are no more lines."""
    root, answers = Path(sys.argv[1]), os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever libraries say while they are imported is no answer
    os.environ.update(session.ENVIRONMENT)
    for line in sys.stdin:
        asked = json.loads(line)
        page = Page(root, root / asked["page"])
        steps = [step for step in page.steps if step.name in asked["steps"]]
        spent = session.cpu()
        forks.prepare(steps)
        said, failure = forks.forked(run, page, steps, limit=LIMIT)
        if not said:
            sys.exit(f"{page.place}: no session begins here: {failure}")
        cpu = round(session.cpu() - spent, 1)
        answers.write(json.dumps({"ran": said[1:], "failure": failure, "cpu": cpu}) + "\n")
        answers.flush()


def run(page: Page, steps: list[Step], send: Callable) -> None:
    """Run steps until one fails; send that it begins, and what each did."""
    running = session.Session(page)
    send("begun")
    try:
        for step in steps:
            try:
                outcome = running.run(replace(step, timeout=STEP_LIMIT))
            except session.StepFailure as failure:
                send({"step": step.name, "error": failure.what.split("\n", 1)[0]})
                return
            send({"step": step.name, "printed": outcome.printed, "drawn": outcome.drawn})
    finally:
        running.close()


if __name__ == "__main__":
    main()
