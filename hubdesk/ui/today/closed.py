"""The card that says which rooms are closed today, when and why; away while none is.

    card = ClosedCard(make)
    card.show_closed(scene, counter)
"""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hubdesk.ui.booking.scene import DAY, Scene, Span
from hubdesk.ui.booking.wording import times
from hubdesk.ui.today.counter import Counter
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.make import Make, clear, lay
from hubdesk.words.marker import N_

#: More are counted, not listed.
_MOST = 4


class ClosedCard(Card):
    """See the module."""

    def __init__(self, make: Make) -> None:
        super().__init__(make, N_("Closed today"), icon="calendar-x")
        self._make = make
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self.body.addLayout(self._lines)
        self.hide()

    def show_closed(self, scene: Scene, counter: Counter) -> None:
        """Show the closures that touch the day."""
        words = self._make.front.words
        clear(self._lines)
        self.setVisible(bool(counter.closed))
        self.count(len(counter.closed))
        for gap in counter.closed[:_MOST]:
            room = scene.lanes[gap.lane].names.get(words.lang)
            span = Span(max(0, gap.span.starts), min(DAY, gap.span.ends))
            when = words.t("all day") if span == Span(0, DAY) else times(words, span)
            line = QWidget()
            line.setFixedHeight(self._make.front.theme.size("row_two_lines"))
            lay(
                QVBoxLayout(line), None, self._make.elided(room, role="table_strong"),
                self._make.elided(f"{when} \u00b7 {gap.reason}", role="small", tone="muted"), None,
                margins=(14, 0, 12, 0),
            )  # fmt: skip
            self._lines.addWidget(line)
            self._lines.addWidget(self._make.rule())
        if len(counter.closed) > _MOST:
            more = words.n("and {n} more", "and {n} more", len(counter.closed) - _MOST)
            label = self._make.label(text=more, role="small", tone="muted")
            label.setContentsMargins(14, 6, 12, 8)
            self._lines.addWidget(label)
