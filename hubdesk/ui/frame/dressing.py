"""Puts a theme on: palette and fonts on the application, the style sheet on each part of a window.

A style sheet of the application would be worked out again for every widget of every page when the
look changes.  So each part of the frame and each page wears its own, and a page that is hidden
changes when it is next seen.  A dialog whose parent is a page inherits it; others are dressed.

    dress_application(app, load_theme("dark"))
    dress(dialog, front.theme)
"""

from __future__ import annotations

import os
import tempfile
from functools import cache
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtGui import QPixmapCache
from PySide6.QtWidgets import QApplication, QWidget

from hubdesk.ui.theme import Theme, load_theme
from hubdesk.ui.theme.fonts import load_fonts
from hubdesk.ui.theme.sheet import style_sheet

#: Property of the application and of a part: the mode of the look it has on.
_WORN = "hubdesk_look"
#: Property of an application that was begun in Fusion; see ``opening.application``.
STYLED = "hubdesk_styled"


@cache
def _pictures() -> Path:
    """Where the pictures of the style sheet are: every start finds those of the one before."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericCacheLocation)
    folder = Path(place) / "HubDesk" / "look"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return Path(_passing().name)
    return folder if os.access(folder, os.W_OK) else Path(_passing().name)


@cache
def _passing() -> tempfile.TemporaryDirectory[str]:
    """A folder that goes with the process, for a person who has none that can be written to."""
    return tempfile.TemporaryDirectory(prefix="hubdesk-look-")


@cache
def _sheet(mode: str) -> str:
    return style_sheet(load_theme(mode), _pictures())


def dress_application(app: QApplication, theme: Theme) -> None:
    """Give the application palette and fonts; may be called again for another look."""
    if app.property(_WORN) == theme.mode:
        return
    load_fonts()
    if app.property(_WORN) is None:
        if app.property(STYLED) is None:
            app.setStyle("Fusion")
        app.setFont(theme.font("body"))
    app.setPalette(theme.palette())
    QPixmapCache.clear()  # Qt keeps the old look's icons there, and would never show them again
    app.setProperty(_WORN, theme.mode)


def dress(part: QWidget, theme: Theme) -> None:
    """Give a part of a window, or a dialog, borders, states and colours of a look."""
    if part.property(_WORN) != theme.mode:
        part.setProperty(_WORN, theme.mode)
        part.setStyleSheet(_sheet(theme.mode))
