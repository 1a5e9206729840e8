"""Lines break between words and nothing is lost."""

from __future__ import annotations

import unicodedata
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.reports.pdf.runs import shape, width
from hubdesk.reports.pdf.styles import BODY, STRONG
from hubdesk.reports.pdf.text import words, wrap

_ALPHABET = "กขคงจฉชซญฎฏฐดตถทนบปผฝพฟมยรลวศษสหอะาิีึืุูเแโใไำ่้๊๋์ๆฯ" + "abc XYZ 0123.,-()·\u00a0"


@given(st.text(_ALPHABET, max_size=120), st.floats(4.0, 60.0))
def test_no_character_but_blanks_at_breaks_is_lost(text: str, room: float) -> None:
    lines = wrap(text, BODY, room)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(st.text(_ALPHABET, max_size=120), st.floats(12.0, 60.0))
def test_no_line_begins_with_a_mark(text: str, room: float) -> None:
    for line in wrap("ก" + text, BODY, room)[1:]:
        assert not line or unicodedata.category(line[0]) != "Mn"


@given(st.text("กขคงจ่าเแะ abc", min_size=1, max_size=80), st.floats(12.0, 60.0))
def test_lines_fit_the_room(text: str, room: float) -> None:
    assert all(width(line, BODY) <= room + 0.3 for line in wrap(text, BODY, room))


@given(st.text(max_size=60))
def test_any_text_can_be_shaped(text: str) -> None:
    run = shape(text, STRONG)
    assert run.width >= 0
    assert run.code.isascii()


def test_thai_breaks_between_words() -> None:
    text = "ห้องประชุมใหญ่ของศูนย์ธรรมาภิบาลใช้สำหรับการอบรมเรื่องความโปร่งใส"
    lines = wrap(text, BODY, 30.0)
    assert "".join(lines) == text
    assert len(lines) > 2
    assert not any("ธรรมาภิบาล" not in line and "ธรรมา" in line for line in lines)


def test_compounds_of_the_house_stay_whole() -> None:
    assert "ธรรมาภิบาล" in words("ศูนย์ธรรมาภิบาลเปิด")


@pytest.mark.parametrize("text", ["ไมค์\u00a02", "14\u00a0×\u00a031"])
def test_no_break_blanks_hold(text: str) -> None:
    assert len(wrap(f"{text} {text}", BODY, width(text, BODY) + 1.0)) == 2


def test_a_figure_takes_the_same_room_whatever_its_digits() -> None:
    assert width("1,111.11", BODY) == pytest.approx(width("8,888.88", BODY))
    assert width("−1.00", BODY) == pytest.approx(width("−7.77", BODY))


def test_a_word_wider_than_the_line_is_cut_between_clusters() -> None:
    text = "น้ำ" * 40
    lines = wrap(text, BODY, 20.0)
    assert "".join(lines) == text
    assert all(unicodedata.category(line[0]) != "Mn" for line in lines)


@pytest.mark.parametrize("letter", ["x", "กำ", "e\u0301", "\u0e34"])
def test_a_word_without_end_is_broken_in_a_moment(letter: str) -> None:
    text = letter * 50_000
    start = process_time()
    lines = wrap(text, BODY, 60.0)
    assert process_time() - start < 3
    assert "".join(lines) == text
