"""What is painted, as it is painted: texts, the room they had, and letters no font of ours has.

with painted() as seen:
    window.grab()
assert not seen.cut
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QRawFont, QStaticText

#: Letters may stand out of their advance by so much.
_SLACK = 1.5


@dataclass
class Painted:
    """Attributes:
    texts: everything that was drawn.
    cut: texts that were wider than the box they were drawn into.
    strange: letters that the font in use does not have, with their text.
    """

    texts: set[str] = field(default_factory=set)
    cut: set[str] = field(default_factory=set)
    strange: set[str] = field(default_factory=set)

    def take(self, painter: QPainter, text: str, box: QRectF | None, *, wraps: bool) -> None:
        self.texts.add(text)
        self.strange |= _strange(painter, text)
        if box is None or wraps or "\n" in text:
            return
        needed = QFontMetricsF(painter.font()).horizontalAdvance(text)
        if needed > box.width() + _SLACK:
            self.cut.add(f"{text!r} needs {needed:.0f} of {box.width():.0f}")


def _strange(painter: QPainter, text: str) -> set[str]:
    raw = QRawFont.fromFont(painter.font())
    return {
        f"U+{ord(letter):04X} in {text!r}"
        for letter in set(text)
        if letter.isprintable() and not raw.supportsCharacter(ord(letter))
    }


def _box_and_flags(args: tuple[Any, ...]) -> tuple[QRectF | None, bool]:
    box = next((QRectF(arg) for arg in args if isinstance(arg, QRect | QRectF)), None)
    wraps = any(
        isinstance(arg, int | Qt.TextFlag | Qt.AlignmentFlag)
        and bool(int(getattr(arg, "value", arg)) & Qt.TextFlag.TextWordWrap.value)
        for arg in args
    )
    return box, wraps


@contextmanager
def painted() -> Iterator[Painted]:
    """Watch what the window's own painters draw.

    Qt's widgets draw below this and delegates get Qt's painter: neither is seen.
    """
    seen = Painted()

    class Watched(QPainter):
        def drawText(self, *args: Any) -> Any:
            said = next(arg for arg in args if isinstance(arg, str))
            box, wraps = _box_and_flags(args)
            seen.take(self, said, box, wraps=wraps)
            return super().drawText(*args)

        def drawStaticText(self, *args: Any) -> None:
            said = next(arg for arg in args if isinstance(arg, QStaticText))
            seen.take(self, said.text(), None, wraps=False)
            super().drawStaticText(*args)

    with pytest.MonkeyPatch.context() as patch:
        for name, module in list(sys.modules.items()):
            if name.startswith("hubdesk.ui") and getattr(module, "QPainter", None) is QPainter:
                patch.setattr(module, "QPainter", Watched)
        yield seen
