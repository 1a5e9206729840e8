"""Putting dates (back) into rooms: restore, re-add, move, and what undo needs.

One way for all of them: judge the wanted places without the dates' own claims, refuse if one
cannot be had, then write rows and claims.  Nothing is written before everything is judged.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from hubdesk.booking.candidates import Candidate
from hubdesk.booking.conflicts import Need, Verdict
from hubdesk.booking.model import Status
from hubdesk.booking.queries.targets import needs_of_dates
from hubdesk.booking.service.claims import delete_claims, insert_claims
from hubdesk.booking.service.planning import judge_dates, outcome_of, refuse
from hubdesk.booking.tables import BookingRow, OccurrenceRow
from hubdesk.store.session import UnitOfWork


def candidate_of(date: dict[str, Any]) -> Candidate:
    """A stored date as a candidate for its own place."""
    return Candidate(
        int(date["original_start"].timestamp()),
        int(date["starts_at"].timestamp()),
        int(date["ends_at"].timestamp()),
    )


def _blocking(dates: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    found = [date for date in dates if Status(date["status"]).blocks]
    return sorted(found, key=lambda date: (date["starts_at"], date["id"]))


def place(
    uow: UnitOfWork,
    dates: Sequence[dict[str, Any]],
    zone: ZoneInfo,
    *,
    needs: dict[int, tuple[Need, ...]] | None = None,
    hours: bool = True,
) -> tuple[Verdict, ...]:
    """Judge dates as they are to be, all or nothing.

    Args:
        dates: rows as they are to be; those that do not block need nothing.
        zone: of the booking.
        needs: what each date holds, by id; from the stored rows by default.
        hours: whether opening hours matter.

    Returns:
        A verdict for each date that blocks, in order of time.

    Raises:
        DatesRefusedError: one of its kinds, with all dates.
    """
    blocking = _blocking(dates)
    if not blocking:
        return ()
    known = needs if needs is not None else needs_of_dates(uow, blocking)
    pairs = [(candidate_of(date), known[date["id"]]) for date in blocking]
    own = {date["id"] for date in dates}
    verdicts = judge_dates(uow, pairs, zone, hours=hours, without=own)
    if any(verdict.reason for verdict in verdicts):
        codes = [needs_of_one[0].room.code for _, needs_of_one in pairs]
        outcomes = [
            outcome_of(uow, verdict, code, date["id"])
            for verdict, code, date in zip(verdicts, codes, blocking, strict=True)
        ]
        refuse(outcomes, zone)
    return verdicts


def write_claims(
    uow: UnitOfWork, dates: Sequence[dict[str, Any]], verdicts: Sequence[Verdict]
) -> None:
    """Replace the claims of a booking's dates by those of the verdicts of those that block."""
    delete_claims(uow, "occurrence", [date["id"] for date in dates])
    wanted = zip((date["id"] for date in _blocking(dates)), verdicts, strict=True)
    insert_claims(
        uow, "occurrence", dates[0]["org_id"], ((number, one.claims) for number, one in wanted)
    )


def reclaim(uow: UnitOfWork, occurrence_ids: Collection[int]) -> None:
    """Make the claims of dates anew from their rows, after the rows were put back.

    Raises:
        DatesRefusedError: one of its kinds; somebody else holds a unit by now.
    """
    delete_claims(uow, "occurrence", occurrence_ids)  # what one gives up another may need
    by_booking: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for number in occurrence_ids:
        date = uow.row(OccurrenceRow, number)
        if date is not None:
            by_booking[date["booking_id"]].append(date)
    for booking_id, dates in sorted(by_booking.items()):
        booking = uow.row(BookingRow, booking_id)
        if booking is not None:
            verdicts = place(uow, dates, ZoneInfo(booking["timezone"]), hours=False)
            write_claims(uow, dates, verdicts)
