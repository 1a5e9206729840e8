"""Use cases of receipts and tax invoices.

A hub that is registered for VAT issues the receipt of a payment as receipt and tax invoice, with
the tax of what it pays; the receipt of any other hub knows no tax.

    receipt_id = issue_receipt(uow, payment_id)

**Source**: Thai Revenue Code, section 86/4; tax point of services: payment (section 78/1).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hubdesk.access import service as access
from hubdesk.billing.documents import Settled, paid_of, receipt_lines
from hubdesk.billing.errors import DocumentCancelledError, ReceiptExistsError
from hubdesk.billing.house import house_facts, party_facts
from hubdesk.billing.model import Document, Line, Payment, VatSum
from hubdesk.billing.queries import about
from hubdesk.billing.queries.bank import matches_of_payment
from hubdesk.billing.service.sealing import issue, line_row
from hubdesk.billing.standing import Standing, left_of
from hubdesk.billing.tables import PaymentRow
from hubdesk.hub.queries import settings
from hubdesk.kernel.errors import InvalidInputError
from hubdesk.kernel.month import Month
from hubdesk.kernel.plain import to_plain
from hubdesk.ledger import service as ledger
from hubdesk.ledger.queries import first_open_month
from hubdesk.store.session import UnitOfWork


def issue_receipt(uow: UnitOfWork, payment_id: int) -> int:
    """Acknowledge a payment: what was matched to documents, the rest to the oldest open ones.

    Returns:
        The receipt's id; a payment that has one keeps it.

    Raises:
        NotFoundError: no such payment, or it was taken back.
        InvalidInputError: money paid back needs no receipt.
    """
    uow.lock_numbers()
    paid = about.payment(uow, payment_id)
    access.require(uow, "billing.issue", paid.org_id)
    if paid.amount_minor <= 0:
        raise InvalidInputError(field="amount", value=str(paid.amount_minor), reason="not_positive")
    known = about.receipt_of(uow, payment_id)
    if known is not None:
        return known.id
    ledger.require_standing(uow, PaymentRow, "payment", uow.row(PaymentRow, payment_id) or {})
    registered = settings(uow).vat_registered
    settled = _settled(uow, paid)
    rest = paid.amount_minor - sum(one.amount_minor for one in settled)
    lines, taxes = receipt_lines(settled, rest)
    if not registered:
        taxes = ()
        lines = _without_tax(settled, rest)
    kind = "tax_receipt" if taxes else "receipt"
    tax = sum(one.vat_minor for one in taxes)
    facts = {
        "vat": to_plain(taxes), "party": party_facts(uow, paid.org_id),
        "house": house_facts(uow), "made_by": uow.actor,
        "paid": [[one.document_id, one.amount_minor] for one in settled],
        **({"shown": _shown(settled)} if taxes else {}),
        "payment": {
            "code": paid.code, "date": paid.date.isoformat(), "reference": paid.reference,
            "withheld_minor": paid.withheld_minor,
        },
    }  # fmt: skip
    receipt_id = _issue(uow, kind, paid, lines, (tax, paid.amount_minor - tax), facts)
    uow.record("document.receipt", "document", receipt_id, org_id=paid.org_id)
    return receipt_id


def issue_tax_invoice(uow: UnitOfWork, document_id: int) -> int:
    """A full tax invoice for what notes left of a statement, before it is paid; of today's month.

    Its receipts then show no tax; notes that come later are notes of the tax invoice.

    Returns:
        The tax invoice's id; a statement that has one keeps it.

    Raises:
        NotFoundError: no such document.
        InvalidInputError: the hub is not registered, or it is no statement.
        DocumentCancelledError: credit notes took the statement back.
        ReceiptExistsError: a receipt showed tax of it already.
    """
    uow.lock_numbers()
    original = about.required_document(uow, document_id)
    access.require(uow, "billing.issue", original.org_id)
    if not settings(uow).vat_registered or original.kind != "statement":
        raise InvalidInputError(field="document", value=original.code, reason="no_tax_invoice")
    standing = about.standing_about(uow, document_id)
    for one in standing:
        if one.kind == "tax_invoice":
            return one.id
    shown = Standing.of(about.documents_of(uow, original.org_id)).shown(document_id)
    if any(one.vat != "exempt" and one.net_minor for one in shown):
        raise ReceiptExistsError(original.code)
    lines, taxes = _left(uow, original, standing)
    today = ledger.today(uow)
    month = first_open_month(uow, max(original.accounting_month, Month.of(today)))
    facts = {
        "vat": to_plain(taxes), "party": original.facts["party"],
        "house": house_facts(uow), "made_by": uow.actor,
    }  # fmt: skip
    net, tax = (
        sum(one.net_minor for one in taxes), sum(one.vat_minor for one in taxes)
    )  # fmt: skip
    row = {
        "kind": "tax_invoice", "org_id": original.org_id, "accounting_month": month,
        "issued_on": today, "due_on": original.due_on, "brought_forward_minor": 0,
        "net_minor": net, "vat_minor": tax, "total_minor": net + tax, "facts": facts,
        "credits_id": None, "about_id": original.id,
    }  # fmt: skip
    rows = [line_row(line, original.org_id, month, place) for place, line in lines.items()]
    (invoice_id,) = issue(uow, "tax_invoice", month, [row], [rows], [()])
    uow.record("document.tax_invoice", "document", invoice_id, org_id=original.org_id)
    return invoice_id


def _left(
    uow: UnitOfWork, original: Document, standing: Sequence[Document]
) -> tuple[dict[int, Line], tuple[VatSum, ...]]:
    """What notes left of a statement: its lines by place, and its sums by kind of tax."""
    notes = [one for one in standing if one.kind in ("credit_note", "debit_note")]
    noted = about.noted(uow, notes)
    lines = {
        place: replace(line, net_minor=left)
        for place, line in about.lines_of(uow, original.id)
        if (left := line.net_minor + noted.get(place, 0)) or not noted
    }
    if not lines or any(one.credits_id for one in notes):
        raise DocumentCancelledError(original.code)
    return lines, left_of(original, notes)


def _settled(uow: UnitOfWork, paid: Payment) -> list[Settled]:
    """What the payment pays: what it was matched to, then the oldest that is not receipted."""
    standing = Standing.of(about.documents_of(uow, paid.org_id))
    owing = {one.id: one for one in standing.owing()}
    wanted: dict[int, int] = {}
    for match in matches_of_payment(uow, paid.id):
        if match.document_id is not None:
            subject = standing.subject_of(match.document_id)
            wanted[subject] = wanted.get(subject, 0) + match.amount_minor
    wanted = {**wanted, **{at: one.left_minor for at, one in owing.items() if at not in wanted}}
    rest, found = paid.amount_minor, []
    for document_id, at_most in wanted.items():
        one = owing.get(document_id)
        amount = 0 if one is None else min(rest, at_most, one.left_minor - one.before_minor)
        if one is not None and amount > 0:
            found.append(Settled(
                one.id, one.code, one.vat, one.before_minor, amount, one.invoiced, one.shown
            ))  # fmt: skip
            rest -= amount
    return found


def _shown(settled: Sequence[Settled]) -> list[list[object]]:
    """What the receipt shows of every document, by kind of tax."""
    return [
        [one.document_id, part.vat, part.net_minor, part.vat_minor]
        for one in settled
        if not one.invoiced
        for part in paid_of(one)
    ]


def _without_tax(settled: Sequence[Settled], rest: int) -> tuple[Line, ...]:
    lines = [Line("paid", one.document_id, one.code, one.amount_minor, "exempt") for one in settled]
    if rest:
        lines.append(Line("on_account", 0, "", rest, "exempt"))
    return tuple(lines)


def _issue(
    uow: UnitOfWork,
    kind: str,
    paid: Payment,
    lines: Sequence[Line],
    amounts: tuple[int, int],
    facts: dict[str, object],
) -> int:
    month = first_open_month(uow, Month.of(paid.date))
    tax, net = amounts
    row = {
        "kind": kind, "org_id": paid.org_id, "accounting_month": month,
        "issued_on": ledger.today(uow), "due_on": None, "brought_forward_minor": 0,
        "net_minor": net, "vat_minor": tax, "total_minor": net + tax, "facts": facts,
        "credits_id": None, "payment_id": paid.id,
    }  # fmt: skip
    rows = [line_row(line, paid.org_id, month, place) for place, line in enumerate(lines)]
    (receipt_id,) = issue(uow, kind, month, [row], [rows], [()])
    return receipt_id
