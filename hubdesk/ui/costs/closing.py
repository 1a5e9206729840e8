"""The step *Close*: what was checked, each with a way to mend it; closing; opening again.

    part = ClosePart(make)
    part.show_month(loaded)
    part.close_wanted.connect(self._on_close_wanted)
"""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QVBoxLayout, QWidget

from hubdesk.kernel.errors import KnownError
from hubdesk.month.model import CloseResult
from hubdesk.store.blobs import files_of
from hubdesk.store.session import Session
from hubdesk.ui.costs import ops
from hubdesk.ui.costs.checks import BAD, FIX_WORDS, GOOD, WARNING, Check, month_checks
from hubdesk.ui.costs.load import CostsLoad
from hubdesk.ui.costs.part import Part
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.datefield import DateField
from hubdesk.ui.widgets.make import Make, clear, lay, mark_wrong, row
from hubdesk.words.marker import N_

_ICONS = {BAD: "circle-x", WARNING: "triangle-alert", GOOD: "circle-check"}
_OPEN_DAYS = 7


class ClosePart(Part):
    """Attributes:
    confirm: closes the month.
    """

    def __init__(self, make: Make) -> None:
        super().__init__(make)
        self.checks: tuple[Check, ...] = ()
        self._scans: int | None = None
        self._fixes: list[QAbstractButton] = []
        card = Card(make, N_("Checked before the close"), icon="shield-check")
        self._card = card
        inside = QWidget()
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        lay(QVBoxLayout(inside), self._list, None)
        card.body.addWidget(make.scroll(inside, N_("Checks")), 1)
        self.confirm = make.button(
            N_("Close the month"), icon="lock", kind="primary", on=self.close_month
        )
        self._title = make.label(role="heading", wrap=True)
        self._text = make.label(tone="soft", wrap=True)
        side = make.frame()
        side.setFixedWidth(380)
        self._closing = QWidget()
        lay(QVBoxLayout(self._closing), row(self.confirm, None), gap=8)
        lay(
            QVBoxLayout(side), self._title, self._text, self._closing, self._build_reopening(),
            None, gap=10, margins=(16, 14, 16, 14),
        )  # fmt: skip
        lay(QHBoxLayout(self), card, side, gap=12)

    def _build_reopening(self) -> QWidget:
        make = self.make
        self.reason = make.line_edit(N_("Why it is opened again"), hint=N_("Why?"))
        self.until = DateField(make, N_("Open until the end of"))
        self.reopen = make.button(
            N_("Open again"), icon="key-round", kind="danger", on=self.reopen_month
        )
        self._wrong = make.label(role="small", tone="bad", wrap=True)
        self._wrong.hide()
        self._reopening = QWidget()
        lay(
            QVBoxLayout(self._reopening), make.rule(),
            make.label(N_("Open it again for corrections"), role="label"),
            make.label(
                N_("Who, why and until when is kept in the history. Statements that change are "
                   "credited and issued anew when it is closed again."),
                tone="muted", role="small", wrap=True,
            ),
            make.label(N_("Reason"), role="caption", tone="muted"), self.reason,
            make.label(N_("Open until the end of"), role="caption", tone="muted"),
            row(self.until, None, self.reopen), self._wrong, gap=4,
        )  # fmt: skip
        return self._reopening

    # -- what is shown --------------------------------------------------------------------------

    def show_month(self, loaded: CostsLoad) -> None:
        other = self.loaded is None or self.loaded.info != loaded.info
        super().show_month(loaded)
        if other:
            self._scans = None
            self.reason.clear()
            self.until.set_day(self.front.today() + timedelta(days=_OPEN_DAYS))
            self._wrong.hide()
        bills = tuple(bill.id for bill in loaded.bills)
        self.front.read(
            lambda session: _scanned(session, bills), self._on_scans, owner=self, key="scanned"
        )
        self._show(loaded)

    @Slot(object)
    def _on_scans(self, scans: int) -> None:
        self._scans = scans
        if self.loaded is not None:
            self._show(self.loaded)

    def focus_first(self) -> None:
        if self.confirm.isVisible() and self.confirm.isEnabled():
            self.confirm.setFocus()
        elif self._fixes:
            self._fixes[0].setFocus()
        elif self._reopening.isVisible():
            self.reason.setFocus()

    def _show(self, loaded: CostsLoad) -> None:
        words, house = self.front.words, self.front.house
        self.checks = month_checks(
            loaded, words, digits=house.digits, currency=house.currency, scans=self._scans
        )
        clear(self._list)
        self._fixes = []
        for at, check in enumerate(self.checks):
            self._list.addWidget(self._line(check, at))
        self._card.count(len(self.checks))
        locked = loaded.info.state == "locked"
        ready = bool(loaded.matrix.columns) and not loaded.preview.blockers
        self._closing.setVisible(not locked)
        self._reopening.setVisible(locked)
        self.confirm.setEnabled(ready)
        self._title.setText(self._title_of(loaded, ready=ready))
        self._text.setText(self._text_of(loaded, ready=ready))

    def _line(self, check: Check, at: int) -> QWidget:
        make = self.make
        part = QWidget()
        text = make.label(text=check.text, wrap=True)
        inside = lay(QHBoxLayout(), make.icon(_ICONS[check.tone], check.tone, 18), text, gap=10,
                     margins=(14, 9, 14, 9))  # fmt: skip
        inside.setStretch(1, 1)
        if check.fix:
            fix = make.button(FIX_WORDS[check.fix], small=True, on=self._on_fix_clicked)
            fix.setProperty("check", at)
            self._fixes.append(fix)
            inside.addWidget(fix, 0, Qt.AlignmentFlag.AlignTop)
        lay(QVBoxLayout(part), inside, make.rule())
        return part

    def _title_of(self, loaded: CostsLoad, *, ready: bool) -> str:
        words = self.front.words
        month = words.month(loaded.info.month)
        if loaded.info.state == "locked":
            return words.t("{month} is closed.", month=month)
        if not ready:
            return words.t("{month} cannot be closed yet.", month=month)
        return words.t("Close {month}?", month=month)

    def _text_of(self, loaded: CostsLoad, *, ready: bool) -> str:
        words, info = self.front.words, loaded.info
        if info.state == "locked":
            if info.closed_at is None:
                return ""
            return words.t(
                "Closed on {moment} by {who}. Fingerprint {fingerprint}.",
                moment=words.moment(info.closed_at), who=info.closed_by,
                fingerprint=info.fingerprint[:16],
            )  # fmt: skip
        if not loaded.matrix.columns:
            nothing = words.t("Nothing is entered in the month yet.")
            return f"{nothing} {words.t('Enter the bills first, then look over the preview.')}"
        if not ready:
            return words.t("Mend what stands in the way; nothing has been changed.")
        text = words.t(
            "The shares are frozen, one numbered statement is issued to each organisation, and "
            "nothing of the month can be changed any more. It can be opened again, with a reason."
        )
        if info.state == "reopened" and info.reopened_until is not None:
            return words.t("Opened again until {moment}: {reason}", reason=info.reason,
                           moment=words.moment(info.reopened_until)) + "\n" + text  # fmt: skip
        return text

    # -- what a person does ---------------------------------------------------------------------

    @Slot()
    def _on_fix_clicked(self) -> None:
        button = self.sender()
        assert isinstance(button, QAbstractButton)
        check = self.checks[button.property("check")]
        self.fix_wanted.emit(check.fix, check.key)

    @Slot()
    def close_month(self) -> None:
        """Close the month that is shown."""
        if self.loaded is None or not self.confirm.isEnabled():
            return
        ops.close_month(
            self.front, self.loaded.info.month, owner=self, closed=self._on_closed,
            failed=self._on_close_failed,
        )  # fmt: skip

    def _on_closed(self, _result: CloseResult) -> None:
        self.closed.emit()

    def _on_close_failed(self, error: KnownError) -> None:
        self.front.refuse(error)
        if self.loaded is not None:
            self._show(self.loaded)

    @Slot()
    def reopen_month(self) -> None:
        """Open the month again, for the reason given."""
        if self.loaded is None:
            return
        self.until.take_text()
        reason, until = self.reason.text().strip(), self.until.day()
        mark_wrong(self.reason, "")
        if not reason:
            mark_wrong(self.reason, self.front.words.t("Say why, for the history."))
            self.reason.setFocus()
        elif until is None:
            self.until.setFocus()
        else:
            ops.reopen_month(self.front, self.loaded.info.month, reason, until, owner=self,
                             failed=self._on_reopen_refused)  # fmt: skip

    def _on_reopen_refused(self, error: KnownError) -> None:
        self._wrong.setText(self.front.words.error(error))
        self._wrong.show()


def _scanned(session: Session, bills: tuple[int, ...]) -> int:
    """How many of the bills have a scan."""
    return sum(bool(files_of(session, "bill", bill_id)) for bill_id in bills)
