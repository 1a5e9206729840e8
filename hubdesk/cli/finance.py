"""The workbook of everything about money: one sheet for each kind of row, amounts in major units.

Texts stay texts, whatever they begin with.  Imports features only inside functions, so that the
command line starts fast.

    data = finance(session, Wish(context, from_at=None, to_at=None, org="ACT", room=None))
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from hubdesk.cli.exporting import Wish

if TYPE_CHECKING:
    from hubdesk.billing.model import Document
    from hubdesk.kernel.month import Month
    from hubdesk.store.session import Session

Rows = list[Sequence[Any]]
Sheet = tuple[str, Sequence[str], Rows]


@dataclass(slots=True)
class _Money:
    """What all sheets need of the hub, and which rows are wanted.

    Attributes:
        codes: organisation id → code.
    """

    session: Session
    wish: Wish
    digits: int
    codes: dict[int, str] = field(default_factory=dict)

    def major(self, minor: int | None) -> Decimal | None:
        return None if minor is None else Decimal(minor).scaleb(-self.digits)

    def of(self, org_id: int | None) -> str:
        return self.codes.get(org_id or 0, "")

    def wants(self, org: str) -> bool:
        return self.wish.org in (None, org)

    def months(self, known: Iterable[Month]) -> list[Month]:
        """The months of which a day is wanted."""
        return [
            month
            for month in known
            if self.wish.takes(month.first_day) or self.wish.takes(month.last_day)
        ]


def finance(session: Session, wish: Wish) -> bytes:
    """Accounts, postings, documents, payments and everything that shared costs are made of."""
    from hubdesk.exchange.workbooks import write_book
    from hubdesk.orgs.queries import organisation_by_code, organisations

    if wish.org is not None:
        organisation_by_code(session, wish.org)
    codes = {one.id: one.code for one in organisations(session)}
    money = _Money(session, wish, wish.context.settings().digits, codes)
    return write_book([sheet for part in _PARTS for sheet in part(money)])


def _books(money: _Money) -> list[Sheet]:
    from hubdesk.ledger import queries as ledger

    lines = [
        one
        for one in ledger.journal(money.session)
        if money.wish.takes(one.date) and money.wants(money.of(one.org_id))
    ]
    postings: Rows = [
        (
            one.date, str(one.month), one.transaction_id, one.kind, one.description, one.account,
            money.of(one.org_id), one.pool, one.project, money.major(one.amount_minor),
        )
        for one in lines
    ]  # fmt: skip
    sums: dict[str, int] = {}
    for one in lines:
        sums[one.account] = sums.get(one.account, 0) + one.amount_minor
    accounts: Rows = [
        (one.code, one.name_en, one.name_th, one.kind, money.major(sums.get(one.code, 0)))
        for one in ledger.accounts(money.session)
    ]
    return [
        ("accounts", ("account", "name_en", "name_th", "kind", "amount"), accounts),
        (
            "postings",
            ("date", "month", "transaction", "kind", "description", "account", "org", "pool",
             "project", "amount"),
            postings,
        ),
    ]  # fmt: skip


def _documents(money: _Money) -> list[Sheet]:
    from hubdesk.billing import queries as billing

    documents: Rows = []
    lines: Rows = []
    numbers = billing.document_codes(money.session)
    for month in money.months(billing.months_with_documents(money.session)):
        said = billing.lines(money.session, month)
        for one in billing.documents(money.session, month):
            if not money.wants(one.org):
                continue
            documents.append(
                (
                    one.code, one.kind, one.org, str(one.accounting_month), one.issued_on,
                    one.due_on, money.major(one.brought_forward_minor), money.major(one.net_minor),
                    money.major(one.vat_minor), money.major(one.total_minor),
                    numbers.get(_credited(one) or 0, ""),
                )
            )  # fmt: skip
            lines += [
                (
                    one.code, one.org, line.kind, line.description, line.project,
                    money.major(line.net_minor), line.vat_rate,
                )
                for line in said.get(one.id, ())
            ]  # fmt: skip
    payments: Rows = [
        (
            one.code, one.date, one.org, money.major(one.amount_minor), one.reference,
            str(one.accounting_month),
        )
        for one in billing.payments(money.session)
        if money.wish.takes(one.date) and money.wants(one.org)
    ]  # fmt: skip
    return [
        (
            "documents",
            ("number", "kind", "org", "month", "issued", "due", "brought_forward", "net", "vat",
             "total", "credits"),
            documents,
        ),
        (
            "document lines",
            ("number", "org", "kind", "description", "project", "net", "vat_rate"),
            lines,
        ),
        ("payments", ("number", "date", "org", "amount", "reference", "month"), payments),
    ]  # fmt: skip


def _credited(one: Document) -> int | None:
    """The document that one takes back, as a whole or in part."""
    return one.credits_id or (one.about_id if one.kind == "credit_note" else None)


def _entries(money: _Money) -> list[Sheet]:
    from hubdesk.costs import queries as costs

    bills: Rows = []
    income: Rows = []
    direct: Rows = []
    for month in money.months(costs.months_with_money(money.session)):
        if money.wish.org is None:
            bills += [
                (
                    one.supplier, one.number, one.date, one.service_from, one.service_to,
                    str(one.accounting_month), one.pool, money.major(one.net_minor), one.vat_rate,
                    money.major(one.vat_minor),
                )
                for one in costs.bills(money.session, month)
            ]  # fmt: skip
            income += [
                (one.date, one.description, one.pool, money.major(one.amount_minor),
                 str(one.accounting_month))
                for one in costs.income(money.session, month)
            ]  # fmt: skip
        direct += [
            (one.date, one.org, one.description, one.project, money.major(one.net_minor),
             one.vat_rate, str(one.accounting_month))
            for one in costs.direct_charges(money.session, month)
            if money.wants(one.org)
        ]  # fmt: skip
    return [
        (
            "bills",
            ("supplier", "number", "date", "service_from", "service_to", "month", "pool", "net",
             "vat_rate", "vat"),
            bills,
        ),
        ("income", ("date", "description", "pool", "amount", "month"), income),
        (
            "direct charges",
            ("date", "org", "description", "project", "net", "vat_rate", "month"),
            direct,
        ),
    ]  # fmt: skip


def _frozen(money: _Money) -> list[Sheet]:
    from hubdesk.costs import queries as costs

    shares: Rows = []
    usage: Rows = []
    zone = money.wish.context.settings().zone
    for month in money.months(costs.months_with_shares(money.session)):
        shares += [
            (
                str(one.accounting_month), str(one.service_month), one.pool, one.driver, one.org,
                str(one.value), one.days, str(one.weight), str(one.weight_sum),
                money.major(one.allocable_minor), money.major(one.amount_minor), one.vat_rate,
            )
            for one in costs.shares(money.session, month)
            if money.wants(one.org)
        ]  # fmt: skip
        usage += [
            (
                str(one.accounting_month), one.org, f"o{one.occurrence_id}",
                one.starts_at.astimezone(zone).date(), one.description, one.project, one.minutes,
                one.free_minutes, money.major(one.net_minor), one.vat_rate,
            )
            for one in costs.usage(money.session, month)
            if money.wants(one.org)
        ]  # fmt: skip
    return [
        (
            "shares",
            ("month", "service_month", "pool", "driver", "org", "value", "days", "weight",
             "weight_sum", "allocable", "amount", "vat_rate"),
            shares,
        ),
        (
            "room use",
            ("month", "org", "date_id", "date", "description", "project", "minutes",
             "free_minutes", "net", "vat_rate"),
            usage,
        ),
    ]  # fmt: skip


def _absorbed(money: _Money) -> list[Sheet]:
    """What the hub bears of pools itself; no organisation's."""
    from hubdesk.costs import queries as costs

    rows: Rows = [
        (
            str(one.accounting_month), str(one.service_month), one.pool, one.driver, one.policy,
            str(one.weight), str(one.weight_sum), money.major(one.allocable_minor),
            money.major(one.absorbed_minor),
        )
        for month in money.months(costs.months_with_shares(money.session))
        for one in costs.pool_months(money.session, month)
        if money.wish.org is None
    ]  # fmt: skip
    header = ("month", "service_month", "pool", "driver", "whole", "weight", "weight_sum",
              "allocable", "amount")  # fmt: skip
    return [("absorbed", header, rows)]


def _held(money: _Money) -> list[Sheet]:
    from hubdesk.costs import queries as costs

    deposits: Rows = [
        (one.org, one.held_on, money.major(one.amount_minor), one.state, one.settled_on,
         money.major(one.kept_minor), one.reason)
        for one in costs.deposits(money.session)
        if money.wants(one.org) and money.wish.takes(one.held_on)
    ]  # fmt: skip
    header = ("org", "held_on", "amount", "state", "settled_on", "kept", "reason")
    return [("deposits", header, deposits)]


_PARTS: tuple[Callable[[_Money], list[Sheet]], ...] = (
    _books, _documents, _entries, _frozen, _absorbed, _held,
)  # fmt: skip
