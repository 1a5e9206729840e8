"""The hubs that were open on this machine, newest first, with what the frame shows of them.

A password in a server's address is never written down.  The house is kept so that the window can
be painted with the hub's name before the hub itself is open.

Writing takes the disk some 20 ms, and hundreds when it is busy: it is done beside the Qt thread.

    keep(front, "look", "dark")
    recent()[0].location
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings

from hubdesk.kernel.names import Names
from hubdesk.store.lasthub import is_server
from hubdesk.ui.front import Front, House
from hubdesk.ui.tasks import Progress

MOST = 8
_KEY = "recent"


@dataclass(frozen=True, slots=True)
class Recent:
    """A hub that was open once.

    Attributes:
        location: a path, or a server's address without its password.
        opened_at: when it was last opened.
    """

    location: str
    house: House
    opened_at: datetime

    @property
    def on_server(self) -> bool:
        return is_server(self.location)

    @property
    def missing(self) -> bool:
        """Whether its file has gone; of a server that cannot be told without asking it."""
        return not self.on_server and not Path(self.location).exists()


def settings() -> QSettings:
    """The person's own choices on this machine: language, look, size of the window."""
    return QSettings(
        QSettings.Format.IniFormat, QSettings.Scope.UserScope, "HubDesk", "HubDesk"
    )


def keep(front: Front, name: str, value: object) -> None:
    """Remember a choice, without waiting for the disk."""
    front.papers.submit(partial(_keep, name, value), owner=front)


def _keep(name: str, value: object, _progress: Progress) -> None:
    settings().setValue(name, value)


def recent() -> tuple[Recent, ...]:
    """What is remembered; a note that cannot be read is no hub."""
    try:
        notes = json.loads(str(settings().value(_KEY) or "[]"))
    except ValueError:
        return ()
    return tuple(_read(notes)) if isinstance(notes, list) else ()


def note(location: str, house: House, now: datetime) -> None:
    """Remember a hub that was opened just now.

    Args:
        location: without a password; see ``lasthub.without_password``.
    """
    kept = [one for one in recent() if one.location != location][: MOST - 1]
    rows = [_write(one) for one in (Recent(location, house, now), *kept)]
    settings().setValue(_KEY, json.dumps(rows, ensure_ascii=False))


def forget(location: str) -> None:
    """Remember a hub no longer."""
    rows = [_write(one) for one in recent() if one.location != location]
    settings().setValue(_KEY, json.dumps(rows, ensure_ascii=False))


def house_of(location: str) -> House:
    """What was last seen of a hub; an unknown one has no name yet."""
    found = next((one for one in recent() if one.location == location), None)
    return House() if found is None else found.house


def _write(one: Recent) -> dict[str, Any]:
    house = asdict(one.house)
    house.pop("actor")
    return {"location": one.location, "opened_at": one.opened_at.isoformat(), "house": house}


def _read(notes: Iterable[Any]) -> Iterable[Recent]:
    for row in notes:
        try:
            house = {**row["house"], "name": Names(**row["house"]["name"])}
            yield Recent(row["location"], House(**house), datetime.fromisoformat(row["opened_at"]))
        except (KeyError, TypeError, ValueError):
            continue
