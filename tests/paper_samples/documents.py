"""A receipt, the ageing of debts and an account, with every field filled."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from hubdesk.kernel.names import Names
from hubdesk.month.papers import Letterhead, Party, Printed, VatLine
from hubdesk.month.papers.document import (
    AccountMove,
    AccountPaper,
    AgeingPaper,
    AgeingRow,
    DocumentLine,
    DocumentPaper,
    Original,
    PaidBy,
)

AT = datetime(2026, 10, 31, 3, 0, tzinfo=UTC)
DAY = date(2026, 10, 31)
HOUSE = Letterhead(
    Names("บ้านตัวอย่าง", "Sample House"), Names("มูลนิธิตัวอย่าง", "Sample Foundation"),
    Names("1 ถนนหนึ่ง กรุงเทพฯ", "1 First Road, Bangkok"), "0994000165501",
    Names("สำนักงานใหญ่ (00000)", "head office (00000)"), "02-000-0000", "house@example.org",
)  # fmt: skip
PARTY = Party(
    "ACT", Names("มูลนิธิการกระทำ", "Action Trust"), Names("2 ถนนสอง", "2 Second Road"),
    "0993000133978", Names("สาขาที่ 00001", "branch 00001"),
)  # fmt: skip
PRINTED = Printed(AT, "mali", "ab" * 32, "document")
_AGE = AgeingRow("ACT", Names("มูลนิธิการกระทำ", "Action Trust"), (1, 2, 3, 4, 5), 6, 7, 14)


def receipt(kind: str = "tax_receipt") -> DocumentPaper:
    """A document of any kind; its figures are a receipt's."""
    return DocumentPaper(
        kind, "RT-2569/10-0001", DAY, "THB", True, HOUSE, PARTY, PRINTED,
        (DocumentLine("paid", Names("IV-1", "IV-1"), 10000, "7", "P-7"),
         DocumentLine("on_account", Names(), 500, "exempt")),
        (VatLine("7", 10000, 700), VatLine("exempt", 500, 0)), 10500, 700, 11200,
        Names("หนึ่งร้อยสิบสองบาทถ้วน", "one hundred twelve baht only"),
        reason="เหตุผล reason", original=Original("IV-1", DAY, 20000, 10000),
        paid=PaidBy("RC-1", DAY, "T-9", 300), made_by="mali", approved_by="somchai",
        cancelled="VO-1",
    )  # fmt: skip


def ageing() -> AgeingPaper:
    rows = tuple(replace(_AGE, code=f"A{number}") for number in range(3))
    return AgeingPaper(DAY, "THB", HOUSE, PRINTED, rows, _AGE)


def account() -> AccountPaper:
    moves = tuple(
        AccountMove(DAY, kind, f"N-{number}", "", 100, 100 * number)
        for number, kind in enumerate(("statement", "payment", "credit_note", "other"), start=1)
    )
    return AccountPaper(DAY, "THB", HOUSE, PARTY, PRINTED, moves, _AGE)
