"""The hand-written Thai order agrees with ICU's, which the window's toolkit carries."""

from __future__ import annotations

import random

from PySide6.QtCore import QCollator, QLocale

from hubdesk.words.sorting import sort_key

_CONSONANTS = [chr(code) for code in range(0x0E01, 0x0E2F)]
_VOWELS = ["", "", "ั", "า", "ิ", "ี", "ึ", "ุ", "ู", "ะ"]
_MARKS = ["", "", "่", "้", "๊", "๋", "์", "็"]


def _word(chance: random.Random) -> str:
    if chance.random() < 0.1:
        return chance.choice(["Zoo", "abc", "Ab", "ab", "É", "room", "7"])
    syllables = [
        chance.choice(["", "", "เ", "แ", "โ", "ไ", "ใ"])
        + chance.choice(_CONSONANTS)
        + chance.choice(_VOWELS)
        + chance.choice(_MARKS)
        for _ in range(chance.randint(1, 3))
    ]
    return "".join(syllables)


def test_twenty_thousand_pairs_stand_as_in_the_dictionary() -> None:
    collator = QCollator(QLocale("th_TH"))
    chance = random.Random(4)
    for _ in range(20_000):
        first, second = _word(chance), _word(chance)
        theirs = collator.compare(first, second)
        ours = (sort_key(first) > sort_key(second)) - (sort_key(first) < sort_key(second))
        assert theirs == 0 or (theirs > 0) == (ours > 0), (first, second)
