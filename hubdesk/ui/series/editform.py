"""The form that edits a series: which dates, when, where, what it is called, until when.

    form = EditForm(make)
    form.show_date(whole, line)
    form.edited.connect(self._on_edited)        # look at what it would do
    form.wish()                                 # what differs, None while a field cannot be read
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hubdesk.booking.editing import Clashing, SeriesEdit
from hubdesk.booking.queries.listing import DateLine
from hubdesk.booking.recurrence import format_rule, parse_rules
from hubdesk.ui.booking.cancelform import SCOPES
from hubdesk.ui.series.wholeload import Whole
from hubdesk.ui.widgets.combo import Combo
from hubdesk.ui.widgets.datefield import DateField
from hubdesk.ui.widgets.make import Make, lay, row
from hubdesk.ui.widgets.segments import Segments
from hubdesk.ui.widgets.timefield import DAY, TimeField
from hubdesk.words.marker import N_

_CLASHING = {
    "refuse": N_("clash|Change nothing"),
    "stay": N_("clash|Leave them there"),
    "skip": N_("clash|Skip them"),
}


class EditForm(QWidget):
    """Attributes:
    scope: ``this``, ``following`` or ``all``.

    Signals:
        edited(): something differs from before.
    """

    edited = Signal()

    def __init__(self, make: Make) -> None:
        super().__init__()
        self._make = make
        self.scope = "following"
        self._whole: Whole | None = None
        self._line: DateLine | None = None
        self.scopes = Segments(make, N_("Which dates"), SCOPES)
        self.day = DateField(make, N_("Day"))
        self.starts = TimeField(make, N_("From"))
        self.ends = TimeField(make, N_("Until"))
        self.room = Combo(make, N_("Room"))
        self.title = make.line_edit(N_("Title"), hint=N_("Title"))
        self.until = DateField(make, N_("Last day"))
        self.clashing = Combo(make, N_("Dates that clash"))
        self._last = make.label(N_("Last day of the series"), role="small", tone="muted")
        self._clash = make.label(N_("Dates that clash"), role="small", tone="muted")
        dash = make.label(text="\u2013", tone="muted")
        lay(
            QVBoxLayout(self), self.scopes, 2,
            make.label(N_("This date goes to"), role="small", tone="muted"), self.day,
            row(self.starts, dash, self.ends), self.room, self.title, self._last, self.until,
            self._clash, self.clashing, gap=6,
        )  # fmt: skip
        self.scopes.choose(self.scope)
        self._fill_clashing()
        self._connect()

    def _connect(self) -> None:
        self.scopes.chosen.connect(self._on_scope_chosen)
        for days in (self.day, self.until):
            days.changed.connect(self._on_day_changed)
        for times in (self.starts, self.ends):
            times.changed.connect(self._on_changed)
        self.title.editingFinished.connect(self._on_changed)
        self.room.activated.connect(self._on_activated)
        self.clashing.activated.connect(self._on_activated)

    def _fill_clashing(self) -> None:
        words, kept = self._make.front.words, self.clashing.currentIndex()
        self.clashing.clear()
        for key, msgid in _CLASHING.items():
            self.clashing.addItem(words.t(msgid), key)
        self.clashing.setCurrentIndex(max(0, kept))

    def retranslate(self) -> None:
        """After another language."""
        self._fill_clashing()
        self._fill_rooms()

    def _fill_rooms(self) -> None:
        if self._whole is None or self._line is None:
            return
        words, kept = self._make.front.words, self.room.currentData()
        self.room.clear()
        for place in self._whole.rooms.values():
            name = place.names.get(words.lang)
            if place.capacity:
                seats = words.n("{n} seat", "{n} seats", place.capacity)
                name = f"{name} \u00b7 {seats}"
            self.room.addItem(name, place.id)
        wanted = self._line.resource_id if kept is None else kept
        self.room.setCurrentIndex(max(0, self.room.findData(wanted)))

    def show_date(self, whole: Whole, line: DateLine) -> None:
        """Start from a date as it is."""
        self._whole, self._line = whole, line
        starts, ends = (moment.astimezone(whole.zone) for moment in (line.starts_at, line.ends_at))
        self.day.set_day(starts.date())
        self.starts.set_minute(starts.hour * 60 + starts.minute)
        self.ends.set_minute((ends.hour * 60 + ends.minute) or DAY)
        self.room.clear()
        self._fill_rooms()
        self.title.setText(line.title)
        self.until.set_day(self._end())
        self.clashing.setCurrentIndex(0)
        series = whole.details.rrule is not None
        for widget in (self.scopes, self._last, self.until):
            widget.setVisible(series)
        self._show_for_scope()

    def _end(self) -> date:
        """The last day that there is now, of dates that stand."""
        assert self._whole is not None
        standing = [x for x in self._whole.details.dates if x.status != "cancelled"]
        dates = standing or list(self._whole.details.dates)
        return max(x.starts_at for x in dates).astimezone(self._whole.zone).date()

    def _show_for_scope(self) -> None:
        whole = self.scope != "this"
        for widget in (self._last, self.until):
            widget.setVisible(whole)
        self.show_clashing(False)

    def show_clashing(self, clashes: bool) -> None:
        """Ask what becomes of dates that clash, if some do or it was said already."""
        asked = self.scope != "this" and (clashes or self.clashing.currentIndex() > 0)
        for widget in (self._clash, self.clashing):
            widget.setVisible(asked)

    def wish(self) -> SeriesEdit | None:
        """What differs; None while a field cannot be read."""
        whole, line = self._whole, self._line
        day, first, last = self.day.day(), self.starts.minute(), self.ends.minute()
        if whole is None or line is None or day is None or first is None or last is None:
            return None
        if last <= first:
            last += DAY
        midnight = datetime.combine(day, time())
        starts, ends = midnight + timedelta(minutes=first), midnight + timedelta(minutes=last)
        was = [
            moment.astimezone(whole.zone).replace(tzinfo=None)
            for moment in (line.starts_at, line.ends_at)
        ]
        room, title = self.room.currentData(), self.title.text().strip()
        return SeriesEdit(
            starts=starts if starts != was[0] else None,
            ends=ends if ends - starts != was[1] - was[0] else None,
            resource_id=room if room != line.resource_id else None,
            title=title if title != line.title else None,
            rrule=self._rule(),
            clashing=Clashing(self.clashing.currentData() or "refuse"),
        )

    def _rule(self) -> str | None:
        """How the series goes on if it is to end on another day."""
        whole, until = self._whole, self.until.day()
        if whole is None or until is None or self.scope == "this" or until == self._end():
            return None
        rules = parse_rules(whole.details.rrule or "") if whole.details.rrule else ()
        if len(rules) != 1:
            return None
        return format_rule(replace(rules[0], count=None, until=until))

    @Slot(str)
    def _on_scope_chosen(self, scope: str) -> None:
        self.scope = scope
        self._show_for_scope()
        self.edited.emit()

    @Slot(object)
    def _on_day_changed(self, _day: object) -> None:
        self.edited.emit()

    @Slot(int)
    def _on_activated(self, _at: int) -> None:
        self.edited.emit()

    @Slot()
    def _on_changed(self) -> None:
        self.edited.emit()
