"""Typed text at the boundary."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.kernel.text import clean, safe_name

_ANY = st.text(alphabet=st.characters(codec=None))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Room  A ", "Room A"),
        ("a\x00b\x1fc\x7fd\x9be", "abcde"),
        ("user\u202etxt.exe", "usertxt.exe"),
        ("\u2066x\u2069 \u200ey", "x y"),
        ("e\u0301", "\u00e9"),
        ("line\r\nbreak", "line break"),
        ("lone \ud800 surrogate", "lone surrogate"),
        ("น้ำ ที่", "น้ำ ที่"),
        ("\ufeffname", "name"),
        ("👩\u200d🔧", "👩\u200d🔧"),
    ],
)
def test_clean(typed: str, kept: str) -> None:
    assert clean(typed) == kept


def test_lines_and_tabs_stay_where_they_fit() -> None:
    assert clean("a \r\n\tb\u2028c\r", lines=True) == "a\n\tb\nc"


@given(_ANY)
def test_cleaned_text_can_be_stored_and_is_stable(typed: str) -> None:
    for lines in (False, True):
        kept = clean(typed, lines=lines)
        kept.encode("utf-8")
        assert clean(kept, lines=lines) == kept
        assert unicodedata.is_normalized("NFC", kept)
        assert not any(unicodedata.category(char) == "Cs" for char in kept)
        assert "\x00" not in kept


@pytest.mark.parametrize(
    ("wished", "name"),
    [
        ("../../etc/passwd", "etc-passwd"),
        ("C:\\x", "C-x"),
        ("CON", "CON_"),
        ("nul.txt", "nul.txt_"),
        ("COM1", "COM1_"),
        ("a.", "a"),
        ("  ", "unnamed"),
        ("..", "unnamed"),
        ("ใบแจ้งค่าใช้จ่าย ต.ค. 2569", "ใบแจ้งค่าใช้จ่าย ต.ค. 2569"),
        (".hidden", "hidden"),
    ],
)
def test_safe_name(wished: str, name: str) -> None:
    assert safe_name(wished) == name


@given(_ANY)
def test_safe_names_never_leave_their_folder(wished: str) -> None:
    name = safe_name(wished)
    assert name
    assert name not in {".", ".."}
    assert not set('/\\:*?"<>|\n') & set(name)
    assert len(name.encode("utf-8")) <= 200
    assert safe_name(name) == name
