"""What an edit makes of a series' rule: the dates that it gives then, and how it divides.

    shifts, added = ruled(plan, shifts, first)
    plan = divided(plan, part)
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from hubdesk.booking.candidates import Candidate, in_zone
from hubdesk.booking.dividing import Described, describe, divided_rules
from hubdesk.booking.model import Scope, Status
from hubdesk.booking.queries.held import instant
from hubdesk.booking.recurrence import check_bookable, normalise
from hubdesk.booking.recurrence.shift import shift_rule
from hubdesk.booking.service.editmodel import (
    MOVABLE,
    RULE_CHANGED,
    Division,
    EditPlan,
    Row,
    Shift,
    is_named,
    shifted,
)


def ruled(
    plan: EditPlan, shifts: Sequence[Shift], first: datetime
) -> tuple[list[Shift], list[Candidate]]:
    """Dates that the new rule does not have end; those that are missing are added."""
    given = check_bookable(first.astimezone(plan.zone), plan.edit.rrule)
    wanted = {moment.astimezone(UTC) for moment in given}
    found = [_by_rule(shift, wanted) for shift in shifts]
    named = [shift.after for shift in found if is_named(shift.after)]
    there = {row["starts_at"] for row in named} | {row["original_start"] for row in named}
    found = [_back_by_rule(shift, wanted, there) for shift in found]
    there |= {shifted(row["original_start"], plan.by, plan.zone) for row in plan.kept}
    new = [int(moment.timestamp()) for moment in sorted(wanted - there)]
    return found, [Candidate(start, start, start) for start in new]


def _by_rule(shift: Shift, wanted: Collection[datetime]) -> Shift:
    """A date that the rule does not have ends, unless it is none of the rule's already."""
    row, after = shift.before, shift.after
    if after["starts_at"] in wanted or after["original_start"] in wanted:
        return shift
    if row["status"] not in MOVABLE:
        return shift
    ended = {**row, "status": str(Status.CANCELLED), "reason": RULE_CHANGED}
    return Shift(row, {**ended, "original_start": after["original_start"]}, "end")


def _back_by_rule(shift: Shift, wanted: Collection[datetime], there: set[datetime]) -> Shift:
    """A date that ended is booked again where the rule gives it again and nobody stands there."""
    starts_at = shift.after["starts_at"]
    if is_named(shift.before) or starts_at not in wanted or starts_at in there:
        return shift
    there.add(starts_at)
    again = {"status": str(Status.BOOKED), "reason": None, "original_start": starts_at}
    return shift._replace(after={**shift.after, **again})


def divided(plan: EditPlan, part: Sequence[Row]) -> EditPlan:
    """What the booking's row, and that of a later part, say of their dates afterwards."""
    if plan.booking["rrule"] is None or plan.ranged:
        return plan
    if plan.own:
        row = plan.shifts[0].before
        return replace(plan, division=_without(plan, row))
    timely = bool(plan.by) or plan.edit.rrule is not None
    if plan.single or not (timely or (plan.scope is Scope.FOLLOWING and plan.rest)):
        return plan
    zone = plan.zone
    starts = in_zone(datetime.fromisoformat(plan.booking["starts_local"]), zone)
    cut = min(row["original_start"] for row in part)
    first = starts
    earlier_rule, later_rule = None, plan.booking["rrule"]
    if plan.rest:
        first = cut.astimezone(zone)
        earlier_rule, later_rule = divided_rules(starts, plan.booking["rrule"], first)
    later = describe(*_later(plan, part, first, later_rule))
    if not plan.rest:
        return replace(plan, division=Division(later))
    names = [row["original_start"] for row in plan.rest if is_named(row)]
    if not names:
        return replace(plan, division=Division(later))
    return replace(plan, division=Division(later, describe(starts, names, earlier_rule)))


def _without(plan: EditPlan, row: Row) -> Division:
    """The series without a date that goes on by itself; it is an exception of its rule."""
    zone, booking = plan.zone, plan.booking
    starts = in_zone(datetime.fromisoformat(booking["starts_local"]), zone)
    own = Described(_wall(row["original_start"], zone), "", (), ())
    names = [other["original_start"] for other in plan.rest if is_named(other)]
    if not names:
        return Division(own)
    return Division(own, describe(starts, names, booking["rrule"]))


def _later(
    plan: EditPlan, part: Iterable[Row], first: datetime, rule: str | None
) -> tuple[datetime, list[datetime], str | None]:
    """First date, names of all dates, and rule of the part concerned after the edit."""
    by, zone = plan.by, plan.zone
    after = {shift.before["id"]: shift.after for shift in plan.shifts}
    names = [
        after[row["id"]]["original_start"]
        if row["id"] in after
        else shifted(row["original_start"], by, zone)
        for row in part
        if is_named(after.get(row["id"], row))
    ]
    names += [instant(one.candidate.starts_s) for one in plan.added]
    starts = shifted(first, by, zone).astimezone(zone)
    if plan.edit.rrule is not None:
        starts = min(names).astimezone(zone)
        return starts, names, normalise(starts, plan.edit.rrule)
    if rule is not None and by:
        rule = shift_rule(rule, first.replace(tzinfo=None), starts.replace(tzinfo=None))
    return starts, names, rule


def _wall(moment: datetime, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).replace(tzinfo=None, fold=0).isoformat()
