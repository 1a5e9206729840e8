"""Editing a series: this date, this and the following, or all to come; looked at first, then done.

*All* changes the booking as it stands.  *This and the following* divides it: what lies before
keeps its rule and its share of COUNT, the rest becomes a booking of its own that knows where it
comes from (``parent_id``); *all* does the same where dates of the series are past, if their rule
would not be true any more.  Other words for a single date make it a booking of its own.

    preview = preview_edit(session, target, SeriesEdit(starts=ten))
    edit_series(uow, target, SeriesEdit(starts=ten, clashing=Clashing.STAY))

**Source**: Indico #3980, #6162, #6550, MRBS #466: past dates, cancelled ones and other people's
bookings are no business of an edit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from hubdesk.access import service as access
from hubdesk.booking.dividing import Described
from hubdesk.booking.editing import (
    Becomes,
    Clashing,
    DateChange,
    EditPreview,
    KeptDate,
    SeriesEdit,
    Spot,
    TextChange,
)
from hubdesk.booking.model import Changed, DateOutcome, Status, Target
from hubdesk.booking.queries.held import instant
from hubdesk.booking.service.admission import Admission, admit_rows, require
from hubdesk.booking.service.book import extra_rows
from hubdesk.booking.service.claims import delete_claims, insert_claims
from hubdesk.booking.service.editmodel import EditPlan, Shift, is_named, shifted
from hubdesk.booking.service.editplan import plan_edit
from hubdesk.booking.service.parting import go_along
from hubdesk.booking.service.planning import outcome_of, refuse
from hubdesk.booking.service.waiting import has_offer, offer_freed, put_in_line
from hubdesk.booking.tables import (
    BLOCKING,
    BookingRow,
    OccurrenceExtraRow,
    OccurrenceRow,
)
from hubdesk.kernel.ids import new_key
from hubdesk.spaces.queries import resources
from hubdesk.store.session import Session, UnitOfWork

_BECOMES = {"end": Becomes.ENDED, "stay": Becomes.STAYS, "skip": Becomes.SKIPPED}


def preview_edit(session: Session, target: Target, edit: SeriesEdit) -> EditPreview:
    """What :func:`edit_series` would do, date by date, without writing anything.

    Args:
        target: which dates, with a scope.
        edit: what is to be different.

    Returns:
        Clashes are among its dates, nothing is refused for them.

    Raises:
        WrongStatusError, NothingToChangeError, TooManyPeopleError, ResourceInactiveError,
        InvalidRuleError, RuleNotBookableError, InvalidInputError, NotFoundError: as the edit.
    """
    plan = plan_edit(session, target, edit)
    access.require(session, _permission(edit), plan.booking["org_id"])
    codes = {place.id: place.code for place in resources(session)}
    dates = [_change(session, shift, codes) for shift in plan.shifts]
    main = plan.needs[0][0].room.code if plan.added else ""
    for one in plan.added:
        found = outcome_of(session, one.verdict, main)
        becomes = Becomes.SKIPPED if one.skipped else Becomes.ADDED
        spot = Spot(found.starts_at, found.ends_at, main)
        dates.append(DateChange(None, "booked", None, spot, becomes, found.reason, found.by))
    dates.sort(key=lambda date: (date.after or date.before or _NOWHERE).starts_at)
    now = session.clock.now()
    rest, rows = plan.rest, [*plan.rest, *plan.kept, *(shift.before for shift in plan.shifts)]
    past = sum(row["starts_at"] < now for row in rest)
    total = sum(is_named(row) for row in rows)
    described = plan.division
    return EditPreview(
        plan.booking["id"], plan.scope, plan.booking["timezone"], tuple(dates),
        tuple(_kept(row, codes) for row in plan.kept),
        tuple(
            TextChange(name, _plain(plan.booking[name]), _plain(value))
            for name, value in plan.texts.items()
        ),
        past, len(rest) - past, plan.divides, plan.booking["rrule"] or "",
        described.later.rrule if described else plan.booking["rrule"] or "",
        described.earlier.rrule if described and described.earlier else "",
        total, total + len(plan.added) - sum(x.fate == "end" for x in plan.shifts),
    )  # fmt: skip


def edit_series(uow: UnitOfWork, target: Target, edit: SeriesEdit) -> Changed:
    """Edit dates of a booking, all of it or nothing.

    Every date of the scope shifts by the same wall time, so a series stays at its hour when the
    clock changes.  Dates that were moved on their own before are exceptions and stay where they
    are; cancelled and skipped ones shift along and stay what they are.  Words alone touch no date.

    Args:
        target, edit: as :func:`preview_edit`.

    Returns:
        The booking that holds the dates now, ids of those that changed, and of exceptions kept.

    Raises:
        DatesRefusedError: one of its kinds, with all dates; nothing was changed.
        PolicyRefusedError: rules of the house are in the way.
        WrongStatusError: the one date that is meant is over, checked in or cancelled.
        NothingToChangeError: no date to come, or nothing that differs.
        TooManyPeopleError, ResourceInactiveError, InvalidRuleError, RuleNotBookableError,
        InvalidInputError, NotFoundError
    """
    plan = plan_edit(uow, target, edit)
    booking = plan.booking
    access.require(uow, _permission(edit), booking["org_id"])
    _require_had(uow, plan)
    admission = _admit(uow, plan)
    booking_id = _write_bookings(uow, plan)
    changed = _write_dates(uow, plan, booking_id)
    changed += _write_added(uow, plan, booking_id)
    action = "booking.edited" if plan.texts or edit.rrule is not None else "booking.moved"
    uow.record(
        action if changed or plan.divides else "booking.changed", "booking", booking_id,
        org_id=booking["org_id"], **admission.facts,
    )  # fmt: skip
    return Changed(booking_id, tuple(changed), tuple(row["id"] for row in plan.kept))


def _permission(edit: SeriesEdit) -> str:
    return "booking.move" if edit.places else "booking.change"


# -- seen -----------------------------------------------------------------------------------------

_NOWHERE = Spot(instant(0), instant(0), "")


def _change(session: Session, shift: Shift, codes: Mapping[int, str]) -> DateChange:
    row = shift.before
    before, after = _spot(row, codes), _spot(shift.after, codes)
    reason = by = ""
    becomes = _BECOMES.get(shift.fate, Becomes.SAME if before == after else Becomes.CHANGED)
    if shift.verdict is not None and shift.verdict.reason:
        found = outcome_of(session, shift.verdict, after.resource)
        reason, by = found.reason, found.by
        becomes = Becomes.CLASH if shift.fate == "move" else becomes
    if becomes is Becomes.SAME and row["status"] != shift.after["status"]:
        becomes = Becomes.ADDED
    return DateChange(
        row["id"], row["status"], before, None if becomes is Becomes.ENDED else after, becomes,
        reason, by,
    )  # fmt: skip


def _kept(row: dict[str, Any], codes: Mapping[int, str]) -> KeptDate:
    why = "offered" if has_offer(row) else "moved" if row["moved"] else row["status"]
    return KeptDate(row["id"], _spot(row, codes), why)


def _spot(row: Mapping[str, Any], codes: Mapping[int, str]) -> Spot:
    return Spot(row["starts_at"], row["ends_at"], codes.get(row["resource_id"], ""))


def _plain(value: object) -> str:
    return "" if value is None else str(value)


# -- written --------------------------------------------------------------------------------------


def _require_had(uow: UnitOfWork, plan: EditPlan) -> None:
    """Refuse what clashes, unless it was decided for; and what would come to nothing."""
    clashing = plan.clashing
    going = [shift for shift in plan.shifts if shift.verdict] + [*plan.added]
    if not clashing:
        return
    if plan.edit.clashing is not Clashing.REFUSE and len(clashing) < len(going):
        return
    outcomes = []
    for shift in plan.shifts:
        if shift.verdict is not None:
            main = plan.needs[shift.before["id"]][0].room.code
            outcomes.append(outcome_of(uow, shift.verdict, main, shift.before["id"]))
    outcomes += [outcome_of(uow, x.verdict, plan.needs[0][0].room.code) for x in plan.added]
    refuse(sorted(outcomes, key=lambda one: one.starts_at), plan.zone)


def _admit(uow: UnitOfWork, plan: EditPlan) -> Admission:
    """Ask the rules of the house about dates that go elsewhere or are new."""
    booking, needs = plan.booking, dict(plan.needs)
    going = [x for x in plan.shifts if x.fate == "move" and x.before != x.after]
    rows = [shift.after for shift in going]
    for at, one in enumerate(plan.added, 1):
        if not one.skipped:
            times = {"starts_at": instant(one.candidate.starts_s)}
            times["ends_at"] = instant(one.candidate.ends_s)
            main = plan.needs[0][0].room.id
            rows.append({"id": -at, "status": Status.BOOKED, "resource_id": main, **times})
            needs[-at] = plan.needs[0]
    before = {shift.before["id"]: shift.before for shift in going}
    admission = admit_rows(
        uow, booking, rows, needs, before=before, override=plan.edit.override
    )
    require(uow, admission, booking["org_id"])
    return admission


def _write_bookings(uow: UnitOfWork, plan: EditPlan) -> int:
    """The booking's row, and that of the part that goes on by itself; where the dates are now."""
    booking, values = plan.booking, _intent(plan)
    if not plan.divides:
        values |= _when(plan.division.later) if plan.division else {}
        values = {name: value for name, value in values.items() if value != booking[name]}
        if values:
            uow.update(BookingRow, booking["id"], before=booking, **values)
        return int(booking["id"])
    assert plan.division is not None
    values |= _when(plan.division.later)
    if plan.division.earlier is not None:
        earlier = {
            name: value
            for name, value in _when(plan.division.earlier).items()
            if value != booking[name]
        }
        if earlier:
            uow.update(BookingRow, booking["id"], before=booking, **earlier)
    copied = {name: value for name, value in booking.items() if name != "id"}
    copied |= {"idem_key": new_key(), "created_at": uow.clock.now(), "created_by": uow.actor}
    copied |= {"parent_id": booking["parent_id"] or booking["id"], **values}
    booking_id = uow.insert(BookingRow, **copied)
    going = [*(shift.after for shift in plan.shifts), *plan.kept]
    go_along(uow, booking["id"], booking_id, going=going, staying=plan.rest,
             standing=not plan.own)  # fmt: skip
    return booking_id


