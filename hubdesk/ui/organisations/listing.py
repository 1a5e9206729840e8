"""The list of organisations: searched while typing, narrowed, sorted and paged in the database.

listing = OrgListing(make)
listing.opened.connect(self._on_org_opened)
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from hubdesk.insight.model import Member, Wanted
from hubdesk.insight.queries.members import members
from hubdesk.orgs.model import CLASSES
from hubdesk.store.session import Session
from hubdesk.ui.front import Front
from hubdesk.ui.organisations.wording import area, class_of, other
from hubdesk.ui.widgets.combo import Combo
from hubdesk.ui.widgets.empty import EmptyPage
from hubdesk.ui.widgets.headed import Index
from hubdesk.ui.widgets.keys import ENTER
from hubdesk.ui.widgets.make import Make, lay, row
from hubdesk.ui.widgets.paged import Ask, PagedColumn, PagedModel, PagedView, Slice
from hubdesk.ui.widgets.segments import Segments
from hubdesk.words.catalogue import Words
from hubdesk.words.marker import N_

_TYPING_MS = 90
#: Columns that are hidden below a width.
_HIDDEN_BELOW = {"area": 1080, "headcount": 1000, "class": 900}


def _code(_words: Words, one: Member) -> str:
    return one.code


def _name(words: Words, one: Member) -> str:
    return one.names.get(words.lang)


def _class(words: Words, one: Member) -> str:
    return class_of(words, one.org_class)


def _seats(words: Words, one: Member) -> str:
    return words.number(one.seats) if one.seats else "\u2013"


def _headcount(words: Words, one: Member) -> str:
    return words.number(one.headcount) if one.headcount else "\u2013"


def _area(words: Words, one: Member) -> str:
    return area(words, one.area_m2) if one.area_m2 else "\u2013"


def _bookings(words: Words, one: Member) -> str:
    return words.number(one.bookings) if one.bookings else "\u2013"


class MemberModel(PagedModel):
    """Organisations; the tip of a name holds the other language's, a debt has its tone."""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        name = self.columns[index.column()].name
        one: Member | None = self.row_at(index.row())
        if one is None:
            return super().data(index, role)
        if role == Qt.ItemDataRole.ToolTipRole and name == "name":
            lines = (one.names.get(self.front.words.lang), other(one.names, self.front.words.lang))
            return "\n".join(line for line in lines if line)
        if role == Qt.ItemDataRole.ForegroundRole:
            if not one.here:
                return self.front.theme.colour("muted")
            if name == "balance" and one.balance_minor > 0:
                return self.front.theme.colour("warning")
        if role == Qt.ItemDataRole.FontRole and name == "name":
            return self.front.theme.font("table_strong")
        return super().data(index, role)


class CodeCells(QStyledItemDelegate):
    """Paints codes as chips in their organisation's hue."""

    def __init__(self, front: Front, parent: QObject) -> None:
        super().__init__(parent)
        self._front = front

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, MemberModel)
        one: Member | None = model.row_at(index.row())
        self.initStyleOption(option, index)
        option.text = ""
        view = option.widget
        view.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, view)
        if one is None:
            return
        theme = self._front.theme
        hue, height = theme.hue(one.place), theme.size("chip")
        area = QRectF(option.rect)
        wide = max(38.0, QFontMetricsF(theme.font("code")).horizontalAdvance(one.code) + 12)
        chip = QRectF(area.left() + 12.5, area.center().y() - height / 2 + 0.5,
                      min(wide, area.width() - 16), height - 1)  # fmt: skip
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(hue.edge, 1))
        painter.setBrush(hue.fill)
        painter.drawRoundedRect(chip, 4, 4)
        painter.setPen(hue.ink)
        painter.setFont(theme.font("code"))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, one.code)
        painter.restore()


