"""Reads the program's own modules as syntax trees, for the tests of this folder."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.need import CHECKOUT


@dataclass(frozen=True)
class Module:
    """One source file.

    Attributes:
        path: relative to the checkout, with forward slashes.
        tree: its syntax.
    """

    path: str
    tree: ast.Module

    def imports(self) -> Iterator[tuple[str, int]]:
        """Dotted names that the module imports anywhere, with their lines."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    yield alias.name, node.lineno
            elif isinstance(node, ast.ImportFrom) and node.module:
                for alias in node.names:
                    yield f"{node.module}.{alias.name}", node.lineno


@cache
def modules(folder: str = "hubdesk") -> tuple[Module, ...]:
    """All modules below a folder of the checkout."""
    return tuple(
        Module(path.relative_to(CHECKOUT).as_posix(), ast.parse(path.read_text(encoding="utf-8")))
        for path in sorted(Path(CHECKOUT, folder).rglob("*.py"))
    )
