"""Small pages run by pytest: what passes, what fails, and with which sentence."""

import json
import os
import sys
import time

import pytest
from threadpoolctl import threadpool_info

from gipi.pages.page import Page
from gipi.runs import session
from small import step


def record(guide, *args):
    result = guide.test("docs/ko", "--update-outputs", *args)
    result.assert_outcomes(**outcome(result))
    return result


def outcome(result) -> dict:
    return {name: count for name, count in result.parseoutcomes().items() if name in ("passed", "skipped")}


def text(result) -> str:
    return result.stdout.str()


def test_steps_share_one_main(running):
    running.snippet(
        "a.py",
        start="""
            import pickle

            class Box:
                pass

            def double(x):
                return 2 * x

            print(__name__, pickle.loads(pickle.dumps(Box())).__class__.__name__)
        """,
        inspect="""
            import inspect
            import linecache

            # What AutoGraph does before it reads a function's source.
            linecache.updatecache(double.__code__.co_filename, globals())
            if __name__ == "__main__":
                print(inspect.getsource(double).splitlines()[1].strip())
        """,
    )
    running.steps("start", "inspect")
    record(running)
    assert running.read("snippets/a.txt") == (
        "--8<-- [start:start]\n__main__ Box\n--8<-- [end:start]\n\n"
        "--8<-- [start:inspect]\nreturn 2 * x\n--8<-- [end:inspect]\n"
    )
    running.test("docs/ko").assert_outcomes(passed=3)


def test_a_page_runs_in_an_empty_folder_and_leaves_nothing(running):
    running.snippet("a.py", write="open('x', 'w').close()\nimport os\nos.environ['GIPI_LEFT'] = '1'")
    running.snippet("b.py", look="import os\nprint(os.listdir('.'), 'GIPI_LEFT' in os.environ)")
    running.steps("write", shown=False)
    running.page(step("look", "b"), "b")
    before = os.getcwd()
    record(running)
    assert "[] False" in running.read("snippets/b.txt")
    assert os.getcwd() == before


def test_a_session_that_cannot_begin_leaves_nothing_changed(guide, monkeypatch):
    """Such as where matplotlib is broken."""
    guide.snippet("a.py", say="print(1)")
    guide.steps("say")
    page = Page(guide.root, guide.root / "docs/ko/a.md")

    def state():
        return os.getcwd(), dict(os.environ), list(sys.path), sys.argv, sys.modules["__main__"]

    def fail(*_):
        raise ImportError("matplotlib is broken")

    before = state()
    monkeypatch.setattr(session.Session, "_reset", fail)
    with pytest.raises(ImportError, match="is broken"):
        session.Session(page)
    assert state() == before
    monkeypatch.undo()
    session.Session(page).close()
    assert state() == before


def test_all_that_is_printed_counts(running):
    running.snippet(
        "a.py",
        say="""
            import os, subprocess, sys, warnings
            print("python")
            os.write(1, b"native\\n")
            subprocess.run([sys.executable, "-c", "print('child')"], check=True)
            print("not shown", file=sys.stderr)
        """,
        warn="""
            warnings.warn("careful")
            print("end")
        """,
    )
    running.page(step("say") + "\n" + step("warn", before="<!-- pytest-codeblocks:show-stderr -->\n"))
    record(running)
    recorded = running.read("snippets/a.txt")
    assert "python\nnative\nchild\n--8<--" in recorded
    assert 'a.py:10: UserWarning: careful\n  warnings.warn("careful")\nend' in recorded


def test_what_differs_fails_with_page_and_line(running):
    running.snippet("a.py", say="print('loss', 0.5)", rest="print(1)")
    running.steps("say", "rest")
    record(running)
    running.snippet("a.py", say="print('loss', 0.9)", rest="print(1)")
    result = running.test("docs/ko")
    result.assert_outcomes(failed=2, passed=1)
    assert "docs/ko/a.md:9: line 1 of the output: printed 'loss 0.9', recorded 'loss 0.5'." in text(result)
    assert "docs/ko/a.md:20: not run: the step on line 9 failed." in text(result)