class OrgListing(QWidget):
    """Signals:
    opened(int): a person wants to see an organisation.
    counted(int): how many organisations are wanted as the list is narrowed.
    """

    opened = Signal(int)
    counted = Signal(int)

    def __init__(self, make: Make) -> None:
        super().__init__()
        self.front: Front = make.front
        self.search = make.line_edit(
            N_("Search organisations"), hint=N_("Code, name or tax number")
        )
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(240)
        self.search.setMaximumWidth(380)
        self.org_class = Combo(make, N_("Class"))
        self.org_class.setMinimumWidth(150)
        self.state = Segments(
            make, N_("Which organisations"),
            {"current": N_("Here now"), "left": N_("Have left"), "all": N_("organisations|All")},
        )  # fmt: skip
        self.state.choose("current")
        self.model = MemberModel(
            make.front, self._columns(), fetch=self._fetch, key=_member_key
        )
        self.view = PagedView(make, self.model, N_("Organisations"))
        self.view.setItemDelegateForColumn(0, CodeCells(make.front, self.view))
        self._nothing = EmptyPage(
            make, "search", N_("No organisation fits."),
            N_("Search by part of a code, a name in either language or a tax number. Those that "
               "have left are looked for only when they are asked for."),
            make.button(N_("Show every organisation"), on=self.widen),
        )  # fmt: skip
        self._nothing.hide()
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        card = make.frame()
        lay(QVBoxLayout(card), self.view, self._nothing, margins=(1, 1, 1, 1))
        tools = row(self.search, self.org_class, self.state, None)
        box = lay(QVBoxLayout(self), tools, card, gap=10, margins=(16, 0, 16, 16))
        box.setStretchFactor(card, 1)
        self._connect()
        self._fill_classes()

    def _columns(self) -> tuple[PagedColumn, ...]:
        return (
            PagedColumn("code", N_("Code"), _code, 92),
            PagedColumn("name", N_("Name"), _name),
            PagedColumn("class", N_("Class"), _class, 142),
            PagedColumn("seats", N_("Seats"), _seats, 76, right=True),
            PagedColumn("headcount", N_("People"), _headcount, 84, right=True),
            PagedColumn("area", N_("Area, m\u00b2"), _area, 104, right=True),
            PagedColumn("balance", N_("Owed"), self._balance, 134, right=True),
            PagedColumn("bookings", N_("Bookings this month"), _bookings, 158, right=True),
        )

    def _balance(self, words: Words, one: Member) -> str:
        if not one.balance_minor:
            return "\u2013"
        return words.amount(one.balance_minor, self.front.house.digits)

    def _connect(self) -> None:
        self.search.textEdited.connect(self._typing.start)
        self.search.textChanged.connect(self._on_text_changed)
        self._typing.timeout.connect(self.take_text)
        self.search.installEventFilter(self)
        self.view.installEventFilter(self)
        self.org_class.currentIndexChanged.connect(self._on_class_chosen)
        self.state.chosen.connect(self._on_state_chosen)
        self.view.opened.connect(self._on_opened)
        self.model.loaded.connect(self._on_loaded)

    # -- what is shown --------------------------------------------------------------------------

    def load(self) -> None:
        """Read the rows that are looked at again."""
        self.model.reload()

    def retranslate(self) -> None:
        """The class filter speaks; names are sorted by the other alphabet."""
        self._fill_classes()
        if self.model.ask.sort == "name":
            self.model.reload()

    def choose(self, org_id: int) -> None:
        """Make an organisation the current row, now or when it arrives."""
        self.view.choose(org_id)

    def neighbour(self, org_id: int, step: int) -> int | None:
        """The organisation before or after one, as the list is sorted; None at its ends."""
        at = self.model.find(org_id)
        if at is None or not 0 <= at + step < self.model.total:
            return None
        key = self.model.key_at(at + step)
        return key if isinstance(key, int) else None

    def place(self, org_id: int) -> tuple[int, int] | None:
        """(1-based place of an organisation in the list, of how many); None if it is not in it."""
        at = self.model.find(org_id)
        return None if at is None else (at + 1, self.model.total)

    def _fetch(self, session: Session, ask: Ask) -> Slice:
        """Runs on the database worker."""
        now = self.front.now()
        wanted = Wanted(
            text=ask.text, org_class=ask.filters.get("org_class", ""),
            state=ask.filters.get("state", "current"), sort=ask.sort or "code",
            descending=ask.descending, lang=self.front.words.lang,
        )  # fmt: skip
        rows, total = members(
            session, wanted, at=now, zone=self.front.zone, offset=ask.offset, limit=ask.limit
        )
        return Slice(rows, total)

    @Slot()
    def _fill_classes(self) -> None:
        at = max(0, self.org_class.currentIndex())
        self.org_class.blockSignals(True)
        self.org_class.clear()
        words = self.front.words
        self.org_class.addItem(words.t("Every class"), "")
        for one in CLASSES:
            self.org_class.addItem(words.name("class", one), one)
        self.org_class.setCurrentIndex(at)
        self.org_class.blockSignals(False)

    @Slot()
    def _on_loaded(self) -> None:
        empty = self.model.total == 0
        self.view.setVisible(not empty)
        self._nothing.setVisible(empty)
        self.counted.emit(self.model.total)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Names keep room: in a narrow window the columns that matter least go first."""
        super().resizeEvent(event)
        for at, column in enumerate(self.model.columns):
            least = _HIDDEN_BELOW.get(column.name, 0)
            self.view.setColumnHidden(at, self.width() < least)

    # -- keys and choices -----------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes from the field into the list; typing in the list goes into the field."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if watched is self.search:
            return self._key_in_search(event)
        text = event.text()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if plain and text and text.isprintable() and not text.isspace():
            self.search.setFocus()
            self.search.setText(self.search.text() + text)
            self._typing.start()
            return True
        if event.key() == Qt.Key.Key_Up and self.view.currentIndex().row() <= 0:
            self.search.setFocus()
            return True
        return False

    def _key_in_search(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_PageDown):
            self.take_text()
            if self.model.total:
                self.view.setFocus()
                if not self.view.currentIndex().isValid():
                    self.view.selectRow(0)
            return True
        if key in ENTER:
            self.take_text()
            current = self.view.currentIndex()
            member = self.model.row_at(current.row() if current.isValid() else 0)
            if member is not None:
                self._on_opened(member)
            return True
        if key == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
            self.take_text()
            return True
        return False

    @Slot()
    def take_text(self) -> None:
        """Narrow the list to what is typed, without waiting for the next key."""
        self._typing.stop()
        text = self.search.text().strip()
        if text != self.model.ask.text:
            self.view.setCurrentIndex(QModelIndex())
            self.view.choose(None)
            self.view.scrollToTop()
            self.model.narrow(text=text)

    @Slot(str)
    def _on_text_changed(self, text: str) -> None:
        if not text:
            self.take_text()

    @Slot()
    def widen(self) -> None:
        """Take every filter off, and put the hand back where it types."""
        self.search.clear()
        self.org_class.setCurrentIndex(0)
        self.state.choose("all")
        self.model.narrow(text="", org_class=None, state="all")
        self.search.setFocus()

    @Slot()
    def _on_class_chosen(self) -> None:
        self.model.narrow(org_class=self.org_class.currentData() or None)

    @Slot(str)
    def _on_state_chosen(self, key: str) -> None:
        self.model.narrow(state=None if key == "current" else key)

    @Slot(object)
    def _on_opened(self, member: Member) -> None:
        self.opened.emit(member.id)


def _member_key(member: Member) -> int:
    return member.id
