"""Modules that are read when they are first used, because the first painting does without them.

What a type checker and the architecture's tests see is the plain import beside it; a module that
only one function wants is imported in that function instead.

    if TYPE_CHECKING:
        from hubdesk.ui.booking import ops
    else:
        ops = Later("hubdesk.ui.booking.ops")
"""

from __future__ import annotations

from importlib import import_module
from typing import Any, ClassVar


class Later:
    """Stands for a module."""

    #: The names of all modules that wait; to be read while nobody waits for anything.
    waiting: ClassVar[set[str]] = set()

    def __init__(self, name: str) -> None:
        self._name = name
        self.waiting.add(name)

    def __getattr__(self, name: str) -> Any:
        return getattr(import_module(self._name), name)


def soon(*names: str) -> None:
    """Let modules wait that only functions import, for what a person may want next."""
    Later.waiting.update(names)
