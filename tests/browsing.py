"""Chromium, once per process, and windows that note what goes wrong in them."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT as AXE_CORE
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from small import CHROMIUM, FLAGS, WITHOUT_CHROMIUM

BROWSER = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason=WITHOUT_CHROMIUM),
]
LANGUAGES = ("ko", "en")
ICON = "/assets/favicon.svg"
AXE_ADDRESS = "axe.js"  # served beside the site, so that the browser need not compile it anew for each page
SCHEMES = {"light": "default", "dark": "slate"}  # what a browser asks for, and Material's name of it

expect.set_options(timeout=30_000)  # ms: what comes at last is right, also where other workers are at work

_running: list[tuple[Playwright, Browser]] = []


def chromium() -> Browser:
    """The browser of this process. Two at a time are not possible: whoever needs one asks here."""
    if not _running:
        playwright = sync_playwright().start()
        _running.append((playwright, playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)))
    return _running[0][1]


def close() -> None:
    """No test will follow."""
    while _running:
        playwright, browser = _running.pop()
        browser.close()
        playwright.stop()


class Handler(SimpleHTTPRequestHandler):
    """Serves a site as GitHub Pages does: 404.html for whatever is not there.

    `instead` has what is served at an address in place of its file.
    """

    def __init__(self, *args, instead: dict[str, bytes], **kwargs):
        self.instead = instead
        super().__init__(*args, **kwargs)

    def do_GET(self):
        if (body := self.instead.get(self.path)) is None:
            super().do_GET()
        else:
            self._answer(200, body)

    def send_error(self, code, message=None, explain=None):
        self._answer(code, Path(self.directory, "404.html").read_bytes(), "text/html; charset=utf-8")

    def _answer(self, code: int, body: bytes, kind: str | None = None) -> None:
        self.send_response(code)
        if kind:
            self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@contextmanager
def served(
    folder: Path, instead: dict[str, bytes] | None = None, handler: type[Handler] = Handler
) -> Iterator[str]:
    """The address at which the site in this folder is served."""
    instead = {f"/{AXE_ADDRESS}": AXE_CORE.encode()} | (instead or {})
    answering = partial(handler, directory=str(folder), instead=instead)
    server = ThreadingHTTPServer(("127.0.0.1", 0), answering)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def requests_of(page: Page) -> list[str]:
    """What the page asks for from now on, beside what it shows: its pictures are fetched first, wherever they
    lie, and the site's icon is left out, which Chromium fetches when it finds time."""
    page.evaluate(
        "Promise.all([...document.images].map((one) => ((one.loading = 'eager'), one.decode().catch(() => {}))))"
    )
    asked: list[str] = []
    page.on("request", lambda request: request.url.endswith(ICON) or asked.append(request.url))
    return asked


def none(found: list[str]) -> None:
    """Fail with every sentence that was found."""
    if found:
        pytest.fail("\n".join(found), pytrace=False)


