"""The dates of a series as a list: what stands there and the four choices of equal width.

    model = DatesModel(front)
    model.show_state(state, rooms, zone)
    view = DatesView(make, model)
    view.pick_wanted.connect(self._on_pick_wanted)
"""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QListView, QToolTip

from hubdesk.ui.front import Front
from hubdesk.ui.series.state import Pick, SeriesState
from hubdesk.ui.series.wording import PICKS, clash_said, day_said
from hubdesk.ui.widgets.headed import ROOT, Index
from hubdesk.ui.widgets.keys import ENTER, latin
from hubdesk.ui.widgets.make import Make
from hubdesk.words.marker import N_

AT_ROLE = Qt.ItemDataRole.UserRole + 1

_KEYS = {
    Qt.Key.Key_B: Pick.BOOK, Qt.Key.Key_R: Pick.ROOM, Qt.Key.Key_T: Pick.TIME,
    Qt.Key.Key_S: Pick.SKIP,
}  # fmt: skip
_NUMBERS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4)
_ORDER = tuple(Pick)
#: Where rules of the house refuse a date and would refuse it elsewhere as well.
NO_WAY_OUT = N_("No room or time near by is free and within the rules.")


class DatesModel(QAbstractListModel):
    """One row a date, of those the filter lets through."""

    def __init__(self, front: Front) -> None:
        super().__init__(front)
        self.front = front
        self.state: SeriesState | None = None
        self._rows: list[int] = []

    def show_state(self, state: SeriesState, rows: list[int]) -> None:
        """Show these dates of a series."""
        self.beginResetModel()
        self.state, self._rows = state, rows
        self.endResetModel()

    def clear(self) -> None:
        """Show nothing until the next dates come."""
        self.beginResetModel()
        self.state, self._rows = None, []
        self.endResetModel()

    def renew(self) -> None:
        """What is shown of the rows has changed, not which rows."""
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))
            self.layoutChanged.emit()

    def row_of(self, at: int) -> int:
        """The row that shows a date; −1 if the filter hides it."""
        return self._rows.index(at) if at in self._rows else -1

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._rows) or self.state is None:
            return None
        at = self._rows[index.row()]
        if role == AT_ROLE:
            return at
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._said(at)
        return None

    def _said(self, at: int) -> str:
        assert self.state is not None
        words, shown = self.front.words, self.state.shown(at)
        pick = self.state.picked(at)
        what = words.t("no choice yet") if pick is None else words.t(PICKS[pick])
        outcome = shown.outcome
        parts = (
            day_said(words, words.local(self.state.dates[at].asked_at).date()),
            words.times(outcome.starts_at, outcome.ends_at),
            self.state.rooms[shown.resource_id].names.get(words.lang),
            stands_there(self.front, self.state, at)[2],
            what,
        )
        return ", ".join(part for part in parts if part)


def stands_there(front: Front, state: SeriesState, at: int) -> tuple[str, str, str]:
    """(icon, tone, words) of what stands on a date as it was asked for."""
    words, planned = front.words, state.dates[at]
    holiday = state.holiday(at)
    day = "" if holiday is None else (
        words.t("Public holiday: {name}", name=holiday.get(words.lang))
    )  # fmt: skip
    if not planned.outcome.reason and day:
        return "calendar-x", "warning", f"{words.t('free')} \u00b7 {day}"
    if not planned.outcome.reason:
        return "circle-check", "good", words.t("free")
    if planned.outcome.reason == "holiday" and day:
        return "calendar-x", "text_soft", day
    room = state.rooms[planned.resource_id].names.get(words.lang)
    said = clash_said(words, planned, room)
    text = f"{said} \u00b7 {day}" if day else said
    if planned.outcome.reason in ("closed", "closure", "holiday", "outside_opening_hours"):
        return "calendar-x", "text_soft", text
    return "circle-alert", "bad", text


def second_line(front: Front, state: SeriesState, at: int) -> tuple[str, str]:
    """(tone, words) below: what the choice means, or why it does not work."""
    words, pick, shown = front.words, state.picked(at), state.shown(at)
    if pick is None:
        return "muted", words.t("Undecided: kept as skipped")
    if pick is Pick.SKIP:
        return ("muted", words.t("Skipped, can be put back"))
    room = state.rooms[shown.resource_id]
    name = room.names.get(words.lang)
    if state.by_rules(at):
        why = "" if pick is Pick.BOOK else clash_said(words, shown, name)
        asked = words.t("A reason will be asked for")
        return "warning", f"{asked}: {why}" if why else asked
    if shown.outcome.reason and pick is not Pick.BOOK:
        return "bad", words.t("Not free either: {what}", what=clash_said(words, shown, name))
    if pick is Pick.ROOM:
        seats = words.n("{n} seat", "{n} seats", room.capacity) if room.capacity else ""
        return "muted", words.t("{room}: {what}, free", room=name, what=seats) if seats else (
            words.t("{room}: free", room=name)
        )  # fmt: skip
    if pick is Pick.TIME:
        day = words.local(shown.outcome.starts_at).date()
        times = words.times(shown.outcome.starts_at, shown.outcome.ends_at)
        if day != words.local(shown.asked_at).date():
            times = f"{day_said(words, day)} {times}"
        return "muted", words.t("{times}: free", times=times)
    return "", ""


