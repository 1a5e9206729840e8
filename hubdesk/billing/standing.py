"""An organisation's documents that stand, and what they together leave of a statement; pure.

A statement and the notes about it are one: its tax invoice and its receipts are of what is left of
both.  Imports only ``kernel`` and siblings.

    >>> Standing.of(()).owing()
    []
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hubdesk.billing.documents import summed
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
        for one in self.documents:
            if one.kind in _RECEIPTS:
                for document_id, minor in one.facts.get("paid", ()):
                    paid[document_id] = paid.get(document_id, 0) + minor
                for document_id, vat, net, tax in one.facts.get("shown", ()):
                    shown[document_id] = summed(
                        (*shown.get(document_id, ()), VatSum(vat, net, tax))
                    )
        return paid, shown


def left_of(statement: Document, notes: Iterable[Document]) -> tuple[VatSum, ...]:
    """A statement's sums with those of notes about it, by kind in the order of ``RATES``."""
    return summed(
        one
        for document in (statement, *notes)
        for one in from_plain(tuple[VatSum, ...], document.facts["vat"])
    )

