"""What a request would give, without writing: the half that booking and previewing share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter, sub
from zoneinfo import ZoneInfo

from hubdesk.booking.candidates import Candidate, candidates_of, require_suitable
from hubdesk.booking.conflicts import Need, Verdict, judge, needs_of
from hubdesk.booking.errors import (
    DatesOverlapError,
    DatesRefusedError,
    EquipmentShortError,
    OutsideHoursError,
    PolicyRefusedError,
    RoomClosedError,
    RoomTakenError,
)
from hubdesk.booking.model import MAX_CLAIM, BookingRequest, DateOutcome
from hubdesk.booking.queries.held import holder_of, instant, load_held
from hubdesk.booking.queries.house import wanted_rooms
from hubdesk.booking.service.deskclaims import beyond_claims
from hubdesk.booking.service.leftout import BY_RULE, left_out
from hubdesk.kernel.errors import InvalidInputError
from hubdesk.kernel.interval import Interval
from hubdesk.store.session import Session, UnitOfWork

_REFUSALS: dict[str, type[DatesRefusedError]] = {
    "closed": RoomClosedError,
    "dates_overlap": DatesOverlapError,
    "equipment_short": EquipmentShortError,
    "outside_opening_hours": OutsideHoursError,
    "policy_refused": PolicyRefusedError,
}


@dataclass(frozen=True, slots=True)
class Plan:
    """Attributes:
    needs: main resource first.
    zone: of the main resource.
    verdicts: one for each date, ascending.
    """

    needs: tuple[Need, ...]
    zone: ZoneInfo
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True)
class Wish:
    """A request expanded, nothing judged yet; the fields as in :class:`Plan`."""

    needs: tuple[Need, ...]
    zone: ZoneInfo
    candidates: tuple[Candidate, ...]


def expand_request(session: Session, request: BookingRequest) -> Wish:
    """What a request asks for, date by date.

    Raises:
        NotFoundError: a resource does not exist.
        InvalidInputError, RefusedError: what no date could change (see ``candidates``).
    """
    if not request.wanted:
        raise InvalidInputError(field="resources", value="", reason="empty")
    rooms = wanted_rooms(session, request)
    quantities = [wanted.quantity for wanted in request.wanted]
    require_suitable(rooms, quantities, request.people)
    zone = ZoneInfo(rooms[0].timezone)
    needs = needs_of(rooms, quantities, request.setup_minutes, request.cleanup_minutes)
    return Wish(needs, zone, candidates_of(request, zone))


def plan_request(session: Session, request: BookingRequest) -> Plan:
    """Expand a request and judge each of its dates.

    Raises:
        NotFoundError, InvalidInputError, RefusedError: as :func:`expand_request`.
    """
    wish = expand_request(session, request)
    if not request.status.blocks:
        return Plan(
            wish.needs, wish.zone, tuple(Verdict(candidate) for candidate in wish.candidates)
        )
    dates = [(candidate, wish.needs) for candidate in wish.candidates]
    verdicts = judge_dates(session, dates, wish.zone)
    if request.skips:
        verdicts = left_out(session, request.skips, verdicts, wish.zone)
    return Plan(wish.needs, wish.zone, verdicts)


def judge_dates(
    session: Session,
    dates: Sequence[tuple[Candidate, Sequence[Need]]],
    zone: ZoneInfo,
    *,
    hours: bool = True,
    without: Collection[int] = (),
) -> tuple[Verdict, ...]:
    """Read what may be in the way, once a unit, and judge every date in Python.

    In a unit of work the units are locked first, so the answer still holds at the write.

    Args:
        dates: ascending, each with its needs.
        zone: in which opening hours are meant.
        hours: whether opening hours matter.
        without: ids of occurrences whose present claims do not count.

    Raises:
        InvalidInputError: a date with its buffers is longer than a claim may be.
    """
    wanted: dict[int, set[tuple[int, int]]] = defaultdict(set)
    longest = 0
    for needs, alike in groupby(dates, key=itemgetter(1)):
        candidates = [candidate for candidate, _ in alike]
        for need in needs:
            starts, ends = need.around_all(candidates)
            longest = max(longest, *map(sub, ends, starts))
            for unit in need.room.unit_ids:
                wanted[unit].update(zip(starts, ends, strict=True))
    if longest > MAX_CLAIM.total_seconds():
        raise InvalidInputError(field="ends", value=str(longest // 60), reason="too_long")
    if isinstance(session, UnitOfWork):
        session.lock_units(wanted)
    verdicts = judge(dates, load_held(session, wanted, without=without), zone, hours=hours)
    return beyond_claims(session, dates, verdicts)


def outcomes_of(session: Session, plan: Plan) -> tuple[DateOutcome, ...]:
    """Every date as the asker may see it: organisations are named, titles never."""
    main = plan.needs[0].room.code
    return tuple(outcome_of(session, verdict, main) for verdict in plan.verdicts)


def outcome_of(
    session: Session, verdict: Verdict, main: str, occurrence_id: int | None = None
) -> DateOutcome:
    """One verdict, with who is in the way; ``main`` is the code of the main resource."""
    candidate = verdict.candidate
    times = instant(candidate.starts_s), instant(candidate.ends_s)
    if not verdict.reason:
        return DateOutcome(occurrence_id, *times, "booked", main)
    reason, by = _reason_and_holder(session, verdict)
    if reason in BY_RULE:
        return DateOutcome(occurrence_id, *times, "skipped", verdict.resource or main, reason)
    return DateOutcome(occurrence_id, *times, "clash", verdict.resource, reason, by)


def _reason_and_holder(session: Session, verdict: Verdict) -> tuple[str, str]:
    if verdict.held_unit is None or verdict.held_from_s is None:
        return verdict.reason, ""
    holder = holder_of(session, verdict.held_unit, verdict.held_from_s)
    if holder is None:
        return verdict.reason, ""
    kind, _, org, _ = holder
    return ("closed", "") if kind == "closure" else (verdict.reason, org)


def refuse(
    dates: Sequence[DateOutcome], zone: ZoneInfo, rules: Mapping[str, object] | None = None
) -> None:
    """Raise the refusal of the first date that clashes; all dates are in its details.

    Args:
        rules: what the rules of the house say against them (``admission.refusal``).

    Raises:
        DatesRefusedError: one of its kinds; returns if nothing clashes.
    """
    first = next((date for date in dates if date.outcome == "clash"), None)
    if first is None:
        return
    details: dict[str, object] = {
        "unit": first.resource,
        "interval": Interval(first.starts_at, first.ends_at),
        "dates": [date.plain(zone) for date in dates],
    }
    if first.by:
        details["by"] = first.by
    details |= rules or {}
    raise _REFUSALS.get(first.reason, RoomTakenError)(**details)
