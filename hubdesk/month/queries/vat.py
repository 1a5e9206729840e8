"""Fills the figures of a month's VAT return from its tax documents and its suppliers' bills.

Output tax is due when a tax invoice is issued, which receipts are; a note and a cancellation say
themselves what they change of it.  Input tax is of the day of its bill.

    vat_return(session, Month(2026, 11)).due_minor

**Source**: Thai Revenue Code, sections 78/1 (tax point), 82/3 (input tax), 86/9, 86/10 (notes).
"""

from __future__ import annotations

from collections.abc import Iterable

from hubdesk.billing.errors import NotRegisteredError
from hubdesk.billing.model import Document, VatSum
from hubdesk.billing.queries import about
from hubdesk.billing.queries.taxes import tax_documents, untaxed
from hubdesk.billing.standing import taxed_by
from hubdesk.costs.queries.entries import bills_dated
from hubdesk.costs.queries.payees import all_suppliers
from hubdesk.hub.queries import settings
from hubdesk.kernel.month import Month
from hubdesk.kernel.names import Names
from hubdesk.ledger.chart import OUTPUT_VAT
from hubdesk.ledger.model import Period
from hubdesk.ledger.queries import movements
from hubdesk.month.papers.suppliers import TaxLine, UntaxedLine, VatReturnPaper
from hubdesk.month.queries.data import letterhead_of
from hubdesk.month.queries.documents import printed_now
from hubdesk.store.session import Session

#: What says itself what it counts.
_COUNTED = ("credit_note", "debit_note", "cancellation")


def vat_return(session: Session, month: Month) -> VatReturnPaper:
    """The figures of a month and the documents behind them.

    Raises:
        NotRegisteredError: the house is not registered for VAT.
    """
    hub = settings(session)
    if not hub.vat_registered:
        raise NotRegisteredError
    found = _taxed(session, tax_documents(session, month))
    return VatReturnPaper(
        month, hub.currency, letterhead_of(session, hub, Period(month)),
        printed_now(session, session.clock.now()),
        tuple(_sale(one, sums) for one, sums in found), _purchases(session, month),
        sum(one.net_minor for _, sums in found for one in sums if one.vat == "0"),
        sum(one.net_minor for _, sums in found for one in sums if one.vat == "exempt"),
        -sum(one.amount_minor for one in movements(session, month) if one.account == OUTPUT_VAT),
        tuple(UntaxedLine(*row) for row in untaxed(session, month)),
    )  # fmt: skip


def _taxed(
    session: Session, documents: Iterable[Document]
) -> list[tuple[Document, tuple[VatSum, ...]]]:
    """Documents that count, with what they count."""
    known: dict[int, list[Document]] = {}
    found = []
    for one in documents:
        if one.kind in _COUNTED and one.facts.get("taxed") is None and one.org_id not in known:
            known[one.org_id] = about.documents_of(session, one.org_id)
        if sums := taxed_by(one, known.get(one.org_id, ())):
            found.append((one, sums))
    return found


def _sale(one: Document, sums: Iterable[VatSum]) -> TaxLine:
    party = one.facts.get("party") or {}
    taxed = [each for each in sums if each.vat not in ("exempt", "0")]
    other = sum(each.net_minor for each in sums if each.vat in ("exempt", "0"))
    return TaxLine(
        one.code, one.issued_on,
        Names(party.get("name_th", ""), party.get("name_en", "") or one.org),
        party.get("tax_id", ""), party.get("branch", ""),
        sum(each.net_minor for each in taxed), sum(each.vat_minor for each in taxed), other,
    )  # fmt: skip


def _purchases(session: Session, month: Month) -> tuple[TaxLine, ...]:
    known = {one.name: one for one in all_suppliers(session)}
    found = []
    for bill in bills_dated(session, month):
        if bill.vat_minor:
            one = known[bill.supplier]
            found.append(
                TaxLine(
                    bill.number, bill.date, one.called, one.tax_id, one.branch, bill.net_minor,
                    bill.vat_minor,
                )
            )
    return tuple(found)