def test_an_error_shows_the_readers_own_line(running):
    running.snippet("a.py", fine="x = 1", divide="y = 0\nprint(x / y)")
    running.steps("fine", "divide", shown=False)
    result = running.test("docs/ko")
    assert "docs/ko/a.md:14: ZeroDivisionError: division by zero" in text(result)
    assert 'File "a.py", line 7, in <module>' in text(result)
    assert "gipi/runs/session.py" not in text(result)


@pytest.mark.parametrize(
    ("code", "shown", "says"),
    [
        ("print(1)", False, "docs/ko/a.md:9: prints what the page does not show"),
        ("x = 1", True, "docs/ko/a.md:9: prints nothing, but the page shows an output for it."),
        ("import sys\nsys.exit(0)", False, "docs/ko/a.md:9: SystemExit: 0"),
        ("def f(:", False, "docs/ko/a.md:9: File"),
    ],
)
def test_a_step_and_its_page_disagree(running, code, shown, says):
    running.snippet("a.py", say=code)
    running.steps("say", shown=shown)
    result = running.test("docs/ko", "--update-outputs")
    assert says in text(result)
    assert not (running.root / "snippets/a.txt").exists()


def test_an_output_that_no_one_recorded(running):
    running.snippet("a.py", say="print(1)")
    running.steps("say")
    assert "docs/ko/a.md:9: its output is not recorded yet" in text(running.test("docs/ko"))


def test_a_record_that_no_step_produces(running):
    running.snippet("a.py", say="print(1)")
    running.steps("say")
    record(running)
    running.write("snippets/a.txt", running.read("snippets/a.txt").replace(":say]", ":old]"))
    result = running.test("docs/ko")
    assert "snippets/a.txt: the output 'old' belongs to no step of docs/ko/a.md." in text(result)


def test_an_expected_error(running):
    running.snippet("a.py", fail="int('x')", after="print('goes on')")
    before = "<!-- pytest-codeblocks:expect-error ValueError -->\n"
    running.page(step("fail", before=before) + "\n" + step("after"))
    record(running)
    assert "ValueError: invalid literal for int() with base 10: 'x'" in running.read("snippets/a.txt")
    running.snippet("a.py", fail="int('1')", after="print('goes on')")
    result = running.test("docs/ko")
    assert "docs/ko/a.md:10: should have raised ValueError, but ran to its end." in text(result)
    running.snippet("a.py", fail="[][0]", after="print('goes on')")
    assert "docs/ko/a.md:10: IndexError: list index out of range" in text(running.test("docs/ko"))


def test_a_tolerance_and_what_varies(running):
    running.snippet("a.py", say="print('loss 0.50 in 3 s')")
    before = (
        "<!-- pytest-codeblocks:tolerance 0.2: chance -->\n<!-- pytest-codeblocks:varies /\\d+ s$/: a clock -->\n"
    )
    running.page(step("say", before=before))
    record(running)
    running.snippet("a.py", say="print('loss 0.55 in 9 s')")
    running.test("docs/ko").assert_outcomes(passed=2)
    running.snippet("a.py", say="print('loss 0.65 in 9 s')")
    running.test("docs/ko").assert_outcomes(passed=1, failed=1)


def test_bash(running):
    running.snippet("a.sh", write="echo one > file", read="cat file")
    running.page(step("write", language="bash", shown=False) + "\n" + step("read", language="bash"))
    record(running)
    assert "one" in running.read("snippets/a.txt")
    running.test("docs/ko").assert_outcomes(passed=3)


def test_bash_stops_at_the_first_failure(running):
    running.snippet("a.sh", fail="echo before\necho why >&2\nfalse | cat\necho never")
    running.page(step("fail", language="bash"))
    result = text(running.test("docs/ko", "--update-outputs"))
    assert "docs/ko/a.md:9: ended with exit status 1." in result
    assert "false | cat" in result and "why" in result and "before" in result


