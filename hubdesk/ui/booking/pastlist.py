"""The history of a date in the inspector: who, when, before → after, in words.

    past = PastList(make)
    past.show_past(detail.history)
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hubdesk.kernel.names import Names
from hubdesk.ui.booking.facts import Difference, Past, Times, Value
from hubdesk.ui.front import Front
from hubdesk.ui.widgets.make import Make, clear, column, lay
from hubdesk.words.catalogue import Words
from hubdesk.words.marker import N_
from hubdesk.words.reasons import REASONS

_ACTIONS = {
    "booking.booked": N_("Booked"),
    "booking.keyed_in": N_("Keyed in from paper"),
    "booking.imported": N_("Read from a file"),
    "booking.moved": N_("history|Moved"),
    "booking.cancelled": N_("Cancelled"),
    "booking.restored": N_("Booked again"),
    "booking.checked_in": N_("Checked in"),
    "booking.check_in_undone": N_("Check-in taken back"),
    "booking.released": N_("Released"),
    "booking.no_show": N_("Nobody came"),
    "booking.warned": N_("Warned: nobody came yet"),
    "booking.finished": N_("Over"),
    "booking.ended_early": N_("Ended early"),
    "booking.extended": N_("Made longer"),
    "booking.waived": N_("Fee waived"),
    "booking.excused": N_("Missed, does not count"),
    "booking.skipped": N_("Left out"),
    "booking.changed": N_("Rewritten"),
    "booking.readded": N_("history|Put back"),
    "booking.arranged": N_("Set up otherwise"),
    "booking.made_room": N_("Moved to make room"),
    "booking.repeated": N_("Made a series"),
    "booking.approved": N_("Approved"),
    "booking.declined": N_("Not approved"),
    "booking.confirmed": N_("Hold confirmed"),
    "booking.lapsed": N_("Nobody answered in time"),
    "booking.edited": N_("Series edited"),
    "booking.reconfirmed": N_("Confirmed anew"),
    "booking.reconfirmation_set": N_("Says how often it is confirmed"),
    "waiting.joined": N_("Put on the waiting list"),
    "waiting.accepted": N_("Offer accepted"),
    "waiting.declined": N_("Offer given up"),
    "waiting.left": N_("Left the waiting list"),
    "waiting.tended": N_("Offered to who waits"),
    "day.attended": N_("Dates of a day settled"),
    "organisation.left": N_("Organisation leaves"),
    "organisation.came_back": N_("Organisation came back"),
    "undone": N_("Taken back"),
}
_MOST = 12


def said_value(words: Words, value: Value) -> str:
    """A value of the history as the reader says it."""
    if value is None or value == "":
        return "\u2013"
    if isinstance(value, Names):
        return value.get(words.lang)
    if isinstance(value, Times):
        return words.times(value.starts_at, value.ends_at)
    if isinstance(value, bool):
        return words.t("Yes") if value else words.t("No")
    return said_reason(words, str(value))


def said_reason(words: Words, reason: str) -> str:
    """A reason: the program's own words, or as it was typed."""
    found = REASONS.get(reason)
    if found is not None:
        return words.t(found)
    own = _CLASHES.get(reason)
    return reason if own is None else words.t(own)


#: Why a date of a series was skipped.
_CLASHES = {
    "room_taken": N_("the room was taken"),
    "closed": N_("the room was closed"),
    "outside_opening_hours": N_("outside opening hours"),
    "equipment_short": N_("too little equipment was free"),
    "dates_overlap": N_("it overlapped another date"),
    "policy_refused": N_("a rule of the house was in the way"),
}


def said_difference(words: Words, change: Difference) -> str:
    """``Time Wed 21 Oct 13:30–15:00 → 14:00–15:30``."""
    before, after = change.before, change.after
    if isinstance(before, Times) and isinstance(after, Times):
        days = [words.local(times.starts_at).date() for times in (before, after)]
        if days[0] != days[1]:
            shown = [
                f"{words.weekday_date(day)} {words.times(times.starts_at, times.ends_at)}"
                for day, times in zip(days, (before, after), strict=True)
            ]
            return f"{words.t(change.field)} {shown[0]} \u2192 {shown[1]}"
    if before is None and change.field == "Reason":
        return f"{words.t(change.field)}: {said_value(words, after)}"
    return (
        f"{words.t(change.field)} {said_value(words, before)} \u2192 {said_value(words, after)}"
    )


class PastList(QWidget):
    """See the module."""

    def __init__(self, make: Make) -> None:
        super().__init__()
        self._make = make
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(8)

    def show_past(self, history: tuple[Past, ...]) -> None:
        """Show the newest lines."""
        clear(self._lines)
        for past in history[:_MOST]:
            self._lines.addWidget(self._line(past))

    def _line(self, past: Past) -> QWidget:
        make, words = self._make, self._make.front.words
        when = f"{words.moment(past.at)} \u00b7 {_actor(words, past.actor)}"
        action = words.t(_ACTIONS.get(past.action, past.action))
        text = column(
            make.elided(when, role="caption", tone="muted"),
            make.label(text=action, role="small"),
        )
        for change in past.changes:
            text.addWidget(
                make.label(text=said_difference(words, change), role="small", wrap=True)
            )
        line = QWidget()
        lay(QHBoxLayout(line), _Dot(make.front), text, gap=9)
        return line


#: Who acts without a sign-in name.
_ITSELF = {"sweep": N_("the house itself"), "kiosk": N_("at a kiosk")}


def _actor(words: Words, login: str) -> str:
    """Who did it; what no person did is said in words."""
    return words.t(_ITSELF[login]) if login in _ITSELF else login


class _Dot(QWidget):
    """The mark before a line of the history."""

    def __init__(self, front: Front) -> None:
        super().__init__()
        self._front = front
        self.setFixedWidth(9)

    def sizeHint(self) -> QSize:
        return QSize(9, 20)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._front.theme.colour("line_strong"), 1))
        painter.drawLine(QPointF(4.5, 16), QPointF(4.5, self.height() + 4))
        painter.setBrush(self._front.theme.colour("line_strong"))
        painter.drawEllipse(QPointF(4.5, 10), 3, 3)