def _intent(plan: EditPlan) -> dict[str, Any]:
    """What a booking's row says of its dates beside when they are, if it is about all of them."""
    values = dict(plan.texts)
    if plan.single and not plan.own:
        return {}
    edit, wanted = plan.edit, plan.booking["wanted"]
    if edit.resource_id is not None and wanted:
        values["wanted"] = [{**wanted[0], "resource": edit.resource_id}, *wanted[1:]]
    going = [shift.after for shift in plan.shifts if shift.fate == "move"]
    if edit.ends is not None and going:
        length: timedelta = going[0]["ends_at"] - going[0]["starts_at"]
        values["duration_minutes"] = int(length.total_seconds()) // 60
    return values


def _when(described: Described) -> dict[str, Any]:
    return {
        "starts_local": described.starts_local,
        "rrule": described.rrule or None,
        "exdates": [*described.exdates],
        "rdates": [*described.rdates],
    }


def _write_dates(uow: UnitOfWork, plan: EditPlan, booking_id: int) -> list[int]:
    """Rows, claims and places in line of dates that there were; ids of those that changed."""
    touched = [shift for shift in plan.shifts if shift.before != shift.after]
    uow.update_many(OccurrenceRow, _updates(plan, booking_id))
    replaced = [shift for shift in touched if shift.fate != "stay"]
    held = [shift.before for shift in replaced if shift.before["status"] in BLOCKING]
    delete_claims(uow, "occurrence", [row["id"] for row in held])
    insert_claims(
        uow, "occurrence", plan.booking["org_id"],
        [
            (shift.before["id"], shift.verdict.claims)
            for shift in replaced
            if shift.verdict is not None and shift.after["status"] in BLOCKING
        ],
    )  # fmt: skip
    offer_freed(uow, held)
    put_in_line(
        uow, plan.booking["org_id"],
        [
            (shift.before["id"], _waiting(shift.after["starts_at"], shift.verdict.reason))
            for shift in replaced
            if shift.fate == "skip" and shift.verdict is not None
        ],
    )  # fmt: skip
    return [shift.before["id"] for shift in replaced]


