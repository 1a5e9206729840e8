"""Answering bookings that wait: approving one answers those that wanted the same room then.

A request holds no room.  Approving puts its dates where they were asked for, under the turn of
their units, and answers in the same unit of work every other request that this leaves without a
room: two who answer at once never give a room away twice.

    answered = approve(uow, booking_id)
    answered.others      # bookings that were answered with it
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from hubdesk.access import service as access
from hubdesk.booking.conflicts import Need, UnitClaim
from hubdesk.booking.errors import NothingToChangeError, WrongStatusError
from hubdesk.booking.model import Changed, Status
from hubdesk.booking.offers import OFFERED
from hubdesk.booking.queries.approvals import (
    approval_of,
    lapsed_holds,
    overdue,
    requests_between,
)
from hubdesk.booking.queries.targets import booking_row, dates_of_booking, needs_of_dates
from hubdesk.booking.service.claims import delete_claims
from hubdesk.booking.service.placing import candidate_of, place, write_claims
from hubdesk.booking.service.waiting import offer_freed
from hubdesk.booking.tables import ApprovalRow, BookingRow, OccurrenceRow
from hubdesk.kernel.text import clean
from hubdesk.store.session import Session, UnitOfWork

#: Why dates are no more: kept on them, told by ``words``.
TO_ANOTHER, DECLINED, UNANSWERED, HOLD_OVER = (
    "given_to_another", "declined", "unanswered", "hold_lapsed",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answered:
    """What an answer did: ids of dates, and of other bookings that lost dates by it."""

    booking_id: int
    changed: tuple[int, ...]
    others: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Lapsed:
    """Ids of bookings: unanswered requests, and holds that nobody confirmed."""

    requests: tuple[int, ...] = ()
    holds: tuple[int, ...] = ()


def approve(uow: UnitOfWork, booking_id: int, note: str = "") -> Answered:
    """Agree to a booking that waits; its dates to come are booked, all or none.

    Args:
        note: kept with the answer.

    Raises:
        WrongStatusError: it does not wait any more.
        DatesRefusedError: one of its kinds; somebody has a room by now.
        NotFoundError: no such booking.
    """
    booking, dates = _waiting(uow, booking_id)
    access.require(uow, "booking.approve", booking["org_id"])
    needs = needs_of_dates(uow, dates)
    uow.lock_units(unit for one in needs.values() for need in one for unit in need.room.unit_ids)
    booking, dates = _waiting(uow, booking_id)  # as they are now that it is our turn
    after = [{**date, "status": str(Status.BOOKED), "reason": None} for date in dates]
    verdicts = place(uow, after, ZoneInfo(booking["timezone"]), needs=needs, hours=False)
    for date in dates:
        uow.update(OccurrenceRow, date["id"], before=date, status=str(Status.BOOKED), reason=None)
    write_claims(uow, after, verdicts)
    claims = [claim for verdict in verdicts for claim in verdict.claims]
    others = _answer_rivals(uow, booking_id, dates, claims)
    _close(uow, booking_id, "approved", note)
    uow.record(
        "booking.approved", "booking", booking_id, org_id=booking["org_id"],
        answered=[f"b{number}" for number in others],
    )  # fmt: skip
    return Answered(booking_id, tuple(date["id"] for date in dates), others)


def decline(uow: UnitOfWork, booking_id: int, reason: str = "") -> Answered:
    """Say no to a booking that waits.

    Raises:
        WrongStatusError: it does not wait any more.
        NotFoundError: no such booking.
    """
    booking, dates = _waiting(uow, booking_id)
    access.require(uow, "booking.approve", booking["org_id"])
    _cancel(uow, dates, clean(reason) or DECLINED)
    _close(uow, booking_id, "refused", reason)
    uow.record("booking.declined", "booking", booking_id, org_id=booking["org_id"])
    return Answered(booking_id, tuple(date["id"] for date in dates))


def confirm_hold(uow: UnitOfWork, booking_id: int) -> Changed:
    """Book what is only held, so that it does not lapse.

    A date that is held because it is offered to who waits is left alone.

    Raises:
        NothingToChangeError: no date of it is held.
        NotFoundError: no such booking.
    """
    booking = booking_row(uow, booking_id)
    access.require(uow, "booking.book", booking["org_id"])
    dates = _held(uow, booking_id)
    if not dates:
        raise NothingToChangeError
    for date in dates:
        uow.update(OccurrenceRow, date["id"], before=date, status=str(Status.BOOKED))
    uow.update(BookingRow, booking_id, before=booking, held_until=None)
    uow.record("booking.confirmed", "booking", booking_id, org_id=booking["org_id"])
    return Changed(booking_id, tuple(date["id"] for date in dates))


def lapse_due(session: Session) -> bool:
    """Whether :func:`lapse` would find anything; two looks at small indexes."""
    now = session.clock.now()
    return bool(overdue(session, now) or lapsed_holds(session, now))


def lapse(uow: UnitOfWork) -> Lapsed:
    """End requests that nobody answered in time, and holds that nobody confirmed.

    For the sweep; asking again does nothing.
    """
    now = uow.clock.now()
    requests = tuple(
        booking_id for _, booking_id in overdue(uow, now) if _lapse_request(uow, booking_id)
    )
    holds = tuple(number for number in lapsed_holds(uow, now) if _lapse_hold(uow, number))
    if requests or holds:
        first = (*requests, *holds)[0]
        uow.record("booking.lapsed", "booking", first, org_id=booking_row(uow, first)["org_id"])
    return Lapsed(requests, holds)


def _held(uow: UnitOfWork, booking_id: int) -> list[dict[str, Any]]:
    """The dates that are held by the booking's own hold; an offer has its own deadline."""
    return [
        date
        for date in dates_of_booking(uow, booking_id)
        if date["status"] == Status.HELD and date["reason"] != OFFERED
    ]


