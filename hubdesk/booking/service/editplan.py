"""What an edit of a series comes to, before anything is written: for the preview and for the edit.

Past dates are put aside first and never looked at again; rooms are asked only about dates whose
place changes, so a text edit asks about none.

    plan = plan_edit(session, target, edit)
    plan.shifts, plan.kept, plan.division
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from hubdesk.booking.candidates import Candidate, duration, in_zone, require_suitable
from hubdesk.booking.conflicts import Need, Verdict, needs_of
from hubdesk.booking.dividing import Described, describe, divided_rules
from hubdesk.booking.editing import Clashing, SeriesEdit
from hubdesk.booking.errors import NothingToChangeError, WrongStatusError
from hubdesk.booking.model import Scope, Status, Target
from hubdesk.booking.queries.held import instant
from hubdesk.booking.queries.targets import needs_of_booking, whole_of
from hubdesk.booking.recurrence import check_bookable, normalise
from hubdesk.booking.recurrence.shift import shift_rule
from hubdesk.booking.service.planning import judge_dates
from hubdesk.booking.service.texts import changed_texts
from hubdesk.booking.service.waiting import has_offer
from hubdesk.kernel.errors import InvalidInputError
from hubdesk.spaces.queries import bookable
from hubdesk.store.session import Session

MOVABLE = frozenset({Status.REQUESTED, Status.HELD, Status.BOOKED})
#: Those go along with their series and stay what they are.
_ALONG = MOVABLE | {Status.CANCELLED, Status.SKIPPED}
#: Reason of a date that ends because its series goes on differently.
RULE_CHANGED = "rule_changed"
#: Reasons of cancelled dates that the rule does not give any more.
_GONE = frozenset({RULE_CHANGED, "undone"})

Row = dict[str, Any]


class Shift(NamedTuple):
    """One date before and after; ``verdict`` None where no room had to be asked.

    Attributes:
        fate: ``move``, ``end`` (no date of the rule any more), ``stay`` or ``skip`` (it clashes).
    """

    before: Row
    after: Row
    fate: str = "move"
    verdict: Verdict | None = None


class Added(NamedTuple):
    """A date that the rule gives in addition; ``skipped`` = it clashes and is left out."""

    candidate: Candidate
    verdict: Verdict
    skipped: bool = False


@dataclass(frozen=True, slots=True)
class Division:
    """The rules of the part that goes on by itself and, if it divides, of what stays."""

    later: Described
    earlier: Described | None = None


@dataclass(frozen=True, slots=True)
class EditPlan:
    """Attributes:
    shifts: dates concerned, in order of time; ``added`` those that are new.
    kept: exceptions to come within the part concerned.
    rest: dates before the part concerned: past ones and, for ``following``, earlier ones.
    by: the shift in wall time.
    needs: what each date wants where it goes; of added dates under 0.
    own: a single date goes on as a booking of its own, because its words change.
    single: one date of a series is meant; ``ranged``: some of those that lie ahead.
    division: None if the rule stays as it is.
    """

    booking: Row
    zone: ZoneInfo
    scope: Scope
    edit: SeriesEdit
    shifts: tuple[Shift, ...]
    kept: tuple[Row, ...]
    rest: tuple[Row, ...]
    by: timedelta
    needs: dict[int, tuple[Need, ...]]
    texts: dict[str, Any]
    added: tuple[Added, ...] = ()
    own: bool = False
    single: bool = False
    ranged: bool = False
    division: Division | None = None

    @property
    def divides(self) -> bool:
        """Whether the part concerned becomes a booking of its own."""
        return self.own or (self.division is not None and self.division.earlier is not None)

    @property
    def clashing(self) -> list[Verdict]:
        """Verdicts of everything that cannot be had."""
        found = [shift.verdict for shift in self.shifts if shift.verdict]
        found += [one.verdict for one in self.added]
        return [verdict for verdict in found if verdict.reason]


def plan_edit(session: Session, target: Target, edit: SeriesEdit) -> EditPlan:
    """Work an edit out.

    Raises:
        WrongStatusError: the one date that is meant is over, checked in or cancelled.
        NothingToChangeError: no date to come, or nothing that differs.
        TooManyPeopleError, ResourceInactiveError, InvalidInputError, InvalidRuleError,
        RuleNotBookableError, NotFoundError
    """
    selected = whole_of(session, target)
    booking, rows = selected.booking, selected.dates
    zone = ZoneInfo(booking["timezone"])
    series = booking["rrule"] is not None or len(rows) > 1
    single = selected.single
    texts = _texts(session, booking, edit)
    if single:
        part = [row for row in rows if row["id"] == selected.meant]
        rest = [row for row in rows if row["id"] != selected.meant]
    else:
        part, rest = _part(session, rows, target, selected.meant)
    concerned, kept = _concerned(part, selected.meant, edit, single=single)
    scope = Scope.THIS if single else target.scope
    plan = EditPlan(
        booking, zone, scope, edit, (), tuple(kept), tuple(rest), timedelta(), {}, texts,
        own=bool(single and rest and texts), single=single and series,
        ranged=(target.since, target.until) != (None, None),
    )  # fmt: skip
    if edit.places:
        meant = next((row for row in concerned if row["id"] == selected.meant), concerned[0])
        plan = _placed(session, plan, concerned, meant)
    else:
        plan = replace(plan, shifts=tuple(Shift(row, row) for row in concerned))
    if not texts and not plan.added and all(x.before == x.after for x in plan.shifts):
        raise NothingToChangeError
    return _divided(plan, part)


def _part(
    session: Session, rows: Sequence[Row], target: Target, meant_id: int | None
) -> tuple[list[Row], list[Row]]:
    """Dates to come from the one that is meant on, by their names within the series; the rest."""
    now = session.clock.now()
    meant = next((row for row in rows if row["id"] == meant_id), None)
    first = meant["original_start"] if meant and target.scope is Scope.FOLLOWING else None
    part = [
        row
        for row in rows
        if row["starts_at"] >= now
        and (first is None or row["original_start"] >= first)
        and (target.since is None or row["starts_at"] >= target.since)
        and (target.until is None or row["starts_at"] < target.until)
    ]
    ids = {row["id"] for row in part}
    return part, [row for row in rows if row["id"] not in ids]


def _concerned(
    part: Sequence[Row], meant: int | None, edit: SeriesEdit, *, single: bool
) -> tuple[list[Row], list[Row]]:
    """The dates that change, and the exceptions that stay."""
    if single:
        (row,) = part
        if edit.places and row["status"] not in MOVABLE:
            raise WrongStatusError(status=row["status"])
        return [row], []
    concerned = [
        row
        for row in part
        if row["status"] in _ALONG
        and not has_offer(row)
        and (not row["moved"] or row["id"] == meant or edit.take_along)
    ]
    if not any(row["status"] in MOVABLE for row in concerned):
        raise NothingToChangeError
    ids = {row["id"] for row in concerned}
    return concerned, [row for row in part if row["id"] not in ids]


def _texts(session: Session, booking: Row, edit: SeriesEdit) -> dict[str, Any]:
    """The columns of the booking whose words differ; refuses more people than there are seats."""
    return changed_texts(
        session, booking, title=edit.title, private=edit.private, project=edit.project,
        people=edit.people,
    )  # fmt: skip


# -- places ---------------------------------------------------------------------------------------


def _placed(session: Session, plan: EditPlan, concerned: Sequence[Row], meant: Row) -> EditPlan:
    """Where every date goes, and whether it can."""
    edit, zone, booking = plan.edit, plan.zone, plan.booking
    room = _room(session, edit, booking)
    old = meant["starts_at"].astimezone(zone)
    new = old if edit.starts is None else in_zone(edit.starts, zone)
    # The wall time that was said, also where the clock skips it on the date that is meant: the
    # other dates begin then.
    said = new if edit.starts is None or edit.starts.tzinfo is not None else edit.starts
    by = said.replace(tzinfo=None) - old.replace(tzinfo=None)
    if by.total_seconds() % 60:
        raise InvalidInputError(field="starts", value=new.isoformat(), reason="too_fine")
    length = None if edit.ends is None else timedelta(seconds=duration(new, edit.ends, zone))
    names = booking["rrule"] is not None and not (plan.single or plan.ranged)
    shifts = [
        Shift(row, _moved(row, by, length, room, zone, names=names)) for row in concerned
    ]
    known = needs_of_booking(session, booking, [shift.before for shift in shifts])
    if room is not None:
        # Who stays in its room keeps the buffers it was booked with, as the row says.
        known = {
            number: needs if needs[0].room.id == room.room.id else (room, *needs[1:])
            for number, needs in known.items()
        }
    plan = replace(plan, by=by, needs=known)
    added: list[Candidate] = []
    if edit.rrule is not None and not plan.single:
        shifts, added = _ruled(plan, shifts, min(x.after["starts_at"] for x in shifts))
        lasting = length or timedelta(minutes=booking["duration_minutes"])
        added = [
            one._replace(ends_s=one.starts_s + int(lasting.total_seconds())) for one in added
        ]
        plan.needs[0] = known[meant["id"]]
    return _judged(session, plan, shifts, added)


def _room(session: Session, edit: SeriesEdit, booking: Row) -> Need | None:
    if edit.resource_id is None:
        return None
    room = bookable(
        session, edit.resource_id, org_id=booking["org_id"], layout=booking["layout"]
    )
    quantity = booking["wanted"][0]["quantity"]
    people = booking["people"] if edit.people is None else edit.people or None
    require_suitable([room], [quantity], people)
    (need,) = needs_of([room], [quantity], booking["setup_minutes"], booking["cleanup_minutes"])
    return need


def _moved(
    row: Row, by: timedelta, length: timedelta | None, room: Need | None, zone: ZoneInfo, *,
    names: bool,
) -> Row:  # fmt: skip
    """A date as it is to be; ``names``: its name within the series shifts, too."""
    starts_at = shifted(row["starts_at"], by, zone)
    after = {
        **row, "starts_at": starts_at,
        "ends_at": starts_at + (length or row["ends_at"] - row["starts_at"]),
    }  # fmt: skip
    if names:
        after["original_start"] = shifted(row["original_start"], by, zone)
    if room is not None and room.room.id != row["resource_id"]:
        after["resource_id"] = room.room.id
        after["setup_minutes"] = room.setup_minutes
        after["cleanup_minutes"] = room.cleanup_minutes
    return after


@lru_cache(maxsize=4096)
def shifted(moment: datetime, by: timedelta, zone: ZoneInfo) -> datetime:
    """An instant later by so much wall time, so that nine o'clock stays nine o'clock.

    Kept at hand: a date's place and its name within the series are mostly the same instant.
    """
    if not by:
        return moment
    wall = moment.astimezone(zone).replace(tzinfo=None) + by
    return in_zone(wall, zone).astimezone(UTC)


def _ruled(
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


def is_named(row: Row) -> bool:
    """Whether a date is one that its booking's rule gives, whatever became of it."""
    return not (row["status"] == Status.CANCELLED and row["reason"] in _GONE)


