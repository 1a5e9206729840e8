"""How a command is meant by what is typed, and how sections are put in order."""

from __future__ import annotations

import pytest

from hubdesk.search.model import APART, EXACT_NAME, INSIDE, PREFIX, WORD
from hubdesk.ui.places import Command
from hubdesk.ui.search.commands import fit, matching
from hubdesk.ui.search.lines import Line, Section, arrange


@pytest.mark.parametrize(
    ("typed", "label", "rank"),
    [
        ("new booking", "new booking", EXACT_NAME),
        ("new b", "new booking", PREFIX),
        ("boo", "new booking", WORD),
        ("boo ne", "new booking", WORD),
        ("nb", "new booking", APART),
        ("nebo", "new booking", APART),
        ("nbx", "new booking", None),
        ("ok", "new booking", None),
        ("ภาษาไทย", "ใช้ภาษาไทย", INSIDE),
        ("า", "ใช้ภาษาไทย", None),
        ("aa", "a b", None),
    ],
)
def test_fit(typed: str, label: str, rank: int | None) -> None:
    assert fit(typed, label) == rank


def test_a_command_is_found_in_both_languages_best_first() -> None:
    commands = [
        Command("a", "Walk-in booking", print),
        Command("b", "New booking", print),
        Command("c", "Bookings", print),
    ]
    assert [command.name for _, command in matching("BOOK", commands)] == ["c", "a", "b"]
    assert [command.name for _, command in matching("การจองใหม่", commands)] == ["b"]
    assert len(matching("", commands)) == 3


def test_the_section_with_the_best_fit_comes_first_and_empty_ones_stay_away() -> None:
    def section(heading: str, *ranks: int) -> Section:
        return Section(
            heading, tuple(Line("item", f"{heading}{rank}", rank=rank) for rank in ranks)
        )

    found = arrange([section("a", 4, 2), section("b"), section("c", 0, 9), section("d", 2)])
    assert [line.text for line in found] == ["c", "c0", "c9", "a", "a4", "a2", "d", "d2"]
    assert [line.kind for line in found].count("head") == 3
