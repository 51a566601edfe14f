"""A page as a notebook and as a script; a notebook as a page."""

import html
import os
import re

import jinja2
import markdown
import nbformat
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.toc import get_toc
from mkdocs.utils import get_relative_url
from nbconvert.exporters import HTMLExporter

from gipi.pages.notebook import alt, code


def render_with(config: MkDocsConfig) -> None:
    """Let mkdocs-jupyter render Markdown cells as MkDocs renders pages."""

    @jinja2.pass_context
    def markdown2html(self, context, source):
        return _markdown(config).convert(source)

    HTMLExporter.markdown2html = markdown2html  # type: ignore[method-assign]  # nbconvert has no other way in


def _markdown(config: MkDocsConfig) -> markdown.Markdown:
    return markdown.Markdown(
        extensions=config.markdown_extensions, extension_configs=config.mdx_configs, tab_length=4
    )


def lighten(page_html: str, page, files: Files) -> str:
    """A rendered notebook without its 600 kB of styles and scripts; with links, alt texts and a toc."""
    book = nbformat.read(page.file.abs_src_path, as_version=4)
    if broken := [cell.id for cell in code(book) if any(o.output_type == "error" for o in cell.outputs)]:
        raise PluginError(f"{page.file.src_uri}: the cell '{broken[0]}' shows an error; run it anew.")
    light = re.sub(r"<(style|script)\b.*?</\1>", "", page_html, flags=re.DOTALL)
    # Material's button copies what stands in a <code>, and finds it by its cell's name as a selector.
    light = light.replace('id="cell-id=', 'id="cell-')
    light = re.sub(
        r'(<div class="[^"]*\bhighlight-ipynb\b[^"]*"><pre>)(.*?)(</pre>)',
        r"\1<code>\2</code>\3",
        light,
        flags=re.DOTALL,
    )
    light = re.sub(r"<link\b[^>]*>|<clipboard-copy\b.*?</clipboard-copy>", "", light, flags=re.DOTALL)
    # What the style sheet would only hide: collapsers, prompts, the text to be copied.
    light = re.sub(
        r'<div class="[^"]*(?:jp-Collapser|Prompt|clipboard-copy-txt)\b[^"]*"[^>]*>[^<]*(?:<!--.*?-->)?\s*</div>',
        "",
        light,
    )
    alts = iter(
        [alt(cell) for cell in code(book) for output in cell.outputs if "image/png" in output.get("data", {})]
    )
    light = re.sub(
        r"(<img\b[^>]*?)\s+alt=\"[^\"]*\"|(<img\b(?![^>]*\balt=)[^>]*?)(?=/?>)",
        lambda m: f'{m[1] or m[2]} alt="{html.escape(next(alts, ""))}"',
        light,
    )

    def resolve(match: re.Match) -> str:
        uri = os.path.normpath(os.path.join(os.path.dirname(page.file.src_uri), match[1])).replace(os.sep, "/")
        target = files.get_file_from_path(uri)
        if target is None:
            raise PluginError(f"{page.file.src_uri}: the link to {match[1]} leads nowhere.")
        return f'href="{get_relative_url(target.url, page.url)}{match[2] or ""}"'

    return re.sub(r'href="(?!https?:)([^"#:]+\.(?:md|ipynb))(#[^"]*)?"', resolve, light)


def contents(page, config: MkDocsConfig):
    """The table of contents of a notebook, from its own headings."""
    book = nbformat.read(page.file.abs_src_path, as_version=4)
    text = "\n\n".join(cell.source for cell in book.cells if cell.cell_type == "markdown")
    reader = _markdown(config)
    reader.convert(text)
    return get_toc(reader.toc_tokens)  # type: ignore[attr-defined]  # the extension toc puts them there
