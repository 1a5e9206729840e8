"""What a receptionist types into one line, understood word by word."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubdesk.ui.today.desk.quick import Said, by_code, completed, last_word, proposals, understand

ORGS, KEYS, ROOMS = ("ACT", "BUD"), ("K-01", "ว-2"), ("R1", "201")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Wipa", Said("Wipa")),
        ("Wipa Srisuk act 14:30 x3", Said("Wipa Srisuk", org="ACT", minute=870, number=3)),
        ("คุณวิภา (สำนักข่าว) ACT 9.05 3คน", Said("คุณวิภา", org="ACT", minute=545, number=3,
                                                    where="สำนักข่าว")),
        ("Ek #7", Said("Ek", badge="7")),
        ("box @Malee Jaidee act", Said("box", org="ACT", whom="Malee Jaidee")),
        ("k-01 Chai bud 16:00", Said("Chai", org="BUD", key="K-01", minute=960)),
        ("! 201 air conditioner drips 17:00",
         Said("air conditioner drips", room="201", minute=1020, urgent=True)),
        ("25:00 26.70", Said("25:00 26.70")),
        ("x0", Said(number=1)),
        ("act act", Said("act", org="ACT")),
        ("", Said()),
    ],
)  # fmt: skip
def test_words_are_what_they_look_like(text: str, said: Said) -> None:
    assert understand(text, orgs=ORGS, keys=KEYS, rooms=ROOMS) == said


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("! วัง ไฟไม่ติด 15:30", "! WG ไฟไม่ติด 15:30"),
        ("ห้องวัง ไฟไม่ติด", "WG ไฟไม่ติด"),
        ("ห้องบันทึกเสียง ร้อน", "SR ร้อน"),
        ("Phone  booth 2 no light", "PB2 no light"),
        ("Phone booth 21 no light", "P booth 21 no light"),
        ("! วัง", "! WG "),
        ("วังเวง", "วังเวง"),
        ("", ""),
    ],
)
def test_a_room_may_be_named_at_the_beginning(text: str, read: str) -> None:
    names = {"วัง": "WG", "ห้องบันทึกเสียง": "SR", "phone booth 2": "PB2", "phone": "P"}
    assert by_code(text, names) == read


@settings(max_examples=50)
@given(st.text(max_size=60))
def test_any_text_is_understood_somehow(text: str) -> None:
    said = understand(text, orgs=ORGS, keys=KEYS, rooms=ROOMS)
    assert said.number >= 1
    assert said.minute is None or 0 <= said.minute < 1440
    assert said.org in ("", *ORGS)


def test_codes_are_proposed_for_the_last_word() -> None:
    choices = [("ACT", "Anti-Corruption Trust"), ("BUD", "Budget Watch"), ("TRA", "Transparent")]
    assert proposals("tr", choices) == ["TRA", "ACT"]
    assert proposals("budg", choices) == ["BUD"]
    assert proposals("b", choices) == []
    assert last_word("Wipa bu") == "bu"
    assert last_word("Wipa ") == ""
    assert completed("Wipa bu", "BUD") == "Wipa BUD "
