"""What is said when there is no window to say it in."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt

from hubdesk.store.errors import HubNotFoundError
from hubdesk.ui.app import refusal_box


def test_a_refusal_names_the_place_as_plain_text(qtbot: Any) -> None:
    box = refusal_box(HubNotFoundError(location="<b>house</b>.hubdesk"))
    qtbot.addWidget(box)
    assert "<b>house</b>.hubdesk" in box.text()
    assert box.textFormat() is Qt.TextFormat.PlainText