def test_bash_that_is_expected_to_fail(running):
    running.snippet("a.sh", fail="echo out\necho first >&2\necho last >&2\nexit 3")
    running.page(step("fail", language="bash", before="<!-- pytest-codeblocks:expect-error 3 -->\n"))
    record(running)
    assert "out\nlast\n--8<--" in running.read("snippets/a.txt")
    running.snippet("a.sh", fail="echo out")
    result = text(running.test("docs/ko"))
    assert "docs/ko/a.md:10: ended with exit status 0 (expected was 3)." in result


@pytest.mark.parametrize("language", ["python", "bash"])
def test_a_step_is_stopped_at_its_limit(running, language):
    code = "import time\ntime.sleep(30)" if language == "python" else "sleep 30"
    running.snippet("a.py" if language == "python" else "a.sh", wait=code)
    before = "<!-- pytest-codeblocks:timeout 0.5: this is a test -->\n"
    running.page(step("wait", language=language, shown=False, before=before))
    start = time.monotonic()
    result = text(running.test("docs/ko"))
    assert "docs/ko/a.md:10: stopped after 0.5 s." in result
    assert time.monotonic() - start < 10


def test_native_code_is_stopped_too(running):
    # A loop in C that holds the interpreter's lock: no Python signal handler runs.
    hurry = "from gipi.runs import session\nsession.GRACE = 1\n"
    running.write("conftest.py", running.read("conftest.py") + hurry)
    running.snippet("a.py", wait="sum(range(10**12))")
    running.page(step("wait", shown=False, before="<!-- pytest-codeblocks:timeout 0.5: a test -->\n"))
    start = time.monotonic()
    result = running.spawn("docs/ko")
    assert result.ret != 0
    assert "docs/ko/a.md:10: stopped: the step ran for more than 1.5 s in native code." in (
        result.stdout.str() + result.stderr.str()
    )
    assert time.monotonic() - start < 50


@pytest.mark.parametrize("workers", [(), ("-n", "2", "--max-worker-restart=0")], ids=["alone", "workers"])
def test_a_page_that_kills_its_process(running, workers):
    running.snippet("a.py", say="print(1)")
    running.steps("say")
    record(running)
    before = running.read("snippets/a.txt"), running.read(".gipi/record.json")
    running.snippet("a.py", say="import os\nos._exit(0)")
    start = time.monotonic()
    result = running.spawn("docs/ko", "--update-outputs", *workers)
    shown = result.stdout.str() + result.stderr.str()
    assert result.ret != 0
    assert "docs/ko/a.md:9: this step ended the Python process" in shown
    assert time.monotonic() - start < 60
    assert (running.read("snippets/a.txt"), running.read(".gipi/record.json")) == before


def test_one_step_runs_those_before_it(running):
    running.snippet("a.py", make="x = 20", double="x *= 2", show="print(x)")
    running.page(step("make", shown=False) + "\n" + step("double", shown=False) + "\n" + step("show"))
    record(running)
    running.test("docs/ko/a.md::line 17").assert_outcomes(passed=1)


def test_update_writes_only_what_ran(running):
    running.snippet("a.py", one="print('one')", two="print('two')")
    running.steps("one", "two")
    record(running)
    running.snippet("a.py", one="print('eins')", two="print('zwei')")
    running.test("docs/ko/a.md::line 20", "--update-outputs").assert_outcomes(passed=1)
    assert "one" in running.read("snippets/a.txt") and "zwei" in running.read("snippets/a.txt")


def test_update_writes_nothing_when_a_step_failed(running):
    running.snippet("a.py", one="print('one')", two="print('two')")
    running.steps("one", "two")
    record(running)
    before = running.read("snippets/a.txt")
    running.snippet("a.py", one="print('eins')", two="raise OSError")
    running.test("docs/ko", "--update-outputs").assert_outcomes(passed=2, failed=1)
    assert running.read("snippets/a.txt") == before


