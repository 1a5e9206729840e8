"""Names stand as in a Thai dictionary."""

from __future__ import annotations

import random

import pytest

from hubdesk.words.sorting import sort_key


@pytest.mark.parametrize(
    "ordered",
    [
        ["กา", "กี", "เก", "แก", "โก", "ไก"],
        ["แม", "แม่", "แม้"],
        ["รวม", "ฤดู", "ลม"],
        ["1", "2", "ก", "ฮ", "A", "z"],
        ["a", "A", "ab", "B", "é", "f"],
        ["เก่า", "เก้า", "เกาะ", "ขาว"],
        ["กรรม", "กระทรวง", "การ", "กำ", "เก"],
        ["ห้อง ๑", "ห้อง 2"],
        ["มูลนิธิ", "เมือง", "ยา"],
        ["กอด", "ก็อป", "กอฟ"],
    ],
)
def test_dictionary_order(ordered: list[str]) -> None:
    shuffled = ordered[:]
    random.Random(7).shuffle(shuffled)
    assert sorted(shuffled, key=sort_key) == ordered


def test_both_spellings_of_sara_am_are_one() -> None:
    assert sort_key("น\u0e4d\u0e32")[:3] == sort_key("น\u0e33")[:3]
    assert sort_key("น\u0e4d\u0e49\u0e32")[:3] == sort_key("น\u0e49\u0e33")[:3]


def test_marks_and_capitals_decide_only_ties() -> None:
    assert sort_key("แม่ก") < sort_key("แมข")
    assert sort_key("Ab") < sort_key("ac")
    assert sort_key("a") < sort_key("A") < sort_key("b")