def _updates(plan: EditPlan, booking_id: int) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """What changes in the rows, in an order in which dates can take each other's names."""
    alone = plan.booking["rrule"] is not None and plan.division is None
    flagged = alone and (plan.single or plan.ranged)
    named = plan.division is not None and not plan.own
    names = _names(plan) if named else {}
    found = []
    rows = [(shift.before, shift.after) for shift in plan.shifts]
    rows += [(row, row) for row in plan.kept]
    for before, after in rows:
        new = {**after, "original_start": names[before["id"]]} if named else after
        values = {
            name: value
            for name, value in new.items()
            if value is not before[name] and value != before[name]  # most are the same object
        }
        if flagged and values:
            values["moved"] = True
        if plan.divides:
            values["booking_id"] = booking_id
        if values:
            found.append((before, values))
    found.sort(key=lambda pair: pair[0]["original_start"], reverse=plan.by > timedelta())
    return found


def _names(plan: EditPlan) -> dict[int, datetime]:
    """The name of every date within its series; one that the rule gives no more yields its own."""
    names = {shift.before["id"]: shift.after["original_start"] for shift in plan.shifts}
    for row in plan.kept:
        names[row["id"]] = shifted(row["original_start"], plan.by, plan.zone)
    gone = {shift.before["id"] for shift in plan.shifts if not is_named(shift.after)}
    gone |= {row["id"] for row in plan.kept if not is_named(row)}
    taken = {instant(one.candidate.starts_s) for one in plan.added}
    taken |= {name for number, name in names.items() if number not in gone}
    for number in sorted(gone):
        while names[number] in taken:
            names[number] += timedelta(seconds=1)
        taken.add(names[number])
    return names


