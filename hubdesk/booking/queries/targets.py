"""Which dates an action concerns: this one, this and the following, all that are to come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select

from hubdesk.booking.conflicts import Need
from hubdesk.booking.model import Scope, Target
from hubdesk.booking.tables import BookingRow, OccurrenceExtraRow, OccurrenceRow
from hubdesk.kernel.errors import NotFoundError
from hubdesk.spaces.model import Bookable
from hubdesk.spaces.queries import bookable
from hubdesk.store.expressions import each_number
from hubdesk.store.session import Session, table_of
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Id

_OCCURRENCE_NAMES = tuple(table_of(OccurrenceRow).columns.keys())
_ids = each_number("ids")
_OF_IDS = Prepared(
    select(table_of(OccurrenceRow)).where(OccurrenceRow.id.in_(select(_ids.c.value)))
)
_OF_BOOKING = Prepared(
    select(table_of(OccurrenceRow))
    .where(OccurrenceRow.booking_id == bindparam("booking_id", type_=Id))
    .order_by(OccurrenceRow.starts_at, OccurrenceRow.id)
)
_EXTRAS = Prepared(
    select(
        OccurrenceExtraRow.resource_id,
        OccurrenceExtraRow.quantity,
        OccurrenceExtraRow.setup_minutes,
        OccurrenceExtraRow.cleanup_minutes,
    )
    .where(OccurrenceExtraRow.occurrence_id == bindparam("occurrence_id", type_=Id))
    .order_by(OccurrenceExtraRow.resource_id)
)
_EXTRAS_OF_BOOKING = Prepared(
    select(
        OccurrenceExtraRow.occurrence_id,
        OccurrenceExtraRow.resource_id,
        OccurrenceExtraRow.quantity,
        OccurrenceExtraRow.setup_minutes,
        OccurrenceExtraRow.cleanup_minutes,
    )
    .join(OccurrenceRow, OccurrenceRow.id == OccurrenceExtraRow.occurrence_id)
    .where(OccurrenceRow.booking_id == bindparam("booking_id", type_=Id))
    .order_by(OccurrenceExtraRow.resource_id)
)


@dataclass(frozen=True, slots=True)
class Selected:
    """Attributes:
    booking: its row, or its ``id`` and ``org_id`` where no more was asked for.
    dates: rows of ``occurrence`` in order of time that the action concerns.
    meant: id of the date that was named, None for a whole booking.
    single: exactly one date was named, so a refusal should say what is the matter with it.
    """

    booking: dict[str, Any]
    dates: list[dict[str, Any]]
    meant: int | None
    single: bool


def select_dates(session: Session, target: Target, *, whole: bool = True) -> Selected:
    """The dates of a target.

    Dates that have begun are never part of ``following`` and ``all``; naming one does mean it.
    A booking of one date means that date.

    Args:
        whole: the whole row of the booking is wanted, which costs a read of its own.

    Raises:
        NotFoundError: no such booking or date.
    """
    if target.occurrence_id is not None:
        meant = session.row(OccurrenceRow, target.occurrence_id)
        if meant is None:
            raise NotFoundError(kind="occurrence", key=f"o{target.occurrence_id}")
        booking = (
            booking_row(session, meant["booking_id"]) if whole
            else {"id": meant["booking_id"], "org_id": meant["org_id"]}
        )  # fmt: skip
        if target.scope is Scope.THIS:
            return Selected(booking, [meant], meant["id"], single=True)
    else:
        meant = None
        booking = booking_row(session, target.booking_id or 0)
    dates = dates_of_booking(session, booking["id"])
    if meant is None and len(dates) == 1 and target.since is None and target.until is None:
        return Selected(booking, dates, dates[0]["id"], single=True)
    now = session.clock.now()
    from_at = max(now, meant["starts_at"]) if meant and target.scope is Scope.FOLLOWING else now
    chosen = [
        date
        for date in dates
        if date["starts_at"] >= from_at
        and (target.since is None or date["starts_at"] >= target.since)
        and (target.until is None or date["starts_at"] < target.until)
    ]
    return Selected(booking, chosen, meant["id"] if meant else None, single=False)


def whole_of(session: Session, target: Target) -> Selected:
    """As :func:`select_dates`, with every date of the booking, whatever the scope.

    ``single`` says that the action concerns the date that is meant alone.

    Raises:
        NotFoundError: no such booking or date.
    """
    meant = None
    if target.occurrence_id is not None:
        meant = session.row(OccurrenceRow, target.occurrence_id)
        if meant is None:
            raise NotFoundError(kind="occurrence", key=f"o{target.occurrence_id}")
    booking_id = (target.booking_id or 0) if meant is None else meant["booking_id"]
    booking = booking_row(session, booking_id)
    dates = dates_of_booking(session, booking["id"])
    if meant is not None:
        return Selected(booking, dates, meant["id"], single=target.scope is Scope.THIS)
    alone = len(dates) == 1 and target.since is None and target.until is None
    return Selected(booking, dates, dates[0]["id"] if alone else None, single=alone)


def dates_of_booking(session: Session, booking_id: int) -> list[dict[str, Any]]:
    """All dates of a booking as rows, in order of time."""
    return [
        dict(zip(_OCCURRENCE_NAMES, row, strict=True))
        for row in session.all(_OF_BOOKING, booking_id=booking_id)
    ]


def rows_of(session: Session, occurrence_ids: Iterable[int]) -> list[dict[str, Any]]:
    """Rows of dates in the order of their ids, in one read; unknown ids are left out."""
    ids = list(occurrence_ids)
    if len(ids) == 1:
        alone = session.row(OccurrenceRow, ids[0])
        return [] if alone is None else [alone]
    found = {row[0]: row for row in session.all(_OF_IDS, ids=ids)}
    return [
        dict(zip(_OCCURRENCE_NAMES, found[number], strict=True))
        for number in ids
        if number in found
    ]


def needs_of_dates(
    session: Session, dates: Iterable[dict[str, Any]]
) -> dict[int, tuple[Need, ...]]:
    """What each date holds when it blocks, main resource first, with the stored buffers."""
    known: dict[int, Bookable] = {}
    found: dict[int, list[Need]] = defaultdict(list)
    for date in dates:
        main = (
            date["resource_id"], date["quantity"], date["setup_minutes"], date["cleanup_minutes"],
        )  # fmt: skip
        for resource_id, *rest in (main, *session.all(_EXTRAS, occurrence_id=date["id"])):
            if resource_id not in known:
                known[resource_id] = bookable(session, resource_id, org_id=date["org_id"])
            found[date["id"]].append(Need(known[resource_id], *rest))
    return {number: tuple(needs) for number, needs in found.items()}


def needs_of_booking(
    session: Session, booking: dict[str, Any], dates: Iterable[dict[str, Any]]
) -> dict[int, tuple[Need, ...]]:
    """As :func:`needs_of_dates` for dates of one booking, in one read however many they are.

    Dates that want the same share one tuple, by which they are judged as a whole.
    """
    extras: dict[int, list[tuple[int, int, int, int]]] = defaultdict(list)
    for number, *rest in session.all(_EXTRAS_OF_BOOKING, booking_id=booking["id"]):
        extras[number].append((rest[0], rest[1], rest[2], rest[3]))
    known: dict[int, Bookable] = {}
    found: dict[int, tuple[Need, ...]] = {}
    shared: dict[tuple[tuple[int, int, int, int], ...], tuple[Need, ...]] = {}
    for date in dates:
        main = (
            date["resource_id"], date["quantity"], date["setup_minutes"], date["cleanup_minutes"],
        )  # fmt: skip
        wishes = (main, *extras.get(date["id"], ()))
        if wishes not in shared:
            for number, *_ in wishes:
                if number not in known:
                    known[number] = bookable(session, number, org_id=booking["org_id"])
            shared[wishes] = tuple(Need(known[wish[0]], *wish[1:]) for wish in wishes)
        found[date["id"]] = shared[wishes]
    return found


def booking_row(session: Session, booking_id: int) -> dict[str, Any]:
    """The row of a booking.

    Raises:
        NotFoundError: no such booking.
    """
    booking = session.row(BookingRow, booking_id)
    if booking is None:
        raise NotFoundError(kind="booking", key=f"b{booking_id}")
    return booking
