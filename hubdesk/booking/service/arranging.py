"""How a booked room is set, what goes with it, and how long before and after it is held.

    arrange(uow, 12, Arrangement(layout="theatre", extras=(Wanted(projector, 2),)))
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, delete, select

from hubdesk.access import service as access
from hubdesk.booking.candidates import require_suitable
from hubdesk.booking.conflicts import Need, needs_of
from hubdesk.booking.errors import NothingToChangeError, WrongStatusError
from hubdesk.booking.model import Arrangement, Changed, Status, Target
from hubdesk.booking.queries.targets import Selected, select_dates
from hubdesk.booking.service.admission import admit_rows, require
from hubdesk.booking.service.book import extra_rows
from hubdesk.booking.service.placing import place, reclaim, write_claims
from hubdesk.booking.tables import BookingRow, OccurrenceExtraRow, OccurrenceRow
from hubdesk.kernel.errors import InvalidInputError
from hubdesk.spaces.queries import bookable
from hubdesk.spaces.service.layouts import MOST_SETUP
from hubdesk.store.history import Entry
from hubdesk.store.session import Session, UnitOfWork
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Id
from hubdesk.store.undo import restore_images
from hubdesk.store.writing import facts

_OPEN = frozenset({Status.REQUESTED, Status.HELD, Status.BOOKED})
_OF_DATE = OccurrenceExtraRow.occurrence_id == bindparam("occurrence_id", type_=Id)
_DROP_EXTRAS = Prepared(delete(OccurrenceExtraRow).where(_OF_DATE))
_EXTRAS = Prepared(
    select(
        OccurrenceExtraRow.resource_id,
        OccurrenceExtraRow.quantity,
        OccurrenceExtraRow.setup_minutes,
        OccurrenceExtraRow.cleanup_minutes,
    )
    .where(_OF_DATE)
    .order_by(OccurrenceExtraRow.resource_id)
)
_COLUMNS = ("resource_id", "quantity", "setup_minutes", "cleanup_minutes")


def arrange(uow: UnitOfWork, booking_id: int, to: Arrangement) -> Changed:
    """Set the dates to come of a booking otherwise, all or none of them.

    Args:
        to: see :class:`Arrangement`.

    Returns:
        Ids of the dates that hold something else, or for longer, than before.

    Raises:
        DatesRefusedError: one of its kinds; somebody else has a room or time that is wanted.
        PolicyRefusedError: a rule of the house refuses what is added.
        LayoutMissingError, TooManyPeopleError, ResourceInactiveError, InvalidInputError: of a room.
        WrongStatusError: its only date is over, checked in or cancelled.
        NothingToChangeError: it is like that already.
    """
    selected = select_dates(uow, Target(booking_id=booking_id))
    booking = selected.booking
    access.require(uow, "booking.change", booking["org_id"])
    values = _values(booking, to)
    changed = {name: value for name, value in values.items() if booking[name] != value}
    if not changed:
        raise NothingToChangeError
    ids: tuple[int, ...] = ()
    if changed.keys() != {"movable"}:
        ids = _hold(uow, _concerned(selected), {**booking, **changed}, "wanted" in changed)
    uow.update(BookingRow, booking_id, before=booking, **changed)
    uow.record("booking.arranged", "booking", booking_id, org_id=booking["org_id"])
    return Changed(booking_id, ids)


def differs(session: Session, booking_id: int, to: Arrangement) -> bool:
    """Whether a booking is set otherwise than asked."""
    booking = select_dates(session, Target(booking_id=booking_id)).booking
    return any(booking[name] != value for name, value in _values(booking, to).items())


def _values(booking: Mapping[str, Any], to: Arrangement) -> dict[str, Any]:
    """The columns of the booking as they are to be."""
    values: dict[str, Any] = {
        "layout": to.layout, "setup_minutes": to.setup_minutes,
        "cleanup_minutes": to.cleanup_minutes, "movable": to.movable,
    }  # fmt: skip
    values = {name: value for name, value in values.items() if value is not None}
    for name in ("setup_minutes", "cleanup_minutes"):
        if not 0 <= values.get(name, 0) <= MOST_SETUP:
            raise InvalidInputError(field=name, value=str(values[name]), reason="out_of_range")
    if to.extras is not None:
        extras = [{"resource": one.resource_id, "quantity": one.quantity} for one in to.extras]
        values["wanted"] = [booking["wanted"][0], *extras]
    return values


def _concerned(selected: Selected) -> list[dict[str, Any]]:
    dates = [date for date in selected.dates if date["status"] in _OPEN]
    if not dates and selected.single:
        raise WrongStatusError(status=selected.dates[0]["status"])
    if not dates:
        raise NothingToChangeError
    return dates


def _hold(
    uow: UnitOfWork, dates: list[dict[str, Any]], booking: Mapping[str, Any], others: bool
) -> tuple[int, ...]:
    """Write what each date holds; hours and house rules matter for other rooms than before."""
    rooms: dict[int, tuple[Need, ...]] = {}
    needs = {}
    for date in dates:
        main = date["resource_id"]
        if main not in rooms:
            rooms[main] = _needs(uow, booking, main)
        needs[date["id"]] = rooms[main]
    after = [
        {
            **date,
            "setup_minutes": needs[date["id"]][0].setup_minutes,
            "cleanup_minutes": needs[date["id"]][0].cleanup_minutes,
        }
        for date in dates
    ]
    if others:
        standing = {date["id"]: date for date in dates}
        require(uow, admit_rows(uow, booking, after, needs, before=standing), booking["org_id"])
    verdicts = place(uow, after, ZoneInfo(booking["timezone"]), needs=needs, hours=others)
    before = extras_of(uow, needs)
    for date, new in zip(dates, after, strict=True):
        buffers = {name: new[name] for name in ("setup_minutes", "cleanup_minutes")}
        uow.update(OccurrenceRow, date["id"], before=date, **buffers)
    _write_extras(
        uow, {number: extra_rows([number], wanted[1:]) for number, wanted in needs.items()}
    )
    write_claims(uow, after, verdicts)
    uow.record(
        "booking.arranged", "booking", booking["id"], org_id=booking["org_id"],
        extras_before=before, extras_after=extras_of(uow, needs),
    )  # fmt: skip
    return tuple(needs)


def _needs(session: Session, booking: Mapping[str, Any], main: int) -> tuple[Need, ...]:
    """What a date of the booking holds if its main room is this one."""
    org_id, extras = booking["org_id"], booking["wanted"][1:]
    rooms = [
        bookable(session, main, org_id=org_id, layout=booking["layout"]),
        *(bookable(session, one["resource"], org_id=org_id) for one in extras),
    ]
    quantities = [booking["wanted"][0]["quantity"], *(one["quantity"] for one in extras)]
    require_suitable(rooms, quantities, booking["people"])
    return needs_of(rooms, quantities, booking["setup_minutes"], booking["cleanup_minutes"])


def extras_of(session: Session, occurrence_ids: Iterable[int]) -> dict[str, list[list[int]]]:
    """The further rooms and equipment of dates, as the history keeps them."""
    return {
        str(number): [list(row) for row in session.all(_EXTRAS, occurrence_id=number)]
        for number in occurrence_ids
    }


def _write_extras(uow: UnitOfWork, rows_of: Mapping[int, list[dict[str, Any]]]) -> None:
    uow.touch("occurrence_extra", *rows_of)
    uow.run_many(_DROP_EXTRAS, [{"occurrence_id": number} for number in rows_of])
    rows = [row for rows in rows_of.values() for row in rows]
    if rows:
        uow.insert_many(OccurrenceExtraRow, rows)


def undo_arranging(uow: UnitOfWork, entry: Entry) -> None:
    """The rows as they were, the extras that the history names, the claims that follow."""
    restore_images(uow, entry, rows={"booking": BookingRow, "occurrence": OccurrenceRow})
    told = facts(entry.payload)
    before: dict[str, list[list[int]]] = told.get("extras_before", {})
    rows_of: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for number, extras in before.items():
        rows_of[int(number)] = [
            {"occurrence_id": int(number), **dict(zip(_COLUMNS, extra, strict=True))}
            for extra in extras
        ]
    _write_extras(uow, rows_of)
    uow.record(
        "booking.arranged", entry.entity, entry.entity_id, org_id=entry.org_id,
        extras_before=told.get("extras_after", {}), extras_after=before,
    )  # fmt: skip
    reclaim(uow, rows_of)
