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
from hubdesk.publish.open_data import booking_rows, cost_rows
from hubdesk.publish.shares import (
    LEAST,
    OTHERS,
    driver_rows,
    exact,
    groups,
    share_rows,
    total_rows,
)

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
    assert cost_rows(groups(of_orgs(LEAST)), "THB", 2) == [
        ("2026-05", "2026-05", "rent", "seats", "3000.05", "THB", 3)
    ]


def test_costs_of_few_are_not_told() -> None:
    few = of_orgs(LEAST - 1)
    weightless = replace(SHARE, org_id=9, org="ORG9", weight=Fraction(0), amount_minor=0)
    assert cost_rows(groups(few), "THB", 2) == []
    assert cost_rows(groups([*few, weightless]), "THB", 2) == []


def test_late_bills_are_a_group_of_their_own() -> None:
    late = [replace(one, accounting_month=JUNE) for one in of_orgs(LEAST - 1)]
    rows = cost_rows(groups([*of_orgs(LEAST), *late]), "JPY", 0)
    assert [(row[0], row[1], row[4]) for row in rows] == [("2026-05", "2026-05", "300005")]


def test_bookings_are_counted_by_month_and_room() -> None:
    dates = [(MAY, replace(DATE, org_id=org)) for org in (1, 2, 3, 3)]
    assert booking_rows(dates, {7: "R1"}) == [("2026-05", "R1", 4, Decimal("3.33"))]
    assert booking_rows(dates, {8: "R2"}) == []


def test_a_room_that_few_used_is_not_told_however_often_they_did() -> None:
    dates = [(MAY, replace(DATE, org_id=org)) for org in (1, 2) * 20]
    assert booking_rows(dates, {7: "R1"}) == []


def test_nobody_is_named_who_was_not_told_of() -> None:
    rows = share_rows(groups(of_orgs(4)), frozenset({"ORG1"}), "THB", 2)
    assert [(row[3], row[4], row[6]) for row in rows] == [
        ("ORG1", 1, "1000.02"), (OTHERS, 3, "3000.06"),
    ]  # fmt: skip
    assert share_rows(groups(of_orgs(4)), frozenset(), "THB", 2) == []


def test_a_subtraction_does_not_tell_what_the_last_ones_paid() -> None:
    most = frozenset({"ORG1", "ORG2"})
    assert share_rows(groups(of_orgs(3)), most, "THB", 2) == []
    assert share_rows(groups(of_orgs(4)), most, "THB", 2) == []
    everybody = share_rows(groups(of_orgs(3)), most | {"ORG3"}, "THB", 2)
    assert [row[3] for row in everybody] == ["ORG1", "ORG2", "ORG3"]


def test_totals_are_sums_of_what_is_published() -> None:
    small = [replace(one, pool="lift", allocable_minor=99) for one in of_orgs(LEAST - 1)]
    published = groups([*of_orgs(LEAST), *small])
    assert total_rows(published, "THB", 2) == [("2026-05", 1, "3000.05", "THB", 3)]
    assert driver_rows(published) == [("2026-05", "2026-05", "rent", "seats", "186", 3)]


def test_weights_are_written_in_digits() -> None:
    weights = (Fraction(186), Fraction(1, 3), Fraction(5, 2), Fraction(0))
    assert [exact(weight) for weight in weights] == ["186", "0.333333", "2.5", "0"]
