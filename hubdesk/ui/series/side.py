"""The right side of the review: the chosen date as asked, and what would fit, nearest first.

    side = DateSide(front)
    side.show_date(state, at, view, zone)
    side.taken.connect(self._on_proposal_wanted)
"""

from __future__ import annotations

from zoneinfo import ZoneInfo

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from hubdesk.ui.front import Front
from hubdesk.ui.series.load import DateView, Strip
from hubdesk.ui.series.state import SeriesState
from hubdesk.ui.series.strips import StripPainter
from hubdesk.ui.series.table import NO_WAY_OUT, stands_there
from hubdesk.ui.series.wording import note_said, proposal_said
from hubdesk.ui.widgets.inspector import Inspector
from hubdesk.ui.widgets.make import retone, row
from hubdesk.words.marker import N_

MOST = 4
_STRIP, _HOURS, _CARD = 20, 18, 86


class AskedStrip(QWidget):
    """The date in the room it was asked for."""

    def __init__(self, front: Front) -> None:
        super().__init__()
        self._painter = StripPainter(front)
        self._front = front
        self._strip: Strip | None = None
        self._mine = ""
        self._bad = False
        self.setFixedHeight(_HOURS + _STRIP + 2)
        front.look_changed.connect(self._on_look_changed)

    def show_strip(self, strip: Strip | None, mine: str, *, bad: bool) -> None:
        self._strip, self._mine, self._bad = strip, mine, bad
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._strip is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = float(self.width())
        self._painter.hours(painter, QRectF(0, 0, width, _HOURS), self._strip)
        self._painter.paint(
            painter, QRectF(0, _HOURS, width, _STRIP), self._strip, self._mine, bad=self._bad
        )

    @Slot()
    def _on_look_changed(self) -> None:
        self._painter = StripPainter(self._front)
        self.update()


class ProposalCard(QAbstractButton):
    """A proposal: its number, where and when, how far from what was asked, and its strip."""

    def __init__(self, front: Front, number: int) -> None:
        super().__init__()
        self._front = front
        self._painter = StripPainter(front)
        self._number = number
        self._note, self._mine = "", ""
        self._strip: Strip | None = None
        self.setCheckable(True)
        self.setFixedHeight(_CARD)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        front.look_changed.connect(self._on_look_changed)

    def show_proposal(
        self, text: str, note: str, strip: Strip, mine: str, *, taken: bool
    ) -> None:
        self.setText(text)
        self.setAccessibleName(f"{self._number}: {text}, {note}")
        self._note, self._strip, self._mine = note, strip, mine
        self.setChecked(taken)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, _CARD)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, texts = self._front.theme, self._painter.texts
        body = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        ring = self.isChecked() or self.hasFocus()
        painter.setPen(QPen(theme.colour("accent" if ring else "line"), 2 if ring else 1))
        fill = "accent_soft" if self.isChecked() else "hover" if self.underMouse() else "surface"
        painter.setBrush(theme.colour(fill))
        painter.drawRoundedRect(body, 6, 6)
        badge = QRectF(body.left() + 9, body.top() + 9, 18, 18)
        painter.setPen(QPen(theme.colour("line_strong"), 1))
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(badge.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(theme.colour("text_soft"))
        texts.draw(painter, "caption", str(self._number), badge.left() + 6, badge.top(), 16, 18)
        painter.setPen(theme.colour("text"))
        width = self.width() - 46
        head, note = self._lines(width)
        texts.draw(painter, "table_strong", head, 36, 7, width, 22)
        painter.setPen(theme.colour("muted"))
        texts.draw(painter, "caption", note, 36, 29, width, 20)
        if self._strip is not None:
            strip = QRectF(10, 54, self.width() - 20, _STRIP)
            self._painter.paint(painter, strip, self._strip, self._mine, bad=False)

    def _lines(self, width: float) -> tuple[str, str]:
        """Where and when; the time goes before the note where the first line cannot hold it."""
        room, comma, when = self.text().rpartition(", ")
        if comma and self._painter.texts.width("table_strong", self.text()) > width:
            return room, f"{when} \u00b7 {self._note}"
        return self.text(), self._note

    @Slot()
    def _on_look_changed(self) -> None:
        self._painter = StripPainter(self._front)
        self.update()


class DateSide(Inspector):
    """Signals:
    taken(int): number of a proposal, from 0.
    skip_wanted(): leave the date out.
    """

    taken = Signal(int)
    skip_wanted = Signal()

    def __init__(self, front: Front) -> None:
        super().__init__(front)
        make = self.make
        front.speech.say(self, N_("The chosen date"), part="name")
        self._number = make.label(role="caption", tone="muted")
        self._day = make.label(role="heading", wrap=True)
        self.section(self._number, self._day, gap=2)
        self._asked = AskedStrip(front)
        self._clash = make.label(role="small", wrap=True)
        self.section(make.label(N_("As asked"), role="table_strong"), self._asked, self._clash)
        self.cards = [ProposalCard(front, number + 1) for number in range(MOST)]
        self._none = make.label(role="small", tone="muted", wrap=True)
        column = QVBoxLayout()
        column.setSpacing(8)
        for card in self.cards:
            card.clicked.connect(self._on_card_clicked)
            column.addWidget(card)
        self._skip = make.button(N_("Skip"), small=True, on=self._on_skip_clicked)
        self.section(
            row(make.label(N_("What would fit"), role="table_strong"), None,
                make.label(N_("nearest first"), role="caption", tone="muted")),
            column, self._none, row(self._skip, None),
        )  # fmt: skip
        self.section(make.label(
            N_("B books, R takes another room, T another time, S skips; 1 to 4 take a proposal. "
               "Ctrl+Enter books all."),
            role="caption", tone="muted", wrap=True,
        ))  # fmt: skip

    def show_date(
        self, state: SeriesState, at: int, view: DateView | None, mine: str, zone: ZoneInfo
    ) -> None:
        """Show a date; ``view`` None = its proposals are on their way."""
        words, planned = self.front.words, state.dates[at]
        self._number.setText(
            words.t("Date {number} of {total}", number=at + 1, total=len(state.dates))
        )
        self._day.setText(words.full_date(words.local(planned.asked_at).date()))
        _, tone, text = stands_there(self.front, state, at)
        self._clash.setText(text)
        retone(self._clash, "soft" if tone == "text_soft" else tone)
        known = view is not None and view.asked_at == planned.asked_at
        strip = view.asked if view is not None and known else None
        self._asked.show_strip(strip, mine, bad=state.clashes(at))
        found = view.proposals if view is not None and known else ()
        for number, card in enumerate(self.cards):
            shown = number < len(found)
            card.setVisible(shown)
            if shown and view is not None:
                card.show_proposal(
                    proposal_said(words, found[number], planned, state.rooms, zone),
                    note_said(words, found[number], planned, state.rooms, zone),
                    view.strips[number], mine, taken=state.taken(at) == found[number],
                )  # fmt: skip
        self._none.setVisible(known and not found)
        nothing = NO_WAY_OUT if planned.rules else N_("Nothing near by is free.")
        self._none.setText(words.t(nothing))

    @Slot()
    def _on_card_clicked(self) -> None:
        self.taken.emit(self.cards.index(self.sender()))  # type: ignore[arg-type]

    @Slot()
    def _on_skip_clicked(self) -> None:
        self.skip_wanted.emit()
