"""A single booking becomes a series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from hubdesk.access import service as access
from hubdesk.booking.candidates import candidates_of
from hubdesk.booking.errors import WrongStatusError
from hubdesk.booking.model import (
    BookingRequest,
    BookingResult,
    OnClash,
    Status,
    Target,
    Wanted,
)
from hubdesk.booking.queries.targets import dates_of_booking, needs_of_dates, select_dates
from hubdesk.booking.recurrence import normalise
from hubdesk.booking.service.admission import (
    admit_plan,
    admitted,
    refusal,
    require_override,
)
from hubdesk.booking.service.asking import settle
from hubdesk.booking.service.book import insert_dates, written
from hubdesk.booking.service.planning import Plan, judge_dates, outcomes_of, refuse
from hubdesk.booking.tables import BookingRow
from hubdesk.kernel.errors import InvalidInputError
from hubdesk.store.session import UnitOfWork


def repeat_booking(
    uow: UnitOfWork,
    booking_id: int,
    rrule: str,
    *,
    exdates: Sequence[date | datetime] = (),
    on_clash: OnClash = OnClash.REFUSE,
    override: str = "",
) -> BookingResult:
    """Give a booking of one date further dates; the first stays as it is.

    Args:
        override: why a member of staff lets it pass what the rules of the house refuse.

    Returns:
        The new dates only.

    Raises:
        WrongStatusError: it is a series already, or its date is cancelled.
        DatesRefusedError: one of its kinds, as ``book``.
        InvalidRuleError, RuleNotBookableError

    **Source**: MRBS #2286.
    """
    booking = select_dates(uow, Target(booking_id=booking_id)).booking
    access.require(uow, "booking.book", booking["org_id"])
    dates = dates_of_booking(uow, booking_id)
    first = dates[0]
    if len(dates) > 1 or not Status(first["status"]).blocks:
        raise WrongStatusError(status="series" if len(dates) > 1 else first["status"])
    zone = ZoneInfo(booking["timezone"])
    request = BookingRequest(
        org_id=booking["org_id"],
        wanted=tuple(Wanted(wish["resource"], wish["quantity"]) for wish in booking["wanted"]),
        starts=first["starts_at"],
        ends=first["ends_at"],
        rrule=rrule,
        exdates=tuple(exdates),
        on_clash=on_clash,
    )
    needs = needs_of_dates(uow, dates)[first["id"]]
    first_s = int(first["starts_at"].timestamp())
    later = [item for item in candidates_of(request, zone) if item.starts_s != first_s]
    if not later:
        raise InvalidInputError(field="rrule", value=rrule, reason="no_dates")
    plan = Plan(needs, zone, judge_dates(uow, [(item, needs) for item in later], zone))
    request = replace(
        request, person_id=booking["person_id"], purpose=booking["purpose"],
        sponsor_id=booking["sponsor_id"], override=override,
    )  # fmt: skip
    admission = admit_plan(uow, request, plan)
    request, plan = admitted(request, plan, admission)
    outcomes = outcomes_of(uow, plan)
    if on_clash is OnClash.REFUSE or all(outcome.reason for outcome in outcomes):
        refuse(outcomes, zone, refusal(admission.refused))
    require_override(uow, admission, booking["org_id"])
    ids = insert_dates(uow, request, plan, booking_id, [outcome.reason for outcome in outcomes])
    local = first["starts_at"].astimezone(zone)
    uow.update(BookingRow, booking_id, before=booking, rrule=normalise(local, rrule))
    settle(uow, admission, request, booking_id, outcomes[0].starts_at)
    uow.record("booking.repeated", "booking", booking_id, org_id=booking["org_id"],
               **admission.facts)  # fmt: skip
    return written(booking_id, outcomes, ids, admission)
