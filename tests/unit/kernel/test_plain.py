"""Frozen values survive their JSON form."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest

from hubdesk.booking.papers import DaySheetPaper
from hubdesk.kernel.month import Month
from hubdesk.kernel.plain import from_plain, to_plain
from hubdesk.month.papers import HubCostsPaper, StatementPaper
from tests.paper_samples import day_sheet, house, hub_costs, statement


def test_every_paper_survives_json() -> None:
    small = house(3, 3)
    for kind, paper in (
        (StatementPaper, statement(small, 0)),
        (HubCostsPaper, hub_costs(small)),
        (DaySheetPaper, day_sheet(entries=4)),
    ):
        assert from_plain(kind, json.loads(json.dumps(to_plain(paper)))) == paper


def test_months_and_fractions_are_text() -> None:
    assert to_plain({"at": Month(2026, 10), "weight": (Fraction(5983, 2),)}) == {
        "at": "2026-10",
        "weight": ["5983/2"],
    }


def test_a_float_is_refused() -> None:
    with pytest.raises(TypeError, match="float"):
        to_plain((1.5,))
