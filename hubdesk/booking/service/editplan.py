"""What an edit of a series comes to, before anything is written: for the preview and for the edit.

Past dates are put aside first and never looked at again; rooms are asked only about dates whose
place changes, so a text edit asks about none.

    plan = plan_edit(session, target, edit)
    plan.shifts, plan.kept, plan.division
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hubdesk.booking.candidates import Candidate, duration, in_zone, require_suitable
from hubdesk.booking.conflicts import Need, Verdict, needs_of
from hubdesk.booking.editing import Clashing, SeriesEdit
from hubdesk.booking.errors import NothingToChangeError, WrongStatusError
from hubdesk.booking.model import Scope, Status, Target
from hubdesk.booking.queries.targets import needs_of_booking, whole_of
from hubdesk.booking.service.editmodel import ALONG, MOVABLE, Added, EditPlan, Row, Shift, shifted
from hubdesk.booking.service.editrules import divided, ruled
from hubdesk.booking.service.planning import judge_dates
from hubdesk.booking.service.texts import changed_texts
from hubdesk.booking.service.waiting import has_offer
from hubdesk.booking.tables import BLOCKING
from hubdesk.kernel.errors import InvalidInputError
from hubdesk.spaces.queries import bookable
from hubdesk.store.session import Session


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
    return divided(plan, part)


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
        if row["status"] in ALONG
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
        moved = {
            id(needs): needs if needs[0].room.id == room.room.id else (room, *needs[1:])
            for needs in known.values()
        }
        known = {number: moved[id(needs)] for number, needs in known.items()}
    plan = replace(plan, by=by, needs=known)
    added: list[Candidate] = []
    if edit.rrule is not None and not plan.single:
        shifts, added = ruled(plan, shifts, min(x.after["starts_at"] for x in shifts))
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
        and shift.after["status"] in BLOCKING and shift.before["id"] not in staying
    ]  # fmt: skip
    asked = [(_candidate(shift.after), shift.before["id"]) for shift in going]
    asked += [(one, -at - 1) for at, one in enumerate(added)]
    asked.sort(key=lambda pair: (pair[0].starts_s, pair[1]))
    if not asked:
        return [], ()
    without = {shift.before["id"] for shift in going}
    without |= {shift.before["id"] for shift in shifts if shift.fate == "end"}
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
        return Shift(shift.before, shift.after, shift.fate, verdict)
    after = {**shift.after, "status": str(Status.SKIPPED), "reason": verdict.reason}
    return Shift(shift.before, after, "skip", verdict)


def _candidate(row: Row) -> Candidate:
    return Candidate(
        int(row["original_start"].timestamp()), int(row["starts_at"].timestamp()),
        int(row["ends_at"].timestamp()),
    )  # fmt: skip
