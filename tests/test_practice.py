"""The exercises: as given a check helps, right answers pass, and typical wrong answers are named."""

import ast
import contextlib
import hashlib
import io
import json
import multiprocessing
import re
import time

import pytest

from gipi.machine.files import write
from gipi.pages import export, notebook
from gipi.pages.includes import sections
from gipi.pages.page import Page
from gipi.runs.session import ENVIRONMENT
from small import ROOT

WRONG = ROOT / "tests" / "practice"  # by exercise: answers, each with what the check must say of it
SLUGS = sorted(
    path.stem for path in (ROOT / "snippets" / "practice").glob("*.py") if "task" in sections(path)
)  # a page without a task is no exercise
# {exercise: the digest with which all its answers were last tried}, written by -m exhaustive --update-outputs
TRIED = ROOT / "tests" / "exercises.json"
LIGHT = ["count-parameters", "find-the-leak", "gradient-by-hand"]  # train nothing
SECONDS = 5  # of the CPU that an answer may take
PATIENCE = 120  # seconds of the clock, after which something waits for ever


def answers(slug: str) -> dict[str, tuple[str, str]]:
    """{name: (code in place of the task, what the check must say)}; as given, solved, wrong, and right."""
    parts = sections(ROOT / "snippets" / "practice" / f"{slug}.py")
    found = {"as given": ("", ""), "solved": (parts["solution"], "Solved: ")}
    for name, code in sections(WRONG / f"{slug}.py").items():
        said = re.match(r"# says: (.+)\n", code)
        assert said, f"tests/practice/{slug}.py: '{name}' does not begin with '# says: …'"
        found[name] = (code, said[1])
    return found


def digest(slug: str) -> str:
    """What decides how an exercise's check answers: its code and the answers."""
    files = [ROOT / "snippets" / "practice" / f"{slug}.py", WRONG / f"{slug}.py"]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def tried() -> dict[str, str]:
    return json.loads(TRIED.read_text(encoding="utf-8"))


def often() -> list[str]:
    """The exercises tried in every run: those that train nothing, and those not yet tried as they are."""
    noted = tried()
    return [slug for slug in SLUGS if slug in LIGHT or noted.get(slug) != digest(slug)]


def one_of_each(slug: str) -> list[str]:
    """Enough answers for all that the check is to say, in their order; -m exhaustive tries the others, too."""
    names: dict[str, str] = {}
    for name, (_, wanted) in answers(slug).items():
        names.setdefault(wanted, name)
    return [name for name in answers(slug) if name in ("as given", "solved", *names.values())]


def run(slug: str, every: bool, pipe) -> None:
    """Send what the check says of each answer, and the seconds of the CPU that it took."""
    path = ROOT / "snippets" / "practice" / f"{slug}.py"
    parts = sections(path)
    call = parts["check"].rstrip().rpartition("\n")[2]
    shared: dict = {"__name__": "__main__"}
    with contextlib.redirect_stdout(io.StringIO()):
        exec(compile(parts["make"], path.name, "exec"), shared)
    tried = answers(slug) if every else one_of_each(slug)
    for name in tried:
        code, _ = answers(slug)[name]
        own, printed, start = dict(shared), io.StringIO(), time.process_time()
        with contextlib.redirect_stdout(printed):
            for part in (
                parts["task"],
                parts["check"].rpartition("\n")[0],
                *([] if name == "solved" else [code, call]),
            ):
                exec(compile(part, path.name, "exec"), own)
            if name == "solved":
                exec(compile(code, path.name, "exec"), own)
        pipe.send((name, printed.getvalue(), time.process_time() - start))
    pipe.close()


