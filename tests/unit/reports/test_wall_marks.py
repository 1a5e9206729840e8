"""What a line of a wall sheet says of a bar."""

from __future__ import annotations

from datetime import date

import pytest

from hubdesk.booking.wall import WallBar
from hubdesk.reports.speech import PaperOptions, Speech
from hubdesk.reports.wall_marks import said


@pytest.mark.parametrize(
    ("lang", "starts", "ends", "times"),
    [
        ("en", 0, 1440, "all day"),
        ("th", 0, 1440, "ทั้งวัน"),
        ("en", 540, 1440, "09:00–00:00"),
        ("th", 0, 600, "00:00–10:00"),
    ],
)
def test_a_room_that_is_closed_for_a_whole_day_says_so(
    lang: str, starts: int, ends: int, times: str
) -> None:
    bar = WallBar("R1", date(2026, 11, 26), starts, ends, "closed", "works")
    assert said(Speech(PaperOptions(lang)), bar)[0] == times
