"""Keys that mean the same wherever they are pressed.

    if event.key() in ENTER: ...
"""

from __future__ import annotations

from PySide6.QtCore import Qt

#: Enter beside the letters, and Enter beside the digits.
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
