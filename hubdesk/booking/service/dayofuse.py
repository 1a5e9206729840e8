"""The sweep: warns of dates nobody came to, gives their rooms free, settles those that ended, and
keeps assigned desks held as far ahead as they should be.

It may run in every window and by command, as often as one likes: each date is looked at again when
its turn has come, so two sweeps do everything once.  What it does to a room is one unit of work a
date, to be found and taken back like what a person does.

    swept = sweep(hub.acting_as(SWEEPER, "sweep"))
    swept.released
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Protocol

from hubdesk.access import service as access
from hubdesk.booking.arrivals import ArrivalRule, Expected, due_for, release_time
from hubdesk.booking.model import Status
from hubdesk.booking.queries.arrivals import (
    arrival_rules,
    code_secret,
    expected,
    warning_of,
)
from hubdesk.booking.service.approving import lapse, lapse_due
from hubdesk.booking.service.assignments import assignments_due, extend_assignments
from hubdesk.booking.service.claims import delete_claims
from hubdesk.booking.service.reconfirming import release_unconfirmed
from hubdesk.booking.service.turns import fresh
from hubdesk.booking.service.waiting import tend
from hubdesk.booking.tables import DayOfUseRow, NoShowWarningRow, OccurrenceRow
from hubdesk.kernel.changes import Changes
from hubdesk.spaces.tables import ResourceRow
from hubdesk.store.errors import GuardError
from hubdesk.store.queries import last_change_of
from hubdesk.store.session import Session, UnitOfWork

#: Who acts in the history where the house does something by itself.
SWEEPER = "sweep"
#: Why a date was given free that nobody came to; it counts as missed.
MISSED = "no_show"
#: Dates that ended longer ago are left as they are.
LOOK_BACK = timedelta(days=7)
#: So many dates are settled in one unit of work.
_AT_ONCE = 500


class Doors(Protocol):
    """An open hub, as far as the sweep needs it."""

    def read(self) -> AbstractContextManager[Session]:
        """A consistent view."""

    def write(self) -> AbstractContextManager[UnitOfWork]:
        """One unit of work."""


@dataclass(frozen=True, slots=True)
class Swept:
    """Ids of dates, by what was done with them.

    Attributes:
        changes: of each unit of work.
    """

    warned: tuple[int, ...] = ()
    released: tuple[int, ...] = ()
    missed: tuple[int, ...] = ()
    done: tuple[int, ...] = ()
    changes: tuple[Changes, ...] = field(default=(), repr=False)

    def __bool__(self) -> bool:
        return bool(self.warned or self.released or self.missed or self.done)


def sweep(hub: Doors) -> Swept:
    """Do what is due on the day of use; nothing is written where nothing is.

    Args:
        hub: acting as ``SWEEPER``.

    Returns:
        What this call did; what another program did meanwhile is not in it.
    """
    changes: list[Changes] = []
    with hub.read() as session:
        due = _due(session)
        secret = code_secret(session) and not _is_told(session)
        desks = bool(assignments_due(session))
        unanswered = lapse_due(session)
    if not secret:
        with hub.write() as uow:
            keep_secret(uow)
        changes.append(uow.changes)
    did: dict[str, list[int]] = {"warn": [], "released": [], "no_show": [], "done": []}
    for kind, steps in _steps(due):
        with hub.write() as uow:
            did[kind] += _settle(uow, kind, steps)
        changes.append(uow.changes)
    for tending in (tend, release_unconfirmed):
        with hub.write() as uow:
            tending(uow)
        changes.append(uow.changes)
    if unanswered:
        with hub.write() as uow:
            lapse(uow)
        changes.append(uow.changes)
    if desks:
        with hub.write() as uow:
            extend_assignments(uow)
        changes.append(uow.changes)
    return Swept(
        tuple(did["warn"]), tuple(did["released"]), tuple(did["no_show"]), tuple(did["done"]),
        tuple(change for change in changes if change),
    )  # fmt: skip


def keep_secret(uow: UnitOfWork) -> None:
    """Make what check-in codes follow from: in a new hub, and where others may know it."""
    if code_secret(uow) and not _is_told(uow):
        return
    known, secret = uow.row(DayOfUseRow, 1), secrets.token_hex(16)
    if known is None:
        uow.insert(DayOfUseRow, id=1, code_secret=secret)
    else:
        uow.update(DayOfUseRow, 1, before=known, code_secret=secret)
    uow.record("day_of_use.begun", "day_of_use", 1)


def _is_told(session: Session) -> bool:
    """Whether the history tells the secret: older programs wrote it there."""
    last = last_change_of(session, "day_of_use", 1)
    return last is not None and '"code_secret"' in (last.payload or "")


def _due(session: Session) -> dict[str, list[int]]:
    """What is to be done → the dates; to be judged again when they are written."""
    now = session.clock.now()
    found: dict[str, list[int]] = {}
    for date, rule in expected(session, now - LOOK_BACK, now):
        kind = due_for(date, rule, now)
        if kind is not None:
            found.setdefault(str(kind), []).append(date.occurrence_id)
    return found


def _steps(due: dict[str, list[int]]) -> list[tuple[str, list[int]]]:
    """Units of work: each release is one of its own, the rest go together."""
    steps = [(kind, [number]) for kind in ("released",) for number in due.get(kind, ())]
    for kind in ("warn", "no_show", "done"):
        ids = due.get(kind, [])
        steps += [(kind, ids[at : at + _AT_ONCE]) for at in range(0, len(ids), _AT_ONCE)]
    return steps


def _settle(uow: UnitOfWork, kind: str, ids: Sequence[int]) -> list[int]:
    """Do one kind of thing to those of the dates for which it is still due."""
    rules, now = arrival_rules(uow), uow.clock.now()
    done: list[int] = []
    for row in fresh(uow, ids):
        resource = uow.row(ResourceRow, row["resource_id"]) or {}
        rule = rules.of(row["resource_id"], str(resource.get("kind", "")))
        date = _expected(uow, row)
        if str(due_for(date, rule, now)) == kind and _do(uow, kind, row, date, rule, now):
            done.append(row["id"])
    return done


def _expected(uow: UnitOfWork, row: dict[str, Any]) -> Expected:
    date = Expected(row["id"], Status(row["status"]), row["starts_at"], row["ends_at"])
    warning = warning_of(uow, row["id"])
    if warning is None:
        return date
    return replace(date, warned_at=warning.warned_at, releases_at=warning.releases_at)


def _do(
    uow: UnitOfWork,
    kind: str,
    row: dict[str, Any],
    date: Expected,
    rule: ArrivalRule,
    now: datetime,
) -> bool:
    """Returns: whether it could be done; dates charged in a locked month stay as they are."""
    if kind == "warn":
        warn(uow, row, release_time(date, rule, now))
        return True
    try:
        with uow.part():
            access.require(uow, f"booking.{kind}", row["org_id"])
            reason = MISSED if kind in ("released", "no_show") else row["reason"]
            uow.update(OccurrenceRow, row["id"], before=row, status=kind, reason=reason)
            if kind == "released":
                delete_claims(uow, "occurrence", [row["id"]])
                _forget_release(uow, row["id"])
            uow.record(_ACTIONS[kind], "booking", row["booking_id"], org_id=row["org_id"])
    except GuardError:
        return False
    return True


_ACTIONS = {
    "released": "booking.released", "no_show": "booking.no_show", "done": "booking.finished",
}  # fmt: skip


def warn(uow: UnitOfWork, row: dict[str, Any], releases_at: datetime | None) -> None:
    """Note that the people of a date were told that they are missed."""
    values: dict[str, Any] = {"warned_at": uow.clock.now(), "releases_at": releases_at}
    known = warning_of(uow, row["id"])
    if known is None:
        uow.insert(NoShowWarningRow, occurrence_id=row["id"], org_id=row["org_id"], **values)
    else:
        uow.update(NoShowWarningRow, known.id, **values)
    uow.record("booking.warned", "booking", row["booking_id"], org_id=row["org_id"])
    uow.touch("occurrence", row["id"])


def _forget_release(uow: UnitOfWork, occurrence_id: int) -> None:
    """A date that is booked again after its release is not released a second time."""
    known = warning_of(uow, occurrence_id)
    if known is not None:
        uow.update(NoShowWarningRow, known.id, releases_at=None)
