"""Where file dialogs begin (a person's documents, or their home), and how a file is written.

    QFileDialog.getOpenFileName(window, title, str(documents()))
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths

from hubdesk.kernel.errors import EnvironmentProblemError


class FileNotWrittenError(EnvironmentProblemError):
    """A file could not be written; ``details``: ``location`` and ``reason``."""

    code = "file_not_written"


def documents() -> Path:
    """A folder that exists and belongs to the person."""
    place = QStandardPaths.StandardLocation.DocumentsLocation
    folder = Path(QStandardPaths.writableLocation(place))
    return folder if folder.is_dir() else Path.home()


def write_file(path: Path, data: bytes) -> Path:
    """Write next to the target and put it in place, so that a full disk leaves no half file.

    Raises:
        FileNotWrittenError: the system does not allow it.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise FileNotWrittenError(location=str(path), reason=error.strerror or "") from error
    return path
