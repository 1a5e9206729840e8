"""Reads of the day of use: rules, whom the house waits for, codes, missed dates, longer stays.

    due = expected(session, since, now)
    strikes(session, org_id).state
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import and_, bindparam, exists, func, or_, select, text
from sqlalchemy.orm import aliased

from hubdesk.booking.arrivals import (
    STEPS,
    ArrivalRule,
    ArrivalRules,
    DayOfUse,
    Expected,
    Extensions,
    Strikes,
    code_of,
)
from hubdesk.booking.candidates import in_zone
from hubdesk.booking.model import Status
from hubdesk.booking.queries.spans import in_span
from hubdesk.booking.queries.targets import needs_of_dates
from hubdesk.booking.tables import (
    IS_MISSED,
    ArrivalRuleRow,
    ClaimRow,
    DayOfUseRow,
    KioskAttemptRow,
    NoShowWarningRow,
    OccurrenceExtraRow,
    OccurrenceRow,
)
from hubdesk.kernel.errors import NotFoundError
from hubdesk.orgs.queries import organisation
from hubdesk.rules.policies.model import Asker, Policy
from hubdesk.rules.queries.policies import policies
from hubdesk.spaces.model import Bookable
from hubdesk.spaces.opening import DAY_MINUTES, hours_on, own_hours
from hubdesk.spaces.tables import ResourceRow, ResourceUnitRow
from hubdesk.store.session import Session
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Id, Instant

#: How far back missed dates count while no rule says so.
DAYS = 90
_RULES = Prepared(
    select(
        ArrivalRuleRow.room_class,
        ArrivalRuleRow.resource_id,
        ArrivalRuleRow.warn_after_minutes,
        ArrivalRuleRow.release_after_minutes,
    )
)
_HOUSE = Prepared(
    select(
        DayOfUseRow.code_secret,
        DayOfUseRow.kiosk_walk_in,
    )
)
_SINCE, _NOW = bindparam("since", type_=Instant), bindparam("now", type_=Instant)
_OPEN = or_(*(OccurrenceRow.status == status for status in ("booked", "held", "checked_in")))
_EXPECTED = Prepared(
    select(
        OccurrenceRow.id,
        OccurrenceRow.status,
        OccurrenceRow.starts_at,
        OccurrenceRow.ends_at,
        NoShowWarningRow.warned_at,
        NoShowWarningRow.releases_at,
        OccurrenceRow.resource_id,
        ResourceRow.kind,
    )
    .join(ResourceRow, ResourceRow.id == OccurrenceRow.resource_id)
    .outerjoin(NoShowWarningRow, NoShowWarningRow.occurrence_id == OccurrenceRow.id)
    .where(
        _OPEN,
        OccurrenceRow.ends_at > _SINCE,
        OccurrenceRow.starts_at <= _NOW,
        in_span(_SINCE, _NOW),
    )
    .order_by(OccurrenceRow.starts_at, OccurrenceRow.id)
)
_WARNING = Prepared(
    select(NoShowWarningRow.id, NoShowWarningRow.warned_at, NoShowWarningRow.releases_at).where(
        NoShowWarningRow.occurrence_id == bindparam("occurrence_id", type_=Id)
    )
)
_WARNED_SINCE = Prepared(
    select(NoShowWarningRow.occurrence_id, NoShowWarningRow.releases_at).where(
        NoShowWarningRow.warned_at >= _SINCE
    )
)
_MISSED = Prepared(
    select(func.count())
    .select_from(OccurrenceRow)
    .where(
        text(f"({IS_MISSED})"),
        OccurrenceRow.org_id == bindparam("org_id", type_=Id),
        OccurrenceRow.starts_at >= _SINCE,
        OccurrenceRow.starts_at < _NOW,
    )
)
_ATTEMPT = Prepared(
    select(KioskAttemptRow.id, KioskAttemptRow.failures, KioskAttemptRow.last_at).where(
        KioskAttemptRow.place_id == bindparam("place_id", type_=Id)
    )
)
_SOON = bindparam("soon", type_=Instant)
_own, _shared = aliased(ResourceUnitRow), aliased(ResourceUnitRow)
_shares_units = (
    select(_own.unit_id)
    .join(_shared, _shared.unit_id == _own.unit_id)
    .where(_shared.resource_id == bindparam("resource_id", type_=Id))
)
_extra_shares = (
    select(OccurrenceExtraRow.resource_id)
    .join(_own, _own.resource_id == OccurrenceExtraRow.resource_id)
    .join(_shared, _shared.unit_id == _own.unit_id)
    .where(
        OccurrenceExtraRow.occurrence_id == OccurrenceRow.id,
        _shared.resource_id == bindparam("resource_id", type_=Id),
    )
)
_ANY_DOOR = (
    select(OccurrenceRow.id, OccurrenceRow.status)
    .where(
        or_(_OPEN, and_(OccurrenceRow.status == "released", OccurrenceRow.reason == "no_show"),
            OccurrenceRow.status == "no_show"),
        OccurrenceRow.starts_at <= _SOON,
        OccurrenceRow.ends_at > _NOW,
        in_span(_NOW, bindparam("span_end", type_=Instant), since=_SINCE),
    )
    .order_by(OccurrenceRow.starts_at, OccurrenceRow.id)
)  # fmt: skip
_AT_DOORS = {
    False: Prepared(_ANY_DOOR),
    True: Prepared(
        _ANY_DOOR.where(
            or_(
                exists(_shares_units.where(_own.resource_id == OccurrenceRow.resource_id)),
                exists(_extra_shares),
            )
        )
    ),
}
_NEXT_CLAIM = Prepared(
    select(func.min(ClaimRow.starts_at, type_=Instant)).where(
        ClaimRow.unit_id == bindparam("unit_id", type_=Id),
        ClaimRow.starts_at >= bindparam("after", type_=Instant),
    )
)


class Warned(NamedTuple):
    """When people were told that they are missed, and when their room is released."""

    id: int
    warned_at: datetime
    releases_at: datetime | None


def arrival_rules(session: Session) -> ArrivalRules:
    """How long rooms wait; without rules nobody is late and nothing is released."""
    house, by_class, by_resource = ArrivalRule(), {}, {}
    for room_class, resource_id, warn, release in session.all(_RULES):
        rule = ArrivalRule(warn, release)
        if resource_id is not None:
            by_resource[resource_id] = rule
        elif room_class:
            by_class[room_class] = rule
        else:
            house = rule
    return ArrivalRules(house, by_class, by_resource)


def day_of_use(session: Session) -> DayOfUse:
    """What the house does on the day of use; the defaults while nothing was set."""
    found = session.first(_HOUSE)
    return DayOfUse() if found is None else DayOfUse(*found[1:])


def code_secret(session: Session) -> str:
    """What check-in codes follow from; empty until the first sweep."""
    found = session.first(_HOUSE)
    return "" if found is None else str(found[0])


def check_in_code(session: Session, occurrence_id: int) -> str:
    """The code by which a date's people check in themselves; empty until the first sweep."""
    secret = code_secret(session)
    return code_of(secret, occurrence_id) if secret else ""


