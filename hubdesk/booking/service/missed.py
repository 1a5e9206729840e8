"""Missed dates that do not count, and the house's rules for the day of use.

    excuse(uow, 12, "the lift was broken")
    set_arrival_rule(uow, warn_after=15, release_after=30)
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import bindparam, select

from hubdesk.access import service as access
from hubdesk.booking.errors import WrongStatusError
from hubdesk.booking.model import Changed, Status
from hubdesk.booking.service.claims import delete_claims
from hubdesk.booking.service.dayofuse import MISSED, keep_secret
from hubdesk.booking.service.turns import fresh
from hubdesk.booking.tables import ArrivalRuleRow, DayOfUseRow, OccurrenceRow
from hubdesk.kernel.errors import InvalidInputError, NotFoundError
from hubdesk.kernel.text import clean
from hubdesk.store.session import UnitOfWork
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Id, Text

#: Longest time a room may be made to wait, in minutes.
MOST_MINUTES = 24 * 60
_OF_CLASS = Prepared(
    select(ArrivalRuleRow.id).where(
        ArrivalRuleRow.room_class == bindparam("room_class", type_=Text)
    )
)
_OF_RESOURCE = Prepared(
    select(ArrivalRuleRow.id).where(
        ArrivalRuleRow.resource_id == bindparam("resource_id", type_=Id)
    )
)


def excuse(uow: UnitOfWork, occurrence_id: int, reason: str = "") -> Changed:
    """Say that a missed date does not count against its organisation; its room is free.

    Args:
        reason: why, kept with the date.

    Raises:
        WrongStatusError: nobody missed it.
        GuardError: ``usage_locked``, it was charged in a locked month.
    """
    dates = fresh(uow, [occurrence_id])
    if not dates:
        raise NotFoundError(kind="occurrence", key=f"o{occurrence_id}")
    (date,) = dates
    access.require(uow, "booking.excuse", date["org_id"])
    if date["status"] != Status.NO_SHOW and (
        date["status"] != Status.RELEASED or date["reason"] != MISSED
    ):
        raise WrongStatusError(status=date["status"])
    why = clean(reason)
    uow.update(
        OccurrenceRow, occurrence_id, before=date, status=str(Status.RELEASED),
        reason="excused" if why in ("", MISSED) else why,
    )  # fmt: skip
    delete_claims(uow, "occurrence", [occurrence_id])
    uow.record("booking.excused", "booking", date["booking_id"], org_id=date["org_id"])
    return Changed(date["booking_id"], (occurrence_id,))


def set_arrival_rule(
    uow: UnitOfWork,
    *,
    warn_after: int,
    release_after: int,
    room_class: str = "",
    resource_id: int | None = None,
) -> None:
    """Say how long rooms wait: of the house, of a class of rooms, or one room.

    Args:
        warn_after, release_after: minutes after the start, 0 = never.
        room_class: ``room``, ``desk`` or ``equipment``; empty = the whole house.
        resource_id: one room instead.

    Raises:
        InvalidInputError: a release without a warning before it.
    """
    access.require(uow, "booking.rules")
    if not 0 <= warn_after <= MOST_MINUTES:
        raise InvalidInputError(field="warn_after", value=str(warn_after), reason="out_of_range")
    if release_after and not 0 < warn_after < release_after <= MOST_MINUTES:
        raise InvalidInputError(
            field="release_after", value=str(release_after), reason="release_without_warning"
        )
    values: dict[str, Any] = {
        "warn_after_minutes": warn_after, "release_after_minutes": release_after,
    }  # fmt: skip
    known = _known(uow, room_class, resource_id)
    if known is None:
        scope: dict[str, Any] = (
            {"room_class": room_class} if resource_id is None else {"resource_id": resource_id}
        )
        known = uow.insert(ArrivalRuleRow, **scope, **values)
    else:
        uow.update(ArrivalRuleRow, known, **values)
    uow.record("arrival_rule.set", "arrival_rule", known)


def drop_arrival_rule(
    uow: UnitOfWork, *, room_class: str = "", resource_id: int | None = None
) -> None:
    """Let a room follow its class again, or a class the house; the house's own: never waits.

    Raises:
        NotFoundError: there is no such rule.
    """
    access.require(uow, "booking.rules")
    known = _known(uow, room_class, resource_id)
    if known is None:
        raise NotFoundError(kind="arrival_rule", key=str(resource_id or room_class))
    uow.delete(ArrivalRuleRow, known)
    uow.record("arrival_rule.dropped", "arrival_rule", known)


def set_day_of_use(uow: UnitOfWork, *, kiosk_walk_in: bool) -> None:
    """Say whether free rooms can be booked at their doors."""
    access.require(uow, "booking.rules")
    uow.record("day_of_use.set", "day_of_use", 1)
    keep_secret(uow)
    uow.update(DayOfUseRow, 1, kiosk_walk_in=kiosk_walk_in)


def _known(uow: UnitOfWork, room_class: str, resource_id: int | None) -> int | None:
    if resource_id is None:
        found = uow.first(_OF_CLASS, room_class=room_class)
    else:
        found = uow.first(_OF_RESOURCE, resource_id=resource_id)
    return None if found is None else int(found[0])
