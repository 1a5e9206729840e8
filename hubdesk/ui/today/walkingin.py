"""Books what is typed into the walk-in line; asks why where the rules of the house refuse it.

    self.walking_in = WalkingIn(page, page.line)
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from hubdesk.ui.booking.letpass import LetPass
from hubdesk.ui.frame.page import Page
from hubdesk.ui.today import ops
from hubdesk.ui.today.walkin import WalkIn, WalkInLine


class WalkingIn(QObject):
    """Attributes:
    let_pass: the question why.
    """

    def __init__(self, page: Page, line: WalkInLine) -> None:
        super().__init__(page)
        self._front, self._line = page.front, line
        self._given_back: WalkIn | None = None
        self.let_pass = LetPass(page, page.make)
        line.wished.connect(self._on_wished)

    @Slot(object)
    def _on_wished(self, wish: WalkIn) -> None:
        self.let_pass.attempt(
            partial(ops.walk_in, self._front, wish, owner=self, refused=self._on_refused),
            partial(QWidget.geometry, self._line), done=self._on_booked,
        )  # fmt: skip

    def _on_refused(self, wish: WalkIn) -> None:
        self._given_back = wish
        self._line.restore(wish)

    def _on_booked(self, _thing: object) -> None:
        """What was put back into the line and let pass afterwards is done."""
        wish, self._given_back = self._given_back, None
        if wish is not None:
            self._line.forget(wish)
