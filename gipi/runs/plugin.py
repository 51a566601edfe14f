"""The pytest plugin, on top of pytest-codeblocks: a page is a session, a step is a test."""

import time
from pathlib import Path

import pytest

from gipi.guide import Guide, check
from gipi.machine import files, interpreters
from gipi.pages import conclusions, notebook, records
from gipi.pages.codeblocks import MarkdownFile, TestBlock
from gipi.pages.includes import sections
from gipi.pages.page import Page, PageError, Step, find_root
from gipi.pages.settings import source_language
from gipi.runs import compare_figure, compare_text, counted, groups, kernel, ledger, session
from gipi.runs.watchdog import Watchdog

PROPERTY = "gipi-page"


def pytest_addoption(parser):
    parser.getgroup("gipi").addoption(
        "--update-outputs",
        action="store_true",
        help="record what the steps print and draw, instead of comparing it",
    )
    parser.getgroup("gipi").addoption(
        "--update-weights",
        action="store_true",
        help="write the seconds of what ran into tests/weights.json, by which the longest begin first",
    )
    parser.addini("spread", "test files whose tests may run on any worker, each by itself", type="args")


def pytest_configure(config):
    config.addinivalue_line("markers", "registry: needs the package index; runs only under -m registry")
    config.addinivalue_line("markers", "exhaustive: takes long and seldom differs; runs only under -m exhaustive")
    config.addinivalue_line("markers", "browser: needs Chromium")
    if hasattr(config, "workerinput"):
        return  # workers hand their results to the controlling process
    config.option.loadscopereorder = False  # the order below is better than by number of tests
    config.pluginmanager.register(Recorder(), "gipi-recorder")
    if config.option.update_weights:
        config.pluginmanager.register(groups.Weigher(config), "gipi-weigher")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config):
    chosen = [Path(arg).resolve() if "::" not in arg else Path(arg) for arg in config.args]
    root = config.rootpath
    names = [path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path) for path in chosen]
    names = ["" if name == "." else name for name in names]
    return groups.workers(names, groups.weights(root), len(groups.cores()))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    if config.getvalue("dist") == "load":  # nobody asked for another one
        return groups.Scheduling(config, log)
    return None


WATCHDOG = pytest.StashKey[Watchdog]()
GUIDES = pytest.StashKey[dict[Path, Guide]]()


def guide(config, root: Path) -> Guide:
    """The guide at `root`, read once in a test session."""
    return config.stash.setdefault(GUIDES, {}).setdefault(root, Guide(root))


def pytest_unconfigure(config):
    if watchdog := config.stash.get(WATCHDOG, None):
        watchdog.close()


def pytest_collect_file(file_path: Path, parent):
    kind = {".md": PageFile, ".ipynb": NotebookFile}.get(file_path.suffix)
    root = find_root(file_path) if kind else None
    if not kind or not root or not file_path.is_relative_to(root / "docs" / source_language(root)):
        return None  # the run of the source verifies every language
    return kind.from_parent(parent, path=file_path)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    for name in ("registry", "exhaustive"):
        if name not in (config.option.markexpr or ""):
            out = [item for item in items if item.get_closest_marker(name)]
            items[:] = [item for item in items if not item.get_closest_marker(name)]
            config.hook.pytest_deselected(items=out)
    if getattr(config.option, "numprocesses", None) or hasattr(config, "workerinput"):
        groups.longest_first(items, config.rootpath, config.getini("spread"))
    if config.option.update_outputs:
        chosen: dict[PageFile, set[str]] = {}
        for item in items:
            if isinstance(item, StepItem):
                chosen.setdefault(item.parent, set()).add(item.step.name)
        for file, names in chosen.items():
            file.refuse_orphans(names)


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item, nextitem):
    if isinstance(item, StepItem) and not (isinstance(nextitem, StepItem) and nextitem.parent is item.parent):
        item.user_properties.append((PROPERTY, item.parent.finish()))


class Recorder:
    """Collects what passed, writes the record at the end; one for each run, since a test may run pytest."""

    def __init__(self):
        self._results: dict[str, dict[str, dict]] = {}  # {root: {slug: result}}
        self._said: list[str] = []
        self._otherwise: list[str] = []

    def pytest_runtest_logreport(self, report):
        if report.when == "teardown":
            for name, value in report.user_properties:
                if name == PROPERTY:
                    self._results.setdefault(value["root"], {})[value["slug"]] = value
                    self._otherwise += value.get("otherwise", ())

    def pytest_sessionfinish(self):
        for root, results in self._results.items():
            if said := ledger.merge(Path(root), results):
                self._said.append(said)

    def pytest_terminal_summary(self, terminalreporter):
        for sentence in self._said:
            terminalreporter.section("record")
            terminalreporter.write_line(sentence)
        # A conclusion that not all worlds share may fail in this one: that is news, not an error.
        if self._otherwise:
            terminalreporter.section("a world where it did not hold")
        for sentence in self._otherwise:
            terminalreporter.write_line(sentence)


