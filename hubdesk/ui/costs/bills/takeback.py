"""The question before an entry is taken back: it needs a reason, and says what will happen.

    ask.ask("R-2569/10", N_("Take back"), words.t("Its posting is reversed …"))
    ask.confirmed.connect(self._on_takeback_confirmed)    # the reason
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from hubdesk.ui.widgets.make import Make, lay, mark_wrong, row
from hubdesk.words.marker import N_


class TakeBack(QFrame):
    """Signals:
    confirmed(str): take it back for this reason.
    left(): do not.
    """

    confirmed = Signal(str)
    left = Signal()

    def __init__(self, make: Make) -> None:
        super().__init__()
        self.front = make.front
        self.setProperty("kind", "ask")
        self._title = make.label(role="label", wrap=True)
        self._text = make.label(role="small", tone="soft", wrap=True)
        self.reason = make.line_edit(N_("Reason"), hint=N_("Why?"))
        self.confirm = make.button(N_("Take back"), kind="danger", icon="undo-2", small=True,
                                   on=self._on_confirm_clicked)  # fmt: skip
        self.leave = make.button(N_("Leave it"), small=True, on=self.dismiss)
        self.reason.returnPressed.connect(self._on_confirm_clicked)
        lay(
            QVBoxLayout(self), self._title, self._text, self.reason,
            row(self.confirm, self.leave, None), gap=6, margins=(12, 10, 12, 10),
        )  # fmt: skip
        self.hide()

    def ask(self, title: str, text: str) -> None:
        """Ask; both texts are in the reader's language."""
        self._title.setText(title)
        self._text.setText(text)
        self.reason.clear()
        mark_wrong(self.reason, "")
        self.show()
        self.reason.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    @Slot()
    def dismiss(self) -> None:
        """Leave the entry as it is."""
        if self.isVisible():
            self.hide()
            self.left.emit()

    @Slot()
    def _on_confirm_clicked(self) -> None:
        reason = self.reason.text().strip()
        if not reason:
            mark_wrong(self.reason, self.front.words.t("Say why, for the history."))
            self.reason.setFocus()
            return
        self.hide()
        self.confirmed.emit(reason)
