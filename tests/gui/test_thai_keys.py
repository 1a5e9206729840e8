"""Single keys mean the same on a Thai keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt

from hubdesk.ui.widgets.keys import latin

#: Its rows as they stand on the keyboard, unshifted, without the signs that are no letters.
_THAI = ("\u0e46\u0e44\u0e33\u0e1e\u0e30\u0e31\u0e35\u0e23\u0e19\u0e22",
         "\u0e1f\u0e2b\u0e01\u0e14\u0e40\u0e49\u0e48\u0e32\u0e2a",
         "\u0e1c\u0e1b\u0e41\u0e2d\u0e34\u0e37\u0e17")  # fmt: skip
_LATIN = ("QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM")


def test_each_letter_stands_where_it_stands_on_a_latin_keyboard() -> None:
    found = tuple("".join(chr(latin(ord(sign)).value) for sign in line) for line in _THAI)
    assert found == _LATIN


def test_thai_digits_are_digits_and_other_keys_are_themselves() -> None:
    assert latin(ord("\u0e54")) == Qt.Key.Key_4
    assert latin(ord("\u0e20")) == Qt.Key.Key_4
    assert latin(Qt.Key.Key_Return) == Qt.Key.Key_Return
    assert latin(Qt.Key.Key_B) == Qt.Key.Key_B
