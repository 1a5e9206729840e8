"""Bugs: a report that can be copied, never a silent end.

An exception that nobody expected, on the Qt thread or on a worker, becomes one dialog.  What it
shows stays on this machine until the person sends it.

    BugDialog(front, report, window).open()
"""

from __future__ import annotations

import platform
import re

from PySide6.QtCore import Qt, Slot, qVersion
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from hubdesk import __version__
from hubdesk.ui.front import Front
from hubdesk.ui.widgets.make import Make, lay, row
from hubdesk.words.marker import N_

#: What may stand in a message of the database and is nobody else's business.
_SECRETS = (
    (re.compile(r"(\w+://[^:@/\s]*):[^@\s]+@"), r"\1@"),
    (re.compile(r"password=\S+"), "password=\u2026"),
    (re.compile(r"((?:code_secret|password_hash)\W{1,4})\w+"), "\\1\u2026"),
    (re.compile(r"^\[parameters: .*$", re.MULTILINE), "[parameters: \u2026]"),
    (re.compile(r"^DETAIL: .*$", re.MULTILINE), "DETAIL: \u2026"),
)


def report_text(trace: str) -> str:
    """The whole report: versions first, then the traceback without passwords and rows."""
    for secret, shown in _SECRETS:
        trace = secret.sub(shown, trace)
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
