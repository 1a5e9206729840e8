"""The hubs that were open on this machine; one click opens one, a missing one is greyed.

    list = RecentHubs(make)
    list.show_hubs(recent())
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from hubdesk.ui.recent import Recent
from hubdesk.ui.widgets.make import Make, clear, lay
from hubdesk.words.marker import N_

_SHOWN = 4
_HIGH = 44


class RecentHubs(QWidget):
    """Signals:
    chosen(str): location of the hub to open.
    """

    chosen = Signal(str)

    def __init__(self, make: Make) -> None:
        super().__init__()
        self.make = make
        self._hubs: tuple[Recent, ...] = ()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        lay(
            QVBoxLayout(self), make.label(N_("Recent hubs"), role="label", tone="soft"),
            self._rows, gap=4,
        )  # fmt: skip
        make.front.words_changed.connect(self._fill)

    def show_hubs(self, hubs: Sequence[Recent]) -> None:
        self._hubs = tuple(hubs[:_SHOWN])
        self.setVisible(bool(self._hubs))
        self._fill()

    def buttons(self) -> list[QPushButton]:
        """The rows, newest first."""
        return self.findChildren(QPushButton)

    @Slot()
    def _fill(self) -> None:
        clear(self._rows)
        for one in self._hubs:
            self._rows.addWidget(self._row(one))

    def _row(self, one: Recent) -> QPushButton:
        make, words = self.make, self.make.front.words
        name = one.house.name.get(words.lang) or Path(one.location).stem
        said = self._said(one)
        button = make.button("", kind="recent", on=self._on_clicked)
        button.setFixedHeight(_HIGH)
        button.setProperty("location", one.location)
        button.setEnabled(not one.missing)
        button.setAccessibleName(f"{name}, {one.location}, {said}")
        button.setToolTip(one.location)
        tone = "muted" if one.missing else ""
        title = make.elided(name, role="label", tone=tone)
        when = make.label(text=said, role="small", tone="muted")
        when.setFixedWidth(self._widest())
        when.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        place = make.elided(one.location, role="small", tone="muted")
        icon = make.icon("server" if one.on_server else "database", "text_soft", 18)
        lay(
            QHBoxLayout(button), icon, title, place, when, gap=12, margins=(12, 0, 12, 0),
        )  # fmt: skip
        layout = button.layout()
        assert isinstance(layout, QHBoxLayout)
        layout.setStretch(1, 2)
        layout.setStretch(2, 3)
        return button

    def _said(self, one: Recent) -> str:
        words = self.make.front.words
        return words.t(N_("not found")) if one.missing else words.moment(one.opened_at)

    def _widest(self) -> int:
        """Room for what is said on the right, the same in every row, so that places line up."""
        metrics = QFontMetricsF(self.make.front.theme.font("small"))
        return ceil(max(metrics.horizontalAdvance(self._said(one)) for one in self._hubs))

    @Slot()
    def _on_clicked(self) -> None:
        self.chosen.emit(self.sender().property("location"))