class Window:
    """A browser window that notes what goes wrong in it."""

    def __init__(self, root: str, width: int, scheme: str):
        self.root, self.name, self.scheme = root, f"{width} px {scheme}", scheme
        self.looks: set[str] = set()  # of texts whose contrast has been judged
        self.context = chromium().new_context(
            viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce"
        )
        self.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=root.rstrip("/"))
        self.page = self.context.new_page()
        self.noted: list[str] = []
        self.page.on("console", lambda one: one.type == "error" and self.note(one.text, one.location["url"]))
        self.page.on("pageerror", lambda error: self.note(f"a script fails: {error}"))
        self.page.on("request", lambda one: one.url.startswith(self.inside) or self.note("asks for", one.url))

    @property
    def inside(self) -> tuple[str, ...]:
        return self.root, f"blob:{self.root}", "data:"

    def note(self, *words: str) -> None:
        self.noted.append(" ".join(words))

    def visit(self, url: str):
        self.noted.clear()
        self.page.goto(self.root + url)
        return self.page

    def where(self) -> str:
        """The address below the site's root of what is shown."""
        return self.page.url.removeprefix(self.root)

    @contextmanager
    def as_narrow_as(self, other: "Window") -> Iterator[None]:
        """What is shown, in the other window's size."""
        size = self.page.viewport_size
        self.page.set_viewport_size(other.page.viewport_size)
        yield
        self.page.set_viewport_size(size)

    def faults(self, every: bool = False, structure: bool = True) -> list[str]:
        """What is wrong with what is shown, also where a reader opens what is folded.

        The contrast of a text is judged once in this window for each look (see `LOOKS`); `every`: for all texts.
        `structure`: also what axe asks about beside colours.
        """
        found = self.misfits()
        for violation in self.axe(every, structure):
            places = [" ".join(map(str, node["target"])) for node in violation["nodes"]]
            found.append(
                self._told(f"axe: {violation['id']}: {violation['help']}, {len(places)}x: {'; '.join(places[:3])}")
            )
        return found

    def misfits(self) -> list[str]:
        """What is wrong as far as this window itself tells: what it noted, another scheme, what is too wide."""
        self.page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
        found = list(self.noted)
        scheme = self.page.evaluate("document.body.dataset.mdColorScheme")
        if scheme != SCHEMES[self.scheme]:
            found.append(f"shows the scheme {scheme}")
        if (over := self.page.evaluate("document.documentElement.scrollWidth - innerWidth")) > 0:
            found.append(f"scrolls sideways by {over} px: {', '.join(self.page.evaluate(WIDE))}")
        found += [f"a button covers {text!r}" for text in self.page.evaluate(COVERED)]
        return [self._told(fault) for fault in found]

    def _told(self, fault: str) -> str:
        return f"/{self.where()} at {self.page.viewport_size['width']} px {self.scheme}: {fault}"

    def axe(self, every: bool = False, structure: bool = True) -> list[dict]:
        """The violations that axe finds."""
        if self.page.evaluate("typeof axe") == "undefined":
            self.page.add_script_tag(url=self.root + AXE_ADDRESS)
        asked = {"known": [*self.looks], "every": every, "structure": structure, "looks": LOOKS}
        answer = self.page.evaluate(AXE, asked)
        self.looks |= {*answer["looks"]}
        return answer["violations"]


# Adds up how far what is seen moves without the reader's doing, from the beginning on.
SHIFTS = """
window.shifts = []
new PerformanceObserver((list) => {
  for (const one of list.getEntries())
    if (!one.hadRecentInput) shifts.push([one.value, ...one.sources.map(({ node }) =>
      node?.nodeName + "." + (node?.className ?? node?.textContent))])
}).observe({ type: "layout-shift", buffered: true })
"""

# The innermost elements that reach beyond the window's right edge, but for those in a box that scrolls.
WIDE = """() => {
  const boxed = (one) => one && one !== document.body &&
    (getComputedStyle(one).overflowX !== "visible" || boxed(one.parentElement))
  const wide = [...document.querySelectorAll("body *")].filter((one) =>
    one.getBoundingClientRect().right > innerWidth + 1 && !boxed(one.parentElement))
  return wide.filter((one) => !wide.some((other) => other !== one && one.contains(other)))
    .slice(0, 5).map((one) => one.tagName.toLowerCase() + [...one.classList].map((name) => "." + name).join(""))
}"""

# The titles of outputs that the button in their bar covers.
COVERED = """() => [...document.querySelectorAll(".gipi-output > .filename")].filter((title) => {
  const button = title.parentElement.querySelector(".gipi-same__ask")?.getBoundingClientRect()
  const text = document.createRange()
  text.selectNodeContents(title)
  return button && [...text.getClientRects()].some((line) =>
    line.right > button.left && line.top < button.bottom && line.bottom > button.top)
}).map((title) => title.textContent)"""

