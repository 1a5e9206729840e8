"""What notes and receipts say of the documents they are about; pure.

A note changes lines of a document that was issued, and its tax is the difference that makes: tax of
the changed sums less tax of the sums as they were, so that a document and its notes together always
bear the tax of what is left.  A receipt takes a part of a document's sums; the parts of all its
receipts add up to the document, to the last minor unit.

    >>> left = {"7": 1000}
    >>> changed_vat(left, {"7": -400}, {"7": Fraction(7, 100)})
    (VatSum(vat='7', net_minor=-400, vat_minor=-28),)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from hubdesk.billing.model import Line, VatSum
from hubdesk.kernel.errors import InvalidInputError
from hubdesk.kernel.money import percent_half_up, round_half_up
from hubdesk.rules.vat import RATES

#: What documents there are; those of the second line are about another document or a payment.
DOCUMENT_KINDS = (
    "statement", "credit_note",
    "debit_note", "receipt", "tax_receipt", "tax_invoice", "write_off", "cancellation",
)  # fmt: skip
#: What can be cancelled: it stands in no locked month's charges.
CANCELLABLE = ("debit_note", "receipt", "tax_receipt", "tax_invoice", "write_off")
#: Line of a receipt: paid of a document, or without one.
PAID, ON_ACCOUNT = "paid", "on_account"


@dataclass(frozen=True, slots=True)
class Settled:
    """What a payment pays of a document.

    Attributes:
        vat: the document's sums, with its notes.
        before_minor: what earlier receipts took of it, tax included.
        amount_minor: what this one takes, tax included.
        invoiced: it has a tax invoice of its own, so the receipt shows no tax for it.
        shown: what earlier receipts showed of it, by kind; empty where they do not tell.
    """

    document_id: int
    code: str
    vat: tuple[VatSum, ...]
    before_minor: int
    amount_minor: int
    invoiced: bool = False
    shown: tuple[VatSum, ...] = ()


def rates_of(sums: Iterable[VatSum]) -> dict[str, Fraction]:
    """Kind → rate at which a document was taxed: none where it bears none."""
    return {
        one.vat: (RATES[one.vat] or Fraction(0)) if one.vat_minor or not one.net_minor
        else Fraction(0)
        for one in sums
    }  # fmt: skip


def changed_vat(
    left: Mapping[str, int], change: Mapping[str, int], rates: Mapping[str, Fraction]
) -> tuple[VatSum, ...]:
    """Tax of a note, by kind in the order of ``RATES``.

    Args:
        left: kind → net of the document with its earlier notes.
        change: kind → net of the note, negative for a credit.
        rates: of the document.
    """
    found = []
    for kind in RATES:
        if kind in change:
            rate, before = rates.get(kind, Fraction(0)), left.get(kind, 0)
            after = before + change[kind]
            tax = percent_half_up(after, rate) - percent_half_up(before, rate)
            found.append(VatSum(kind, change[kind], tax))
    return tuple(found)


def changed_lines(
    lines: Sequence[Line], noted: Mapping[int, int], wanted: Mapping[int, int] | None, sign: int
) -> dict[int, Line]:
    """The lines of a note, by the place of the line they change.

    Args:
        lines: the document's.
        noted: place → what earlier notes made of it, net.
        wanted: place → net amount, positive; None takes back all that is left of every line.
        sign: −1 for a credit, 1 for a debit.

    Raises:
        InvalidInputError: no such line, nothing, or more credited than is left of one.
    """
    left = {place: line.net_minor + noted.get(place, 0) for place, line in enumerate(lines)}
    amounts = wanted if wanted is not None else {at: net for at, net in left.items() if net}
    found = {}
    for place, amount in amounts.items():
        if place not in left:
            raise InvalidInputError(field="line", value=str(place + 1), reason="unknown")
        if wanted is not None and amount <= 0:
            raise InvalidInputError(field="amount", value=str(amount), reason="not_positive")
        if sign < 0 and wanted is not None and amount > left[place]:
            raise InvalidInputError(field="amount", value=str(amount), reason="more_than_left")
        line = lines[place]
        found[place] = Line(
            line.kind, line.source_id, line.description, sign * amount, line.vat_rate,
            line.project, line.pool,
        )  # fmt: skip
    if not found:
        raise InvalidInputError(field="amount", value="0", reason="zero")
    return found


def nets(lines: Iterable[Line]) -> dict[str, int]:
    """Kind of tax → net of the lines."""
    found: dict[str, int] = {}
    for line in lines:
        found[line.vat_rate] = found.get(line.vat_rate, 0) + line.net_minor
    return found


def paid_of(settled: Settled) -> tuple[VatSum, ...]:
    """The part of a document's sums that a payment pays, by kind.

    What has been paid in all is shared over the kinds by their gross sums and each kind's tax by
    the same proportion; a receipt has what that adds to what the earlier ones showed, so that all
    of them add up to the document, whatever notes came between.  Where a note took back what was
    shown already, only what is left is shared: a receipt takes nothing away.
    """
    after = _up_to(settled.vat, settled.before_minor + settled.amount_minor)
    told = sum(one.net_minor + one.vat_minor for one in settled.shown) == settled.before_minor
    if told:
        exact = less(after, settled.shown)
        if all(one.net_minor >= 0 and one.vat_minor >= 0 for one in exact):
            return exact
    return less(after, _up_to(settled.vat, settled.before_minor))


def less(sums: Iterable[VatSum], taken: Iterable[VatSum]) -> tuple[VatSum, ...]:
    """Sums without others, by kind in the order of ``RATES``."""
    mirrored = (VatSum(one.vat, -one.net_minor, -one.vat_minor) for one in taken)
    return summed((*sums, *mirrored))


def summed(sums: Iterable[VatSum]) -> tuple[VatSum, ...]:
    """One sum of each kind, in the order of ``RATES``."""
    found: dict[str, tuple[int, int]] = {}
    for one in sums:
        net, tax = found.get(one.vat, (0, 0))
        found[one.vat] = net + one.net_minor, tax + one.vat_minor
    return tuple(VatSum(kind, *found[kind]) for kind in RATES if kind in found)


def _up_to(sums: Sequence[VatSum], paid_minor: int) -> tuple[VatSum, ...]:
    """The first ``paid_minor`` of a document's sums; rounding never moves between receipts.

    The running total over the kinds is rounded, not each kind: so they add up to what was paid.
    """
    total = sum(one.net_minor + one.vat_minor for one in sums)
    found, running, given = [], 0, 0
    for one in sums:
        running += one.net_minor + one.vat_minor
        gross = (round_half_up(Fraction(paid_minor * running, total)) if total else 0) - given
        given += gross
        whole = one.net_minor + one.vat_minor
        tax = round_half_up(Fraction(gross * one.vat_minor, whole)) if whole else 0
        found.append(VatSum(one.vat, gross - tax, tax))
    return tuple(found)


def receipt_lines(
    settled: Iterable[Settled], on_account_minor: int
) -> tuple[tuple[Line, ...], tuple[VatSum, ...]]:
    """Lines of a receipt, and its tax by kind.

    Args:
        on_account_minor: what settles no document; it bears no tax yet.
    """
    lines: list[Line] = []
    taxes: list[VatSum] = []
    for one in settled:
        for part in paid_of(one):
            gross = part.net_minor + part.vat_minor
            if not gross:
                continue
            if one.invoiced:
                lines.append(Line(PAID, one.document_id, one.code, gross, "exempt"))
                continue
            lines.append(Line(PAID, one.document_id, one.code, part.net_minor, part.vat))
            taxes.append(part)
    if on_account_minor:
        lines.append(Line(ON_ACCOUNT, 0, "", on_account_minor, "exempt"))
    return tuple(lines), summed(taxes)
