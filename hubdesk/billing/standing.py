"""An organisation's documents that stand, and what they together leave of a statement; pure.

A statement and the notes about it are one: its tax invoice and its receipts are of what is left of
both.  A statement that was taken back is one with that which was issued anew for its month: what
was paid of it is paid of the other.

In a VAT return counts what tax documents say of a statement: all that notes left of it where it has
a tax invoice, else what its receipts showed of that.  A note or a cancellation counts what it
changes of this.  Imports only ``kernel`` and siblings.

    >>> Standing.of(()).owing()
    []
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hubdesk.billing.documents import less, summed
from hubdesk.billing.model import Document, VatSum
from hubdesk.kernel.plain import from_plain

_NOTES = ("credit_note", "debit_note")
_RECEIPTS = ("receipt", "tax_receipt")


@dataclass(frozen=True, slots=True)
class Owing:
    """A statement that stands, with its notes.

    Attributes:
        code: its number, and those of its debit notes.
        vat: what is left of it, by kind of tax.
        left_minor: what is to be paid of it, tax included; what was written off is not.
        before_minor: what standing receipts took of it, tax included.
        shown: what they showed of it, by kind of tax; empty where they do not tell.
        invoiced: it has a tax invoice of its own.
    """

    id: int
    code: str
    vat: tuple[VatSum, ...]
    left_minor: int
    before_minor: int = 0
    shown: tuple[VatSum, ...] = ()
    invoiced: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """Documents of one organisation, without cancellations and what they cancelled."""

    documents: tuple[Document, ...]

    @classmethod
    def of(cls, documents: Iterable[Document]) -> Standing:
        """Of all documents of an organisation, in the order they were issued."""
        found = tuple(documents)
        gone = {one.about_id for one in found if one.kind == "cancellation"}
        return cls(
            tuple(one for one in found if one.kind != "cancellation" and one.id not in gone)
        )

    def owing(self) -> list[Owing]:
        """Statements something is left of, the oldest first."""
        about: dict[int, list[Document]] = {}
        for one in self.documents:
            if (subject := one.about_id or one.credits_id) is not None:
                about.setdefault(subject, []).append(one)
        paid, shown = self._paid()
        found = []
        for one in self.documents:
            others = about.get(one.id, [])
            if one.kind != "statement" or any(other.credits_id for other in others):
                continue
            notes = [other for other in others if other.kind in _NOTES]
            lost = sum(other.total_minor for other in others if other.kind == "write_off")
            left = one.total_minor + sum(note.total_minor for note in notes) + lost
            if left > 0:
                debits = [note.code for note in notes if note.kind == "debit_note"]
                found.append(Owing(
                    one.id, ", ".join((one.code, *debits)), left_of(one, notes), left,
                    paid.get(one.id, 0), shown.get(one.id, ()),
                    any(other.kind == "tax_invoice" for other in others),
                ))  # fmt: skip
        return found

    def shown(self, statement_id: int) -> tuple[VatSum, ...]:
        """What receipts showed of a statement, by kind of tax."""
        return self._paid()[1].get(self._anew().get(statement_id, statement_id), ())

    def taxed(self, statement_id: int, change: Iterable[VatSum] = ()) -> tuple[VatSum, ...]:
        """What tax documents say of a statement, by kind.

        Args:
            change: sums of one more note about it.
        """
        at = self._anew().get(statement_id, statement_id)
        left = summed((*self._left(at), *change))
        return left if self._invoiced(at) else _at_most(self.shown(at), left)

    def by_note(self, statement_id: int, change: Iterable[VatSum]) -> tuple[VatSum, ...]:
        """What a note that is added to these documents counts in the VAT return."""
        return _difference(self.taxed(statement_id, change), self.taxed(statement_id))

    def by_taking_back(self, statement_id: int, anew: Iterable[VatSum]) -> tuple[VatSum, ...]:
        """What the credit note of a whole statement counts.

        Args:
            anew: sums of the statement that is issued in its place.
        """
        after = () if self._invoiced(statement_id) else _at_most(self.shown(statement_id), anew)
        return _difference(after, self.taxed(statement_id))

    def by_cancelling(self, document_id: int) -> tuple[VatSum, ...]:
        """What the cancellation of one of these documents counts."""
        one = next(one for one in self.documents if one.id == document_id)
        if one.kind == "tax_receipt" and "shown" not in one.facts:
            return _difference((), left_of(one, ()))
        rest = Standing(tuple(other for other in self.documents if other is not one))
        anew = self._anew()
        about = {one.about_id} if one.about_id else {row[0] for row in one.facts.get("paid", ())}
        statements = {anew.get(at, at) for at in about}
        return _difference(
            (part for at in statements for part in rest.taxed(at)),
            (part for at in statements for part in self.taxed(at)),
        )

    def _anew(self) -> dict[int, int]:
        """Statement that was taken back → the newest of its month."""
        newest = {one.accounting_month: one.id for one in self.documents if one.kind == "statement"}
        gone = {one.credits_id for one in self.documents}
        return {
            one.id: newest[one.accounting_month]
            for one in self.documents
            if one.kind == "statement" and one.id in gone
        }

    def _left(self, statement_id: int) -> tuple[VatSum, ...]:
        """What notes left of a statement; nothing where it was taken back."""
        if any(one.credits_id == statement_id for one in self.documents):
            return ()
        return summed(
            part
            for one in self.documents
            if one.id == statement_id or (one.about_id == statement_id and one.kind in _NOTES)
            for part in left_of(one, ())
        )

    def _invoiced(self, statement_id: int) -> bool:
        return any(
            one.kind == "tax_invoice" and one.about_id == statement_id for one in self.documents
        )

    def subject_of(self, document_id: int) -> int:
        """The statement a debit note belongs to; anything else is its own."""
        for one in self.documents:
            if one.id == document_id and one.kind == "debit_note" and one.about_id is not None:
                return one.about_id
        return document_id

    def _paid(self) -> tuple[dict[int, int], dict[int, tuple[VatSum, ...]]]:
        """Statement → what receipts took of it, and what of that they showed by kind of tax."""
        paid: dict[int, int] = {}
        shown: dict[int, tuple[VatSum, ...]] = {}
        anew = self._anew()
        for one in self.documents:
            if one.kind in _RECEIPTS:
                for document_id, minor in one.facts.get("paid", ()):
                    at = anew.get(document_id, document_id)
                    paid[at] = paid.get(at, 0) + minor
                for document_id, vat, net, tax in one.facts.get("shown", ()):
                    at = anew.get(document_id, document_id)
                    shown[at] = summed((*shown.get(at, ()), VatSum(vat, net, tax)))
        return paid, shown


def left_of(statement: Document, notes: Iterable[Document]) -> tuple[VatSum, ...]:
    """A statement's sums with those of notes about it, by kind in the order of ``RATES``."""
    return summed(
        one
        for document in (statement, *notes)
        for one in from_plain(tuple[VatSum, ...], document.facts["vat"])
    )


