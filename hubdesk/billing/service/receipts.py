"""Use cases of receipts and tax invoices.

A hub that is registered for VAT issues the receipt of a payment as receipt and tax invoice, with
the tax of what it pays; the receipt of any other hub knows no tax.

    receipt_id = issue_receipt(uow, payment_id)

**Source**: Thai Revenue Code, section 86/4; tax point of services: payment (section 78/1).
"""

from __future__ import annotations

from collections.abc import Sequence

from hubdesk.access import service as access
from hubdesk.billing.documents import Settled, receipt_lines
from hubdesk.billing.errors import DocumentCancelledError, ReceiptExistsError
from hubdesk.billing.house import house_facts, party_facts
from hubdesk.billing.model import Document, Line, Payment, VatSum
from hubdesk.billing.queries import about
from hubdesk.billing.queries.bank import matches_of_payment
from hubdesk.billing.service.sealing import issue, line_row
from hubdesk.billing.tables import PaymentRow
from hubdesk.hub.queries import settings
from hubdesk.kernel.errors import InvalidInputError
from hubdesk.kernel.month import Month
from hubdesk.kernel.plain import from_plain, to_plain
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
    ledger.credit_key(uow, PaymentRow, "payment", uow.row(PaymentRow, payment_id) or {})
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
        "payment": {
            "code": paid.code, "date": paid.date.isoformat(), "reference": paid.reference,
            "withheld_minor": paid.withheld_minor,
        },
    }  # fmt: skip
    receipt_id = _issue(uow, kind, paid, lines, (tax, paid.amount_minor - tax), facts)
    uow.record("document.receipt", "document", receipt_id, org_id=paid.org_id)
    return receipt_id


def issue_tax_invoice(uow: UnitOfWork, document_id: int) -> int:
    """A full tax invoice for a statement, before it is paid; its receipts then show no tax.

    Returns:
        The tax invoice's id; a statement that has one keeps it.

    Raises:
        NotFoundError: no such document.
        InvalidInputError: the hub is not registered, or it is no statement.
        DocumentCancelledError: a credit note took the statement back.
        ReceiptExistsError: a receipt showed tax of it already.
    """
    uow.lock_numbers()
    original = about.required_document(uow, document_id)
    access.require(uow, "billing.issue", original.org_id)
    if not settings(uow).vat_registered or original.kind != "statement":
        raise InvalidInputError(field="document", value=original.code, reason="no_tax_invoice")
    standing = about.standing_about(uow, document_id)
    if any(one.credits_id == document_id for one in standing):
        raise DocumentCancelledError(original.code)
    for one in standing:
        if one.kind == "tax_invoice":
            return one.id
    if about.receipted(uow, original.org_id).get(document_id):
        raise ReceiptExistsError(original.code)
    month = first_open_month(uow, original.accounting_month)
    lines = [line for _, line in about.lines_of(uow, document_id)]
    facts = {
        "vat": original.facts["vat"], "party": original.facts["party"],
        "house": house_facts(uow), "made_by": uow.actor,
    }  # fmt: skip
    row = {
        "kind": "tax_invoice", "org_id": original.org_id, "accounting_month": month,
        "issued_on": ledger.today(uow), "due_on": original.due_on, "brought_forward_minor": 0,
        "net_minor": original.net_minor, "vat_minor": original.vat_minor,
        "total_minor": original.total_minor, "facts": facts, "credits_id": None,
        "about_id": original.id,
    }  # fmt: skip
    rows = [line_row(line, original.org_id, month, place) for place, line in enumerate(lines)]
    (invoice_id,) = issue(uow, "tax_invoice", month, [row], [rows], [()])
    uow.record("document.tax_invoice", "document", invoice_id, org_id=original.org_id)
    return invoice_id


def _settled(uow: UnitOfWork, paid: Payment) -> list[Settled]:
    """What the payment pays: what it was matched to, then the oldest that is not receipted."""
    taken = dict(about.receipted(uow, paid.org_id))
    rest = paid.amount_minor
    wanted = [
        (match.document_id, match.amount_minor)
        for match in matches_of_payment(uow, paid.id)
        if match.document_id is not None
    ]
    open_ones = _open(uow, paid.org_id)
    by_id, left_of = {one.id: one for one, _ in open_ones}, {one.id: n for one, n in open_ones}
    wanted += [(one.id, left) for one, left in open_ones]
    found: dict[int, Settled] = {}
    for document_id, at_most in wanted:
        one = by_id.get(document_id)
        if one is None or document_id in found or rest <= 0:
            continue
        before = taken.get(document_id, 0)
        amount = min(rest, at_most, left_of[one.id] - before)
        if amount > 0:
            found[document_id] = Settled(
                one.id, one.code, from_plain(tuple[VatSum, ...], one.facts["vat"]), before, amount,
                _has_tax_invoice(uow, one),
            )  # fmt: skip
            rest -= amount
    return list(found.values())


def _open(uow: UnitOfWork, org_id: int) -> list[tuple[Document, int]]:
    """Statements that stand, the oldest first, with what notes left of each."""
    found = []
    for one in about.documents_of(uow, org_id):
        if one.kind == "statement" and one.total_minor > 0:
            notes = about.standing_about(uow, one.id)
            changed = sum(
                note.total_minor
                for note in notes
                if note.kind in ("credit_note", "write_off") or note.credits_id
            )
            if one.total_minor + changed > 0:
                found.append((one, one.total_minor + changed))
    return found


def _has_tax_invoice(uow: UnitOfWork, one: Document) -> bool:
    return any(about_it.kind == "tax_invoice" for about_it in about.standing_about(uow, one.id))


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
