"""What is owed to suppliers, a certificate of tax withheld and the lists for the tax office."""

from __future__ import annotations

from hubdesk.kernel.month import Month
from hubdesk.kernel.names import Names
from hubdesk.month.papers.suppliers import (
    CertificateLine,
    CertificatePaper,
    PayableAge,
    PayableLine,
    PayablesPaper,
    TaxLine,
    UntaxedLine,
    VatReturnPaper,
    WithholdingLine,
    WithholdingListPaper,
)
from tests.paper_samples.documents import DAY, HOUSE, PARTY, PRINTED

_MONTH = Month(2026, 10)
_CLEANERS = Names("ร้านสะอาด", "Clean Corner")
_WORDS = Names("สามบาทถ้วน", "three baht only")


def payables() -> PayablesPaper:
    """Bills of every state, one of them a credit."""
    lines = (
        PayableLine(_CLEANERS, "B-1", DAY, DAY, 10700, 0, 10700, "open"),
        PayableLine(_CLEANERS, "B-2", DAY, DAY, 10700, 700, 10000, "part"),
        PayableLine(_CLEANERS, "B-3", DAY, DAY, -500, 0, -500, "open"),
    )
    age = PayableAge(_CLEANERS, (1, 2, 3, 4, 20690), 500, 20200)
    return PayablesPaper(DAY, "THB", HOUSE, PRINTED, (age,), age, lines)


def certificate() -> CertificatePaper:
    """A cancelled one with two kinds of payment."""
    return CertificatePaper(
        "WT-2569/10-0001", "WT-2569/10", 1, "pnd53", 1, DAY, DAY, "THB", HOUSE, PARTY, PRINTED,
        (CertificateLine("5", "rent", "5", 4000, 200),
         CertificateLine("6", "service", "3", 3333, 100)),
        7333, 300, _WORDS, "PV-1", "mali", cancelled=True,
    )  # fmt: skip


def withheld(form: str = "pnd53") -> WithholdingListPaper:
    """Two lines, the second of a cancelled certificate."""
    lines = tuple(
        WithholdingLine(number, f"WT-{number}", PARTY, DAY, "service", "3", 10000, 300, number == 2)
        for number in (1, 2)
    )
    return WithholdingListPaper(_MONTH, form, "THB", HOUSE, PRINTED, lines, 10000, 300)


def vat_return() -> VatReturnPaper:
    """A sale, one that takes it back in part, a purchase, and money no tax document shows."""
    sale = TaxLine("TX-1", DAY, PARTY.name, PARTY.tax_id, "00001", 10000, 700, 500)
    back = TaxLine("CN-1", DAY, PARTY.name, PARTY.tax_id, "00001", -1000, -70)
    bought = TaxLine("B-1", DAY, _CLEANERS, "", "", 5000, 350)
    return VatReturnPaper(
        _MONTH, "THB", HOUSE, PRINTED, (sale, back), (bought,), 100, 400, 700,
        (UntaxedLine("RT-1", DAY, PARTY.name, 500, "on_account"),
         UntaxedLine("RC-2", DAY, PARTY.name, 700, "no_receipt")),
    )  # fmt: skip
