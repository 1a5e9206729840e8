"""A field for square metres, exact to what is typed.

area = AreaField(make)
area.area()   # Fraction(193, 2) for "96.50"
"""

from __future__ import annotations

from fractions import Fraction

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from hubdesk.ui.organisations.wording import area as written
from hubdesk.ui.widgets.make import Make
from hubdesk.words.marker import N_


class AreaField(QLineEdit):
    """See the module; empty is nothing."""

    def __init__(self, make: Make) -> None:
        super().__init__()
        self._front = make.front
        self._exact = Fraction(0)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setMaxLength(16)
        make.as_field(self, N_("Area, m\u00b2"))

    def area(self) -> Fraction:
        """Square metres; 0 while the field is empty or no number."""
        return self._read() or Fraction(0)

    def set_area(self, area_m2: Fraction) -> None:
        """Show an area; one that two decimals cannot write stays exact until it is edited."""
        self._exact = area_m2
        self.setText(written(self._front.words, area_m2) if area_m2 else "")

    def problem(self) -> str:
        """Why the text is no area; empty if it is one."""
        if self._read() is not None:
            return ""
        return self._front.words.t("Square metres are a number, such as 96.50.")

    def _read(self) -> Fraction | None:
        text = self.text().strip().replace(",", "")
        if not text:
            return Fraction(0)
        if text == written(self._front.words, self._exact).replace(",", ""):
            return self._exact
        try:
            value = Fraction(text) if "/" not in text and "e" not in text.lower() else None
        except ValueError:
            return None
        return value if value is not None and value >= 0 else None
