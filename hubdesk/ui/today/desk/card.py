"""The counter's card: five tabs, each with a line to type into and a list below.  What a tab shows
is made when it is first wanted.

    card = DeskCard(page, make)
    card.load()
    card.begin("visitors")      # the keyboard in the line of a tab
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import NamedTuple

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from hubdesk.frontdesk.model import NewVisit, ParcelStatus, TicketStatus, VisitStatus
from hubdesk.ui.today.desk import lines as said
from hubdesk.ui.today.desk import ops, wishes
from hubdesk.ui.today.desk.entry import EntryLine
from hubdesk.ui.today.desk.lines import SIDES, Line
from hubdesk.ui.today.desk.listview import CounterList
from hubdesk.ui.today.desk.load import DeskLoad, load_desk
from hubdesk.ui.today.desk.notepart import NotePart
from hubdesk.ui.today.desk.visitform import VisitForm
from hubdesk.ui.widgets.make import Make, lay
from hubdesk.ui.widgets.segments import Segments
from hubdesk.ui.widgets.tabs import Tabs
from hubdesk.words.marker import N_

__all__ = ["KINDS", "TABS", "DeskCard"]
#: Kinds of rows the card shows.
KINDS = (
    "visit", "parcel", "house_key", "key_loan", "ticket", "shift_note", "front_desk",
    "organisation", "resource", "closure",
)  # fmt: skip
TABS = {
    "visitors": N_("Visitors"),
    "parcels": N_("Parcels"),
    "keys": N_("tab|Keys"),
    "tickets": N_("Tickets"),
    "note": N_("tab|Note"),
}
_HINTS = {
    "visitors": N_("Name, code of the organisation, 14:30, x3, (from where)"),
    "parcels": N_("Code of the organisation, what it is, x2, @for whom, (place)"),
    "keys": N_("Code of the key, who takes it, code, 16:00 \u2013 or the code to take it back"),
    "tickets": N_("Room, what is to be done, 16:00; ! closes the room until then"),
}
_NAMES = {
    "visitors": N_("New visitor"),
    "parcels": N_("New parcel"),
    "keys": N_("Key out or back"),
    "tickets": N_("New ticket"),
}
_EMPTY = {
    "expected": N_("Nobody else is expected today."),
    "arrived": N_("No visitor is in the house."),
    "left": N_("No visitor has left yet."),
    "parcels": N_("Nothing waits to be fetched."),
    "keys": N_("No keys yet. They are hung up in Settings."),
    "tickets": N_("The caretaker has nothing to do."),
}


class _Tab(NamedTuple):
    """A line to type into, and the list below; the widget they stand in."""

    entry: EntryLine
    list: CounterList
    nothing: QWidget
    stack: QStackedLayout
    page: QWidget


class _Parts(dict[str, _Tab]):
    """The tabs by name; one that is asked for for the first time is made."""

    def __init__(self, make: Callable[[str], _Tab]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, name: str) -> _Tab:
        made = self[name] = self._make(name)
        return made


class DeskCard(QFrame):
    """Signals:
    counted(DeskLoad): what is shown has been read anew.

    Attributes:
        loaded: what was read last; None before.
    """

    counted = Signal(object)

    def __init__(self, page: QWidget, make: Make) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.make = make
        self.front = make.front
        self.loaded: DeskLoad | None = None
        self._side = "expected"
        self.tabs = Tabs(make, N_("Counter"), TABS)
        self._page = page
        self.sides = Segments(make, N_("Visitors"), SIDES)
        self._parts = _Parts(self._made)
        self._stack = QStackedLayout()
        self.tabs.layout().setSpacing(10)  # type: ignore[union-attr]
        head = QWidget()
        lay(QHBoxLayout(head), self.tabs, margins=(12, 0, 12, 0))
        outer = lay(QVBoxLayout(self), head, make.rule(), margins=(1, 1, 1, 1))
        outer.addLayout(self._stack, 1)
        self.tabs.chosen.connect(self.show_tab)
        self.sides.chosen.connect(self.show_side)
        self.show_tab("visitors")
        self.sides.choose(self._side)

    @cached_property
    def note(self) -> NotePart:
        """The tab of the shift note."""
        made = NotePart(self.make)
        made.written.connect(self._on_note_written)
        made.handed_over.connect(self._on_note_handed_over)
        self._stack.addWidget(made)
        if self.loaded is not None:
            made.show_note(self.loaded.note, self.loaded.earlier)
        return made

    @cached_property
    def form(self) -> VisitForm:
        """What changes a visitor."""
        made = VisitForm(self._page, self.make)
        made.saved.connect(self._on_saved)
        return made

    def _made(self, name: str) -> _Tab:
        nothing = self.make.label(role="body", tone="muted", wrap=True)
        nothing.setContentsMargins(14, 14, 14, 14)
        part = _Tab(
            EntryLine(self.make, _NAMES[name], _HINTS[name]), CounterList(self.make, TABS[name]),
            nothing, QStackedLayout(), QWidget(),
        )  # fmt: skip
        part.entry.read_by(partial(self._read, name))
        part.entry.entered.connect(partial(self._on_entered, name))
        part.list.acted.connect(self._on_acted)
        self._lay(name, part)
        if self.loaded is not None:
            part.entry.field.offer(self._offers(name, self.loaded))
            self._show(name, part, self.loaded)
        return part

    def _lay(self, name: str, part: _Tab) -> None:
        holder = QWidget()
        lay(QVBoxLayout(holder), part.nothing, None)
        box = lay(QVBoxLayout(part.page), part.entry)
        if name == "visitors":
            sides = QWidget()
            lay(QHBoxLayout(sides), self.sides, None, margins=(12, 0, 12, 8))
            box.addWidget(sides)
        box.addWidget(self.make.rule())
        box.addLayout(part.stack, 1)
        # Not before: a stack that belongs to nobody yet shows its first widget as a window.
        part.stack.addWidget(part.list)
        part.stack.addWidget(holder)
        self._stack.addWidget(part.page)

    # -- what is shown --------------------------------------------------------------------------

    def load(self) -> None:
        """Read everything anew."""
        day, zone = self.front.today(), self.front.zone
        self.front.read(
            lambda session: load_desk(session, day, zone), self._on_loaded, owner=self, key="desk"
        )

    @Slot(object)
    def _on_loaded(self, loaded: DeskLoad) -> None:
        self.loaded = loaded
        for name, part in self._parts.items():
            part.entry.field.offer(self._offers(name, loaded))
        self.show_again()
        self.counted.emit(loaded)

    @staticmethod
    def _offers(name: str, loaded: DeskLoad) -> list[tuple[str, str]]:
        """Codes that may be typed into the line of a tab, with what they stand for."""
        orgs = [(choice.code, f"{choice.names.th} {choice.names.en}") for choice in loaded.orgs]
        if name == "keys":
            return [*((key.code, f"{key.names.th} {key.names.en}") for key in loaded.keys), *orgs]
        if name == "tickets":
            rooms = loaded.rooms.items()
            return [*((code, f"{names.th} {names.en}") for code, (_, names) in rooms), *orgs]
        return orgs

    def show_again(self) -> None:
        """Write everything again: another minute, another language."""
        loaded = self.loaded
        if loaded is None:
            return
        words = self.front.words
        here = [visit for visit in loaded.visits if visit.status is not VisitStatus.LEFT]
        waiting = [one for one in loaded.parcels if one.status is ParcelStatus.WAITING]
        out = [key for key in loaded.keys if key.loan is not None]
        to_do = [one for one in loaded.tickets if one.status is TicketStatus.OPEN]
        for name, found in (
            ("visitors", here), ("parcels", waiting), ("keys", out), ("tickets", to_do)
        ):  # fmt: skip
            self.tabs.count(name, len(found))
        for side, msgid in SIDES.items():
            number = sum(visit.status == side for visit in loaded.visits)
            self.sides.button(side).setText(f"{words.t(msgid)} {words.number(number)}")
        for name, part in self._parts.items():
            self._show(name, part, loaded)
        if "note" in self.__dict__:
            self.note.show_note(loaded.note, loaded.earlier)

    def _show(self, name: str, part: _Tab, loaded: DeskLoad) -> None:
        words, now = self.front.words, self.front.now()
        if name == "visitors":
            found = said.visitor_lines(loaded, self._side, words, now)
        elif name == "parcels":
            found = said.parcel_lines(loaded, words, now)
        elif name == "keys":
            found = said.key_lines(loaded, words, now)
        else:
            found = said.ticket_lines(loaded, words, now)
        part.list.show_lines(found)
        part.stack.setCurrentIndex(0 if found else 1)
        empty = self._side if name == "visitors" else name
        self.front.speech.say(part.nothing, _EMPTY[empty])

    def renew(self) -> None:
        """After another language or look."""
        for part in self._parts.values():
            part.list.renew()
        self.show_again()

    @Slot(str)
    def show_tab(self, name: str) -> None:
        """Show a tab."""
        self.tabs.choose(name)
        self._stack.setCurrentWidget(self.note if name == "note" else self._parts[name].page)

    @Slot(str)
    def show_side(self, side: str) -> None:
        """Show visitors who are ``expected``, have ``arrived``, or ``left``."""
        self._side = side
        self.sides.choose(side)
        self.show_again()

    def begin(self, name: str) -> None:
        """Put the keyboard into the line of a tab."""
        self.show_tab(name)
        if name == "note":
            self.note.text.setFocus()
        else:
            self._parts[name].entry.field.setFocus()
            self._parts[name].entry.field.selectAll()

    def focus_list(self, name: str, side: str = "") -> None:
        """Put the keyboard into the list of a tab, or into its line if the list is empty."""
        self.show_tab(name)
        if side:
            self.show_side(side)
        part = self._parts[name]
        if part.list.rows.lines:
            part.list.focus_list()
        else:
            part.entry.field.setFocus()

    def part(self, name: str) -> _Tab:
        """A tab's line and list."""
        return self._parts[name]

    # -- what is done ---------------------------------------------------------------------------

    def _read(self, name: str, text: str) -> str:
        loaded, words, now = self.loaded, self.front.words, self.front.now()
        if loaded is None:
            return ""
        if name == "visitors":
            return wishes.read_visit(text, loaded, words, now)
        if name == "parcels":
            return wishes.read_parcel(text, loaded, words)
        if name == "keys":
            return wishes.read_key(text, loaded, words, now)
        return wishes.read_ticket(text, loaded, words, now)

    def _on_entered(self, name: str, text: str) -> None:
        enter: dict[str, Callable[[str, DeskLoad], None]] = {
            "visitors": self._enter_visit, "parcels": self._enter_parcel,
            "keys": self._enter_key, "tickets": self._enter_ticket,
        }  # fmt: skip
        if self.loaded is not None:
            enter[name](text, self.loaded)

    def _enter_visit(self, text: str, loaded: DeskLoad) -> None:
        visit, badge = wishes.visit_of(text, loaded, self.front.now())
        entry = self._parts["visitors"].entry
        if not visit.name:
            entry.blame(self.front.words.t("Who is it?"))
            return
        side = "arrived" if visit.expected_at is None else "expected"
        self.show_side(side)
        ops.note_visit(self.front, visit, badge, owner=self, done=entry.empty)

    def _enter_parcel(self, text: str, loaded: DeskLoad) -> None:
        parcel, entry = wishes.parcel_of(text, loaded), self._parts["parcels"].entry
        if parcel is None or not parcel.what:
            missing = N_("What is it?") if parcel else (
                N_("For whom? Write the code of an organisation.")
            )
            entry.blame(self.front.words.t(missing))
            return
        ops.take_in(self.front, parcel, owner=self, done=entry.empty)

    def _enter_key(self, text: str, loaded: DeskLoad) -> None:
        found, entry = wishes.key_of(text, loaded), self._parts["keys"].entry
        if found is None:
            entry.blame(self.front.words.t("Which key? Write its code."))
            return
        wish, out = found
        key = next(one for one in loaded.keys if one.code == wish.key)
        if out:
            ops.take_back_key(self.front, key.id, key.code, owner=self, done=entry.empty)
            return
        org = loaded.orgs.by_code.get(wish.org)
        if org is None and not wish.text:
            entry.blame(self.front.words.t("Who takes it?"))
            return
        now = self.front.now()
        due = None if wish.minute is None else wishes.moment_of(wish.minute, now)
        ops.hand_out_key(
            self.front, key.id, key.code, holder=wish.text, org_id=None if org is None else org.id,
            due_at=due, owner=self, done=entry.empty,
        )  # fmt: skip

    def _enter_ticket(self, text: str, loaded: DeskLoad) -> None:
        ticket = wishes.ticket_of(text, loaded, self.front.now())
        entry, words = self._parts["tickets"].entry, self.front.words
        if not ticket.what:
            entry.blame(words.t("What is to be done?"))
            return
        ops.open_ticket(self.front, ticket, owner=self, done=entry.empty)

    @Slot(str, object)
    def _on_acted(self, name: str, line: Line) -> None:
        front, title = self.front, line.title
        if name == "change_visit":
            self._change_visit(line)
        elif name == "hand_out":
            entry = self._parts["keys"].entry
            code = next(key.code for key in (self.loaded.keys if self.loaded else ())
                        if key.id == line.id)  # fmt: skip
            entry.field.setText(f"{code} ")
            entry.field.setFocus()
        elif name == "take_back":
            ops.take_back_key(front, line.id, title, owner=self)
        else:
            deed = {
                "arrive": ops.arrive, "leave": ops.leave, "not_coming": ops.not_coming,
                "hand_over": ops.hand_over, "send_back": ops.send_back,
                "finish": ops.finish_ticket, "cancel_ticket": ops.cancel_ticket,
            }[name]  # fmt: skip
            deed(front, line.id, title, owner=self)

    def _change_visit(self, line: Line) -> None:
        assert self.loaded is not None
        visit = next((one for one in self.loaded.visits if one.id == line.id), None)
        if visit is not None:
            self.form.edit(visit, self.loaded.orgs, self._parts["visitors"].entry)

    @Slot(int, object, object)
    def _on_saved(self, visit_id: int, visit: NewVisit, badge: str | None) -> None:
        ops.change_visit(self.front, visit_id, visit, badge, owner=self)

    @Slot(str)
    def _on_note_written(self, text: str) -> None:
        ops.write_note(self.front, text, owner=self)

    @Slot(str)
    def _on_note_handed_over(self, text: str) -> None:
        ops.hand_note_over(self.front, text, owner=self)
