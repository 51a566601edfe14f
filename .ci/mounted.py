"""Every address inside a built site, as any static server resolves it: python .ci/mounted.py SITE ADDRESS.

ADDRESS is what the site was built for, such as http://localhost/some/path/. A
link that leaves that path, or leads to no file below it, is told; 404.html is
read as the answer to an address far below.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from bs4 import BeautifulSoup

LOST = "no/such/page/"


def addresses(site: Path, root: str) -> Iterator[tuple[str, str]]:
    """(file, absolute address) for all that the site's pages, style sheets and site maps refer to."""
    for file in sorted(site.rglob("*")):
        name = file.relative_to(site).as_posix()
        own = urljoin(root, LOST if name == "404.html" else name.removesuffix("index.html"))
        if file.suffix == ".html":
            soup = BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")
            links = [tag[key] for key in ("href", "src", "poster") for tag in soup.find_all(attrs={key: True})]
        elif file.suffix == ".css":
            links = re.findall(r"url\(['\"]?([^'\")]+)", file.read_text(encoding="utf-8"))
        elif file.name == "sitemap.xml":
            links = re.findall(r"<loc>(.*?)</loc>", file.read_text(encoding="utf-8"))
        else:
            continue
        for link in dict.fromkeys(link for link in links if not link.startswith("#")):  # the page itself
            yield name, urldefrag(urljoin(own, link))[0].partition("?")[0]


def faults(site: Path, root: str) -> list[str]:
    """The addresses on the site's own host that lead nowhere."""
    found = []
    there: dict[str, bool] = {}
    for name, address in addresses(site, root):
        if urlsplit(address)[:2] != urlsplit(root)[:2]:
            continue
        if address not in there:
            path = site / unquote(address.removeprefix(root))
            inside = address.startswith(root)
            there[address] = inside and (path / "index.html" if address.endswith("/") else path).is_file()
        if not there[address]:
            found.append(f"{name}: {address}")
    return found


def main(site: str, root: str) -> int:
    """Prints the faults; 1 where there are some."""
    found = faults(Path(site), root)
    print("\n".join(found) or f"Every address of {site} is there at {root}.")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
