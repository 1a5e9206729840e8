"""Buttons of a row that keep only their icon where the row has no room for their words.

    GiveWay(make.front, header, (worksheet, close_month))
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtWidgets import QAbstractButton, QWidget

from hubdesk.ui.front import Front


class GiveWay(QObject):
    """The first button loses its words first; their words stay as tip and accessible name.

    A title, if it may go, goes last: the rail says where one is.
    """

    def __init__(
        self, front: Front, row: QWidget, buttons: Sequence[QAbstractButton], *,
        title: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(row)
        self._row = row
        self._title = title
        self._buttons = tuple(buttons)
        self._words = [button.text() for button in buttons]
        row.installEventFilter(self)
        front.words_changed.connect(self._on_words_changed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._row and event.type() is QEvent.Type.Resize:
            self.fit()
        return False

    @Slot()
    def _on_words_changed(self) -> None:
        """Each button has just been given its words in another language."""
        self._words = [
            button.text() or kept
            for button, kept in zip(self._buttons, self._words, strict=True)
        ]
        self.fit()

    def fit(self) -> None:
        """Give each button its words again, as far as the row has room."""
        layout = self._row.layout()
        if layout is None:
            return
        if self._title is not None:
            self._title.show()
        for button, words in zip(self._buttons, self._words, strict=True):
            button.setText(words)
            button.setAccessibleName(words)
            button.setToolTip("")
        for button, words in zip(self._buttons, self._words, strict=True):
            layout.invalidate()
            if layout.minimumSize().width() <= self._row.width():
                return
            button.setText("")
            button.setToolTip(words)
        layout.invalidate()
        if self._title is not None and layout.minimumSize().width() > self._row.width():
            self._title.hide()
