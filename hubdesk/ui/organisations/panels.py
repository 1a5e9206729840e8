"""The other tabs of an organisation: people, bookings, money, history.

panel = DatesPanel(make)
panel.show_org(found)
"""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hubdesk.booking.queries.of_org import OrgDate, dates_of_org
from hubdesk.insight.model import PastChange
from hubdesk.insight.queries.past import changes_of_org
from hubdesk.store.session import Session
from hubdesk.ui.front import Front
from hubdesk.ui.organisations import rows
from hubdesk.ui.organisations.load import CHANGES, OrgLoad
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.cells import CellModel, CellView
from hubdesk.ui.widgets.headed import Index
from hubdesk.ui.widgets.make import Make, lay, row
from hubdesk.ui.widgets.paged import Ask, PagedColumn, PagedModel, PagedView, Slice
from hubdesk.ui.widgets.segments import Segments
from hubdesk.words.catalogue import Words
from hubdesk.words.marker import N_

_MARGINS = (16, 12, 16, 16)
_TYPING_MS = 120


class PeoplePanel(QWidget):
    """Everybody of the organisation, with what their cards say."""

    def __init__(self, make: Make) -> None:
        super().__init__()
        self._front = make.front
        self.model = CellModel(make.front, rows.PERSON_COLUMNS)
        self.view = CellView(
            make, self.model, N_("People"), nothing=N_("Nobody is entered yet.")
        )
        self.add = make.button(N_("Add a person"), icon="user-plus", small=True)
        self._card = Card(make, N_("People and cards"), icon="users")
        self._card.act(self.add)
        self._card.body.addWidget(self.view)
        lay(QVBoxLayout(self), self._card, margins=_MARGINS)

    def show_org(self, found: OrgLoad) -> None:
        self.model.show_rows(rows.person_rows(self._front, found.people))
        self._card.count(sum(one.active for one in found.people))


class DateModel(PagedModel):
    """Dates with the sign of a series or a lock, and their state with icon and tone."""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in (Qt.ItemDataRole.DecorationRole, Qt.ItemDataRole.ForegroundRole):
            date = self.row_at(index.row()) if index.isValid() else None
            return None if date is None else self._dressed(index.column(), date, role)
        return super().data(index, role)

    def _dressed(self, column: int, date: OrgDate, role: int) -> object:
        name, front = self.columns[column].name, self.front
        if name == "title" and role == Qt.ItemDataRole.DecorationRole and rows.mark(date):
            return front.icons.icon(rows.mark(date), "text_soft", 14)
        if name != "status":
            return None
        cell = rows.state(front.words, date)
        if role == Qt.ItemDataRole.ForegroundRole:
            return front.theme.colour(cell.tone)
        return front.icons.icon(cell.icon, cell.tone, 14) if cell.icon else None


class DatesPanel(QWidget):
    """The organisation's dates, ahead or past, searched and sorted in the database.

    Signals:
        opened(int): a person wants to see a date on the board.
    """

    opened = Signal(object)

    def __init__(self, make: Make) -> None:
        super().__init__()
        self._front = make.front
        self._org_id: int | None = None
        self.which = Segments(
            make, N_("Which bookings"), {"ahead": N_("Ahead"), "past": N_("Past")}
        )
        self.which.choose("ahead")
        self.which.chosen.connect(self._on_which_chosen)
        self.search = make.line_edit(N_("Search bookings"), hint=N_("Title, room or project"))
        self.search.setMinimumWidth(260)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self._on_typed)
        self.search.textEdited.connect(self._typing.start)
        self.book = make.button(N_("Book"), icon="plus", small=True)
        self.model = DateModel(make.front, _DATE_COLUMNS, fetch=self._fetch, key=_key)
        self.view = PagedView(make, self.model, N_("Bookings"))
        self.view.opened.connect(self._on_opened)
        self._card = Card(make, N_("Bookings"), icon="calendar-days")
        self._card.act(self.book)
        self.model.loaded.connect(self._on_loaded)
        self._card.body.addWidget(self.view)
        self._nothing = make.label(N_("No booking fits."), tone="muted")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.hide()
        self._card.body.addWidget(self._nothing)
        tools = row(self.which, self.search, None)
        lay(QVBoxLayout(self), tools, self._card, gap=10, margins=_MARGINS)

    def show_org(self, found: OrgLoad) -> None:
        """Show another organisation, or the same one anew; the place in the list is kept."""
        if found.org.id != self._org_id:
            self._org_id = found.org.id
            self.view.scrollToTop()
            self.view.choose(None)

    def appear(self) -> None:
        """Read the rows: the tab comes to the front, or what it shows has changed."""
        self.model.reload()

    def _fetch(self, session: Session, ask: Ask) -> Slice:
        if self._org_id is None:
            return Slice((), 0)
        found, total = dates_of_org(
            session, self._org_id, at=self._front.now(), ahead=not ask.filters.get("past"),
            text=ask.text, sort=ask.sort, descending=ask.descending, offset=ask.offset,
            limit=ask.limit,
        )  # fmt: skip
        return Slice(found, total)

    @Slot()
    def _on_loaded(self) -> None:
        self._card.count(self.model.total)
        self.view.setVisible(self.model.total > 0)
        self._nothing.setVisible(self.model.total == 0)

    @Slot(str)
    def _on_which_chosen(self, key: str) -> None:
        self.model.narrow(past=True if key == "past" else None)

    @Slot()
    def _on_typed(self) -> None:
        self.model.narrow(text=self.search.text().strip())

    @Slot(object)
    def _on_opened(self, date: OrgDate) -> None:
        self.opened.emit(date.occurrence_id)


