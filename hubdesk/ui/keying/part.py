"""Lines read off the sheets of a week on paper, judged while they are typed, booked in one go.

    part = KeyingPart(front)
    part.start(day)
    part.left.connect(self._on_keying_left)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hubdesk.booking.service.keying import Keyed, book_lines, judge_lines
from hubdesk.booking.typed import Misread, TypedLine, read_line
from hubdesk.kernel.changes import Changes
from hubdesk.spaces.queries import resources
from hubdesk.spaces.spoken import spoken
from hubdesk.store.session import Session, UnitOfWork
from hubdesk.ui.booking.scene import Span
from hubdesk.ui.booking.wording import times
from hubdesk.ui.front import Front
from hubdesk.ui.orgs import load_orgs
from hubdesk.ui.widgets.cells import Cell, CellModel, CellView, Row
from hubdesk.ui.widgets.datefield import DateField
from hubdesk.ui.widgets.make import Make, lay
from hubdesk.ui.widgets.popover import keeps_key
from hubdesk.ui.widgets.table import Column
from hubdesk.words.answers import answers
from hubdesk.words.marker import N_

_COLUMNS = (
    Column(N_("Room"), 130), Column(N_("Time"), 130), Column(N_("Organisation"), 110),
    Column(N_("Title")), Column(N_("keying|What becomes of it"), 420),
)  # fmt: skip
_MISREAD = {
    "shape": N_("Room, times and organisation are needed: 201 9-10.30 ACT title"),
    "room": N_("No room has the code or name {part}"),
    "organisation": N_("No organisation has the code {part}"),
    "time": N_("No clock shows {part}"),
}


@dataclass(frozen=True, slots=True)
class _Known:
    """Codes of rooms and organisations, to read lines by and to show them.

    Attributes:
        called: what each room may be called.
    """

    rooms: dict[str, int]
    called: dict[str, int]
    orgs: dict[str, int]

    def code(self, kind: str, number: int) -> str:
        codes = self.rooms if kind == "room" else self.orgs
        return next((code for code, one in codes.items() if one == number), "")


def _load_known(session: Session) -> _Known:
    found = [one for one in resources(session) if one.kind != "equipment"]
    called = spoken((one.id, one.code, one.names) for one in found)
    rooms = {one.code: one.id for one in found}
    return _Known(rooms, called, {choice.code: choice.id for choice in load_orgs(session)})


class KeyingPart(QWidget):
    """Attributes:
    lines: what was typed and understood, in order.

    Signals:
        left(): back to the board.
    """

    left = Signal()

    def __init__(self, front: Front) -> None:
        super().__init__()
        self.front = front
        self.make = Make(front)
        self.lines: list[TypedLine] = []
        self._keyed: tuple[Keyed, ...] = ()
        self._known = _Known({}, {}, {})
        self.setProperty("kind", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.day = DateField(self.make, N_("Day of the sheet"))
        self.day.changed.connect(self._on_day_changed)
        self.field = self.make.line_edit(
            N_("A line of the sheet"), hint=N_("201 9-10.30 ACT title")
        )
        self.field.returnPressed.connect(self._on_line_entered)
        self.said = self.make.label(role="small", tone="bad")
        self.model = CellModel(front, _COLUMNS)
        self.list = CellView(
            self.make, self.model, N_("Lines keyed in"),
            nothing=N_("Type a line as it stands on the sheet and press Enter. Nothing is booked "
                       "before you say so."),
        )  # fmt: skip
        self.list.opened.connect(self._on_line_opened)
        self.book_button = self.make.button(
            N_("Book"), icon="check", kind="primary", on=self.book
        )
        self.back_button = self.make.button(N_("Back to the board"), on=self.leave)
        front.words_changed.connect(self._show)
        self._build()

    def _build(self) -> None:
        make = self.make
        entry = lay(QHBoxLayout(), self.day, self.field, gap=8)
        entry.setStretchFactor(self.field, 1)
        card = make.frame("card")
        lay(QVBoxLayout(card), self.list, margins=(1, 1, 1, 1))
        foot = lay(QHBoxLayout(), self.back_button, None, self.book_button, gap=8)
        head = make.label(N_("Key in from paper"), role="title")
        head.setFixedHeight(self.front.theme.size("page_header"))
        box = lay(QVBoxLayout(self), head, gap=8, margins=(16, 0, 16, 12))
        box.addLayout(entry)
        box.addWidget(self.said)
        box.addWidget(card, 1)
        box.addLayout(foot)

    def start(self, day: date) -> None:
        """Begin a sheet of a day; lines that are there already stay."""
        if not self.lines:
            self.day.set_day(day)
        self.front.read(_load_known, self._on_known, owner=self, key="known")
        self._show()
        self.field.setFocus()

    def load(self) -> None:
        """Others have written: the lines are judged again."""
        self._judge()

    @Slot(object)
    def _on_known(self, known: _Known) -> None:
        self._known = known
        self._judge()

    def _judge(self) -> None:
        day, lines = self.day.day(), tuple(self.lines)
        if day is not None:
            self.front.read(
                lambda session: judge_lines(session, day, lines), self._on_judged, owner=self,
                key="judge",
            )  # fmt: skip

    @Slot(object)
    def _on_judged(self, keyed: tuple[Keyed, ...]) -> None:
        self._keyed = keyed
        self._show()

    @Slot()
    def _show(self) -> None:
        rows = [
            Row(at, (*self._cells(line), self._verdict(self._keyed[at])
                     if at < len(self._keyed) else Cell("\u2026", "muted")))
            for at, line in enumerate(self.lines)
        ]  # fmt: skip
        self.model.show_rows(rows)
        count = sum(keyed.outcome == "free" for keyed in self._keyed[: len(self.lines)])
        words = self.front.words
        self.book_button.setText(words.n("Book {n} line", "Book {n} lines", count))
        self.book_button.setEnabled(count > 0)

    def _cells(self, line: TypedLine) -> tuple[Cell, ...]:
        return (
            Cell(self._known.code("room", line.resource_id), strong=True),
            Cell(times(self.front.words, Span(line.starts, line.ends))),
            Cell(self._known.code("org", line.org_id)), Cell(line.title),
        )  # fmt: skip

    def _verdict(self, keyed: Keyed) -> Cell:
        words = self.front.words
        if keyed.outcome == "free":
            return Cell(words.t("keying|free"), "good", "circle-check")
        if keyed.outcome == "known":
            return Cell(words.t("is in the books already"), "muted", "info")
        if keyed.outcome == "twin" or keyed.error is None:
            return Cell(words.t("an earlier line takes this time"), "bad", "triangle-alert")
        said = answers(words, keyed.error.details.get("answers", ())) or words.error(keyed.error)
        return Cell(said, "bad", "triangle-alert")

    # -- what a person does ---------------------------------------------------------------------

    @Slot()
    def _on_line_entered(self) -> None:
        found = read_line(self.field.text(), self._known.called, self._known.orgs)
        if isinstance(found, Misread):
            self.said.setText(self.front.words.t(_MISREAD[found.reason], part=found.part))
            self.field.selectAll()
            return
        self.said.clear()
        self.field.clear()
        self.lines.append(found)
        self._show()
        self._judge()

    @Slot(object)
    def _on_line_opened(self, key: int) -> None:
        """Take a line back into the field, to be corrected."""
        line = self.lines.pop(key)
        self.field.setText(" ".join((
            self._known.code("room", line.resource_id),
            f"{line.starts // 60}:{line.starts % 60:02d}-{line.ends // 60}:{line.ends % 60:02d}",
            self._known.code("org", line.org_id), line.title,
        )).strip())  # fmt: skip
        self.field.setFocus()
        self._keyed = ()
        self._judge()

    def event(self, event: QEvent) -> bool:
        """Keys that mean something on the board mean nothing here."""
        if keeps_key(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = self.list.key()
        if event.key() == Qt.Key.Key_Delete and isinstance(at, int) and self.list.hasFocus():
            del self.lines[at]
            self._keyed = ()
            self._judge()
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _on_day_changed(self) -> None:
        self._judge()

    @Slot()
    def book(self) -> None:
        """Book every line that fits; the others stay to be corrected."""
        day, lines = self.day.day(), tuple(self.lines)
        if day is None or not lines:
            return

        def action(uow: UnitOfWork) -> tuple[Keyed, ...]:
            return book_lines(uow, day, lines)

        self.front.write(action, self._on_booked, owner=self)

    def _on_booked(self, keyed: tuple[Keyed, ...], changes: Changes) -> None:
        count = sum(one.outcome == "booked" for one in keyed)
        text = self.front.words.n(
            "Booked {n} line of the sheet.", "Booked {n} lines of the sheet.", count
        )
        self.front.tell(text, change=changes.history_seq if count else None)
        self.lines = [
            line for line, one in zip(self.lines, keyed, strict=True)
            if one.outcome not in ("booked", "known")
        ]  # fmt: skip
        self._keyed = ()
        self._judge()
        self.field.setFocus()

    @Slot()
    def leave(self) -> None:
        """Back to the board; what is typed is still here the next time."""
        self.left.emit()
