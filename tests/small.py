"""Small guides of their own, on which the machinery is tested without TensorFlow."""

import shutil
from pathlib import Path
from textwrap import dedent

import gipi.guide
from gipi.words import load

ROOT = Path(__file__).parent.parent
WORDS_OF = {language: load(ROOT, language) for language in ("ko", "en")}
# The shell is the same browser without its own windows: a page takes a fifth less processor time than with
# `chromium --headless`, a new window about 0.5 s instead of 1.35.
CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium")
WITHOUT_CHROMIUM = "needs Chromium: apt-get install chromium-headless-shell fonts-noto-cjk"
# Headless, as root, and without asking anybody on the network for anything.
FLAGS = [
    "--no-sandbox",
    "--headless",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]

MKDOCS = """\
site_name: Small
site_url: http://localhost:8000/
docs_dir: docs/ko
strict: true
theme: {name: material, language: ko, font: false}
hooks: [hooks.py]
plugins: [search, mkdocs-jupyter: {cache: false, allow_errors: false}]
markdown_extensions:
  - attr_list
  - admonition
  - md_in_html
  - pymdownx.details
  - pymdownx.superfences
  - pymdownx.highlight
  - pymdownx.tabbed: {alternate_style: true}
  - pymdownx.snippets: {base_path: snippets, check_paths: true, dedent_subsections: true}
validation: {links: {anchors: warn}}
"""


class Guide:
    """A guide in a folder: pages and snippets are written, the plugin runs them."""

    def __init__(self, root: Path):
        self.root = root
        self.write("mkdocs.yml", MKDOCS)
        for language in ("ko", "en"):
            self.write(f"words/{language}.yml", (ROOT / "words" / f"{language}.yml").read_text(encoding="utf-8"))
        self.write("conftest.py", 'pytest_plugins = ["gipi.runs.plugin"]\n')
        self.write(
            "hooks.py",
            f"import sys; sys.path.insert(0, {str(ROOT)!r})\n"
            "from gipi.site.hooks import on_config, on_files, on_nav, on_page_content, on_page_context\n"
            "from gipi.site.hooks import on_page_markdown, on_post_build, on_pre_build\n",
        )

    def write(self, name: str, text: str) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        return path

    def read(self, name: str) -> str:
        return (self.root / name).read_text(encoding="utf-8")

    @property
    def whole(self) -> gipi.guide.Guide:
        """The guide as the front doors read it, anew."""
        return gipi.guide.Guide(self.root)

    def snippet(self, name: str, **sections: str) -> None:
        """snippets/<name> with these sections."""
        parts = [
            f"# --8<-- [start:{key}]\n{dedent(code).strip()}\n# --8<-- [end:{key}]\n"
            for key, code in sections.items()
        ]
        self.write(f"snippets/{name}", "\n".join(parts))

    def page(self, body: str, slug: str = "a", front: str = "description: A page.") -> None:
        """The same page in both languages; `body` comes after front matter, heading and a sentence."""
        for language in ("ko", "en"):
            text = f"---\n{front}\n---\n\n# Page {slug} {{ #page }}\n\nHere is text.\n\n{dedent(body).strip()}\n"
            self.write(f"docs/{language}/{slug}.md", text)

    def steps(self, *names: str, slug: str = "a", language: str = "python", shown: bool = True) -> None:
        """A page that shows these steps, each with its output."""
        self.page("\n\n".join(step(name, slug, language, shown) for name in names), slug)


def step(name: str, slug: str = "a", language: str = "python", shown: bool = True, before: str = "") -> str:
    """The Markdown of a step, and of its output."""
    suffix = {"python": "py", "bash": "sh"}[language]
    text = f'{before}```{language}\n--8<-- "{slug}.{suffix}:{name}"\n```\n'
    if shown:
        text += f'\n<!-- pytest-codeblocks:expected-output -->\n\n```text\n--8<-- "{slug}.txt:{name}"\n```\n'
    return text
