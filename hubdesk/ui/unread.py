"""Keeps PySide from reading, at its import and at every later one, what a window never asks for.

WORKAROUND for PySide6 6.8 to 6.11, in two places.  To be imported before any other module of the
window.

* It compiles, at each start, the texts of its own modules that know signatures and write stubs: a
  third of the time that its import takes.  A signature is asked for by a wrong call, by help and
  by a debugger; so each of these modules is read when something of it is first asked for.
* Its import hook, which is there for ``from __feature__ import snake_case``, reads the file of
  each module after its import, to look for PySide's name in it, and ``linecache`` keeps the text
  for ever: 20 ms of the start and 27 MB when every page was shown.  Which modules use PySide is
  known here without reading: those of ``ui`` (the architecture's test holds them to it).  A module
  that asks for a feature gets it as before.

    >>> uses_pyside(sys.modules["json"])
    False
"""

from __future__ import annotations

import builtins
import sys
from contextlib import suppress
from importlib import import_module
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from threading import RLock
from types import ModuleType
from typing import Any

_OURS = "hubdesk.ui"
_SIGNATURES = "shibokensupport.signature"
#: Not ``mapping``: the first wrong call wants it there already.
_LATE = ("errorhandler", "layout", "parser", "lib.enum_sig", "lib.pyi_generator", "lib.tool")
_READING = RLock()


class Late(ModuleType):
    """A module that is read when something of it is first asked for."""

    def __init__(self, spec: ModuleSpec) -> None:
        super().__init__(spec.name)
        self.__spec__ = spec
        self.__loader__ = spec.loader
        self._unread: str | None = spec.name

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)  # what importing asks of every module
        with _READING:
            self._read()
        return ModuleType.__getattribute__(self, name)

    def _read(self) -> None:
        full, self._unread = self._unread, None
        spec = self.__spec__
        if full is None or spec is None or spec.loader is None:
            return
        known, spec.name = spec.name, full  # PySide renames it, and finds it by its first name
        spec.loader.exec_module(self)
        spec.name = known


def _put_off() -> None:
    """Have the modules of signatures there, unread; a PySide that has no such reads its own."""
    for part in _LATE:
        package, _, name = f"{_SIGNATURES}.{part}".rpartition(".")
        with suppress(ImportError):  # of the package: the window must start all the same
            spec = find_spec(f"{package}.{name}")
            if spec is not None:
                late = sys.modules[spec.name] = Late(spec)
                setattr(import_module(package), name, late)


def _import_pyside() -> None:
    """Import PySide; its modules are embedded, and there to be found only while it is begun."""
    usual = builtins.__import__

    def importing(name: str, *more: Any, **named: Any) -> ModuleType:
        if name == _SIGNATURES:
            builtins.__import__ = usual
            _put_off()
        return usual(name, *more, **named)

    builtins.__import__ = importing
    try:
        import PySide6.QtCore  # noqa: F401
    finally:
        if builtins.__import__ is importing:
            builtins.__import__ = usual


def uses_pyside(module: ModuleType) -> bool:
    """Whether a feature that was asked for elsewhere must not reach a module's calls."""
    return module.__name__ == _OURS or module.__name__.startswith(f"{_OURS}.")


if "PySide6.QtCore" not in sys.modules:
    _import_pyside()
_hook = sys.modules.get("shibokensupport.feature")
if hasattr(_hook, "_mod_uses_pyside"):
    setattr(_hook, "_mod_uses_pyside", uses_pyside)  # noqa: B010  a module of no known names