def expected(
    session: Session, since: datetime, now: datetime
) -> list[tuple[Expected, ArrivalRule]]:
    """Dates that have begun, ended after ``since``, and wait for a check-in or for their end."""
    rules = arrival_rules(session)
    return [
        (
            Expected(number, Status(status), starts, ends, warned, releases),
            rules.of(resource_id, kind),
        )
        for number, status, starts, ends, warned, releases, resource_id, kind in session.all(
            _EXPECTED, since=since, now=now
        )
    ]


def warning_of(session: Session, occurrence_id: int) -> Warned | None:
    """What the people of a date were told; None if nothing."""
    found = session.first(_WARNING, occurrence_id=occurrence_id)
    return None if found is None else Warned(*found)


def warned_since(session: Session, since: datetime) -> dict[int, datetime | None]:
    """Dates whose people were told since an instant, and when their rooms are given free."""
    return dict(session.all(_WARNED_SINCE, since=since))


def strikes(session: Session, org_id: int, at: datetime | None = None) -> Strikes:
    """How many dates an organisation missed lately, and what follows of it.

    What follows is said by the rule for missed bookings that was entered last for it.

    Args:
        at: counted up to then; now by default.
    """
    until = at or session.clock.now()
    policy = _strike_policy(session, org_id, until)
    if policy is None:
        return Strikes(_missed(session, org_id, until, DAYS), DAYS, until)
    return strikes_by(session, org_id, policy, until)


