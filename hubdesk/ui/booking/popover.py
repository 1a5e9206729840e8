"""The popover that books: for whom, what for, project, private; Enter books.

    popover = BookPopover(page, make)
    popover.ask(draft_rect, "มูล", "14:00–15:30", book)
    popover.booked.connect(self._on_booked)
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, Signal, Slot
from PySide6.QtWidgets import QWidget

from hubdesk.ui.booking.facts import Detail
from hubdesk.ui.orgs import OrgBook, OrgChoice
from hubdesk.ui.widgets.make import Make, row
from hubdesk.ui.widgets.orgfield import OrgField
from hubdesk.ui.widgets.popover import Popover
from hubdesk.words.marker import N_

WIDTH = 348


@dataclass(frozen=True, slots=True)
class Wish:
    """What the popover was filled with."""

    org: OrgChoice
    title: str
    project: str
    private: bool


class BookPopover(Popover):
    """Signals:
    booked(Wish): a person wants to book.
    """

    booked = Signal(object)

    def __init__(self, parent: QWidget, make: Make) -> None:
        super().__init__(parent, make.front, tone="accent_line")
        self.setFixedWidth(WIDTH)
        make.front.speech.say(self, N_("New booking"), part="name")
        self._target = QRect()
        self._place = make.elided(role="label")
        self._times = make.label(role="label", tone="accent")
        self.org = OrgField(make)
        self.org.taken.connect(self._on_org_taken)
        self.org.missed.connect(self._on_org_missed)
        self.title = make.line_edit(N_("Title"), hint=N_("Title"))
        self.project = make.line_edit(N_("Project"), hint=N_("Project or grant code"))
        self.private = make.check_box(N_("Private: others see only that it is taken"))
        self._problem = make.label(role="small", tone="bad", wrap=True)
        self._problem.hide()
        self.book = make.button(N_("Book"), icon="plus", kind="primary", on=self._on_book)
        close = make.button(N_("Cancel"), kind="quiet", on=self.dismiss)
        for field in (self.title, self.project):
            field.returnPressed.connect(self._on_book)
        self.inside.setSpacing(8)
        self.inside.addLayout(row(self._place, self._times))
        for widget in (self.org, self.title, self.project, self.private, self._problem):
            self.inside.addWidget(widget)
        self.inside.addLayout(row(None, close, self.book))

    def ask(self, target: QRect, place: str, times: str, orgs: OrgBook) -> None:
        """Open for a time in a room; the organisation typed last stays."""
        self._open(target, place, times, orgs)
        self.org.setEnabled(True)
        self.front.speech.say(self.book, N_("Book"))
        self.point_at(target)
        self.org.setFocus()
        self.org.selectAll()

    def edit(self, target: QRect, detail: Detail, times: str, orgs: OrgBook) -> None:
        """Open for what is written on a booking; whose it is stays."""
        self._open(target, detail.room.get(self.front.words.lang), times, orgs)
        self.org.show_org(orgs.by_id.get(detail.block.org_id))
        self.org.setEnabled(False)
        self.title.setText(detail.block.title)
        self.project.setText(detail.project)
        self.private.setChecked(detail.block.private)
        self.front.speech.say(self.book, N_("Save"))
        self.point_at(target)
        self.title.setFocus()

    def _open(self, target: QRect, place: str, times: str, orgs: OrgBook) -> None:
        self._target = target
        self._place.set_whole(place)
        self._times.setText(times)
        self.org.set_orgs(orgs)
        self.title.clear()
        self.project.clear()
        self.private.setChecked(False)
        self.complain("")

    def complain(self, text: str) -> None:
        """Say in the popover what is wrong; nothing typed is lost."""
        self._problem.setText(text)
        self._problem.setVisible(bool(text))
        if self.isVisible():
            self.point_at(self._target)

    @Slot(object)
    def _on_org_taken(self, _choice: OrgChoice) -> None:
        self.complain("")
        self.title.setFocus()

    @Slot()
    def _on_org_missed(self) -> None:
        self.complain(self.org.problem())

    @Slot()
    def _on_book(self) -> None:
        org = self.org.org()
        if org is None:
            self._on_org_missed()
            self.org.setFocus()
            return
        self.booked.emit(
            Wish(org, self.title.text(), self.project.text(), self.private.isChecked())
        )
