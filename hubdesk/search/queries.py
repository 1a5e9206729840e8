"""One statement a kind: look through its words, keep the best, join what a line shows of them.

A look through 100,000 rows takes some 15 ms on a desktop machine, and their order needs no
index that every booking would have to pay for: bookings are walked from the newest, and the
walk ends as soon as enough fit.

    search(session, "act", limit=6)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    Subquery,
    and_,
    bindparam,
    case,
    func,
    literal_column,
    or_,
    select,
)

from hubdesk.billing.tables import DocumentRow
from hubdesk.booking.tables import BookingRow, OccurrenceRow
from hubdesk.costs.tables import BillRow, SupplierRow
from hubdesk.kernel.folding import folded
from hubdesk.kernel.names import Names
from hubdesk.orgs.tables import OrganisationRow, PersonRow
from hubdesk.search.model import (
    APART,
    EXACT_CODE,
    EXACT_NAME,
    INSIDE,
    KINDS,
    PREFIX,
    WORD,
    Found,
    Kind,
)
from hubdesk.spaces.tables import FloorRow, ResourceRow
from hubdesk.store.expressions import position, seconds
from hubdesk.store.session import Session
from hubdesk.store.statements import Prepared
from hubdesk.store.tables import SearchText
from hubdesk.store.types import Instant, Number, Text

#: So many words of a query are sought one by one; what follows must stand as it was typed.
MOST_WORDS = 6
#: So many of the newest bookings that fit are put in order of their dates.
MOST_BOOKINGS = 300
_GONE = ("skipped", "cancelled", "released")
_MOST = bindparam("most", type_=Number)
_NOW = bindparam("now", type_=Instant)
_NOW_S = bindparam("now_s", type_=Number)

Build = Callable[[int], Select[Any]]
Read = Callable[[Sequence[Any]], Found]

_prepared: dict[tuple[str, int], Prepared] = {}


def search(
    session: Session,
    text: str,
    limit: int = 6,
    kinds: Sequence[Kind] | None = None,
    *,
    now: datetime | None = None,
) -> tuple[Found, ...]:
    """What fits a text, the best of each kind first.

    Args:
        text: as typed; parts of words do, in any order, whatever their capitals and accents.
        limit: at most so many of each kind.
        kinds: only these; None is all, in the order of ``KINDS``.
        now: aware; by which bookings come or are over; None is the session's own.

    Returns:
        Kind by kind; within one, codes before names, beginnings before insides, and what comes
        or was just now before what is long over.  Nothing for a text without a letter or digit.
    """
    whole = folded(text)
    if not any(char.isalnum() for char in whole):
        return ()
    words = whole.split(" ", MOST_WORDS - 1)
    now = (now or session.clock.now()).astimezone(UTC)
    values: dict[str, Any] = {
        "most": limit, "now": now, "now_s": int(now.timestamp()), "code": f"\n{whole}\n",
        "prefix": f"\n{whole}", "begins": f" {whole}", "whole": whole,
    }  # fmt: skip
    values |= {f"word{at}": word for at, word in enumerate(words)}
    found: list[Found] = []
    for kind in KINDS if kinds is None else kinds:
        found += _best(session, kind, len(words), values)[:limit]
    return tuple(found)


def _best(session: Session, kind: Kind, count: int, values: dict[str, Any]) -> list[Found]:
    found: dict[int, Found] = {}
    for name, build, read in _STATEMENTS[kind]:
        prepared = _prepared.get((name, count))
        if prepared is None:
            prepared = _prepared[name, count] = Prepared(build(count))
        for *row, text in session.all(prepared, **values):
            one = read(row)
            if also := _also(text, values["whole"]):
                one = replace(one, also=also)
            found.setdefault(one.id, one)
    if len(_STATEMENTS[kind]) == 1:
        return list(found.values())
    return sorted(found.values(), key=lambda one: (one.rank, -one.id))


def _also(words: str, whole: str) -> str:
    """The further word of a row that has what its names and code have not."""
    shown, *more = words.split("\t ")
    missing = [word for word in whole.split() if word not in shown]
    return next((text for text in more if missing and missing[0] in text), "")


def _text(name: str) -> ColumnElement[str]:
    return bindparam(name, type_=Text)


def _rank() -> ColumnElement[int]:
    words = SearchText.words
    return case(
        (position(words, _text("code")) == 1, EXACT_CODE),
        (position(words, _text("code")) > 0, EXACT_NAME),
        (position(words, _text("prefix")) > 0, PREFIX),
        (position(words, _text("begins")) > 0, WORD),
        (position(words, _text("whole")) > 0, INSIDE),
        else_=APART,
    )


def _fitting(kind: str, count: int) -> Select[Any]:
    """Id and rank of every row of a kind that has all words.

    What is private is not looked through: even to be found by a title would betray it.
    """
    conditions = [position(SearchText.words, _text(f"word{number}")) > 0 for number in range(count)]
    found: Any = select(SearchText.subject_id, _rank().label("rank"), SearchText.words)
    fitting: Select[Any] = found.where(
        SearchText.kind == kind, SearchText.private.is_(False), *conditions
    )
    return fitting


def _few(kind: str, count: int, *, newest: bool = False) -> Subquery:
    """The best of a kind; among equals the one that was added first, or the newest."""
    order = SearchText.subject_id.desc() if newest else SearchText.subject_id.asc()
    return _fitting(kind, count).order_by(literal_column("rank"), order).limit(_MOST).subquery()


def _ordered(statement: Select[Any], found: Subquery, *, newest: bool = False) -> Select[Any]:
    order = found.c.subject_id.desc() if newest else found.c.subject_id.asc()
    return statement.order_by(found.c.rank, order)


def _organisations(count: int) -> Select[Any]:
    found, row = _few("organisation", count), OrganisationRow
    return _ordered(
        select(row.id, found.c.rank, row.code, row.name_th, row.name_en, row.org_class,
               row.active, found.c.words)
        .join_from(found, row, row.id == found.c.subject_id),
        found,
    )  # fmt: skip


def _organisation(row: Sequence[Any]) -> Found:
    number, rank, code, name_th, name_en, org_class, active = row
    return Found(
        "organisation", number, rank, code, Names(name_th, name_en), org_class, active=active
    )


def _people(count: int) -> Select[Any]:
    found, row, org = _few("person", count), PersonRow, OrganisationRow
    return _ordered(
        select(row.id, found.c.rank, row.name_th, row.name_en, row.role, org.code, org.name_th,
               org.name_en, row.active, found.c.words)
        .join_from(found, row, row.id == found.c.subject_id)
        .outerjoin(org, org.id == row.org_id),
        found,
    )  # fmt: skip


def _person(row: Sequence[Any]) -> Found:
    number, rank, name_th, name_en, role, org, org_th, org_en, active = row
    return Found(
        "person", number, rank, "", Names(name_th, name_en), role, org or "",
        Names(org_th or "", org_en or ""), active=active,
    )  # fmt: skip


def _resources(count: int) -> Select[Any]:
    found, row = _few("resource", count), ResourceRow
    return _ordered(
        select(row.id, found.c.rank, row.code, row.name_th, row.name_en, row.kind,
               FloorRow.name_th, FloorRow.name_en, row.capacity, row.active, found.c.words)
        .join_from(found, row, row.id == found.c.subject_id)
        .outerjoin(FloorRow, FloorRow.id == row.floor_id),
        found,
    )  # fmt: skip


def _resource(row: Sequence[Any]) -> Found:
    number, rank, code, name_th, name_en, kind, floor_th, floor_en, capacity, active = row
    return Found(
        "resource", number, rank, code, Names(name_th, name_en), kind,
        place=Names(floor_th or "", floor_en or ""), people=capacity, active=active,
    )  # fmt: skip


def _nearness(date: Any) -> tuple[ColumnElement[int], ...]:
    """How a date is put in order: standing ones, then those to come, then by distance."""
    return (
        case((or_(*(date.status == status for status in _GONE)), 1), else_=0),
        case((date.ends_at > _NOW, 0), else_=1),
        func.abs(seconds(date.starts_at) - _NOW_S),
    )


def _bookings(count: int) -> Select[Any]:
    """The newest that fit, each with its next date, or else its last one."""
    found = (
        _fitting("booking", count)
        .order_by(SearchText.subject_id.desc())
        .limit(literal_column(str(MOST_BOOKINGS)))
        .subquery()
    )
    date, booking, org, room = OccurrenceRow, BookingRow, OrganisationRow, ResourceRow
    other = OccurrenceRow.__table__.alias("other")
    nearest = (
        select(other.c.id)
        .where(other.c.booking_id == found.c.subject_id)
        .order_by(*_nearness(other.c))
        .limit(literal_column("1"))
        .scalar_subquery()
    )
    gone, over, away = _nearness(OccurrenceRow)
    return (
        select(booking.id, found.c.rank, booking.title, booking.rrule, org.code,
               org.name_th, org.name_en, room.name_th, room.name_en, date.id, date.starts_at,
               date.ends_at, date.status, found.c.words)
        .join_from(found, booking, booking.id == found.c.subject_id)
        .join(date, and_(date.booking_id == booking.id, date.id == nearest))
        .join(org, org.id == booking.org_id)
        .join(room, room.id == date.resource_id)
        .order_by(gone, found.c.rank, over, away, date.id)
        .limit(_MOST)
    )  # fmt: skip


def _booking(row: Sequence[Any]) -> Found:
    number, rank, title, rrule, org, org_th, org_en, room_th, room_en, *date = row
    occurrence_id, starts_at, ends_at, status = date
    return Found(
        "booking", number, rank, "", Names(title, title), status, org,
        Names(org_th, org_en), Names(room_th, room_en), occurrence_id, starts_at, ends_at,
        series=rrule is not None, active=status not in _GONE,
    )  # fmt: skip


def _documents(count: int) -> Select[Any]:
    found, row, org = _few("document", count, newest=True), DocumentRow, OrganisationRow
    return _ordered(
        select(row.id, found.c.rank, row.code, row.kind, org.code, org.name_th, org.name_en,
               row.issued_on, row.accounting_month, row.total_minor, found.c.words)
        .join_from(found, row, row.id == found.c.subject_id)
        .join(org, org.id == row.org_id),
        found,
        newest=True,
    )  # fmt: skip


def _document(row: Sequence[Any]) -> Found:
    number, rank, code, kind, org, org_th, org_en, day, month, minor = row
    return Found(
        "document", number, rank, code, detail=kind, org=org, org_names=Names(org_th, org_en),
        day=day, month=month, minor=minor,
    )  # fmt: skip


def _bills(count: int) -> Select[Any]:
    found = _few("bill", count, newest=True)
    return _bill_lines(found, BillRow.id == found.c.subject_id).limit(_MOST)


def _bills_of_suppliers(count: int) -> Select[Any]:
    found = _fitting("supplier", count).subquery()
    return _bill_lines(found, BillRow.supplier_id == found.c.subject_id).limit(_MOST)


def _bill_lines(found: Subquery, on: ColumnElement[bool]) -> Select[Any]:
    row = BillRow
    return (
        select(row.id, found.c.rank, row.number, SupplierRow.name, row.date, row.accounting_month,
               row.net_minor + row.vat_minor, row.void, found.c.words)
        .join_from(found, row, on)
        .join(SupplierRow, SupplierRow.id == row.supplier_id)
        .order_by(found.c.rank, row.id.desc())
    )  # fmt: skip


def _bill(row: Sequence[Any]) -> Found:
    number, rank, code, supplier, day, month, minor, void = row
    return Found(
        "bill", number, rank, code, Names(supplier, supplier), day=day, month=month,
        minor=minor, active=not void,
    )  # fmt: skip


_STATEMENTS: dict[Kind, tuple[tuple[str, Build, Read], ...]] = {
    "organisation": (("organisation", _organisations, _organisation),),
    "person": (("person", _people, _person),),
    "resource": (("resource", _resources, _resource),),
    "booking": (("booking", _bookings, _booking),),
    "document": (("document", _documents, _document),),
    "bill": (("bill", _bills, _bill), ("supplier", _bills_of_suppliers, _bill)),
}
