"""Material's search dialog over a site, typed into in Chromium."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page

from browsing import chromium, served

# Notes when a worker answers, so that nobody has to wait for a list to come to rest.
NOTE = """
window.Worker = class extends Worker {
  constructor(...args) {
    super(...args)
    this.addEventListener("message", ({ data }) =>
      window.dispatchEvent(new CustomEvent("worker", { detail: data.type })))
  }
}
"""

# Types a query as an input method does, and tells what the list shows and how long it took.
ASK = """async (queries) => {
  const input = document.querySelector("[data-md-component=search-query]")
  const list = document.querySelector(".md-search-result__list")
  const type = (text) => {
    const answered = new Promise((done, fail) => {
      const stop = setTimeout(() => fail(new Error(`no answer to ${text}`)), 20_000)
      const note = ({ detail }) => {
        if (detail !== 3) return
        clearTimeout(stop)
        window.removeEventListener("worker", note)
        done()
      }
      window.addEventListener("worker", note)
    })
    input.value = text
    input.dispatchEvent(new InputEvent("input", { bubbles: true }))
    input.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true, key: "Process" }))
    return answered
  }
  let shown
  const watch = new MutationObserver(() => (shown = performance.now()))
  watch.observe(list, { childList: true, subtree: true })
  const found = []
  input.focus()
  for (const query of queries) {
    if (input.value) await type("")
    const start = performance.now()
    shown = start
    await type(query)
    await new Promise((done) => setTimeout(done))
    const links = [...list.querySelectorAll(".md-search-result__item")].map((item) => item.querySelector("a").href)
    const nearest = list.querySelector(".gipi-nearest") !== null
    found.push({ query, pages: nearest ? [] : links, ms: shown - start })
  }
  watch.disconnect()
  return found
}"""


class Dialog:
    """One language's dialog, opened."""

    def __init__(self, page: Page, root: str):
        self.page, self.root = page, root
        page.add_init_script(NOTE)

    def open(self, url: str = "") -> Page:
        self.page.goto(self.root + url)
        self.page.keyboard.press("/")
        # The dialog says so when the worker is ready.
        ready = self.page.evaluate("JSON.parse(__config.textContent).translations['search.result.placeholder']")
        self.page.locator(".md-search-result__meta", has_text=ready).wait_for(timeout=60_000)
        return self.page

    def ask(self, *queries: str) -> list[dict]:
        """For each query the pages shown, best first, as addresses below the root, and the milliseconds."""
        found = self.page.evaluate(ASK, queries)
        for one in found:
            one["pages"] = [
                link.removeprefix(self.root).partition("?")[0].partition("#")[0] for link in one["pages"]
            ]
        return found


@contextmanager
def dialog(folder: Path, instead: dict[str, bytes] | None = None, **kwargs) -> Iterator[Dialog]:
    """The dialog of the site in this folder; `instead` replaces files by their path."""
    with served(folder, instead) as root:
        context = chromium().new_context(
            viewport={"width": 1280, "height": 800}, reduced_motion="reduce", **kwargs
        )
        try:
            yield Dialog(context.new_page(), root)
        finally:
            context.close()
