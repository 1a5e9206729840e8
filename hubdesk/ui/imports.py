"""Reading a spreadsheet into the hub from an empty page; all rows of a file or none.

    import_table(front, "resources", Path("rooms.csv"), owner=page)
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from hubdesk.exchange.columns import parse
from hubdesk.exchange.outcome import ImportOutcome, ImportRejectedError
from hubdesk.exchange.tables import read_table
from hubdesk.kernel.changes import Changes
from hubdesk.kernel.errors import EnvironmentProblemError, KnownError
from hubdesk.store.blobs import LARGEST
from hubdesk.ui.folders import documents
from hubdesk.ui.front import Front
from hubdesk.ui.tasks import Progress

#: Kind → the module with its use case, ``import_KIND``.
_MODULES = {
    "organisations": "hubdesk.orgs.imports",
    "people": "hubdesk.orgs.imports",
    "occupancy": "hubdesk.orgs.imports",
    "resources": "hubdesk.spaces.imports",
    "bills": "hubdesk.costs.imports",
}


class FileUnreadableError(EnvironmentProblemError):
    """A file could not be read from the disk; ``details`` has ``source`` and ``reason``."""

    code = "file_unreadable"


def ask_and_import(front: Front, kind: str, window: QWidget) -> None:
    """Let a person choose a spreadsheet and read it."""
    chosen, _ = QFileDialog.getOpenFileName(
        window, front.words.name("import_kind", kind), str(documents()), "CSV, XLSX (*.csv *.xlsx)"
    )
    if chosen:
        import_table(front, kind, Path(chosen), owner=window)


def import_table(front: Front, kind: str, path: Path, *, owner: QObject) -> None:
    """Read a spreadsheet as one unit of work; one bad row leaves no trace and is named."""
    use_case: Callable[..., ImportOutcome] = getattr(
        import_module(_MODULES[kind]), f"import_{kind}"
    )
    digits, words = front.house.digits, front.words

    def job(_progress: Progress) -> tuple[ImportOutcome, Changes]:
        parsed = parse(kind, read_table(read_bytes(path), path.name), digits=digits)
        with front.hub.write() as uow:
            outcome = use_case(uow, parsed)
            outcome.require_complete()
        return outcome, uow.changes

    def done(result: tuple[ImportOutcome, Changes]) -> None:
        outcome, changes = result
        front.tell(words.t(
            "{read} rows read: {created} new, {updated} changed, {skipped} known already.",
            read=outcome.read, created=outcome.created, updated=outcome.updated,
            skipped=outcome.skipped,
        ), change=changes.history_seq)  # fmt: skip
        front.hub_changed.emit(changes)

    def failed(error: KnownError) -> None:
        front.tell(_reason(front, error), tone="bad")

    title = words.t("Reading {file} \u2026", file=path.name)
    front.tasks.submit(job, done, owner=owner, failed=failed, title=title)


def read_bytes(path: Path) -> bytes:
    """A file from the disk; of one that nobody takes, for its size, no more than shows that.

    Raises:
        FileUnreadableError: it cannot be read, or is a device or a pipe, which may have no end.
    """
    try:
        if path.exists() and not path.is_file():
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        raise FileUnreadableError(source=path.name, reason=error.strerror or "") from error


def _reason(front: Front, error: KnownError) -> str:
    """Why nothing was read; for rejected rows the first one, with its line."""
    said = front.words.error(error)
    if not isinstance(error, ImportRejectedError):
        return said
    row: Any = error.outcome.rejected[0]
    why = front.words.sentence(row.reason, row.details)
    return f"{said} {row.source}:{row.line}: {why}"
