"""One configuration per language: the source's is mkdocs.yml, the others are derived from it and their words."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import yaml_load

from gipi.words import Words


def derived(source: MkDocsConfig, words: Words, extra: Mapping[str, object]) -> MkDocsConfig:
    """The configuration of another language, built into a folder of the source's site.

    `extra` is added to the configuration's own.
    """
    path = Path(source.config_file_path)
    with path.open(encoding="utf-8") as file:
        written = yaml_load(file)
    theme = dict(written["theme"], language=words.language)
    return load_config(
        str(path),
        strict=source.strict,
        site_url=f"{source.site_url or ''}{words.language}/",
        site_dir=str(Path(source.site_dir) / words.language),
        docs_dir=str(Path(source.docs_dir).with_name(words.language)),
        nav=_translated(written.get("nav"), words.part("nav")),
        theme=theme,
        extra={**written.get("extra", {}), **extra},
    )


def speak(config: MkDocsConfig, words: Words, all_words: Sequence[Words]) -> None:
    """Put the words of a language into its configuration, where templates and Material look for them.

    `all_words` are those of every language, the source first.
    """
    titles, source = words.part("nav"), all_words[0]
    own = "" if words is source else f"{words.language}/"
    home = (config.site_url or "").removesuffix(own)
    config.site_name, config.site_description = words("site.name"), words("site.description")
    config.extra["words"] = dict(words.part("theme"))
    config.extra["locale"] = str(words.locale)
    config.extra["assumes"] = {titles.get(part, part): text for part, text in words.part("assumes").items()}
    config.extra["alternate"] = [
        {
            "lang": other.language,
            "name": other("language.name"),
            "short": other("language.short"),
            # Its root as seen from this language's, and as an address; templates append the page's.
            "link": ("" if words is source else "../") + below,
            "home": home + below,
            "lost": dict(other.part("lost")),
        }
        for other in all_words
        for below in ["" if other is source else f"{other.language}/"]
    ]
    palette = config.theme["palette"] if "palette" in config.theme else ()  # noqa: SIM401 (a Theme has no get)
    for scheme in palette:
        to = "light" if scheme["scheme"] == "slate" else "dark"
        scheme["toggle"]["name"] = words(f"site.to-{to}")


def _translated(nav: list | None, titles: Mapping[str, str]) -> list | None:
    """The navigation with its titles in another language; what is not a title stays."""
    if nav is None:
        return None
    return [_entry(entry, titles) for entry in nav]


def _entry(entry: str | dict, titles: Mapping[str, str]) -> str | dict:
    if isinstance(entry, str):
        return entry
    ((title, below),) = entry.items()
    return {titles.get(title, title): _translated(below, titles) if isinstance(below, list) else below}
