"""The links of a built site that leave it: python .ci/links.py SITE. Fails where one leads nowhere."""

import sys
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

import requests
from bs4 import BeautifulSoup

GONE = (404, 410)
TRIES = 3


def outgoing(site: Path) -> dict[str, list[str]]:
    """{address without its fragment: the pages that link there}."""
    pages = defaultdict(list)
    for file in sorted(site.rglob("*.html")):
        soup = BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")
        canonical = soup.find("link", rel="canonical")
        own = urlsplit(canonical["href"]).netloc if canonical else ""
        for address in {urldefrag(link["href"])[0] for link in soup.find_all("a", href=True)}:
            parts = urlsplit(address)
            if parts.scheme in ("http", "https") and parts.netloc != own and parts.hostname != "localhost":
                pages[address].append(file.relative_to(site).as_posix())
    return dict(pages)


def verdict(address: str) -> tuple[str, str]:
    """("fine", "gone" or "unsure", what was answered); a server that refuses robots says nothing of its page."""
    said = ""
    for _ in range(TRIES):
        try:
            with requests.get(address, timeout=30, stream=True, headers={"User-Agent": "gipi-links"}) as answer:
                if answer.ok:
                    return "fine", ""
                said = str(answer.status_code)
                if answer.status_code in GONE:
                    return "gone", said
        except requests.RequestException as error:
            said = type(error).__name__
    return "unsure", said


def main(site: Path) -> int:
    """Prints what is gone and what is unsure; 1 where something is gone."""
    pages = outgoing(site)
    with ThreadPoolExecutor(8) as pool:
        verdicts = dict(zip(pages, pool.map(verdict, pages), strict=True))
    counts = dict.fromkeys(("fine", "unsure", "gone"), 0)
    for address, (kind, said) in sorted(verdicts.items(), key=lambda item: item[1]):
        counts[kind] += 1
        if kind != "fine":
            print(f"{kind} ({said}): {address}, on {', '.join(pages[address][:3])}")
    print(", ".join(f"{count} {kind}" for kind, count in counts.items()))
    return int(counts["gone"] > 0)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
