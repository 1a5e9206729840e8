"""Bugs: a report that can be copied, never a silent end.

An exception that nobody expected, on the Qt thread or on a worker, becomes one dialog.  What it
shows stays on this machine until the person sends it.

    guard = BugGuard(window.show_bug)
    guard.install()
"""

from __future__ import annotations

import platform
import sys
import traceback
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, Slot, qVersion
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from hubdesk import __version__
from hubdesk.ui.front import Front
from hubdesk.ui.widgets.make import Make, lay, row
from hubdesk.words.marker import N_


class BugGuard(QObject):
    """Brings exceptions of any thread to the Qt thread.

    Signals:
        found(str): the traceback; delivered on the Qt thread whoever raised it.
    """

    found = Signal(str)

    def install(self) -> None:
        """Take the place of ``sys.excepthook``; Qt calls it for errors in slots too."""
        self._previous = sys.excepthook
        sys.excepthook = self._on_exception

    def remove(self) -> None:
        sys.excepthook = self._previous

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        self._previous(kind, error, trace)
        if isinstance(error, Exception):
            self.found.emit("".join(traceback.format_exception(kind, error, trace)))


def report_text(trace: str) -> str:
    """The whole report: versions first, then the traceback."""
    return (
        f"HubDesk {__version__} \u00b7 Python {platform.python_version()} \u00b7 Qt {qVersion()}"
        f" \u00b7 {platform.platform()}\n\n{trace}"
    )


class BugDialog(QDialog):
    """Says that something went wrong in the program itself, with the report to copy."""

    def __init__(self, front: Front, trace: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        make = Make(front)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(front.words.t("HubDesk made a mistake"))
        self._report = report_text(trace)
        text = QPlainTextEdit(self._report)
        text.setReadOnly(True)
        text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        front.speech.say(text, N_("Report"), part="name")
        copy = make.button(N_("Copy the report"), icon="copy", on=self._on_copy_clicked)
        close = make.button(N_("Close"), kind="primary", on=self.accept)
        lay(
            QVBoxLayout(self),
            make.label(N_("HubDesk made a mistake"), role="heading"),
            make.label(
                N_("Nothing of what was being written was kept. The report helps to mend it."),
                wrap=True,
            ),
            text,
            row(None, copy, close),
            gap=10,
            margins=(16, 16, 16, 16),
        )
        self.resize(720, 420)

    @Slot()
    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self._report)
