"""Steps too long for every test run: run by command, recorded and stamped."""

from collections.abc import Callable

from gipi.machine import files
from gipi.pages import records
from gipi.pages.includes import sections
from gipi.pages.page import Page
from gipi.runs import compare_figure, counted
from gipi.runs.plugin import recordable
from gipi.runs.session import Session, StepFailure


def run(page: Page, say: Callable[[str], None]) -> None:
    """Run a page with its long steps; record what these print and draw, and vouch for it."""
    texts, stamps, running = sections(page.record), {}, Session(page, pictures=True)
    try:
        for step in page.steps:
            if step.skip or step.registry:
                continue
            outcome = running.run(step)
            if not step.long:
                continue
            if sentence := recordable(step, outcome, page):
                raise StepFailure(f"{page.place}:{step.line}: {sentence}")
            texts[step.name] = outcome.printed
            if outcome.drawn:
                compare_figure.save(page.figure(step), outcome.drawn[0], *outcome.pictures[0])
            stamps[step.name] = counted.long_stamp(page, step, outcome.printed, outcome.seconds, outcome.cpu)
            say(f"{page.slug}: '{step.name}' took {outcome.cpu:.0f} s of CPU.\n{outcome.printed}")
    finally:
        running.close()
    order = [step.name for step in page.steps]
    shown = {name: texts[name] for name in sorted(texts, key=order.index) if texts[name]}
    files.write(page.record, records.render(shown))
    counted.save(page, {"long": stamps})
