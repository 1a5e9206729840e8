"""Loads the shipped fonts into the application, once.

The files are Sarabun with widened line metrics, so that Thai marks never clip.

    load_fonts()
"""

from __future__ import annotations

from PySide6.QtGui import QFontDatabase

from hubdesk.kernel.resources import resource
from hubdesk.ui.theme.theme import FAMILY


def load_fonts() -> None:
    """Register every shipped face; faces that are there already are not read again.

    Raises:
        RuntimeError: a shipped file is not a font (a broken installation).
    """
    if FAMILY in QFontDatabase.families():
        return
    for path in sorted(resource("fonts").glob("*.ttf")):
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise RuntimeError(f"not a font: {path}")
