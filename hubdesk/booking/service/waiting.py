"""The waiting list: one line for skipped dates of series and for single wishes on a full room.

A wish that cannot be had is a skipped date with a place in line.  When a room comes free, the
first in line whose whole wish fits is offered it: the date is held until the offer lapses, and
then the next one has it.  Whatever frees a room calls :func:`offer_freed`, which acts at the end
of the same unit of work, so nobody slips in between; :func:`tend` (the sweep) lets offers lapse.

    book(uow, BookingRequest(..., on_clash=OnClash.WAIT))
    accept_offer(uow, occurrence_id)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hubdesk.access import service as access
from hubdesk.booking.conflicts import Verdict
from hubdesk.booking.errors import NotWaitingError, WrongStatusError
from hubdesk.booking.model import Changed, DateOutcome, Status
from hubdesk.booking.offers import DECLINED, LAPSED, MAY_PASS, OFFERED, WaitingState, offer_until
from hubdesk.booking.queries.targets import needs_of_dates
from hubdesk.booking.queries.waiting import lapsed_dates, waiting_dates, waiting_row
from hubdesk.booking.service.admission import admit_rows, require
from hubdesk.booking.service.claims import delete_claims, insert_claims
from hubdesk.booking.service.placing import candidate_of
from hubdesk.booking.service.planning import judge_dates
from hubdesk.booking.tables import BookingRow, OccurrenceRow, WaitingRow
from hubdesk.hub.queries import settings
from hubdesk.kernel.errors import NotFoundError
from hubdesk.store.session import UnitOfWork

#: Dates further apart than a claim may be long, with buffers, cannot stand in each other's way.
_AROUND = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Tended:
    """Ids of dates: newly offered, and those whose offer or whose day has passed."""

    offered: tuple[int, ...] = ()
    lapsed: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.offered or self.lapsed)


def put_in_line(
    uow: UnitOfWork, org_id: int, dates: Iterable[tuple[int, DateOutcome]]
) -> None:
    """Let the dates that were just skipped wait, where what is in the way may go."""
    now = uow.clock.now()
    ids = [
        number for number, date in dates if date.reason in MAY_PASS and date.starts_at > now
    ]
    if ids:
        shared = {"org_id": org_id, "status": WaitingState.WAITING, "asked_at": now}
        shared |= {"asked_by": uow.actor, "offered_at": None, "offer_until": None}
        uow.insert_alike(WaitingRow, shared, {"occurrence_id": ids})


def wait_for(uow: UnitOfWork, occurrence_id: int) -> bool:
    """Let a skipped date wait, at the end of the line; it may have an offer at once.

    Returns:
        Whether it has.

    Raises:
        WrongStatusError: it is not skipped.
        NotFoundError
    """
    date = _date(uow, occurrence_id)
    access.require(uow, "booking.book", date["org_id"])
    if date["status"] != Status.SKIPPED:
        raise WrongStatusError(status=date["status"])
    values: dict[str, Any] = {
        "status": str(WaitingState.WAITING), "asked_at": uow.clock.now(), "asked_by": uow.actor,
        "offered_at": None, "offer_until": None,
    }  # fmt: skip
    known = waiting_row(uow, occurrence_id)
    if known is None:
        uow.insert(WaitingRow, org_id=date["org_id"], occurrence_id=occurrence_id, **values)
    elif known["status"] != WaitingState.WAITING:
        uow.update(WaitingRow, known["id"], before=known, **values)
    _record(uow, "waiting.joined", date)
    return bool(_offer(uow, waiting_dates(uow, date["starts_at"], date["ends_at"])))


def accept_offer(uow: UnitOfWork, occurrence_id: int, override: str = "") -> Changed:
    """Book a date that was offered.

    Args:
        override: why a member of staff lets it pass what the rules of the house refuse.

    Raises:
        PolicyRefusedError: rules of the house are in the way.
        NotWaitingError: it has no offer, or not any more.
        NotFoundError
    """
    date, known = _offered(uow, occurrence_id)
    access.require(uow, "booking.book", date["org_id"])
    booking = uow.row(BookingRow, date["booking_id"]) or {}
    admission = admit_rows(uow, booking, [date], needs_of_dates(uow, [date]), override=override)
    require(uow, admission, date["org_id"])
    uow.update(OccurrenceRow, occurrence_id, before=date, status=str(Status.BOOKED), reason=None)
    close_places(uow, [occurrence_id], WaitingState.TAKEN, known)
    _record(uow, "waiting.accepted", date, **admission.facts)
    return Changed(date["booking_id"], (occurrence_id,))


def decline_offer(uow: UnitOfWork, occurrence_id: int) -> Changed:
    """Give an offer up; the next in line has it at once.

    Raises:
        NotWaitingError: it has no offer, or not any more.
        NotFoundError
    """
    date, known = _offered(uow, occurrence_id)
    access.require(uow, "booking.cancel", date["org_id"])
    _give_back(uow, date, known, WaitingState.DECLINED, DECLINED)
    _record(uow, "waiting.declined", date)
    offer_freed(uow, [date])
    return Changed(date["booking_id"], (occurrence_id,))


def stop_waiting(uow: UnitOfWork, occurrence_id: int) -> Changed:
    """Leave the line; the date stays skipped and can still be booked by hand.

    Raises:
        NotWaitingError: it does not wait, or has an offer (decline it).
        NotFoundError
    """
    date, known = _date(uow, occurrence_id), waiting_row(uow, occurrence_id)
    access.require(uow, "booking.cancel", date["org_id"])
    if known is None or known["status"] != WaitingState.WAITING:
        raise NotWaitingError(occurrence=occurrence_id)
    uow.update(WaitingRow, known["id"], before=known, status=str(WaitingState.WITHDRAWN))
    _record(uow, "waiting.left", date)
    return Changed(date["booking_id"], (occurrence_id,))


def tend(uow: UnitOfWork) -> Tended:
    """Let offers lapse that nobody answered and offer what is free; for the sweep.

    Nothing is written where nothing is due.
    """
    unanswered, over = lapsed_dates(uow)
    freed: list[dict[str, Any]] = []
    for number in unanswered:
        date, known = _date(uow, number), waiting_row(uow, number) or {}
        if date["status"] == Status.HELD:
            _give_back(uow, date, known, WaitingState.LAPSED, LAPSED)
            freed.append(date)
        else:
            blocks = Status(date["status"]).blocks
            state = WaitingState.TAKEN if blocks else WaitingState.WITHDRAWN
            close_places(uow, [number], state, known)
    for number in over:
        close_places(uow, [number], WaitingState.LAPSED)
    offered = offer_all(uow)
    found = Tended(tuple(offered), (*unanswered, *over))
    if found:
        uow.record("waiting.tended", "waiting")
    return found


def offer_freed(uow: UnitOfWork, freed: Sequence[dict[str, Any]]) -> None:
    """Offer what came free to those who wait for it, at the end of the unit of work that freed it.

    Args:
        freed: rows of dates (or closures) that held rooms until now.
    """
    if freed:
        from_at = min(date["starts_at"] for date in freed) - _AROUND
        to_at = max(date["ends_at"] for date in freed) + _AROUND
        uow.at_the_end(lambda last: _offer(last, waiting_dates(last, from_at, to_at)))


def offer_all(uow: UnitOfWork) -> list[int]:
    """Offer whatever is free to those who wait for it; ids of the dates."""
    return _offer(uow, waiting_dates(uow))


def close_places(
    uow: UnitOfWork, occurrence_ids: Iterable[int], state: WaitingState,
    known: dict[str, Any] | None = None,
) -> None:  # fmt: skip
    """End the wait of dates that were booked, or cancelled, in another way."""
    for number in occurrence_ids:
        found = known or waiting_row(uow, number)
        if found is not None and found["status"] in (WaitingState.WAITING, WaitingState.OFFERED):
            uow.update(
                WaitingRow, found["id"], before=found, status=str(state), offer_until=None
            )


def has_offer(date: dict[str, Any]) -> bool:
    """Whether a date is held only because it is offered to who waits for it."""
    return bool(date["status"] == Status.HELD and date["reason"] == OFFERED)


def _offer(uow: UnitOfWork, ids: Sequence[int]) -> list[int]:
    """Hold the rooms for those in line who can have them, the first first."""
    if not ids:
        return []
    now, hours = uow.clock.now(), settings(uow).offer_hours
    offered: list[int] = []
    for number in ids:
        date, known = _date(uow, number), waiting_row(uow, number)
        until = offer_until(now, starts_at=date["starts_at"], hours=hours)
        if known is None or until is None or date["status"] != Status.SKIPPED:
            continue
        verdict = _verdict(uow, date)
        if verdict.reason:
            continue
        uow.update(OccurrenceRow, number, before=date, status=str(Status.HELD), reason=OFFERED)
        insert_claims(uow, "occurrence", date["org_id"], [(number, verdict.claims)])
        uow.update(
            WaitingRow, known["id"], before=known, status=str(WaitingState.OFFERED),
            offered_at=now, offer_until=until,
        )  # fmt: skip
        offered.append(number)
    return offered


def _verdict(uow: UnitOfWork, date: dict[str, Any]) -> Verdict:
    booking = uow.row(BookingRow, date["booking_id"]) or {}
    needs = needs_of_dates(uow, [date])[date["id"]]
    (verdict,) = judge_dates(uow, [(candidate_of(date), needs)], ZoneInfo(booking["timezone"]))
    return verdict


def _give_back(
    uow: UnitOfWork, date: dict[str, Any], known: dict[str, Any], state: WaitingState, reason: str
) -> None:
    uow.update(OccurrenceRow, date["id"], before=date, status=str(Status.SKIPPED), reason=reason)
    delete_claims(uow, "occurrence", [date["id"]])
    close_places(uow, [date["id"]], state, known)


def _offered(uow: UnitOfWork, occurrence_id: int) -> tuple[dict[str, Any], dict[str, Any]]:
    date, known = _date(uow, occurrence_id), waiting_row(uow, occurrence_id)
    if known is None or known["status"] != WaitingState.OFFERED or not has_offer(date):
        raise NotWaitingError(occurrence=occurrence_id)
    if _late(known["offer_until"], uow.clock.now()):
        raise NotWaitingError(occurrence=occurrence_id)
    return date, known


def _late(until: datetime | None, now: datetime) -> bool:
    return until is not None and until <= now


def _date(uow: UnitOfWork, occurrence_id: int) -> dict[str, Any]:
    date = uow.row(OccurrenceRow, occurrence_id)
    if date is None:
        raise NotFoundError(kind="occurrence", key=f"o{occurrence_id}")
    return date


def _record(uow: UnitOfWork, action: str, date: dict[str, Any], **facts: Any) -> None:
    uow.record(action, "booking", date["booking_id"], org_id=date["org_id"], **facts)
