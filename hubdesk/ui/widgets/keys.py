"""Keys that mean the same wherever they are pressed, and whatever script the keyboard writes.

    if event.key() in ENTER: ...
    if latin(event.key()) == Qt.Key.Key_B: ...     # B, and what a Thai keyboard has in its place
"""

from __future__ import annotations

from PySide6.QtCore import Qt

#: Enter beside the letters, and Enter beside the digits.
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
#: What a Thai keyboard writes where others have a letter or a digit.
#: **Source**: TIS 820-2538 (Kedmanee), the layout of Windows, macOS and X11.
_THAI = {
    "A": "\u0e1f", "B": "\u0e34", "C": "\u0e41", "D": "\u0e01", "E": "\u0e33", "F": "\u0e14",
    "G": "\u0e40", "H": "\u0e49", "I": "\u0e23", "J": "\u0e48", "K": "\u0e32", "L": "\u0e2a",
    "M": "\u0e17", "N": "\u0e37", "O": "\u0e19", "P": "\u0e22", "Q": "\u0e46", "R": "\u0e1e",
    "S": "\u0e2b", "T": "\u0e30", "U": "\u0e35", "V": "\u0e2d", "W": "\u0e44", "X": "\u0e1b",
    "Y": "\u0e31", "Z": "\u0e1c",
    "0": "\u0e08", "1": "\u0e45", "4": "\u0e20", "5": "\u0e16", "6": "\u0e38", "7": "\u0e36",
    "8": "\u0e04", "9": "\u0e15",
}  # fmt: skip
_FIRST_DIGIT = 0x0E50
_MEANT = {ord(thai): ord(other) for other, thai in _THAI.items()} | {
    _FIRST_DIGIT + at: ord("0") + at for at in range(10)
}


def latin(key: int) -> Qt.Key:
    """The key that stands there on a Latin keyboard.

    Shortcuts find it by themselves; whoever looks at single keys asks here.
    """
    return Qt.Key(_MEANT.get(key, key))
