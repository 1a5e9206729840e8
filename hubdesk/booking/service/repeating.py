"""A single booking becomes a series; a booking or a whole series is booked again elsewhere.

    plan = plan_dates(session, repeat_request(session, booking_id, "FREQ=WEEKLY;COUNT=9"), {})
    repeat_dates(uow, booking_id, "FREQ=WEEKLY;COUNT=9", choices)
    book(uow, copy_request(uow, booking_id, starts))
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hubdesk.booking.candidates import in_zone
from hubdesk.booking.dividing import NO_RULE
from hubdesk.booking.errors import AlreadySeriesError, NothingToChangeError, WrongStatusError
from hubdesk.booking.model import (
    BookingRequest,
    BookingResult,
    OnClash,
    Status,
    Target,
    Wanted,
)
from hubdesk.booking.queries.targets import dates_of_booking, select_dates
from hubdesk.booking.recurrence import normalise
from hubdesk.booking.recurrence.shift import shift_rule
from hubdesk.booking.service.choices import Choice, Choices, book_dates, plan_dates
from hubdesk.booking.tables import BookingRow, OccurrenceRow
from hubdesk.kernel.errors import InvalidInputError
from hubdesk.store.session import Session, UnitOfWork

Row = dict[str, Any]


def repeat_request(
    session: Session, booking_id: int, rrule: str, *, skips: Sequence[str] = ()
) -> BookingRequest:
    """The further dates that a single booking would get, to be looked at with ``plan_dates``.

    Raises:
        WrongStatusError: it is a series already, or its date is cancelled.
        InvalidRuleError: the rule cannot be read.
        NotFoundError: no such booking.
    """
    booking, first = _single(session, booking_id)
    zone = ZoneInfo(booking["timezone"])
    starts = first["starts_at"].astimezone(zone)
    normalise(starts, rrule)
    return replace(
        _again(booking), wanted=_wanted(booking, first["resource_id"]), starts=starts,
        ends=first["ends_at"].astimezone(zone), rrule=rrule, exdates=(starts,),
        skips=tuple(skips),
    )  # fmt: skip


def repeat_dates(
    uow: UnitOfWork, booking_id: int, rrule: str, choices: Choices, *, skips: Sequence[str] = (),
    override: str = "",
) -> BookingResult:  # fmt: skip
    """Give a booking of one date further dates as decided; the first stays as it is.

    Args:
        choices: by the start that was asked for, as ``book_dates``.
        override: why a member of staff lets it pass what the rules of the house refuse.

    Returns:
        The new dates only.

    Raises:
        WrongStatusError: it is a series already, or its date is cancelled.
        RefusedError: as ``book_dates``.

    **Source**: MRBS #2286.
    """
    request = repeat_request(uow, booking_id, rrule, skips=skips)
    request = replace(request, override=override)

    def becomes_series() -> int:
        booking, first = _single(uow, booking_id)
        local = first["starts_at"].astimezone(ZoneInfo(booking["timezone"]))
        uow.record("booking.repeated", "booking", booking_id, org_id=booking["org_id"])
        uow.update(
            BookingRow, booking_id, before=booking, rrule=normalise(local, rrule),
            starts_local=local.replace(tzinfo=None, fold=0).isoformat(), skips=[*skips],
        )  # fmt: skip
        if first["original_start"] != first["starts_at"]:
            uow.update(
                OccurrenceRow, first["id"], before=first, original_start=first["starts_at"]
            )
        return booking_id

    return book_dates(uow, request, choices, onto=becomes_series)


def repeat_booking(
    uow: UnitOfWork,
    booking_id: int,
    rrule: str,
    *,
    exdates: Sequence[date | datetime] = (),
    on_clash: OnClash = OnClash.REFUSE,
) -> BookingResult:
    """As :func:`repeat_dates`, with one answer for all dates that clash.

    Args:
        exdates: days or moments that are left out.
    """
    request = repeat_request(uow, booking_id, rrule)
    plan = plan_dates(uow, request, {})
    choices: dict[datetime, Choice] = {}
    for planned in plan.dates:
        local = planned.asked_at.astimezone(plan.zone)
        if local.date() in exdates or any(_same(moment, local) for moment in exdates):
            choices[planned.asked_at] = Choice(skip="left_out")
        elif planned.outcome.reason and on_clash is not OnClash.REFUSE:
            choices[planned.asked_at] = Choice(skip=planned.outcome.reason)
    if not plan.dates:
        raise InvalidInputError(field="rrule", value=rrule, reason="no_dates")
    return repeat_dates(uow, booking_id, rrule, choices)


def copy_request(
    session: Session, booking_id: int, starts: datetime, *, resource_id: int | None = None
) -> BookingRequest:
    """The same booking again, from another first date on; a series with its whole pattern.

    Cancelled and skipped dates are left out, exceptions stand at their regular place.

    Args:
        starts: of the first date, naive wall time or aware.
        resource_id: in another main resource; None = the same.

    Raises:
        NothingToChangeError: no date of it stands.
        NotFoundError: no such booking.
    """
    booking = select_dates(session, Target(booking_id=booking_id)).booking
    zone = ZoneInfo(booking["timezone"])
    rows = dates_of_booking(session, booking_id)
    standing = [row for row in rows if Status(row["status"]).blocks or row["status"] == "requested"]
    if not standing:
        raise NothingToChangeError
    new = in_zone(starts, zone)
    length = timedelta(minutes=booking["duration_minutes"])
    request = replace(
        _again(booking),
        wanted=_wanted(booking, resource_id or booking["wanted"][0]["resource"]),
        starts=new, ends=(new.astimezone(UTC) + length).astimezone(zone),
        skips=tuple(booking["skips"]),
    )  # fmt: skip
    if booking["rrule"] is None:
        length = standing[0]["ends_at"] - standing[0]["starts_at"]
        return replace(request, ends=(new.astimezone(UTC) + length).astimezone(zone))
    return _series_again(request, booking, rows, new, zone)


def _series_again(
    request: BookingRequest, booking: Row, rows: Sequence[Row], new: datetime, zone: ZoneInfo
) -> BookingRequest:
    old = datetime.fromisoformat(booking["starts_local"])
    wall = new.replace(tzinfo=None, fold=0)
    by = wall - old
    rule = shift_rule(booking["rrule"], old, wall)
    out = [row for row in rows if not Status(row["status"]).blocks]
    if rule is not None and not booking["rdates"]:
        left_out = [_shifted(row["original_start"], by, zone) for row in out]
        named = [_wall(text, zone) + by for text in booking["exdates"]]
        return replace(request, rrule=rule, exdates=(*left_out, *named))
    there = [_shifted(row["original_start"], by, zone) for row in rows if row not in out]
    return replace(
        request, starts=there[0], ends=there[0] + (request.ends - request.starts),
        rrule=NO_RULE, rdates=tuple(there[1:]),
    )  # fmt: skip


def _single(session: Session, booking_id: int) -> tuple[Row, Row]:
    booking = select_dates(session, Target(booking_id=booking_id)).booking
    dates = dates_of_booking(session, booking_id)
    if len(dates) > 1 or booking["rrule"] is not None:
        raise AlreadySeriesError
    if not dates or not Status(dates[0]["status"]).blocks:
        raise WrongStatusError(status=dates[0]["status"] if dates else "cancelled")
    return booking, dates[0]


def _again(booking: Row) -> BookingRequest:
    """What a booking asks for, without when."""
    nowhen = datetime.fromisoformat(booking["starts_local"])
    return BookingRequest(
        booking["org_id"], (), nowhen, nowhen, title=booking["title"], private=booking["private"],
        project=booking["project"], people=booking["people"],
        setup_minutes=booking["setup_minutes"], cleanup_minutes=booking["cleanup_minutes"],
        layout=booking["layout"], movable=booking["movable"], person_id=booking["person_id"],
        purpose=booking["purpose"], sponsor_id=booking["sponsor_id"],
    )  # fmt: skip


def _wanted(booking: Row, main: int) -> tuple[Wanted, ...]:
    first, *others = booking["wanted"]
    return (
        Wanted(main, first["quantity"]),
        *(Wanted(wish["resource"], wish["quantity"]) for wish in others),
    )


def _shifted(moment: datetime, by: timedelta, zone: ZoneInfo) -> datetime:
    return moment.astimezone(zone).replace(tzinfo=None, fold=0) + by


def _wall(text: str, zone: ZoneInfo) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo is None else moment.astimezone(zone).replace(tzinfo=None)


def _same(moment: date | datetime, local: datetime) -> bool:
    if not isinstance(moment, datetime):
        return moment == local.date()
    return moment == (local if moment.tzinfo else local.replace(tzinfo=None))
