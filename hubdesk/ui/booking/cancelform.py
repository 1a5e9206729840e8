"""The question that goes before a cancellation: which dates, and why.

    form = CancelForm(make)
    form.ask(series=True)
    form.confirmed.connect(self._on_cancel_confirmed)
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hubdesk.ui.widgets.make import Make, lay, row
from hubdesk.ui.widgets.segments import Segments
from hubdesk.words.marker import N_

SCOPES = {"this": N_("This date"), "following": N_("And later"), "all": N_("scope|All")}


class CancelForm(QWidget):
    """Signals:
    confirmed(reason, scope): ``this`` | ``following`` | ``all``.
    kept(): nothing is cancelled.
    looked(scope): what would that do?
    told(): it is said, or nothing is to be said any more.
    """

    confirmed = Signal(str, str)
    kept = Signal()
    looked = Signal(str)
    told = Signal()

    def __init__(self, make: Make) -> None:
        super().__init__()
        self._make = make
        self.reason = make.line_edit(N_("Reason"), hint=N_("Reason, if any"))
        self.reason.returnPressed.connect(self._on_confirmed)
        self.scope = Segments(make, N_("Which dates"), SCOPES)
        self.scope.chosen.connect(self._on_scope_chosen)
        self._scope = "this"
        self._series = False
        self.change = make.label(role="small", tone="accent", wrap=True)
        self.change.hide()
        self.confirm = make.button(N_("Cancel the booking"), kind="danger", on=self._on_confirmed)
        keep = make.button(N_("Keep it"), kind="quiet", on=self._on_kept)
        lay(
            QVBoxLayout(self), make.label(N_("Cancel the booking?"), role="table_strong"),
            self.scope, self.change, self.reason, row(self.confirm, keep), gap=8,
        )  # fmt: skip

    def ask(self, *, series: bool) -> None:
        """Ask; the keyboard goes to the reason."""
        self._series = series
        self._scope = "this"
        self.scope.choose("this")
        self.scope.setVisible(series)
        self.reason.clear()
        self.reason.setFocus()
        self._look()

    def foretell(self, text: str) -> None:
        """Say what the cancellation would do; empty = nothing to say."""
        self.change.setText(text)
        self.change.setVisible(bool(text))
        self.told.emit()

    def _look(self) -> None:
        self.foretell("")
        self.looked.emit(self._scope if self._series else "this")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.kept.emit()
        else:
            super().keyPressEvent(event)

    @Slot(str)
    def _on_scope_chosen(self, scope: str) -> None:
        self._scope = scope
        self._look()

    @Slot()
    def _on_confirmed(self) -> None:
        self.confirmed.emit(self.reason.text(), self._scope if self._series else "this")

    @Slot()
    def _on_kept(self) -> None:
        self.kept.emit()