def test_update_refuses_a_part_that_would_orphan_a_record(running):
    running.snippet("a.py", one="print('one')", two="print('two')")
    running.steps("one", "two")
    record(running)
    running.snippet("a.py", one="print('one')", zwei="print('two')")
    running.steps("one", "zwei")
    result = running.test("docs/ko/a.md::line 9", "--update-outputs")
    assert result.ret != 0
    assert "docs/ko/a.md: the record holds 'two', which is no step of the page any more" in (
        text(result) + result.stderr.str()
    )
    record(running)
    assert "[start:two]" not in running.read("snippets/a.txt")


def test_a_skip_and_its_reason(running):
    running.snippet("a.py", never="raise OSError", say="print(1)")
    before = '<!-- pytest.mark.skip(reason="needs Windows") -->\n'
    running.page(step("never", shown=False, before=before) + "\n" + step("say"))
    result = running.test("docs/ko", "--update-outputs", "-rs")
    result.assert_outcomes(passed=2, skipped=1)
    assert "needs Windows" in text(result)


@pytest.mark.parametrize("mark", ["xfail", 'skipif(True, reason="later")', "flaky(reruns=9)"])
def test_no_mark_makes_a_failing_step_green(running, mark):
    running.snippet("a.py", fail="raise OSError")
    running.page(step("fail", shown=False, before=f"<!-- pytest.mark.{mark} -->\n"))
    result = running.test("docs/ko")
    assert result.ret != 0
    assert f"docs/ko/a.md:9: 'pytest.mark.{mark}' is not used here" in text(result)


def test_registry_steps_run_only_when_asked(running):
    running.snippet("a.py", ask="print('asked')", say="print(1)")
    running.page(step("ask", before="<!-- pytest.mark.registry -->\n") + "\n" + step("say"))
    running.test("docs/ko", "--update-outputs").assert_outcomes(passed=2, deselected=1)
    running.test("docs/ko", "-m", "not browser").assert_outcomes(passed=2, deselected=1)
    running.test("docs/ko", "-m", "registry", "--update-outputs").assert_outcomes(passed=1, deselected=2)
    steps = json.loads(running.read(".gipi/record.json"))["a"]["steps"]
    assert set(steps) == {"ask"}  # what it printed belongs to the page's digest: the rest is to run anew
    running.test("docs/ko").assert_outcomes(passed=2, deselected=1)
    assert set(json.loads(running.read(".gipi/record.json"))["a"]["steps"]) == {"ask", "say"}


def test_an_interpreter_that_is_missing(running):
    running.snippet("a.sh", old="python2.1 -c 'print 1'")
    running.page(step("old", language="bash", before='<!-- pytest.mark.python("2.1") -->\n'))
    result = running.test("docs/ko", "-rs")
    assert "Python 2.1 is not installed here" in text(result)


def test_only_the_run_itself_writes_its_record(running):
    """A test of a guide may run pytest on another guide; that run's end is not this run's."""
    running.snippet("a.py", say="print(1)")
    running.steps("say")
    record(running)
    (running.root / ".gipi/record.json").unlink()
    running.write("other/test_empty.py", "def test(): pass\n")
    running.write(
        "tests/test_inside.py",
        "import pathlib, pytest\n"
        "def test_inside():\n"
        "    root = pathlib.Path(__file__).parent.parent\n"
        "    assert pytest.main(['-q', '-p', 'no:cacheprovider', str(root / 'other')]) == 0\n"
        "    assert not (root / '.gipi/record.json').exists()\n",
    )
    running.test("docs/ko", "tests").assert_outcomes(passed=3)
    assert set(json.loads(running.read(".gipi/record.json"))) == {"a"}


def test_a_damaged_record_is_said_at_the_end_of_a_run(running):
    running.snippet("a.py", say="print(1)")
    running.steps("say")
    record(running)
    running.write(".gipi/record.json", "{")
    result = running.test("docs/ko")
    result.assert_outcomes(passed=2)
    assert ".gipi/record.json is damaged: " in text(result) and "the record starts anew" in text(result)


