"""The list of organisations: narrowed, sorted and cut into pages where the rows are.

Two steps, so that what a page shows is worked out for its rows alone: first which organisations
in which order, then what is known of those of the page.  Names are put in order here, because
no collation of the two engines knows the Thai alphabet; areas too, which are kept as fractions.

    rows, total = members(session, Wanted(sort="balance", descending=True), at=now, zone=zone)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from fractions import Fraction
from functools import lru_cache
from operator import itemgetter
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    and_,
    bindparam,
    cast,
    func,
    not_,
    or_,
    select,
)

from hubdesk.booking.queries.of_org import dates_by_org
from hubdesk.insight.model import Member, Wanted
from hubdesk.kernel.folding import folded
from hubdesk.kernel.month import Month
from hubdesk.kernel.names import Names
from hubdesk.kernel.text import sought
from hubdesk.ledger.chart import RECEIVABLE
from hubdesk.ledger.tables import AccountRow, PostingRow, TransactionRow
from hubdesk.orgs.tables import OccupancyRow, OrganisationRow
from hubdesk.store.session import Session
from hubdesk.store.statements import Prepared
from hubdesk.store.tables import SearchText
from hubdesk.store.types import Day, Number, Text
from hubdesk.words.sorting import sort_key

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
_TODAY = bindparam("today", type_=Day)
_HOLDS = and_(
    OccupancyRow.org_id == OrganisationRow.id,
    OccupancyRow.valid_from <= _TODAY,
    or_(OccupancyRow.valid_to.is_(None), OccupancyRow.valid_to >= _TODAY),
)
_KEYS: Mapping[str, ColumnElement[Any]] = {
    "class": OrganisationRow.org_class.expression,
    "seats": func.coalesce(OccupancyRow.seats, 0),
    "headcount": func.coalesce(OccupancyRow.headcount, 0),
    "balance": _BALANCE,
}
_SORTED_HERE = ("name", "area", "bookings")
_BY_CODE = itemgetter(2)
#: Statements that are kept, of each kind: there is one for each number of words typed.
_KEPT = 64
_CODES = Prepared(select(OrganisationRow.id, OrganisationRow.code))


def members(
    session: Session,
    wanted: Wanted,
    *,
    at: datetime,
    zone: ZoneInfo,
    offset: int = 0,
    limit: int = 100,
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
    details = session.execute(_details(ids), {"today": today}) if ids else ()
    known = {row[0]: row for row in details}
    rows = [known[org_id] for org_id in ids if org_id in known]
    return [_member(row, places, bookings, today) for row in rows], total


def places_by_code(session: Session) -> dict[int, int]:
    """Organisation id → its place among all of them by code, which gives its hue."""
    rows = sorted(session.all(_CODES), key=itemgetter(1))
    return {row[0]: at for at, row in enumerate(rows)}


def _ordered(
    session: Session, wanted: Wanted, today: date, bookings: Mapping[int, int], offset: int,
    limit: int,
) -> tuple[list[int], int]:  # fmt: skip
    """The ids of the page, and how many there are in all."""
    words = tuple(folded(sought(wanted.text)).split())
    values: dict[str, Any] = {
        f"word{at}": f"%{_escaped(word)}%" for at, word in enumerate(words)
    }
    values |= {"today": today, "org_class": wanted.org_class, "offset": offset, "limit": limit}
    shape = (len(words), bool(wanted.org_class), wanted.state)
    if wanted.sort in _SORTED_HERE:
        statement = _sorted_later(wanted.sort, wanted.lang, *shape)
        found = session.all(statement, **values)
        found.sort(key=_BY_CODE)
        found.sort(key=_sorted_here(wanted.sort, bookings), reverse=wanted.descending)
        return [row[0] for row in found[offset : offset + limit]], len(found)
    (total,) = session.first(_counted(*shape), **values) or (0,)
    statement = _sorted_there(wanted.sort, wanted.descending, *shape)
    return [row_id for (row_id,) in session.all(statement, **values)], int(total)


def _escaped(word: str) -> str:
    """A word whose own signs mean nothing to LIKE."""
    for sign in "\\%_":
        word = word.replace(sign, f"\\{sign}")
    return word


@lru_cache(maxsize=_KEPT)
def _counted(words: int, classed: bool, state: str) -> Prepared:
    return Prepared(_narrowed(select(func.count(OrganisationRow.id)), words, classed, state))


@lru_cache(maxsize=_KEPT)
def _sorted_there(
    sort: str, descending: bool, words: int, classed: bool, state: str
) -> Prepared:  # fmt: skip
    """Ids of one page, put in order by the database."""
    key = _KEYS.get(sort, OrganisationRow.code.expression)
    statement = _narrowed(select(OrganisationRow.id), words, classed, state)
    if sort in ("seats", "headcount"):
        statement = statement.outerjoin(OccupancyRow, _HOLDS)
    order = key.desc() if descending else key.asc()
    return Prepared(
        statement.order_by(order, OrganisationRow.code)
        .offset(bindparam("offset", type_=Number))
        .limit(bindparam("limit", type_=Number))
    )


@lru_cache(maxsize=_KEPT)
def _sorted_later(
    sort: str, lang: str, words: int, classed: bool, state: str
) -> Prepared:  # fmt: skip
    """(id, key, code) of all that are wanted."""
    names = (OrganisationRow.name_th, OrganisationRow.name_en)
    first, second = names if lang == "th" else reversed(names)
    key: Any = func.coalesce(func.nullif(first, ""), second)
    if sort != "name":
        key = OccupancyRow.area_m2 if sort == "area" else OrganisationRow.code
    statement = _narrowed(
        select(OrganisationRow.id, key, OrganisationRow.code), words, classed, state
    )
    if sort == "area":
        statement = statement.outerjoin(OccupancyRow, _HOLDS)
    return Prepared(statement)


def _sorted_here(sort: str, bookings: Mapping[int, int]) -> Callable[[Any], Any]:
    """What to sort (id, key, code) by where no collation, or no column, would do."""
    if sort == "name":
        return lambda row: sort_key(str(row[1]))
    if sort == "area":
        return lambda row: float(row[1] or 0)
    return lambda row: bookings.get(row[0], 0)


def _narrowed(
    statement: Select[Any], words: int, classed: bool, state: str
) -> Select[Any]:  # fmt: skip
    here = and_(
        OrganisationRow.active.is_(True),
        or_(OrganisationRow.left_on.is_(None), OrganisationRow.left_on >= _TODAY),
    )
    if state == "current":
        statement = statement.where(here)
    elif state == "left":
        statement = statement.where(not_(here))
    if classed:
        statement = statement.where(
            OrganisationRow.org_class == bindparam("org_class", type_=Text)
        )
    if words:
        found = select(SearchText.subject_id).where(SearchText.kind == "organisation")
        for at in range(words):
            found = found.where(
                SearchText.words.like(bindparam(f"word{at}", type_=Text), escape="\\")
            )
        statement = statement.where(OrganisationRow.id.in_(found))
    return statement


def _details(ids: list[int]) -> Select[Any]:
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
        .outerjoin(OccupancyRow, _HOLDS)
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