def _judged(
    session: Session, plan: EditPlan, shifts: Sequence[Shift], added: Sequence[Candidate]
) -> EditPlan:
    """Ask the rooms about what goes elsewhere; what is to stay put is judged no more.

    A date that stays because it clashes holds its place against the others, so they are judged
    again until nothing new clashes.
    """
    staying: dict[int, Verdict] = {}
    while True:
        asked, verdicts = _ask(session, plan, shifts, added, staying)
        clashing = {
            key: verdict
            for key, verdict in zip(asked, verdicts, strict=True)
            if verdict.reason and key >= 0
        }
        if plan.edit.clashing is not Clashing.STAY or not clashing:
            break
        staying |= clashing
    found = dict(zip(asked, verdicts, strict=True))
    return replace(
        plan,
        shifts=tuple(_fated(shift, found, staying, plan.edit.clashing) for shift in shifts),
        added=tuple(
            Added(one, found[-at - 1], bool(found[-at - 1].reason))
            for at, one in enumerate(added)
        ),
    )


def _ask(
    session: Session, plan: EditPlan, shifts: Sequence[Shift], added: Sequence[Candidate],
    staying: Collection[int],
) -> tuple[list[int], tuple[Verdict, ...]]:  # fmt: skip
    """Verdicts by id of the date, and by ``-1 - place`` of those that are added."""
    going = [
        shift
        for shift in shifts
        if shift.fate == "move" and shift.before != shift.after
        and Status(shift.after["status"]).blocks and shift.before["id"] not in staying
    ]  # fmt: skip
    asked = [(_candidate(shift.after), shift.before["id"]) for shift in going]
    asked += [(one, -at - 1) for at, one in enumerate(added)]
    asked.sort(key=lambda pair: (pair[0].starts_s, pair[1]))
    if not asked:
        return [], ()
    without = [shift.before["id"] for shift in going]
    without += [shift.before["id"] for shift in shifts if shift.fate == "end"]
    dates = [(candidate, plan.needs[max(key, 0)]) for candidate, key in asked]
    return [key for _, key in asked], judge_dates(session, dates, plan.zone, without=without)


def _fated(
    shift: Shift, found: dict[int, Verdict], staying: dict[int, Verdict], clashing: Clashing
) -> Shift:
    number = shift.before["id"]
    if number in staying:
        name = shift.after["original_start"]
        after = {**shift.before, "moved": True, "original_start": name}
        return Shift(shift.before, after, "stay", staying[number])
    verdict = found.get(number)
    if verdict is None or not verdict.reason or clashing is not Clashing.SKIP:
        return shift._replace(verdict=verdict)
    after = {**shift.after, "status": str(Status.SKIPPED), "reason": verdict.reason}
    return Shift(shift.before, after, "skip", verdict)


def _candidate(row: Row) -> Candidate:
    return Candidate(
        int(row["original_start"].timestamp()), int(row["starts_at"].timestamp()),
        int(row["ends_at"].timestamp()),
    )  # fmt: skip


# -- rules ----------------------------------------------------------------------------------------


def _divided(plan: EditPlan, part: Sequence[Row]) -> EditPlan:
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
