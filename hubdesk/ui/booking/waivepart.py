"""The part of the inspector for what a date costs that was cancelled late or missed: waive it.

    waive = WaivePart(front, make)
    waive.show_date(occurrence_id)      # 0 = the date is neither cancelled nor missed
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hubdesk.kernel.changes import Changes
from hubdesk.kernel.errors import KnownError
from hubdesk.ui.front import Front
from hubdesk.ui.later import Later
from hubdesk.ui.widgets.make import Make, lay, row
from hubdesk.words.marker import N_

if TYPE_CHECKING:
    from hubdesk.costs.model import LateFee
    from hubdesk.costs.queries import dues
    from hubdesk.ui.booking import ops
else:  # the first board is painted without SQLAlchemy
    dues = Later("hubdesk.costs.queries.dues")
    ops = Later("hubdesk.ui.booking.ops")


class WaivePart(QWidget):
    """Hidden while the date costs nothing.

    Attributes:
        fee: what is shown; None while there is none.
        waive: opens the question.
        reason, confirm: the question.

    Signals:
        filled(bool): whether there is something to show.
    """

    filled = Signal(bool)

    def __init__(self, front: Front, make: Make) -> None:
        super().__init__()
        self.front = front
        self.fee: LateFee | None = None
        self._occurrence_id = 0
        self._said = make.label(wrap=True)
        self._problem = make.label(role="small", tone="bad", wrap=True)
        self.waive = make.button(N_("Waive \u2026"), icon="check", small=True,
                                 on=self._on_waive_clicked)  # fmt: skip
        self.reason = make.line_edit(N_("Reason"), hint=N_("Why it is not charged"))
        self.reason.returnPressed.connect(self._on_confirmed)
        self.confirm = make.button(N_("Waive the fee"), kind="primary", on=self._on_confirmed)
        keep = make.button(N_("Charge it"), kind="quiet", on=self._on_kept)
        self._question = QWidget()
        lay(QVBoxLayout(self._question), self.reason, row(self.confirm, keep), gap=8)
        lay(
            QVBoxLayout(self), make.label(N_("Fee"), role="table_strong"), self._said,
            row(self.waive, None), self._question, self._problem, gap=8,
        )  # fmt: skip
        self._show(None)

    def show_date(self, occurrence_id: int) -> None:
        """Show what a date costs; 0 shows nothing."""
        if occurrence_id != self._occurrence_id:
            self._show(None)
        self._occurrence_id = occurrence_id
        if occurrence_id:
            self.front.read(
                partial(dues.fee_of, occurrence_id=occurrence_id), self._show, owner=self,
                key="late fee", failed=self._on_failed,
            )  # fmt: skip

    @Slot(object)
    def _show(self, fee: LateFee | None) -> None:
        self.fee = fee
        self._close()
        self.waive.setVisible(fee is not None and not fee.reason)
        self.setVisible(fee is not None)
        self.filled.emit(fee is not None)
        if fee is not None:
            self._said.setText(self._text(fee))

    def _text(self, fee: LateFee) -> str:
        words, house = self.front.words, self.front.house
        if fee.reason:
            return words.t("Not charged: {reason}", reason=fee.reason)
        amount = words.amount(fee.net_minor, house.digits, house.currency)
        said = (
            words.t("Cancelled late: {amount}", amount=amount)
            if fee.kind == "cancelled"
            else words.t("Nobody came: {amount}", amount=amount)
        )
        if not fee.plan_minutes:
            return said
        taken = words.t("price|{hours}:{minutes} h", hours=fee.plan_minutes // 60,
                        minutes=f"{fee.plan_minutes % 60:02d}")  # fmt: skip
        return f"{said} \u00b7 {words.t('{time} from the plan', time=taken)}"

    def _on_failed(self, _error: KnownError) -> None:
        """A date that is gone costs nothing."""
        self._show(None)

    def _close(self) -> None:
        self._question.hide()
        self._problem.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self._question.isHidden():
            self._on_kept()
        else:
            super().keyPressEvent(event)

    # -- what a person does ---------------------------------------------------------------------

    @Slot()
    def _on_waive_clicked(self) -> None:
        self.reason.clear()
        self.waive.hide()
        self._question.show()
        self.reason.setFocus()

    @Slot()
    def _on_kept(self) -> None:
        self._close()
        self.waive.show()
        self.waive.setFocus()

    @Slot()
    def _on_confirmed(self) -> None:
        ops.waive(
            self.front, self._occurrence_id, self.reason.text(), owner=self, done=self._on_waived,
            failed=self._on_refused,
        )  # fmt: skip

    def _on_waived(self, _outcome: object, _changes: Changes) -> None:
        self.show_date(self._occurrence_id)

    def _on_refused(self, error: KnownError) -> None:
        self._problem.setText(self.front.words.error(error))
        self._problem.show()
        self.reason.setFocus()
