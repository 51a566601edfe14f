"""HTML that Python writes: Jinja templates in which every value is escaped, unless it is Markup itself."""

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from gipi.words import Words

_TEMPLATES = Environment(
    loader=PackageLoader("gipi.site"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def html(template: str, **values: object) -> Markup:
    """A template of gipi/site/templates, filled in; on one line, as Markdown takes HTML for one block."""
    lines = _TEMPLATES.get_template(f"{template}.html").render(values).split("\n")
    return Markup("".join(line.strip() if line.lstrip().startswith("<") else line for line in lines))


def document(template: str, **values: object) -> str:
    """The same for a whole document, whose lines stay."""
    return _TEMPLATES.get_template(f"{template}.html").render(values)


def phrase(words: Words, key: str, **values: object) -> Markup:
    """A text of the words that is HTML itself, such as a sentence with a link; what is filled in is escaped."""
    return Markup(words.template(key)).format(**values)


def folded(title: str, markdown: str) -> str:
    """Markdown below its title, for whoever looks something up."""
    return f"<details markdown>\n<summary>{title}</summary>\n\n{markdown}\n\n</details>"
