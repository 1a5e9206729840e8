"""The review of a series: nothing is written before every date was looked at.

    review = SeriesReview(front)
    review.start(request, wish, orgs)
    review.booked.connect(self._on_series_booked)
    review.left.connect(self._on_review_left)
"""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hubdesk.booking.model import BookingRequest, BookingResult
from hubdesk.booking.service import SeriesPlan, plan_dates
from hubdesk.kernel.errors import KnownError
from hubdesk.ui.booking.popover import Wish
from hubdesk.ui.front import Front
from hubdesk.ui.series.delegate import DatesDelegate, DatesHead
from hubdesk.ui.series.footer import Footer
from hubdesk.ui.series.header import ReviewHeader
from hubdesk.ui.series.load import DateView, days_of, load_date, load_series
from hubdesk.ui.series.side import DateSide
from hubdesk.ui.series.state import KINDS, Pick, SeriesLoad, SeriesState
from hubdesk.ui.series.summary import Summary
from hubdesk.ui.series.table import DatesModel, DatesView, refused_why
from hubdesk.ui.series.writing import Writing
from hubdesk.ui.widgets.make import Make, lay
from hubdesk.ui.widgets.popover import keeps_key

#: With Ctrl they mean something on the board, and nothing here.
_BOARD_KEYS = (
    Qt.Key.Key_N, Qt.Key.Key_C, Qt.Key.Key_V, Qt.Key.Key_G, Qt.Key.Key_F, Qt.Key.Key_P,
    Qt.Key.Key_Left, Qt.Key.Key_Right,
)  # fmt: skip


