"""One line of text and back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from hubdesk.kernel.errors import InvalidInputError
from hubdesk.rules.tariff import Tariff, tariff_from
from hubdesk.rules.terms_text import (
    blocks_from,
    blocks_text,
    tiers_from,
    tiers_text,
    windows_from,
    windows_text,
)
from tests.unit.rules.test_tariffs import TARIFFS


@settings(max_examples=50, deadline=None)
@given(TARIFFS)
def test_what_is_written_is_read_again(tariff: Tariff) -> None:
    again = tariff_from(
        {"blocks": blocks_from(blocks_text(tariff.blocks, 2), 2),
         "cancel": tiers_from(tiers_text(tariff.cancel))}
    )  # fmt: skip
    assert (again.blocks, again.cancel) == (tariff.blocks, tariff.cancel)
    thai = (
        blocks_text(tariff.blocks, 2, hour="ชม."),
        tiers_text(tariff.cancel, hour="ชม.", day="วัน"),
    )
    assert blocks_from(thai[0], 2) == blocks_from(blocks_text(tariff.blocks, 2), 2)
    assert tiers_from(thai[1]) == tiers_from(tiers_text(tariff.cancel))
    wanted = {(day, w.from_minute, w.to_minute, w.percent)
              for w in tariff.peaks for day in w.weekdays}  # fmt: skip
    assert wanted == {
        (day, one["from"], one["to"], one["percent"])
        for one in windows_from(windows_text(tariff.peaks))
        for day in one["weekdays"]
    }


def test_thai_units_and_single_days() -> None:
    assert tiers_from("24 ชม. 100%; 7 วัน 50") == [[1440, 100], [10080, 50]]
    assert windows_from("6 9:00-12:00") == [
        {"weekdays": [5], "from": 540, "to": 720, "percent": 100}
    ]
    assert blocks_from("1:30 h 1,200.50", 2) == [[90, 120050]]


@pytest.mark.parametrize(
    ("read", "text"),
    [(windows_from, "Mon 9-12"), (windows_from, "5-1 9:00-12:00"), (tiers_from, "soon 50%")],
)
def test_what_nobody_can_read_is_refused(read: object, text: str) -> None:
    with pytest.raises(InvalidInputError):
        read(text)  # type: ignore[operator]
