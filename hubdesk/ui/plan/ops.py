"""What a person does with desks that are somebody's; one thin function per action.

    assign(front, "D4-01", org_id, first, last, person_id, owner=part, …)
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QObject

from hubdesk.booking.queries.desks import Assignment, Away, assignment
from hubdesk.booking.service import assignments as service
from hubdesk.kernel.changes import Changes
from hubdesk.kernel.errors import KnownError
from hubdesk.spaces.queries import resource_id_of
from hubdesk.store.session import UnitOfWork
from hubdesk.ui.front import Front
from hubdesk.words.catalogue import Words
from hubdesk.words.marker import N_

Done = Callable[[], None]
Failed = Callable[[KnownError], None]


def assign(
    front: Front, desk: str, org_id: int, first: date, last: date | None,
    person_id: int | None, *, owner: QObject, done: Done, failed: Failed,
) -> None:  # fmt: skip
    """Give a desk to an organisation, or to one of its people."""

    def action(uow: UnitOfWork) -> Assignment:
        desk_id = resource_id_of(uow, desk)
        return assignment(
            uow, service.assign_desk(uow, desk_id, org_id, first, last, person_id=person_id)
        )

    _do(front, action, N_("{desk} is {org}\u2019s desk from {day}"), owner, done, failed)


def end(
    front: Front, found: Assignment, last: date | None, *, owner: QObject, done: Done,
    failed: Failed,
) -> None:  # fmt: skip
    """End an assignment on a day; None lets it go on."""

    def action(uow: UnitOfWork) -> Assignment:
        service.set_last_day(uow, found.id, last)
        return found

    text = N_("{desk} goes on as {org}\u2019s desk") if last is None else N_(
        "{desk} is no longer {org}\u2019s desk after {last}"
    )  # fmt: skip
    _do(front, action, text, owner, done, failed, last=last)


def move(
    front: Front, found: Assignment, desk: str, from_day: date, *, owner: QObject, done: Done,
    failed: Failed,
) -> None:  # fmt: skip
    """Move whom a desk is assigned to to the desk of a code."""

    def action(uow: UnitOfWork) -> Assignment:
        moved = service.move_assignment(uow, found.id, resource_id_of(uow, desk), from_day)
        return assignment(uow, moved)

    _do(front, action, N_("{org} moves to {desk} on {day}"), owner, done, failed)


def go_away(
    front: Front, found: Assignment, first: date, last: date, note: str, *, owner: QObject,
    done: Done, failed: Failed,
) -> None:  # fmt: skip
    """Free a desk for some days."""

    def action(uow: UnitOfWork) -> Assignment:
        service.add_away(uow, found.id, first, last, note)
        return found

    _do(front, action, N_("{desk} is free until {last}"), owner, done, failed, last=last)


def come_back(
    front: Front, found: Assignment, away: Away, *, owner: QObject, done: Done, failed: Failed
) -> None:  # fmt: skip
    """End away days today, or take them back if they lie ahead."""

    def action(uow: UnitOfWork) -> Assignment:
        service.come_back(uow, away.id)
        return found

    _do(front, action, N_("{desk} is {org}\u2019s again"), owner, done, failed)


def _do(
    front: Front, action: Callable[[UnitOfWork], Assignment], msgid: str, owner: QObject,
    done: Done, failed: Failed, last: date | None = None,
) -> None:  # fmt: skip
    def finished(found: Assignment, changes: Changes) -> None:
        front.tell(_told(front.words, msgid, found, last), change=changes.history_seq)
        done()

    front.write(action, finished, owner=owner, failed=failed)


def _told(words: Words, msgid: str, found: Assignment, last: date | None) -> str:
    values: dict[str, Any] = {
        "desk": found.desk,
        "org": found.org,
        "day": words.date_short(found.first_day),
        "last": "" if last is None else words.date_short(last),
    }
    return words.t(msgid, **values)
