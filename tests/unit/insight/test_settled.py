"""What is open of documents when nobody says what a payment was for."""

from __future__ import annotations

from datetime import date

from hubdesk.insight.model import AccountDocument, settled
from hubdesk.kernel.month import Month


def document(number: int, total_minor: int, kind: str = "statement") -> AccountDocument:
    return AccountDocument(
        number, kind, f"S-{number}", Month(2026, number), date(2026, number, 5), None, total_minor
    )


def open_parts(documents: list[AccountDocument], balance_minor: int) -> list[int]:
    return [one.open_minor for one in settled(tuple(documents), balance_minor)]


def test_the_newest_are_open_first() -> None:
    newest_first = [document(3, 300), document(2, 200), document(1, 100)]
    assert open_parts(newest_first, 0) == [0, 0, 0]
    assert open_parts(newest_first, 350) == [300, 50, 0]
    assert open_parts(newest_first, 600) == [300, 200, 100]


def test_a_credit_opens_nothing_and_is_never_open() -> None:
    assert open_parts([document(2, 200), document(1, 100)], -50) == [0, 0]
    assert open_parts([document(2, 200, "credit_note"), document(1, 100)], 100) == [0, 100]
    assert open_parts([document(2, -200), document(1, 100)], 100) == [0, 100]
