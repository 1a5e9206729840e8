"""Use cases of matching: a line of the bank becomes payments, or is one that was entered by hand.

One line may be payments of several organisations for several documents, and a document may be
paid by several lines.  Confirming posts; taking back reverses.  A key makes it happen once.

    confirm_match(uow, line_id, [Part(org_id, document_id, 98_500)], key=key)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hubdesk.access import service as access
from hubdesk.billing.model import BankLine
from hubdesk.billing.queries import bank as queries
from hubdesk.billing.queries import document
from hubdesk.billing.service.payments import add_payment, void_payment
from hubdesk.billing.tables import BankMatchRow, PaymentRow
from hubdesk.kernel.errors import InvalidInputError, NotFoundError, RefusedError
from hubdesk.kernel.ids import new_key
from hubdesk.ledger import service as ledger
from hubdesk.orgs.queries import organisation
from hubdesk.store.session import UnitOfWork

#: Begins the idempotency keys of payments that were made by matching, and of those by hand.
_MADE, _LINKED = "bank/", "line/"
KEYS_BEGIN = (_MADE, _LINKED)
#: Kinds of documents that something is owed by.
_OWING = ("statement", "debit_note")


class LineSettledError(RefusedError):
    """More than is left of the line; ``left_minor`` is."""

    code = "line_settled"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a line.

    Attributes:
        document_id: the statement it settles; None leaves it on the organisation's account.
        amount_minor: what it settles, the withheld part included; negative for money paid back.
    """

    org_id: int
    document_id: int | None
    amount_minor: int
    withheld_minor: int = 0

    @property
    def cash_minor(self) -> int:
        """What of it reached the bank."""
        return self.amount_minor - self.withheld_minor


def confirm_match(
    uow: UnitOfWork, line_id: int, parts: Sequence[Part], *, key: str | None = None
) -> list[int]:
    """Post the payments a line is, one for each organisation, on the line's day.

    A payment of a locked month stands in the first open one after it.

    Args:
        parts: what of the line is whose; the rest of it stays open.
        key: idempotency key; the same key twice returns what the first one made.

    Returns:
        Ids of the matches.

    Raises:
        NotFoundError: no such line, organisation or document.
        LineSettledError: more than is left of the line.
        InvalidInputError: nothing, a document of another organisation, or amounts that cannot be.
    """
    access.require(uow, "billing.pay")
    key = f"{_MADE}{key or new_key()}"
    if known := queries.matches_by_key(uow, key):
        return known
    line = queries.bank_line(uow, line_id)
    _check(uow, line, parts)
    uow.record("bank_match.confirmed", "bank_line", line_id)
    ids = []
    for org_id in dict.fromkeys(part.org_id for part in parts):
        own = [part for part in parts if part.org_id == org_id]
        payment_id = add_payment(
            uow,
            org=organisation(uow, org_id).code,
            date=line.date,
            amount_minor=sum(part.amount_minor for part in own),
            withheld_minor=sum(part.withheld_minor for part in own),
            reference=line.reference or line.counterparty,
            key=f"{key}/{org_id}",
        )
        ids += [
            _match(uow, line_id, payment_id, part, f"{key}/{org_id}.{at}")
            for at, part in enumerate(own)
        ]
    return ids


def match_payment(
    uow: UnitOfWork, line_id: int, payment_id: int, *, parts: Sequence[Part] = (),
    key: str | None = None,
) -> list[int]:  # fmt: skip
    """Say that a payment that stands is this line; nothing is posted again.

    Args:
        parts: what it settles; nothing said leaves that to age.

    Raises:
        NotFoundError: no such line or payment, or the payment is another line's already, or was
            taken back.
        LineSettledError: more than is left of the line.
    """
    key = f"{_LINKED}{key or new_key()}"
    if known := queries.matches_by_key(uow, key):
        return known
    line = queries.bank_line(uow, line_id)
    row = uow.row(PaymentRow, payment_id)
    if row is None or row["void"] or queries.matches_of_payment(uow, payment_id):
        raise NotFoundError(kind="payment", key=str(payment_id))
    access.require(uow, "billing.pay", row["org_id"])
    ledger.require_standing(uow, PaymentRow, "payment", row)
    parts = parts or [Part(row["org_id"], None, row["amount_minor"], row["withheld_minor"])]
    _check(uow, line, parts)
    uow.record("bank_match.confirmed", "bank_line", line_id)
    return [
        _match(uow, line_id, payment_id, part, f"{key}/{at}") for at, part in enumerate(parts)
    ]


def undo_match(uow: UnitOfWork, line_id: int, *, reason: str = "") -> int:
    """Take all matches of a line back: their payments are reversed, those by hand stay.

    Returns:
        How many matches were taken back.

    Raises:
        NotFoundError: no such line, or it is not matched.
    """
    found = queries.matches_of_line(uow, line_id)
    if not found:
        raise NotFoundError(kind="bank_match", key=str(line_id))
    access.require(uow, "billing.pay")
    uow.record("bank_match.undone", "bank_line", line_id, reason=reason)
    for payment_id in dict.fromkeys(one.payment_id for one in found):
        release(uow, payment_id, reason=reason)
    return len(found)


def release(uow: UnitOfWork, payment_id: int, *, reason: str) -> None:
    """Take the matches of one payment back, and it with them if matching made it."""
    row = uow.row(PaymentRow, payment_id)
    if row is not None and row["idem_key"].startswith(_MADE) and not row["void"]:
        void_payment(uow, payment_id, reason=reason)
        return
    for one in queries.matches_of_payment(uow, payment_id):
        uow.update(BankMatchRow, one.id, void=True)


def _check(uow: UnitOfWork, line: BankLine, parts: Sequence[Part]) -> None:
    cash = sum(part.cash_minor for part in parts)
    if not parts or cash == 0:
        raise InvalidInputError(field="amount", value="0", reason="zero")
    for part in parts:
        if part.cash_minor * line.amount_minor <= 0 or (
            part.withheld_minor and not 0 < part.withheld_minor < part.amount_minor
        ):
            raise InvalidInputError(
                field="amount", value=str(part.amount_minor), reason="out_of_range"
            )
        if part.document_id is None:
            continue
        found = document(uow, part.document_id)
        if found is None or found.org_id != part.org_id or found.kind not in _OWING:
            raise NotFoundError(kind="document", key=str(part.document_id))
    left = line.amount_minor - line.matched_minor
    if abs(cash) > abs(left):
        raise LineSettledError(left_minor=left)


def _match(uow: UnitOfWork, line_id: int, payment_id: int, part: Part, key: str) -> int:
    return uow.insert(
        BankMatchRow,
        idem_key=key,
        line_id=line_id,
        payment_id=payment_id,
        document_id=part.document_id,
        org_id=part.org_id,
        amount_minor=part.amount_minor,
        withheld_minor=part.withheld_minor,
        void=False,
    )