class MoneyPanel(QWidget):
    """Documents beside payments, with what is owed."""

    def __init__(self, make: Make) -> None:
        super().__init__()
        self._front: Front = make.front
        self.documents = CellModel(make.front, rows.DOCUMENT_COLUMNS)
        self.payments = CellModel(make.front, rows.PAYMENT_COLUMNS)
        self.documents_view = CellView(
            make, self.documents, N_("Statements and documents"), nothing=N_("No statement yet.")
        )
        self.payments_view = CellView(
            make, self.payments, N_("Payments"), nothing=N_("No payment yet.")
        )
        self.pay = make.button(N_("Record a payment"), icon="plus", small=True)
        self._left = Card(make, N_("Statements and documents"), icon="receipt-text")
        self._left.body.addWidget(self.documents_view)
        self._right = Card(make, N_("Payments"), icon="banknote")
        self._right.act(self.pay)
        self._right.body.addWidget(self.payments_view)
        box = lay(QHBoxLayout(self), self._left, self._right, gap=12, margins=_MARGINS)
        box.setStretch(0, 3)
        box.setStretch(1, 2)

    def show_org(self, found: OrgLoad) -> None:
        front, account = self._front, found.account
        self.documents.show_rows(rows.document_rows(front, account.documents, found.today))
        self.payments.show_rows(rows.payment_rows(front, account.payments))
        self._left.count(len(account.documents))
        self._right.count(len(account.payments))
        self._left.note.setText(front.words.t(
            "owed today {amount}", amount=front.words.amount(
                account.balance_minor, front.house.digits, front.house.currency),
        ))  # fmt: skip


class PastPanel(QWidget):
    """What happened to the organisation: when, who, what, before → after."""

    def __init__(self, make: Make) -> None:
        super().__init__()
        self._front = make.front
        self._org_id: int | None = None
        self._newest: tuple[PastChange, ...] = ()
        self._older: tuple[PastChange, ...] = ()
        self.model = CellModel(make.front, rows.PAST_COLUMNS)
        self.view = CellView(
            make, self.model, N_("History"), nothing=N_("Nothing has happened yet.")
        )
        self.more = make.button(N_("Show older"), small=True, on=self.show_older)
        self._card = Card(make, N_("History"), icon="clock")
        self._card.act(self.more)
        self._card.body.addWidget(self.view)
        lay(QVBoxLayout(self), self._card, margins=_MARGINS)

    def show_org(self, found: OrgLoad) -> None:
        """Show the newest; what was read of the older stays while it is the same organisation."""
        if found.org.id != self._org_id:
            self._org_id, self._older = found.org.id, ()
            self.more.setEnabled(True)
        if self._older:
            self._older = self._shown()
        elif len(found.past) < CHANGES:
            self.more.setEnabled(False)
        self._newest = found.past
        self._fill()

    @Slot()
    def show_older(self) -> None:
        """Read what happened before the oldest that is shown."""
        shown, org_id = self._shown(), self._org_id
        if org_id is None or not shown:
            return
        oldest = shown[-1].seq
        self._front.read(
            lambda session: changes_of_org(session, org_id, before=oldest, limit=CHANGES),
            self._on_older, owner=self, key="older",
        )  # fmt: skip

    def _shown(self) -> tuple[PastChange, ...]:
        oldest = self._newest[-1].seq if self._newest else 0
        return self._newest + tuple(one for one in self._older if one.seq < oldest)

    def _fill(self) -> None:
        self.model.show_rows(rows.past_rows(self._front, self._shown()))

    @Slot(object)
    def _on_older(self, found: tuple[PastChange, ...]) -> None:
        self._older += found
        self.more.setEnabled(len(found) == CHANGES)
        self._fill()


def _key(date: OrgDate) -> int:
    return date.occurrence_id


def _day(words: Words, date: OrgDate) -> str:
    return words.weekday_date(words.local(date.starts_at).date())


def _time(words: Words, date: OrgDate) -> str:
    return words.times(date.starts_at, date.ends_at)


def _room(words: Words, date: OrgDate) -> str:
    return date.resource_names.get(words.lang)


def _title(words: Words, date: OrgDate) -> str:
    return rows.title(words, date)


def _project(_words: Words, date: OrgDate) -> str:
    return date.project


def _status(words: Words, date: OrgDate) -> str:
    return words.name("status", date.status)


_DATE_COLUMNS = (
    PagedColumn("day", N_("Day"), _day, 170),
    PagedColumn("", N_("Time"), _time, 140),
    PagedColumn("room", N_("Room"), _room, 190),
    PagedColumn("title", N_("Title"), _title),
    PagedColumn("project", N_("Project"), _project, 120),
    PagedColumn("status", N_("State"), _status, 130),
)
