"""What the frame does for a person: take back, change language, era and look.

Button, shortcut and test call the same function.

    undo(front, 7, bar.deed(), owner=window)
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QObject

from hubdesk.kernel.changes import Changes
from hubdesk.kernel.errors import KnownError
from hubdesk.ui.frame.messages import Deed
from hubdesk.ui.front import Front
from hubdesk.ui.places import Leaving
from hubdesk.ui.recent import keep, settings
from hubdesk.ui.tasks import Progress
from hubdesk.ui.theme import load_theme
from hubdesk.words.catalogue import Era
from hubdesk.words.marker import N_

#: Each language by its own name, whoever reads.
OWN_NAMES = {"th": "ไทย", "en": "English"}
#: Per cent of the system's own size.
SCALES = (100, 125, 150, 175, 200)


def undo(front: Front, change: int, deed: Deed, *, owner: QObject) -> None:
    """Take a change back and say what it was; what undo did can be taken back too (redo)."""

    def job(_progress: Progress) -> Changes:
        from hubdesk import bootstrap  # the whole house: never before the window is painted

        return bootstrap.undo(front.hub, change).changes

    def taken_back(changes: Changes) -> None:
        msgid = N_("Done again: {what}") if deed.undone else N_("Taken back: {what}")
        front.tell(
            front.words.t(msgid, what=deed.text), change=changes.history_seq,
            deed="" if deed.undone else deed.text,
        )  # fmt: skip
        front.hub_changed.emit(changes)

    front.tasks.submit(job, taken_back, owner=owner)


def back_up(
    front: Front, *, owner: QObject, ended: Callable[[], None] | None = None
) -> None:
    """Write a checked copy of the hub among its backups, beside the queries of the pages.

    Args:
        ended: called when the copy is there, or was refused.
    """

    def job(_progress: Progress) -> str:
        from hubdesk.store.backup import back_up as copy

        return copy(front.hub.location, front.hub.database.clock).path.name

    def done(name: str) -> None:
        front.tell(front.words.t("Backed up and checked: {file}", file=name))
        if ended is not None:
            ended()

    def failed(error: KnownError) -> None:
        front.refuse(error)
        if ended is not None:
            ended()

    title = front.words.t("Backing up \u2026")
    front.papers.submit(job, done, owner=owner, failed=failed, title=title)


def choose_language(front: Front, lang: str) -> None:
    """Speak another language, now and at the next start."""
    keep(front, "lang", lang)
    front.speak(lang)


def choose_era(front: Front, era: Era | None) -> None:
    """Count years in another era, now and at the next start; None is the language's habit."""
    keep(front, "era", era or "")
    front.count_years(era)


def choose_look(front: Front, mode: str) -> None:
    """Show another look, now and at the next start."""
    keep(front, "look", mode)
    front.dress(load_theme(mode))


def choose_clock(front: Front, clock: str) -> None:
    """Count hours to 24 or to 12, now and at the next start."""
    keep(front, "clock", clock)
    front.count_hours("12" if clock == "12" else "24")


def choose_week_start(front: Front, day: int | None) -> None:
    """Begin calendars on a weekday (0 = Monday), or on the hub's (None)."""
    keep(front, "week_start", "" if day is None else str(day))
    front.begin_weeks(day)


def choose_scale(front: Front, percent: int) -> None:
    """Show everything larger or smaller; the window is made anew at that size."""
    settings().setValue("scale", percent)
    front.leave(Leaving("again"))


def kept_week_start() -> int | None:
    """The weekday a person chose for this computer; None is the hub's."""
    kept = str(settings().value("week_start") or "")
    return int(kept) if kept in {str(day) for day in range(7)} else None


def kept_scale() -> int:
    """How large everything is shown, in per cent."""
    kept = str(settings().value("scale") or "")
    return int(kept) if kept in {str(scale) for scale in SCALES} else SCALES[0]


def remember_window(geometry: QByteArray, page: str) -> None:
    """Keep the window's place and page for the next start."""
    kept = settings()
    kept.setValue("geometry", geometry)
    if page:
        kept.setValue("page", page)