@pytest.fixture(scope="module")
def checked(tmp_path_factory):
    """`checked(slug, every)` is what an exercise's check says of the answers: {name: (text, seconds)}.

    TensorFlow is imported once, by a server that has run nothing; each exercise begins as a copy of it.
    A copy of this process would wait for ever once one of its pages has computed with TensorFlow.
    """
    known: dict[tuple[str, bool], dict] = {}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in ENVIRONMENT.items():
            patch.setenv(name, value)
        copies = multiprocessing.get_context("forkserver")
        copies.set_forkserver_preload(["keras", "sklearn.datasets"])

        def checking(slug: str, every: bool) -> dict[str, tuple[str, float]]:
            said = known.get((slug, every), {})
            if not said:
                here, there = copies.Pipe(duplex=False)
                child = copies.Process(target=run, args=(slug, every, there))
                child.start()
                there.close()
                with contextlib.suppress(EOFError):
                    while here.poll(PATIENCE):
                        name, text, seconds = here.recv()
                        said[name] = (text, seconds)
                child.join(PATIENCE)
                child.kill()
                assert child.exitcode == 0, f"{slug}: stopped after {[*said]}"
                known[slug, every] = said
            return said

        yield checking


def test_there_are_eight_exercises_with_three_wrong_answers_each():
    assert len(SLUGS) == 8 and sorted(path.stem for path in WRONG.glob("*.py")) == SLUGS
    for slug in SLUGS:
        assert sum(not said.startswith("Solved") for _, said in answers(slug).values()) >= 1 + 3, slug


TRIALS = pytest.mark.parametrize(
    ("slug", "every"),
    [
        *((slug, False) for slug in often()),
        *(pytest.param(slug, True, marks=pytest.mark.exhaustive) for slug in SLUGS),
    ],
)


@TRIALS
def test_the_check_says_what_is_wrong(checked, slug, every, pytestconfig):
    said = checked(slug, every)
    assert not said["as given"][0].startswith("Solved") and len(said["as given"][0]) > 20
    assert len(said) >= 2 + 3
    wrong = {}
    for name, (text, _) in said.items():
        wanted = answers(slug)[name][1]
        if wanted not in text or ("Solved" in text) != wanted.startswith("Solved"):
            wrong[name] = (wanted, text)
    assert wrong == {}
    if every and pytestconfig.option.update_outputs:
        write(TRIED, json.dumps(tried() | {slug: digest(slug)}, indent=1, sort_keys=True) + "\n")


@TRIALS
def test_an_answer_takes_five_seconds_of_the_cpu_at_most(checked, slug, every):
    assert {name: seconds for name, (_, seconds) in checked(slug, every).items() if seconds > SECONDS} == {}


def sentences(code: str) -> set[str]:
    """What a check can say, with … for what it fills in."""
    texts = []
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, (ast.Return, ast.Dict)):
            texts += [node.value] if isinstance(node, ast.Return) else node.values
    said = set()
    for text in texts:
        for one in text.args[1:] if isinstance(text, ast.Call) else [text]:
            if isinstance(one, ast.JoinedStr):
                said.add("".join(part.value if isinstance(part, ast.Constant) else "…" for part in one.values))
            elif isinstance(one, ast.Constant) and isinstance(one.value, str):
                said.add(one.value)
    return {one for one in said if one.endswith(".") or one.startswith("…:") or "?" in one}


@pytest.mark.parametrize("slug", SLUGS)
def test_the_korean_page_says_what_each_sentence_means(slug):
    page = (ROOT / "docs" / "ko" / "practice" / f"{slug}.md").read_text(encoding="utf-8")
    explained = set(re.findall(r"^    \| `(.+?)` \| \S", page, re.MULTILINE))
    said = sentences(sections(ROOT / "snippets" / "practice" / f"{slug}.py")["check"])
    if slug == "count-parameters":  # one sentence with two ends
        said = said - {"… is too …."} | {"… is too few.", "… is too many."}
    assert explained == said


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("slug", SLUGS)
def test_the_notebook_is_to_be_solved(slug, language):
    """It ends with the check, and says where the solution is."""
    page = Page(ROOT, ROOT / "docs" / language / "practice" / f"{slug}.md")
    book = export.export(page, "https://x.test/")
    last = notebook.code(book)[-1]
    assert last.id == "check" and last.metadata.jupyter.source_hidden, "who opens it does not see the answer"
    assert f"https://x.test/practice/{slug}/#solution" in book.cells[-1].source
    _, script = export.script(page, "https://x.test/")
    code = sections(ROOT / "snippets" / "practice" / f"{slug}.py")["solution"]
    assert code not in script
    assert re.search(r"\*\*\d+(분| minutes)[,;]", page.path.read_text(encoding="utf-8")), "how long it takes"
