"""All that is known of one visitor, in a small form.

form = VisitForm(page, make)
form.edit(visit, target)
form.saved.connect(self._on_saved)      # (id, NewVisit, badge or None)
"""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from hubdesk.frontdesk.model import MOST_PEOPLE, NewVisit, Visit, VisitStatus
from hubdesk.ui.orgs import OrgBook
from hubdesk.ui.today.desk.wishes import moment_of
from hubdesk.ui.widgets.formpop import FormPopover
from hubdesk.ui.widgets.make import Make
from hubdesk.ui.widgets.numberfield import NumberField
from hubdesk.ui.widgets.orgfield import OrgField
from hubdesk.ui.widgets.timefield import TimeField
from hubdesk.words.marker import N_


class VisitForm(FormPopover):
    """Signals:
    saved(int, NewVisit, object): the visit, what it becomes, the badge (None = not here yet).
    """

    saved = Signal(int, object, object)

    def __init__(self, parent: QWidget, make: Make) -> None:
        super().__init__(parent, make, N_("Visitor"), N_("Save"))
        self._visit: Visit | None = None
        self._orgs = OrgBook()
        self.name = make.line_edit(N_("Name"))
        self.company = make.line_edit(N_("visitor|From"))
        self.org = OrgField(make)
        self.host = make.line_edit(N_("To see"))
        self.people = NumberField(make, N_("People"), 1, MOST_PEOPLE)
        self.time = TimeField(make, N_("Expected at"))
        self.badge = make.line_edit(N_("Badge"))
        self.remark = make.line_edit(N_("Note"))
        self.private = make.check_box(N_("Not to be named on lists and papers"))
        self.add(N_("Name"), self.name)
        self.add(N_("visitor|From"), self.company)
        self.add(N_("Organisation"), self.org)
        self.add(N_("To see"), self.host)
        self.add(N_("People"), self.people)
        self._time_label = self.add(N_("Expected at"), self.time)
        self._badge_label = self.add(N_("Badge"), self.badge)
        self.add(N_("Note"), self.remark)
        self.add("", self.private)
        self.submitted.connect(self._on_submitted)

    def edit(self, visit: Visit, orgs: OrgBook, target: QWidget) -> None:
        """Show what is known of a visitor."""
        self._visit, self._orgs = visit, orgs
        self.name.setText(visit.name)
        self.company.setText(visit.company)
        self.org.set_orgs(orgs)
        self.org.show_org(orgs.by_code.get(visit.org))
        self.host.setText(visit.host)
        self.people.setValue(visit.people)
        self.badge.setText(visit.badge)
        self.remark.setText(visit.note)
        self.private.setChecked(visit.private)
        here = visit.status is VisitStatus.ARRIVED
        for widget in (self.badge, self._badge_label):
            widget.setVisible(here)
        for widget in (self.time, self._time_label):
            widget.setVisible(not here and visit.expected_at is not None)
        if visit.expected_at is not None:
            local = self.make.front.words.local(visit.expected_at)
            self.time.set_minute(local.hour * 60 + local.minute)
        self.open_at(target, self.name)

    @Slot()
    def _on_submitted(self) -> None:
        visit, words = self._visit, self.make.front.words
        assert visit is not None
        org = self.org.org()
        if org is None and self.org.text().strip():
            self.blame(self.org.problem(), self.org)
            return
        if not self.name.text().strip() and not self.private.isChecked():
            self.blame(words.t("Who is it?"), self.name)
            return
        wish = NewVisit(
            name=self.name.text(), org_id=None if org is None else org.id,
            expected_at=self._expected(visit), people=self.people.value(),
            company=self.company.text(), host=self.host.text(), note=self.remark.text(),
            private=self.private.isChecked(),
        )  # fmt: skip
        here = visit.status is VisitStatus.ARRIVED
        self.saved.emit(visit.id, wish, self.badge.text() if here else None)
        self.dismiss()

    def _expected(self, visit: Visit) -> datetime | None:
        minute = self.time.minute()
        if visit.expected_at is None or minute is None or visit.status is VisitStatus.ARRIVED:
            return None
        return moment_of(minute, self.make.front.words.local(visit.expected_at))
