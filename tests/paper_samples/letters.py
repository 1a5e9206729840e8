"""A letter that announces a new fee."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hubdesk.kernel.names import Names
from hubdesk.month.papers import Party, Printed
from hubdesk.month.papers.letter import Offer, PriceLetterPaper
from tests.paper_samples.house import letterhead

TEAM = Names("โต๊ะทีม", "Team desk")


def price_letter() -> PriceLetterPaper:
    """ACT pays 9,500 instead of 9,000 from the new year on."""
    return PriceLetterPaper(
        currency="THB",
        letterhead=letterhead(),
        party=Party("ACT", Names("มูลนิธิต่อต้านคอร์รัปชัน", "Anti-Corruption Trust")),
        printed=Printed(datetime(2026, 11, 20, 3, tzinfo=UTC), "manager"),
        issued_on=date(2026, 11, 20),
        valid_from=date(2027, 1, 1),
        before=Offer(TEAM, 4, 9_000_00),
        after=Offer(TEAM, 4, 9_500_00),
        vat="7",
        notice_days=30,
        ends_on=date(2026, 12, 31),
    )
