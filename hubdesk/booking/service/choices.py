"""A series booked date by date as a person decided: as asked, left out, elsewhere, later.

``plan_dates`` reads and answers for every date what would become of it; a person chooses;
``book_dates`` writes the whole series in one unit of work, or refuses it with every date that
somebody else has taken meanwhile.  A date put elsewhere is an exception of its series, as one
that was moved later on.

    plan = plan_dates(session, request, {})
    choices = {plan.dates[3].asked_at: Choice(resource_id=7)}
    result = book_dates(uow, request, choices)
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from hubdesk.access import service as access
from hubdesk.booking.candidates import Candidate, in_zone, require_suitable
from hubdesk.booking.conflicts import Need, Verdict, needs_of
from hubdesk.booking.errors import NothingToChangeError
from hubdesk.booking.model import BookingRequest, BookingResult, DateOutcome, Status
from hubdesk.booking.queries.held import instant
from hubdesk.booking.queries.holders import Holder, holder_of_claim
from hubdesk.booking.service.admission import (
    Admission,
    admit_dates,
    refusal,
    require_override,
)
from hubdesk.booking.service.asking import settle
from hubdesk.booking.service.book import (
    booked_before,
    extra_rows,
    insert_booking,
    require_active,
    written,
)
from hubdesk.booking.service.claims import insert_claims
from hubdesk.booking.service.leftout import RULES, days_off, is_closed
from hubdesk.booking.service.planning import (
    Plan,
    Wish,
    expand_request,
    judge_dates,
    outcome_of,
    refuse,
)
from hubdesk.booking.service.waiting import put_in_line
from hubdesk.booking.tables import OccurrenceExtraRow, OccurrenceRow
from hubdesk.rules.policies.model import Answer, Policy
from hubdesk.spaces.queries import bookable
from hubdesk.store.session import Session, UnitOfWork

#: Reason of a date that a person left out without saying why.
LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class Choice:
    """What becomes of one date instead of what was asked.

    Attributes:
        skip: leave it out, for this reason; empty = it is booked.
        resource_id: in this room; None = the one that was asked for.
        starts: at this time, naive wall time or aware, as long as the others; None = as asked.
    """

    skip: str = ""
    resource_id: int | None = None
    starts: datetime | None = None


@dataclass(frozen=True, slots=True)
class PlannedDate:
    """One date as it would be with its choice.

    Attributes:
        asked_at: the start that was asked for: its name among the choices.
        outcome: ``booked``, ``clash`` or ``skipped``, where and when.
        resource_id: its main resource.
        holder: who is in the way, as far as the asker may know; None if nobody is.
        rules: what the rules of the house answer to it.
    """

    asked_at: datetime
    outcome: DateOutcome
    resource_id: int
    holder: Holder | None = None
    rules: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class SeriesPlan:
    """Every date of a request, ascending; ``zone`` is where its main resource stands.

    Attributes:
        answers: of the rules of the house against dates that are to be booked.
        approval: the rule by which the series would wait for somebody's word.
    """

    zone: ZoneInfo
    dates: tuple[PlannedDate, ...]
    answers: tuple[Answer, ...] = ()
    approval: Policy | None = None


Choices = Mapping[datetime, Choice]
_Chosen = tuple[Candidate, tuple[Need, ...], str]


def plan_dates(session: Session, request: BookingRequest, choices: Choices) -> SeriesPlan:
    """What :func:`book_dates` would give, date by date, without writing anything.

    Raises:
        TooManyPeopleError, ResourceInactiveError, OrganisationInactiveError: whatever the date.
        InvalidRuleError, RuleNotBookableError, InvalidInputError, NotFoundError
    """
    access.require(session, "booking.book", request.org_id)
    stay = require_active(session, request.org_id)
    wish = expand_request(session, request)
    chosen = _choose(session, request, wish, choices)
    stay.require((candidate.starts_s for candidate, _, skip in chosen if not skip), wish.zone)
    chosen, verdicts = _judge(session, request, chosen, wish.zone)
    admission = _admit(session, request, chosen, verdicts, wish.zone)
    verdicts = _admitted(admission, chosen, verdicts)
    return SeriesPlan(
        wish.zone,
        tuple(
            PlannedDate(
                instant(candidate.original_s),
                _outcome(session, verdict, needs[0].room.code, skip),
                needs[0].room.id,
                None if skip else _holder(session, verdict),
                () if skip else admission.of(candidate.starts_s),
            )
            for (candidate, needs, skip), verdict in zip(chosen, verdicts, strict=True)
        ),
        admission.answers,
        admission.approval,
    )


def book_dates(
    uow: UnitOfWork, request: BookingRequest, choices: Choices, *,
    onto: Callable[[], int] | None = None,
) -> BookingResult:  # fmt: skip
    """Book a series as it was decided, all of it or nothing.

    Args:
        choices: by the start that was asked for (:attr:`PlannedDate.asked_at`); a date without
            one is booked as asked.
        onto: gives the booking that gets the dates; a new one by default.

    Returns:
        The booking and its dates, ascending; skipped ones with their reason.

    Raises:
        DatesRefusedError: one of its kinds; a date that is to be booked clashes by now, all dates
            are in ``details``.  Nothing was written.
        NothingToChangeError: every date is left out.
        RefusedError, InvalidInputError, NotFoundError: as :func:`plan_dates`.
    """
    access.require(uow, "booking.book", request.org_id)
    earlier = booked_before(uow, request)
    if earlier is not None:
        return earlier
    stay = require_active(uow, request.org_id)
    stay.require_project(request.project)
    wish = expand_request(uow, request)
    chosen = _choose(uow, request, wish, choices)
    stay.require((candidate.starts_s for candidate, _, skip in chosen if not skip), wish.zone)
    if all(skip for _, _, skip in chosen):
        raise NothingToChangeError
    chosen, verdicts = _judge(uow, request, chosen, wish.zone)
    admission = _admit(uow, request, chosen, verdicts, wish.zone)
    verdicts = _admitted(admission, chosen, verdicts)
    request = replace(request, status=admission.status(request.status))
    outcomes = [
        _outcome(uow, verdict, needs[0].room.code, skip)
        for (_, needs, skip), verdict in zip(chosen, verdicts, strict=True)
    ]
    refuse(outcomes, wish.zone, refusal(admission.refused))
    require_override(uow, admission, request.org_id)
    if onto is None:
        booking_id = insert_booking(uow, request, Plan(wish.needs, wish.zone, tuple(verdicts)))
    else:
        booking_id = onto()
    ids = _insert(uow, request, booking_id, chosen, verdicts)
    put_in_line(uow, request.org_id, zip(ids, outcomes, strict=True))
    uow.record("booking.booked", "booking", booking_id, org_id=request.org_id, **admission.facts)
    settle(uow, admission, request, booking_id, outcomes[0].starts_at)
    return written(booking_id, outcomes, ids, admission)


def _choose(
    session: Session, request: BookingRequest, wish: Wish, choices: Choices
) -> list[_Chosen]:
    """Every date with where and when it is to be, and why it is left out."""
    rooms: dict[int, Need] = {}
    chosen: list[_Chosen] = []
    days: Collection[date] = ()
    if "holidays" in request.skips:
        days = days_off(session, (one.starts_s for one in wish.candidates), wish.zone)
    for candidate in wish.candidates:
        choice = choices.get(instant(candidate.original_s))
        if choice is None:
            day = instant(candidate.starts_s).astimezone(wish.zone).date()
            choice = Choice(skip=RULES["holidays"] if day in days else "")
        needs = wish.needs
        if choice.resource_id is not None and choice.resource_id != needs[0].room.id:
            if choice.resource_id not in rooms:
                rooms[choice.resource_id] = _other(session, request, choice.resource_id)
            needs = (rooms[choice.resource_id], *needs[1:])
        chosen.append((_at(candidate, choice, wish.zone), needs, choice.skip))
    return chosen


def _at(candidate: Candidate, choice: Choice, zone: ZoneInfo) -> Candidate:
    if choice.starts is None:
        return candidate
    starts_s = int(in_zone(choice.starts, zone).timestamp())
    length_s = candidate.ends_s - candidate.starts_s
    return candidate._replace(starts_s=starts_s, ends_s=starts_s + length_s)


def _other(session: Session, request: BookingRequest, resource_id: int) -> Need:
    room = bookable(session, resource_id, org_id=request.org_id, layout=request.layout)
    quantity = request.wanted[0].quantity
    require_suitable([room], [quantity], request.people)
    (need,) = needs_of([room], [quantity], request.setup_minutes, request.cleanup_minutes)
    return need


def _judge(
    session: Session, request: BookingRequest, chosen: Sequence[_Chosen], zone: ZoneInfo
) -> tuple[list[_Chosen], list[Verdict]]:
    """A verdict for each date; those left out want nothing, so nothing is in their way."""
    wanted = [(candidate, needs) for candidate, needs, skip in chosen if not skip]
    found = iter(judge_dates(session, wanted, zone) if wanted else ())
    verdicts = [Verdict(candidate) if skip else next(found) for candidate, _, skip in chosen]
    if "closures" not in request.skips:
        return list(chosen), verdicts
    closed = [is_closed(session, verdict) for verdict in verdicts]
    return (
        [
            (candidate, needs, RULES["closures"] if shut else skip)
            for (candidate, needs, skip), shut in zip(chosen, closed, strict=True)
        ],
        [
            Verdict(verdict.candidate) if shut else verdict
            for verdict, shut in zip(verdicts, closed, strict=True)
        ],
    )


def _admit(
    session: Session, request: BookingRequest, chosen: Sequence[_Chosen],
    verdicts: Sequence[Verdict], zone: ZoneInfo,
) -> Admission:  # fmt: skip
    """What the rules say of the dates that are not left out."""
    dates = [
        (verdict, needs)
        for (_, needs, skip), verdict in zip(chosen, verdicts, strict=True)
        if not skip
    ]
    return admit_dates(session, request, dates, zone)


def _admitted(
    admission: Admission, chosen: Sequence[_Chosen], verdicts: Sequence[Verdict]
) -> list[Verdict]:
    return [
        verdict if skip else found
        for (_, _, skip), verdict, found in zip(
            chosen,
            verdicts,
            admission.over(
                (verdict, needs)
                for (_, needs, _), verdict in zip(chosen, verdicts, strict=True)
            ),
            strict=True,
        )
    ]


def _outcome(session: Session, verdict: Verdict, main: str, skip: str) -> DateOutcome:
    found = outcome_of(session, verdict, main)
    return found._replace(outcome="skipped", reason=skip) if skip else found


def _holder(session: Session, verdict: Verdict) -> Holder | None:
    if verdict.held_unit is None or verdict.held_from_s is None:
        return None
    return holder_of_claim(session, verdict.held_unit, verdict.held_from_s)


def _insert(
    uow: UnitOfWork, request: BookingRequest, booking_id: int, chosen: Sequence[_Chosen],
    verdicts: Sequence[Verdict],
) -> list[int]:  # fmt: skip
    """One insert for the dates, one for their extras, one for their claims."""
    rows = [
        _row(request, booking_id, candidate, needs[0], skip) for candidate, needs, skip in chosen
    ]
    ids = uow.insert_many(OccurrenceRow, rows)
    extras: list[dict[str, Any]] = []
    for number, (_, needs, _) in zip(ids, chosen, strict=True):
        extras += extra_rows([number], needs[1:])
    if extras:
        uow.insert_many(OccurrenceExtraRow, extras)
    claims = (verdict.claims for verdict in verdicts)
    insert_claims(uow, "occurrence", request.org_id, zip(ids, claims, strict=True))
    return ids


def _row(
    request: BookingRequest, booking_id: int, candidate: Candidate, main: Need, skip: str
) -> dict[str, Any]:
    elsewhere = (
        candidate.starts_s != candidate.original_s or main.room.id != request.wanted[0].resource_id
    )
    return {
        "booking_id": booking_id,
        "org_id": request.org_id,
        "resource_id": main.room.id,
        "quantity": main.quantity,
        "original_start": instant(candidate.original_s),
        "starts_at": instant(candidate.starts_s),
        "ends_at": instant(candidate.ends_s),
        "setup_minutes": main.setup_minutes,
        "cleanup_minutes": main.cleanup_minutes,
        "status": str(Status.SKIPPED if skip else request.status),
        "reason": skip or None,
        "moved": elsewhere,
    }
