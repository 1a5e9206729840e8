"""Pages that nobody sees are changed when they are wanted, so a new look or language comes at once.

What concerns a widget of a hidden page is kept until the page wakes; what concerns any other is
done now.  A later change of the same kind replaces an earlier one that still waits.

    sleepers.run(label, "text", partial(label.setText, "จอง"))
    sleepers.wake(page)
"""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtWidgets import QWidget

Act = Callable[[], object]


class Sleepers:
    """See the module."""

    def __init__(self) -> None:
        self._pages: list[QWidget] = []
        self._late: dict[QWidget, dict[tuple[QWidget, str], Act]] = {}

    def add(self, page: QWidget) -> None:
        """A page that sleeps while it is hidden."""
        self._pages.append(page)

    def run(self, widget: QWidget, what: str, act: Act) -> None:
        """Do something to a widget, now or when its page wakes.

        Args:
            what: kind of change; of two that wait, the last is done.
        """
        page = self._bed_of(widget)
        if page is None:
            act()
        else:
            late = self._late.setdefault(page, {})
            late.pop((widget, what), None)
            late[widget, what] = act

    def wake(self, page: QWidget) -> None:
        """Do what has waited for a page, in the order in which it was asked for."""
        for (widget, _), act in self._late.pop(page, {}).items():
            if shiboken6.isValid(widget):
                act()

    def next(self) -> QWidget | None:
        """A page that something waits for."""
        return next(iter(self._late), None)

    def _bed_of(self, widget: QWidget) -> QWidget | None:
        for page in self._pages:
            if page.isHidden() and (page is widget or page.isAncestorOf(widget)):
                return page
        return None
