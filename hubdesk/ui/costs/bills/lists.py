"""What the three lists of a month's entries show: columns, and how a page of rows is read.

    LISTS["bills"].columns, LISTS["bills"].fetch
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hubdesk.costs import queries as costs
from hubdesk.costs.model import DirectCharge, Income, Pool
from hubdesk.costs.queries.listing import BillLine, Page
from hubdesk.store.session import Session
from hubdesk.ui.widgets.paged import Ask, PagedColumn, Slice
from hubdesk.words.catalogue import Words
from hubdesk.words.marker import N_


@dataclass(frozen=True, slots=True)
class EntryList:
    """Attributes:
    kind: as imports name it.
    msgid: its word.
    nothing: what stands where there is nothing yet.
    """

    kind: str
    msgid: str
    nothing: str
    columns: tuple[PagedColumn, ...]
    fetch: Callable[[Session, Ask], Slice]


def _fetched(query: Callable[..., Page[Any]]) -> Callable[[Session, Ask], Slice]:
    def fetch(session: Session, ask: Ask) -> Slice:
        month = ask.filters.get("month")
        if month is None:
            return Slice((), 0)
        pools = {pool.code: pool for pool in costs.pools(session)}
        page = query(
            session, month, text=ask.text, sort=ask.sort, descending=ask.descending,
            offset=ask.offset, limit=ask.limit,
        )  # fmt: skip
        return Slice(tuple(Row(one, pools) for one in page.rows), page.total)

    return fetch


@dataclass(frozen=True, slots=True)
class Row:
    """An entry with what names its pool."""

    value: Any
    pools: dict[str, Pool]

    @property
    def id(self) -> int:
        one = self.value.bill if isinstance(self.value, BillLine) else self.value
        return int(one.id)

    def pool(self, words: Words) -> str:
        one = self.value.bill if isinstance(self.value, BillLine) else self.value
        return self.pools[one.pool].name.get(words.lang)


def _vat(words: Words, row: Row) -> str:
    bill = row.value.bill
    return words.t(N_("exempt")) if bill.vat_rate == "exempt" else words.amount(bill.vat_minor)


def _scans(_words: Words, row: Row) -> str:
    return "" if not row.value.scans else "\u2713" if row.value.scans == 1 else str(row.value.scans)


def _direct(row: Row) -> DirectCharge:
    one: DirectCharge = row.value
    return one


def _income(row: Row) -> Income:
    one: Income = row.value
    return one


def _service(words: Words, row: Row) -> str:
    return words.period(row.value.bill.service_from, row.value.bill.service_to, short=True)


_BILLS = EntryList(
    "bills", N_("Bills"),
    N_("No bills yet. Enter the first one above, paste rows from a spreadsheet, or read a file."),
    (
        PagedColumn("date", N_("Date"), lambda w, r: w.date_short(r.value.bill.date), 106),
        PagedColumn("supplier", N_("Supplier"), lambda _w, r: r.value.bill.supplier),
        PagedColumn("number", N_("Number"), lambda _w, r: r.value.bill.number, 116),
        PagedColumn("pool", N_("Pool"), lambda w, r: r.pool(w), 134),
        PagedColumn("service", N_("Service days"), _service, 150),
        PagedColumn("net", N_("Net"), lambda w, r: w.amount(r.value.bill.net_minor), 106, True),
        PagedColumn("vat", N_("VAT"), _vat, 104, True),
        PagedColumn("", N_("Scan"), _scans, 88),
    ),
    _fetched(costs.list_bills),
)
_INCOME = EntryList(
    "income", N_("Income"),
    N_("No income this month. What comes in for a pool is taken off before it is shared."),
    (
        PagedColumn("date", N_("Date"), lambda w, r: w.date_short(_income(r).date), 118),
        PagedColumn("description", N_("Description"), lambda _w, r: _income(r).description),
        PagedColumn("pool", N_("Pool"), lambda w, r: r.pool(w), 160),
        PagedColumn("amount", N_("Amount"), lambda w, r: w.amount(_income(r).amount_minor), 130,
                    True),
    ),
    _fetched(costs.list_income),
)  # fmt: skip
_DIRECT = EntryList(
    "direct-charges", N_("Direct charges"),
    N_("No direct charges this month. What one organisation owes alone is entered here."),
    (
        PagedColumn("date", N_("Date"), lambda w, r: w.date_short(_direct(r).date), 118),
        PagedColumn("org", N_("Organisation"), lambda _w, r: _direct(r).org, 120),
        PagedColumn("description", N_("Description"), lambda _w, r: _direct(r).description),
        PagedColumn("", N_("Project"), lambda _w, r: _direct(r).project, 120),
        PagedColumn("net", N_("Net"), lambda w, r: w.amount(_direct(r).net_minor), 130, True),
    ),
    _fetched(costs.list_direct_charges),
)  # fmt: skip

LISTS = {one.kind: one for one in (_BILLS, _INCOME, _DIRECT)}