def _lapse_request(uow: UnitOfWork, booking_id: int) -> bool:
    dates = _requested(uow, booking_id)
    _cancel(uow, dates, UNANSWERED)
    _close(uow, booking_id, "lapsed" if dates else "withdrawn", "")
    return True


def _lapse_hold(uow: UnitOfWork, booking_id: int) -> bool:
    booking = booking_row(uow, booking_id)
    dates = _held(uow, booking_id)
    for date in dates:
        uow.update(OccurrenceRow, date["id"], before=date, status=str(Status.RELEASED),
                   reason=HOLD_OVER)  # fmt: skip
    delete_claims(uow, "occurrence", [date["id"] for date in dates])
    uow.update(BookingRow, booking_id, before=booking, held_until=None)
    offer_freed(uow, dates)
    return True


def _answer_rivals(
    uow: UnitOfWork, booking_id: int, dates: Sequence[dict[str, Any]], claims: Sequence[UnitClaim]
) -> tuple[int, ...]:
    """Other requests that cannot be had any more; a series loses the dates concerned only."""
    span = min(date["starts_at"] for date in dates), max(date["ends_at"] for date in dates)
    rivals: dict[int, list[dict[str, Any]]] = defaultdict(list)
    taken = _by_unit(claims)
    for number in requests_between(uow, span, but=booking_id):
        date = uow.row(OccurrenceRow, number)
        if date is not None and _clashes(date, needs_of_dates(uow, [date])[number], taken):
            rivals[date["booking_id"]].append(date)
    for number, lost in rivals.items():
        if len(lost) == len(_requested(uow, number)):
            _cancel(uow, lost, TO_ANOTHER)
            _close(uow, number, "refused", "")
        else:
            _end(uow, lost, Status.SKIPPED, TO_ANOTHER)
    return tuple(rivals)


def _by_unit(claims: Sequence[UnitClaim]) -> dict[int, list[tuple[int, int]]]:
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for claim in claims:
        found[claim.unit_id].append((claim.starts_s, claim.ends_s))
    return found


def _clashes(
    date: dict[str, Any], needs: Sequence[Need], taken: dict[int, list[tuple[int, int]]]
) -> bool:
    """Whether a request wants a room that was given away just now; of equipment others may be."""
    candidate = candidate_of(date)
    for need in needs:
        if need.room.is_pool:
            continue
        starts_s, ends_s = need.around(candidate)
        for unit in need.room.unit_ids:
            if any(first < ends_s and starts_s < last for first, last in taken.get(unit, ())):
                return True
    return False


def _waiting(uow: UnitOfWork, booking_id: int) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    booking = booking_row(uow, booking_id)
    dates = _requested(uow, booking_id)
    if not dates:
        states = [date["status"] for date in dates_of_booking(uow, booking_id)]
        raise WrongStatusError(status=states[0] if states else str(Status.CANCELLED))
    return booking, dates


def _requested(uow: UnitOfWork, booking_id: int) -> list[dict[str, Any]]:
    return [
        date for date in dates_of_booking(uow, booking_id) if date["status"] == Status.REQUESTED
    ]


def _cancel(uow: UnitOfWork, dates: Sequence[dict[str, Any]], reason: str) -> None:
    _end(uow, dates, Status.CANCELLED, reason)


def _end(
    uow: UnitOfWork, dates: Sequence[dict[str, Any]], status: Status, reason: str
) -> None:
    for date in dates:
        uow.update(OccurrenceRow, date["id"], before=date, status=str(status), reason=reason)


def _close(uow: UnitOfWork, booking_id: int, state: str, note: str) -> None:
    """Keep the answer with the question, if a rule had asked one."""
    known = approval_of(uow, booking_id)
    if known is not None:
        uow.update(
            ApprovalRow, known["id"], before=known, state=state, note=clean(note),
            answered_at=uow.clock.now(), answered_by=uow.actor,
        )  # fmt: skip
