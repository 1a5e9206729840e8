"""Text as searching compares it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hubdesk.kernel.folding import folded, spans

_ANY = st.text(alphabet=st.characters(codec="utf-8"), max_size=30)
_MARKED = st.text(
    alphabet="\u0e01\u0e40\u0e32\u0e31\u0e33\u0e34\u0e38\u0e3a\u0e48\u0e49\u0e4d\u0301", max_size=9
)
_THAI = st.text(alphabet=st.characters(min_codepoint=0x0E01, max_codepoint=0x0E5B), max_size=20)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("  Data   Clinic ", "data clinic"),
        ("CAFÉ Über ﬁx", "cafe uber fix"),
        ("ห้อง ๒๐๑ (ใหญ่)", "ห้อง 201 ใหญ่"),
        ("R\u20132569/09", "r-2569/09"),
        ("a.b@c.example", "a.b@c.example"),
        ("ประ\u200bชุม", "ประชุม"),
        ("นํ้า", "น้ำ"),
        ("นำ้", "น้ำ"),
        ("เเม่", "แม่"),
        ("ท่ี", "ที่"),
        ("", ""),
    ],
)
def test_what_is_alike_folds_alike(text: str, kept: str) -> None:
    assert folded(text) == folded(kept) == kept


def test_tone_marks_make_other_words() -> None:
    assert len({folded(text) for text in ("มา", "ม้า", "ม่า", "หมา")}) == 4


@given(st.one_of(_ANY, _THAI, _MARKED))
@example("\u0e48\u0e34\u0e34")
@example("\u0e33\u0e48\u0e49")
@example("\u0e33\u0e33\u0e48")
@example("\u0e38\u200b\u0e3a")
@example("\u0e40\u0301\u0e40")
def test_folding_twice_is_folding_once(text: str) -> None:
    once = folded(text)
    assert folded(once) == once
    assert folded(unicodedata.normalize("NFC", once)) == once


@given(st.one_of(_ANY, _THAI), st.one_of(_ANY, _THAI))
def test_spans_are_parts_of_the_text_in_order(text: str, query: str) -> None:
    last = 0
    for start, end in spans(text, query):
        assert last <= start < end <= len(text)
        last = end


@pytest.mark.parametrize(
    ("text", "query", "shown"),
    [
        ("Data clinic", "CLI data", ["Data", "cli"]),
        ("น้ำใจ", "น", ["น้ำ"]),
        ("นํ้าดื่ม", "น้ำดื่ม", ["นํ้าดื่ม"]),
        ("คุยหนังสือ <b>ตามรอยเงิน</b>", "รอย", ["รอย"]),
        ("ห้อง ๒๐๑", "201", ["๒๐๑"]),
        ("reaction act", "act", ["act"]),
        ("nothing", "x", []),
    ],
)
def test_the_found_piece_is_shown_with_whole_letters(
    text: str, query: str, shown: list[str]
) -> None:
    assert [text[start:end] for start, end in spans(text, query)] == shown
