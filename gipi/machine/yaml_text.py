"""YAML, read by PyYAML's library where it was built with it, as every wheel of it is: ten times as fast.

What the library refuses is read again in Python, which says better on which line.
"""

from collections.abc import Callable
from functools import cache

import yaml

SLOW = yaml.SafeLoader
FAST = getattr(yaml, "CSafeLoader", SLOW)


def load(text: str):
    """The value of a text; raises yaml.YAMLError."""
    return _read(yaml.load, text)


def load_foreign(text: str):
    """The same of a file that others read, too: what only they understand, such as !ENV, is nothing."""
    return _read(yaml.load, text, *map(_deaf, (FAST, SLOW)))


def compose(text: str) -> yaml.Node | None:
    """Its root, each of whose nodes knows its line; None where it is empty. Raises yaml.YAMLError."""
    return _read(yaml.compose, text)


def _read(how: Callable, text: str, fast: type = FAST, slow: type = SLOW):
    try:
        return how(text, Loader=fast)
    except yaml.YAMLError:
        return how(text, Loader=slow)


@cache
def _deaf(loader: type) -> type:
    own = type(f"Deaf{loader.__name__}", (loader,), {})
    yaml.add_multi_constructor("", lambda loader, suffix, node: None, Loader=own)
    return own