# Every element with visible text of its own, by its look: what the rules on colours ask about. Colour, size and
# weight of the text, what tells a link from the text around it, and of the element and those around it the
# backgrounds, opacities, filters and blends.
LOOKS = """
const grounds = new Map()
const ground = (one) => {
  if (!one) return ""
  if (!grounds.has(one)) {
    const style = getComputedStyle(one)
    const own = [style.backgroundColor, style.backgroundImage, style.opacity, style.filter, style.mixBlendMode]
    const plain = own.join() === "rgba(0, 0, 0, 0),none,1,none,normal"
    grounds.set(one, (plain ? "" : own.join() + "|") + ground(one.parentElement))
  }
  return grounds.get(one)
}
const look = (one) => {
  const style = getComputedStyle(one)
  const field = one.matches("input, select, textarea") ? getComputedStyle(one, "::placeholder").color : ""
  const around = one.parentElement
  const among = one.matches("a") && around.textContent.trim() !== one.textContent.trim() // a link in a sentence
    ? [getComputedStyle(around).color, style.textDecorationLine, style.borderBottomWidth].join(" ") : ""
  return [style.color, style.webkitTextFillColor, style.fontSize, style.fontWeight, style.textShadow, field, among,
    ground(one)].join("; ")
}
const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
const shown = new Set(document.querySelectorAll("input, select, textarea"))
// One character is no text to axe.
while (texts.nextNode()) if (texts.currentNode.data.trim().length > 1) shown.add(texts.currentNode.parentElement)
const looks = new Map()
for (const one of shown) {
  const { left, right } = one.getBoundingClientRect() // a drawer waits beside the window
  const seen = one.checkVisibility({ visibilityProperty: true, opacityProperty: true })
  if (right <= 0 || left >= innerWidth || !seen) continue
  if (!looks.has(look(one))) looks.set(look(one), [])
  looks.get(look(one)).push(one)
}
return { looks, look }
"""

# axe without its two rules on colours, which take four fifths of its time; and these for the looks not yet judged.
# Each by its first text; where axe cannot judge that one, since something lies over it, by all. The shadows that
# say that a box scrolls are gradients, over which axe judges no text at all: they are away meanwhile.
AXE = """async ({ known, every, structure, looks }) => {
  const plain = document.createElement("style")
  plain.textContent = "* { background-image: none !important }"
  document.head.append(plain)
  const colours = ["color-contrast", "link-in-text-block"]
  const only = { resultTypes: ["violations", "passes"], runOnly: colours, elementRef: true }
  const found = new Function(looks)()
  known.forEach((one) => found.looks.delete(one))
  const judged = new Set(), violations = []
  const judge = async (texts) => {
    const answer = await axe.run(texts, only)
    violations.push(...answer.violations)
    for (const { id, nodes } of [...answer.violations, ...answer.passes])
      for (const { element } of nodes) if (id === "color-contrast") judged.add(found.look(element))
  }
  const rest = structure ? await axe.run(document, {
    elementRef: true, resultTypes: ["violations"],
    rules: Object.fromEntries(colours.map((one) => [one, { enabled: false }])) }) : { violations: [] }
  if (every) await judge(document)
  else {
    const first = [...found.looks.values()].map(([one]) => one)
    if (first.length) await judge({ include: first })
    const others = [...found.looks].flatMap(([look, [, ...all]]) => judged.has(look) ? [] : all)
    if (others.length) await judge({ include: others })
  }
  // axe reads no MathML: a head with a formula is empty to it.
  const formula = (id, element) => id === "empty-table-header" && element.querySelector("math")
  for (const one of rest.violations) one.nodes = one.nodes.filter(({ element }) => !formula(one.id, element))
  rest.violations = rest.violations.filter(({ nodes }) => nodes.length)
  const where = ({ target, element }) => ({ target, look: element ? found.look(element) : "" })
  plain.remove()
  const told = ({ id, help, nodes }) => ({ id, help, nodes: nodes.map(where) })
  return { violations: [...rest.violations, ...violations].map(told), looks: [...judged] }
}"""
