"""Refusals as people read them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.kernel.errors import InvalidInputError, KnownError, NotFoundError
from hubdesk.kernel.interval import Interval
from hubdesk.kernel.month import Month
from hubdesk.words.catalogue import Words
from hubdesk.words.sentences import SENTENCES

ENGLISH = Words("en", "ce", ZoneInfo("Asia/Bangkok"))
THAI = Words("th", "be", ZoneInfo("Asia/Bangkok"))
_DETAILS = ["unit", "interval", "by", "month", "reason", "value", "driver", "pool", "column"]


def test_the_most_telling_line_whose_facts_are_known() -> None:
    when = Interval(
        datetime(2026, 10, 22, 6, tzinfo=UTC), datetime(2026, 10, 22, 8, 30, tzinfo=UTC)
    )
    known = {"unit": "A-1", "interval": when, "by": "ACT"}
    assert (
        THAI.sentence("room_taken", known)
        == "A-1 ชนกับการจองของ ACT เวลา 22 ต.ค. 2569 13:00–15:30 น."
    )
    del known["by"]
    assert (
        ENGLISH.sentence("room_taken", known) == "A-1 is already booked on 22 Oct 2026 13:00–15:30."
    )
    assert ENGLISH.sentence("room_taken", {}) == "The room is already booked at that time."


def test_codes_months_and_reasons_are_written_as_words() -> None:
    assert ENGLISH.error(NotFoundError(kind="cost pool", key="x")) == "There is no cost pool “x”."
    assert THAI.error(NotFoundError(kind="pool", key="x")) == "ไม่พบกองค่าใช้จ่าย “x”"
    wrong = InvalidInputError(field="date", value="1/1/69", reason="two_digit_year")
    assert THAI.error(wrong) == "รับค่า “1/1/69” ไม่ได้: ให้เขียนปีเป็นตัวเลขสี่หลัก"
    mismatch = {"pool": "rent", "expected_driver": "seats", "driver": "headcount"}
    assert THAI.sentence("driver_mismatch", mismatch).endswith("ตามที่นั่ง ไม่ใช่ตามจำนวนคน")
    assert "ตุลาคม 2569" in THAI.sentence("month_locked", {"month": Month(2026, 10)})
    until = {"until": date(2026, 10, 5)}
    assert ENGLISH.sentence("too_far_ahead", until) == "Bookings are taken until 5 October 2026."


def test_findings_name_their_column() -> None:
    found = {"column": "net", "value": "abc"}
    assert (
        ENGLISH.sentence("not_an_amount", found)
        == "net: “abc” was not accepted: it is not an amount such as 1,234.50"
    )
    assert ENGLISH.sentence("empty", {"column": "org"}) == "org: it is empty"
    assert ENGLISH.sentence("option_needs_value", {}) == "… needs a value"


def test_what_a_person_typed_stays_as_it_is() -> None:
    typed = "{driver} <b>%s</b>"
    assert typed in ENGLISH.error(InvalidInputError(field="x", value=typed, reason="empty"))


def test_an_error_without_words_still_gives_a_line() -> None:
    class OddError(KnownError):
        code = "odd"

    assert ENGLISH.error(OddError(x=1)) == "This cannot be done."


@pytest.mark.parametrize("words", [THAI, ENGLISH])
@given(
    code=st.sampled_from(sorted(SENTENCES)),
    details=st.dictionaries(
        st.sampled_from(_DETAILS),
        st.one_of(st.text(), st.integers(), st.none(), st.dates(), st.lists(st.text())),
    ),
)
def test_no_details_make_a_sentence_fail(
    words: Words, code: str, details: dict[str, object]
) -> None:
    assert words.sentence(code, details)
