"""pytest-codeblocks, at the one place that knows it: how it finds blocks and directives, and its test items."""

from pytest_codeblocks import extract_from_buffer
from pytest_codeblocks.plugin import MarkdownFile, TestBlock

__all__ = ["MarkdownFile", "TestBlock", "extract_from_buffer"]
