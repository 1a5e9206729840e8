"""What an edit would do, shown before it is written: a line of sums, and a row for each date.

    changes = ChangesView(make)
    changes.show_preview(preview, whole)
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hubdesk.booking.editing import Becomes, DateChange, EditPreview, Spot
from hubdesk.ui.booking.pastlist import said_reason
from hubdesk.ui.series.wholeload import Whole
from hubdesk.ui.series.wording import day_said
from hubdesk.ui.widgets.cells import Cell, CellModel, CellView, Row
from hubdesk.ui.widgets.make import Make, lay
from hubdesk.ui.widgets.table import Column
from hubdesk.words.catalogue import Words
from hubdesk.words.marker import N_

_BECOMES = {
    Becomes.CHANGED: (N_("becomes|changes"), "accent", "arrow-right"),
    Becomes.SAME: (N_("becomes|stays the same"), "muted", ""),
    Becomes.ADDED: (N_("becomes|is added"), "good", "plus"),
    Becomes.ENDED: (N_("becomes|ends"), "bad", "x"),
    Becomes.CLASH: (N_("becomes|clashes"), "bad", "triangle-alert"),
    Becomes.STAYS: (N_("becomes|clashes, stays"), "warning", "circle-minus"),
    Becomes.SKIPPED: (N_("becomes|clashes, is skipped"), "warning", "circle-minus"),
}


class ChangesView(QWidget):
    """Attributes:
    model: a row for every date concerned and every exception that stays.
    """

    def __init__(self, make: Make) -> None:
        super().__init__()
        self._front = make.front
        self.sums = make.label(role="small", tone="soft", wrap=True)
        self.sums.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.model = CellModel(
            make.front, (Column(N_("Now"), 126), Column(N_("Afterwards")), )
        )
        self.view = CellView(make, self.model, N_("What changes"))
        self.view.setMinimumHeight(120)
        lay(QVBoxLayout(self), self.sums, self.view, gap=6)
        self.view.hide()

    def clear(self, text: str = "") -> None:
        """Show nothing but a sentence."""
        self._show([])
        self.sums.setText(text)

    def show_preview(self, seen: EditPreview, whole: Whole) -> None:
        """Show what would become of every date."""
        words = self._front.words
        self.sums.setText(sums_said(words, seen))
        rows = [_row(words, date, whole) for date in seen.dates if date.becomes is not Becomes.SAME]
        rows += [
            Row(None, (
                Cell(_day(words, kept.spot)),
                Cell(words.t("exception, stays as it is"), "muted", "circle-minus"),
            ))
            for kept in seen.kept
        ]  # fmt: skip
        self._show(rows)

    def _show(self, rows: list[Row]) -> None:
        self.model.show_rows(rows)
        self.view.setVisible(bool(rows))


def sums_said(words: Words, seen: EditPreview) -> str:
    """``9 dates change · 1 exception stays · 3 past dates are left alone``."""
    counts = (
        seen.count(Becomes.CHANGED), seen.count(Becomes.ADDED), seen.count(Becomes.ENDED),
        seen.count(Becomes.CLASH), seen.count(Becomes.STAYS), seen.count(Becomes.SKIPPED),
        len(seen.kept), seen.past, seen.earlier,
    )  # fmt: skip
    said = [text for text, count in zip(_said(words, counts), counts, strict=True) if count]
    if seen.texts and not seen.count(Becomes.CHANGED):
        said.insert(0, words.t("only the words change"))
    if seen.divides:
        said.append(words.t("it goes on as a booking of its own"))
    return " \u00b7 ".join(said)


def _said(words: Words, n: tuple[int, ...]) -> tuple[str, ...]:
    return (
        words.n("{n} date changes", "{n} dates change", n[0]),
        words.n("{n} date is added", "{n} dates are added", n[1]),
        words.n("{n} date ends", "{n} dates end", n[2]),
        words.n("{n} date clashes", "{n} dates clash", n[3]),
        words.n("{n} stays where it is", "{n} stay where they are", n[4]),
        words.n("{n} is skipped", "{n} are skipped", n[5]),
        words.n("{n} exception stays", "{n} exceptions stay", n[6]),
        words.n("{n} past date is left alone", "{n} past dates are left alone", n[7]),
        words.n("{n} earlier date stays", "{n} earlier dates stay", n[8]),
    )


def _row(words: Words, change: DateChange, whole: Whole) -> Row:
    msgid, tone, icon = _BECOMES[change.becomes]
    now = change.before or change.after
    said = words.t(msgid)
    if change.reason:
        why = said_reason(words, change.reason)
        why = f"{why} ({change.by})" if change.by else why
        # That it clashes, the sign and the sums above say.
        said = why if change.becomes is Becomes.CLASH else f"{said}: {why}"
    elif change.after is not None and change.becomes is Becomes.CHANGED:
        said = _differs(words, change, whole)
    return Row(
        change.occurrence_id,
        (Cell("" if now is None else _day(words, now)), Cell(said, tone, icon)),
    )


def _differs(words: Words, change: DateChange, whole: Whole) -> str:
    """Where it goes, saying only what differs."""
    before, after = change.before, change.after
    assert before is not None
    assert after is not None
    parts = []
    if _day(words, before) != _day(words, after):
        parts.append(_day(words, after))
    if words.times(*before[:2]) != words.times(*after[:2]):
        parts.append(words.times(*after[:2]))
    if before.resource != after.resource:
        place = whole.rooms.get(after.resource)
        parts.append(after.resource if place is None else place.names.get(words.lang))
    return ", ".join(parts) or words.t("becomes|changes")


def _day(words: Words, spot: Spot) -> str:
    return day_said(words, words.local(spot.starts_at).date())
