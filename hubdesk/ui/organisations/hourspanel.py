"""The tab *Hours* of an organisation: allowance used and left, per project, date by date.

panel = HoursPanel(make)
panel.show_org(found)
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from hubdesk.costs.model import UsageCharge
from hubdesk.costs.queries.hours import Hours, hours_of
from hubdesk.kernel.month import Month
from hubdesk.ui.front import Front
from hubdesk.ui.organisations.load import OrgLoad
from hubdesk.ui.organisations.orgpanel import OrgPanel
from hubdesk.ui.organisations.wording import hours as hours_text
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.cells import Cell, CellModel, CellView, Row
from hubdesk.ui.widgets.make import Make, lay
from hubdesk.ui.widgets.table import Column
from hubdesk.words.marker import N_
from hubdesk.words.priced import in_words, late_words

LINE_COLUMNS = (
    Column(N_("Day"), 174),
    Column(N_("Time"), 136),
    Column(N_("Room"), 140),
    Column(N_("Project"), 96),
    Column(N_("Hours"), 66, right=True),
    Column(N_("From plan"), 90, right=True),
    Column(N_("To pay"), 92, right=True),
    Column(N_("Why")),
)
PROJECT_COLUMNS = (
    Column(N_("Project")),
    Column(N_("Hours"), 80, right=True),
    Column(N_("To pay"), 110, right=True),
)
_BAR = 20


class AllowanceBar(QWidget):
    """What of the allowance is used, as a bar; said in words beside it."""

    def __init__(self, front: Front) -> None:
        super().__init__()
        self._front = front
        self._used, self._whole = 0, 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_BAR)
        front.look_changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(200, _BAR)

    def show_use(self, used: int, whole: int, text: str) -> None:
        self._used, self._whole = used, whole
        self.setAccessibleName(text)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._front.theme
        painter = QPainter(self)
        area = QRectF(0.5, 0.5, self.width() - 1, _BAR - 1)
        painter.setPen(QPen(theme.colour("line_strong"), 1))
        painter.setBrush(theme.colour("surface"))
        painter.drawRect(area)
        part = min(1.0, self._used / self._whole) if self._whole else 0.0
        tone = "warning" if part >= 1.0 else "accent"
        painter.fillRect(QRectF(1, 1, (area.width() - 1) * part, _BAR - 2), theme.colour(tone))


class HoursPanel(OrgPanel):
    """Attributes:
    before, after: the month before and after the one that is shown.
    month: the month that is shown.
    """

    kinds = ("booking", "occurrence", "agreement", "agreement_term", "plan", "rate", "price_rule",
             "period")  # fmt: skip

    def __init__(self, make: Make) -> None:
        super().__init__(make)
        self._hours: Hours | None = None
        self.month: Month | None = None
        self.before = make.icon_button(N_("The month before"), "chevron-left", kind="quiet",
                                       side="button_small", on=self._on_before)  # fmt: skip
        self.after = make.icon_button(N_("The month after"), "chevron-right", kind="quiet",
                                      side="button_small", on=self._on_after)  # fmt: skip
        self._name = make.label(role="label")
        self._said = make.label(wrap=True)
        self._more = make.label(role="small", tone="muted", wrap=True)
        self.bar = AllowanceBar(make.front)
        self._card = Card(make, N_("Allowance"), icon="hourglass")
        self._card.act(self.before, self._name, self.after)
        inside = QWidget()
        lay(QVBoxLayout(inside), self._said, self.bar, self._more, gap=8,
            margins=(14, 12, 14, 14))  # fmt: skip
        self._card.body.addWidget(inside)
        self.projects = CellModel(make.front, PROJECT_COLUMNS)
        self.projects_view = CellView(
            make, self.projects, N_("Per project"), nothing=N_("Nothing was booked.")
        )
        per_project = Card(make, N_("Per project"), icon="list")
        per_project.body.addWidget(self.projects_view)
        self.lines = CellModel(make.front, LINE_COLUMNS)
        self.lines_view = CellView(
            make, self.lines, N_("Every booking"), nothing=N_("Nothing was booked.")
        )
        self._ledger = Card(make, N_("Every booking"), icon="list")
        self._ledger.body.addWidget(self.lines_view)
        top = QWidget()
        box = lay(QHBoxLayout(top), self._card, per_project, gap=12)
        box.setStretch(0, 3)
        box.setStretch(1, 2)
        top.setFixedHeight(196)
        whole = lay(QVBoxLayout(self), top, self._ledger, gap=12, margins=(16, 12, 16, 16))
        whole.setStretch(1, 1)

    def show_org(self, found: OrgLoad) -> None:
        """Show another organisation, or the same one anew; the month stays."""
        if self.month is None:
            self.month = Month.of(found.today)
        super().show_org(found)

    def read(self, found: OrgLoad) -> None:
        org_id, month = found.org.id, self.month
        assert month is not None
        self._front.read(
            lambda session: hours_of(session, org_id, month), self._on_read, owner=self,
            key="hours of organisation",
        )  # fmt: skip

    @Slot(object)
    def _on_read(self, found: Hours) -> None:
        self._hours = found
        self.say()

    @Slot()
    def _on_before(self) -> None:
        self._turn(-1)

    @Slot()
    def _on_after(self) -> None:
        self._turn(1)

    def _turn(self, step: int) -> None:
        if self.month is not None and self.found is not None:
            self.month = self.month.next if step > 0 else self.month.previous
            self.read(self.found)

    # -- what is shown --------------------------------------------------------------------------

    def say(self) -> None:
        hours, words, house = self._hours, self._front.words, self._front.house
        if hours is None:
            return
        self._name.setText(words.month(hours.month, short=True))
        allowance = hours.allowance
        paid = words.amount(hours.overage_minor, house.digits, house.currency)
        if allowance is None:
            text = words.t(N_("No plan gives hours in this month."))
            self.bar.hide()
        else:
            whole = allowance.given_minutes + allowance.carried_minutes
            text = words.t(
                N_("{used} h of {whole} h used, {left} h left"),
                used=hours_text(words, allowance.used_minutes), whole=hours_text(words, whole),
                left=hours_text(words, allowance.left_minutes),
            )
            self.bar.show()
            self.bar.show_use(allowance.used_minutes, whole, text)
        self._said.setText(text)
        self._more.setText(" \u00b7 ".join(self._notes(hours, paid)))
        self._ledger.count(len(hours.lines))
        self.lines.show_rows([self._row(one) for one in hours.lines])
        self.projects.show_rows([
            Row(name, (
                Cell(name or words.t(N_("no project")), "" if name else "muted"),
                Cell(hours_text(words, minutes)),
                Cell(words.amount(net, house.digits)),
            ))
            for name, minutes, net in hours.projects
        ])  # fmt: skip

    def _notes(self, hours: Hours, paid: str) -> list[str]:
        words, house, allowance = self._front.words, self._front.house, hours.allowance
        notes = [words.t(N_("{hours} h beyond it: {amount}"),
                         hours=hours_text(words, hours.charged_minutes), amount=paid)]  # fmt: skip
        if allowance is not None and allowance.carried_minutes:
            notes.append(words.t(
                N_("{hours} h came from the month before"),
                hours=hours_text(words, allowance.carried_minutes),
            ))  # fmt: skip
        if allowance is not None and allowance.carry_minutes:
            notes.append(words.t(
                N_("{hours} h go on to the next"), hours=hours_text(words, allowance.carry_minutes)
            ))  # fmt: skip
        if allowance is not None and (allowance.given_minor or allowance.carried_minor):
            notes.append(words.t(
                N_("credit: {left} left"), left=words.amount(allowance.left_minor, house.digits)
            ))  # fmt: skip
        if hours.fixed:
            notes.append(words.t(N_("the month is closed")))
        return notes

    def _row(self, one: UsageCharge) -> Row:
        words, house = self._front.words, self._front.house
        why = in_words(words, [[part.plain() for part in one.why]], house.digits)
        day = words.local(one.starts_at).date()
        if Month.of(day) != one.accounting_month:
            said = " \u00b7 ".join(part for part in (why, one.reason) if part)
            why = late_words(words, day, said)
        return Row(one.occurrence_id, (
            Cell(words.weekday_date(day)),
            Cell(words.times(one.starts_at, one.ends_at)),
            Cell(one.resource.get(words.lang)),
            Cell(one.project, "muted"),
            Cell(hours_text(words, one.minutes)),
            Cell(hours_text(words, one.plan_minutes) if one.plan_minutes else ""),
            Cell(words.amount(one.net_minor, house.digits)),
            Cell(why, "muted", tip=why),
        ))  # fmt: skip