def root_of(path: Path) -> Path:
    """The guide to which a collected page belongs."""
    root = find_root(path)
    assert root, "nothing outside of a guide is collected"
    return root


class PageFile(MarkdownFile):
    """A page in the source language. Its run also verifies the other languages, which have the same steps."""

    def collect(self):
        self.page = Page(root_of(self.path), self.path)
        self._session: session.Session | None = None
        self._ran: set[str] = set()
        self._results: dict[str, dict | None] = {}  # chosen steps: a stamp, or None for a failed one
        self._failed: Step | None = None
        self._fresh: dict[str, session.Outcome] = {}
        self._otherwise: list[str] = []
        for step in self._short():
            item = StepItem.from_parent(self, name=f"line {step.line}")
            item.step = step
            if step.skip:
                item.add_marker(pytest.mark.skip(reason=step.skip))
            if step.registry:
                item.add_marker(pytest.mark.registry)
            yield item
        yield PageItem.from_parent(self, name="page")

    def repr_failure(self, excinfo):
        if isinstance(excinfo.value, PageError):
            return str(excinfo.value)
        return super().repr_failure(excinfo)

    def _short(self) -> list[Step]:
        """The steps that run with the tests; a long one is only held against its stamp."""
        return [step for step in self.page.steps if not step.long]

    def refuse_orphans(self, names: set[str]) -> None:
        """Refuse to record a part of a page where the rest of its record belongs to no step."""
        shown = {step.name for step in self.page.steps}
        lost = [name for name in self._recorded() if name not in shown]
        if lost and names != {step.name for step in self._short()}:
            raise pytest.UsageError(
                f"{self.page.place}: the record holds '{lost[0]}', which is no step of the page any more; "
                "record the whole page with --update-outputs, not a part of it."
            )

    def _recorded(self) -> list[str]:
        folder = self.page.root / "snippets" / self.page.slug
        return [*sections(self.page.record), *(path.stem for path in sorted(folder.glob("*.svg")))]

    def run(self, item: "StepItem") -> None:
        """Run a step, and before it those that a selection left out."""
        self._stop_after_failure(item.step)
        if self._session is None:
            worker = getattr(self.config, "workerinput", None)
            own = (
                groups.share(int(worker["workerid"].removeprefix("gw")), worker["workercount"]) if worker else None
            )
            offered = guide(self.config, self.page.root).offered(self.page.slug)
            update = self.config.option.update_outputs
            self._session = session.Session(self.page, self._watchdog(), own, offered, pictures=update)
        for step in self._short():
            if step is item.step:
                break
            left_out = step.skip or (step.registry and not item.step.registry)
            if step.name not in self._ran and not left_out:
                self._execute(step)
        self._execute(item.step, compare=not self.config.option.update_outputs)

    def _stop_after_failure(self, step: Step) -> None:
        if self._failed:
            raise session.StepFailure(
                f"{self.page.place}:{step.line}: not run: the step on line {self._failed.line} failed."
            )

    def _execute(self, step: Step, compare: bool | None = None) -> None:
        """Run one step; `compare` None: it was not chosen, so only its effects matter."""
        self._ran.add(step.name)
        try:
            assert self._session, "run() opens it"
            outcome = self._session.run(step)
            if compare is None:
                return
            sentence = recordable(step, outcome, self.page)
            if compare and not sentence:
                sentence = difference(step, outcome, self.page)
            if sentence:
                raise session.StepFailure(f"{self.page.place}:{step.line}: {sentence}")
        except BaseException:
            self._failed, self._results[step.name] = step, None
            raise
        if compare:
            self._otherwise += otherwise(step, outcome, self.page)
        self._fresh[step.name] = outcome
        self._results[step.name] = ledger.stamp(outcome.seconds, outcome.cpu)

    def _watchdog(self) -> Watchdog:
        if WATCHDOG not in self.config.stash:
            capture = self.config.pluginmanager.getplugin("capturemanager")
            with capture.global_and_fixture_disabled():  # it inherits the real stderr
                self.config.stash[WATCHDOG] = Watchdog()
        return self.config.stash[WATCHDOG]

    def finish(self) -> dict:
        """The page's last chosen step is done: write what is to be recorded, say what passed."""
        if self._session:
            self._session.close()
            self._session = None
        if self.config.option.update_outputs and not self._failed:
            self._update()
        return {
            "root": str(self.page.root),
            "slug": self.page.slug,
            "digest": self.page.digest(),
            "steps": self._results,
            "otherwise": self._otherwise,
        }

    def _update(self) -> None:
        recorded, texts, kept = sections(self.page.record), {}, set()
        for step in self.page.steps:
            outcome, path = self._fresh.get(step.name), self.page.figure(step)
            if outcome is None:
                if step.name in recorded:
                    texts[step.name] = recorded[step.name]
                kept.add(path.stem)
                continue
            if outcome.printed:
                texts[step.name] = outcome.printed
            if outcome.drawn:
                kept.add(path.stem)
                compare_figure.save(path, outcome.drawn[0], *outcome.pictures[0])
        if texts:
            files.write(self.page.record, records.render(texts))
        else:
            self.page.record.unlink(missing_ok=True)
        folder = self.page.root / "snippets" / self.page.slug
        phones = folder / compare_figure.NARROW
        for path in [*folder.glob("*.svg"), *folder.glob("*.json"), *phones.glob("*.svg")]:
            if path.stem not in kept:
                path.unlink()


