"""Invented visitors, and who is inside."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from hubdesk.frontdesk.model import GroupInside, Inside
from hubdesk.frontdesk.papers import EvacuationPaper, SignInPaper, SignInRow
from hubdesk.kernel.names import Names

_ZONE = ZoneInfo("Asia/Bangkok")
_NOW = datetime(2026, 10, 22, 13, 42, tzinfo=_ZONE)
_HOUSE = Names("ศูนย์ธรรมาภิบาลเปิด", "Open Gov Hub")
_ACT = Names("มูลนิธิต่อต้านคอร์รัปชัน", "Anti-Corruption Trust")


def sign_in(visitors: int = 12) -> SignInPaper:
    """A day's sheet; every fifth visitor is not to be named."""
    rows = tuple(
        SignInRow(
            540 + 20 * at, "" if at % 5 == 4 else f"คุณวิภา {at}", "" if at % 2 else "สำนักข่าวท้องถิ่น",
            "ACT", "Malee", 1 + at % 3,
        )
        for at in range(visitors)
    )  # fmt: skip
    return SignInPaper(_HOUSE, date(2026, 10, 22), rows, 30, _NOW, "nok")


def evacuation(groups: int = 30) -> EvacuationPaper:
    """A list with visitors, bookings and desks."""
    kinds = ("visit", "booking", "desk")
    found = tuple(
        GroupInside(
            kinds[at % 3], at, "ACT", _ACT, "" if at % 4 == 3 else f"ประชุม {at}",
            Names(f"ห้อง {at}", f"Room {at}"), Names("ชั้น 2", "Floor 2"),
            None if at % 6 == 5 else at % 7 + 1, _NOW, str(at) if at % 3 == 0 else "",
            sure=at % 5 != 4,
        )
        for at in range(groups)
    )  # fmt: skip
    return EvacuationPaper(_HOUSE, Inside(_NOW, found), _NOW, "nok")