def test_the_record_forgets_a_step_that_fails(running):
    running.snippet("a.py", say="print(1)")
    running.steps("say")
    record(running)
    running.write("snippets/a.txt", running.read("snippets/a.txt").replace("\n1\n", "\n2\n"))
    running.test("docs/ko").assert_outcomes(passed=1, failed=1)
    assert json.loads(running.read(".gipi/record.json"))["a"]["steps"] == {}


def test_bad_input_is_a_collection_error_with_its_place(running):
    running.page("```pyhton\nx\n```")
    result = running.test("docs/ko")
    assert result.ret != 0
    assert "docs/ko/a.md:9: unknown fence language 'pyhton'" in text(result)
    assert "Traceback" not in text(result)


def test_tensorflow_that_is_missing(running):
    # Not by importing it: pytester forgets what a nested run imports, and a second import crashes.
    running.snippet("a.py", start="raise ModuleNotFoundError(\"No module named 'tensorflow'\")")
    running.steps("start", shown=False)
    assert "python -m pip install -r requirements.txt" in text(running.test("docs/ko"))


def test_warnings_that_appear_once_appear_on_every_page(running):
    code = "import warnings\nfor i in range(2):\n    warnings.warn('once')"
    for slug in "ab":
        running.snippet(f"{slug}.py", warn=code)
        running.page(step("warn", slug, before="<!-- pytest-codeblocks:show-stderr -->\n"), slug)
    record(running)
    assert running.read("snippets/a.txt").count("UserWarning: once") == 1
    assert running.read("snippets/b.txt").count("UserWarning: once") == 1


def test_no_page_lives_on_the_seed_of_the_page_before(running):
    running.snippet("a.py", seed="import random\nrandom.seed(0)")
    running.snippet("b.py", draw="import random\nprint(random.random())")
    running.steps("seed", shown=False)
    running.page(step("draw", "b"), "b")
    record(running)
    running.test("docs/ko").assert_outcomes(passed=3, failed=1)


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="this system cannot keep a process to a core")
def test_a_page_keeps_to_its_cores_only_while_it_runs_tensorflow(guide):
    guide.snippet("a.py", say="x = 1")
    guide.snippet("b.py", say="import keras_is_not_meant\nfrom keras import x")
    for slug in "ab":
        guide.steps("say", slug=slug, shown=False)
    before = os.sched_getaffinity(0)
    one = {min(before)}
    seen = {}
    for slug in "ab":
        running = session.Session(Page(guide.root, guide.root / f"docs/ko/{slug}.md"), cores=one)
        seen[slug] = os.sched_getaffinity(0)
        running.close()
        assert os.sched_getaffinity(0) == before
    assert seen == {"a": before, "b": one}


def test_a_page_computes_with_one_thread_of_numpys(guide):
    """Two wait for each other by spinning: on a busy machine a page took ninety times as long."""
    guide.snippet("a.py", say="x = 1")
    guide.steps("say", shown=False)

    def threads() -> list[int]:
        return [pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"]

    before = threads()
    running = session.Session(Page(guide.root, guide.root / "docs/ko/a.md"))
    assert {*threads()} <= {1} and os.environ["OPENBLAS_NUM_THREADS"] == "1"
    running.close()
    assert threads() == before


def test_in_parallel_a_page_stays_on_one_worker(running):
    for slug in "abcd":
        running.snippet(f"{slug}.py", one="import os\nx = os.getpid()", two="print(x == os.getpid())")
        running.page(step("one", slug, shown=False) + "\n" + step("two", slug), slug)
    result = running.spawn("docs/ko", "-n", "2", "--update-outputs")
    result.assert_outcomes(passed=12)
    running.spawn("docs/ko", "-n", "2").assert_outcomes(passed=12)
    assert set(json.loads(running.read(".gipi/record.json"))) == set("abcd")