def refused_why(front: Front, state: SeriesState, at: int, pick: Pick) -> str:
    """Why a choice cannot be taken; empty if it can."""
    words = front.words
    if state.possible(at, pick):
        return ""
    if pick is Pick.BOOK:
        return stands_there(front, state, at)[2]
    if state.dates[at].rules:
        return words.t(NO_WAY_OUT)
    if pick is Pick.ROOM:
        return words.t("No other room that holds as many is free then.")
    return words.t("The room is not free at another time near by.")


class DatesView(QListView):
    """Keys: B, R, T, S choose; 1 to 4 take a proposal; Left and Right go through the choices;
    Enter goes on to the next date that needs one.

    Signals:
        pick_wanted(int, Pick): for a date.
        proposal_wanted(int): number of the proposal of the current date, from 0.
        at_changed(int): another date is current.
        next_wanted(int): go on from a date to the next that needs a choice.
    """

    pick_wanted = Signal(int, object)
    proposal_wanted = Signal(int)
    at_changed = Signal(int)
    next_wanted = Signal(int)

    def __init__(self, make: Make, model: DatesModel) -> None:
        super().__init__()
        self._front = make.front
        self._dates = model
        self.setModel(model)
        self.setProperty("kind", "list")
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)  # a narrower row may need another line
        self.setMouseTracking(True)
        make.front.speech.say(self, N_("Dates of the series"), part="name")

    def at(self) -> int | None:
        """The current date."""
        found = self.currentIndex().data(AT_ROLE)
        return found if isinstance(found, int) else None

    def go(self, at: int) -> None:
        """Make a date current and bring it into view."""
        row = self._dates.row_of(at)
        if row >= 0:
            self.setCurrentIndex(self._dates.index(row))
            self.scrollTo(self._dates.index(row))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        found = current.data(AT_ROLE)
        if isinstance(found, int):
            self.at_changed.emit(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at, state, key = self.at(), self._dates.state, latin(event.key())
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier,
        )  # fmt: skip
        if at is None or state is None or not plain:
            super().keyPressEvent(event)
        elif key in _KEYS:
            self.pick_wanted.emit(at, _KEYS[key])
        elif key in _NUMBERS:
            self.proposal_wanted.emit(_NUMBERS.index(key))
        elif key in ENTER:
            self.next_wanted.emit(at)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._step(at, state, 1 if key == Qt.Key.Key_Right else -1)
        else:
            super().keyPressEvent(event)

    def _step(self, at: int, state: SeriesState, step: int) -> None:
        """The next choice that is possible, to the left or the right."""
        picked = state.picked(at)
        place = (-1 if step > 0 else len(_ORDER)) if picked is None else _ORDER.index(picked)
        place += step
        while 0 <= place < len(_ORDER):
            if state.possible(at, _ORDER[place]):
                self.pick_wanted.emit(at, _ORDER[place])
                return
            place += step

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        found = self._pick_at(event.position().toPoint())
        if found is not None and event.button() == Qt.MouseButton.LeftButton:
            self.pick_wanted.emit(*found)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and self._dates.state is not None:
            found = self._pick_at(event.pos())
            why = "" if found is None else refused_why(self._front, self._dates.state, *found)
            index = self.indexAt(event.pos())
            text = why or (str(index.data()) if index.isValid() else "")
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().viewportEvent(event)

    def _pick_at(self, point: QPoint) -> tuple[int, Pick] | None:
        index = self.indexAt(point)
        at = index.data(AT_ROLE)
        if not isinstance(at, int):
            return None
        rects = pick_rects(self.visualRect(index))
        return next(
            ((at, pick) for pick, rect in rects.items() if rect.contains(point)), None
        )


#: The choices: width of one where there is room and where there is not, height, distance from
#: the right end.
_PICK, _NARROW, _HEIGHT, _RIGHT = 82, 75, 28, 10
_WIDE_FROM = 860
#: In a narrower row the choices stand below the facts, which makes it so much higher.
_BESIDE_FROM, BELOW = 740, 36


def below_facts(row: QRect) -> int:
    """How much of a row's height the choices take below the facts; 0 = they stand beside them."""
    return BELOW if row.width() < _BESIDE_FROM else 0


def pick_rects(row: QRect) -> dict[Pick, QRect]:
    """Where the four choices of a row stand."""
    width = _PICK if row.width() >= _WIDE_FROM else _NARROW
    left = row.right() + 1 - _RIGHT - width * len(_ORDER)
    top = row.top() + (row.height() - _HEIGHT) // 2
    if below_facts(row):
        top = row.bottom() - _HEIGHT - 7
    return {
        pick: QRect(left + width * place, top, width, _HEIGHT)
        for place, pick in enumerate(_ORDER)
    }
