"""A page's steps in a process of their own, forked from one that has imported what they need."""

import ast
import contextlib
import importlib
import multiprocessing
import time
from collections.abc import Callable, Iterable

from gipi.pages.page import Step


def prepare(steps: Iterable[Step]) -> None:
    """Import what the steps import, once; where something is missing, the step will say so."""
    for step in steps:
        for node in ast.walk(ast.parse(step.code)) if step.language == "python" else ():
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names = [node.module]
            for name in names:
                with contextlib.suppress(Exception):
                    importlib.import_module(name)


def forked(run: Callable, *arguments: object, limit: float) -> tuple[list, str | None]:
    """What `run(*arguments, send)` sent from a fork of this process, and how that failed, if it did."""
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    child = context.Process(target=run, args=(*arguments, there.send))
    child.start()
    there.close()
    said: list = []
    end = time.monotonic() + limit
    try:
        while here.poll(max(0.0, end - time.monotonic())):
            said.append(here.recv())
        return said, f"stopped after {limit} s."
    except EOFError:
        child.join()
        return said, f"the process ended with status {child.exitcode}." if child.exitcode else None
    finally:
        child.kill()
        child.join()
