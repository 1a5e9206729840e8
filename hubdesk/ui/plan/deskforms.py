"""The small forms of a desk: give it to somebody, away days, ending, moving.

    forms = DeskForms(page, page.make)
    forms.assign(rect, "D4-01", orgs)
"""

from __future__ import annotations

from functools import cached_property, partial

from PySide6.QtCore import QObject, QRect, Slot
from PySide6.QtWidgets import QWidget

from hubdesk.booking.queries.desks import Assignment
from hubdesk.kernel.errors import KnownError
from hubdesk.orgs.model import Person
from hubdesk.orgs.queries import people_of
from hubdesk.ui.orgs import OrgBook, OrgChoice
from hubdesk.ui.plan import ops
from hubdesk.ui.widgets.combo import Combo
from hubdesk.ui.widgets.datefield import DateField
from hubdesk.ui.widgets.formpop import FormPopover
from hubdesk.ui.widgets.make import Make
from hubdesk.ui.widgets.orgfield import OrgField
from hubdesk.words.marker import N_


class AssignForm(FormPopover):
    """Whose a desk is to be, and from when to when."""

    def __init__(self, parent: QWidget, make: Make) -> None:
        super().__init__(parent, make, N_("Whose desk"), N_("Assign"))
        self.org = OrgField(make)
        self.person = Combo(make, N_("Person"))
        self.first = DateField(make, N_("First day"))
        self.last = DateField(make, N_("Last day"))
        self.desk = make.line_edit(N_("Desk"), hint=N_("Code of the desk"))
        self._people: tuple[Person, ...] = ()
        self._org_parts = (self.add(N_("Organisation"), self.org), self.org)
        self._desk_parts = (self.add(N_("Desk"), self.desk), self.desk)
        self.add(N_("Person"), self.person)
        self.add(N_("First day"), self.first)
        self.add(N_("Last day"), self.last)
        self.org.taken.connect(self._on_org_taken)
        self.org.textEdited.connect(self._on_org_edited)

    def ask(self, target: QRect | QWidget, desk: str, orgs: OrgBook) -> None:
        """Open for a desk."""
        front = self.front
        self.say(lambda: front.words.t("Desk {desk}; an empty last day means no end is known.",
                                       desk=desk))  # fmt: skip
        self.org.set_orgs(orgs)
        self.org.clear()
        self.desk.setText(desk)
        self._begin(())
        self._show_parts(desk=False)
        self.open_at(target, self.org)

    def ask_for(self, target: QRect | QWidget, org: str, people: tuple[Person, ...]) -> None:
        """Open for an organisation that is known; the desk is asked for."""
        front = self.front
        self.say(lambda: front.words.t("For {org}; an empty last day means no end is known.",
                                       org=org))  # fmt: skip
        self.desk.clear()
        self._begin(people)
        self._show_parts(desk=True)
        self.open_at(target, self.desk)

    def _begin(self, people: tuple[Person, ...]) -> None:
        self.first.set_day(self.front.today())
        self.last.set_day(None)
        self._show_people(people)

    def _show_parts(self, *, desk: bool) -> None:
        for org_part in self._org_parts:
            org_part.setVisible(not desk)
        for desk_part in self._desk_parts:
            desk_part.setVisible(desk)

    def person_id(self) -> int | None:
        at = self.person.currentIndex()
        return self._people[at - 1].id if at > 0 else None

    def _show_people(self, found: tuple[Person, ...]) -> None:
        words = self.front.words
        self._people = tuple(one for one in found if one.active)
        self.person.clear()
        self.person.addItem(words.t("anybody of the organisation"))
        self.person.addItems([one.names.get(words.lang) or one.email for one in self._people])

    @Slot(object)
    def _on_org_taken(self, choice: OrgChoice) -> None:
        read = partial(people_of, org_id=choice.id)
        self.front.read(read, self._show_people, owner=self, key="people of desk")
        self.person.setFocus()

    @Slot(str)
    def _on_org_edited(self, _text: str) -> None:
        if self._people:
            self._show_people(())


class AwayForm(FormPopover):
    """The days on which a desk is free for others."""

    def __init__(self, parent: QWidget, make: Make) -> None:
        super().__init__(parent, make, N_("Away days"), N_("Free the desk"))
        self.first = DateField(make, N_("First day"))
        self.last = DateField(make, N_("Last day"))
        self.reason = make.line_edit(N_("Note"))
        self.add(N_("First day"), self.first)
        self.add(N_("Last day"), self.last)
        self.add(N_("Note"), self.reason)

    def ask(self, target: QRect | QWidget, found: Assignment) -> None:
        """Open for an assigned desk."""
        front = self.front
        self.say(lambda: front.words.t("{desk} of {org}: others may book it on these days.",
                                       desk=found.desk, org=found.org))  # fmt: skip
        first = max(front.today(), found.first_day)
        self.first.set_day(first)
        self.last.set_day(first)
        self.reason.clear()
        self.open_at(target, self.first)


class EndForm(FormPopover):
    """The last day of an assignment."""

    def __init__(self, parent: QWidget, make: Make) -> None:
        super().__init__(parent, make, N_("Until when it is their desk"), N_("Save"))
        self.last = DateField(make, N_("Last day"))
        self.add(N_("Last day"), self.last)

    def ask(self, target: QRect | QWidget, found: Assignment) -> None:
        """Open for an assigned desk."""
        front = self.front
        self.say(lambda: front.words.t("Desk {desk}; an empty last day means no end is known.",
                                       desk=found.desk))  # fmt: skip
        self.last.set_day(found.last_day or front.today())
        self.open_at(target, self.last)