def taxed_by(one: Document, documents: Iterable[Document]) -> tuple[VatSum, ...]:
    """What a document counts in the VAT return, by kind; nothing where it is no tax document.

    A note and a cancellation tell themselves.  Those that were issued before they did are judged
    by what stood then.

    Args:
        documents: all of its organisation, asked only where a document does not tell.
    """
    if one.facts.get("taxed") is not None:
        return from_plain(tuple[VatSum, ...], one.facts["taxed"])
    if one.kind in ("tax_invoice", "tax_receipt"):
        return left_of(one, ())
    known = tuple(documents)
    before = Standing.of(other for other in known if other.id < one.id)
    if one.kind == "cancellation" and one.about_id is not None:
        return before.by_cancelling(one.about_id)
    if one.credits_id is not None:
        later = (other for other in known if other.id > one.id and other.kind == "statement"
                 and other.accounting_month == one.accounting_month)  # fmt: skip
        anew = next(later, None)
        return before.by_taking_back(one.credits_id, () if anew is None else left_of(anew, ()))
    if one.kind in _NOTES and one.about_id is not None:
        return before.by_note(one.about_id, left_of(one, ()))
    return ()


def _at_most(shown: Iterable[VatSum], left: Iterable[VatSum]) -> tuple[VatSum, ...]:
    """Of each kind what was shown, but no more than is left."""
    limits = {one.vat: one for one in left}
    found = []
    for one in shown:
        limit = limits.get(one.vat, VatSum(one.vat, 0, 0))
        found.append(VatSum(
            one.vat, min(one.net_minor, max(limit.net_minor, 0)),
            min(one.vat_minor, max(limit.vat_minor, 0)),
        ))  # fmt: skip
    return tuple(found)


def _difference(after: Iterable[VatSum], before: Iterable[VatSum]) -> tuple[VatSum, ...]:
    return tuple(one for one in less(after, before) if one.net_minor or one.vat_minor)
