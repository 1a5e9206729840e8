"""A pytest plugin that makes PySide6 impossible to import: ``-p no:pytest-qt -p tests.without_qt``.

The test command runs the unit tests under it; they are the proof that no rule needs a window.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType

BANNED = ("PySide6", "shiboken6")


class _NoQt:
    """A finder that refuses Qt and leaves everything else to the finders after it."""

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name.partition(".")[0] in BANNED:
            raise ModuleNotFoundError(f"{name}: unit tests run without Qt", name=name)
        return None


sys.meta_path.insert(0, _NoQt())
