"""How many of each kind of thing are alive: Qt's objects, and those of the window in Python.

Sizes of a process go up and down with its heap; numbers of things do not.

    before = census()
    ...
    assert not growing([before, census(), census()])
"""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from tests.gui.show import settle

#: What the window's own things are made of, and what holds them if it should not.
_LINKS = ("builtins.function", "builtins.method", "builtins.cell", "functools.partial")


def census() -> Counter[str]:
    """The things alive now, by class; what waits to be deleted is deleted first."""
    settle()
    gc.collect()
    settle()
    found = _qt_objects()
    for one in gc.get_objects():
        kind = type(one)
        name = f"{kind.__module__}.{kind.__qualname__}"
        if name.startswith("hubdesk.ui.") or name in _LINKS or _is_live_wrapper(one):
            found[name] += 1
    return found


def _qt_objects() -> Counter[str]:
    """All that hangs under the application and under any window, seen or not."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    alive: dict[int, str] = {}
    for root in (app, *app.topLevelWidgets()):
        for one in (root, *root.findChildren(QObject)):
            alive[shiboken6.getCppPointer(one)[0]] = f"Qt {one.metaObject().className()}"
    return Counter(alive.values())


def _is_live_wrapper(one: object) -> bool:
    """Not those of children that were only met here, and whose parent has since let them go."""
    return isinstance(one, shiboken6.Object) and shiboken6.isValid(one)


def growing(rounds: Sequence[Counter[str]]) -> dict[str, list[int]]:
    """What became more in every round, with its numbers."""
    found = {}
    for name in sorted(rounds[-1]):
        numbers = [each[name] for each in rounds]
        if all(earlier < later for earlier, later in pairwise(numbers)):
            found[name] = numbers
    return found
