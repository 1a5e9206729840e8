"""The list of organisations: narrowed, sorted and cut into pages where the rows are.

Two steps, so that what a page shows is worked out for its rows alone: first which organisations
in which order, then what is known of those of the page.  Names are put in order here, because
no collation of the two engines knows the Thai alphabet; areas too, which are kept as fractions.

    rows, total = members(session, Wanted(sort="balance", descending=True), at=now, zone=zone)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import BigInteger, ColumnElement, Select, and_, cast, func, not_, or_, select

from hubdesk.booking.queries.of_org import dates_by_org
from hubdesk.insight.model import Member, Wanted
from hubdesk.kernel.folding import folded
from hubdesk.kernel.month import Month
from hubdesk.kernel.names import Names
from hubdesk.ledger.chart import RECEIVABLE
from hubdesk.ledger.tables import AccountRow, PostingRow, TransactionRow
from hubdesk.orgs.tables import OccupancyRow, OrganisationRow
from hubdesk.store.session import Session
from hubdesk.store.statements import Prepared
from hubdesk.store.tables import SearchText
from hubdesk.words.sorting import sort_key

PAGE = 100

_BALANCE = (
    select(func.coalesce(cast(func.sum(PostingRow.amount_minor), BigInteger), 0))
    .join(TransactionRow, TransactionRow.id == PostingRow.transaction_id)
    .where(
        PostingRow.org_id == OrganisationRow.id,
        PostingRow.account_id
        == select(AccountRow.id).where(AccountRow.code == RECEIVABLE).scalar_subquery(),
        TransactionRow.sealed.is_(True),
    )
    .correlate(OrganisationRow)
    .scalar_subquery()
)
_CODES = Prepared(select(OrganisationRow.id, OrganisationRow.code))


def members(
    session: Session,
    wanted: Wanted,
    *,
    at: datetime,
    zone: ZoneInfo,
    offset: int = 0,
    limit: int = PAGE,
) -> tuple[list[Member], int]:
    """One page of the organisations that are wanted.

    Args:
        at: aware; its day in ``zone`` is the day of the facts, its month that of the bookings.
        zone: of the house.
        offset, limit: rows before the page, and on it.

    Returns:
        The page's rows in order, and how many organisations are wanted in all.
    """
    today = at.astimezone(zone).date()
    month = Month.of(today)
    bookings = dates_by_org(
        session,
        datetime.combine(month.first_day, time(), zone),
        datetime.combine(month.next.first_day, time(), zone),
    )
    ids, total = _ordered(session, wanted, today, bookings, offset, limit)
    places = places_by_code(session)
    known = {row[0]: row for row in session.execute(_details(ids, today))} if ids else {}
    rows = [known[org_id] for org_id in ids if org_id in known]
    return [_member(row, places, bookings, today) for row in rows], total


def places_by_code(session: Session) -> dict[int, int]:
    """Organisation id → its place among all of them by code, which gives its hue."""
    rows = sorted(session.all(_CODES), key=lambda row: str(row[1]))
    return {row[0]: at for at, row in enumerate(rows)}


def _ordered(
    session: Session, wanted: Wanted, today: date, bookings: Mapping[int, int], offset: int,
    limit: int,
) -> tuple[list[int], int]:  # fmt: skip
    """The ids of the page, and how many there are in all."""
    key = _key(wanted)
    statement: Select[Any] = _narrowed(
        select(OrganisationRow.id, key, OrganisationRow.code).outerjoin(
            OccupancyRow, _holds_on(today)
        ),
        wanted,
        today,
    )
    if wanted.sort in ("name", "area", "bookings"):
        found: list[Any] = sorted(session.execute(statement).all(), key=lambda row: str(row[2]))
        found.sort(key=_sorted_here(wanted.sort, bookings), reverse=wanted.descending)
        return [row[0] for row in found[offset : offset + limit]], len(found)
    total = session.execute(
        _narrowed(select(func.count(OrganisationRow.id)), wanted, today)
    ).scalar_one()
    order = key.desc() if wanted.descending else key.asc()
    rows: Sequence[Any] = session.execute(
        statement.order_by(order, OrganisationRow.code).offset(offset).limit(limit)
    ).all()
    return [row[0] for row in rows], int(total)


def _sorted_here(sort: str, bookings: Mapping[int, int]) -> Callable[[Any], Any]:
    """What to sort (id, key, code) by where no collation, or no column, would do."""
    if sort == "name":
        return lambda row: sort_key(str(row[1]))
    if sort == "area":
        return lambda row: Fraction(row[1] or 0)
    return lambda row: bookings.get(row[0], 0)


def _key(wanted: Wanted) -> ColumnElement[Any]:
    names = (OrganisationRow.name_th, OrganisationRow.name_en)
    first, second = names if wanted.lang == "th" else reversed(names)
    keys: dict[str, ColumnElement[Any]] = {
        "name": func.coalesce(func.nullif(first, ""), second),
        "class": OrganisationRow.org_class.expression,
        "seats": func.coalesce(OccupancyRow.seats, 0),
        "headcount": func.coalesce(OccupancyRow.headcount, 0),
        "area": OccupancyRow.area_m2.expression,
        "balance": _BALANCE,
    }
    return keys.get(wanted.sort, OrganisationRow.code.expression)


def _narrowed(statement: Select[Any], wanted: Wanted, today: date) -> Select[Any]:
    here = and_(
        OrganisationRow.active.is_(True),
        or_(OrganisationRow.left_on.is_(None), OrganisationRow.left_on >= today),
    )
    if wanted.state == "current":
        statement = statement.where(here)
    elif wanted.state == "left":
        statement = statement.where(not_(here))
    if wanted.org_class:
        statement = statement.where(OrganisationRow.org_class == wanted.org_class)
    words = folded(wanted.text).split()
    if words:
        found = select(SearchText.subject_id).where(SearchText.kind == "organisation")
        for word in words:
            found = found.where(SearchText.words.contains(word, autoescape=True))
        statement = statement.where(OrganisationRow.id.in_(found))
    return statement


def _holds_on(today: date) -> ColumnElement[bool]:
    return and_(
        OccupancyRow.org_id == OrganisationRow.id,
        OccupancyRow.valid_from <= today,
        or_(OccupancyRow.valid_to.is_(None), OccupancyRow.valid_to >= today),
    )


def _details(ids: list[int], today: date) -> Select[Any]:
    return (
        select(
            OrganisationRow.id,
            OrganisationRow.code,
            OrganisationRow.name_th,
            OrganisationRow.name_en,
            OrganisationRow.org_class,
            OccupancyRow.seats,
            OccupancyRow.headcount,
            OccupancyRow.area_m2,
            _BALANCE,
            OrganisationRow.active,
            OrganisationRow.left_on,
        )
        .outerjoin(OccupancyRow, _holds_on(today))
        .where(OrganisationRow.id.in_(ids))
    )


def _member(
    row: Any, places: Mapping[int, int], bookings: Mapping[int, int], today: date
) -> Member:
    here = row[9] and (row[10] is None or row[10] >= today)
    return Member(
        row[0], row[1], Names(row[2], row[3]), row[4], places.get(row[0], 0), row[5] or 0,
        row[6] or 0, Fraction(row[7] or 0), row[8], bookings.get(row[0], 0), here, row[10],
    )  # fmt: skip