def strikes_by(session: Session, org_id: int, policy: Policy, until: datetime) -> Strikes:
    """The same by one rule for missed bookings."""
    terms = policy.terms
    count = _missed(session, org_id, until, terms["days"])
    return Strikes(count, terms["days"], until, terms["warn"], terms["ask"])


def _missed(session: Session, org_id: int, until: datetime, days: int) -> int:
    since = until - timedelta(days=days)
    (count,) = session.first(_MISSED, org_id=org_id, since=since, now=until) or (0,)
    return int(count)


def _strike_policy(session: Session, org_id: int, at: datetime) -> Policy | None:
    """The rule for missed bookings that concerns an organisation, whatever it books."""
    known = [one for one in policies(session) if one.kind == "strikes"]
    if not known:
        return None
    asker = Asker(org_id, organisation(session, org_id).org_class)
    found = [
        one for one in known
        if one.holds_on(at.date()) and (one.scope.plans or one.scope.concerns_asker(asker))
    ]  # fmt: skip
    return found[-1] if found else None


def attempts(session: Session, place_id: int) -> tuple[int, int, datetime] | None:
    """Id, wrong codes and the instant of the last one at a place; None if there was none."""
    found = session.first(_ATTEMPT, place_id=place_id)
    return None if found is None else (found[0], found[1], found[2])


def dates_to_check_in(
    session: Session, now: datetime, early: timedelta, resource_id: int | None = None
) -> list[tuple[int, Status]]:
    """Dates whose people may come now, those who came and those given up on too.

    Args:
        early: how long before its start a date can be checked in.
        resource_id: only those that hold this room or a part of it; None = of all rooms.
    """
    span = {"now": now, "soon": now + early, "span_end": now + early + timedelta(days=1),
            "since": now - timedelta(days=1)}  # fmt: skip
    door = {} if resource_id is None else {"resource_id": resource_id}
    rows = session.all(_AT_DOORS[resource_id is not None], **span, **door)
    return [(number, Status(status)) for number, status in rows]


def extensions(session: Session, occurrence_id: int) -> Extensions:
    """How much longer a date could last, in all of its rooms.

    Raises:
        NotFoundError: no such date.
    """
    date = session.row(OccurrenceRow, occurrence_id)
    if date is None:
        raise NotFoundError(kind="occurrence", key=f"o{occurrence_id}")
    ends: list[datetime] = []
    for need in needs_of_dates(session, [date])[occurrence_id]:
        cleanup = timedelta(minutes=need.cleanup_minutes)
        for unit_id in () if need.room.is_pool else need.room.unit_ids:
            row = session.first(_NEXT_CLAIM, unit_id=unit_id, after=date["ends_at"] + cleanup)
            if row is not None and row[0] is not None:
                ends.append(row[0] - cleanup)
        closes = _closes(date["ends_at"], need.room)
        if closes is not None:
            ends.append(closes)
    free_until = min(ends, default=None)
    fitting = tuple(
        minutes
        for minutes in STEPS
        if free_until is None or date["ends_at"] + timedelta(minutes=minutes) <= free_until
    )
    return Extensions(date["ends_at"], free_until, fitting)


def _closes(ends_at: datetime, room: Bookable) -> datetime | None:
    """When a room closes on the day on which a date ends; None if it does not."""
    zone = ZoneInfo(room.timezone)
    local = (ends_at - timedelta(seconds=1)).astimezone(zone)
    midnight = local.replace(tzinfo=None, hour=0, minute=0, second=0, microsecond=0)
    own = own_hours(room.open_minute, room.close_minute)
    minute = local.hour * 60 + local.minute
    spans = hours_on(local.date(), room.openings, room.org_class, own)
    closes = next((end for start, end in spans if start <= minute < end), None)
    if closes in (None, DAY_MINUTES):
        return None
    return in_zone(midnight + timedelta(minutes=closes or 0), zone).astimezone(UTC)

