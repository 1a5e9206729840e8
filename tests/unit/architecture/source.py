"""Reads the program's own modules as syntax trees, for the tests of this folder."""

from __future__ import annotations

import ast
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from tests.need import CHECKOUT


@dataclass(frozen=True)
class Module:
    """One source file.

    Attributes:
        path: relative to the checkout, with forward slashes.
        tree: its syntax.
        nodes: everything in the tree, as ``ast.walk`` tells it.
        imports: dotted names that the module imports anywhere, with their lines.
    """

    path: str
    tree: ast.Module
    nodes: tuple[ast.AST, ...]

    @cached_property
    def imports(self) -> tuple[tuple[str, int], ...]:
        return tuple(self._imports())

    def _imports(self) -> Iterator[tuple[str, int]]:
        for node in self.nodes:
            if isinstance(node, ast.Import):
                for alias in node.names:
                    yield alias.name, node.lineno
            elif isinstance(node, ast.ImportFrom) and node.module:
                for alias in node.names:
                    yield f"{node.module}.{alias.name}", node.lineno


@contextmanager
def uncollected() -> Iterator[None]:
    """Hide what is read from the collector: a million nodes that stay make it search in vain.

    Reading the program takes a third of the time, and so does every test after it.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


@cache
def modules(folder: str = "hubdesk") -> tuple[Module, ...]:
    """All modules below a folder of the checkout."""
    with uncollected():
        return tuple(
            Module(path.relative_to(CHECKOUT).as_posix(), tree, tuple(ast.walk(tree)))
            for path in sorted(Path(CHECKOUT, folder).rglob("*.py"))
            for tree in (ast.parse(path.read_text(encoding="utf-8")),)
        )
