"""What a hand can do on the board or on the plan, told beside it while nothing is selected.

It knows no bookings.

    hints = Hints(make)
    hints.show_for("plan")
"""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hubdesk.ui.widgets.make import Make, lay
from hubdesk.words.marker import N_

BOARD = (
    (N_("Drag on free time"), N_("books")),
    (N_("Drag a booking"), N_("moves it")),
    (N_("Drag an edge"), N_("makes it longer or shorter")),
    (N_("Ctrl + drag"), N_("copies")),
    (N_("Arrows, Enter"), N_("choose a time, book")),
    (N_("key|Delete"), N_("cancels, with a reason")),
    (N_("Ctrl + wheel"), N_("widens the hours")),
    (N_("Ctrl + Z"), N_("takes back")),
)
PLAN = (
    (N_("Click on a free place"), N_("books it for the time above the plan")),
    (N_("Click on a taken place"), N_("shows what holds it")),
    (N_("Right click on a desk"), N_("gives it to somebody, or for away days")),
    (N_("Arrows, Enter"), N_("choose a place, book")),
    (N_("Ctrl + Page Up, Page Down"), N_("change the floor")),
    (N_("Ctrl + wheel"), N_("brings the plan nearer")),
    (N_("Drag the plan"), N_("moves it")),
    (N_("Ctrl + Z"), N_("takes back")),
)


class Hints(QWidget):
    """Attributes:
    on_plan: what is shown is about the plan.
    """

    def __init__(self, make: Make) -> None:
        super().__init__()
        self._make = make
        self._board = self._part(N_("On the board"), BOARD)
        self._plan = self._part(N_("On the plan"), PLAN)
        lay(QVBoxLayout(self), self._board, self._plan)
        self.show_for("day")

    def show_for(self, view: str) -> None:
        """Tell about a view of the page Bookings."""
        self.on_plan = view == "plan"
        self._board.setVisible(not self.on_plan)
        self._plan.setVisible(self.on_plan)

    def _part(self, heading: str, pairs: tuple[tuple[str, str], ...]) -> QWidget:
        make, part = self._make, QWidget()
        lines = lay(
            QVBoxLayout(part), make.label(heading, role="heading"),
            make.label(N_("Select a booking to see it here."), role="small", tone="muted",
                       wrap=True),
            gap=9,
        )  # fmt: skip
        for gesture, effect in pairs:
            lines.addLayout(lay(
                QVBoxLayout(), make.label(gesture, role="table_strong"),
                make.label(effect, role="small", tone="muted", wrap=True),
            ))  # fmt: skip
        return part
