"""Use cases of notes: credit and debit notes on lines of a statement, write-offs, cancellations.

A note is a document of its own in the first open month; what it corrects never changes, and what it
counts in the VAT return is kept with it, so that no later document changes a month.  Shares of
a pool stay as they were shared: what is given back or charged later stands in an account of its
own and is the hub's.

    add_credit_note(uow, statement_id, amounts={0: 50_00}, reason="lift out of order")
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from hubdesk.access import service as access
from hubdesk.access.errors import SamePersonError
from hubdesk.billing.documents import (
    CANCELLABLE,
    changed_lines,
    changed_vat,
    nets,
    rates_of,
)
from hubdesk.billing.errors import (
    CreditStandsError,
    DocumentCancelledError,
    NotCancellableError,
)
from hubdesk.billing.house import house_facts, party_facts
from hubdesk.billing.model import Document, Line, VatSum
from hubdesk.billing.queries import about
from hubdesk.billing.service.sealing import issue, line_row
from hubdesk.billing.standing import Standing
from hubdesk.kernel.errors import InvalidInputError
from hubdesk.kernel.month import Month
from hubdesk.kernel.plain import from_plain, to_plain
from hubdesk.ledger import service as ledger
from hubdesk.ledger.chart import (
    DIRECT_INCOME,
    NOTES,
    OUTPUT_VAT,
    RECEIVABLE,
    USAGE_INCOME,
    WRITTEN_OFF,
)
from hubdesk.ledger.model import Entry
from hubdesk.ledger.queries import first_open_month, receivables
from hubdesk.orgs.queries import organisation_by_code
from hubdesk.store.session import UnitOfWork

_KINDS = ("credit_note", "debit_note")
_ACCOUNT_OF = {"direct": DIRECT_INCOME, "usage": USAGE_INCOME}


def add_credit_note(
    uow: UnitOfWork,
    document_id: int,
    *,
    reason: str,
    amounts: Mapping[int, int] | None = None,
    cause: str = "",
) -> int:
    """Take back a part of a statement.

    Args:
        amounts: place of a line, from 0 → net amount, positive; None takes back what is left.
        cause: code of the cause for the tax office (``CDNS01`` …), if any.

    Returns:
        The credit note's id.

    Raises:
        NotFoundError: no such document.
        InvalidInputError: no reason, no such line, or more than is left of one.
        DocumentCancelledError: it was taken back as a whole.
    """
    return _note(uow, "credit_note", document_id, amounts, reason, cause)


def add_debit_note(
    uow: UnitOfWork, document_id: int, *, reason: str, amounts: Mapping[int, int], cause: str = ""
) -> int:
    """Charge more for lines of a statement; arguments as :func:`add_credit_note`."""
    return _note(uow, "debit_note", document_id, amounts, reason, cause)


def _note(
    uow: UnitOfWork,
    kind: str,
    document_id: int,
    amounts: Mapping[int, int] | None,
    reason: str,
    cause: str,
) -> int:
    uow.lock_numbers()
    original = about.required_document(uow, document_id)
    access.require(uow, "billing.issue", original.org_id)
    required_reason(reason)
    if original.kind != "statement":
        raise NotCancellableError(original.code)
    earlier = about.standing_about(uow, document_id)
    if any(one.credits_id == document_id for one in earlier):
        raise DocumentCancelledError(original.code)
    lines = [line for _, line in about.lines_of(uow, document_id)]
    noted = about.noted(uow, [one for one in earlier if one.kind in _KINDS])
    sign = -1 if kind == "credit_note" else 1
    changed = changed_lines(lines, noted, amounts, sign)
    sums = from_plain(tuple[VatSum, ...], original.facts["vat"])
    left = nets(lines)
    for place, net in noted.items():
        left[lines[place].vat_rate] += net
    taxes = changed_vat(left, nets(changed.values()), rates_of(sums))
    note_id = _issued(
        uow, kind, original, changed, taxes,
        note_entries(original.org_id, tuple(changed.values()), taxes),
        {
            "reason": reason.strip(), "cause": cause,
            "taxed": to_plain(_standing(uow, original).by_note(document_id, taxes)),
        },
    )  # fmt: skip
    uow.record(f"document.{kind}", "document", note_id, org_id=original.org_id, reason=reason)
    return note_id


def write_off(
    uow: UnitOfWork,
    *,
    org: str,
    amount_minor: int,
    reason: str,
    approved_by: str = "",
    document_id: int | None = None,
) -> int:
    """Give up a debt, or a part of it; who did is kept with why.

    Args:
        amount_minor: positive; at most what is owed.
        approved_by: who agreed; never the person who writes it off.
        document_id: the statement it is about, if one.

    Raises:
        NotFoundError: no such organisation or document.
        InvalidInputError: no reason, or more than is owed.
        SamePersonError: who writes it off cannot approve it.
    """
    uow.lock_numbers()
    found = organisation_by_code(uow, org)
    access.require(uow, "billing.write_off", found.id)
    required_reason(reason)
    if approved_by and approved_by.strip() == uow.actor:
        raise SamePersonError(uow.actor)
    if not 0 < amount_minor <= receivables(uow).get(found.id, 0):
        raise InvalidInputError(field="amount", value=str(amount_minor), reason="more_than_left")
    original = None if document_id is None else about.required_document(uow, document_id)
    if original is not None and original.org_id != found.id:
        raise InvalidInputError(field="document", value=original.code, reason="unknown")
    ledger.ensure_accounts(uow, (WRITTEN_OFF,))
    line = Line("write_off", 0, reason.strip(), -amount_minor, "exempt")
    entries = (
        Entry(WRITTEN_OFF, amount_minor, found.id), Entry(RECEIVABLE, -amount_minor, found.id)
    )  # fmt: skip
    month = first_open_month(uow, Month.of(ledger.today(uow)))
    facts = {
        "vat": [], "party": party_facts(uow, found.id), "house": house_facts(uow),
        "reason": reason.strip(),
        "made_by": uow.actor, "approved_by": approved_by.strip(),
    }  # fmt: skip
    (row_id,) = issue(
        uow, "write_off", month,
        [_row("write_off", found.id, month, (0, -amount_minor), facts, original, uow)],
        [[line_row(line, found.id, month, 0)]], [entries],
    )  # fmt: skip
    uow.record("document.written_off", "document", row_id, org_id=found.id, reason=reason)
    return row_id


def cancel_document(uow: UnitOfWork, document_id: int, *, reason: str) -> int:
    """Cancel a receipt, tax invoice, debit note or write-off; it keeps its number.

    The cancellation is a document of its own and posts the mirror image of what it cancels.

    Raises:
        NotFoundError: no such document.
        NotCancellableError: a statement is taken back by a credit note, nothing else.
        DocumentCancelledError: it is cancelled already.
        CreditStandsError: a credit note took back what a debit note charged.
    """
    uow.lock_numbers()
    original = about.required_document(uow, document_id)
    access.require(uow, "billing.issue", original.org_id)
    required_reason(reason)
    if original.kind not in CANCELLABLE:
        raise NotCancellableError(original.code)
    if about.cancellation_of(uow, document_id) is not None:
        raise DocumentCancelledError(original.code)
    if original.kind == "debit_note":
        _require_left(uow, original)
    month = first_open_month(uow, original.accounting_month)
    entries: tuple[Entry, ...] = ()
    if original.transaction_id is not None:
        entries = ledger.mirrored(
            uow, original.transaction_id, month=month, on=ledger.today(uow), kind="cancellation",
            description=original.code,
        ).entries  # fmt: skip
    facts = {
        "vat": [], "party": original.facts.get("party", {}), "house": house_facts(uow),
        "reason": reason.strip(), "made_by": uow.actor,
        "taxed": to_plain(_standing(uow, original).by_cancelling(document_id)),
    }  # fmt: skip
    (row_id,) = issue(
        uow, "cancellation", month,
        [_row("cancellation", original.org_id, month, (0, 0), facts, original, uow)],
        [[]], [entries],
    )  # fmt: skip
    uow.record("document.cancelled", "document", row_id, org_id=original.org_id, reason=reason)
    return row_id


def _standing(uow: UnitOfWork, original: Document) -> Standing:
    return Standing.of(about.documents_of(uow, original.org_id))


def _require_left(uow: UnitOfWork, debit: Document) -> None:
    """Raises:
    CreditStandsError: without the debit note, credit notes would take more than was charged.
    """
    statement_id = debit.about_id or 0
    others = [one for one in about.standing_about(uow, statement_id)
              if one.kind in _KINDS and one.id != debit.id]  # fmt: skip
    noted, charged = about.noted(uow, others), dict(about.lines_of(uow, statement_id))
    for place, _ in about.lines_of(uow, debit.id):
        line = charged[place]
        if line.net_minor + noted.get(place, 0) < min(line.net_minor, 0):
            raise CreditStandsError(debit.code)


def required_reason(reason: str) -> None:
    """Raises:
    InvalidInputError: nothing was written.
    """
    if not reason.strip():
        raise InvalidInputError(field="reason", value="", reason="empty")


def _issued(
    uow: UnitOfWork,
    kind: str,
    original: Document,
    lines: Mapping[int, Line],
    taxes: Sequence[VatSum],
    entries: tuple[Entry, ...],
    facts: dict[str, Any],
) -> int:
    month = first_open_month(uow, original.accounting_month)
    ledger.ensure_accounts(uow, (NOTES,))
    tax = sum(one.vat_minor for one in taxes)
    net = sum(line.net_minor for line in lines.values())
    kept = {
        "vat": to_plain(tuple(taxes)), "party": original.facts.get("party", {}),
        "house": house_facts(uow), "made_by": uow.actor, **facts,
    }  # fmt: skip
    rows = [line_row(line, original.org_id, month, place) for place, line in sorted(lines.items())]
    row = _row(kind, original.org_id, month, (tax, net), kept, original, uow)
    (note_id,) = issue(uow, kind, month, [row], [rows], [entries])
    return note_id


def _row(
    kind: str,
    org_id: int,
    month: Month,
    amounts: tuple[int, int],
    facts: dict[str, Any],
    original: Document | None,
    uow: UnitOfWork,
) -> dict[str, Any]:
    """Columns of a document; ``amounts`` are its tax and its net."""
    tax, net = amounts
    return {
        "kind": kind,
        "org_id": org_id,
        "accounting_month": month,
        "issued_on": ledger.today(uow),
        "due_on": None,
        "brought_forward_minor": 0,
        "net_minor": net,
        "vat_minor": tax,
        "total_minor": net + tax,
        "facts": facts,
        "credits_id": None,
        "about_id": None if original is None else original.id,
    }


def note_entries(
    org_id: int, lines: Sequence[Line], taxes: Sequence[VatSum]
) -> tuple[Entry, ...]:
    """Receivable against income, what notes make of shares, and output VAT."""
    sums: dict[tuple[str, str], int] = {}
    for line in lines:
        key = _ACCOUNT_OF.get(line.kind, NOTES), line.project
        sums[key] = sums.get(key, 0) + line.net_minor
    tax = sum(one.vat_minor for one in taxes)
    sides = [
        Entry(RECEIVABLE, sum(sums.values()) + tax, org_id),
        *(Entry(account, -net, org_id, "", project) for (account, project), net in sums.items()),
        Entry(OUTPUT_VAT, -tax, org_id),
    ]
    return tuple(side for side in sides if side.amount_minor)
