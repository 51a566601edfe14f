"""The whole guide as one zip, to be read from a folder without a network: python -m gipi.site.offline [SITE].

A site is made for a server. A browser that opens its pages as files runs no
module script, fetches nothing, starts no worker, loads no font across files,
and shows a folder as a list. So each page is rewritten: links name the page in
a folder, modules become classic scripts, and what scripts fetch becomes
scripts that docs/theme/src/offline answers from.
"""

import argparse
import base64
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

from gipi.pages.settings import source_language
from gipi.site import book, bundles
from gipi.words import load

NAME = "gipi-offline.zip"
FOLDER = "gipi-offline"  # what the zip unfolds into
SHIM = "offline/offline.js"
TREE = ("snippets", "data", "requirements.txt", "LICENSE")  # as they lie in the repository
# What serves a server, and the source of scripts that nobody reads here.
LEFT_OUT = re.compile(
    r"(^|/)(sitemap\.xml(\.gz)?|llms(-full)?\.txt|404\.html|.*\.map|assets/javascripts/(lunr|workers)/.*|__pycache__/.*)$"
)
EPOCH = 315532800  # 1980-01-01, the first day that a zip knows

LINK = re.compile(r'(?P<name>\b(?:href|action)=)"(?P<path>(?![a-z]+:|//|[?#])[^"?#]*)(?P<rest>[^"]*)"')
MODULE = re.compile(r'<script\b(?=[^>]*\btype="module")(?=[^>]*\bsrc="(?P<src>[^"]+)")[^>]*></script>')
FONT = re.compile(
    r'<link rel="preload" as="font"[^>]*>\s*<style>@font-face\{[^<]*url\("(?P<src>[^"]+)"\)[^<]*</style>'
)
FETCHED = re.compile(r"(^|/)(errors/entries\.json|install/selector\.json|assets/search-\w+\.js)$")
INDEX = "search/search_index.json"


def pack(root: Path, site: Path, target: Path) -> None:
    """Write the zip of a built site; the same bytes for the same site, whenever and wherever.

    Raises ScriptError where Node.js is missing.
    """
    files = dict(_pages(root, site))
    for name in TREE:
        for path in sorted([root / name] if (root / name).is_file() else (root / name).rglob("*")):
            if path.is_file() and not LEFT_OUT.search(path.relative_to(root).as_posix()):
                files[path.relative_to(root).as_posix()] = path.read_bytes()
    source = source_language(root)
    for folder in (site, *sorted(path.parent for path in site.glob("*/llms.txt"))):
        words = load(root, source if folder == site else folder.name)
        whole, *_ = _page(book.written(folder, words), folder / book.NAME)
        files[(folder / book.NAME).relative_to(site).as_posix()] = whole.encode()
        files[words("offline.file")] = words("offline.text", zip=NAME).encode()
    day = max(EPOCH, int(os.environ.get("SOURCE_DATE_EPOCH", EPOCH)))
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(f"{FOLDER}/{name}", time.gmtime(day)[:6])
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
            archive.writestr(entry, files[name])


def _pages(root: Path, site: Path) -> Iterator[tuple[str, bytes]]:
    """The files of the site, as (name, content), for a browser that opens them as files."""
    modules: set[Path] = set()
    fonts: set[Path] = set()
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if not path.is_file() or LEFT_OUT.search(name):
            continue
        if path.suffix == ".html":
            text, used, drawn_with = _page(path.read_text(encoding="utf-8"), path)
            modules |= used
            fonts |= drawn_with
            yield name, text.encode()
            continue
        if name.endswith(INDEX):
            text = path.read_text(encoding="utf-8")
            yield re.sub("json$", "js", name), f"var __index = {text}\n".encode()
            continue
        yield name, path.read_bytes()
        if match := FETCHED.search(name):
            language = name[: match.start()]
            below = name.removeprefix(language).lstrip("/")
            said = json.dumps({below: path.read_text(encoding="utf-8")}, ensure_ascii=False)
            place = f"{language}/assets/files/{below}.js".lstrip("/")
            yield place, f"window.gipiFiles = {{ ...window.gipiFiles, ...{said} }}\n".encode()
    for module in sorted(modules):
        yield _classic(module.relative_to(site).as_posix()), bundles.classic(root, module).encode()
    for font in sorted(fonts):
        said = base64.b64encode(font.read_bytes()).decode()
        rule = f'@font-face{{font-family:"Gipi Math";src:url("data:font/woff;base64,{said}") format("woff")}}\n'
        yield font.relative_to(site).as_posix() + ".css", rule.encode()
    shim = bundles.bundle(root, SHIM).read_bytes()
    for folder in {path.parent for path in site.rglob("assets/late-search.js")}:
        yield (folder / "offline.js").relative_to(site).as_posix(), shim


def _page(html: str, path: Path) -> tuple[str, set[Path], set[Path]]:
    """A page for a browser that opens it as a file; the modules and the fonts that it uses."""
    modules: set[Path] = set()
    fonts: set[Path] = set()

    def link(match: re.Match) -> str:
        return f'{match["name"]}"{_in_folder(match["path"])}{match["rest"]}"'

    def script(match: re.Match) -> str:
        modules.add(_beside(path, match["src"]))
        return f'<script defer src="{_classic(match["src"])}"></script>'

    def font(match: re.Match) -> str:
        fonts.add(_beside(path, match["src"]))
        return f'<link rel="stylesheet" href="{match["src"]}.css">'

    html = MODULE.sub(script, FONT.sub(font, LINK.sub(link, html)))
    return (
        re.sub(
            r'<script defer src="([^"]*)late-search\.js">',
            r'<script defer src="\1offline.js"></script>\g<0>',
            html,
        ),
        modules,
        fonts,
    )


def _in_folder(path: str) -> str:
    """A link to a folder as one to the page in it."""
    if not path or path.endswith("/"):
        return f"{path}index.html" if path else path
    return f"{path}/index.html" if re.search(r"(^|/)\.\.?$", path) else path


def _beside(path: Path, link: str) -> Path:
    return Path(os.path.normpath(path.parent / link))


def _classic(name: str) -> str:
    """What a module is called once it is a classic script."""
    return re.sub(r"\.m?js$", ".classic.js", name)


def main() -> None:
    """Build the site, or take a built one, and pack it."""
    parser = argparse.ArgumentParser(prog="python -m gipi.site.offline", description=__doc__.partition("\n")[0])
    parser.add_argument(
        "site", nargs="?", type=Path, help="a folder that mkdocs build wrote; without it, one is built"
    )
    parser.add_argument("--to", type=Path, default=Path(NAME), help=f"the zip (default: {NAME})")
    asked = parser.parse_args()
    root = Path(__file__).parent.parent.parent
    if asked.site and not (asked.site / "index.html").is_file():
        parser.error(f"{asked.site} is no built site: it has no index.html. Leave it out, and one is built.")
    with tempfile.TemporaryDirectory() as folder:
        site = asked.site or Path(folder)
        if not asked.site:
            subprocess.run(
                [sys.executable, "-m", "mkdocs", "build", "--quiet", "-d", str(site)], cwd=root, check=True
            )
        pack(root, site.resolve(), asked.to)
    print(f"{asked.to}: {asked.to.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
