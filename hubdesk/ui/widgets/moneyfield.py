"""A field for an amount of money: typed as people write it, shown with its grouping.

    net = MoneyField(make, N_("Net"))
    net.set_amount(120_000)
    net.amount()    # minor units, or None
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit

from hubdesk.kernel.errors import InvalidInputError
from hubdesk.kernel.money import parse_minor
from hubdesk.ui.widgets.make import Make, mark_wrong


class MoneyField(QLineEdit):
    """See the module.

    Signals:
        changed(): the text means another amount, or none.
    """

    changed = Signal()

    def __init__(self, make: Make, name: str) -> None:
        super().__init__()
        self.front = make.front
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setMinimumWidth(104)
        make.as_field(self, name)
        self.textEdited.connect(self._on_edited)
        self.editingFinished.connect(self._on_finished)

    def amount(self) -> int | None:
        """Minor units; None where the field is empty or no amount."""
        try:
            return parse_minor(self.text(), self.front.house.digits)
        except InvalidInputError:
            return None

    def set_amount(self, minor: int | None) -> None:
        """Show an amount, without a signal."""
        words, digits = self.front.words, self.front.house.digits
        self.setText("" if minor is None else words.amount(minor, digits))
        mark_wrong(self, "")

    def problem(self) -> str:
        """Why the text is no amount; empty if it is one."""
        if not self.text().strip():
            return self.front.words.t("Which amount?")
        try:
            parse_minor(self.text(), self.front.house.digits)
        except InvalidInputError as error:
            return self.front.words.error(error)
        return ""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.selectAll()

    @Slot()
    def _on_edited(self) -> None:
        mark_wrong(self, "")
        self.changed.emit()

    @Slot()
    def _on_finished(self) -> None:
        amount = self.amount()
        if amount is not None:
            self.setText(self.front.words.amount(amount, self.front.house.digits))
