"""What the frame does for a person: take back, change language, era and look.

Button, shortcut and test call the same function.

    undo(front, change=7, owner=window)
"""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QObject, QSettings

from hubdesk.kernel.changes import Changes
from hubdesk.ui.front import Front
from hubdesk.ui.tasks import Progress
from hubdesk.ui.theme import load_theme
from hubdesk.words.catalogue import Era


def settings() -> QSettings:
    """The person's own choices on this machine: language, look, size of the window."""
    return QSettings(
        QSettings.Format.IniFormat, QSettings.Scope.UserScope, "HubDesk", "HubDesk"
    )


def undo(front: Front, change: int, *, owner: QObject) -> None:
    """Take a change back; what undo did can be taken back too (redo)."""

    def job(_progress: Progress) -> Changes:
        from hubdesk import bootstrap  # the whole house: never before the window is painted

        return bootstrap.undo(front.hub, change).changes

    def taken_back(changes: Changes) -> None:
        front.tell(front.words.t("Taken back."), change=changes.history_seq)
        front.hub_changed.emit(changes)

    front.tasks.submit(job, taken_back, owner=owner)


def choose_language(front: Front, lang: str) -> None:
    """Speak another language, now and at the next start."""
    settings().setValue("lang", lang)
    front.speak(lang)


def choose_era(front: Front, era: Era) -> None:
    """Count years in another era, now and at the next start."""
    settings().setValue("era", era)
    front.count_years(era)


def choose_look(front: Front, mode: str) -> None:
    """Show another look, now and at the next start."""
    settings().setValue("look", mode)
    front.dress(load_theme(mode))


def remember_window(geometry: QByteArray) -> None:
    """Keep the window's place for the next start."""
    settings().setValue("geometry", geometry)