class SeriesReview(QWidget):
    """Attributes:
    state: what is decided; None before the first plan has come.

    Signals:
        booked(BookingResult): the series is written.
        left(): back to the form; nothing was written.
        failed(KnownError): the series cannot be booked at all, whatever the dates.
    """

    booked = Signal(object)
    left = Signal()
    failed = Signal(object)

    def __init__(self, front: Front) -> None:
        super().__init__()
        self.front = front
        self.make = Make(front)
        self.state: SeriesState | None = None
        self._request: BookingRequest | None = None
        self._wish: Wish | None = None
        self._view: DateView | None = None
        self._pending: dict[datetime, tuple[int, Pick]] = {}
        self._filter = "all"
        self._onto: tuple[int, str] | None = None
        self._zone = ZoneInfo(front.house.zone)
        self.setProperty("kind", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = DatesModel(front)
        self.list = DatesView(self.make, self.model)
        self.delegate = DatesDelegate(front, self.model)
        self.list.setItemDelegate(self.delegate)
        self.header = ReviewHeader(self.make)
        self.filters = self.header.filters
        self.summary = Summary(self.make)
        self.foot = Footer(self.make)
        self.writing = Writing(self, self.make, self.foot.book)
        self.side = DateSide(front)
        card = self.make.frame("card")
        lay(QVBoxLayout(card), DatesHead(front, self.list), self.list, margins=(1, 1, 1, 1))
        inside = QWidget()
        lay(QVBoxLayout(inside), self.summary, card, gap=12, margins=(16, 0, 16, 12))
        left = lay(QVBoxLayout(), self.header, inside, self.foot)
        left.setStretchFactor(inside, 1)
        lay(QHBoxLayout(self), left, self.side)
        self._connect()

    def _connect(self) -> None:
        self.list.pick_wanted.connect(self._on_pick_wanted)
        self.list.proposal_wanted.connect(self._on_proposal_wanted)
        self.list.at_changed.connect(self._on_at_changed)
        self.list.next_wanted.connect(self._on_next_wanted)
        self.side.taken.connect(self._on_proposal_wanted)
        self.side.skip_wanted.connect(self._on_skip_wanted)
        self.foot.book_wanted.connect(self._on_book_wanted)
        self.foot.back_wanted.connect(self._on_back_wanted)
        self.foot.chosen.connect(self.list.go)
        self.header.back_wanted.connect(self._on_back_wanted)
        self.header.skip_holidays_wanted.connect(self._on_skip_holidays_wanted)
        self.filters.chosen.connect(self._on_filter_chosen)
        self.front.words_changed.connect(self._on_words_changed)
        self.front.look_changed.connect(self._on_look_changed)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._on_book_wanted)

    # -- what is shown --------------------------------------------------------------------------

    def start(
        self, request: BookingRequest, wish: Wish, *, onto: tuple[int, str] | None = None
    ) -> None:
        """Look at every date of a wish that repeats; ``failed`` if there is nothing to look at.

        Args:
            onto: a single booking and the rule by which it becomes a series.
        """
        self._onto = onto
        self.state, self._view = None, None
        self._pending.clear()
        self._request, self._wish = request, wish
        self.writing.busy = False
        self.model.clear()
        self._filter = "all"
        self.filters.choose("all")
        self._read()

    def load(self) -> None:
        """Look again: others may have booked meanwhile; decisions stay."""
        if self._request is not None and self.state is not None:
            self._read()

    def _read(self) -> None:
        request = self._request
        assert request is not None
        self.front.read(
            lambda session: load_series(session, request), self._on_series, owner=self,
            key="series", failed=self._on_failed,
        )  # fmt: skip

    @Slot(object)
    def _on_series(self, load: SeriesLoad) -> None:
        first = self.state is None
        if self.state is None:
            self.state = SeriesState(load)
        else:
            self.state.replan(load)
        at = self.list.at()
        self._show_rows()
        if first:
            clashing = [at for at in range(len(load.dates)) if self.state.undecided(at)]
            at = clashing[0] if clashing else 0
            self.list.setFocus()
        self.list.go(at or 0)
        self._show_date(at or 0)
        if not first:
            self._judge()

    def _on_failed(self, error: KnownError) -> None:
        self.failed.emit(error)

    def _rows(self) -> list[int]:
        state = self.state
        assert state is not None
        every = range(len(state.dates))
        if self._filter == "open":
            return [at for at in every if state.undecided(at)]
        if self._filter == "clash":
            return [at for at in every if state.clashes(at)]
        return list(every)

    def _show_rows(self) -> None:
        """Show the rows anew, after a filter or another plan."""
        if self.state is None:
            return
        at = self.list.at()
        self.model.show_state(self.state, self._rows())
        if at is not None:
            self.list.go(at)
        self._show_sums()

    def _show_sums(self) -> None:
        """Everything that follows from the decisions."""
        state, wish, request = self.state, self._wish, self._request
        if state is None or wish is None or request is None:
            return
        self.header.show_state(state)
        self.foot.show_state(state)
        self.summary.show_wish(state, wish, request)

    def _show_date(self, at: int) -> None:
        state, wish, request = self.state, self._wish, self._request
        if state is None or wish is None or request is None:
            return
        self.side.show_date(state, at, self._view, wish.org.code, self._zone)
        if self._view is None or self._view.asked_at != state.dates[at].asked_at:
            self._read_date(at, "series date")

    def _read_date(self, at: int, key: str) -> None:
        """Ask what would fit for a date."""
        state, request = self.state, self._request
        assert state is not None
        assert request is not None
        planned, zone, days = state.dates[at], self._zone, self._days()
        self.front.read(
            lambda session: load_date(session, request, planned, days, zone), self._on_date,
            owner=self, key=key,
        )  # fmt: skip

    def _days(self) -> frozenset[date]:
        assert self.state is not None
        return days_of(self.state.dates, self._zone)

    @Slot(object)
    def _on_date(self, view: DateView) -> None:
        state, at = self.state, self.list.at()
        if state is None:
            return
        state.proposals[view.asked_at] = view.proposals
        if at is not None and state.dates[at].asked_at == view.asked_at:
            self._view = view
            self._show_date(at)
        pending = self._pending.pop(view.asked_at, None)
        if pending is not None:
            self._on_pick_wanted(*pending)
        self.list.viewport().update()

    # -- decisions ------------------------------------------------------------------------------

    @Slot(int, object)
    def _on_pick_wanted(self, at: int, pick: Pick) -> None:
        state = self.state
        if state is None:
            return
        if pick in KINDS and state.options(at, pick) is None:
            # The choice is made when it is known what would fit, wherever the cursor is by then.
            self._pending[state.dates[at].asked_at] = (at, pick)
            self._read_date(at, f"series date {at}")
        elif state.pick(at, pick):
            self._decided(at)
        else:
            self.front.tell(refused_why(self.front, state, at, pick), tone="warning")

    @Slot(int)
    def _on_proposal_wanted(self, number: int) -> None:
        at, state = self.list.at(), self.state
        if at is None or state is None:
            return
        found = state.proposals.get(state.dates[at].asked_at, ())
        if number < len(found):
            state.take(at, found[number])
            self._decided(at)

    @Slot()
    def _on_skip_wanted(self) -> None:
        at = self.list.at()
        if at is not None:
            self._on_pick_wanted(at, Pick.SKIP)

    @Slot()
    def _on_skip_holidays_wanted(self) -> None:
        state = self.state
        if state is None:
            return
        for at in state.holidays_to_skip():
            state.pick(at, Pick.SKIP)
        self._decided(self.list.at() or 0)

    def _decided(self, at: int) -> None:
        self.model.renew()
        self._show_sums()
        if at == self.list.at():
            self._show_date(at)
        self.list.setFocus()
        self._judge()

    def _judge(self) -> None:
        """Ask what would become of every date with its choice."""
        state, request = self.state, self._request
        assert state is not None
        assert request is not None
        choices = state.choices()
        self.front.read(
            lambda session: plan_dates(session, request, choices), self._on_judged, owner=self,
            key="series choices", failed=self._on_failed,
        )  # fmt: skip

    @Slot(object)
    def _on_judged(self, plan: SeriesPlan) -> None:
        if self.state is not None:
            self.state.judge(plan.dates)
            self.model.renew()

    @Slot(int)
    def _on_at_changed(self, at: int) -> None:
        self._show_date(at)

    @Slot(int)
    def _on_next_wanted(self, at: int) -> None:
        """On to the next date that needs a choice; when none does, to the button."""
        state = self.state
        if state is None:
            return
        undecided = [other for other in self._rows() if state.undecided(other) and other != at]
        later = [other for other in undecided if other > at]
        if later or undecided:
            self.list.go((later or undecided)[0])
        elif not state.undecided(at):
            self.foot.book.setFocus()

    @Slot(str)
    def _on_filter_chosen(self, key: str) -> None:
        self._filter = key
        self._show_rows()
        if self.list.at() is None and self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(0))
        self.list.setFocus()

    # -- writing --------------------------------------------------------------------------------

    @Slot()
    def _on_book_wanted(self) -> None:
        state, request = self.state, self._request
        if state is None or request is None or self.writing.busy or not state.sums().booked:
            return
        stuck = state.stuck()
        if stuck is not None:
            words = self.front.words
            day = words.weekday_date(words.local(state.dates[stuck].asked_at).date())
            self.front.tell(words.t("{day} cannot be had like that; choose again.", day=day),
                            tone="warning")  # fmt: skip
            self.list.go(stuck)
            return
        self.writing.write(request, state.choices(), onto=self._onto, done=self._on_written,
                           failed=self._on_refused)  # fmt: skip

    def _on_written(self, result: BookingResult) -> None:
        self.state = None
        self.booked.emit(result)

    def _on_refused(self, error: KnownError) -> None:
        """Somebody was faster: say what clashes by now and look at the dates again."""
        words = self.front.words
        self.front.tell(
            words.t("Nothing was written: {why} The dates have been checked again.",
                    why=words.error(error)),
            tone="bad",
        )  # fmt: skip
        self._view = None
        self._read()

    @Slot()
    def _on_back_wanted(self) -> None:
        self.left.emit()

    def event(self, event: QEvent) -> bool:
        """Keys are the review's, not the commands' of the board behind it."""
        if keeps_key(event) or (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.modifiers() == Qt.KeyboardModifier.ControlModifier
            and event.key() in _BOARD_KEYS
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _on_words_changed(self) -> None:
        self.delegate.renew()
        self._show_rows()
        at = self.list.at()
        if at is not None:
            self._show_date(at)

    @Slot()
    def _on_look_changed(self) -> None:
        self.delegate.renew()
        self.list.viewport().update()