class MoveForm(FormPopover):
    """Another desk for the same people."""

    def __init__(self, parent: QWidget, make: Make) -> None:
        super().__init__(parent, make, N_("Another desk"), N_("Move"))
        self.desk = make.line_edit(N_("Code of the other desk"))
        self.from_day = DateField(make, N_("From"))
        self.add(N_("Desk"), self.desk)
        self.add(N_("From"), self.from_day)

    def ask(self, target: QRect | QWidget, found: Assignment) -> None:
        """Open for an assigned desk."""
        front = self.front
        self.say(lambda: front.words.t("{org} leaves {desk}; away days move along.",
                                       desk=found.desk, org=found.org))  # fmt: skip
        self.desk.clear()
        self.from_day.set_day(max(front.today(), found.first_day))
        self.open_at(target, self.desk)


class DeskForms(QObject):
    """Opens the forms, each made when it is first wanted, and saves what they are filled with."""

    def __init__(self, page: QWidget, make: Make) -> None:
        super().__init__(page)
        self._front = make.front
        self._desk = ""
        self._org_id: int | None = None
        self._found: Assignment | None = None
        self._page, self._make = page, make

    @cached_property
    def assign_form(self) -> AssignForm:
        form = AssignForm(self._page, self._make)
        form.submitted.connect(self._on_assign)
        return form

    @cached_property
    def away_form(self) -> AwayForm:
        form = AwayForm(self._page, self._make)
        form.submitted.connect(self._on_away)
        return form

    @cached_property
    def end_form(self) -> EndForm:
        form = EndForm(self._page, self._make)
        form.submitted.connect(self._on_end)
        return form

    @cached_property
    def move_form(self) -> MoveForm:
        form = MoveForm(self._page, self._make)
        form.submitted.connect(self._on_move)
        return form

    def assign(self, target: QRect | QWidget, desk: str, orgs: OrgBook) -> None:
        """Ask whose a desk shall be."""
        self._desk, self._org_id = desk, None
        self.assign_form.ask(target, desk, orgs)

    def assign_to(
        self, target: QRect | QWidget, org_id: int, org: str, people: tuple[Person, ...]
    ) -> None:
        """Ask which desk an organisation shall have."""
        self._desk, self._org_id = "", org_id
        self.assign_form.ask_for(target, org, people)

    def away(self, target: QRect | QWidget, found: Assignment) -> None:
        """Ask for away days."""
        self._found = found
        self.away_form.ask(target, found)

    def end(self, target: QRect | QWidget, found: Assignment) -> None:
        """Ask for the last day."""
        self._found = found
        self.end_form.ask(target, found)

    def move(self, target: QRect | QWidget, found: Assignment) -> None:
        """Ask for the other desk."""
        self._found = found
        self.move_form.ask(target, found)

    def back(self, found: Assignment) -> None:
        """End the away days that are under way, or else the next ones; nothing is asked."""
        today = self._front.today()
        ahead = [away for away in found.aways if away.last_day >= today]
        if ahead:
            ops.come_back(self._front, found, ahead[0], owner=self, done=_nothing,
                          failed=self._front.refuse)  # fmt: skip

    # -- saving ---------------------------------------------------------------------------------

    def _failed(self, form: FormPopover, error: KnownError) -> None:
        form.blame(self._front.words.error(error))

    @Slot()
    def _on_assign(self) -> None:
        form = self.assign_form
        org, first = form.org.org(), form.first.day()
        org_id = self._org_id or (None if org is None else org.id)
        desk = self._desk or form.desk.text().strip()
        if org_id is None:
            form.blame(form.org.problem(), form.org)
        elif first is None or not desk:
            form.blame(self._front.words.t("A desk and a day are needed."),
                       form.first if desk else form.desk)  # fmt: skip
        else:
            ops.assign(self._front, desk, org_id, first, form.last.day(),
                       form.person_id(), owner=self, done=form.dismiss,
                       failed=partial(self._failed, form))  # fmt: skip

    @Slot()
    def _on_away(self) -> None:
        form = self.away_form
        first, last = form.first.day(), form.last.day()
        assert self._found is not None
        if first is None or last is None:
            form.blame(self._front.words.t("A day is needed."), form.first)
            return
        ops.go_away(self._front, self._found, first, last, form.reason.text(), owner=self,
                    done=form.dismiss, failed=partial(self._failed, form))  # fmt: skip

    @Slot()
    def _on_end(self) -> None:
        form = self.end_form
        assert self._found is not None
        ops.end(self._front, self._found, form.last.day(), owner=self, done=form.dismiss,
                failed=partial(self._failed, form))  # fmt: skip

    @Slot()
    def _on_move(self) -> None:
        form = self.move_form
        day = form.from_day.day()
        assert self._found is not None
        if day is None or not form.desk.text().strip():
            form.blame(self._front.words.t("A desk and a day are needed."), form.desk)
            return
        ops.move(self._front, self._found, form.desk.text().strip(), day, owner=self,
                 done=form.dismiss, failed=partial(self._failed, form))  # fmt: skip


def _nothing() -> None:
    """Nothing is open that would close."""
