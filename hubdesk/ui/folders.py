"""Where file dialogs begin: a person's documents, or their home where there is no such folder.

    QFileDialog.getOpenFileName(window, title, str(documents()))
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths


def documents() -> Path:
    """A folder that exists and belongs to the person."""
    place = QStandardPaths.StandardLocation.DocumentsLocation
    folder = Path(QStandardPaths.writableLocation(place))
    return folder if folder.is_dir() else Path.home()
