"""A page taken apart, and what it says where it is wrong."""

import pytest

from gipi.pages.page import Page, PageError
from small import step


def load(guide, slug="a"):
    return Page(guide.root, guide.root / "docs" / "ko" / f"{slug}.md")


def fault(guide) -> str:
    with pytest.raises(PageError) as raised:
        page = load(guide)
        _ = page.lines, page.meta, page.steps
    return str(raised.value)


@pytest.mark.parametrize(
    "fence",
    [
        "```python",
        '```python title="a.py"',
        '```python hl_lines="1"',
        "```{.python .annotate}",
        '```{ .python title="a.py" }',
        "~~~python",
        "````python",
    ],
)
def test_every_way_to_write_a_fence_is_a_step(guide, fence):
    guide.snippet("a.py", say="print(1)")
    close = "~~~" if fence.startswith("~") else "````" if fence.startswith("````") else "```"
    guide.page(f'{fence}\n--8<-- "a.py:say"\n{close}')
    assert [(one.language, one.name, one.code, one.line) for one in load(guide).steps] == [
        ("python", "say", "print(1)\n", 9)
    ]


def test_fences_in_tabs_and_admonitions_are_steps(guide):
    guide.snippet("a.py", say="for i in range(2):\n    print(i)")
    guide.page('=== "Tab"\n\n    !!! note\n\n        ```python\n        --8<-- "a.py:say"\n        ```')
    (one,) = load(guide).steps
    assert one.code == "for i in range(2):\n    print(i)\n"
    assert one.first == 2


def test_directives(guide):
    guide.snippet("a.py", say="print(1)")
    before = (
        "<!-- pytest-codeblocks:expect-error ValueError -->\n"
        "<!-- pytest-codeblocks:show-stderr -->\n"
        "<!-- pytest-codeblocks:tolerance 0.1: chance -->\n"
        "<!-- pytest-codeblocks:varies /a: \\d+/: a clock -->\n"
        "<!-- pytest-codeblocks:timeout 120: it is slow -->\n"
        "<!-- pytest.mark.registry -->\n\n"
    )
    guide.page(step("say", before=before))
    (one,) = load(guide).steps
    assert (one.error, one.stderr, one.tolerance, one.varies, one.timeout) == (
        "ValueError",
        True,
        0.1,
        [r"a: \d+"],
        120,
    )
    assert one.registry and one.shows_output
    assert dict(one.reasons)["tolerance 0.1"] == "chance"


BAD = {
    "unknown language": (
        "```pyhton\nx\n```",
        "docs/ko/a.md:9: unknown fence language 'pyhton' (python, bash run;",
    ),
    "no language": ("```\nx\n```", "docs/ko/a.md:9: the code fence has no language"),
    "never closed": ("```text\nx", "docs/ko/a.md:9: the code fence is never closed."),
    "typed code": ("```python\nprint(1)\n```", "a python fence shows one section of its page's file"),
    "missing file": ('```python\n--8<-- "a.py:say"\n```', "docs/ko/a.md:9: snippets/a.py does not exist."),
    "foreign file": ('```python\n--8<-- "b.py:say"\n```', "shows one section of its page's file"),
    "unknown directive": (
        "<!-- pytest-codeblocks:expect-outptu -->",
        'docs/ko/a.md:9: Unknown pytest-codeblocks keyword "expect-outptu".',
    ),
    "dangling directive": (
        "<!-- pytest-codeblocks:timeout 9: slow -->",
        "docs/ko/a.md:9: no fence follows the directive 'timeout 9: slow'.",
    ),
    "cont": ("<!-- pytest-codeblocks:cont -->", "docs/ko/a.md:9: 'cont' is not used here"),
    "output of nothing": ("<!-- pytest-codeblocks:expected-output -->", "no previous code block"),
}


@pytest.mark.parametrize(("body", "says"), BAD.values(), ids=BAD)
def test_bad_page(guide, body, says):
    guide.page(body)
    assert says in fault(guide)


