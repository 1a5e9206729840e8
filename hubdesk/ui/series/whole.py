"""A whole series: all its dates, what can be done with each, and editing with a preview.

    whole = SeriesWhole(front)
    whole.start(booking_id, occurrence_id)
    whole.left.connect(self._on_left)
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from hubdesk.booking.editing import EditPreview
from hubdesk.booking.model import Changed, Scope, Target
from hubdesk.booking.recurrence.rule import parse_rules
from hubdesk.booking.service import preview_edit
from hubdesk.kernel.errors import KnownError
from hubdesk.ui.booking.letpass import LetPass
from hubdesk.ui.booking.repeat import said_rule
from hubdesk.ui.front import Front
from hubdesk.ui.series import wholeops
from hubdesk.ui.series.changes import ChangesView
from hubdesk.ui.series.datelist import DateList
from hubdesk.ui.series.editform import EditForm
from hubdesk.ui.series.more import MorePart
from hubdesk.ui.series.wholeload import Whole, load_whole
from hubdesk.ui.widgets.make import Make, lay, row
from hubdesk.ui.widgets.popover import keeps_key
from hubdesk.words.marker import N_

_SIDE = 330


class SeriesWhole(QWidget):
    """Attributes:
    whole: what was read last; None before it has come.
    let_pass: asks why something passes that the rules refuse.

    Signals:
        left(): back to the board.
        copy_wanted(BookingRequest): look at the dates of a copy before it is booked.
    """

    left = Signal()
    copy_wanted = Signal(object)

    def __init__(self, front: Front) -> None:
        super().__init__()
        self.front = front
        self.make = Make(front)
        self.whole: Whole | None = None
        self._booking_id = 0
        self._occurrence_id = 0
        self._seen: EditPreview | None = None
        self.setProperty("kind", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.dates = DateList(self.make)
        self.form = EditForm(self.make)
        self.changes = ChangesView(self.make)
        self.more = MorePart(self.make)
        self.let_pass = LetPass(self, self.make)
        self.let_pass.closed.connect(self._on_let_pass_closed)
        self._build()
        self._connect()

    def _build(self) -> None:
        make = self.make
        back = make.icon_button(
            N_("Back to the board"), "chevron-left", kind="quiet", on=self._on_back_clicked
        )
        self._chip = make.chip("", 0)
        self._title = make.elided(role="title")
        self._rule = make.elided(role="small", tone="muted")
        self._rule.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        head = QWidget()
        head.setFixedHeight(make.front.theme.size("page_header"))
        line = lay(QHBoxLayout(head), back, self._chip, self._title, self._rule, gap=10,
                   margins=(12, 0, 16, 0))  # fmt: skip
        line.setStretch(2, 3)
        line.setStretch(3, 2)
        card, below = make.frame("card"), make.frame("card")
        lay(QVBoxLayout(card), self.dates, margins=(1, 1, 1, 1))
        lay(QVBoxLayout(below), self.more, margins=(14, 10, 14, 12))
        left = lay(QVBoxLayout(), head)
        parts = lay(QVBoxLayout(), card, below, gap=10, margins=(16, 0, 16, 12))
        parts.setStretch(0, 1)
        left.addLayout(parts, 1)
        lay(QHBoxLayout(self), left, self._build_side()).setStretch(0, 1)

    def _build_side(self) -> QWidget:
        make = self.make
        self._problem = make.label(role="small", tone="bad", wrap=True)
        self._problem.hide()
        self.save = make.button(N_("Change the dates"), icon="check", kind="primary",
                                on=self._on_save_clicked)  # fmt: skip
        inside = QWidget()
        lay(
            QVBoxLayout(inside), make.label(N_("Edit"), role="heading"), self.form,
            make.rule(), make.label(N_("What changes"), role="table_strong"), self.changes,
            gap=10, margins=(16, 14, 16, 8),
        ).setStretch(4, 1)  # fmt: skip
        foot = lay(QVBoxLayout(), self._problem, row(self.save, None), gap=6,
                   margins=(16, 8, 16, 12))  # fmt: skip
        side = QFrame()
        side.setProperty("kind", "side")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        side.setFixedWidth(_SIDE)
        lay(QVBoxLayout(side), make.scroll(inside, N_("Edit the series")), make.rule(), foot)
        return side

    def _connect(self) -> None:
        self.dates.date_chosen.connect(self._on_date_chosen)
        self.dates.deed_wanted.connect(self._on_deed_wanted)
        self.form.edited.connect(self._look)
        self.more.copy_ready.connect(self.copy_wanted)
        self.front.words_changed.connect(self._on_words_changed)

    # -- shown ----------------------------------------------------------------------------------

    def start(self, booking_id: int, occurrence_id: int) -> None:
        """Show a booking's dates, one of them selected."""
        self.whole, self._booking_id, self._occurrence_id = None, booking_id, occurrence_id
        self.changes.clear()
        self.load()

    def load(self) -> None:
        """Read again; others may have written."""
        number = self._booking_id
        if number:
            self.front.read(lambda session: load_whole(session, number), self._on_whole,
                            owner=self, key="whole series")  # fmt: skip

    @Slot(object)
    def _on_whole(self, whole: Whole) -> None:
        first = self.whole is None
        self.whole = whole
        self._show_head()
        self.dates.show_whole(whole)
        self.more.show_whole(whole)
        line = whole.line(self._occurrence_id) or next(iter(whole.details.dates), None)
        if line is not None and (first or self.dates.current() is None):
            self.dates.choose(line.occurrence_id)
            self.form.show_date(whole, line)
            self.dates.view.setFocus()
        self._look()

    def _show_head(self) -> None:
        whole, words = self.whole, self.front.words
        if whole is None:
            return
        details = whole.details
        self._chip.setVisible(whole.org is not None)
        if whole.org is not None:
            self._chip.show_code(whole.org.code, whole.org.hue)
        private = words.t("Private booking") if details.private else words.t("Without a title")
        self._title.set_whole(private if details.private else details.title or private)
        day = words.local(details.dates[0].starts_at).date() if details.dates else None
        rule = details.rrule or ""
        said = said_rule(words, parse_rules(rule), day) if rule and day else ""
        self._rule.set_whole(said or words.n("{n} date", "{n} dates", len(details.dates)))

    # -- an edit, looked at first ---------------------------------------------------------------

    @Slot()
    def _look(self) -> None:
        """Ask what the edit would do; nothing is written."""
        line, wish = self.dates.current(), self.form.wish()
        self._seen = None
        self.save.setEnabled(False)
        self._complain("")
        if line is None or wish is None:
            return
        target = Target(occurrence_id=line.occurrence_id, scope=Scope(self.form.scope))
        self.front.read(
            lambda session: preview_edit(session, target, wish), self._on_seen, owner=self,
            key="series edit", failed=self._on_not_seen,
        )  # fmt: skip

    @Slot(object)
    def _on_seen(self, seen: EditPreview) -> None:
        if self.whole is None:
            return
        self._seen = seen
        self.changes.show_preview(seen, self.whole)
        self.form.show_clashing(bool(seen.clashes))
        wish = self.form.wish()
        refused = bool(seen.clashes) and wish is not None and wish.clashing == "refuse"
        self.save.setEnabled(not refused)
        if refused:
            self._complain(self.front.words.t("Say what becomes of the dates that clash."))

    def _on_not_seen(self, error: KnownError) -> None:
        if error.code == "nothing_to_change":
            self.changes.clear(self.front.words.t("Nothing is different yet."))
            return
        self.changes.clear()
        self._complain(self.front.words.error(error))

    def _complain(self, text: str) -> None:
        self._problem.setText(text)
        self._problem.setVisible(bool(text))

    @Slot()
    def _on_save_clicked(self) -> None:
        line, wish = self.dates.current(), self.form.wish()
        if line is not None and wish is not None:
            self.save.setEnabled(False)
            edit = partial(
                wholeops.edit, self.front, line.occurrence_id, self.form.scope, wish, owner=self
            )
            self.let_pass.attempt(edit, partial(self._around, self.save), done=self._on_saved,
                                  failed=self._on_refused)  # fmt: skip

    def _on_saved(self, changed: Changed) -> None:
        """Go on with the part that was edited, which may be a booking of its own by now."""
        line = self.dates.current()
        self.start(changed.booking_id, 0 if line is None else line.occurrence_id)

    def _on_refused(self, error: KnownError) -> None:
        self._complain(self.front.words.error(error))

    @Slot()
    def _on_let_pass_closed(self) -> None:
        self.save.setEnabled(self._seen is not None)

    # -- one date -------------------------------------------------------------------------------

    @Slot(object)
    def _on_date_chosen(self, occurrence_id: int) -> None:
        self._occurrence_id = occurrence_id
        whole = self.whole
        line = None if whole is None else whole.line(occurrence_id)
        if whole is not None and line is not None:
            self.form.show_date(whole, line)
            self._look()

    @Slot(str, object)
    def _on_deed_wanted(self, deed: str, occurrence_id: int) -> None:
        self.let_pass.attempt(
            partial(wholeops.do, self.front, deed, occurrence_id, owner=self),
            partial(self._around, self.dates),
        )

    def _around(self, widget: QWidget) -> QRect:
        return QRect(widget.mapTo(self, QPoint(0, 0)), widget.size())

    @Slot()
    def _on_back_clicked(self) -> None:
        self.left.emit()

    @Slot()
    def _on_words_changed(self) -> None:
        self.form.retranslate()
        if self.whole is not None:
            self._on_whole(self.whole)

    def event(self, event: QEvent) -> bool:
        """Keys are this page's, not the commands' of the board behind it."""
        if keeps_key(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
