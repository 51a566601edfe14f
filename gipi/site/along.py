"""What a reader takes along as text: each page's Markdown beside it, lists of all, a notebook in Colab."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from gipi.words import Words

NAME = "index.md"  # beside index.html: a page's address, and this
BRANCH = "notebooks"  # of the repository, where .ci/notebooks puts what the site offers
GITHUB = re.compile(r"https://github\.com/(?P<repository>[^/]+/[^/]+?)(?:\.git)?/?$")


def write(site: Path, nav: Navigation, texts: Mapping[str, str], words: Words) -> None:
    """The Markdown of a language's pages, and the two files that list them and hold them all.

    `site` is the folder of the language's site, `texts` the pages by their
    source below docs/<language>, each with its origin.
    """
    for page in nav.pages:
        (site / page.url / NAME).write_text(texts[page.file.src_uri], encoding="utf-8", newline="\n")
    head = f"# {words('site.name')}\n\n> {words('site.description')}\n"
    listed = "\n".join([head, *_listed(nav.items, 2)])
    (site / "llms.txt").write_text(listed + "\n", encoding="utf-8", newline="\n")
    whole = "\n\n---\n\n".join([head.rstrip(), *(texts[page.file.src_uri].rstrip() for page in nav.pages)])
    (site / "llms-full.txt").write_text(whole + "\n", encoding="utf-8", newline="\n")


def _listed(items: list, level: int) -> Iterator[str]:
    """The navigation as Markdown: a heading for each group, a line for each page."""
    for item in items:
        if isinstance(item, Page):
            described = item.meta.get("description")
            yield f"- [{_plain(item.title)}]({item.canonical_url}{NAME})" + (f": {described}" if described else "")
        elif item.children:
            yield f"\n{'#' * level} {item.title}\n"
            yield from _listed(item.children, min(level + 1, 6))


def _plain(title: str | None) -> str:
    return re.sub(r"<[^>]*>|[`*]", "", title or "")


def with_origin(text: str, address: str, run: str, brackets: str) -> str:
    """A page's Markdown: below its title where it comes from and what was run, last what brackets mean."""
    title, _, rest = text.partition("\n")
    origin = " · ".join(filter(None, [address, run]))
    return title + "\n\n" + (f"> {origin}\n" if origin else "") + rest + (f"\n> {brackets}\n" if brackets else "")


def in_colab(repository: str | None, path: str) -> str | None:
    """Where Colab opens a notebook of this site; None without a repository on GitHub, its one source."""
    match = GITHUB.match(repository or "")
    if not match:
        return None
    return f"https://colab.research.google.com/github/{match['repository']}/blob/{BRANCH}/{path}"
