"""What a unit of work did to bookings, told for letters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from hubdesk.booking.queries.arrivals import check_in_code
from hubdesk.booking.service.waiting import has_offer
from hubdesk.booking.tables import BookingRow
from hubdesk.orgs.tables import OrganisationRow
from hubdesk.outbox.model import BookingFact, DateFact
from hubdesk.spaces.tables import ResourceRow
from hubdesk.store.session import Session

#: A date in one of these takes place, as far as anybody knows.
OPEN = frozenset({"requested", "held", "booked", "checked_in"})
_OVER = frozenset({"skipped", "cancelled", "released"})


@dataclass(slots=True)
class Told:
    """Dates of one booking, by what happened to them."""

    booked: list[DateFact] = field(default_factory=list)
    changed: list[DateFact] = field(default_factory=list)
    cancelled: list[DateFact] = field(default_factory=list)


def sort_dates(
    session: Session, written: Iterable[tuple[str, int, Any, Any]], now: datetime
) -> dict[int, Told]:
    """Booking → what happened to its dates; dates that are over are left out.

    Args:
        written: images of dates, as ``UnitOfWork.written`` gives them.
    """
    told: dict[int, Told] = {}
    rooms: dict[int, Mapping[str, Any]] = {}
    for _, date_id, before, after in written:
        if after is None or after["ends_at"] <= now:
            continue
        was, became = _status(before), _status(after)
        fact = date_fact(session, date_id, after, rooms)
        of = told.setdefault(after["booking_id"], Told())
        approved = was == "requested" and became in ("booked", "held")
        if approved or (became in OPEN and was not in OPEN):
            of.booked.append(fact)
        elif was in OPEN and became in _OVER:
            of.cancelled.append(date_fact(session, date_id, {**after, **_place(before)}, rooms))
        elif was in OPEN and became in OPEN and _place(before) != _place(after):
            of.changed.append(_moved(session, fact, before, rooms))
    return {number: of for number, of in told.items() if of.booked or of.changed or of.cancelled}


def _status(row: Mapping[str, Any] | None) -> str:
    """Of a date; one that is only offered has still to be taken, and has a letter of its own."""
    if row is None:
        return ""
    return "skipped" if has_offer(dict(row)) else str(row["status"])


def _place(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in ("starts_at", "ends_at", "resource_id")}


def _moved(
    session: Session, fact: DateFact, before: Mapping[str, Any], rooms: dict[int, Mapping[str, Any]]
) -> DateFact:
    old = date_fact(session, fact.id, before, rooms)
    was = (old.starts_at, old.ends_at, old.room_th, old.room_en)
    return DateFact(
        fact.id, fact.starts_at, fact.ends_at, fact.room_th, fact.room_en, fact.status, was
    )


def date_fact(
    session: Session, date_id: int, row: Mapping[str, Any], rooms: dict[int, Mapping[str, Any]]
) -> DateFact:
    """A row of a date as letters tell of it; ``rooms`` keeps what was read."""
    resource_id = row["resource_id"]
    if resource_id not in rooms:
        rooms[resource_id] = session.row(ResourceRow, resource_id) or {}
    room = rooms[resource_id]
    return DateFact(
        date_id, row["starts_at"], row["ends_at"], room.get("name_th", ""),
        room.get("name_en", ""), row["status"],
    )  # fmt: skip


def booking_fact(session: Session, booking_id: int, told: Told, lang: str) -> BookingFact:
    """A booking with what happened to it."""
    row = session.row(BookingRow, booking_id)
    assert row is not None, "its dates refer to it"
    org = session.row(OrganisationRow, row["org_id"]) or {}
    names = (org.get("name_th", ""), org.get("name_en", ""))
    dates = (*told.booked, *told.changed)
    return BookingFact(
        id=booking_id,
        org=(names[0] or names[1]) if lang == "th" else (names[1] or names[0]),
        title=row["title"],
        people=row["people"],
        project=row["project"],
        created_at=row["created_at"],
        booked=_in_order(told.booked),
        changed=_in_order(told.changed),
        cancelled=_in_order(told.cancelled),
        waits=bool(dates) and all(date.status == "requested" for date in dates),
        code=check_in_code(session, dates[0].id) if len(dates) == 1 else "",
    )


def _in_order(dates: Iterable[DateFact]) -> tuple[DateFact, ...]:
    return tuple(sorted(dates, key=lambda date: (date.starts_at, date.id)))
