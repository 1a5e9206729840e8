"""Claims of assigned desks: made from the assignment's row, one for each day that is held.

Whatever changes (days, desk, away days, the passing of time), the row is written first and the
claims follow: what is no longer wanted goes, what is missing is taken.  Days that have passed stay
as they were.

    settle(uow, assignment_id)
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from operator import itemgetter
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, delete

from hubdesk.booking.candidates import Candidate
from hubdesk.booking.conflicts import Need, UnitClaim, Verdict
from hubdesk.booking.desk_days import ASKED, Days, day_claims, days_held, midnight
from hubdesk.booking.errors import DeskTakenError
from hubdesk.booking.queries.desks import assignments_of_desk, aways_of, held_from
from hubdesk.booking.queries.held import holder_of, instant, load_held
from hubdesk.booking.service.claims import insert_claims
from hubdesk.booking.tables import AssignmentRow, ClaimRow
from hubdesk.kernel.errors import NotFoundError
from hubdesk.kernel.interval import Interval
from hubdesk.spaces.model import Bookable
from hubdesk.spaces.queries import bookable
from hubdesk.store.session import Session, UnitOfWork
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Id, Instant

#: A refusal names at most so many days.
_NAMED = 10
_DELETE = Prepared(
    delete(ClaimRow).where(
        ClaimRow.unit_id == bindparam("unit_id", type_=Id),
        ClaimRow.starts_at == bindparam("starts_at", type_=Instant),
    )
)


def settle(uow: UnitOfWork, assignment_id: int, *, strict: bool = True) -> int:
    """Let the claims of an assignment follow its row, from today on.

    Args:
        strict: refuse if others hold the desk on a day that is wanted; else that day is left out.

    Returns:
        How many days were taken anew.

    Raises:
        DeskTakenError: naming the days and whose they are; nothing is changed then.
        NotFoundError: no such assignment.
    """
    row = uow.row(AssignmentRow, assignment_id)
    if row is None:
        raise NotFoundError(kind="assignment", key=str(assignment_id))
    desk = bookable(uow, row["resource_id"])
    zone = ZoneInfo(desk.timezone)
    today = uow.clock.now().astimezone(zone).date()
    uow.lock_units(sorted(desk.unit_ids))
    days: list[date] = []
    if row["active"]:
        aways = [away.days for away in aways_of(uow, assignment_id)]
        days = days_held(Days(row["first_day"], row["last_day"]), aways, today)
    wanted = {
        (claim.unit_id, instant(claim.starts_s)): claim
        for claim in day_claims(desk.unit_ids, days, zone)
    }
    held = held_from(uow, assignment_id, instant(midnight(today, zone)))
    missing = [claim for key, claim in wanted.items() if key not in held]
    free = _free(uow, desk, zone, missing, strict=strict, gone=held - wanted.keys())
    uow.run_many(
        _DELETE, [{"unit_id": unit, "starts_at": at} for unit, at in sorted(held - wanted.keys())]
    )
    insert_claims(uow, "assignment", row["org_id"], [(assignment_id, free)])
    if free or held - wanted.keys():
        uow.touch("claim")
    return len(free)


def _free(
    uow: UnitOfWork, desk: Bookable, zone: ZoneInfo, wanted: Sequence[UnitClaim], *,
    strict: bool, gone: Collection[tuple[int, datetime]],
) -> list[UnitClaim]:  # fmt: skip
    """Those claims that nobody else is in the way of; ``gone`` are about to be given up."""
    spans: dict[int, set[tuple[int, int]]] = {}
    for claim in wanted:
        spans.setdefault(claim.unit_id, set()).add((claim.starts_s, claim.ends_s))
    held = load_held(uow, spans)
    free, clashes = [], []
    for claim in wanted:
        holder = held.holder(*claim)
        if holder is None or (claim.unit_id, instant(holder)) in gone:
            free.append(claim)
        else:
            clashes.append((claim, holder))
    if clashes and strict:
        raise _taken(uow, desk, zone, clashes)
    return free


def _taken(
    session: Session, desk: Bookable, zone: ZoneInfo, clashes: Sequence[tuple[UnitClaim, int]]
) -> DeskTakenError:
    """The refusal, with who is in the way as far as that is an organisation."""
    by: dict[str, None] = {}
    dates: list[int] = []
    for claim, holder_s in clashes:
        found = holder_of(session, claim.unit_id, holder_s)
        if found is not None:
            by[found[2] or found[3]] = None
            if found[0] == "occurrence":
                dates.append(found[1])
    first = clashes[0][0]
    days = [instant(claim.starts_s).astimezone(zone).date() for claim, _ in clashes]
    details: dict[str, object] = {
        "unit": desk.code,
        "days": days[:_NAMED],
        "interval": Interval(instant(first.starts_s), instant(first.ends_s)),
        "occurrences": dates,
    }
    names = ", ".join(name for name in by if name)
    return DeskTakenError(**details, **({"by": names} if names else {}))


def beyond_claims(
    session: Session, dates: Sequence[tuple[Candidate, Sequence[Need]]],
    verdicts: tuple[Verdict, ...],
) -> tuple[Verdict, ...]:  # fmt: skip
    """The verdicts, where a date lies further ahead than claims of assigned desks are made.

    There the assignments themselves are asked, so that no desk is booked away years ahead.
    """
    asked = [needs for needs, _ in groupby(dates, key=itemgetter(1))]
    desks = {need.room.id for needs in asked for need in needs if need.room.kind == "desk"}
    if not desks:
        return verdicts
    horizon = int((session.clock.now() + ASKED).timestamp())
    found = list(verdicts)
    known: dict[int, list[tuple[int, int]]] = {}
    for at, (candidate, needs) in enumerate(dates):
        if candidate.ends_s <= horizon or found[at].reason:
            continue
        for need in needs:
            if need.room.id not in desks:
                continue
            room = need.room
            if room.id not in known:
                known[room.id] = _assigned(session, room)
            starts_s, ends_s = need.around(candidate)
            if any(starts_s < to_s and from_s < ends_s for from_s, to_s in known[room.id]):
                found[at] = Verdict(candidate, reason="room_taken", resource=room.code)
    return tuple(found)


def _assigned(session: Session, desk: Bookable) -> list[tuple[int, int]]:
    """When a desk is somebody's, in UTC seconds, away days left out."""
    zone = ZoneInfo(desk.timezone)
    found: list[tuple[int, int]] = []
    for one in assignments_of_desk(session, desk.id):
        first = midnight(one.first_day, zone)
        for away in one.aways:
            found.append((first, midnight(away.first_day, zone)))
            first = midnight(away.last_day + timedelta(days=1), zone)
        last = one.last_day
        found.append((first, 1 << 60 if last is None else midnight(last + timedelta(1), zone)))
    return [(from_s, to_s) for from_s, to_s in found if from_s < to_s]
