"""What the start does, as jobs for a worker: make a hub, make the demo, look for backups, restore.

Nothing of the hub is imported before a job runs, so that the start is on the screen at once.

    tasks.submit(partial(make_hub, wish), self._on_made, owner=self)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from hubdesk.kernel.errors import InvalidInputError
from hubdesk.ui.tasks import CancelledError, Progress
from hubdesk.words.catalogue import Era

ENDING = ".hubdesk"
DEMO_ORGANISATIONS, DEMO_MONTHS = 90, 12


@dataclass(frozen=True, slots=True)
class HubWish:
    """What a new hub shall be.

    Attributes:
        target: of the file to make.
        timezone: IANA name; ``currency``: ISO 4217 code.
    """

    target: str
    name_th: str
    name_en: str
    timezone: str
    currency: str
    locale: str
    era: Era


@dataclass(frozen=True, slots=True)
class FoundBackup:
    """A backup that may be put back.

    Attributes:
        path: of the copy; ``size`` in bytes.
        hub: where its hub stood, and will stand again.
        taken_at: when it was made.
    """

    path: str
    hub: str
    taken_at: datetime
    size: int


def make_hub(wish: HubWish, _progress: Progress) -> str:
    """Make a new, empty hub; returns its location.

    Raises:
        KnownError: a field that cannot be, or a place that is taken or unsafe; nothing is left.
    """
    from hubdesk import bootstrap

    path = _target(wish.target)
    bootstrap.create_hub(
        str(path), name_en=wish.name_en, name_th=wish.name_th, currency=wish.currency,
        timezone=wish.timezone, locale=wish.locale, era=wish.era, source="window",
    ).close()  # fmt: skip
    return str(path)


def make_demo(target: str, progress: Progress) -> str:
    """Make the demo hub; returns its location.

    Raises:
        CancelledError: taken back by the person; nothing is left.
    """
    from hubdesk.demo.build import ZONE, build_demo
    from hubdesk.kernel.clock import SystemClock
    from hubdesk.store.errors import HubExistsError
    from hubdesk.store.files import remove_database

    path = _target(target)
    if path.exists():
        raise HubExistsError(location=str(path))
    until = SystemClock().now().astimezone(ZONE).date()
    try:
        build_demo(
            str(path), until=until, organisations_count=DEMO_ORGANISATIONS, months=DEMO_MONTHS,
            progress=lambda part: progress.step(round(part * 1000), 1000),
        )  # fmt: skip
    except CancelledError:
        remove_database(path)
        raise
    return str(path)


def find_backups(locations: Sequence[str], _progress: Progress) -> tuple[FoundBackup, ...]:
    """The automatic backups of hubs that were open here, newest first."""
    from hubdesk.store.backup import backup_folder
    from hubdesk.store.connections import is_server
    from hubdesk.store.rotation import backups, taken_at

    found = []
    for location in dict.fromkeys(one for one in locations if not is_server(one)):
        for path in backups(backup_folder(location)):
            taken = taken_at(path)
            if taken is not None:
                found.append(FoundBackup(str(path), location, taken, path.stat().st_size))
    return tuple(sorted(found, key=lambda one: one.taken_at, reverse=True))


def put_back(backup: str, target: str, _progress: Progress) -> str:
    """Check a backup and write it back; what stood there is kept beside it.

    Raises:
        KnownError: the backup is not whole, or the hub is open elsewhere; nothing was changed.
    """
    from hubdesk.kernel.clock import SystemClock
    from hubdesk.store.backup import restore
    from hubdesk.store.errors import HubNotFoundError

    if not Path(backup).exists():
        raise HubNotFoundError(location=backup)
    path = _target(target)
    restore(Path(backup), str(path), SystemClock())
    return str(path)


def _target(target: str) -> Path:
    """A file that can be made: its folder is, if it is missing."""
    if not target.strip():
        raise InvalidInputError(field="location", value="", reason="empty")
    path = Path(target.strip()).expanduser()
    if path.suffix != ENDING and not path.exists():
        path = path.with_name(path.name + ENDING)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        from hubdesk.store.errors import FolderMissingError

        raise FolderMissingError(str(path)) from error
    return path
