"""The popover that books and edits: for whom, what for, how many, how often; Enter books.

    popover = BookPopover(page, make)
    popover.ask(draft_rect, "มูล", "14:00–15:30", orgs, day=date(2026, 10, 22), capacity=12)
    popover.booked.connect(self._on_booked)
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, QObject, QRect, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from hubdesk.booking.model import Wanted
from hubdesk.ui.booking.equipment import EquipmentForm
from hubdesk.ui.booking.extras import Extras, Where, load_extras
from hubdesk.ui.booking.facts import Detail
from hubdesk.ui.booking.quote import PriceLine
from hubdesk.ui.booking.repeat import Every, Repeat
from hubdesk.ui.booking.repeatform import RepeatForm
from hubdesk.ui.booking.roomsform import RoomsForm
from hubdesk.ui.booking.rulesbox import RulesBox, Said
from hubdesk.ui.booking.setupform import SetupForm
from hubdesk.ui.orgs import OrgBook, OrgChoice
from hubdesk.ui.widgets.keys import ENTER
from hubdesk.ui.widgets.make import Make, mark_wrong, row
from hubdesk.ui.widgets.numberfield import NumberField
from hubdesk.ui.widgets.orgfield import OrgField
from hubdesk.ui.widgets.popover import Popover
from hubdesk.words.marker import N_

WIDTH = 376
#: Between the form and the edges of the page.
_MARGIN = 8
_MOST_PEOPLE = 9999


@dataclass(frozen=True, slots=True)
class Wish:
    """What the popover was filled with.

    Attributes:
        people: None = not known.
        repeat: None = one date.
        extras: further rooms and equipment beside the room.
        layout: how the room is set; empty = as it stands.
        setup_minutes, cleanup_minutes: wanted around it; the room's own count if longer.
        movable: its people may be asked to go elsewhere.
        said: what was added for the rules of the house.
    """

    org: OrgChoice
    title: str
    project: str
    private: bool
    people: int | None = None
    repeat: Repeat | None = None
    extras: tuple[Wanted, ...] = ()
    layout: str = ""
    setup_minutes: int = 0
    cleanup_minutes: int = 0
    movable: bool = True
    said: Said = field(default_factory=Said)


class BookPopover(Popover):
    """Signals:
    booked(Wish): a person wants to book; with a ``repeat``, to check its dates first.
    """

    booked = Signal(object)

    def __init__(self, parent: QWidget, make: Make) -> None:
        super().__init__(parent, make.front, tone="accent_line")
        self.setFixedWidth(WIDTH)
        make.front.speech.say(self, N_("New booking"), part="name")
        self._make = make
        self._target = QRect()
        self._capacity = 0
        self._editing = self._waits = False
        # Whether a wish is on its way; another Enter must not book it a second time.
        self._sent = False
        self._blamed: QWidget | None = None
        self._place = make.elided(role="label")
        self._times = make.label(role="label", tone="accent")
        self.org = OrgField(make)
        self.org.taken.connect(self._on_org_taken)
        self.org.missed.connect(self._on_org_missed)
        self.title = make.line_edit(N_("Title"), hint=N_("Title"))
        self.project = make.line_edit(N_("Project"), hint=N_("Project or grant code"))
        self.people = NumberField(make, N_("People"), 0, _MOST_PEOPLE)
        self.people.setFixedWidth(104)
        self.private = make.check_box(N_("Private: others see only that it is taken"))
        self.repeat = RepeatForm(make)
        self.rooms, self.equipment = RoomsForm(make), EquipmentForm(make)
        self.setup = SetupForm(make)
        self._folds = (self.rooms, self.equipment, self.setup)
        self._where: Where | None = None
        self.price = PriceLine(make, self.project)
        self.price.changed.connect(self._on_price_changed)
        self.rules = RulesBox(make)
        self.rules.changed.connect(self._on_price_changed)
        self.rules.sent.connect(self._on_book)
        self._shown: Detail | None = None
        # Whether it is known what can be had; until then a booking keeps what it has.
        self._offered = False
        self._problem = make.label(role="small", tone="bad", wrap=True)
        self._problem.hide()
        self.book = make.button(N_("Book"), icon="plus", kind="primary", on=self._on_book)
        close = make.button(N_("Cancel"), kind="quiet", on=self.dismiss)
        for line in (self.title, self.project):
            line.returnPressed.connect(self._on_book)
        for widget in (self.people, self.private, self.repeat.step, self.repeat.ends,
                       self.repeat.until, self.repeat.count, *self.setup.fields()):  # fmt: skip
            widget.installEventFilter(self)
        self.repeat.changed.connect(self._on_form_changed)
        for fold in self._folds:
            fold.changed.connect(self._on_fold_changed)
        self._lay_out(row(None, close, self.book))
        self.front.words_changed.connect(self._name_parts)
        self._name_parts()

    def _lay_out(self, buttons: QBoxLayout) -> None:
        links = QWidget()
        links.setLayout(row(*(fold.toggle for fold in self._folds), None, gap=12))
        self.inside.setSpacing(8)
        self.inside.addLayout(row(self._place, self._times))
        self.inside.addWidget(self.org)
        self.inside.addWidget(self.title)
        self.inside.addLayout(row(self.project, self.people))
        for part in (self.private, self.repeat, links, *self._folds, self.price, self.rules,
                     self._problem):  # fmt: skip
            self.inside.addWidget(part)
        self.inside.addLayout(buttons)

    # -- opening --------------------------------------------------------------------------------

    def ask(
        self, target: QRect, place: str, times: str, orgs: OrgBook, *, day: date | None = None,
        capacity: int = 0, where: Where | None = None, waits: bool = False,
    ) -> None:  # fmt: skip
        """Open for a time in a room; the organisation typed last stays.

        Args:
            target: what the arrow points at, in the parent's coordinates.
            day: of the first date; without it nothing is repeated.
            capacity: how many the room holds; 0 = not known.
            where: the same for the machine; without it nothing is offered beside the room.
            waits: somebody else has it; who asks stands in line.
        """
        self._open(target, place, times, orgs, capacity)
        self._editing, self._waits = False, waits
        self.org.setEnabled(True)
        self.repeat.setVisible(day is not None)
        if day is not None:
            self.repeat.begin(day)
        self._shown = None
        self._offer(where)
        self._name_parts()
        self.point_at(target)
        self.org.setFocus()
        self.org.selectAll()

    def ask_series(
        self, target: QRect, detail: Detail, times: str, orgs: OrgBook, day: date
    ) -> None:
        """Open to book the same again, as a series that begins on a day."""
        self.ask(target, detail.room.get(self.front.words.lang), times, orgs, day=day,
                 capacity=detail.capacity, where=_where(detail))  # fmt: skip
        self._fill(detail, orgs)
        self._offer(_where(detail))
        self.repeat.choose(Every.WEEK)
        self.repeat.step.setFocus()

    def edit(self, target: QRect, detail: Detail, times: str, orgs: OrgBook) -> None:
        """Open for what is written on a booking; whose it is stays."""
        self._open(target, detail.room.get(self.front.words.lang), times, orgs, detail.capacity)
        self._editing, self._waits = True, False
        self._fill(detail, orgs)
        self.org.setEnabled(False)
        self.repeat.hide()
        self._offer(_where(detail))
        self._name_parts()
        self.point_at(target)
        self.title.setFocus()

    def pause(self) -> None:
        """Step aside with everything typed, without closing."""
        self.hide()

    def resume(self) -> None:
        """Come back as it was left."""
        self._sent = False
        self.point_at(self._target)
        (self.org if self.repeat.isHidden() else self.repeat.step).setFocus()

    def _offer(self, where: Where | None) -> None:
        """Ask what can be had beside the room; the folds are shut until it is known."""
        self._offered = False
        self._where = where
        for fold in self._folds:
            fold.clear()
            fold.offer(False)
        if where is not None:
            self.front.read(
                partial(load_extras, where=where), self._on_extras, owner=self, key="extras"
            )

    @Slot(object)
    def _on_extras(self, extras: Extras) -> None:
        self._offered = True
        self.rooms.offer_rooms(extras.rooms)
        self.equipment.offer_kinds(extras.kinds)
        self.setup.offer_ways(extras)
        detail = self._shown
        if detail is not None:
            self.rooms.show_wanted(detail.wanted[1:])
            self.equipment.show_wanted(detail.wanted[1:])
            self.setup.show_values(detail.layout, *detail.around, movable=detail.movable)
        self._on_form_changed()

    def _fill(self, detail: Detail, orgs: OrgBook) -> None:
        self._shown = detail
        self.org.show_org(orgs.by_id.get(detail.block.org_id))
        self.title.setText(detail.title)
        self.project.setText(detail.project)
        self.people.setValue(detail.people)
        self.private.setChecked(detail.block.private)

    def _open(
        self, target: QRect, place: str, times: str, orgs: OrgBook, capacity: int
    ) -> None:
        self._target = target
        self._capacity = capacity
        self._place.set_whole(place)
        self._times.setText(times)
        self.org.set_orgs(orgs)
        self.rules.begin(orgs)
        self.title.clear()
        self.project.clear()
        self.people.setValue(0)
        self.private.setChecked(False)
        self.complain("")

    # -- what is said ---------------------------------------------------------------------------

    def complain(self, text: str, field: QWidget | None = None) -> None:
        """Say what is wrong, in the field if it is one's; nothing typed is lost."""
        self._sent = False
        if self._blamed is not None:
            mark_wrong(self._blamed, "")
        self._blamed = field
        if field is not None:
            mark_wrong(field, text)
            field.setFocus()
        self.inside.removeWidget(self._problem)
        self.inside.insertWidget(self._place_below(field), self._problem)
        self._problem.setText(text)
        self._problem.setVisible(bool(text))
        self._on_form_changed()

    def _place_below(self, field: QWidget | None) -> int:
        """Where the form has what is said of a field: below its line, else above the buttons."""
        last = self.inside.count() - 1
        for at in range(last):
            item = self.inside.itemAt(at)
            widget, inner = (item.widget(), item.layout()) if item is not None else (None, None)
            if field is not None and (
                widget is field
                or (widget is not None and widget.isAncestorOf(field))
                or (inner is not None and inner.indexOf(field) >= 0)
            ):
                return at + 1
        return last

    @Slot()
    def _name_parts(self) -> None:
        words = self.front.words
        self.people.setSpecialValueText(words.t("people: any"))
        self.people.setSuffix(words.t("people|\u00a0people"))
        for fold in self._folds:
            fold.name_toggle()
        say = self.front.speech.say
        self._make.set_icon(self.book, "check" if self._editing else "plus", "on_accent", 16)
        if self._editing:
            say(self.book, N_("Save"))
        elif self._waits:
            say(self.book, N_("Put on the waiting list"))
        elif not self.repeat.isHidden() and self.repeat.repeat() is not None:
            say(self.book, N_("Check the dates \u2026"))
        else:
            say(self.book, N_("Book"))

    @Slot()
    def _on_price_changed(self) -> None:
        if self.isVisible():
            self.point_at(self._target)

    @Slot()
    def _on_fold_changed(self) -> None:
        """Where the page is too low for all that is open, the others shut and say what is in."""
        page, opened = self.parentWidget(), self.sender()
        self.inside.activate()
        if page is not None and self.wanted().height() > page.height() - _MARGIN:
            for fold in self._folds:
                fold.setVisible(fold is opened and not fold.isHidden())
        self._on_form_changed()

    @Slot()
    def _on_form_changed(self) -> None:
        self._name_parts()
        extras = (*self.rooms.wanted(), *self.equipment.wanted())
        self.price.ask(self._where, self.org.org(), extras)
        self.rules.ask(None if self._editing else self._where, self.org.org(), extras)
        if self.isVisible():
            self.point_at(self._target)

    # -- keys -----------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter books from every field of the form."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in ENTER
        ):
            if watched is self.repeat.until:
                self.repeat.until.take_text()
            self._on_book()
            return True
        return super().eventFilter(watched, event)

    @Slot(object)
    def _on_org_taken(self, _choice: OrgChoice) -> None:
        self.complain("")
        self.title.setFocus()

    @Slot()
    def _on_org_missed(self) -> None:
        self.complain(self.org.problem(), self.org)

    def _wrong(self) -> tuple[str, QWidget] | None:
        if self.org.org() is None:
            return self.org.problem(), self.org
        seats = self._seats()
        if seats and self.people.value() > seats:
            return self._too_small(seats), self.people
        return None if self.repeat.isHidden() else self.repeat.problem()

    def _seats(self) -> int:
        """How many fit into the rooms as they are to be set; 0 = not known."""
        main, further = self.setup.capacity() or self._capacity, self.rooms.seats()
        return main + further if main and further is not None else 0

    def _too_small(self, seats: int) -> str:
        words = self.front.words
        if self.rooms.wanted():
            return words.n(
                "The rooms hold {n} person.", "The rooms hold {n} people together.", seats
            )
        if self.setup.layout_kind():
            return words.n(
                "Set like that, the room holds {n} person.",
                "Set like that, the room holds {n} people.", seats,
            )  # fmt: skip
        return words.n("The room holds {n} person.", "The room holds {n} people.", seats)

    @Slot()
    def _on_book(self) -> None:
        if self._sent:
            return
        wrong, org = self._wrong(), self.org.org()
        if wrong is not None or org is None:
            self.complain(*(wrong or (self.org.problem(), self.org)))
            return
        self.complain("")
        self._sent = True
        self.booked.emit(
            Wish(
                org, self.title.text(), self.project.text(), self.private.isChecked(),
                self.people.value() or None,
                None if self.repeat.isHidden() else self.repeat.repeat(), *self._beside(),
                self.rules.said(),
            )
        )  # fmt: skip

    def _beside(self) -> tuple[tuple[Wanted, ...], str, int, int, bool]:
        """What goes with the room, and how it is set."""
        kept, setup = self._shown, self.setup
        if kept is not None and not self._offered:
            return kept.wanted[1:], kept.layout, *kept.around, kept.movable
        extras = (*self.rooms.wanted(), *self.equipment.wanted())
        return extras, setup.layout_kind(), setup.before(), setup.after(), setup.movable()


def _where(detail: Detail) -> Where | None:
    if detail.starts_at is None or detail.ends_at is None:
        return None
    return Where(
        detail.resource_id, detail.starts_at, detail.ends_at, detail.block.occurrence_id
    )
