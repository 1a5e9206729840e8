"""What finance does with a month; one thin function per action.

    close_month(front, Month(2026, 10), owner=page)
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from hubdesk.kernel.changes import Changes
from hubdesk.kernel.month import Month
from hubdesk.month import package, service
from hubdesk.month.model import CloseResult
from hubdesk.ui.front import Front
from hubdesk.ui.tasks import Progress


def close_month(front: Front, month: Month, *, owner: QObject) -> None:
    """Freeze a month, issue its statements and lock it."""
    words = front.words
    name = words.month(month)

    def closed(result: CloseResult, _changes: Changes) -> None:
        count = len(result.documents)
        front.tell(words.n(
            "{month} is closed; {n} statement is issued.",
            "{month} is closed; {n} statements are issued.", count, month=name,
        ))  # fmt: skip

    title = words.t("Closing {month} \u2026", month=name)
    front.write(lambda uow: service.close(uow, month), closed, owner=owner, title=title)


def write_worksheet(front: Front, month: Month, folder: Path, *, owner: QObject) -> None:
    """Write the worksheet package that anybody can recompute."""
    words = front.words

    def job(_progress: Progress) -> Path:
        with front.hub.read() as session:
            package.write_worksheet_package(session, month, folder)
        return folder

    def written(where: Path) -> None:
        front.tell(words.t("Worksheet written to {folder}.", folder=str(where)))

    title = words.t("Writing the worksheet \u2026")
    front.tasks.submit(job, written, owner=owner, title=title)
