"""Groups in which somebody could be found do not come into the open data."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from hubdesk.costs.model import Share
from hubdesk.costs.usage import BookedDate
from hubdesk.kernel.month import Month
from hubdesk.kernel.names import Names
from hubdesk.publish.open_data import LEAST, booking_rows, cost_rows

MAY, JUNE = Month(2026, 5), Month(2026, 6)
SHARE = Share(
    MAY, MAY, 1, "rent", 1, "ORG1", "seats", Fraction(2), 31, Fraction(62), Fraction(186),
    300_005, 100_002, None, "7",
)  # fmt: skip
AT = datetime(2026, 5, 4, 2, 0, tzinfo=UTC)
DATE = BookedDate(
    1, 1, 1, "ORG1", "resident", 7, "room", Names("", "Room"), AT, AT + timedelta(minutes=50), ""
)


def of_orgs(number: int) -> list[Share]:
    return [replace(SHARE, org_id=org, org=f"ORG{org}") for org in range(1, number + 1)]


def test_costs_are_told_once_for_each_pool() -> None:
    assert cost_rows(of_orgs(LEAST), "THB", 2) == [
        ("2026-05", "2026-05", "rent", "seats", "3000.05", "THB", 3)
    ]


def test_costs_of_few_are_not_told() -> None:
    few = of_orgs(LEAST - 1)
    weightless = replace(SHARE, org_id=9, org="ORG9", weight=Fraction(0), amount_minor=0)
    assert cost_rows(few, "THB", 2) == []
    assert cost_rows([*few, weightless], "THB", 2) == []


def test_late_bills_are_a_group_of_their_own() -> None:
    late = [replace(one, accounting_month=JUNE) for one in of_orgs(LEAST - 1)]
    rows = cost_rows([*of_orgs(LEAST), *late], "JPY", 0)
    assert [(row[0], row[1], row[4]) for row in rows] == [("2026-05", "2026-05", "300005")]


def test_bookings_are_counted_by_month_and_room() -> None:
    dates = [(MAY, replace(DATE, org_id=org)) for org in (1, 2, 3, 3)]
    assert booking_rows(dates, {7: "R1"}) == [("2026-05", "R1", 4, Decimal("3.33"))]
    assert booking_rows(dates, {8: "R2"}) == []


def test_a_room_that_few_used_is_not_told_however_often_they_did() -> None:
    dates = [(MAY, replace(DATE, org_id=org)) for org in (1, 2) * 20]
    assert booking_rows(dates, {7: "R1"}) == []
