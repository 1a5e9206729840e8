"""Booking: a single date or a series, all or nothing, or with the clashing dates skipped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, exists, select

from hubdesk.access import service as access
from hubdesk.booking.candidates import in_zone
from hubdesk.booking.conflicts import Need
from hubdesk.booking.errors import (
    NothingToChangeError,
    OrganisationInactiveError,
    ProjectRequiredError,
)
from hubdesk.booking.model import BookingRequest, BookingResult, DateOutcome, OnClash, Status
from hubdesk.booking.offers import MAY_PASS
from hubdesk.booking.queries.held import instant
from hubdesk.booking.recurrence import normalise
from hubdesk.booking.service.admission import (
    LET_IN,
    Admission,
    admit_plan,
    admitted,
    refusal,
    require_override,
)
from hubdesk.booking.service.asking import settle
from hubdesk.booking.service.claims import insert_claims
from hubdesk.booking.service.leftout import BY_RULE
from hubdesk.booking.service.planning import Plan, outcomes_of, plan_request, refuse
from hubdesk.booking.service.waiting import put_in_line
from hubdesk.booking.tables import BookingRow, OccurrenceExtraRow, OccurrenceRow
from hubdesk.kernel.errors import NotFoundError
from hubdesk.kernel.ids import new_key
from hubdesk.kernel.text import clean, require_fitting
from hubdesk.orgs.tables import OrganisationRow
from hubdesk.rules.tables import PolicyStateRow
from hubdesk.spaces.tables import ResourceRow
from hubdesk.store.kept import steady
from hubdesk.store.session import Session, UnitOfWork
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Id, Text

_ORG = Prepared(
    select(
        OrganisationRow.code,
        OrganisationRow.active,
        OrganisationRow.left_on,
        OrganisationRow.project_required,
        # Most houses have no rules; asked for here it costs them no trip of its own.
        exists(select(PolicyStateRow.id)),
    ).where(OrganisationRow.id == bindparam("org_id", type_=Id))
)
_SAME_KEY = Prepared(
    select(BookingRow.id).where(
        BookingRow.org_id == bindparam("org_id", type_=Id),
        BookingRow.idem_key == bindparam("idem_key", type_=Text),
    )
)
_DATES = Prepared(
    select(
        OccurrenceRow.id,
        OccurrenceRow.starts_at,
        OccurrenceRow.ends_at,
        OccurrenceRow.status,
        ResourceRow.code,
        OccurrenceRow.reason,
    )
    .join(ResourceRow, ResourceRow.id == OccurrenceRow.resource_id)
    .where(OccurrenceRow.booking_id == bindparam("booking_id", type_=Id))
    .order_by(OccurrenceRow.original_start)
)


def book(
    uow: UnitOfWork, request: BookingRequest, *, action: str = "booking.booked",
    by_rules: bool = True,
) -> BookingResult:  # fmt: skip
    """Book every date of a request.

    Args:
        uow: the unit of work; nothing is written through it if this raises.
        request: see :class:`BookingRequest`.
        action: name for the history, unless the unit of work has one already.
        by_rules: ask the rules of the house; not for what was agreed elsewhere (imports).

    Returns:
        The booking and its dates, ascending; skipped ones with their reason.  A repeated
        ``idem_key`` gives the dates of the first call as they are now.

    Raises:
        RoomTakenError, RoomClosedError, EquipmentShortError, OutsideHoursError,
        DatesOverlapError: a date clashes and the request says ``refuse``, or every date does;
            ``details.dates`` has all dates.
        PolicyRefusedError: as these, where rules of the house are in the way.
        TooManyPeopleError, ResourceInactiveError, OrganisationInactiveError,
        ProjectRequiredError: whatever the date.
        InvalidRuleError, RuleNotBookableError, InvalidInputError, NotFoundError
    """
    access.require(uow, "booking.book", request.org_id)
    earlier = booked_before(uow, request)
    if earlier is not None:
        return earlier
    stay = require_active(uow, request.org_id)
    if by_rules:
        stay.require_project(request.project)
    plan = plan_request(uow, request)
    stay.require((verdict.candidate.starts_s for verdict in plan.verdicts), plan.zone)
    admission = admit_plan(uow, request, plan) if by_rules and stay.ruled else LET_IN
    request, plan = admitted(request, plan, admission)
    outcomes = outcomes_of(uow, plan)
    if request.on_clash is OnClash.REFUSE or all(date.reason for date in outcomes):
        if not _may_wait(request, outcomes):
            refuse(outcomes, plan.zone, refusal(admission.refused))
        if all(date.reason in BY_RULE for date in outcomes):
            raise NothingToChangeError
    booking_id = insert_booking(uow, request, plan)
    ids = insert_dates(uow, request, plan, booking_id, [date.reason for date in outcomes])
    put_in_line(uow, request.org_id, zip(ids, outcomes, strict=True))
    uow.record(action, "booking", booking_id, org_id=request.org_id, **admission.facts)
    if admission is not LET_IN:
        require_override(uow, admission, request.org_id)
        settle(uow, admission, request, booking_id, outcomes[0].starts_at)
    return written(booking_id, outcomes, ids, admission)


def _may_wait(request: BookingRequest, outcomes: Sequence[DateOutcome]) -> bool:
    """Whether what cannot be had may stand in line, even if it is everything."""
    return request.on_clash is OnClash.WAIT and all(
        date.reason in MAY_PASS for date in outcomes if date.outcome == "clash"
    )


def preview_booking(session: Session, request: BookingRequest) -> BookingResult:
    """What :func:`book` would give, clash by clash, without writing anything.

    Raises:
        RefusedError: what no date could change, as :func:`book`.
    """
    access.require(session, "booking.book", request.org_id)
    stay = require_active(session, request.org_id)
    plan = plan_request(session, request)
    stay.require((verdict.candidate.starts_s for verdict in plan.verdicts), plan.zone)
    admission = admit_plan(session, request, plan) if stay.ruled else LET_IN
    plan = admitted(request, plan, admission)[1]
    return BookingResult(None, outcomes_of(session, plan), admission.answers, admission.approval)


def is_booked(session: Session, request: BookingRequest) -> bool:
    """Whether a request with the same key was booked for the same organisation."""
    found = session.first(_SAME_KEY, org_id=request.org_id, idem_key=request.idem_key)
    return bool(request.idem_key) and found is not None


def booked_before(uow: UnitOfWork, request: BookingRequest) -> BookingResult | None:
    """The dates of an earlier call with the same key, as they are now."""
    if not request.idem_key:
        return None
    found = uow.first(_SAME_KEY, org_id=request.org_id, idem_key=request.idem_key)
    if found is None:
        return None
    return BookingResult(
        found[0],
        tuple(
            DateOutcome(
                number, starts_at, ends_at,
                "skipped" if status == Status.SKIPPED else "booked", code, reason or "",
            )
            for number, starts_at, ends_at, status, code, reason in uow.all(
                _DATES, booking_id=found[0]
            )
        ),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stay:
    """How long an organisation may book; ``left_on`` is its last day, None = no end is known.

    ``project_required`` = it wants every booking of its to name a project.  ``ruled`` = the house
    has rules, or once had.
    """

    org: str
    left_on: date | None
    project_required: bool = False
    ruled: bool = True

    def require_project(self, project: str) -> None:
        """Refuse a booking without a project, where its organisation wants one.

        Raises:
            ProjectRequiredError: there is none.
        """
        if self.project_required and not clean(project):
            raise ProjectRequiredError(org=self.org)

    def require(self, starts_s: Iterable[int], zone: ZoneInfo) -> None:
        """Refuse dates that start after the last day.

        Raises:
            OrganisationInactiveError: one does.
        """
        if self.left_on is None:
            return
        last = max(starts_s, default=None)
        if last is not None and instant(last).astimezone(zone).date() > self.left_on:
            raise OrganisationInactiveError(org=self.org, day=self.left_on)


@steady(OrganisationRow, PolicyStateRow)
def require_active(session: Session, org_id: int) -> Stay:
    """Refuse an organisation that is not active; see :func:`book`."""
    found = session.first(_ORG, org_id=org_id)
    if found is None:
        raise NotFoundError(kind="organisation", key=str(org_id))
    if not found[1]:
        raise OrganisationInactiveError(org=found[0])
    return Stay(found[0], found[2], found[3], bool(found[4]))


def insert_booking(uow: UnitOfWork, request: BookingRequest, plan: Plan) -> int:
    """The row of what was asked for; its dates come with ``insert_dates``."""
    starts = in_zone(request.starts, plan.zone)
    first = plan.verdicts[0].candidate
    title, project = clean(request.title), clean(request.project)
    require_fitting({"title": title, "project": project})
    return uow.insert(
        BookingRow,
        org_id=request.org_id,
        idem_key=request.idem_key or new_key(),
        title=title,
        private=request.private,
        project=project,
        people=request.people,
        timezone=plan.zone.key,
        starts_local=starts.replace(tzinfo=None).isoformat(),
        duration_minutes=(first.ends_s - first.starts_s) // 60,
        rrule=None if request.rrule is None else normalise(starts, request.rrule),
        exdates=[moment.isoformat() for moment in request.exdates],
        rdates=[moment.isoformat() for moment in request.rdates],
        wanted=[
            {"resource": wanted.resource_id, "quantity": wanted.quantity}
            for wanted in request.wanted
        ],
        setup_minutes=request.setup_minutes,
        cleanup_minutes=request.cleanup_minutes,
        layout=request.layout,
        movable=request.movable,
        person_id=request.person_id,
        purpose=clean(request.purpose),
        sponsor_id=request.sponsor_id,
        skips=list(request.skips),
        created_at=uow.clock.now(),
        created_by=uow.actor,
    )


def written(
    booking_id: int, outcomes: Sequence[DateOutcome], ids: Sequence[int],
    admission: Admission = LET_IN,
) -> BookingResult:  # fmt: skip
    """The answer after the dates were written: with their ids, clashes as skipped."""
    return BookingResult(
        booking_id,
        tuple(
            DateOutcome(
                number, date.starts_at, date.ends_at, "skipped" if date.reason else "booked",
                date.resource, date.reason, date.by,
            )
            for date, number in zip(outcomes, ids, strict=True)
        ),
        admission.answers,
        admission.approval,
    )  # fmt: skip


def insert_dates(
    uow: UnitOfWork, request: BookingRequest, plan: Plan, booking_id: int, reasons: list[str]
) -> list[int]:
    """One insert for the dates, one for their extras, one for their claims."""
    main, *extras = plan.needs
    originals_s, starts_s, ends_s = zip(
        *(verdict.candidate for verdict in plan.verdicts), strict=True
    )
    starts = [*map(instant, starts_s)]
    alike = originals_s == starts_s  # one list, handed over once
    booked, skipped = str(request.status), str(Status.SKIPPED)
    ids = uow.insert_alike(
        OccurrenceRow,
        {
            "booking_id": booking_id,
            "org_id": request.org_id,
            "resource_id": main.room.id,
            "quantity": main.quantity,
            "setup_minutes": main.setup_minutes,
            "cleanup_minutes": main.cleanup_minutes,
        },
        {
            "original_start": starts if alike else [*map(instant, originals_s)],
            "starts_at": starts,
            "ends_at": [*map(instant, ends_s)],
            "status": [skipped if reason else booked for reason in reasons],
            "reason": [reason or None for reason in reasons],
        },
    )
    if extras:
        uow.insert_many(OccurrenceExtraRow, extra_rows(ids, extras))
    claims = (verdict.claims for verdict in plan.verdicts)
    insert_claims(uow, "occurrence", request.org_id, zip(ids, claims, strict=True))
    return ids


def extra_rows(occurrence_ids: list[int], extras: Sequence[Need]) -> list[dict[str, Any]]:
    """Rows of ``occurrence_extra`` for every date."""
    return [
        {
            "occurrence_id": number,
            "resource_id": need.room.id,
            "quantity": need.quantity,
            "setup_minutes": need.setup_minutes,
            "cleanup_minutes": need.cleanup_minutes,
        }
        for number in occurrence_ids
        for need in extras
    ]