def recordable(step: Step, outcome: session.Outcome, page: Page) -> str | None:
    """A sentence about what a step did that its page does not show, or the reverse."""
    if len(outcome.drawn) > 1:
        return f"draws {len(outcome.drawn)} figures; a step draws one."
    if outcome.printed and not step.shows_output:
        return (
            "prints what the page does not show; add an expected-output fence with "
            f'--8<-- "{page.slug}.txt:{step.name}".\n\n{outcome.printed}'
        )
    if step.shows_output and not outcome.printed:
        return "prints nothing, but the page shows an output for it."
    source = f"{Path(page.slug).name}/{step.name}.svg"
    shown = any(src == source for _, _, src in page.images)
    if outcome.drawn and not shown:
        return f"draws a figure that the page does not show; add ![…]({source})."
    if shown and not outcome.drawn:
        return f"draws nothing, but the page shows {source}."
    return None


def difference(step: Step, outcome: session.Outcome, page: Page) -> str | None:
    """A sentence about the first difference between what a step did and its record, or None."""
    if step.shows_output:
        recorded = sections(page.record).get(step.name)
        if recorded is None:
            return "its output is not recorded yet; run pytest with --update-outputs."
        printed, _ = conclusions.forgive(outcome.printed, recorded, counted.weaker(page))
        if said := compare_text.difference(printed, recorded, step.tolerance, step.varies):
            return f"{said}\n\nprinted:\n{outcome.printed}\n\nrecorded:\n{recorded}"
    if outcome.drawn:
        return compare_figure.difference(outcome.drawn[0], page.figure(step), step.tolerance)
    return None


def otherwise(step: Step, outcome: session.Outcome, page: Page) -> list[str]:
    """Sentences about conclusions that came out otherwise here, as they did in some of the counted worlds."""
    recorded = sections(page.record).get(step.name, "")
    _, labels = conclusions.forgive(outcome.printed, recorded, counted.weaker(page))
    counts = counted.load(page).get("conclusions", {})
    return [
        f"{page.place}:{step.line}: '{label}' is not {counts[label]['answer']} here; "
        f"it was in {counts[label]['held']} of {counts[label]['of']} worlds."
        for label in labels
    ]


class StepItem(TestBlock):
    """One step of a page."""

    step: Step

    def setup(self):
        for version in self.step.pythons:
            if not interpreters.interpreter(version):
                pytest.skip(f"Python {version} is not installed here")
        if self.step.language == "bash" and not interpreters.bash():
            pytest.skip("there is no bash here (on Windows, Git brings one)")

    def runtest(self):
        self.parent.run(self)

    def repr_failure(self, excinfo):
        if isinstance(excinfo.value, session.StepFailure):
            return str(excinfo.value)
        return pytest.Item.repr_failure(self, excinfo)

    def reportinfo(self):
        return self.path, self.step.line - 1, f"{self.parent.page.place}:{self.step.line}"


class PageItem(pytest.Item):
    """What a page must satisfy without running."""

    parent: PageFile

    def runtest(self):
        page = self.parent.page
        if problems := check.page(guide(self.config, page.root), page.slug):
            pytest.fail("\n".join(problems), pytrace=False)

    def reportinfo(self):
        return self.path, 0, f"{self.parent.page.place}"


class NotebookFile(pytest.File):
    """A notebook in the source language: its cells run in a kernel of their own, for every language."""

    def collect(self):
        yield NotebookItem.from_parent(self, name="cells")


class NotebookItem(pytest.Item):
    """A notebook's outputs, run anew."""

    def runtest(self):
        root = root_of(self.path)
        whole = guide(self.config, root)
        slug = self.path.relative_to(root / "docs" / whole.source).with_suffix("").as_posix()
        start, cpu = time.perf_counter(), session.cpu()
        problems = kernel.verify(root, slug, whole.languages, self.config.option.update_outputs)
        stamp = None if problems else ledger.stamp(time.perf_counter() - start, session.cpu() - cpu)
        work = ledger.notebook_work(slug, notebook.read(root, slug, whole.source))
        result = {"root": str(root), "slug": slug, "digest": work.digest, "steps": {"cells": stamp}}
        self.user_properties.append((PROPERTY, result))
        if problems:
            pytest.fail("\n".join(problems), pytrace=False)

    def reportinfo(self):
        return self.path, 0, self.path.name
