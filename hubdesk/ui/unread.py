"""Keeps PySide from reading the source of every module that is imported.

WORKAROUND for PySide6 6.8 to 6.11: its import hook, which is there for ``from __feature__ import
snake_case``, reads the file of each module after its import, to look for PySide's name in it, and
``linecache`` keeps the text for ever: 20 ms of the start and 27 MB when every page was shown.
Which modules use PySide is known here without reading: those of ``ui`` (the architecture's test
holds them to it).  A module that asks for a feature gets it as before.  To be imported before any
other module of the window.

    >>> uses_pyside(sys.modules["json"])
    False
"""

from __future__ import annotations

import sys
from types import ModuleType

import PySide6.QtCore  # noqa: F401  brings the hook

_OURS = "hubdesk.ui"


def uses_pyside(module: ModuleType) -> bool:
    """Whether a feature that was asked for elsewhere must not reach a module's calls."""
    return module.__name__ == _OURS or module.__name__.startswith(f"{_OURS}.")


_hook = sys.modules.get("shibokensupport.feature")
if hasattr(_hook, "_mod_uses_pyside"):
    setattr(_hook, "_mod_uses_pyside", uses_pyside)  # noqa: B010  a module of no known names
