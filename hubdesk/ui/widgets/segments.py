"""A row of choices of which one is taken: language, day or week, month or bills.

    langs = Segments(make, N_("Language"), {"th": "TH", "en": "EN"})
    langs.chosen.connect(self._on_lang_chosen)
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QHBoxLayout, QSizePolicy

if TYPE_CHECKING:
    from hubdesk.ui.widgets.make import Make


class Segments(QFrame):
    """Signals:
    chosen(str): a person took another choice; its key.
    """

    chosen = Signal(str)

    def __init__(self, make: Make, name: str, choices: Mapping[str, str]) -> None:
        super().__init__()
        self.setProperty("kind", "segments")
        make.front.speech.say(self, name, part="name")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QAbstractButton] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(1)
        for key, msgid in choices.items():
            button = make.button(msgid, kind="segment")
            button.setFixedHeight(make.front.theme.size("segment") - 2)
            button.setCheckable(True)
            button.setProperty("key", key)
            self._group.addButton(button)
            self._buttons[key] = button
            layout.addWidget(button)
        self._group.buttonClicked.connect(self._on_button_clicked)

    def choose(self, key: str) -> None:
        """Show a choice as taken, without a signal."""
        self._buttons[key].setChecked(True)

    def button(self, key: str) -> QAbstractButton:
        return self._buttons[key]

    @Slot(QAbstractButton)
    def _on_button_clicked(self, button: QAbstractButton) -> None:
        self.chosen.emit(button.property("key"))