BAD_STEPS = {
    "missing section": (step("sya"), "docs/ko/a.md:9: snippets/a.py has no section 'sya'."),
    "typed output": (
        step("say", shown=False) + "\n<!-- pytest-codeblocks:expected-output -->\n\n```text\n1\n```\n",
        'the output of this step is shown by --8<-- "a.txt:say", never typed by hand.',
    ),
    "no reason": (step("say", before="<!-- pytest-codeblocks:tolerance 0.1 -->\n"), "needs a reason"),
    "no number": (step("say", before="<!-- pytest-codeblocks:timeout long: slow -->\n"), "needs a number"),
    "no value": (step("say", before="<!-- pytest-codeblocks:expect-error -->\n"), "lacks its value"),
    "bad pattern": (
        step("say", before="<!-- pytest-codeblocks:varies /(/: why -->\n"),
        "not a regular expression",
    ),
    "skip without reason": (step("say", before="<!-- pytest.mark.skip -->\n"), "a skip needs its reason"),
    "importorskip": (step("say", before="<!-- pytest-codeblocks:importorskip(x) -->\n"), "would hide a step"),
    "expect-exception": (
        step("say", before="<!-- pytest-codeblocks:expect-exception -->\n"),
        "docs/ko/a.md:9: 'expect-exception' is not used here",
    ),
    "shown twice": (step("say") + "\n" + step("say"), "section 'say' is shown more than once."),
}


# What pytest knows and a page must not: it would hide a failure, or run while the page is only read.
BAD_MARKS = {
    "pytest.mark.xfail": "'pytest.mark.xfail' is not used here: the marks are skip(reason=\"…\"), registry and",
    'pytest.mark.skipif(True, reason="later")': "is not used here",
    "pytest.mark.usefixtures(open('evaluated', 'w').close())": "cannot be read",
    "pytest.mark.skip(reason=": "cannot be read",
    'pytest.mark.skip("later")': "a skip needs its reason",
    'pytest.mark.skip(reason="")': "a skip needs its reason",
    'pytest.mark.registry("x")': "is not used here",
    "pytest.mark.python": "is not used here",
    "pytest.mark.python(3.11)": "is not used here",
    "pytest.mark.slow": "is not used here",
}


@pytest.mark.parametrize(("mark", "says"), BAD_MARKS.items())
def test_bad_marks(guide, mark, says, monkeypatch):
    monkeypatch.chdir(guide.root)
    guide.snippet("a.py", say="print(1)")
    guide.page(step("say", before=f"<!-- {mark} -->\n"))
    sentence = fault(guide)
    assert sentence.startswith("docs/ko/a.md:9: ") and says in sentence
    assert not (guide.root / "evaluated").exists()


@pytest.mark.parametrize(
    "line",
    [
        "<!--- pytest.mark.registry --->",
        "Text <!-- pytest.mark.registry -->",
        "<!-- pytest-codeblocks:timeout 9: slow --> <!-- pytest.mark.registry -->",
    ],
)
def test_a_directive_that_would_be_read_over(guide, line):
    guide.snippet("a.py", say="print(1)")
    guide.page(step("say", before=f"{line}\n"))
    assert fault(guide) == "docs/ko/a.md:9: a directive stands on a line of its own: <!-- … -->."


def test_a_mark_that_no_step_follows(guide):
    guide.snippet("a.py", say="print(1)")
    guide.page(step("say") + '\n<!-- pytest.mark.skip(reason="no") -->')
    assert "no fence follows the directive 'pytest.mark.skip" in fault(guide)


@pytest.mark.parametrize(("body", "says"), BAD_STEPS.values(), ids=BAD_STEPS)
def test_bad_step(guide, body, says):
    guide.snippet("a.py", say="print(1)")
    guide.page(body)
    assert says in fault(guide)


@pytest.mark.parametrize(
    ("front", "says"),
    [
        ("description: [", "docs/ko/a.md:2: the front matter does not parse as YAML"),
        ("just words", "docs/ko/a.md:1: the front matter does not parse as YAML"),
    ],
)
def test_bad_front_matter(guide, front, says):
    guide.page("", front=front)
    assert says in fault(guide)


def test_front_matter_that_does_not_end(guide):
    guide.write("docs/ko/a.md", "---\ndescription: x\n")
    assert fault(guide) == "docs/ko/a.md:1: the front matter has no closing line '---'."


def test_not_utf8(guide):
    guide.page("")
    (guide.root / "docs/ko/a.md").write_bytes("# 손실\n\n손실".encode("cp949"))
    assert fault(guide) == "docs/ko/a.md:1: is not UTF-8; save the file as UTF-8."


def test_digest_follows_what_runs_and_not_the_prose(guide):
    guide.snippet("a.py", say="print(1)")
    guide.steps("say")
    first = load(guide).digest()
    guide.write("docs/ko/a.md", guide.read("docs/ko/a.md").replace("Here is text", "Other words"))
    assert load(guide).digest() == first
    guide.write("snippets/a.txt", "--8<-- [start:say]\n1\n--8<-- [end:say]\n")
    recorded = load(guide).digest()
    assert recorded != first
    guide.write("snippets/a/say.svg", "<svg/>")
    drawn = load(guide).digest()
    assert drawn != recorded
    guide.snippet("a.py", say="print(2)")
    assert load(guide).digest() not in (first, recorded, drawn)
