"""The strip of figures on Today is read whole on a small screen."""

from __future__ import annotations

from PySide6.QtGui import QFontMetrics

from hubdesk.bootstrap import Hub
from tests.gui.show import Show, today_page


def test_the_longest_note_of_the_tickets_fits_in_thai(show: Show, hub: Hub) -> None:
    page = today_page(show(hub, "today", lang="th", size=(1280, 800)))
    words, figure = page.front.words, page.figures.figures[-1]
    late = words.n("{n} overdue", "{n} overdue", 12)
    note = f"{late} \u00b7 {words.n('{n} key overdue', '{n} keys overdue', 12)}"
    font = page.front.theme.font("caption")
    assert QFontMetrics(font).horizontalAdvance(note) <= figure.width() - 20