def _write_added(uow: UnitOfWork, plan: EditPlan, booking_id: int) -> list[int]:
    """Dates that the new rule gives in addition."""
    if not plan.added:
        return []
    main, *extras = plan.needs[0]
    reasons = [one.verdict.reason if one.skipped else "" for one in plan.added]
    ids = uow.insert_alike(
        OccurrenceRow,
        {
            "booking_id": booking_id, "org_id": plan.booking["org_id"],
            "resource_id": main.room.id, "quantity": main.quantity,
            "setup_minutes": main.setup_minutes, "cleanup_minutes": main.cleanup_minutes,
        },
        {
            "original_start": [instant(one.candidate.starts_s) for one in plan.added],
            "starts_at": [instant(one.candidate.starts_s) for one in plan.added],
            "ends_at": [instant(one.candidate.ends_s) for one in plan.added],
            "status": [str(Status.SKIPPED if why else Status.BOOKED) for why in reasons],
            "reason": [why or None for why in reasons],
        },
    )  # fmt: skip
    if extras:
        uow.insert_many(OccurrenceExtraRow, extra_rows(ids, extras))
    org_id = plan.booking["org_id"]
    claims = [one.verdict.claims for one in plan.added]
    insert_claims(uow, "occurrence", org_id, zip(ids, claims, strict=True))
    put_in_line(uow, org_id, _waits(ids, plan, reasons))
    return ids


def _waits(
    ids: Sequence[int], plan: EditPlan, reasons: Sequence[str]
) -> list[tuple[int, DateOutcome]]:
    return [
        (number, _waiting(instant(one.candidate.starts_s), reason))
        for number, one, reason in zip(ids, plan.added, reasons, strict=True)
        if reason
    ]


def _waiting(starts_at: Any, reason: str) -> DateOutcome:
    return DateOutcome(None, starts_at, starts_at, "skipped", "", reason)
